"""What can be asked of answers, as values: one test each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .answers import BASE, PARTNERS, PLACE, START, CheckId, QuestionName
from .places import Area
from .timing import Timing


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the options that the visitor chose is among these."""

    question: QuestionName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of the options that the visitor chose is among these."""

    question: QuestionName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AllWithin:
    """All options that the visitor chose are among these."""

    question: QuestionName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyPlace:
    """One of the places lies in the area."""

    question: QuestionName
    area: Area


@dataclass(frozen=True, slots=True)
class NoPlace:
    """None of the places lies in the area."""

    question: QuestionName
    area: Area


@dataclass(frozen=True, slots=True)
class AllPlaces:
    """All of the places lie in the area."""

    question: QuestionName
    area: Area


@dataclass(frozen=True, slots=True)
class CountsAtLeast:
    """The places lie in at least so many different countries of the area."""

    question: QuestionName
    area: Area
    count: int


@dataclass(frozen=True, slots=True)
class AtLeast:
    question: QuestionName
    limit: int


@dataclass(frozen=True, slots=True)
class AtMost:
    question: QuestionName
    limit: int


@dataclass(frozen=True, slots=True)
class Before:
    """Strictly before the day."""

    question: QuestionName
    day: date


@dataclass(frozen=True, slots=True)
class After:
    """Strictly after the day."""

    question: QuestionName
    day: date


@dataclass(frozen=True, slots=True)
class Destination:
    """One of the visitor's places counts as destination: it lies in the area, and not in the visitor's own country unless
    the area names it more closely than by its country in a group."""

    area: Area


@dataclass(frozen=True, slots=True)
class Partnership:
    """At least so many partners, from so many different countries of the area, beside the applicant.

    A place in the applicant's own country counts only where the area names it more closely (Wallonia under the Arts
    Decree) and, towards the number of countries, where applicants themselves could not be established (`home`). With
    `min_countries` 0 and an area, one place must count as destination. An empty area is the whole world."""

    min_partners: int
    min_countries: int
    area: Area
    home: Area


@dataclass(frozen=True, slots=True)
class InTime:
    """The start can still be applied for (`timing.due`)."""

    timing: Timing


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The visitor did not deny this check. Not ticked does not count against it."""

    check: CheckId


@dataclass(frozen=True, slots=True)
class Available:
    """Never met: the instrument is closed or has ended on the day."""


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a predicate that has no plainer opposite."""

    predicate: "Predicate"


Predicate = (
    AnyOf
    | NoneOf
    | AllWithin
    | AnyPlace
    | NoPlace
    | AllPlaces
    | CountsAtLeast
    | AtLeast
    | AtMost
    | Before
    | After
    | Destination
    | Partnership
    | InTime
    | Confirmed
    | Available
    | Not
)


def questions_of(predicate: Predicate) -> tuple[QuestionName, ...]:
    """The questions that a predicate looks at."""
    match predicate:
        case Destination():
            return (PLACE, BASE)
        case Partnership(min_partners, min_countries, area):
            asked = (PARTNERS,) if min_partners else ()
            return (*asked, PLACE, BASE) if area or min_countries else asked
        case InTime():
            return (START,)
        case Confirmed() | Available():
            return ()
        case Not(opposite):
            return questions_of(opposite)
        case _:
            return (predicate.question,)


def negation(predicate: Predicate) -> Predicate:
    """The opposite, in the plainest words there are for it. Unknown stays unknown."""
    match predicate:
        case AnyOf(question, values):
            return NoneOf(question, values)
        case NoneOf(question, values):
            return AnyOf(question, values)
        case AnyPlace(question, area):
            return NoPlace(question, area)
        case NoPlace(question, area):
            return AnyPlace(question, area)
        case AtLeast(question, limit):
            return AtMost(question, limit - 1)
        case AtMost(question, limit):
            return AtLeast(question, limit + 1)
        case Before(question, day):
            return After(question, day - timedelta(days=1))
        case After(question, day):
            return Before(question, day + timedelta(days=1))
        case Not(opposite):
            return opposite
        case _:
            return Not(predicate)


def leaves(predicate: Predicate) -> Iterator[Predicate]:
    """The predicate, or what it is the opposite of."""
    if isinstance(predicate, Not):
        yield from leaves(predicate.predicate)
    else:
        yield predicate


def values_of(predicate: Predicate) -> frozenset[str]:
    return predicate.values if isinstance(predicate, AnyOf | NoneOf | AllWithin) else frozenset()


def areas_of(predicate: Predicate) -> tuple[Area, ...]:
    match predicate:
        case AnyPlace(_, area) | NoPlace(_, area) | AllPlaces(_, area) | CountsAtLeast(_, area, _) | Destination(area):
            return (area,)
        case Partnership(_, _, area, home):
            return tuple(one for one in (area, home) if one)
        case _:
            return ()
