"""Sets of instruments, or of criteria, as whole numbers: bit i is number i. As wide as there are instruments, few of them.

Below are the tables that settle many criteria together."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from .answers import PlaceCode
from .criteria import Partnership, counts, homes_of
from .places import Area, Atlas
from .truth import Truth

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Partition(Generic[K]):
    """The instruments sorted by something they have: each key's bitmap, and each instrument's key by number."""

    keys: tuple[K, ...]
    masks: tuple[int, ...]
    number: tuple[int, ...]

    @classmethod
    def by(cls, values: Iterable[K]) -> "Partition[K]":
        numbers: dict[K, int] = {}
        number = tuple([numbers.setdefault(value, len(numbers)) for value in values])
        members: list[list[int]] = [[] for _ in numbers]
        for bit, which in enumerate(number):
            members[which].append(bit)
        return cls(tuple(numbers), tuple([bitmap(bits) for bits in members]), number)


def bitmap(bits: Sequence[int]) -> int:
    """The bitmap in which these bits are set, given lowest first.

    Set in an array of bytes: a shift and an "or" of whole numbers per bit would each copy the whole bitmap.

    >>> bin(bitmap([0, 9]))
    '0b1000000001'
    """
    octets = bytearray((bits[-1] >> 3) + 1 if bits else 0)
    for bit in bits:
        octets[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(octets, "little")


def bits_of(mask: int) -> list[int]:
    """The bits that are set, lowest first.

    Found in the digits as text, in one pass however wide the bitmap is: taking off the lowest bit copies it every time.

    >>> bits_of(0b1000000001)
    [0, 9]
    """
    digits = bin(mask)[:1:-1]
    found: list[int] = []
    bit = digits.find("1")
    while bit >= 0:
        found.append(bit)
        bit = digits.find("1", bit + 1)
    return found


def at_least(units: Iterable[int], most: int, everyone: int) -> list[int]:
    """By number, up to `most`: the instruments (or what else a bit stands for) that are in at least so many of the bitmaps.

    >>> [bin(those) for those in at_least([0b110, 0b010], most=2, everyone=0b111)]
    ['0b111', '0b110', '0b10']
    """
    reached = [everyone] + [0] * most
    for unit in units:
        for number in range(most, 0, -1):
            reached[number] |= reached[number - 1] & unit
    return reached


def merged(points: Sequence[int], masks: Sequence[int]) -> dict[int, int]:
    """Classes with the same points put together."""
    found: dict[int, int] = {}
    for number, mask in zip(points, masks, strict=True):
        found[number] = found.get(number, 0) | mask
    return found


def add_classes(slices: list[int], classes: Iterable[tuple[int, int]]) -> None:
    """Add to the binary numbers across `slices` the points of each class, (points, bitmap); the bitmaps share no bit."""
    addend: list[int] = []
    for points, mask in classes:
        power = 0
        while points:
            if len(addend) == power:
                addend.append(0)
            if points & 1:
                addend[power] |= mask
            points >>= 1
            power += 1
    carry = 0
    for power in range(max(len(slices), len(addend)) + 1):
        if power == len(slices):
            slices.append(0)
        ours, theirs = slices[power], addend[power] if power < len(addend) else 0
        slices[power] = ours ^ theirs ^ carry
        carry = ours & theirs | carry & (ours ^ theirs)
    while slices and not slices[-1]:
        slices.pop()


# Many numbered conditions, settled together: bit i of a bitmap is condition i. What one option, or one place, makes of all of
# them is worked out once and kept; answers then cost an "or" for each option that they name.


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
