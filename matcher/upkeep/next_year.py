"""The rounds of a route once more, as they will probably come back (docs/decisions/025)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.timing import RoundEntry
from catalogue.vocabulary import State
from matcher.engine.days import MonthDay, add_months
from matcher.rules.timing import end_of

WHOLE_DAY = len("2026-02-28")
SATURDAY = 5
SAME_SEASON_DAYS = 60
"""A yearly round moves less from one year to the next; rounds of one year lie further apart than that is from a year."""


def same_again(entry: InstrumentEntry, on: date) -> InstrumentEntry | None:
    """With each round of its last year once more, the next time after today, as a usual day. None where none has a day, or where
    all of that stands there already."""
    known = [one for one in entry.rounds if anchor(one)]
    new = [
        again
        for one in of_the_last_year(known)
        if (again := next_time(one, known, on)) and all(anchor(again) != anchor(other) for other in entry.rounds)
    ]
    if not new:
        return None
    status = entry.status
    if status.state == State.CLOSED:
        status = status.model_copy(update={"state": State.RECURRING, "as_of": on.isoformat()})
    return entry.model_copy(update={"rounds": [*entry.rounds, *sorted(new, key=anchor)], "status": status})


def anchor(one: RoundEntry) -> str:
    """The day by which a round is known; "" for one without a day."""
    return one.closes or one.opens


def of_the_last_year(rounds: Sequence[RoundEntry]) -> list[RoundEntry]:
    """Those within a year up to the last one, for a call may have a round each season; of the same season the last."""
    if not rounds:
        return []
    last = last_day(max(map(anchor, rounds)))
    found = [one for one in rounds if last_day(anchor(one)) > add_months(last, -12)]
    return [one for one in found if not any(_is_next_time(one, other) for other in found)]


def _is_next_time(one: RoundEntry, other: RoundEntry) -> bool:
    """Whether the other is the same round a year on, a little earlier or later in the year."""
    return abs((add_months(last_day(anchor(one)), 12) - last_day(anchor(other))).days) <= SAME_SEASON_DAYS


def last_day(day: str) -> date:
    """The last day that one known in part may be: for 2024-02 that is 2024-02-29."""
    found = end_of(day)
    assert found is not None, "it has a day"
    return found


def next_time(one: RoundEntry, known: Iterable[RoundEntry], on: date) -> RoundEntry:
    """The first time that it comes round after today, without what only held for the round itself: its name, its note, and its
    amount where it set its own."""
    days = [other.closes for other in known if len(other.closes) == WHOLE_DAY]
    years = 1
    while last_day(years_later(anchor(one), years)) <= on:
        years += 1
    return RoundEntry(
        opens=years_later(one.opens, years),
        closes=closing_later(one.closes, years, days),
        closes_at=one.closes_at,
        is_announced=False,
        decides=years_later(one.decides, years),
        starts_from=years_later(one.starts_from, years),
        starts_until=years_later(one.starts_until, years, is_end=True),
        max_eur=None if one.sets_own_rules else one.max_eur,
    )


def years_later(day: str, years: int, *, is_end: bool = False) -> str:
    """As precise as it was. 29 February becomes the 28th in a year without one; the end of a period that was 28 February takes a
    29th with it.

    >>> years_later("2024-02-29", 1), years_later("2024-03", 2), years_later("2027-02-28", 1, is_end=True), years_later("", 1)
    ('2025-02-28', '2026-03', '2028-02-29', '')
    """
    if not day:
        return ""
    year = int(day[:4]) + years
    if len(day) < WHOLE_DAY:
        return f"{year:04d}{day[4:]}"
    of_the_year = MonthDay.parse(day[5:])
    return (of_the_year.end_of(year) if is_end else of_the_year.on(year)).isoformat()


def closing_later(day: str, years: int, days: Sequence[str]) -> str:
    """The closing day so many years later, given all closing days that are known.

    A date that came back as it was, does so again. One that came back on the same day of the week, within a week of the date,
    keeps that day of the week. Of anything else nobody knows more than the date; where that falls in a weekend, and the last one
    did not, it is the Friday before, so that nobody comes too late."""
    later = years_later(day, years)
    if len(day) < WHOLE_DAY:
        return later
    was, will = date.fromisoformat(day), date.fromisoformat(later)
    others = [date.fromisoformat(one) for one in days if one != day]
    if any((one.month, one.day) == (was.month, was.day) for one in others):
        return later
    if any(_comes_by_weekday(one, was) for one in others):
        return nearest_weekday(will, was.weekday()).isoformat()
    if will.weekday() >= SATURDAY > was.weekday():
        return (will - timedelta(days=will.weekday() - SATURDAY + 1)).isoformat()
    return later


def _comes_by_weekday(earlier: date, day: date) -> bool:
    """Whether it is the same day of the week, about as late in an earlier year.

    >>> _comes_by_weekday(date(2024, 10, 3), date(2025, 10, 2)), _comes_by_weekday(date(2024, 10, 3), date(2025, 10, 9))
    (True, True)
    >>> _comes_by_weekday(date(2024, 10, 3), date(2025, 10, 3))
    False
    """
    years = day.year - earlier.year
    if years < 1 or earlier.weekday() != day.weekday():
        return False
    return abs((MonthDay(earlier.month, earlier.day).on(day.year) - day).days) <= 7


def nearest_weekday(day: date, weekday: int) -> date:
    """The day of the week (0 is Monday) that lies closest.

    >>> nearest_weekday(date(2026, 10, 2), 3)
    datetime.date(2026, 10, 1)
    """
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
