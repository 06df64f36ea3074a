"""Slips in rules that decide or give points. On those that only give advice no verdict, date or order depends."""

from collections.abc import Callable, Iterator, Mapping

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.answers import QuestionName
from matcher.engine.ruleset import InstrumentId
from matcher.models import Operator, Then
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.slips import (
    Make,
    Mutant,
    Source,
    Ways,
    areas_swapped,
    later,
    noughts,
    of_entries,
    off_by_one,
    put,
    swapped,
    with_entry,
)
from matcher.rules.entries import ConditionEntry, RuleEntry, ScopeEntry
from matcher.rules.ruleset import scope_of

FLIPPED: Mapping[Operator, Operator] = {
    Operator.ANY_OF: Operator.NONE_OF,
    Operator.ALL_WITHIN: Operator.NONE_OF,
    Operator.ANSWERED_AS: Operator.NONE_OF,
    Operator.NONE_OF: Operator.ANY_OF,
    Operator.ANSWERED_FROM: Operator.AT_MOST,
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.BEFORE: Operator.AFTER,
    Operator.AFTER: Operator.BEFORE,
}
"""Each operator with the one that is easily taken for it."""


def of_rules(change: Callable[[Source, RuleEntry], Ways[RuleEntry]]) -> Make:
    def changed(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
        return () if rule.then == Then.ADVISE else change(source, rule)

    return of_entries(RuleEntry, changed, touched)


def touched(source: Source, rule: RuleEntry) -> frozenset[InstrumentId]:
    return scope_of(rule, source.edition.all(InstrumentEntry))


def conditions_of(rule: RuleEntry) -> Iterator[tuple[ConditionEntry, Callable[[ConditionEntry], RuleEntry]]]:
    """Every condition of a rule, and how the rule would be with another one in its place."""

    def instead(index: int) -> Callable[[ConditionEntry], RuleEntry]:
        return lambda other: put(rule, when=swapped(rule.when, index, other))

    for index, one in enumerate(rule.when):
        yield one, instead(index)
    if rule.require is not None:
        yield rule.require, lambda other: put(rule, require=other)


def operator_flipped(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    for one, instead in conditions_of(rule):
        other = FLIPPED.get(one.operator)
        if other:
            yield instead(put(one, operator=other)), f"{one.question} {one.operator} became {other}"


def effect_flipped(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    """What was excluded is required, what was required is excluded."""
    if rule.then == Then.EXCLUDE and rule.when:
        *when, last = rule.when
        yield put(rule, then=Then.REQUIRE, when=when, require=last), "exclude became require"
    if rule.then == Then.REQUIRE and rule.require is not None:
        yield put(rule, then=Then.EXCLUDE, when=[*rule.when, rule.require], require=None), "require became exclude"


def option_dropped(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    for one, instead in conditions_of(rule):
        if len(one.options) > 1:
            for gone in one.options:
                left = [option for option in one.options if option != gone]
                yield instead(put(one, options=left)), f"{one.question} without {gone}"


def option_added(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    for one, instead in conditions_of(rule):
        if one.options:
            for other in source.options.get(QuestionName(one.question), ()):
                if other not in one.options:
                    yield instead(put(one, options=[*one.options, other])), f"{one.question} with {other} too"


def condition_dropped(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    """Of a rule that excludes one condition stays: one without any is refused."""
    if len(rule.when) > (1 if rule.then == Then.EXCLUDE else 0):
        for index, one in enumerate(rule.when):
            yield put(rule, when=swapped(rule.when, index)), f"without its condition on {one.question}"


def limit_shifted(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    for one, instead in conditions_of(rule):
        if one.number is not None:
            for limit in off_by_one(one.number):
                yield instead(put(one, number=limit)), f"{one.question} {one.number} became {limit}"
        if one.day is not None:
            other = one.day.fromisoformat(later(one.day.isoformat()))
            yield instead(put(one, day=other)), f"{one.day} became {other}"
    for euros in noughts(rule.max_eur) if rule.max_eur else ():
        yield put(rule, max_eur=euros), f"max_eur {rule.max_eur} became {euros}"
    if rule.max_rate_pct:
        half = rule.max_rate_pct // 2
        yield put(rule, max_rate_pct=half), f"max_rate_pct {rule.max_rate_pct} became {half}"


def place_swapped(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    for one, instead in conditions_of(rule):
        for area, told in areas_swapped(source, one):
            yield instead(area), told


def points_turned(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    if rule.then == Then.POINTS:
        yield put(rule, points=-rule.points), f"{rule.points} points became {-rule.points}"


def for_wrong_route(source: Source, rule: RuleEntry) -> Ways[RuleEntry]:
    """For one other route that gives money, of a rule that is for few."""
    instruments = source.edition.all(InstrumentEntry)
    own = scope_of(rule, instruments)
    others = [slug for slug, one in instruments.items() if one.gives_money and slug not in own]
    if others and len(own) < len(instruments) // 4:
        other = source.chance.choice(others)
        yield put(rule, scope=ScopeEntry(instruments=[other])), f"for {other}, not for {' '.join(sorted(own))}"


def contradiction_added(source: Source, kind: FaultKind) -> Iterator[Mutant]:
    """A second rule for the same routes: what the first requires is excluded, whom it excludes is required."""
    rules = source.edition.all(RuleEntry)
    for key in source.chance.sample(sorted(rules), len(rules)):
        rule = rules[key]
        new = put(rule, id=f"against-{key}")
        match rule.then:
            case Then.REQUIRE if rule.require is not None:
                against = put(new, then=Then.EXCLUDE, when=[*rule.when, rule.require], require=None)
                told = "a rule that excludes what it requires"
            case Then.EXCLUDE if rule.when:
                against = put(new, then=Then.REQUIRE, when=rule.when[:-1], require=rule.when[-1])
                told = "a rule that requires what it excludes"
            case Then.POINTS:
                against, told = put(new, points=-rule.points), "a rule that takes the points that it gives"
            case _:
                continue
        edition = with_entry(source.edition, against)
        if edition is not None:
            yield Mutant(kind, key, told, edition, touched(source, rule), (against.kind_of_entry, against.key))


MAKERS: Mapping[FaultKind, Make] = {
    FaultKind.OPERATOR: of_rules(operator_flipped),
    FaultKind.EFFECT: of_rules(effect_flipped),
    FaultKind.OPTION_DROPPED: of_rules(option_dropped),
    FaultKind.OPTION_ADDED: of_rules(option_added),
    FaultKind.CONDITION_DROPPED: of_rules(condition_dropped),
    FaultKind.LIMIT: of_rules(limit_shifted),
    FaultKind.PLACE_IN_RULE: of_rules(place_swapped),
    FaultKind.POINTS: of_rules(points_turned),
    FaultKind.WRONG_ROUTE: of_rules(for_wrong_route),
    FaultKind.CONTRADICTION: contradiction_added,
}
