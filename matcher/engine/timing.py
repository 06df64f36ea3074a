"""By when must somebody apply, and may they apply at all? Calendar days in Europe/Brussels, always given."""

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from typing import NamedTuple

from .truth import Truth

YEARS_AHEAD = 3
"""How many years after this one yearly windows are followed, beside those around a start that lies further."""
YEARS_REMEMBERED = 10
"""How many years after it was last seen a yearly pattern says something of the days to come."""
MONTHS_FOR_A_CALL = 2
"""How near a start is, in months, for which it is not known whether a call that nobody announced yet comes in time."""
COMMON_YEAR = 2025
"""One without 29 February, followed by another."""
LAST_YEAR = MAXYEAR - 5
"""Windows that close later might serve starts that no calendar day can name."""


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


class Availability(StrEnum):
    OPEN = "open"
    UPCOMING = "upcoming"
    EXPECTED = "expected"
    CLOSED = "closed"


class Certainty(StrEnum):
    """How sure a closing day is."""

    ANNOUNCED = "announced"
    """A source of that very round names it."""
    USUAL = "usual"
    """It follows from a yearly pattern."""
    ROLLING = "rolling"
    """It follows from the start."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> "MonthDay":
        """From "10-31". Raises ValueError for anything else."""
        month, _, day = text.partition("-")
        given = cls(int(month), int(day))
        given.on(2024)
        return given

    def on(self, year: int) -> date:
        """That day of a year; 29 February is the 28th in a year without one."""
        if (self.month, self.day) == (2, 29) and not calendar.isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def end_of(self, year: int) -> date:
        """That day as the end of a period, so that 28 February takes 29 February with it."""
        if (self.month, self.day) == (2, 28) and calendar.isleap(year):
            return date(year, 2, 29)
        return self.on(year)


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
        return _first_from(self.start_from, closes) - closes

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
        after = self.until.end_of(2024) + timedelta(days=1)
        return self.since.month == self.until.month and self.since.day == after.day == 1

    def holds(self, start: date) -> bool:
        return any(one.hold(start) for one in self.between(start.year - 1, start.year))

    def between(self, first: int, last: int) -> Iterator["Starts"]:
        """The seasons that begin in these years, as far as the calendar goes."""
        over = int(self.until < self.since)
        for year in range(max(first, MINYEAR), min(last, MAXYEAR - over) + 1):
            yield Starts(self.since.on(year), self.until.end_of(year + over))


@dataclass(frozen=True, slots=True)
class Call:
    """One dated chance. None is not known."""

    opens: date | None
    closes: date | None
    starts: "Starts | None" = None
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
class Due:
    """What the dates make of a start, or of its absence."""

    in_time: Truth
    submit_by: date | None = None
    """The last day to apply for this start; None: no start, not known, or too late."""
    next_closing: date | None = None
    """Without a start: the next closing day that is known."""
    possible: Starts | None = None
    """When it is too late, or no known round serves the start: the starts closest to it that can still be applied for."""
    certainty: Certainty = Certainty.UNKNOWN
    at: str = ""
    """The hour of the day to apply by."""
    last_seen: str = ""
    """The year in which a usual day was last seen."""

    def judged_within(self, start: date) -> tuple[date, date]:
        """The first and the last of the days whose members may count for a start: that by which one applies, if a round surely
        serves it; all from that day to the start, if that is not known; the start, if there is no such day."""
        if self.submit_by is None:
            return start, start
        return self.submit_by, self.submit_by if self.in_time is Truth.MET else max(start, self.submit_by)

    @property
    def closes(self) -> date | None:
        """The day to apply by, for the start or in general."""
        return self.submit_by or self.next_closing


@dataclass(frozen=True, slots=True)
class Chance:
    """One round of one year, from a window or a call."""

    closes: date
    starts: Starts
    certainty: Certainty = Certainty.ANNOUNCED
    at: str = ""
    last_seen: str = ""
    sure: Starts | None = None
    """Those of the starts which it is known to serve. Of the others it is only not known that it does not."""

    def due(self, in_time: Truth) -> Due:
        """By when to apply for a start that it serves."""
        return Due(in_time, submit_by=self.closes, certainty=self.certainty, at=self.at, last_seen=self.last_seen)


def availability(timing: Timing, on: date) -> Availability:
    """From the dates first, from the stated state only where there are none (DESIGN.md, "Time and availability").

    A yearly pattern is no announcement: it does not reopen what its source calls closed or ended. A dated call does. What comes
    back but has not been seen for longer than one cycle is closed."""
    if any(call.is_open(on) for call in timing.calls):
        return Availability.OPEN
    if any(call.is_to_come(on) for call in timing.calls):
        return Availability.UPCOMING
    if timing.state in (State.CLOSED, State.ENDED):
        return Availability.CLOSED
    if timing.windows_on(on):
        return Availability.UPCOMING
    if timing.state is State.EXPECTED or (timing.state is State.OPEN and timing.calls):
        return _expected(timing, on)
    if timing.kind is TimingKind.ROLLING or timing.state in (State.OPEN, State.LABEL_ONLY):
        return Availability.OPEN
    return _expected(timing, on)


def _expected(timing: Timing, on: date) -> Availability:
    """Expected for one cycle after the last round: the time between its last two rounds, at least a year; two years where only
    one is known, or no closing day of the last. Of what has no known round, ten years after a source last said that it comes
    back; always, where it is not known when that was, or where there are no rounds to come back."""
    closed = sorted(call.closes for call in timing.calls if call.closes is not None and call.closes < on)
    last = max([*closed[-1:], *_others_seen(timing, on)], default=None)
    if last is None:
        ends = timing.seen is not None and timing.kind is not TimingKind.NONE
        until = add_months(timing.seen, 12 * YEARS_REMEMBERED) if ends and timing.seen else date.max
    elif closed[1:] and closed[-1] == last:
        until = max(last + (last - closed[-2]), add_months(last, 12))
    else:
        until = add_months(last, 24)
    return Availability.CLOSED if on > until else Availability.EXPECTED


def _others_seen(timing: Timing, on: date) -> list[date]:
    """A day of each round that has been and of which the closing day is not known; today, of one that may still be open."""
    opened = [call.opens for call in timing.calls if call.closes is None and call.opens is not None]
    return [*opened, *[min(day, on) for day in timing.past]]


class Returns(NamedTuple):
    """When something that is closed, or expected, comes back: the next usual closing day (None: not known), and the year of the
    last one."""

    closes: date | None
    certainty: Certainty
    last_seen: str
    had_round: bool = True
    """Whether a round closed in that year; else it is only known that it ran then."""


def returns(timing: Timing, on: date) -> Returns:
    """As far as a yearly pattern or the last round says."""
    closed = [call.closes for call in timing.calls if call.closes is not None]
    last = str(max(closed).year) if closed else ""
    others = [day for day in _others_seen(timing, on) if not closed or day > max(closed)]
    usual = [(day, window.last_seen) for window in timing.windows_on(on) for day in _next_closings(window, on)]
    if usual and timing.state is not State.ENDED:
        day, seen = min(usual)
        return Returns(day, Certainty.USUAL, seen or last)
    if not closed and not others and timing.seen and timing.state in (State.RECURRING, State.EXPECTED):
        others = [timing.seen]
    if others:
        return Returns(None, Certainty.UNKNOWN, str(max(others).year), had_round=False)
    return Returns(None, Certainty.UNKNOWN, last)


def _next_closings(window: Window, on: date) -> Iterator[date]:
    for year in (on.year, on.year + 1):
        if on <= window.submit_by.on(year):
            yield window.submit_by.on(year)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a timing offers from a day on, worked out once, so that many starts can be asked about."""

    timing: Timing
    on: date
    chances: tuple[Chance, ...]
    without_start: Due
    """What there is to say while no start is given."""
    serving: tuple[tuple[Starts, Due], ...]
    """What there is to say of the starts that each chance serves, first closing first."""
    standing: Availability
    """How it stands on the day."""

    @classmethod
    def of(cls, timing: Timing, on: date) -> "Agenda":
        chances = tuple(chances_from(timing, on))
        standing = availability(timing, on)
        is_shut = standing is Availability.CLOSED
        without_start = Due(Truth.UNKNOWN) if is_shut else _without_start(timing, chances)
        return cls(timing, on, chances, without_start, _serving(chances), standing)

    @property
    def is_shut(self) -> bool:
        """Whether nobody can apply, whatever the start."""
        return self.standing is Availability.CLOSED

    @property
    def weighs_start(self) -> bool:
        """Whether any start could be too late or between the rounds."""
        return self.timing.kind is TimingKind.ROLLING or bool(self.chances) or self.timing.season is not None

    @property
    def asks_for_start(self) -> bool:
        """Whether any start could be too late, between the rounds, or too soon for a call that still has to come."""
        return self.weighs_start or self.standing is Availability.EXPECTED

    def due(self, start: date) -> Due:
        """By when to apply for a start. The closing day itself still counts. Outside the season nothing starts."""
        found = self._due_in_any_season(start)
        season = self.timing.season
        if season is None or self.is_shut or (found.in_time is not Truth.NOT_MET and season.holds(start)):
            return found
        possible = list(self._in_season(season, start))
        closest = min(possible, key=lambda starts: (abs(starts.nearest(start) - start), starts.since), default=None)
        return Due(Truth.NOT_MET, possible=closest)

    def _in_season(self, season: Season, start: date) -> Iterator[Starts]:
        """The starts in its seasons, soon or around a start, that can still be applied for."""
        if self.timing.kind is TimingKind.ROLLING:
            served = [Starts(earliest_start(self.timing, self.on))]
        elif self.chances:
            served = [chance.starts for chance in self._chances_for(start)]
        else:
            served = [Starts(self.on)]
        if self.standing is Availability.EXPECTED:
            comes_in_time = Starts(add_months(self.on, MONTHS_FOR_A_CALL))
            served = [left for one in served if (left := one.within(comes_in_time))]
        soon = season.between(self.on.year - 1, self.on.year + YEARS_AHEAD)
        for one in {*soon, *season.between(start.year - 1, start.year + 1)}:
            if self.chances or not self._missed(one.since):
                yield from (left for starts in served if (left := one.within(starts)))

    def _due_in_any_season(self, start: date) -> Due:
        """Whether a call that nobody announced yet comes in time for a start that is near is not known; for one that is past it
        does not."""
        found = self._due(start)
        if found.in_time is not Truth.MET or self.standing is not Availability.EXPECTED:
            return found
        comes_in_time = Starts(add_months(self.on, MONTHS_FOR_A_CALL))
        if comes_in_time.hold(start):
            return found
        return Due(Truth.UNKNOWN) if start >= self.on else Due(Truth.NOT_MET, possible=comes_in_time)

    def _due(self, start: date) -> Due:
        if self.is_shut:
            return self.without_start
        if self.timing.kind is TimingKind.ROLLING:
            return self._rolling(start)
        if not self.chances:
            over = next((starts for starts in self._over() if starts.hold(start)), None)
            return Due(Truth.NOT_MET, possible=self._after(over)) if over else self.without_start
        chances = self._chances_for(start)
        serving = self.serving if chances is self.chances else _serving(chances)
        for starts, due in serving:
            if starts.hold(start):
                return due
        if self.timing.has_rounds_without_a_day and not self._missed(max(start, self.on)):
            return Due(Truth.UNKNOWN) if start >= self.on else Due(Truth.NOT_MET, possible=Starts(self.on))
        possible = [chance.starts for chance in chances]
        closest = min(possible, key=lambda starts: (abs(starts.nearest(start) - start), starts.since))
        return Due(Truth.NOT_MET, possible=closest)

    def _chances_for(self, start: date) -> tuple[Chance, ...]:
        """Those of the next years, and those around a start that lies further."""
        is_far = start.year > self.on.year + YEARS_AHEAD
        return tuple(chances_from(self.timing, self.on, start)) if is_far else self.chances

    def _missed(self, start: date) -> bool:
        return any(starts.hold(start) for starts in self._over())

    def _over(self) -> Iterator[Starts]:
        """The starts of which the round is known and over: one that names its first and its last start has those to itself, so
        that no round without a day serves them, nor one that comes back; but what begins a year after its first start is for
        the round of the next year."""
        for call in self.timing.calls:
            if call.starts is not None and call.starts.until and call.closes is not None and call.closes < self.on:
                others = add_months(call.starts.since, 12)
                yield Starts(call.starts.since, min(call.starts.until, others - timedelta(days=1)))
        for window in self.timing.windows:
            if window.start_from is None or window.start_to is None:
                continue
            for year in range(self.on.year - 3, self.on.year + 1):
                if (closes := window.submit_by.on(year)) < self.on:
                    yield from (starts for starts in _served(window, self.timing, closes) if starts is not None)

    def _after(self, over: Starts) -> Starts:
        """The starts after those, as far as a call that still has to come can be in time for them."""
        soonest = add_months(self.on, MONTHS_FOR_A_CALL) if self.standing is Availability.EXPECTED else self.on
        return Starts(max(soonest, (over.until or soonest) + timedelta(days=1)))

    def _rolling(self, start: date) -> Due:
        closes = None if start < self.on else before(start, self.timing)
        if closes is None or closes < self.on:
            return Due(Truth.NOT_MET, possible=Starts(earliest_start(self.timing, self.on)))
        if not self.timing.has_lead:
            return Due(Truth.MET)
        return Due(Truth.MET, submit_by=closes, certainty=Certainty.ROLLING)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one route stands on a day, whatever anybody answers."""

    availability: Availability
    agenda: Agenda

    @property
    def timing(self) -> Timing:
        return self.agenda.timing

    @property
    def closes(self) -> date | None:
        """The next closing day that is known."""
        return self.agenda.without_start.next_closing

    @property
    def next(self) -> Due:
        """The next closing day, with how sure it is and until which hour."""
        return self.agenda.without_start

    @property
    def is_usual(self) -> bool:
        """Whether its next closing day only follows from a pattern."""
        return self.agenda.without_start.certainty is Certainty.USUAL


def _serving(chances: Iterable[Chance]) -> tuple[tuple[Starts, Due], ...]:
    """What chances surely serve before what they may serve."""
    ordered = sorted(chances, key=lambda chance: chance.closes)
    sure = [(one.sure, one.due(Truth.MET)) for one in ordered if one.sure is not None]
    return (*sure, *[(one.starts, one.due(Truth.UNKNOWN)) for one in ordered if one.sure != one.starts])


def _without_start(timing: Timing, chances: Sequence[Chance]) -> Due:
    if timing.kind is TimingKind.ROLLING:
        return Due(Truth.UNKNOWN)
    if not chances:
        return Due(Truth.MET)
    first = min(chances, key=lambda chance: chance.closes)
    return Due(
        Truth.UNKNOWN,
        next_closing=first.closes,
        certainty=first.certainty,
        at=first.at,
        last_seen=first.last_seen,
    )


def due(timing: Timing, start: date | None, on: date) -> Due:
    """What the dates make of a start, or of its absence, on a day."""
    agenda = Agenda.of(timing, on)
    return agenda.without_start if start is None else agenda.due(start)


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
        start += timedelta(days=1)
    return start


def add_months(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    last = 28 if day.day <= 28 else calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def chances_from(timing: Timing, on: date, start: date | None = None) -> Iterator[Chance]:
    """The rounds that can still be applied for: dated calls, and the yearly windows of the next years and around a start.

    A start before a call's closing day comes too early for it. A dated call is a round of the yearly pattern of which the day is
    known, and serves the starts of that one where it names none."""
    instead = _dated_rounds(timing)
    of_round = {call: window for (window, _), call in instead.items()}
    for call in timing.calls:
        if call.closes is not None and on <= call.closes:
            certainty = Certainty.ANNOUNCED if call.is_announced else Certainty.USUAL
            usual = of_round.get(call)
            sure = call.starts or (_served(usual, timing, call.closes)[1] if usual else None)
            yield Chance(call.closes, sure or Starts(call.closes), certainty, call.at, sure=sure)
    if timing.state in (State.CLOSED, State.ENDED):
        return
    for window in timing.windows_on(on):
        for year in _closing_years(window, on, start):
            closes = window.submit_by.on(year)
            if on <= closes and (window, year) not in instead:
                starts, sure = _served(window, timing, closes)
                yield Chance(closes, starts, Certainty.USUAL, window.at, window.last_seen, sure)


def _dated_rounds(timing: Timing) -> dict[tuple[Window, int], Call]:
    """Which dated call is which round of the yearly pattern, in its year: the one that usually closes nearest to it."""
    near = [
        (abs(window.submit_by.on(call.closes.year) - call.closes), place, window, call)
        for call in timing.calls
        if call.closes is not None
        for place, window in enumerate(timing.windows)
    ]
    found: dict[tuple[Window, int], Call] = {}
    taken: set[Call] = set()
    for _, _, window, call in sorted(near, key=lambda one: one[:2]):
        year = call.closes.year if call.closes else 0
        if call not in taken and (window, year) not in found:
            found[window, year] = call
            taken.add(call)
    return found


def _closing_years(window: Window, on: date, start: date | None) -> Iterator[int]:
    """The years in which a window may close for a start, and the next few: never many, however far the start."""
    soon = min(on.year + YEARS_AHEAD, LAST_YEAR)
    yield from range(on.year, soon + 1)
    if start is not None:
        later = 1 if window.start_year_offset is None else window.start_year_offset
        yield from range(max(soon, start.year - later - 2) + 1, min(start.year + 1, LAST_YEAR) + 1)


def _served(window: Window, timing: Timing, closes: date) -> tuple[Starts, Starts | None]:
    """The starts that a window may serve in a year, and those that it surely serves."""
    if window.start_from is None:
        return Starts(closes), None
    if window.start_year_offset is not None:
        since = window.start_from.on(closes.year + window.start_year_offset)
    else:
        since = _first_from(window.start_from, closes)
    if window.start_to is not None:
        ends = window.start_to.end_of(since.year)
        known = Starts(since, ends if since <= ends else window.start_to.end_of(since.year + 1))
    elif timing.has_rounds_without_a_day:  # one of which may take over on any day after this one has closed
        return Starts(since), Starts(since, closes) if since <= closes else None
    else:
        begins = [other.start_from for other in timing.windows if other.start_from is not None]
        next_begins = min(_first_from(begin, since + timedelta(days=1)) for begin in begins)
        known = Starts(since, next_begins - timedelta(days=1))
    return known, known


def _first_from(day: MonthDay, on: date) -> date:
    return day.on(on.year) if on <= day.on(on.year) else day.on(on.year + 1)
