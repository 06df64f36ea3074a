"""Through somebody else: the plan as that other would put it, who applies for it and is established elsewhere; and the
routes for which another applies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from .answers import APPLICANT, BASE, GOAL, PLACE, Answers, PlaceCode, QuestionName
from .criteria import Criterion, Topic
from .places import Area, Atlas
from .predicates import OnDay, Partnership, Predicate, Sides
from .ruleset import Instrument
from .truth import Truth

ASKED_OF_PLACES = (Topic.BASE, Topic.PARTNERS, Topic.WHERE)
"""What is asked of where those who take part are established, and of where the plan leads: of the other, not of the visitor."""
OF_THE_OTHER = frozenset({APPLICANT, BASE})
"""The questions that rules ask of the other too, where they look at them."""


class ToldByAnother(NamedTuple):
    """The same plan, told by another."""

    answers: Answers
    with_places_kept: Answers
    """What rules are asked of: to them the places of a plan are where it leads, whoever tells it."""


def as_another_puts_it(answers: Answers, applicants: Iterable[frozenset[str]]) -> Iterator[ToldByAnother]:
    """The plan as one of these sorts of applicants would put it. Whoever it is, is established where the visitor is, or in one of
    the places of the plan; the visitor is then one of those with whom it is made. A place that was not named is not known."""
    base, places = answers.chosen(BASE), answers.chosen(PLACE)
    for applicant in applicants:
        at_home = answers.changed({APPLICANT: applicant})
        yield ToldByAnother(answers, at_home)
        for code in sorted(places) if places else (None,):
            there = at_home.changed({BASE: frozenset({code}) if code else None})
            others = (places or frozenset()) - {code} | (base or frozenset())
            yield ToldByAnother(there.changed({PLACE: others or None}), there)


def asks_who_applies(topic: Topic, looks_at: Iterable[QuestionName]) -> bool:
    """Whether somebody else could meet a criterion by being who that is, or by being established elsewhere."""
    return topic in (Topic.APPLICANT, Topic.BASE) or (topic is Topic.RULE and APPLICANT in looks_at)


def is_of_the_other(topic: Topic, looks_at: Iterable[QuestionName]) -> bool:
    """Whether a criterion is asked of who applies, wherever that is not the visitor. What a plan must cost at least is:
    who applies counts costs of its own, which the visitor cannot know."""
    if topic in ASKED_OF_PLACES or topic is Topic.BUDGET:
        return True
    return topic is Topic.RULE and not OF_THE_OTHER.isdisjoint(looks_at)


def asked_of_another(criterion: Criterion) -> Criterion:
    """What of a criterion can be judged by a plan that somebody else tells: not how many partners there are, nor from how many
    countries, for who applies brings partners of its own."""
    return replace(criterion, any_of=tuple([_without_numbers(one) for one in criterion.any_of]))


def _without_numbers(predicate: Predicate) -> Predicate:
    match predicate:
        case OnDay(predicate=judged):
            return replace(predicate, predicate=_without_numbers(judged))
        case Partnership(min_countries=countries):
            return replace(predicate, min_partners=0, min_countries=min(countries, 1))
        case Sides(partnership=wanted):
            fewer = replace(wanted, min_partners=0, min_countries=min(wanted.min_countries, 1))
            return replace(predicate, partnership=fewer)
        case _:
            return predicate


class RoutesThrough:
    """The routes for which another applies, by those on whose behalf: bit i of a bitmap is instrument i."""

    def __init__(self, instruments: Sequence[Instrument], atlas: Atlas) -> None:
        self._atlas = atlas
        self._for: dict[str, int] = {}
        self._told_from: dict[tuple[str, Area], int] = {}
        self._told_with: dict[tuple[str, frozenset[str]], int] = {}
        for bit, instrument in enumerate(instruments):
            for applicant, goals, home in instrument.through:
                self._for[applicant] = self._for.get(applicant, 0) | 1 << bit
                if home:
                    self._told_from[applicant, home] = self._told_from.get((applicant, home), 0) | 1 << bit
                if goals:
                    self._told_with[applicant, goals] = self._told_with.get((applicant, goals), 0) | 1 << bit

    def of(self, answers: Answers) -> int:
        """The routes that another applies for on behalf of this applicant."""
        found = 0
        for applicant in answers.chosen(APPLICANT) or ():
            found |= self._for.get(applicant, 0)
        return found

    def not_from(self, answers: Answers) -> int:
        """Those of them that are for applicants who are established elsewhere than this one."""
        who, base = answers.chosen(APPLICANT) or frozenset(), answers.chosen(BASE) or frozenset()
        found = 0
        for (applicant, home), those in self._told_from.items() if base else ():
            is_elsewhere = all(self._atlas.within(PlaceCode(code), home) is Truth.NOT_MET for code in base)
            if applicant in who and is_elsewhere:
                found |= those
        return found

    def with_goals_of_its_own(self, answers: Answers) -> tuple[int, int]:
        """The routes that another applies for with a goal of that other, and those of them that are not for this plan's goal."""
        who, goals = answers.chosen(APPLICANT) or frozenset(), answers.chosen(GOAL)
        named = others = 0
        for (applicant, wanted), those in self._told_with.items():
            if applicant in who:
                named |= those
                others |= those if goals is not None and goals.isdisjoint(wanted) else 0
        return named, others
