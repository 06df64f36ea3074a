"""One route along a line: from the day it opens to the day a project must end, as far as that is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.agenda import Agenda
from matcher.engine.availability import Availability, availability
from matcher.engine.chances import chances_from
from matcher.engine.days import MonthDay, add_months
from matcher.engine.timing import Starts, Timing, TimingKind, before, earliest_start
from matcher.engine.truth import Truth
from matcher.pages.deadlines.deadlines import is_expected
from matcher.pages.deadlines.timeline import WIDTH, Scale, Tick, rows_for
from matcher.rules.timing import timing_of, whole_day

LABEL = 168
"""The room that a day and a word below it take, in units of the drawing."""
TRACK, TRACK_HEIGHT = 70, 32
"""Where the upper of two tracks begins: applying above, the project below, so that what overlaps in time stays apart."""
LABELS_FROM, LABEL_ROW = 166, 46
FEWEST = 2
"""Fewer moments than this say no more than the closing day itself. Today counts only where one may apply today."""
LONGEST_MONTHS = 72
"""What takes longer is not drawn: nothing could be told apart."""


class MomentKind(StrEnum):
    TODAY = "today"
    OPENS = "opens"
    CLOSES = "closes"
    DECISION = "decision"
    EARLIEST = "earliest"
    """The first start that is still possible for who applies today."""
    SINCE = "since"
    UNTIL = "until"
    """The first and the last day on which a project may start."""
    START = "start"
    """The visitor's own."""
    ENDS = "ends"


class Stretch(StrEnum):
    OPEN = "open"
    JURY = "jury"
    STARTS = "starts"
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a route's course. None is not known."""

    timing: Timing
    decision_weeks: int | None = None
    duration_months: int | None = None
    starts: Mapping[date, Starts] = field(default_factory=dict)
    """For which starts, by the closing day of a dated round."""
    decides_yearly: Mapping[MonthDay, MonthDay] = field(default_factory=dict)
    """The day of the decision, by that of closing, for what comes back every year."""
    decides: Mapping[date, date] = field(default_factory=dict)
    """The same for dated rounds."""


@dataclass(frozen=True, slots=True)
class Moment:
    step: MomentKind
    day: date
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    stretch: Stretch
    since: date
    until: date
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The known moments, in order, and what lies between them."""

    moments: tuple[Moment, ...]
    bars: tuple[Bar, ...]
    is_in_time: bool = True
    """Whether the visitor's start, if there is one, can still be applied for."""
    is_rolling: bool = False

    @property
    def is_counted_back(self) -> bool:
        return any(moment.step is MomentKind.CLOSES for moment in self.moments)

    @property
    def has_expected(self) -> bool:
        return any(moment.is_expected for moment in self.moments) or any(bar.is_expected for bar in self.bars)


def course_of(terms: Terms, *, on: date, start: date | None = None) -> Course | None:
    """The next chance, or the one that serves the start; where none does, the one closest to it. None: too little is known."""
    rolling = terms.timing.kind is TimingKind.ROLLING
    found = (_rolling if rolling else _dated)(terms, on, start)
    if found is None or sum(rolling or moment.step is not MomentKind.TODAY for moment in found.moments) < FEWEST:
        return None
    days = [moment.day for moment in found.moments]
    return found if max(days) <= add_months(min(days), LONGEST_MONTHS) else None


def _rolling(terms: Terms, on: date, start: date | None) -> Course | None:
    """Counted back from the start; without one, or where it comes too soon, forward from today."""
    timing = terms.timing
    if availability(timing, on) is not Availability.OPEN or not timing.has_lead:
        return None
    in_time = start is None or Agenda.of(timing, on).due(start).in_time is Truth.MET
    if start is not None and in_time:
        closes = before(start, timing)
        moments = [Moment(MomentKind.TODAY, on), Moment(MomentKind.CLOSES, closes), *decision(terms, closes)]
        moments += [Moment(MomentKind.START, start), *_end(terms, start)]
        bars = [Bar(Stretch.OPEN, on, closes), *_jury(terms, closes), *_run(terms, start)]
        return _course(moments, bars, is_rolling=True)
    moments = [
        Moment(MomentKind.TODAY, on),
        *decision(terms, on),
        Moment(MomentKind.EARLIEST, earliest_start(timing, on)),
    ]
    if start is not None and start >= on:
        moments.append(Moment(MomentKind.START, start))
    return _course(moments, [*_jury(terms, on)], is_in_time=in_time, is_rolling=True)


def _dated(terms: Terms, on: date, start: date | None) -> Course | None:
    timing = terms.timing
    chances = tuple(chances_from(timing, on, start))
    if not chances:
        return None
    chance, in_time = min(chances, key=lambda one: one.closes), True
    if start is not None:
        due = Agenda.of(timing, on).due(start)
        in_time = due.in_time is Truth.MET
        fitting = [one for one in chances if one.starts.hold(start) or one.starts == due.possible]
        chance = min(fitting, key=lambda one: one.closes, default=chance)
    closes, expected = chance.closes, is_expected(timing, chance.closes)
    starts = terms.starts.get(closes) or (chance.starts if chance.starts.since != closes else None)
    if start is not None and starts is not None:
        in_time = in_time and starts.hold(start)
    opens = next((call.opens for call in timing.calls if call.closes == closes), None)
    moments = [Moment(MomentKind.TODAY, on), Moment(MomentKind.CLOSES, closes, expected), *decision(terms, closes)]
    bars = [*_jury(terms, closes)]
    if opens is not None:
        moments.append(Moment(MomentKind.OPENS, opens))
        bars.insert(0, Bar(Stretch.OPEN, opens, closes))
    if starts is not None:
        moments.append(Moment(MomentKind.SINCE, starts.since, expected))
        if starts.until is not None and starts.until != starts.since:
            moments.append(Moment(MomentKind.UNTIL, starts.until, expected))
    if start is not None and start >= on:
        moments.append(Moment(MomentKind.START, start))
    if start is not None and in_time and terms.duration_months is not None:
        moments += _end(terms, start)
        bars += _run(terms, start)
    elif starts is not None and starts.until is not None:
        if starts.until != starts.since:
            bars.append(Bar(Stretch.STARTS, starts.since, starts.until, expected))
        if start is None:
            moments += _end(terms, starts.until)
            bars += _run(terms, starts.until)
    return _course(moments, bars, is_in_time=in_time)


