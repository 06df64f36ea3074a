"""Open, upcoming, expected or closed on a day; and when what is closed or expected comes back."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .days import add_months
from .due import Certainty
from .timing import YEARS_REMEMBERED, State, Timing, TimingKind, Window


class Availability(StrEnum):
    OPEN = "open"
    UPCOMING = "upcoming"
    EXPECTED = "expected"
    CLOSED = "closed"


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
