"""The same plan with another start: which routes are left in each of the months to come."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from matcher.answers.address import Asked
from matcher.engine.answers import START
from matcher.engine.compile import Compiled
from matcher.engine.days import add_months
from matcher.engine.match import Match, Matching
from matcher.engine.ruleset import InstrumentId
from matcher.engine.verdicts import Verdict
from matcher.pages.plan.addresses import PlanAddress
from matcher.rules.site import Site

MONTHS = 18
HEIGHT = 60
"""How high the highest bar is, in units of the drawing."""


MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Names:
    """Routes in the order of their names: the first of them, and how many there are."""

    count: int
    first: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class StartMonth:
    """What is left if the plan starts on this day."""

    start: date
    fits: Names
    may_fit: Names
    address: str
    is_chosen: bool
    """Whether it is the month of the plan."""
    fits_high: int
    may_high: int
    """How high its two bars are, one upon the other."""

    @property
    def fits_y(self) -> int:
        return HEIGHT - self.fits_high

    @property
    def may_y(self) -> int:
        return self.fits_y - self.may_high


@dataclass(frozen=True, slots=True)
class AlikeMonths:
    """Months after each other in which the same is left: the first and the last start."""

    first: StartMonth
    last: StartMonth

    @property
    def is_one(self) -> bool:
        return self.first is self.last


@dataclass(frozen=True, slots=True)
class Rescue:
    """A route that is missed with this start, and the nearest start with which nothing speaks against it any more."""

    name: str
    start: date
    address: str
    is_later: bool
    """Whether one starts later for it, rather than earlier."""


@dataclass(frozen=True, slots=True)
class OtherStarts:
    months: tuple[StartMonth, ...]
    periods: tuple[AlikeMonths, ...]
    rescues: tuple[Rescue, ...]
    """The nearest start first."""
    best: tuple[StartMonth, ...]
    """The months in which most fit, where that is more than now."""
    has_may_fit: bool

    @property
    def has_any(self) -> bool:
        """Whether anything fits, or may, in one of the months."""
        return any(one.fits.count or one.may_fit.count for one in self.months)


def other_starts(site: Site, asked: Asked, match: Match, to: PlanAddress) -> OtherStarts:
    """The day of the month is that of the plan; without one, or where it is past, the first."""
    compiled, start = site.compiled(asked.on), asked.answers.day(START)
    given = start if start is not None and start >= asked.on else asked.on.replace(day=1)
    apart = (asked.on.year - given.year) * 12 + asked.on.month - given.month
    starts = [add_months(given, apart + number) for number in range(1, MONTHS + 1)]
    found = [(one, *left_with(compiled, asked, one)) for one in starts]
    most = max((len(fits) + len(may_fit) for _, fits, may_fit in found), default=0)

    def month(other: date, fits: Collection[InstrumentId], may_fit: Collection[InstrumentId]) -> StartMonth:
        def high(count: int) -> int:
            return count * HEIGHT // most if most else 0

        return StartMonth(
            start=other,
            fits=named(site, fits),
            may_fit=named(site, may_fit),
            address=to.with_answers(asked.answers.changed({START: other})),
            is_chosen=start is not None and (start.year, start.month) == (other.year, other.month),
            fits_high=high(len(fits)),
            may_high=high(len(may_fit)),
        )

    months = tuple(month(*one) for one in found)
    return OtherStarts(
        months,
        tuple(periods_of(months)),
        rescues_of(site, asked, match, to),
        best_of(months, sum(route.verdict is Verdict.FITS for route in match.routes)) if start else (),
        any(one.may_fit.count for one in months),
    )


def periods_of(months: Sequence[StartMonth]) -> Iterator[AlikeMonths]:
    for alike in groupby(months, key=lambda one: (one.fits, one.may_fit)):
        same = list(alike[1])
        yield AlikeMonths(same[0], same[-1])


def named(site: Site, slugs: Iterable[InstrumentId]) -> Names:
    told = sorted((site.words.instrument(slug) for slug in slugs), key=str.casefold)
    return Names(len(told), tuple(told[:MOST_NAMED]))


def left_with(compiled: Compiled, asked: Asked, start: date) -> tuple[frozenset[InstrumentId], frozenset[InstrumentId]]:
    """The routes that give money and fit, and those that may. Not in order of points: those take most of the time."""
    found = Matching(compiled, asked.answers.changed({START: start}))
    fits = found.fitting_surely()
    return fits, found.left() - fits


def best_of(months: Sequence[StartMonth], now: int) -> tuple[StartMonth, ...]:
    most = max(one.fits.count for one in months)
    return tuple(one for one in months if one.fits.count == most) if most > now else ()


def rescues_of(site: Site, asked: Asked, match: Match, to: PlanAddress) -> tuple[Rescue, ...]:
    """By the engine's own openers: those that change the start, and nothing else."""
    start = asked.answers.day(START)
    found = []
    for route in match.routes:
        change = route.fails[0].change if route.verdict is Verdict.ALMOST and route.fails else None
        other = change.values.get(START) if change and set(change.values) == {START} else None
        if start is not None and isinstance(other, date):
            found.append(
                Rescue(
                    site.words.instrument(route.instrument.id),
                    other,
                    to.with_answers(asked.answers.changed({START: other})),
                    other > start,
                )
            )
    return tuple(sorted(found, key=lambda one: (abs(one.start - start), one.name))) if start else ()
