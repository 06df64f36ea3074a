"""What can be asked of answers, as values: one test each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .answers import APPLICANT, BASE, PARTNERS, PLACE, START, CheckId, QuestionName
from .days import DAY
from .places import Area
from .timing import Timing


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the options that the visitor chose is among these."""

    question: QuestionName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnsweredAs:
    """One of the options that the visitor chose is among these; unanswered, it does not hold."""

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
class AnsweredFrom:
    """What the visitor answered is this number or more; unanswered, it does not hold."""

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
    the area names it more closely than by its country in a group. Where `not_for` is the visitor, abroad is seen from `home`,
    and the visitor's own place is a destination too."""

    area: Area
    home: Area = Area()
    not_for: frozenset[str] = frozenset()

    @property
    def partnership(self) -> "Partnership":
        """The same, as a partnership that asks for nothing else."""
        return Partnership(0, 0, self.area, self.home, self.not_for)


@dataclass(frozen=True, slots=True)
class Partnership:
    """At least so many partners, from so many different countries of the area, beside the applicant.

    A place in the applicant's own country counts only where the area names it more closely (Wallonia under the Arts
    Decree) and, towards the number of countries, where applicants themselves could not be established (`home`): never where all
    that it names so lies in `home`, however coarse the place is. With
    `min_countries` 0 and an area, one place must count as destination. An empty area is the whole world. Applicants in
    `not_for` may be established anywhere: for them abroad is seen from `home`, and their own place, where it is in another
    country, counts with the places named. Those in `partner_too` are themselves one of the partners. `home_counts`: a place at
    home will do, where no number of countries is asked. `is_journey`: one goes to where the partners are."""

    min_partners: int
    min_countries: int
    area: Area
    home: Area
    not_for: frozenset[str] = frozenset()
    home_counts: bool = False
    partner_too: frozenset[str] = frozenset()
    is_journey: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """An area in which at least so many of a partnership are established."""

    area: Area
    least: int = 1


@dataclass(frozen=True, slots=True)
class Sides:
    """A partnership that, the applicant counted, has members on every side."""

    sides: tuple[Side, ...]
    partnership: Partnership


@dataclass(frozen=True, slots=True)
class InTime:
    """The start can still be applied for (`timing.due`)."""

    timing: Timing


@dataclass(frozen=True, slots=True)
class OnDay:
    """A test on areas of which the members change: they are those of the day by which one applies, else of the start."""

    predicate: "Predicate"
    timing: Timing
    turns: tuple[date, ...]
    """The days on which members change."""


@dataclass(frozen=True, slots=True)
class OpenToApply:
    """Never met: one cannot apply for it; `how` one comes to get it instead."""

    how: str


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
    | AnsweredAs
    | NoneOf
    | AllWithin
    | AnyPlace
    | NoPlace
    | AllPlaces
    | CountsAtLeast
    | AtLeast
    | AtMost
    | AnsweredFrom
    | Before
    | After
    | Destination
    | Partnership
    | Sides
    | OnDay
    | InTime
    | Confirmed
    | Available
    | OpenToApply
    | Not
)


def questions_of(predicate: Predicate) -> tuple[QuestionName, ...]:
    """The questions that a predicate looks at."""
    match predicate:
        case Destination():
            return questions_of(predicate.partnership)
        case Partnership(min_partners, min_countries, area, _, not_for):
            asked: tuple[QuestionName, ...] = (PARTNERS,) if min_partners else ()
            if min_partners and predicate.partner_too:
                asked = (*asked, APPLICANT)
            seen = (APPLICANT,) if not_for and APPLICANT not in asked else ()
            return (*asked, PLACE, BASE, *seen) if area or min_countries else asked
        case Sides(_, partnership):
            return tuple(dict.fromkeys((*questions_of(partnership), PARTNERS, PLACE, BASE)))
        case OnDay(inside):
            return (*questions_of(inside), START)
        case InTime():
            return (START,)
        case Confirmed() | Available() | OpenToApply():
            return ()
        case Not(opposite):
            return questions_of(opposite)
        case _:
            return (predicate.question,)


def holds_unanswered(predicate: Predicate) -> bool:
    """Whether it is so as long as nobody says otherwise."""
    return isinstance(predicate, Not) and isinstance(predicate.predicate, AnsweredAs | AnsweredFrom)


def answered(predicate: Predicate) -> Predicate:
    """The same, of somebody who answers: what holds only once it is answered becomes what is to be answered."""
    match predicate:
        case AnsweredAs(question, values):
            return AnyOf(question, values)
        case AnsweredFrom(question, limit):
            return AtLeast(question, limit)
        case Not(AnsweredAs() | AnsweredFrom() as opposite):
            return negation(answered(opposite))
        case _:
            return predicate


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
            return After(question, day - DAY)
        case After(question, day):
            return Before(question, day + DAY)
        case Not(opposite):
            return opposite
        case _:
            return Not(predicate)


def undated(predicate: Predicate) -> Predicate:
    """The test, whichever day it is about."""
    return predicate.predicate if isinstance(predicate, OnDay) else predicate


def leaves(predicate: Predicate) -> Iterator[Predicate]:
    """The predicate, or what it is the opposite of."""
    if isinstance(predicate, Not):
        yield from leaves(predicate.predicate)
    else:
        yield predicate


def values_of(predicate: Predicate) -> frozenset[str]:
    match predicate:
        case AnyOf(_, values) | AnsweredAs(_, values) | NoneOf(_, values) | AllWithin(_, values):
            return values
        case Destination(_, _, values) | Partnership(_, _, _, _, values):
            return values
        case Sides(_, inside):
            return values_of(inside)
        case OnDay(inside):
            return values_of(inside)
        case _:
            return frozenset()


def areas_of(predicate: Predicate) -> tuple[Area, ...]:
    match predicate:
        case AnyPlace(_, area) | NoPlace(_, area) | AllPlaces(_, area) | CountsAtLeast(_, area, _):
            return (area,)
        case Destination(area, home) | Partnership(_, _, area, home):
            return tuple(one for one in (area, home) if one)
        case Sides(sides, partnership):
            return tuple(dict.fromkeys((*areas_of(partnership), *[side.area for side in sides])))
        case OnDay(inside):
            return areas_of(inside)
        case _:
            return ()
