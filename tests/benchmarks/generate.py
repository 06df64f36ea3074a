"""Large rulesets, made from a real one by recombining the fields of its instruments."""

import random
from dataclasses import replace

from matcher.engine.ruleset import EngineRule, Instrument, InstrumentId, Ruleset


def enlarged(base: Ruleset, size: int, seed: int = 1) -> Ruleset:
    """The base's instruments and as many more as are needed: each takes who, what, where, how much and when from five of
    the real ones. Rules grow along in proportion. The same seed gives the same ruleset."""
    chance = random.Random(seed)
    real = base.instruments
    made = list(real[:size])
    parents: list[InstrumentId] = [one.id for one in made]
    while len(made) < size:
        who, what, where, money, when = (chance.choice(real) for _ in range(5))
        made.append(
            replace(
                what,
                id=InstrumentId(f"{what.id}-{len(made)}"),
                sort_name=f"{what.sort_name} {chance.randrange(size)}",
                applicants=who.applicants,
                base=who.base,
                base_not_for=who.base_not_for,
                where=where.where,
                min_partners=where.min_partners,
                min_countries=where.min_countries,
                amount=money.amount,
                min_is_threshold=money.min_is_threshold,
                timing=when.timing,
                max_months=when.max_months,
                checks=(),
            )
        )
        parents.append(what.id)
    return replace(base, instruments=tuple(made), rules=tuple(spread(rule, made, parents) for rule in base.rules))


def spread(rule: EngineRule, made: list[Instrument], parents: list[InstrumentId]) -> EngineRule:
    """The rule, for what was made from its instruments too."""
    meant = {one.id for one, parent in zip(made, parents, strict=True) if parent in rule.instruments}
    return replace(rule, instruments=frozenset(meant))
