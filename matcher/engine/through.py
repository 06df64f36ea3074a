"""Through somebody else: the plan as that other would put it, who applies for it and is established elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from .answers import APPLICANT, BASE, PLACE, Answers, QuestionName
from .criteria import Criterion, Topic
from .predicates import OnDay, Partnership, Predicate, Sides

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
