"""When a route can be applied for, as its source tells it: a lead time, days of every year, dated calls, a season."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from .days import DAY, MonthDay, add_months

YEARS_REMEMBERED = 10
"""How many years after it was last seen a yearly pattern says something of the days to come."""
COMMON_YEAR = 2025
"""One without 29 February, followed by another."""


class TimingKind(StrEnum):
    ROLLING = "rolling"
    FIXED_DATES = "fixed-dates"
    CALL = "call"
    NONE = "none"
    UNKNOWN = "unknown"


class State(StrEnum):
    """What the source says of the instrument, where no dates do."""

    OPEN = "open"
    RECURRING = "recurring"
    EXPECTED = "expected"
    CLOSED = "closed"
    ENDED = "ended"
    LABEL_ONLY = "label-only"


@dataclass(frozen=True, slots=True, order=True)
class Starts:
    """Starts that are still possible: from this day, until that one (None: no end)."""

    since: date
    until: date | None = None

    def hold(self, start: date) -> bool:
        return self.since <= start and (self.until is None or start <= self.until)

    def nearest(self, start: date) -> date:
        """The possible start that lies closest."""
        if start < self.since:
            return self.since
        return start if self.until is None or start <= self.until else self.until

    def within(self, other: "Starts") -> "Starts | None":
        """Those that are also among others; None where there are none."""
        since = max(self.since, other.since)
        ends = [one for one in (self.until, other.until) if one is not None]
        until = min(ends, default=None)
        return None if until is not None and until < since else Starts(since, until)


@dataclass(frozen=True, slots=True)
class Window:
    """A closing day of every year and the starts that it serves; None is not known."""

    submit_by: MonthDay
    start_from: MonthDay | None = None
    start_to: MonthDay | None = None
    start_year_offset: int | None = None
    """The starts lie so many years after the closing day's year; None: they are the first ones after the closing day."""
    last_seen: str = ""
    """The last year in which a source named the day."""
    at: str = ""
    """Until which hour, in Brussels; "" is the whole day."""

    @property
    def least_lead(self) -> timedelta | None:
        """How long before the first start that it serves it closes, in a common year; None is not known."""
        if self.start_from is None or self.start_year_offset is not None:
            return None
        closes = self.submit_by.on(COMMON_YEAR)
        return self.start_from.first_from(closes) - closes

    def is_forgotten(self, on: date) -> bool:
        year = self.last_seen[:4]
        return year.isdigit() and on.year - int(year) > YEARS_REMEMBERED


@dataclass(frozen=True, slots=True)
class Season:
    """The days of every year on which what is paid may start, the first and the last included; it may run over New Year."""

    since: MonthDay
    until: MonthDay

    @property
    def is_one_day(self) -> bool:
        return self.since == self.until

    @property
    def is_one_month(self) -> bool:
        """Whether it is a whole month of the calendar."""
        after = self.until.end_of(2024) + DAY
        return self.since.month == self.until.month and self.since.day == after.day == 1

    def holds(self, start: date) -> bool:
        return any(one.hold(start) for one in self.between(start.year - 1, start.year))

    def between(self, first: int, last: int) -> Iterator[Starts]:
        """The seasons that begin in these years, as far as the calendar goes."""
        over = int(self.until < self.since)
        for year in range(max(first, MINYEAR), min(last, MAXYEAR - over) + 1):
            yield Starts(self.since.on(year), self.until.end_of(year + over))


@dataclass(frozen=True, slots=True)
class Call:
    """One dated chance. None is not known."""

    opens: date | None
    closes: date | None
    starts: Starts | None = None
    """The starts that it serves; None is not known."""
    is_announced: bool = True
    at: str = ""

    def is_open(self, on: date) -> bool:
        return self.opens is not None and self.closes is not None and self.opens <= on <= self.closes

    def is_to_come(self, on: date) -> bool:
        if self.closes is not None:
            return on <= self.closes
        return self.opens is not None and on < self.opens


@dataclass(frozen=True, slots=True)
class Timing:
    kind: TimingKind
    state: State = State.OPEN
    lead_days: int | None = None
    lead_months: int | None = None
    windows: tuple[Window, ...] = ()
    calls: tuple[Call, ...] = ()
    rounds_a_year: int | None = None
    """As many as there are, those without a known day too."""
    past: tuple[date, ...] = ()
    """Of rounds without a known closing day, the days on which each is known to have been: the first start that it served, or the
    end of the month or year in which it closed or opened."""
    seen: date | None = None
    """The last day on which its state can have been so, by its source: the end of the year or month that is named."""
    season: Season | None = None
    """In which part of every year what is paid starts, whatever the round; None: at any time, or in what its rounds name."""

    @property
    def least_lead(self) -> timedelta | None:
        """How long before the starts that they serve its yearly rounds close at least; None is not known of all."""
        leads = [window.least_lead for window in self.windows]
        known = [lead for lead in leads if lead is not None]
        return min(known) if known and len(known) == len(leads) else None

    @property
    def has_rounds_without_a_day(self) -> bool:
        closing = Counter(call.closes.year for call in self.calls if call.closes is not None)
        known = max(len(self.windows), *closing.values()) if closing else len(self.windows)
        return self.rounds_a_year is not None and known < self.rounds_a_year

    def windows_on(self, on: date) -> tuple[Window, ...]:
        """Those that were not last seen too long ago to be followed."""
        return tuple([one for one in self.windows if not one.is_forgotten(on)])

    @property
    def has_lead(self) -> bool:
        return self.lead_days is not None or self.lead_months is not None


def before(start: date, timing: Timing) -> date:
    """The start less the lead time; calendar months keep the day, or take the month's last one.

    >>> before(date(2027, 4, 30), Timing(TimingKind.ROLLING, lead_months=2))
    datetime.date(2027, 2, 28)
    """
    if timing.lead_months is not None:
        return add_months(start, -timing.lead_months)
    return start - timedelta(days=timing.lead_days or 0)


def earliest_start(timing: Timing, on: date) -> date:
    """The first start for which the lead time still lies ahead."""
    start = add_months(on, timing.lead_months or 0) + timedelta(days=timing.lead_days or 0)
    while before(start, timing) < on:
        start += DAY
    return start
