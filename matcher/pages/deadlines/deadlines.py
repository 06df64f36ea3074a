"""Every closing day of a period, and the routes that have none, each with the reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from catalogue.models import Instrument, Level, Round
from matcher.engine.ruleset import InstrumentId
from matcher.engine.timing import Availability, Starts, State, Timing, TimingKind, add_months, chances_from
from matcher.pages.deadlines.timeline import Band, Mark, band
from matcher.pages.routes.routes import Found

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
    row: Instrument
    day: ClosingDay
    rounds: tuple[Round, ...]
    """The dated rounds that close on this day: their names and notes."""


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """A route without a closing day in the period. `opens` and `last` are as precise as they are known, or ""."""

    row: Instrument
    opens: str
    """The first day to come on which it opens."""
    closes: str
    """The next closing day, where only its month is known or it lies after the period."""
    last: str
    """The last closing day that is past."""


@dataclass(frozen=True, slots=True)
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

    @property
    def months(self) -> tuple[Month, ...]:
        by_month = groupby(self.deadlines, key=lambda one: one.day.closes.replace(day=1))
        return tuple(Month(first, tuple(ones)) for first, ones in by_month)

    @property
    def routes(self) -> int:
        """How many routes have a closing day in the period."""
        return len({one.row.slug for one in self.deadlines})

    def __bool__(self) -> bool:
        return bool(self.deadlines or self.rolling or self.expected or self.undated or self.closed or self.beside)

    def band(self, levels: Iterable[Level]) -> Band:
        marks = [Mark(one.day.closes, one.row.level.slug, one.day.is_expected) for one in self.deadlines]
        lanes = {level.slug: str(level) for level in levels}
        rolling = {name: sum(one.row.level.slug == name for one in self.rolling) for name in lanes}
        return band(marks, lanes, rolling, on=self.on, until=self.until)


def deadlines_of(found: Found, only: Collection[str] | None = None) -> Deadlines:
    """Of the routes that an address asks for; `only` narrows them to those named."""
    on, until = found.on, last_day(found)
    rows = found.instruments.select_related("level", "provider").prefetch_related("rounds")
    if only is not None:
        rows = rows.filter(slug__in=only)
    deadlines: list[Deadline] = []
    lists: dict[str, list[Undated]] = {"rolling": [], "expected": [], "undated": [], "closed": []}
    beside = 0
    compiled = found.day.compiled
    for row in sorted(rows, key=lambda one: (one.name_nl.casefold(), one.slug)):
        timing = compiled.instruments[compiled.bit[InstrumentId(row.slug)]].timing
        days = closing_days(timing, on, until)
        if days:
            deadlines += [Deadline(row, day, closing_on(row, day.closes)) for day in days]
        elif not row.gives_money:
            beside += 1
        else:
            lists[where(timing, found.day.standing[row.slug].availability)].append(undated(row, on))
    deadlines.sort(key=lambda one: one.day.closes)
    return Deadlines(on, until, tuple(deadlines), **{name: tuple(ones) for name, ones in lists.items()}, beside=beside)


def last_day(found: Found) -> date:
    """The end of the period: shorter where the address asks for what closes soon."""
    until = add_months(found.on, MONTHS)
    if within := found.query.get("deadline"):
        until = min(until, found.on + timedelta(days=int(within)))
    return until


def where(timing: Timing, availability: Availability) -> str:
    """The list for a route without a closing day in the period."""
    if availability is Availability.CLOSED:
        return "closed"
    if availability is Availability.EXPECTED:
        return "expected"
    return "rolling" if timing.kind is TimingKind.ROLLING else "undated"


def closing_on(row: Instrument, day: date) -> tuple[Round, ...]:
    return tuple(one for one in row.rounds.all() if one.closes == day.isoformat())


def undated(row: Instrument, on: date) -> Undated:
    """Partial days compare as far as they are known: a round that closes this month is not past."""

    def is_past(day: str) -> bool:
        return day < on.isoformat()[: len(day)]

    rounds = row.rounds.all()
    return Undated(
        row,
        opens=min((one.opens for one in rounds if one.opens and not is_past(one.opens)), default=""),
        closes=min((one.closes for one in rounds if one.closes and not is_past(one.closes)), default=""),
        last=max((one.closes for one in rounds if one.closes and is_past(one.closes)), default=""),
    )
