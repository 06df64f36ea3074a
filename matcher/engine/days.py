"""Days of the calendar, in Brussels and always given: a day of every year, and so many months later."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


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

    def first_from(self, day: date) -> date:
        """The first time that it comes round, that day included."""
        return self.on(day.year) if day <= self.on(day.year) else self.on(day.year + 1)


def add_months(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    last = 28 if day.day <= 28 else calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
