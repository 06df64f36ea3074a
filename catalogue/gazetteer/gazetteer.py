"""Who reads the two files. Each is read once per process, when a name is first looked up, and stays one text in order: a look-up
halves it until the line is found."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

NAMES = Path(__file__).parent / "names.tsv"
SUBDIVISIONS = Path(__file__).parent / "subdivisions.tsv"
REMARK = "#"
OWN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that are no other letter with an accent, as who lacks them on a keyboard writes them."""
BETWEEN_WORDS = re.compile(r"[^\w]+|_")
LETTERS = "abcdefghijklmnopqrstuvwxyz "
AREA_THOUSANDS = 1_000
"""What a province or state weighs among cities of its name."""
BY_ANOTHER_NAME = 10
"""By how much a city weighs less where the name is not its first one."""
NEAR = frozenset({"NL", "LU"})
NEIGHBOURS = frozenset({"FR", "DE", "GB"})
# fmt: off
EUROPE = frozenset((
    "AD", "AL", "AT", "AX", "BA", "BG", "BY", "CH", "CY", "CZ", "DK", "EE", "ES", "FI", "FO", "GG",
    "GI", "GR", "HR", "HU", "IE", "IM", "IS", "IT", "JE", "LI", "LT", "LV", "MC", "MD", "ME", "MK",
    "MT", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "SM", "TR", "UA", "VA", "XK",
))
# fmt: on
"""The countries around us, and those further away in Europe."""
CLEARLY = 5
"""How many times larger a city is than its namesakes when it alone is meant."""
NEARER = 12
"""The same where it lies outside Europe and its namesake does not: more often meant by who lives here."""
KNOWN_FAR = 100
"""From how many thousand people on a city outside Europe is known by another name than its first."""
SHORTEST_WITH_SLIP = 5
"""A shorter word with one other letter is mostly another word."""


def spelling_key(text: str) -> str:
    """A name without capitals, accents and marks, so that all ways to write it are one.

    >>> spelling_key("’s-Hertogenbosch"), spelling_key("São  Paulo"), spelling_key("Malmø")
    ('s hertogenbosch', 'sao paulo', 'malmo')
    """
    small = text.casefold()
    if not small.isascii():
        decomposed = unicodedata.normalize("NFKD", small.translate(OWN_LETTERS))
        small = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return BETWEEN_WORDS.sub(" ", small).strip()


class Naming(StrEnum):
    """How a name stands for a place, by the mark in the file."""

    AREA = "="
    """It names this country or subdivision."""
    CITY = ":"
    """It is the first name of a city that lies there."""
    MUNICIPALITY = "!"
    """It is the name or a postcode of a municipality of Belgium that lies there."""
    CITY_TOO = "~"
    """It is another name of a city that lies there: in another language, of old, or of a part of it."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """`code` is a country's ISO 3166-1 or a subdivision's ISO 3166-2; `thousands` of people live in the city, 0 for an area."""

    code: str
    naming: Naming
    thousands: int = 0


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A part of a country by ISO 3166-2, and the part in which it lies, "" where that is the country."""

    code: str
    name_nl: str
    name_en: str
    parent: str

    @property
    def country(self) -> str:
        return self.code.partition("-")[0]


def lines_of(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line and not line.startswith(REMARK)]


@cache
def _names() -> list[str]:
    return lines_of(NAMES)


@cache
def _subdivisions() -> list[str]:
    return lines_of(SUBDIVISIONS)


def _found(lines: Sequence[str], key: str) -> str:
    """What stands behind a key; "" where there is no such line."""
    start = f"{key}\t"
    at = bisect_left(lines, start)
    return lines[at][len(start) :] if at < len(lines) and lines[at].startswith(start) else ""


def named(key: str) -> tuple[NamedPlace, ...]:
    """What a name, as `spelling_key` writes it, stands for; none for a word that is no name.

    >>> named("lyon")[0].code, named("atlantis")
    ('FR-ARA', ())
    """
    return tuple(_named_place(text) for text in _found(_names(), key).split())


def _named_place(text: str) -> NamedPlace:
    code, mark, thousands = re.split(r"([=:!~])", text)
    return NamedPlace(code, Naming(mark), int(thousands or 0))


def weight(one: NamedPlace) -> float:
    match one.naming:
        case Naming.AREA:
            return AREA_THOUSANDS
        case Naming.CITY | Naming.MUNICIPALITY:
            return one.thousands
        case Naming.CITY_TOO:
            return one.thousands / BY_ANOTHER_NAME


def heaviest(named_so: Sequence[NamedPlace]) -> list[NamedPlace]:
    """Of what is called so, the heaviest and those that are not far lighter.

    >>> [one.code for one in heaviest(named("austin"))]
    ['US-TX']
    """
    most = max(map(weight, named_so), default=0)
    return [one for one in named_so if weight(one) * CLEARLY >= most]


def is_in_europe(code: str) -> bool:
    """Whether the country of a code of ISO 3166 is one around us, or further away in Europe."""
    return code[:2] in EUROPE | NEIGHBOURS | NEAR | {"BE"}


def likeliest(named_so: Sequence[NamedPlace]) -> list[NamedPlace]:
    """The heaviest as seen from here: those in Europe first, and beside a far larger city elsewhere too; beside a city there none
    that is small, far away and called otherwise.

    >>> [one.code for one in likeliest(named("durham"))], [one.code for one in likeliest(named("boston"))]
    (['GB-ENG', 'US-NC'], ['US-MA'])
    """
    most = heaviest(named_so)
    near = heaviest([one for one in named_so if is_in_europe(one.code)])
    cities = [one for one in near if one.naming is not Naming.CITY_TOO]
    if max(map(weight, cities), default=0) * NEARER < max(map(weight, most), default=0):
        near = [one for one in near if one in most]
    far = [one for one in most if not is_in_europe(one.code)]
    if any(one in cities for one in near):
        far = [one for one in far if one.naming is not Naming.CITY_TOO or one.thousands >= KNOWN_FAR]
    return [*near, *far]


def way_up(code: str) -> Iterator[str]:
    """A code and those of all that it lies in by ISO 3166, the smallest first.

    >>> list(way_up("GB-EDH"))
    ['GB-EDH', 'GB-SCT', 'GB']
    """
    yield code
    if found := subdivision(code):
        yield from way_up(found.parent or found.country)
    elif "-" in code:
        yield code.partition("-")[0]


def subdivision(code: str) -> Subdivision | None:
    """Any subdivision that ISO 3166-2 knows.

    >>> subdivision("CA-ON")
    Subdivision(code='CA-ON', name_nl='Ontario', name_en='Ontario', parent='')
    """
    found = _found(_subdivisions(), code)
    if not found:
        return None
    name_nl, name_en, parent = found.split("\t")
    return Subdivision(code, name_nl, name_en, parent)


def with_one_slip(key: str) -> Iterator[str]:
    """All that a name can be of which this is written with one slip: two letters the other way round, or one wrong, too many or
    too few. None for short words; the first letter is right."""
    if len(key) < SHORTEST_WITH_SLIP:
        return
    for at in range(1, len(key) + 1):
        before, after = key[:at], key[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after and letter != after[0]:
                yield before + letter + after[1:]
