"""Whole numbers of something, and amounts in euros; of a range one end."""

import re
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from matcher.answers import spellings
from matcher.answers.count_words import CountUnit
from matcher.answers.counts import count
from matcher.answers.notes import LONGEST, Telling
from matcher.answers.parameters.parameter import SingleParameter

MOST_EUR = 1_000_000_000
PART_OF_ONE = re.compile(r"\s*[0-9]+[.,][0-9]+\s*")
MARKS_THOUSANDS = {"nl": ".", "en": ","}


@dataclass(frozen=True, slots=True)
class NumberParameter(SingleParameter):
    """A whole number of what `unit` says. Of a range the least is taken where `takes_least`: where all that is ever asked is to
    have so many, more than is meant is never promised. Elsewhere routes set a least and a most, and a range is asked back."""

    least: int = 0
    most: int = MOST_EUR
    unit: CountUnit = CountUnit.NUMBER
    takes_least: bool = False

    def value(self, text: str, telling: Telling) -> int | None:
        is_over = False
        if not spellings.is_below_nought(text):
            number = self.number(text, telling)
            if number is None or self.least <= number <= self.most:
                return number
            is_over = number > self.most
        message = _("“%(label)s” is at most %(limit)s, not %(value)s.")
        if not is_over:
            message = _("“%(label)s” is at least %(limit)s, not %(value)s.")
        limit = number_format(self.most if is_over else self.least, force_grouping=True)
        telling.refuse(self.name, text, message % {"value": text[:LONGEST], "label": self.title, "limit": limit})
        return None

    def number(self, text: str, telling: Telling) -> int | None:
        found = count(text, self.unit)
        names = {"value": text[:LONGEST], "label": self.title}
        if found is None:
            message = _("“%(value)s” is not a number that we can read. Write it in digits for “%(label)s”, like 12.")
            if PART_OF_ONE.fullmatch(text):
                message = _("“%(value)s” is not a whole number. Write only digits for “%(label)s”.")
            telling.refuse(self.name, text, message % names)
            return None
        ends = {
            "least": number_format(found.least, force_grouping=True),
            "most": number_format(found.most, force_grouping=True),
        }
        if found.least < found.most and not self.takes_least:
            message = _(
                "“%(value)s” runs from %(least)s to %(most)s, and routes differ in that. Write one number for “%(label)s”."
            )
            telling.refuse(self.name, text, message % {**names, **ends})
            return None
        if found.least < found.most:
            message = _("“%(value)s”: for “%(label)s” we count with %(least)s, which is sure.")
            telling.tell(self.name, text, message % {**names, **ends}, is_read=True)
        elif not found.is_plain and self.least <= found.least <= self.most:
            message = _("“%(value)s”: for “%(label)s” we count with %(least)s.")
            telling.tell(self.name, text, message % {**names, **ends}, is_read=True)
        return found.least


def euros_typed(text: str) -> int | tuple[int, ...]:
    """`spellings.amount`, as it is written in the active language."""
    language = (get_language() or "").partition("-")[0]
    return spellings.amount(text, marks_thousands=MARKS_THOUSANDS.get(language, ","))


@dataclass(frozen=True, slots=True)
class AmountParameter(NumberParameter):
    """Whole euros; cents are dropped, and that is told. Of a range the most is taken, for what pays that pays less too; or the
    least where `takes_least`. What can be read in two ways is asked back."""

    def number(self, text: str, telling: Telling) -> int | None:
        found = euros_typed(text)
        names = {"value": text[:LONGEST]}
        if isinstance(found, int):
            if spellings.drops_cents(text):
                told = {**names, "euros": number_format(found, force_grouping=True)}
                telling.tell(
                    self.name, text, _("“%(value)s”: we count with whole euros, %(euros)s.") % told, is_read=True
                )
            return found
        if between := spellings.amount_range(text):
            return self.one_of(text, between, telling)
        if found:
            message = _("“%(value)s” can be %(first)d or %(second)d euros. Write one of these two.")
        else:
            message = _("“%(value)s” is not an amount. Write whole euros, like 30000.")
        telling.refuse(
            self.name, text, message % {**names, "first": max(found, default=0), "second": min(found, default=0)}
        )
        return None

    def one_of(self, text: str, between: tuple[int, int], telling: Telling) -> int:
        taken = between[0] if self.takes_least else between[1]
        if self.least <= taken <= self.most:
            message = _("“%(value)s”: we count with the most of it, %(euros)s euros.")
            if self.takes_least:
                message = _("“%(value)s”: we count with the least of it, %(euros)s euros.")
            told = {"value": text[:LONGEST], "euros": number_format(taken, force_grouping=True)}
            telling.tell(self.name, text, message % told, is_read=True)
        return taken
