"""What a route can cover of a budget. Whole euros, but for sums per unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from .answers import PLACE, Answers, PlaceCode, QuestionName
from .places import Area, Atlas
from .truth import Truth

DAYS = QuestionName("days")
PEOPLE = QuestionName("people")
WORKS = QuestionName("works")
PARTNERS = QuestionName("partners")
DAYS_OF_A_MONTH = 30


class Per(StrEnum):
    """What a sum is paid for each of."""

    DAY = "day"
    NIGHT = "night"
    MONTH = "month"
    PERSON = "person"
    PERSON_DAY = "person-day"
    PERSON_NIGHT = "person-night"
    TRIP = "trip"
    KM = "km"
    EVENT = "event"
    WORK = "work"
    PARTNER = "partner"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Unit:
    """A sum for each day, person, trip ...; None is paid but not known how much."""

    per: Per
    eur: Decimal | None
    is_extra: bool = False
    """Only for some: never added unasked."""
    from_day: int | None = None
    until_day: int | None = None
    is_by_distance: bool = False
    """One of several steps, of which the distance decides."""
    area: Area = Area()
    """Where it holds; none: everywhere."""

    @property
    def asks(self) -> tuple[QuestionName, ...]:
        """The questions that say how many times it is paid."""
        match self.per:
            case Per.DAY | Per.NIGHT | Per.MONTH:
                return (DAYS,)
            case Per.PERSON_DAY | Per.PERSON_NIGHT:
                return (DAYS, PEOPLE)
            case Per.PERSON | Per.TRIP:
                return (PEOPLE,)
            case Per.WORK | Per.EVENT:
                return (WORKS,)
            case Per.PARTNER:
                return (PARTNERS,)
            case _:
                return ()

    def count(self, answers: Answers) -> int | None:
        """How many times it is paid for a plan; None is not known. Who names no number of people is one. Months are whole ones,
        of a stay: what is paid for less is not known, nor what of a project is a stay."""
        days, people = answers.number(DAYS), answers.number(PEOPLE)
        months = days // DAYS_OF_A_MONTH if days is not None else 0
        if people is None:
            people = 1
        if days is not None:
            first, last = self.from_day or 1, min(days, self.until_day or days)
            days = max(last - first + 1, 0)
        nights = None if days is None else max(days - 1, 0)
        match self.per:
            case Per.DAY:
                return days
            case Per.NIGHT:
                return nights
            case Per.MONTH:
                return months or None
            case Per.PERSON_DAY:
                return None if days is None else days * people
            case Per.PERSON_NIGHT:
                return None if nights is None else nights * people
            case Per.PERSON | Per.TRIP:
                return people
            case Per.PROJECT:
                return 1
            case Per.KM:
                return None
            case _:
                return answers.number(self.asks[0])


@dataclass(frozen=True, slots=True)
class Amount:
    """What the source says; None is not known."""

    min_eur: int | None = None
    max_eur: int | None = None
    max_rate_pct: int | None = None
    units: tuple[Unit, ...] = ()
    choices: tuple[int, ...] = ()
    """The fixed sums among which one chooses, smallest first; none: any sum up to the maximum."""
    is_part: bool = False
    """Only beside other money, and nobody says how large a part: never the whole of a budget."""

    @property
    def has_a_ceiling(self) -> bool:
        return self.max_eur is not None or self.max_rate_pct is not None

    @property
    def is_known(self) -> bool:
        return self.has_a_ceiling or bool(self.paid_per_unit)

    @property
    def paid_per_unit(self) -> tuple[Unit, ...]:
        """The sums that everybody gets."""
        return tuple([one for one in self.units if not one.is_extra and one.eur is not None])

    def chosen(self, budget: int) -> int | None:
        """The largest fixed sum that a budget reaches, else the smallest; None where any sum may be asked."""
        return max([one for one in self.choices if one <= budget], default=min(self.choices, default=None))

    def limited(self, max_eur: int | None, max_rate_pct: int | None) -> "Amount":
        """With another maximum, another rate or both; None leaves what it is.

        >>> Amount(max_eur=300_000, max_rate_pct=60).limited(100_000, None)
        Amount(min_eur=None, max_eur=100000, max_rate_pct=60, units=(), choices=(), is_part=False)
        """
        return replace(
            self,
            max_eur=self.max_eur if max_eur is None else max_eur,
            max_rate_pct=self.max_rate_pct if max_rate_pct is None else max_rate_pct,
            is_part=self.is_part and max_rate_pct is None,
        )


class Sum(NamedTuple):
    """One sum per unit, so many times."""

    unit: Unit
    times: int
    eur: int


class Added(NamedTuple):
    """What sums per unit come to."""

    sums: tuple[Sum, ...] = ()
    is_more: bool = False
    """Whether more may come on top: for some, or paid but not known how much."""


NOTHING_ADDED = Added()


class Cover(NamedTuple):
    """`share` is between 0 and 1, to four decimals. None: the budget, or what the route pays, is not known.

    `sums` are what sums per unit add up to."""

    max_eur: int | None
    covers_eur: int | None
    share: float | None
    sums: tuple[Sum, ...] = ()
    is_more: bool = False
    """Whether what it covers is counted from the sums, and more may come on top of them."""

    @property
    def is_bounded(self) -> bool:
        """Whether more than a rate says what is paid. A rate alone is of the costs that count, and how much of a budget those are
        nobody knows."""
        return self.max_eur is not None or bool(self.sums)


def cover(amount: Amount, budget: int | None, counted: Added = NOTHING_ADDED) -> Cover:
    """The smallest of the maximum, the rate of the budget and what the sums per unit add up to, never more than the budget.
    Of fixed sums to choose it is the largest that the budget reaches. Of what only pays a part it is not known how much that is,
    where it would come to all of the budget.

    >>> cover(Amount(max_eur=10_000, max_rate_pct=70), 8_000)
    Cover(max_eur=10000, covers_eur=5600, share=0.7, sums=(), is_more=False)
    """
    most, rate_pct, sums = amount.max_eur, amount.max_rate_pct, counted.sums
    added = sum(one.eur for one in sums) if sums else None
    is_more = counted.is_more and added is not None and (most is None or added < most)
    if added is not None and most is not None:
        added = min(added, most)
    if budget is None or (most is None and rate_pct is None and added is None):
        return Cover(most, added, None, sums, is_more)
    covers = budget if rate_pct is None else budget * rate_pct // 100
    for ceiling in (most, added, amount.chosen(budget)):
        if ceiling is not None and ceiling < covers:
            covers = ceiling
    if amount.is_part and covers >= budget:
        return Cover(most, None, None, sums)
    if not budget:
        return Cover(most, covers, None, sums)
    share = 1.0 if covers == budget else round(covers / budget, 4)
    return Cover(most, covers, share, sums, is_more and covers == added and covers < budget)


def added_up(amount: Amount, answers: Answers, atlas: Atlas) -> Added:
    """What the sums per unit come to for a plan; nothing, where one of them cannot be counted yet.

    Of sums for a whole project it is the largest. Of two steps by distance it is the smaller, as the larger is for the farthest
    places alone; of more none can be told: the smallest, for the next town, would pass for what a journey abroad gets."""
    found: list[Sum] = []
    for unit in _holding(amount.paid_per_unit, answers, atlas):
        count = unit.count(answers)
        if count is None or unit.eur is None:
            return NOTHING_ADDED
        if count:
            found.append(Sum(unit, count, int(unit.eur * count)))
    steps = [one for one in found if one.unit.is_by_distance]
    projects = [one for one in found if one.unit.per is Per.PROJECT]
    left = [one for one in found if one not in steps and one not in projects]
    if len({one.eur for one in steps}) > 2:
        return NOTHING_ADDED
    if steps:
        left.append(min(steps, key=lambda one: one.eur))
    if projects:
        left.append(max(projects, key=lambda one: one.eur))
    on_top = [one for one in amount.units if one.is_extra or one.eur is None]
    return Added(tuple(left), is_more=any(_holding(on_top, answers, atlas)))


def _holding(units: Iterable[Unit], answers: Answers, atlas: Atlas) -> Iterator[Unit]:
    """Those that hold for one of the places, or everywhere."""
    places = answers.chosen(PLACE) or ()
    for unit in units:
        if not unit.area or any(atlas.within(PlaceCode(code), unit.area) is Truth.MET for code in places):
            yield unit
