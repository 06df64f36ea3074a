"""The rounds that can still be applied for, and which starts each of them serves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date

from .days import DAY
from .due import Certainty, Due
from .timing import Call, Starts, State, Timing, Window
from .truth import Truth

YEARS_AHEAD = 3
"""How many years after this one yearly windows are followed, beside those around a start that lies further."""
LAST_YEAR = MAXYEAR - 5
"""Windows that close later might serve starts that no calendar day can name."""


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
            sure = call.starts or (starts_served(usual, timing, call.closes)[1] if usual else None)
            yield Chance(call.closes, sure or Starts(call.closes), certainty, call.at, sure=sure)
    if timing.state in (State.CLOSED, State.ENDED):
        return
    for window in timing.windows_on(on):
        for year in _closing_years(window, on, start):
            closes = window.submit_by.on(year)
            if on <= closes and (window, year) not in instead:
                starts, sure = starts_served(window, timing, closes)
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


def starts_served(window: Window, timing: Timing, closes: date) -> tuple[Starts, Starts | None]:
    """The starts that a window may serve in a year, and those that it surely serves."""
    if window.start_from is None:
        return Starts(closes), None
    if window.start_year_offset is not None:
        since = window.start_from.on(closes.year + window.start_year_offset)
    else:
        since = window.start_from.first_from(closes)
    if window.start_to is not None:
        ends = window.start_to.end_of(since.year)
        known = Starts(since, ends if since <= ends else window.start_to.end_of(since.year + 1))
    elif timing.has_rounds_without_a_day:  # one of which may take over on any day after this one has closed
        return Starts(since), Starts(since, closes) if since <= closes else None
    else:
        begins = [other.start_from for other in timing.windows if other.start_from is not None]
        next_begins = min(begin.first_from(since + DAY) for begin in begins)
        known = Starts(since, next_begins - DAY)
    return known, known
