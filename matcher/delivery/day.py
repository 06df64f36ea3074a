"""The day on which a page is asked for, and when it ends: at midnight in Brussels."""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class BrusselsDay:
    date: date
    begins: float
    """Seconds since 1970, as `ends`."""
    ends: float

    def seconds_left(self, moment: float) -> int:
        """Whole seconds until midnight, 0 in the last one."""
        return max(0, int(self.ends - moment))


def day_of(moment: float) -> BrusselsDay:
    """The day in Brussels in which a moment lies, given in seconds since 1970."""
    brussels = timezone.get_default_timezone()
    day = datetime.fromtimestamp(moment, brussels).date()
    begins, ends = (datetime.combine(day + timedelta(days=after), clock.min, brussels).timestamp() for after in (0, 1))
    return BrusselsDay(day, begins, ends)


_held = BrusselsDay(date.min, 0, 0)
"""Worked out once a day: most requests ask for nothing else of the calendar."""


def today() -> tuple[BrusselsDay, int]:
    """The day, and how many seconds are left of it."""
    global _held
    moment, day = time.time(), _held
    if not day.begins <= moment < day.ends:
        day = _held = day_of(moment)
    return day, day.seconds_left(moment)
