"""Every closing day of a period, and the routes that have none, each with the reason."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from django.urls import get_script_prefix
from django.utils.translation import get_language

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import Level
from matcher.engine.availability import Availability
from matcher.engine.chances import chances_from
from matcher.engine.days import add_months
from matcher.engine.timing import Starts, Timing, TimingKind
from matcher.pages.deadlines.timeline import Band, Mark, band
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.routes import RoutesFound
from matcher.pages.routes.shown import RouteShown, route_shown
from matcher.rules.site import Site
from matcher.speech.rounds import round_named

MONTHS = 18
"""How far the list looks ahead."""
MOST_OF_ONE = 8
"""A route with more days than this closes every month: its next day stands for them."""
ROWS = 26
"""How many closing days stand on a page before months are left to be opened; the month in which that many are reached is one."""
OPEN_ROWS = 8
"""How many closing days stand open; the months after them are folded, with all their days in the page."""
OPEN = "open"


class Opened(StrEnum):
    """A list that a page leaves to be opened where it is long, by its name in the address and its heading on the page."""

    LATER = "later"
    ROLLING = "rolling"
    EXPECTED = "expected"
    UNDATED = "undated"
    CLOSED = "closed"


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
    last_seen: str = ""
    """The last year in which a day that is only usual was seen; "" is not known."""
    round: str = ""
    """Which of the rounds of the route it is: the same when its day moves."""
    at: str = ""
    """Until which hour, in Brussels; "" is the whole day."""


def closing_days(timing: Timing, on: date, until: date) -> tuple[ClosingDay, ...]:
    """Those from a day on, the last day included, in order; each day once."""
    if timing.kind is TimingKind.ROLLING:
        return ()
    calls = {call.closes: call for call in timing.calls}
    starts: dict[date, list[Starts]] = {}
    seen: dict[date, str] = {}
    hours: dict[date, str] = {}
    for chance in chances_from(timing, on):
        if chance.closes <= until:
            named = [chance.starts] if chance.starts.since != chance.closes else []
            starts.setdefault(chance.closes, []).extend(named)
            seen[chance.closes] = max(seen.get(chance.closes, ""), chance.last_seen)
            hours[chance.closes] = max(hours.get(chance.closes, ""), chance.at)
    return tuple(
        ClosingDay(
            closes,
            is_yearly=closes not in calls,
            is_expected=is_expected(timing, closes),
            opens=calls[closes].opens if closes in calls else None,
            starts=tuple(sorted(starts[closes], key=lambda one: one.since)),
            last_seen=seen[closes],
            round=round_of(timing, closes),
            at=hours[closes],
        )
        for closes in sorted(starts)
    )


def round_of(timing: Timing, closes: date) -> str:
    """A call by its place among the calls, a day of every year by its place and the year."""
    calls = [one.closes for one in timing.calls]
    if closes in calls:
        return f"call-{calls.index(closes) + 1}"
    windows = [one.submit_by.on(closes.year) for one in timing.windows]
    return f"round-{windows.index(closes) + 1 if closes in windows else 0}-{closes.year}"


def day_known_by(timing: Timing, closes: date, start: date | None) -> str:
    """By what a calendar knows a day to apply by again, whoever asks: its round, or the start from which it is counted. Nothing
    else of a plan moves it."""
    if timing.kind is TimingKind.ROLLING:
        return f"from-{start.isoformat() if start else 'any'}"
    return round_of(timing, closes)


def is_expected(timing: Timing, closes: date) -> bool:
    """Whether a day is only usual: a yearly pattern is no announcement. The day of a call that a source names is one, and a
    day that follows from the start is reckoned."""
    return timing.kind is not TimingKind.ROLLING and not any(
        call.closes == closes and call.is_announced for call in timing.calls
    )


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
    opened: frozenset[str] = frozenset()
    """The long lists that are asked for."""

    @cached_property
    def months(self) -> tuple[MonthOfDeadlines, ...]:
        by_month = groupby(self.deadlines, key=lambda one: one.day.closes.replace(day=1))
        return tuple(MonthOfDeadlines(first, tuple(ones)) for first, ones in by_month)

    @cached_property
    def months_later(self) -> tuple[MonthOfDeadlines, ...]:
        """Those that the page names and leaves to be opened, where the list is long."""
        if len(self.deadlines) <= ROWS or Opened.LATER in self.opened:
            return ()
        seen = 0
        for place, month in enumerate(self.months):
            seen += len(month.deadlines)
            if seen > ROWS and place:
                return self.months[place:]
        return ()

    @property
    def months_now(self) -> tuple[MonthOfDeadlines, ...]:
        return self.months[: len(self.months) - len(self.months_later)]

    @property
    def months_open(self) -> frozenset[date]:
        """The first months of those that stand unfolded: the first one, and as many as have few days together."""
        opened: set[date] = set()
        seen = 0
        for month in self.months_now:
            seen += len(month.deadlines)
            if opened and seen > OPEN_ROWS:
                break
            opened.add(month.first)
        return frozenset(opened)

    @property
    def later(self) -> date | None:
        """From which day on days are not listed."""
        return self.months_later[0].first if self.months_later else None

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


def deadlines_of(
    found: RoutesFound, only: Collection[str] | None = None, opened: Collection[str] = frozenset(Opened)
) -> Deadlines:
    """Of the routes that an address asks for; `only` narrows them to those named, `opened` names the long lists to show."""
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
        opened=frozenset(opened),
    )


def _dates_of_routes(site: Site, on: date, language: str, prefix: str) -> dict[str, DatesOfRoute]:
    """Of all routes by name."""
    day = RoutesOnDay.of(site, on)
    until = add_months(on, MONTHS)
    found = {}
    for instrument in day.compiled.instruments:
        route = route_shown(site, instrument.id)
        days = closing_days(instrument.timing, on, until)
        if len(days) > MOST_OF_ONE:
            days = days[:1]
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
        if one.closes == day.isoformat() and (one.code or one.note):
            yield ": ".join(filter(None, [round_named(one.code), str(one.note or "")]))


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