def _course(
    moments: Iterable[Moment], bars: Iterable[Bar], *, is_in_time: bool = True, is_rolling: bool = False
) -> Course:
    order = list(MomentKind)
    ordered = sorted(moments, key=lambda one: (one.day, order.index(one.step)))
    return Course(tuple(ordered), tuple(bars), is_in_time, is_rolling)


def decision(terms: Terms, closes: date) -> Iterator[Moment]:
    """When who applies by that day hears: on the day that the round names, or every year, or so many weeks later."""
    yearly = terms.decides_yearly.get(MonthDay(closes.month, closes.day))
    if closes in terms.decides:
        yield Moment(MomentKind.DECISION, terms.decides[closes])
    elif yearly is not None:
        year = closes.year if yearly.on(closes.year) > closes else closes.year + 1
        yield Moment(MomentKind.DECISION, yearly.on(year), is_expected=True)
    elif terms.decision_weeks is not None:
        yield Moment(MomentKind.DECISION, closes + timedelta(weeks=terms.decision_weeks), is_expected=True)


def _jury(terms: Terms, closes: date) -> Iterator[Bar]:
    for moment in decision(terms, closes):
        yield Bar(Stretch.JURY, closes, moment.day, is_expected=True)


def _end(terms: Terms, start: date) -> Iterator[Moment]:
    """The last day of a project that begins then and lasts as long as it may."""
    if terms.duration_months:
        yield Moment(MomentKind.ENDS, add_months(start, terms.duration_months) - timedelta(days=1), is_expected=True)


def _run(terms: Terms, start: date) -> Iterator[Bar]:
    for moment in _end(terms, start):
        yield Bar(Stretch.RUNS, start, moment.day, is_expected=True)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a moment stands. Its label stands in a row below, to the right of it, or to the left where there is no room."""

    moment: Moment
    x: int
    label_y: int
    is_left: bool

    @property
    def label_x(self) -> int:
        return self.x - 7 if self.is_left else self.x + 7

    @property
    def top(self) -> int:
        """Where its line begins: on the track it belongs to; today and the visitor's start cross both."""
        above = (MomentKind.TODAY, MomentKind.OPENS, MomentKind.CLOSES, MomentKind.DECISION, MomentKind.START)
        return TRACK if self.moment.step in above else TRACK + TRACK_HEIGHT + 4


@dataclass(frozen=True, slots=True)
class Block:
    bar: Bar
    x: int
    width: int
    height: int = TRACK_HEIGHT

    @property
    def y(self) -> int:
        return TRACK if self.bar.stretch in (Stretch.OPEN, Stretch.JURY) else TRACK + TRACK_HEIGHT + 4

    @property
    def text_y(self) -> int:
        return self.y + 21

    @property
    def is_wide(self) -> bool:
        """Whether a word fits in it."""
        return self.width >= LABEL * 3 // 4


@dataclass(frozen=True, slots=True)
class Axis:
    """A course, drawn."""

    course: Course
    ticks: tuple[Tick, ...]
    points: tuple[Point, ...]
    blocks: tuple[Block, ...]
    height: int
    width: int = WIDTH


def lay_out(course: Course) -> Axis:
    """From the first of the month in which the first moment lies to the end of that of the last one."""
    days = [moment.day for moment in course.moments] + [day for bar in course.bars for day in (bar.since, bar.until)]
    scale = Scale.of_whole_months(min(days), max(days))
    places = [scale.x(moment.day) for moment in course.moments]
    left = [place + LABEL > WIDTH for place in places]
    rows = rows_for([place - LABEL if to_left else place for place, to_left in zip(places, left, strict=True)], LABEL)
    return Axis(
        course,
        scale.ticks(),
        tuple(
            Point(moment, place, LABELS_FROM + row * LABEL_ROW, to_left)
            for moment, place, row, to_left in zip(course.moments, places, rows, left, strict=True)
        ),
        tuple(Block(bar, scale.x(bar.since), scale.x(bar.until) - scale.x(bar.since)) for bar in course.bars),
        LABELS_FROM + (max(rows) + 1) * LABEL_ROW,
    )


def axis_of(entry: InstrumentEntry, *, on: date, start: date | None = None) -> Axis | None:
    """None where nothing is known to draw, or it is not even known that the route is still there."""
    if entry.may_be_gone:
        return None
    course = course_of(terms_of(entry), on=on, start=start)
    return None if course is None else lay_out(course)


def terms_of(entry: InstrumentEntry) -> Terms:
    """Days that are known in part count as not known."""
    starts = {}
    for one in entry.rounds:
        closes, since = whole_day(one.closes), whole_day(one.starts_from)
        if closes is not None and since is not None:
            starts[closes] = Starts(since, whole_day(one.starts_until))
    return Terms(
        timing_of(entry),
        entry.timing.decision_weeks,
        entry.timing.duration_max_months,
        starts,
        {MonthDay.parse(one.submit_by): MonthDay.parse(one.decides) for one in entry.timing.windows if one.decides},
        {
            closes: decides
            for one in entry.rounds
            if (closes := whole_day(one.closes)) and (decides := whole_day(one.decides))
        },
    )
