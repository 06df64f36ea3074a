"""For which personas another edition can come to something else: so that the others need not be matched.

Whether a route fits, what it scores and when it closes follows from its own facts, the rules for it, and the places and questions
that all share. So where few routes changed, the personas are matched with those few alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from matcher.engine.answers import Answers
from matcher.engine.compile import Compiled
from matcher.engine.match import Matching
from matcher.engine.places import GroupId
from matcher.engine.predicates import areas_of
from matcher.engine.ruleset import EngineRule, Instrument, InstrumentId, Ruleset
from matcher.engine.verdicts import Verdict
from matcher.models import Expectation, Persona
from matcher.proof.personas import closing, read
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True)
class PersonaStanding:
    """All of one route that a persona can tell, for one set of answers."""

    verdict: Verdict
    score: int
    closes: date | None
    asks: bool
    """It asks about something that is answered."""


def may_differ(personas: Iterable[Persona], before: Site, after: Site) -> list[Persona]:
    """Of two editions, those that may come to something else; surely all that do."""
    if understood_alike(before, after) and before.ruleset.version == after.ruleset.version:
        return []
    return differing(personas, before, after)


def differing(personas: Iterable[Persona], before: Site, after: Site) -> list[Persona]:
    """As `may_differ`, of rulesets that need not be of an edition: of those their versions say nothing."""
    everyone = list(personas)
    routes = changed(before.ruleset, after.ruleset)
    if routes is None or not understood_alike(before, after):
        return everyone
    was, now = (Few(site.ruleset, routes) for site in (before, after))
    named = frozenset(
        Expectation.objects.filter(instrument__slug__in=renamed(before.ruleset, after.ruleset)).values_list(
            "persona", flat=True
        )
    )
    groups = changed_groups(before.ruleset, after.ruleset)
    found = []
    for one in everyone:
        answers, _notes = read(one.answers, before)  # on the other side they read the same
        if (
            one.pk in named
            or answers_with(one, groups)
            or was.standings(answers, one.on) != now.standings(answers, one.on)
        ):
            found.append(one)
    return found


def answers_with(persona: Persona, groups: set[GroupId]) -> bool:
    return any(not groups.isdisjoint(values) for values in persona.answers.values())


def understood_alike(before: Site, after: Site) -> bool:
    """Whether the same texts are answers on both sides."""
    sides = [
        (
            site.words.offered(),
            site.ruleset.questions,
            {name: (one.minimum, one.maximum) for name, one in site.words.questions.items()},
            site.words.places.keys() | site.words.groups.keys(),
            site.words.checks.keys(),
        )
        for site in (before, after)
    ]
    return sides[0] == sides[1]


def changed(before: Ruleset, after: Ruleset) -> frozenset[InstrumentId] | None:
    """The routes that can come to something else; None where all can."""
    if before.weights != after.weights or before.places.places != after.places.places:
        return None
    groups = changed_groups(before, after)
    found: set[InstrumentId] = set()
    sides = [{one.id: one for one in ruleset.instruments} for ruleset in (before, after)]
    for name in sides[0].keys() | sides[1].keys():
        was, now = sides[0].get(name), sides[1].get(name)
        if was != now or any(names_group(one, groups) for one in (was, now) if one):
            found.add(name)
    rules = [{one.id: one for one in ruleset.rules} for ruleset in (before, after)]
    for rule in rules[0].keys() | rules[1].keys():
        both = [side[rule] for side in rules if rule in side]
        if len(both) < 2 or both[0] != both[1] or any(tests_group(one, groups) for one in both):
            found |= {name for one in both for name in one.instruments}
    return frozenset(found)


def changed_groups(before: Ruleset, after: Ruleset) -> set[GroupId]:
    names = before.groups.keys() | after.groups.keys()
    return {name for name in names if before.groups.get(name) != after.groups.get(name)}


def renamed(before: Ruleset, after: Ruleset) -> list[InstrumentId]:
    """The routes that have another place among equals."""
    was = {one.id: one.sort_name for one in before.instruments}
    return [one.id for one in after.instruments if was.get(one.id, one.sort_name) != one.sort_name]


def names_group(instrument: Instrument, groups: set[GroupId]) -> bool:
    return any(not groups.isdisjoint(area.groups) for area in instrument.areas)


def tests_group(rule: EngineRule, groups: set[GroupId]) -> bool:
    tests = (*rule.when, *([rule.require] if rule.require else []))
    return any(not groups.isdisjoint(area.groups) for test in tests for area in areas_of(test))


class Few:
    """A ruleset as though it had these routes alone."""

    def __init__(self, ruleset: Ruleset, names: frozenset[InstrumentId]) -> None:
        rules = (replace(one, instruments=one.instruments & names) for one in ruleset.rules)
        self.ruleset = replace(
            ruleset,
            instruments=tuple(one for one in ruleset.instruments if one.id in names),
            rules=tuple(one for one in rules if one.instruments),
        )
        self._days: dict[date, Compiled] = {}

    def compiled(self, on: date) -> Compiled:
        if on not in self._days:
            self._days[on] = Compiled(self.ruleset, on)
        return self._days[on]

    def standings(self, answers: Answers, on: date) -> dict[InstrumentId, PersonaStanding]:
        return dict(standings(Matching(self.compiled(on), answers), answers))


STANDINGS_KEPT = 16_384
_standing = lru_cache(STANDINGS_KEPT)(PersonaStanding)
"""Routes that stand alike share what says so: all personas together would hold one for each route otherwise."""


def standings(matching: Matching, answers: Answers) -> Iterator[tuple[InstrumentId, PersonaStanding]]:
    for slug, verdict, score, due in (*matching.ranked(), *matching.ranked_beside()):
        asks = not matching.compiled.asks_about(slug).isdisjoint(answers)
        yield slug, _standing(verdict, score, closing(due), asks)
