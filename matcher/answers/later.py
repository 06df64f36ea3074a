"""A plan of which the start has passed, as a link of last year has: the same plan on that day of another year."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date

from matcher.answers.address import Asked
from matcher.answers.notes import Note
from matcher.answers.questionnaire import state
from matcher.engine.answers import START
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True)
class LaterPlan:
    """The first same day that has not passed, and the query string of the plan with that start."""

    start: date
    address: str
    told: Note
    """That the start has passed."""


def later_plan(site: Site, asked: Asked, *, more: list[tuple[str, str]] | None = None) -> LaterPlan | None:
    """None: the start has not passed, or is not known. `more`: other names for the address."""
    start = asked.answers.day(START)
    if start is None or start >= asked.on:
        return None
    told = next(one for one in asked.about(START) if one.is_read and one.value == start.isoformat())
    later = same_day_from(start, asked.on)
    return LaterPlan(later, state(site, asked, changed={START: later}, more=more), told)


def notes_beside(asked: Asked, later: LaterPlan | None) -> tuple[Note, ...]:
    """What is to be told of an address beside the offer, which says itself that the start has passed."""
    return tuple(one for one in asked.notes if one is not (later and later.told))


def same_day_from(day: date, on: date) -> date:
    """That day of the first year in which it is not before `on`; the 28th of February where it was a leap day.

    >>> same_day_from(date(2026, 6, 20), date(2026, 11, 21))
    datetime.date(2027, 6, 20)
    >>> same_day_from(date(2024, 2, 29), date(2026, 11, 21))
    datetime.date(2027, 2, 28)
    >>> same_day_from(date(2024, 2, 29), date(2027, 11, 21))
    datetime.date(2028, 2, 29)
    """
    found = _in_year(day, on.year)
    return found if found >= on else _in_year(day, on.year + 1)


def _in_year(day: date, year: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if is_leap_day and not isleap(year) else day.replace(year=year)
