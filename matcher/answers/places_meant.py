"""Which place of the catalogue somebody means who typed a name: a country's in four languages, a region's, a city's, everyday and
old ones. What can be two is asked, what is no place gives none. Texts to codes, without a request or a database.

In this order: a code; what staff wrote down (`PlaceNameEntry`); the catalogue's own names; the names of the world
(`catalogue.gazetteer`), of which a city far larger than its namesakes is the one that is meant."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from math import inf
from typing import assert_never

from catalogue.gazetteer.gazetteer import (
    AREA_THOUSANDS,
    CLEARLY,
    NamedPlace,
    Naming,
    heaviest,
    likeliest,
    named,
    spelling_key,
    subdivision,
    way_up,
    weight,
    with_one_slip,
)
from catalogue.gazetteer.three_letters import country_of
from catalogue.languages import Label
from matcher.answers.place_forms import SaidToBe, kinds, parted, spelled_out
from matcher.rules.words import OtherName, Pair, Words

COUNTRY = re.compile(r"[A-Z]{2}")
PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|x-[a-z]{2}-[a-z]{2,5}")
"""A group of places is called by a short name."""
PART_OF_COUNTRY = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
KNOWN_TO_MANY = 20
"""What a city must weigh to be proposed for a word that is nearly its name."""
LONGEST_NAME = 80
LIKE, LONG_ENOUGH = 0.82, 6
"""How alike a longer name must be to be proposed, where it is more than one slip away."""
IN_BRACKETS = re.compile(r"(?P<head>[^()]+)\((?P<tail>[^()]+)\)")
AND = re.compile(r"\s*[;/+&]\s*|\s+(?:en|and|et|und|or|ou|oder)\s+", re.IGNORECASE)
OF = re.compile(r"\s+of\s+", re.IGNORECASE)
"""In Dutch it stands between two places, in English mostly inside a name: "Isle of Man"."""
TURNED_ROUND = re.compile(r"(?P<name>[^,]+),\s*(?P<said>[^,]+\s(?:of(?: the)?|van(?: de)?|de))", re.IGNORECASE)
"""As lists of countries have it: "Korea, Republic of"."""
LISTED = re.compile(rf"\s*,\s*|{AND.pattern}", re.IGNORECASE)
DOTTED = re.compile(r"(?:[a-z]\.){2,}[a-z]?", re.IGNORECASE)
POSTCODE = re.compile(r"(?:BE?[- ]?)?(?P<code>[0-9]{4})(?:[\s,]+(?P<name>\D+))?", re.IGNORECASE)
"""A Belgian postcode, and mostly a name behind it."""
NAME_FIRST = re.compile(r"(\D+?)[\s,(]+((?:BE?[- ]?)?[0-9]{4})\)?", re.IGNORECASE)
OTHER_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-?)?[0-9]{4,5}(?: ?[A-Z]{2}\b)?[\s,]+(?P<name>\D+)")
"""One of another country before the name of a place."""
HOME = "BE"
HALF = 2
ARTICLE = re.compile(r"(?:the|de|het|la|le|les|l|der|die|das) ")
THREE_LETTERS = re.compile(r"[A-Z]{3}")
LITTLE_KNOWN = 400
"""A town that weighs less is likelier the name of a country with a slip in it, where it is one: Lichtenstein, Columbia."""
SHORTEST_TIGHT = 6
STATES = frozenset({"US", "CA", "AU"})
"""The countries where the name of a town has that of its state behind it: "Paris, Texas" is no Paris and no other Texas."""


class Reading(StrEnum):
    IS = "is"
    """The name of the place."""
    LIES_IN = "lies-in"
    """The name of a city or a part of it."""
    PART = "part"
    """The name or code of a part of it that the catalogue does not know: it counts as the whole."""
    SEVERAL_THERE = "several-there"
    """More than one place of this name lies in it, and none elsewhere."""
    ALSO = "also"
    """The name of a place, and of a part or a large city of another country too."""
    ROUGHLY = "roughly"
    """What was typed before it is not known."""
    ASKED = "asked"
    """It can be one of these."""
    NO_CHOICE = "no-choice"
    """A word for more than can be chosen: staff wrote down what to say of it."""
    NOTHING = "nothing"

    @property
    def is_clear(self) -> bool:
        return self not in (Reading.ASKED, Reading.NO_CHOICE, Reading.NOTHING)


@dataclass(frozen=True, slots=True)
class Meant:
    """How one name is read. `codes` are places and groups of the catalogue: one for a clear reading, those to choose from
    otherwise."""

    text: str
    reading: Reading
    codes: tuple[str, ...] = ()
    part: str = ""
    """The code of the subdivision in which it lies and which the catalogue does not know; "" for none."""
    beside: str = ""
    """For `ALSO` the other place; for `ROUGHLY` what was not known."""
    told: Pair = field(default_factory=dict)

    @property
    def own_part(self) -> str:
        """A subdivision that ISO lists, where the catalogue knows nothing nearer than its country; "" for none."""
        is_part = (
            self.reading in (Reading.PART, Reading.LIES_IN)
            and self.codes == (self.part[:2],)
            and subdivision(self.part)
        )
        return self.part if is_part else ""


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

    def meant(self, typed: str) -> tuple[Meant, ...]:
        """One reading for what was typed, or one for each of several places in it."""
        text = " ".join(typed.split())
        if len(text) > LONGEST_NAME:
            return (Meant(text, Reading.NOTHING),)
        return next(self._readings(text), None) or (Meant(text, Reading.NOTHING),)

    def _readings(self, text: str) -> Iterator[tuple[Meant, ...]]:
        if one := self._by_itself(text):
            yield (one,)
        if one := self._with_postcode(text):
            yield (one,)
        if one := self._with_country(text):
            yield (one,)
        parts = [one for one in re.split(r"\s*,\s*", text) if one]
        for split in (AND.split(text), parts, LISTED.split(text), self._apart(text)):
            each = [self._one(part) for part in split if part] if len(split) > 1 else []
            if each and all(one.reading.is_clear for one in each):
                yield tuple(each)
        if len(parts) > 1 and not any(self._one(one).reading.is_clear for one in parts[:-1]):
            last = self._by_itself(parts[-1])
            if last is not None and last.reading.is_clear:
                yield (replace(last, text=text, reading=Reading.ROUGHLY, beside=", ".join(parts[:-1])),)
        some = tuple(self._one(part) for part in self._apart(text))
        if len(some) > 1 and any(one.reading is not Reading.NOTHING for one in some):
            yield some

    def _apart(self, text: str) -> list[str]:
        """The names in a list; "of" parts only what is no name with it."""
        each = [part for part in LISTED.split(text) if part]
        return [
            one
            for part in each
            for one in ([part] if self._one(part).reading is not Reading.NOTHING else self._apart_by_of(part))
        ]

    def _apart_by_of(self, part: str) -> list[str]:
        for between in OF.finditer(part):
            two = [part[: between.start()], part[between.end() :]]
            if all(self._one(one).reading is not Reading.NOTHING for one in two):
                return two
        return OF.split(part)

    def _one(self, text: str) -> Meant:
        found = self._by_itself(text) or self._with_postcode(text) or self._with_country(text)
        return found or Meant(text, Reading.NOTHING)

    def _by_itself(self, text: str) -> Meant | None:
        capitals = text.upper()
        code = text if text in self.names else capitals if capitals in self.names else ""
        code = code or self.former.get(text) or self.former.get(capitals, "")
        if code and (others := self.namesakes.get(code)):
            if text in self.names:
                return Meant(text, Reading.ALSO, (code,), beside=others[0])
            return Meant(text, Reading.ASKED, (*others, code))
        if code:
            return Meant(text, Reading.IS, (code,))
        key = spelling_key(text)
        if PART_OF_COUNTRY.fullmatch(capitals) and key not in self.others and (code := self._known(capitals)):
            return Meant(text, Reading.PART, (code,), part=capitals)
        if one := self._by_three_letters(text, key):
            return one
        found = self._by_name(text, key) or self._by_name(text, ARTICLE.sub("", key, count=1))
        slug = self._codes.get(text.casefold())
        if found is None and DOTTED.fullmatch(text) and (undotted := self._by_itself(text.replace(".", ""))):
            return replace(undotted, text=text)
        return found or (Meant(text, Reading.IS, (slug,)) if slug else self._by_form(text, key))

    def _by_three_letters(self, text: str, key: str) -> Meant | None:
        """A code of ISO or of the Olympic Games, in capitals: a town of Belgium that is written so is asked too."""
        code = country_of(text) if THREE_LETTERS.fullmatch(text) and key not in self.others else ""
        if code not in self.names:
            return None
        towns = {self._place_of(one) for one in named(key) if one.naming is Naming.MUNICIPALITY}
        return Meant(text, Reading.ASKED, (*sorted(towns), code)) if towns else Meant(text, Reading.IS, (code,))

    def _by_form(self, text: str, key: str) -> Meant | None:
        """By what people write otherwise or beside a name: its saint cut short, two words as one, what it is, a point of the
        compass."""
        for spelling in (*spelled_out(key), *self._tight.get(key.replace(" ", ""), ())):
            if found := self._by_name(text, spelling):
                return found
        if turned := TURNED_ROUND.fullmatch(text):
            straight = self._by_itself(f"{turned['said']} {turned['name']}")
            return replace(straight, text=text) if straight else None
        if "," in text or ";" in text:
            return None
        said = (self._by_kind(text, kind, name) for kind, name in kinds(key))
        parts = (self._by_compass(text, whole, is_apart) for whole, is_apart in parted(key))
        return next(filter(None, (*said, *parts)), None)

    def _by_kind(self, text: str, kind: SaidToBe, key: str) -> Meant | None:
        """ "Republic of Korea", "provincie Luxemburg", "City of Luxembourg": of what is called so, that which is one."""
        whole = self._by_name(text, key) or next(
            filter(None, (self._by_name(text, one) for one in spelled_out(key))), None
        )
        if whole is None or whole.reading is Reading.NO_CHOICE:
            return whole
        match kind:
            case SaidToBe.COUNTRY:
                countries = tuple(code for code in whole.codes if COUNTRY.fullmatch(code))
                is_one = len(countries) == 1 and whole.reading in (Reading.IS, Reading.ALSO, Reading.ASKED)
                return Meant(text, Reading.IS, countries) if is_one else whole
            case SaidToBe.AREA:
                return self._area(text, key) or whole
            case SaidToBe.CITY:
                areas = {*self._own.get(key, ()), *self._without_brackets.get(key, ())}
                is_area = all(COUNTRY.fullmatch(code) for code in whole.codes) or whole.reading is Reading.ASKED
                if not is_area or not areas.issuperset(whole.codes):
                    return whole
                cities = [one for one in named(key) if one.naming is not Naming.AREA and self._known(one.code)]
                city = Meant(text, Reading.LIES_IN, whole.codes) if len(whole.codes) == 1 else whole
                return self._weighed(text, cities) or city
            case SaidToBe.THERE:
                return whole
            case _:
                assert_never(kind)

    def _area(self, text: str, key: str) -> Meant | None:
        """The part of a country that is called so; at home the one in Belgium."""
        other = self.others.get(key)
        written = other.codes if other and not other.lies_within else ()
        own = [*written, *self._own.get(key, ()), *self._without_brackets.get(key, ())]
        parts = {code: code for code in own if PLACE.fullmatch(code) and not COUNTRY.fullmatch(code)}
        for one in named(key):
            if one.naming is Naming.AREA and "-" in one.code and (known := self._known(one.code)):
                parts.setdefault(known, one.code)
        here = [code for code in parts if self._line(code)[-1] == HOME]
        if self.is_for_home and len(here) == 1 and len(parts) > 1:
            return Meant(text, Reading.ALSO, (here[0],), beside=next(code for code in parts if code != here[0]))
        if len(parts) != 1:
            return self._asked(text, tuple(parts)) if parts else None
        ((code, part),) = parts.items()
        return Meant(text, Reading.IS, (code,)) if code == part else Meant(text, Reading.PART, (code,), part=part)

    def _by_compass(self, text: str, key: str, is_apart: bool) -> Meant | None:
        """The north, the south or the middle of a country or a region: that counts as the whole; of what is too wide to choose,
        so is its part. Of a country and a region of one name it is asked which."""
        whole = self._by_name(text, key)
        if whole is None or whole.reading in (Reading.NO_CHOICE, Reading.ASKED):
            return whole
        if whole.reading is Reading.ALSO:
            return Meant(text, Reading.ASKED, (*whole.codes, whole.beside))
        if whole.reading is Reading.LIES_IN:
            other = self.others.get(key) if is_apart else None
            return whole if other and other.lies_within else None
        return Meant(text, Reading.PART, whole.codes, part=whole.part) if whole.reading.is_clear else None

    def _by_name(self, text: str, key: str) -> Meant | None:
        other = self.others.get(key)
        if other is not None:
            return self._or_at_home(self._written_down(text, other), key)
        of_the_world = [one for one in named(key) if self._known(one.code)]
        own_areas = (*self._own.get(key, ()), *self._without_brackets.get(key, ()))
        areas = [*own_areas, *(one.code for one in of_the_world if one.naming is Naming.AREA)]
        countries = {code for code in areas if COUNTRY.fullmatch(code)}
        if len(countries) == 1:
            (country,) = countries
            elsewhere = (code for code in areas if "-" in code and not code.startswith(country))
            beside = next(elsewhere, "")
            if country not in self._own.get(key, ()) and (far := self._larger_elsewhere(of_the_world, country)):
                return Meant(text, Reading.ASKED, (country, far))
            meant = Meant(text, Reading.ALSO if beside else Reading.IS, (country,), beside=beside)
            return self._or_at_home(meant, key)
        if own := self._own.get(key):
            if len(own) > 1:
                return self._asked(text, own)
            beside = self._larger_elsewhere(of_the_world, own[0])
            return self._or_at_home(Meant(text, Reading.ALSO if beside else Reading.IS, own, beside=beside), key)
        if short := self._without_brackets.get(key):
            towns = self._towns_here(key) if self.is_for_home and len(short) > 1 else ()
            short = tuple(dict.fromkeys((*short, *towns)))
            return Meant(text, Reading.LIES_IN if len(short) == 1 else Reading.ASKED, short)
        return self._or_a_country(self._weighed(text, of_the_world), key, of_the_world)

    def _or_a_country(self, meant: Meant | None, key: str, named_so: Sequence[NamedPlace]) -> Meant | None:
        """A town that few know, of which the name is one slip away from that of a country elsewhere, is asked."""
        is_town = meant is not None and meant.reading in (Reading.LIES_IN, Reading.SEVERAL_THERE)
        is_here = any(self._line(one.code)[-1] == HOME for one in named_so)
        if meant is None or not is_town or is_here or max(map(weight, named_so)) >= LITTLE_KNOWN:
            return meant
        slips = (self._countries.get(one, "") for one in with_one_slip(key))
        countries = {one for one in slips if one and one not in self._line(meant.codes[0])}
        return Meant(meant.text, Reading.ASKED, (*sorted(countries), *meant.codes)) if countries else meant

    @cached_property
    def _countries(self) -> Mapping[str, str]:
        """The catalogue's own names of countries."""
        own = ((key, codes[0]) for key, codes in self._own.items() if len(codes) == 1)
        return {key: code for key, code in own if COUNTRY.fullmatch(code)}

    @cached_property
    def _tight(self) -> Mapping[str, tuple[str, ...]]:
        """The catalogue's own names and those that staff wrote down, by how they are written without spaces."""
        found: dict[str, tuple[str, ...]] = {}
        for key in (*self._own, *self.others):
            tight = key.replace(" ", "")
            if len(tight) >= SHORTEST_TIGHT:
                found[tight] = (*found.get(tight, ()), key)
        return found

    def _larger_elsewhere(self, named_so: Sequence[NamedPlace], code: str) -> str:
        """Where a very large city of that name lies, outside the country of a place; "" for nowhere."""
        cities = (one for one in named_so if one.naming is Naming.CITY and one.thousands > AREA_THOUSANDS)
        return next((self._known(one.code) for one in cities if not self._shares_country(one.code, code)), "")

    def _asked(self, text: str, codes: tuple[str, ...]) -> Meant:
        """Which of these is meant. Where all are called alike nobody can choose, and nothing is asked."""
        called = {tuple(texts_of(self.names[code])) for code in codes}
        return Meant(text, Reading.ASKED, codes) if len(called) > 1 else Meant(text, Reading.NO_CHOICE)

    def _written_down(self, text: str, other: OtherName) -> Meant:
        if not other.codes:
            return Meant(text, Reading.NO_CHOICE, told=other.told)
        if len(other.codes) > 1:
            return Meant(text, Reading.ASKED, other.codes)
        return Meant(text, Reading.LIES_IN if other.lies_within else Reading.IS, other.codes)

    def _or_at_home(self, meant: Meant, key: str) -> Meant:
        """Where somebody is at home, also a town or village of Belgium of which staff wrote down its namesake abroad."""
        towns = self._towns_here(key)
        is_abroad = all(self._line(code)[-1] != HOME for code in meant.codes)
        if not (self.is_for_home and meant.reading.is_clear and is_abroad and towns):
            return meant
        return Meant(meant.text, Reading.ASKED, (*towns, *meant.codes))

    def _towns_here(self, key: str) -> tuple[str, ...]:
        return tuple(sorted({self._place_of(one) for one in named(key) if self._is_at_home(one)}))

    def _weighed(self, text: str, named_so: Sequence[NamedPlace]) -> Meant | None:
        """The reading of what the world calls so: the heaviest, and those that are not far lighter."""
        if not named_so:
            return None
        named_so = self._without_hamlets(named_so)
        most = [_city_of(one, named_so) for one in likeliest(named_so)]
        at_home = heaviest([one for one in named_so if self._is_at_home(one)])
        if not self.is_for_home:  # who names with whom they work, means the city that everybody knows
            at_home = [one for one in at_home if one in most]
        abroad = [one for one in most if one not in at_home]
        stay = [*at_home, *abroad]
        codes = tuple(dict.fromkeys(map(self._place_of, stay)))
        codes = tuple(one for one in codes if not any(one in self._line(other) for other in codes if other != one))
        if len(codes) > 1:
            countries = {self._line(code)[-1] for code in codes}
            own = {self._place_of(one) for one in at_home}
            if self.is_for_home and len(own) == 1 and len(countries) > 1 and not _is_far_heavier(abroad, at_home):
                other = max(abroad, key=weight)
                return Meant(text, Reading.ALSO, (*own,), beside=self._place_of(other))
            if len(countries) > 1 or HOME in countries:
                return Meant(text, Reading.ASKED, codes)
            return Meant(text, Reading.SEVERAL_THERE, (countries.pop(),))
        others = sorted({self._place_of(one) for one in named_so if self._is_at_home(one)} - {*codes})
        if self.is_for_home and others:
            return Meant(text, Reading.ALSO, codes, beside=others[0])
        there = [one for one in stay if self._place_of(one) == codes[0]]
        parts = {one.code for one in there if one.code not in self.names}
        part = parts.pop() if len(parts) == 1 else ""
        if any(one.code == codes[0] and one.naming is Naming.AREA for one in there):
            return Meant(text, Reading.IS, codes)
        is_area = all(one.naming is Naming.AREA for one in there)
        return Meant(text, Reading.PART if is_area and part else Reading.LIES_IN, codes, part=part)

    def _without_hamlets(self, named_so: Sequence[NamedPlace]) -> list[NamedPlace]:
        """Without what in Belgium is less than half as large as a municipality of its name: Tielt is the town."""
        most = max((weight(one) for one in named_so if one.naming is Naming.MUNICIPALITY), default=0)
        return [
            one
            for one in named_so
            if one.naming is Naming.MUNICIPALITY or weight(one) * HALF >= most or self._line(one.code)[-1] != HOME
        ]

    def _is_at_home(self, one: NamedPlace) -> bool:
        """Whether it counts however small it is: a municipality of Belgium; where one is at home, a village too."""
        return one.naming is Naming.MUNICIPALITY or (
            self.is_for_home and one.naming is Naming.CITY and self._line(one.code)[-1] == HOME
        )

    def _place_of(self, one: NamedPlace) -> str:
        """The smallest place of the catalogue around what is called so. Where it knows one municipality of a province by itself,
        every other town and village lies in what is left of it."""
        known = self._known(one.code)
        return known if one.naming is Naming.AREA else self._rest.get(known, known)

    @cached_property
    def _rest(self) -> Mapping[str, str]:
        """By province, the one of its places that is no municipality, where the others are."""
        inside: dict[str, list[str]] = {}
        for code, parent in self.parents.items():
            if parent and code in self.names and self._line(parent)[-1] == HOME:
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

    @cached_property
    def namesakes(self) -> Mapping[str, tuple[str, ...]]:
        """By the code of a country, the places of which it is a name too: "As" is a town, and "LA" a city."""
        found = {}
        for code in filter(COUNTRY.fullmatch, self.names):
            key = code.casefold()
            other = self.others.get(key)
            towns = [self._place_of(one) for one in named(key) if one.naming is Naming.MUNICIPALITY]
            codes = tuple(
                one for one in dict.fromkeys([*towns, *(other.codes if other else ())]) if one and one != code
            )
            if codes:
                found[code] = codes
        return found

    def _with_postcode(self, text: str) -> Meant | None:
        """ "9000 Gent", "Essen (2910)": the place of that name in the province of the postcode, or else in the world; what nobody
        knows counts as the province."""
        found = POSTCODE.fullmatch(NAME_FIRST.sub(r"\2 \1", text))
        around = named(found["code"]) if found else ()
        if found is None or not around:
            abroad = OTHER_POSTCODE.fullmatch(text)
            elsewhere = self._by_itself(abroad["name"]) if abroad else None
            return replace(self._out_of_home(elsewhere), text=text) if elsewhere else None
        if found["name"] is None:
            return self._by_itself(found["code"])
        provinces, one = {place.code for place in around}, self._by_itself(found["name"])
        if one is not None and one.reading.is_clear and provinces.intersection(self._line(one.codes[0])):
            return replace(one, text=text)
        inside = [place for place in named(spelling_key(found["name"])) if place.code in provinces]
        if not inside and (there := self._there(text, one, provinces)):
            return replace(there, reading=Reading.LIES_IN)
        is_unsure = self.is_for_home and one is not None and not one.reading.is_clear
        if inside or one is None or is_unsure:
            by_code = self._by_itself(found["code"])
            codes = by_code.codes if by_code else (self._place_of(around[0]),)
            return self._weighed(text, inside) or Meant(text, Reading.ROUGHLY, codes, beside=found["name"])
        return replace(one, text=text)

    def _out_of_home(self, meant: Meant) -> Meant:
        """Of what can be several places, the one that lies abroad."""
        codes = [code for code in meant.codes if self._line(code)[-1] != HOME]
        is_one = meant.reading is Reading.ASKED and len(codes) == 1
        return Meant(meant.text, Reading.LIES_IN, tuple(codes)) if is_one else meant

    def _with_country(self, text: str) -> Meant | None:
        """ "Lyon, France", "London (Ontario)", "Parijs Frankrijk": the place of the first name that lies in the second."""
        bracketed = IN_BRACKETS.fullmatch(text)
        head, mark, tail = text.rpartition(",")
        if bracketed:
            head, tail = bracketed["head"], bracketed["tail"]
        elif not mark:
            head, _mark, tail = text.rpartition(" ")
        head, tail = head.strip(), tail.strip()
        if state := self._in_state(text, head, tail, is_apart=bool(mark or bracketed)):
            return state
        around = self._by_itself(tail) if head and tail else None
        if around is None or not around.codes:
            return None
        if not mark and not bracketed and (around.reading is not Reading.IS or not COUNTRY.fullmatch(around.codes[0])):
            return None
        wanted = {around.part} if around.part else {*around.codes, around.beside} - {""}
        inner = self._with_country(head) if mark and "," in head else None
        if inner is not None and inner.codes and wanted.intersection(self._line(inner.part or inner.codes[0])):
            return replace(inner, text=text)
        key = spelling_key(head)
        other = self.others.get(key)
        own = [*(other.codes if other else ()), *self._own.get(key, ()), *self._without_brackets.get(key, ())]
        inside = [code for code in dict.fromkeys(own) if wanted.intersection(self._line(code))]
        if len(inside) == 1:
            reading = Reading.IS if inside[0] in self._own.get(key, ()) else Reading.LIES_IN
            return Meant(text, reading, tuple(inside))
        found = self._weighed(text, [one for one in named(key) if wanted.intersection(self._line(one.code))])
        return found or self._there(text, self._by_itself(head), wanted)

    def _there(self, text: str, whole: Meant | None, wanted: Collection[str]) -> Meant | None:
        """ "Stad Gent, België", "Provincie Limburg, Nederland": what a name means, if that lies there."""
        inside = [code for code in (whole.codes if whole else ()) if not {*wanted}.isdisjoint(self._line(code))]
        if whole is None or len(inside) != 1:
            return None
        return replace(whole, text=text) if whole.reading.is_clear else Meant(text, Reading.IS, tuple(inside))

    def _in_state(self, text: str, head: str, tail: str, *, is_apart: bool) -> Meant | None:
        """ "Austin, TX", "Toronto ON", "Paris, Texas", "Athens, Georgia": a town in that state. Where nothing but a state is
        called so, also one that the list of the world lacks there; without a mark between them the state is written short."""
        if not head or not tail:
            return None
        short = _states_called(tail)
        areas = [one.code for one in named(spelling_key(tail)) if one.naming is Naming.AREA] if is_apart else []
        towns = named(spelling_key(head))
        is_city = bool(towns) and all(one.naming is not Naming.AREA for one in towns)
        other = self.others.get(spelling_key(head))
        countries = {self._line(code)[-1] for code in other.codes} if other and short else set()
        states = short or [code for code in areas if code[:2] in STATES and "-" in code]
        there = [state for state in states if any(state in self._line(one.code) for one in towns)]
        for state in there or states:
            is_sure = state in there or (is_city and areas == [state]) or state[:2] in countries
            if is_sure and (known := self._known(state)):
                return Meant(text, Reading.LIES_IN, (known,), part="" if known == state else state)
        return None

    def near(self, typed: str) -> tuple[str, str]:
        """The name that was likely meant, with the code of its place; twice "" where none is."""
        key = spelling_key(typed[:LONGEST_NAME])
        found = [one for spelling in with_one_slip(key) if (one := self._by_name(spelling, spelling))]
        weighed = [(self._weight_of_name(one), one) for one in found if one.reading.is_clear]
        most, best = max(weighed, key=lambda pair: pair[0], default=(0, None))
        if best is not None and most >= KNOWN_TO_MANY:
            return best.text.title(), best.codes[0]
        if len(key) >= LONG_ENOUGH:
            alike = [name for name in self._own if name[0] == key[0]]
            for name in get_close_matches(key, alike, n=1, cutoff=LIKE):
                return name.title(), self._own[name][0]
        return "", ""

    def _weight_of_name(self, meant: Meant) -> float:
        """What a name weighs by itself: a place of the catalogue more than any city, and so does what staff wrote down."""
        key = spelling_key(meant.text)
        if meant.reading is Reading.IS:
            return inf
        written = [AREA_THOUSANDS] if key in self.others else []
        return max([*written, *map(_weight_near, named(key))], default=KNOWN_TO_MANY)

    def way_up(self, code: str) -> list[str]:
        """A place and all that it lies in, the smallest first; a group by itself."""
        return [one for one in self._line(code) if one in self.names]

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """By themselves in small letters."""
        return {code.casefold(): code for code in self.names}

    @cached_property
    def _own(self) -> Mapping[str, tuple[str, ...]]:
        """The catalogue's names in both languages. A place goes before a group of the same name."""
        return _by_spelling((name, code) for code in self.names for name in texts_of(self.names[code]))

    @cached_property
    def _without_brackets(self) -> Mapping[str, tuple[str, ...]]:
        """The catalogue's names that say in brackets which of two is meant, without that."""
        return _by_spelling(
            (name.partition("(")[0], code)
            for code in self.names
            for name in texts_of(self.names[code])
            if "(" in name and PLACE.fullmatch(code)
        )

    def _line(self, code: str) -> list[str]:
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

    def _shares_country(self, code: str, other: str) -> bool:
        return self._line(code)[-1] == self._line(other)[-1]

    def _known(self, code: str) -> str:
        """The smallest place of the catalogue around a code of ISO; "" where it knows none."""
        return next((one for one in self._line(self.former.get(code, code)) if one in self.names), "")


def _states_called(short: str) -> list[str]:
    """The states and provinces that have these capitals as their code: "WA" is one in America and one in Australia."""
    if not re.fullmatch("[A-Z]{2,3}", short):
        return []
    return [code for country in ("US", "CA", "AU") if subdivision(code := f"{country}-{short}")]


def _city_of(province: NamedPlace, named_so: Sequence[NamedPlace]) -> NamedPlace:
    """For a province that bears the name of a city, the city, where that is known by the region around both."""
    around = [*way_up(province.code)][1:] if province.naming is Naming.AREA else []
    cities = (one for one in named_so if one.naming is not Naming.AREA and "-" in one.code and one.code in around)
    return next(cities, province)


def _is_far_heavier(some: Sequence[NamedPlace], others: Sequence[NamedPlace]) -> bool:
    return max(map(weight, some), default=0) >= CLEARLY * max(map(weight, others), default=0)


def _weight_near(one: NamedPlace) -> float:
    """A municipality of Belgium is likelier meant by who lives here than any city but a very large one."""
    return weight(one) + AREA_THOUSANDS * (one.naming is Naming.MUNICIPALITY)


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
