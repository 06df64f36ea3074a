"""Many numbered conditions, settled together: bit i of a bitmap is condition i.

What one option, or one place, makes of all of them is worked out once and kept; answers then cost an "or" for each option
that they name."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from .answers import PlaceCode
from .bitmaps import at_least, bitmap
from .evaluation import counts, homes_of
from .places import Area, Atlas
from .predicates import Partnership
from .truth import Truth


class Truths(NamedTuple):
    """The conditions that are surely met, and those that are possibly met: surely, or as yet unknown."""

    surely: int
    possibly: int

    @classmethod
    def of(cls, found: Iterable[tuple[int, Truth]]) -> "Truths":
        """Conditions by their number, lowest first."""
        possible = [(number, truth) for number, truth in found if truth is not Truth.NOT_MET]
        surely = bitmap([number for number, truth in possible if truth is Truth.MET])
        return cls(surely, bitmap([number for number, _ in possible]))


class OptionTable:
    """Sets of options, each by its number."""

    def __init__(self, sets: Iterable[tuple[int, Collection[str]]]) -> None:
        self._all = 0
        self._with: dict[str, int] = {}
        for number, options in sets:
            self._all |= 1 << number
            for option in options:
                self._with[option] = self._with.get(option, 0) | 1 << number

    def judged(self, chosen: frozenset[str] | None) -> Truths:
        """Whether each set has one of the options that were chosen."""
        if chosen is None:
            return Truths(0, self._all)
        found = 0
        for option in chosen:
            found |= self._with.get(option, 0)
        return Truths(found, found)


class LeastTable:
    """Least numbers, each by its own number, lowest first."""

    def __init__(self, least: Iterable[tuple[int, int]]) -> None:
        self._least = tuple(least)
        self._all = bitmap([number for number, _ in self._least])

    def judged(self, given: int | None) -> Truths:
        """Whether what is given is at least each of them."""
        if given is None:
            return Truths(0, self._all)
        reached = bitmap([number for number, limit in self._least if limit <= given])
        return Truths(reached, reached)


class AreaTable:
    """Areas, each by its number, lowest first."""

    def __init__(self, areas: Iterable[tuple[int, Area]], atlas: Atlas) -> None:
        self._areas = tuple(areas)
        self._all = bitmap([number for number, _ in self._areas])
        self._atlas = atlas
        self._around: dict[str, Truths] = {}

    def judged(self, chosen: frozenset[str] | None) -> Truths:
        """Whether one of the places that were chosen lies in each area."""
        if chosen is None:
            return Truths(0, self._all)
        surely = possibly = 0
        for code in chosen:
            found = self._around.get(code)
            if found is None:
                within = self._atlas.within
                found = Truths.of((number, within(PlaceCode(code), area)) for number, area in self._areas)
                self._around[code] = found
            surely |= found.surely
            possibly |= found.possibly
        return Truths(surely, possibly)


class PartnershipTable:
    """Partnerships, each by its number: as `partners_count` and `countries_count` judge one, all together."""

    def __init__(self, wanted: Iterable[tuple[int, Partnership]], atlas: Atlas) -> None:
        self._atlas = atlas
        self._all = 0
        self._wanting_countries: dict[int, int] = {}
        self._wanting_partners: dict[int, int] = {}
        self._alike: dict[Partnership, int] = {}
        """As far as it matters to whether one place counts."""
        self._counting: dict[tuple[PlaceCode, PlaceCode | None], Truths] = {}
        for number, one in wanted:
            bit = 1 << number
            several = min(one.min_countries, 1)
            alike = Partnership(0, several, one.area, one.home if several else Area())
            countries = max(one.min_countries, 1 if one.area else 0)
            self._all |= bit
            self._alike[alike] = self._alike.get(alike, 0) | bit
            self._wanting_countries[countries] = self._wanting_countries.get(countries, 0) | bit
            self._wanting_partners[one.min_partners] = self._wanting_partners.get(one.min_partners, 0) | bit

    def judged(self, places: frozenset[str] | None, base: frozenset[str] | None, partners: int | None) -> Truths:
        """Whether there are partners, and countries, enough for each."""
        surely, possibly = self._wherever_from(places, base)
        for wanted, those in self._wanting_partners.items():
            if wanted and (partners is None or partners < wanted):
                surely &= ~those
                if partners is not None:
                    possibly &= ~those
        return Truths(surely, possibly)

    def _wherever_from(self, places: frozenset[str] | None, base: frozenset[str] | None) -> Truths:
        """Sure is what holds for every country that the visitor may be established in."""
        if places is None:
            return Truths(self._wanting_countries.get(0, 0), self._all)
        codes = [PlaceCode(code) for code in places]
        surely, possibly = self._all, 0
        for home in homes_of(base, codes, self._atlas):
            found = self._from(home, codes)
            surely &= found.surely
            possibly |= found.possibly
        return Truths(surely, possibly)

    def _from(self, home: PlaceCode | None, codes: list[PlaceCode]) -> Truths:
        """As `enough` counts countries: two places in one are one, a group of several countries adds one that is not known."""
        surely: dict[PlaceCode, int] = {}
        possibly: dict[PlaceCode, int] = {}
        in_a_group = 0
        for code in codes:
            country = self._atlas.country(code)
            found = self._counts(code, country, home)
            possibly[country or code] = possibly.get(country or code, 0) | found.possibly
            if country is None:
                in_a_group |= found.surely
            else:
                surely[country] = surely.get(country, 0) | found.surely
        most = max(self._wanting_countries, default=0)
        sure = at_least(surely.values(), most, self._all)
        possible = at_least(possibly.values(), most, self._all)
        if most:
            sure[1] |= in_a_group
        return Truths(
            sum(those & sure[wanted] for wanted, those in self._wanting_countries.items()),
            sum(those & possible[wanted] for wanted, those in self._wanting_countries.items()),
        )

    def _counts(self, code: PlaceCode, country: PlaceCode | None, home: PlaceCode | None) -> Truths:
        """For which partnerships one place counts; where home is makes a difference to the places in it, and to groups."""
        key = code, home if country is None or country == home else None
        found = self._counting.get(key)
        if found is None:
            surely = possibly = 0
            for wanted, those in self._alike.items():
                truth = counts(code, key[1], wanted, self._atlas)
                surely |= those if truth is Truth.MET else 0
                possibly |= those if truth is not Truth.NOT_MET else 0
            found = self._counting[key] = Truths(surely, possibly)
        return found
