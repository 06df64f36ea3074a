"""A day, as people write one or say when it is."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from matcher.answers import spellings
from matcher.answers.notes import LONGEST, Telling
from matcher.answers.parameters.parameter import SingleParameter
from matcher.answers.periods import either_of, is_year, period
from matcher.speech.writing import long_date

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
EXAMPLE_DAY = date(2027, 6, 20)


@dataclass(frozen=True, slots=True)
class DayParameter(SingleParameter):
    def value(self, text: str, telling: Telling) -> date | None:
        written, names = spellings.day(text), {"value": text[:LONGEST]}
        begins = period(text, telling.on) if written is None and telling.on is not None else None
        found = written.day if written is not None else begins
        if found is None:
            telling.refuse(self.name, text, self.not_a_day(text, telling.on))
            return None
        if not FIRST_DAY <= found <= LAST_DAY:
            message = _("“%(value)s” lies too far away. Choose a date between 2000 and 2100.")
            telling.refuse(self.name, text, message % names)
            return None
        told = {**names, "day": long_date(found)}
        if written is None:
            telling.tell(self.name, text, _("“%(value)s”: we count with %(day)s.") % told, is_read=True)
        elif written.is_month:
            message = _("“%(value)s” is a month: we took its first day, %(day)s.")
            telling.tell(self.name, text, message % told, is_read=True)
        elif spellings.has_other_weekday(text, found):
            message = _("“%(value)s”: %(day)s is a %(weekday)s. We count with that date.")
            telling.tell(self.name, text, message % {**told, "weekday": date_format(found, "l")}, is_read=True)
        return found

    def not_a_day(self, text: str, on: date | None) -> str:
        names = {"value": text[:LONGEST]}
        if on is not None and (either := either_of(text, on)):
            message = _("“%(value)s” can be %(day)s or %(month)s. Write one of these two.")
            return message % {**names, "day": long_date(either[0]), "month": date_format(either[1], "F Y")}
        message = _("“%(value)s” is not a date. Write it like %(example)s.")
        if is_year(text):
            message = _("“%(value)s” is too wide to count from. Name a month or a day, like %(example)s.")
        example = EXAMPLE_DAY if on is None else EXAMPLE_DAY.replace(year=on.year + 1)
        return message % {**names, "example": long_date(example)}
