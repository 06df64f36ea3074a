"""Every closing day of a period, and the routes that have none, each with the reason."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from django.urls import get_script_prefix
from django.utils.translation import get_language

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import Level
from matcher.engine.timing import Availability, Starts, State, Timing, TimingKind, add_months, chances_from
from matcher.pages.deadlines.timeline import Band, Mark, band
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.routes import RoutesFound
from matcher.pages.routes.shown import RouteShown, route_shown
from matcher.rules.site import Site

MONTHS = 18
"""How far the list looks ahead."""
SURE_MONTHS = 12
"""So far ahead a day that comes back every year counts as known; beyond it, as expected."""


@dataclass(frozen=True, slots=True)
class ClosingDay:
    """One last day to apply. It comes from a dated call, or from a yearly pattern."""

    closes: date
    is_yearly: bool
    is_expected: bool
    opens: date | None = None
    """The first day to apply; None is not known."""
    starts: tuple[Starts, ...] = ()
    """For which starts, as far as the pattern says."""


def closing_days(timing: Timing, on: date, until: date) -> tuple[ClosingDay, ...]:
    """Those from a day on, the last day included, in order; each day once."""
    if timing.kind is TimingKind.ROLLING:
        return ()
    calls = {call.closes: call for call in timing.calls}
    starts: dict[date, list[Starts]] = {}
    for chance in chances_from(timing, on):
        if chance.closes <= until:
            named = [chance.starts] if chance.starts.since != chance.closes else []
            starts.setdefault(chance.closes, []).extend(named)
    return tuple(
        ClosingDay(
            closes,
            is_yearly=closes not in calls,
            is_expected=is_expected(timing, closes, on),
            opens=calls[closes].opens if closes in calls else None,
            starts=tuple(sorted(starts[closes], key=lambda one: one.since)),
        )
        for closes in sorted(starts)
    )


def is_expected(timing: Timing, closes: date, on: date) -> bool:
    """A yearly pattern is no announcement: its day is expected where it lies more than a year ahead, or where the source
    itself only expects a next round. The day of a dated call is known."""
    if any(call.closes == closes for call in timing.calls):
        return False
    return closes >= add_months(on, SURE_MONTHS) or timing.state is State.EXPECTED


@dataclass(frozen=True, slots=True)
class Deadline:
    route: RouteShown
    day: ClosingDay
    rounds: tuple[str, ...]
    """The dated rounds that close on this day: their names and notes."""


@dataclass(frozen=True, slots=True)
class MonthOfDeadlines:
    first: date
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """A route without a closing day in the period. `opens` and `last` are as precise as they are known, or ""."""

    route: RouteShown
    opens: str
    """The first day to come on which it opens."""
    closes: str
    """The next closing day, where only its month is known or it lies after the period."""
    last: str
    """The last closing day that is past."""


@dataclass(frozen=True, slots=True)
class DatesOfRoute:
    """All that is known of the days of one route: its closing days in the longest period, and what to say without one."""

    deadlines: tuple[Deadline, ...]
    undated: Undated
    stands_under: str
    """The list in which it stands without a closing day."""


@dataclass(frozen=True)
class Deadlines:
    """What the filters leave, sorted by what is known of it. Every route stands in one place."""

    on: date
    until: date
    deadlines: tuple[Deadline, ...]
    rolling: tuple[Undated, ...]
    expected: tuple[Undated, ...]
    """They come back, but no day is announced."""
    undated: tuple[Undated, ...]
    """One may apply, or soon, but no closing day is known."""
    closed: tuple[Undated, ...]
    """Closed or ended, without a next round."""
    beside: int
    """How many more give no money and have no closing day."""
    levels: Mapping[str, str]
    """The names of all levels, in their order."""

    @cached_property
    def months(self) -> tuple[MonthOfDeadlines, ...]:
        by_month = groupby(self.deadlines, key=lambda one: one.day.closes.replace(day=1))
        return tuple(MonthOfDeadlines(first, tuple(ones)) for first, ones in by_month)

    @property
    def routes(self) -> int:
        """How many routes have a closing day in the period."""
        return len({one.route.slug for one in self.deadlines})

    def __bool__(self) -> bool:
        return bool(self.deadlines or self.rolling or self.expected or self.undated or self.closed or self.beside)

    @cached_property
    def band(self) -> Band:
        marks = [Mark(one.day.closes, one.route.level, one.day.is_expected) for one in self.deadlines]
        rolling = Counter(one.route.level for one in self.rolling)
        return band(marks, self.levels, rolling, on=self.on, until=self.until)


def deadlines_of(found: RoutesFound, only: Collection[str] | None = None) -> Deadlines:
    """Of the routes that an address asks for; `only` narrows them to those named."""
    on, until, site = found.on, last_day(found), found.site
    slugs = found.routes.slugs if only is None else found.routes.slugs & set(only)
    deadlines: list[Deadline] = []
    lists: dict[str, list[Undated]] = {"rolling": [], "expected": [], "undated": [], "closed": []}
    beside = 0
    for slug, dates in site.kept(_dates_of_routes, on, get_language(), get_script_prefix()).items():
        if slug in slugs:
            days = [one for one in dates.deadlines if one.day.closes <= until]
            if days:
                deadlines += days
            elif not dates.undated.route.gives_money:
                beside += 1
            else:
                lists[dates.stands_under].append(dates.undated)
    deadlines.sort(key=lambda one: one.day.closes)
    return Deadlines(
        on,
        until,
        tuple(deadlines),
        **{name: tuple(ones) for name, ones in lists.items()},
        beside=beside,
        levels={level.value: str(level.label) for level in Level},
    )


def _dates_of_routes(site: Site, on: date, language: str, prefix: str) -> dict[str, DatesOfRoute]:
    """Of all routes by name."""
    day = RoutesOnDay.of(site, on)
    until = add_months(on, MONTHS)
    found = {}
    for instrument in day.compiled.instruments:
        route = route_shown(site, instrument.id)
        days = closing_days(instrument.timing, on, until)
        found[route.slug] = DatesOfRoute(
            tuple(Deadline(route, one, tuple(rounds_closing(route.entry, one.closes))) for one in days),
            undated(route, on),
            list_of(instrument.timing, day.standing[route.slug].availability),
        )
    return found


def last_day(found: RoutesFound) -> date:
    """The end of the period: shorter where the address asks for what closes soon."""
    until = add_months(found.on, MONTHS)
    if within := found.query.get("deadline"):
        until = min(until, found.on + timedelta(days=int(within)))
    return until


def list_of(timing: Timing, availability: Availability) -> str:
    """The list for a route without a closing day in the period."""
    if availability is Availability.CLOSED:
        return "closed"
    if availability is Availability.EXPECTED:
        return "expected"
    return "rolling" if timing.kind is TimingKind.ROLLING else "undated"


def rounds_closing(entry: InstrumentEntry, day: date) -> Iterator[str]:
    """What is said of the rounds that close on a day: their names and notes."""
    for one in entry.rounds:
        if one.closes == day.isoformat() and (said := [text for text in (one.code, str(one.note or "")) if text]):
            yield ": ".join(said)


def undated(route: RouteShown, on: date) -> Undated:
    """Partial days compare as far as they are known: a round that closes this month is not past."""

    def is_past(day: str) -> bool:
        return day < on.isoformat()[: len(day)]

    rounds = route.entry.rounds
    return Undated(
        route,
        opens=min((one.opens for one in rounds if one.opens and not is_past(one.opens)), default=""),
        closes=min((one.closes for one in rounds if one.closes and not is_past(one.closes)), default=""),
        last=max((one.closes for one in rounds if one.closes and is_past(one.closes)), default=""),
    )
