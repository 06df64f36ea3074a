"""The names by which the places and groups of an edition are known, what lies in what, and which of them lies around what the
world calls so."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from catalogue.gazetteer.gazetteer import NamedPlace, Naming, named, spelling_key, subdivision
from catalogue.languages import Label
from matcher.rules.words import OtherName, Pair, Words

COUNTRY = re.compile(r"[A-Z]{2}")
PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|x-[a-z]{2}-[a-z]{2,5}")
"""A group of places is called by a short name."""
PART_OF_COUNTRY = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
LONGEST_NAME = 80
HOME = "BE"
SHORTEST_TIGHT = 6


@dataclass(frozen=True)
class PlaceNames:
    """The names by which the places and groups of an edition are known. `names` are their own, by code."""

    names: Mapping[str, "Label | Pair"]
    parents: Mapping[str, str | None] = field(default_factory=dict)
    others: Mapping[str, OtherName] = field(default_factory=dict)
    """What staff wrote down, by spelling."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Codes of before, each with that of the place that it is now."""
    is_for_home: bool = False
    """Whether it is where somebody is at home: of two of a name that in Belgium is meant unless the other is far larger."""

    @cached_property
    def for_home(self) -> "PlaceNames":
        return replace(self, is_for_home=True)

    @cached_property
    def own(self) -> Mapping[str, tuple[str, ...]]:
        """The catalogue's names in both languages. A place goes before a group of the same name."""
        return _by_spelling((name, code) for code in self.names for name in texts_of(self.names[code]))

    @cached_property
    def without_brackets(self) -> Mapping[str, tuple[str, ...]]:
        """The catalogue's names that say in brackets which of two is meant, without that."""
        return _by_spelling(
            (name.partition("(")[0], code)
            for code in self.names
            for name in texts_of(self.names[code])
            if "(" in name and PLACE.fullmatch(code)
        )

    @cached_property
    def small_codes(self) -> Mapping[str, str]:
        """By themselves in small letters."""
        return {code.casefold(): code for code in self.names}

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """The catalogue's own names of countries."""
        own = ((key, codes[0]) for key, codes in self.own.items() if len(codes) == 1)
        return {key: code for key, code in own if COUNTRY.fullmatch(code)}

    @cached_property
    def tight(self) -> Mapping[str, tuple[str, ...]]:
        """The catalogue's own names and those that staff wrote down, by how they are written without spaces."""
        found: dict[str, tuple[str, ...]] = {}
        for key in (*self.own, *self.others):
            tight = key.replace(" ", "")
            if len(tight) >= SHORTEST_TIGHT:
                found[tight] = (*found.get(tight, ()), key)
        return found

    @cached_property
    def namesakes(self) -> Mapping[str, tuple[str, ...]]:
        """By the code of a country, the places of which it is a name too: "As" is a town, and "LA" a city."""
        found = {}
        for code in filter(COUNTRY.fullmatch, self.names):
            key = code.casefold()
            other = self.others.get(key)
            towns = [self.place_of(one) for one in named(key) if one.naming is Naming.MUNICIPALITY]
            codes = tuple(
                one for one in dict.fromkeys([*towns, *(other.codes if other else ())]) if one and one != code
            )
            if codes:
                found[code] = codes
        return found

    def called(self, key: str) -> tuple[str, ...]:
        """What the catalogue itself calls so, also where it says in brackets which of two."""
        return (*self.own.get(key, ()), *self.without_brackets.get(key, ()))

    def way_up(self, code: str) -> list[str]:
        """A place and all that it lies in, the smallest first; a group by itself."""
        return [one for one in self.line(code) if one in self.names]

    def line(self, code: str) -> list[str]:
        """A code and those of all that it lies in, whether the catalogue knows them or not."""
        line = [code]
        while True:
            part = subdivision(line[-1]) if "-" in line[-1] else None
            parent = self.parents.get(line[-1]) or (part.parent or part.country if part else None)
            if parent is None and PART_OF_COUNTRY.fullmatch(line[-1]):
                parent = line[-1][:2]
            if parent is None or parent in line:
                return line
            line.append(parent)

    def country(self, code: str) -> str:
        """That in which it lies; a group by itself."""
        return self.line(code)[-1]

    def known(self, code: str) -> str:
        """The smallest place of the catalogue around a code of ISO; "" where it knows none."""
        return next((one for one in self.line(self.former.get(code, code)) if one in self.names), "")

    def place_of(self, one: NamedPlace) -> str:
        """The smallest place of the catalogue around what is called so. Where it knows one municipality of a province by itself,
        every other town and village lies in what is left of it."""
        known = self.known(one.code)
        return known if one.naming is Naming.AREA else self._rest.get(known, known)

    @cached_property
    def _rest(self) -> Mapping[str, str]:
        """By province, the one of its places that is no municipality, where the others are."""
        inside: dict[str, list[str]] = {}
        for code, parent in self.parents.items():
            if parent and code in self.names and self.country(parent) == HOME:
                inside.setdefault(parent, []).append(code)
        rest = {
            province: [code for code in codes if not self._is_municipality(code, province)]
            for province, codes in inside.items()
        }
        return {province: codes[0] for province, codes in rest.items() if len(codes) == 1 and len(inside[province]) > 1}

    def _is_municipality(self, code: str, province: str) -> bool:
        return any(
            one.naming is Naming.MUNICIPALITY and one.code == province
            for name in texts_of(self.names[code])
            for one in named(spelling_key(name))
        )

    def is_at_home(self, one: NamedPlace) -> bool:
        """Whether it counts however small it is: a municipality of Belgium; where one is at home, a village too."""
        return one.naming is Naming.MUNICIPALITY or (
            self.is_for_home and one.naming is Naming.CITY and self.country(one.code) == HOME
        )


def texts_of(name: "Label | Pair") -> list[str]:
    return [text for text in name.values() if text] if isinstance(name, Mapping) else [str(name)]


def _by_spelling(named_so: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Codes by name. Where places have a name, groups do not."""
    found: dict[str, dict[str, None]] = {}
    for name, code in named_so:
        found.setdefault(spelling_key(name), {}).setdefault(code)
    return {
        key: tuple(code for code in codes if PLACE.fullmatch(code)) or tuple(codes)
        for key, codes in found.items()
        if key
    }


_held: tuple[Words, PlaceNames] | None = None
"""Those of the last words that were asked for: they stay the same as long as an edition does."""


def place_names(words: Words) -> PlaceNames:
    global _held
    held = _held
    if held is None or held[0] is not words:
        held = _held = (
            words,
            PlaceNames({**words.groups, **words.places}, words.lies_in, words.other_names, words.former_places),
        )
    return held[1]
