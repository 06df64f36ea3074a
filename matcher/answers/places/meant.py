"""Which place of the catalogue somebody means who typed a name: a country's in four languages, a region's, a city's, everyday and
old ones. What can be two is asked, what is no place gives none. Texts to codes, without a request or a database.

In this order: a code; what staff wrote down (`PlaceNameEntry`); the catalogue's own names; the names of the world
(`catalogue.gazetteer`), of which a city far larger than its namesakes is the one that is meant."""

import re
from collections.abc import Iterator
from dataclasses import replace

from matcher.answers.places.by_itself import by_itself
from matcher.answers.places.names import LONGEST_NAME, PlaceNames
from matcher.answers.places.readings import Meant, Reading
from matcher.answers.places.within import with_country, with_postcode

AND = re.compile(r"\s*[;/+&]\s*|\s+(?:en|and|et|und|or|ou|oder)\s+", re.IGNORECASE)
OF = re.compile(r"\s+of\s+", re.IGNORECASE)
"""In Dutch it stands between two places, in English mostly inside a name: "Isle of Man"."""
LISTED = re.compile(rf"\s*,\s*|{AND.pattern}", re.IGNORECASE)


def meant(typed: str, names: PlaceNames) -> tuple[Meant, ...]:
    """One reading for what was typed, or one for each of several places in it."""
    text = " ".join(typed.split())
    if len(text) > LONGEST_NAME:
        return (Meant(text, Reading.NOTHING),)
    return next(_readings(text, names), None) or (Meant(text, Reading.NOTHING),)


def _readings(text: str, names: PlaceNames) -> Iterator[tuple[Meant, ...]]:
    if one := by_itself(text, names):
        yield (one,)
    if one := with_postcode(text, names):
        yield (one,)
    if one := with_country(text, names):
        yield (one,)
    parts = [one for one in re.split(r"\s*,\s*", text) if one]
    for split in (AND.split(text), parts, LISTED.split(text), _apart(text, names)):
        each = [_one(part, names) for part in split if part] if len(split) > 1 else []
        if each and all(one.reading.is_clear for one in each):
            yield tuple(each)
    if len(parts) > 1 and not any(_one(one, names).reading.is_clear for one in parts[:-1]):
        last = by_itself(parts[-1], names)
        if last is not None and last.reading.is_clear:
            yield (replace(last, text=text, reading=Reading.ROUGHLY, beside=", ".join(parts[:-1])),)
    some = tuple(_one(part, names) for part in _apart(text, names))
    if len(some) > 1 and any(one.reading is not Reading.NOTHING for one in some):
        yield some


def _apart(text: str, names: PlaceNames) -> list[str]:
    """The names in a list; "of" parts only what is no name with it."""
    each = [part for part in LISTED.split(text) if part]
    return [
        one
        for part in each
        for one in ([part] if _one(part, names).reading is not Reading.NOTHING else _apart_by_of(part, names))
    ]


def _apart_by_of(part: str, names: PlaceNames) -> list[str]:
    for between in OF.finditer(part):
        two = [part[: between.start()], part[between.end() :]]
        if all(_one(one, names).reading is not Reading.NOTHING for one in two):
            return two
    return OF.split(part)


def _one(text: str, names: PlaceNames) -> Meant:
    found = by_itself(text, names) or with_postcode(text, names) or with_country(text, names)
    return found or Meant(text, Reading.NOTHING)
