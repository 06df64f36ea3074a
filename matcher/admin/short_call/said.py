"""What somebody typed, and what it is taken for: names to keys, a day to a partial day, a sum to whole euros.

Each reading carries the sentence that the page shows below its field; what
can't be read is a ValidationError that says what can."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext

from catalogue.gazetteer.gazetteer import spelling_key
from catalogue.languages import LANGUAGES
from matcher.answers.places.meant import meant
from matcher.answers.places.names import PLACE, PlaceNames
from matcher.answers.places.readings import Meant, Reading
from matcher.answers.places.slips import near
from matcher.answers.places.told import called_in_full, reading_told
from matcher.answers.spellings import PLAIN, amount, day

MOST_LIKE = 3
FIRST_YEAR, LAST_YEAR = 1990, 2060


@dataclass(frozen=True, slots=True)
class SaidKeys:
    """The rows that are meant, by key, and what the page says of them."""

    keys: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class SaidPlaces:
    places: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """As precise as it was said: 2027, 2027-04 or 2027-04-15."""

    written: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class SaidSum:
    number: int | None = None
    told: str = ""


class KnownNames:
    """The names in every language of some rows, and what each stands for: one row, or for a family its members."""

    def __init__(self, rows: Iterable[Any], families: Mapping[Any, Sequence[Any]] | None = None) -> None:
        self.names: dict[str, tuple[str, ...]] = {}
        self.shown: dict[str, str] = {}
        self._near: dict[str, str] = {}
        for family, members in (families or {}).items():
            self._add(family, tuple(one.slug for one in members))
        self._stems = dict(self.names)
        for row in rows:
            self.shown[row.slug] = row.name
            self._add(row, (row.slug,))

    def _add(self, row: Any, keys: tuple[str, ...]) -> None:
        for name in (row.slug, *(getattr(row, f"name_{language}") for language in LANGUAGES)):
            if key := spelling_key(name):
                self.names.setdefault(key, keys)
                self._near[key] = row.name

    def one(self, text: str) -> tuple[str, ...]:
        """The keys of a name, or of the only one that holds these words; none where it is not known."""
        key = spelling_key(text)
        holds = {keys for name, keys in self.names.items() if key and f" {key}" in f" {name}"}
        if key in self.names or len(holds) == 1:
            return self.names.get(key) or holds.pop()
        return next((keys for stem, keys in self._stems.items() if key.startswith(stem)), ())  # Podium: podiumkunsten

    def near(self, text: str) -> list[str]:
        key = spelling_key(text)
        begin = [name for name in self._near if key and key in name]
        like = [*begin, *get_close_matches(key, self._near, MOST_LIKE, 0.6)]
        return list(dict.fromkeys(self._near[name] for name in like))[:MOST_LIKE]

    def read(self, text: str) -> SaidKeys:
        """Several names with commas between them; a name may hold a comma itself."""
        keys: dict[str, None] = {}
        parts = [part.strip() for part in text.replace(";", ",").replace("\n", ",").split(",")]
        while parts:
            size = next((size for size in range(len(parts), 0, -1) if self.one(", ".join(parts[:size]))), 0)
            if size:
                keys |= dict.fromkeys(self.one(", ".join(parts[:size])))
            elif parts[0]:
                raise ValidationError(unknown(parts[0], self.near(parts[0])))
            parts = parts[size or 1 :]
        return SaidKeys(tuple(keys), ", ".join(self.shown[key] for key in keys))


def unknown(text: str, near: Sequence[str]) -> str:
    """The sentence for a name that nothing is called."""
    if near:
        told = {"text": text, "near": " · ".join(near)}
        return gettext("We do not know “%(text)s”. Do you mean: %(near)s?") % told
    return gettext("We do not know “%(text)s”.") % {"text": text}


def places(text: str, names: PlaceNames) -> SaidPlaces:
    """Cities, countries, regions and groups, with or without accents; what each became is told."""
    if not text.strip():
        return SaidPlaces()
    readings = meant(text, names)
    for one in readings:
        if not one.reading.is_clear or one.reading is Reading.ROUGHLY:
            raise ValidationError(_not_clear(one, names))
    codes = list(dict.fromkeys(code for one in readings for code in one.codes))
    told = [reading_told(one, names) or f"{called_in_full(one.codes[0], names)}." for one in readings]
    return SaidPlaces(
        tuple(sorted(code for code in codes if PLACE.fullmatch(code))),
        tuple(sorted(code for code in codes if not PLACE.fullmatch(code))),
        " ".join(told),
    )


def _not_clear(one: Meant, names: PlaceNames) -> str:
    if one.reading is not Reading.NOTHING:
        return reading_told(one, names)
    name, _code = near(one.text, names)
    return unknown(one.text, [name] if name else [])


def partial_day(text: str) -> SaidDay:
    """A day, a month or a year as people write it.

    >>> partial_day("15 april 2027").written, partial_day("april 2027").written, partial_day("2027").written
    ('2027-04-15', '2027-04', '2027')
    """
    text = text.strip()
    if not text:
        return SaidDay()
    if PLAIN.fullmatch(text) and len(text) == 4:
        year = int(text)
        written, told = text, gettext("The year %(year)s, without a month or a day.") % {"year": text}
    else:
        found = day(text)
        if found is None:
            raise ValidationError(
                gettext("We can't read “%(text)s” as a day: write 15 April 2027, April 2027 or 2027.") % {"text": text}
            )
        year, written = found.day.year, found.day.isoformat()[: 7 if found.is_month else 10]
        if found.is_month:
            told = gettext("The month %(month)s, without a day.") % {"month": date_format(found.day, "F Y")}
        else:
            told = capfirst(date_format(found.day, "l j F Y")) + "."
    if not FIRST_YEAR <= year <= LAST_YEAR:
        told_years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(gettext("Give a year from %(first)s to %(last)s.") % told_years)
    return SaidDay(written, told)


PART_OF_A_EURO = re.compile(r"[0-9][.,](?!00?$)[0-9]{1,2}$")


def whole_euros(text: str) -> SaidSum:
    """A sum as it is written in the language of the page."""
    if not text.strip():
        return SaidSum()
    dutch = (get_language() or "").startswith("nl")
    read = amount(text.replace("%", "").strip(), marks_thousands="." if dutch else ",")
    if PART_OF_A_EURO.search(text.strip()):
        raise ValidationError(gettext("Write whole euros: “%(text)s” has cents.") % {"text": text})
    if isinstance(read, int):
        return SaidSum(read, number_format(read, use_l10n=True, force_grouping=True))
    if read:
        both = pgettext("between two readings", " or ").join(
            number_format(one, use_l10n=True, force_grouping=True) for one in read
        )
        raise ValidationError(
            gettext("“%(text)s” can be %(both)s: write it without a mark.") % {"text": text, "both": both}
        )
    raise ValidationError(gettext("We can't read “%(text)s” as an amount: write it as 10000.") % {"text": text})
