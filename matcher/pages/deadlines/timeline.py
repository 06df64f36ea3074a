"""Days as places on a line: where a month begins, where a closing day stands, what may not overlap.

Plain values in, whole units of a drawing out. No rows, no language and no clock: the templates draw what this lays out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from matcher.engine.days import add_months

WIDTH = 1200
FIGURE, GAP = 28, 4
"""The side of a figure and the least room between two, in units of the drawing."""
HEAD, ROW, FOOT = 42, 54, 20
"""The heights of the months above the lanes, of one row of figures with its day below, and of what closes a lane."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month, and where it stands."""

    day: date
    x: int
    has_year: bool
    """Whether it is the first one drawn, or begins a year."""


MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first day, at 0, to the last, at `width`. A line of one day has that day at 0."""

    since: date
    until: date
    width: int = WIDTH

    @classmethod
    def of_whole_months(cls, first: date, last: date) -> "Scale":
        """From the first of the month of one day to the end of that of the other."""
        return cls(first.replace(day=1), add_months(last.replace(day=1), 1))

    def x(self, day: date) -> int:
        """
        >>> Scale(date(2027, 1, 1), date(2027, 1, 5), width=100).x(date(2027, 1, 2))
        25
        """
        days = (self.until - self.since).days
        return round((day - self.since).days * self.width / days) if days else 0

    def months(self, step: int = 1) -> Iterator[Tick]:
        """Every month, or every so many, counted from January."""
        first = self.since.replace(day=1)
        if first < self.since:
            first = add_months(first, 1)
        has_begun = False
        while first <= self.until:
            if (first.month - 1) % step == 0:
                yield Tick(first, self.x(first), not has_begun or first.month == 1)
                has_begun = True
            first = add_months(first, 1)

    def ticks(self) -> tuple[Tick, ...]:
        """The months that begin within it: every one, or as few as keep apart what is written beside them."""
        months = (self.until.year - self.since.year) * 12 + self.until.month - self.since.month
        step = next((step for step in (1, 2, 3, 6) if months <= step * MOST_TICKS), 12)
        return tuple(tick for tick in self.months(step) if tick.day < self.until)


@dataclass(frozen=True, slots=True)
class Mark:
    """One closing day of one route. `lane` is the slug of its level."""

    day: date
    lane: str
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """All that closes on one day in one lane; it is expected only where all of it is. `x` is its middle, `y` its top."""

    day: date
    x: int
    y: int
    count: int
    is_expected: bool


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    label: str
    y: int
    height: int
    figures: tuple[Figure, ...]
    rolling: int
    """How many routes can be applied for all year round: a double line along its foot."""

    @property
    def end(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Band:
    """A drawing of the closing days in a period, one lane per level."""

    since: date
    until: date
    months: tuple[Tick, ...]
    today: int
    lanes: tuple[Lane, ...]
    height: int
    width: int = WIDTH
    figure: int = FIGURE


def band(marks: Iterable[Mark], lanes: Mapping[str, str], rolling: Mapping[str, int], *, on: date, until: date) -> Band:
    """From the first of the month to the last day, which is in it. Marks outside are left out. `lanes` are labels by name.

    In a lane the figures of days that lie close go below each other, so that none hides another."""
    scale = Scale(on.replace(day=1), until)
    inside = [mark for mark in marks if on <= mark.day <= until]
    laid, y = [], HEAD
    for name, label in lanes.items():
        days: dict[date, list[Mark]] = {}
        for mark in inside:
            if mark.lane == name:
                days.setdefault(mark.day, []).append(mark)
        ordered = sorted(days)
        rows = rows_for([scale.x(day) for day in ordered], FIGURE + GAP)
        figures = tuple(
            Figure(day, scale.x(day), y + 12 + row * ROW, len(days[day]), all(one.is_expected for one in days[day]))
            for day, row in zip(ordered, rows, strict=True)
        )
        height = 12 + ROW * (max(rows, default=0) + 1) + FOOT
        laid.append(Lane(name, label, y, height, figures, rolling.get(name, 0)))
        y += height
    return Band(scale.since, until, tuple(scale.months()), scale.x(on), tuple(laid), y)


def rows_for(places: Iterable[int], room: int) -> list[int]:
    """The first row that is free for each of these places, which come in order.

    >>> rows_for([0, 10, 25, 80], room=20)
    [0, 1, 0, 0]
    """
    ends: list[int] = []
    rows = []
    for place in places:
        row = next((index for index, end in enumerate(ends) if place >= end), len(ends))
        ends[row : row + 1] = [place + room]
        rows.append(row)
    return rows
