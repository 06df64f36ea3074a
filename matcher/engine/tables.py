"""Many numbered conditions, settled together: bit i of a bitmap is condition i.

What one option, or one place, makes of all of them is worked out once and kept; answers then cost an "or" for each option
that they name."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from .answers import PlaceCode
from .bitmaps import at_least, bitmap
from .evaluation import partners_wanted
from .places import Area, Atlas, Ground, GroupId
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


def agreeing(found: Collection[Truths], everything: int) -> Truths:
    """Sure is what all are sure of, possible what one finds possible. Of nothing, nothing is known."""
    surely, possibly = (everything, 0) if found else (0, everything)
    for one in found:
        surely &= one.surely
        possibly |= one.possibly
    return Truths(surely, possibly)


class OptionTable:
    """Sets of options, each by its number."""

    def __init__(self, sets: Iterable[tuple[int, Collection[str]]]) -> None:
        self.all = 0
        self._with: dict[str, int] = {}
        for number, options in sets:
            self.all |= 1 << number
            for option in options:
                self._with[option] = self._with.get(option, 0) | 1 << number

    def judged(self, chosen: frozenset[str] | None) -> Truths:
        """Whether each set has one of the options that were chosen."""
        if chosen is None:
            return Truths(0, self.all)
        found = 0
        for option in chosen:
            found |= self._with.get(option, 0)
        return Truths(found, found)


class LeastTable:
    """Least numbers, each by its own number, lowest first."""

    def __init__(self, least: Iterable[tuple[int, int]]) -> None:
        self._least = tuple(least)
        self.all = bitmap([number for number, _ in self._least])

    def judged(self, given: int | None) -> Truths:
        """Whether what is given is at least each of them."""
        if given is None:
            return Truths(0, self.all)
        reached = bitmap([number for number, limit in self._least if limit <= given])
        return Truths(reached, reached)


class AreaTable:
    """Areas, each with the bitmap of those conditions that ask for it: for all areas at once what `Atlas.within` says of one.

    What holds of a place follows from the groups that hold it, from what it lies in and from what lies in it, so that one
    pass over the places settles all of them, however many areas there are."""

    def __init__(self, areas: Iterable[tuple[Area, int]], atlas: Atlas, *, by_name: bool = False) -> None:
        self.all = 0
        self._atlas = atlas
        self._by_name = by_name
        self._asking_group: dict[GroupId, int] = {}
        self._asking_place: dict[PlaceCode, int] = {}
        self._asking_joining: dict[GroupId, int] = {}
        self._without: dict[PlaceCode, int] = {}
        for area, those in areas:
            self.all |= those
            for group in area.groups:
                self._asking_group[group] = self._asking_group.get(group, 0) | those
                if area.joining:
                    self._asking_joining[group] = self._asking_joining.get(group, 0) | those
            for code in atlas.ground(area).without:
                self._without[code] = self._without.get(code, 0) | those
            for code in area.places:
                self._asking_place[code] = self._asking_place.get(code, 0) | those
        self._listed: dict[PlaceCode, Listing] = {}
        self._around: dict[str, Truths] = {}

    def judged(self, chosen: frozenset[str] | None) -> Truths:
        """Whether one of the places that were chosen lies in each area."""
        if chosen is None:
            return Truths(0, self.all)
        surely = possibly = 0
        for code in chosen:
            found = self._around.get(code) or self.at(PlaceCode(code))
            surely |= found.surely
            possibly |= found.possibly
        return Truths(surely, possibly)

    def at(self, code: PlaceCode) -> Truths:
        """Whether a place, or somewhere in a group, lies in each area."""
        found = self._around.get(code)
        if found is None:
            group = self._atlas.meant.get(GroupId(code))
            found = self._at_place(code) if group is None else self._in_group(GroupId(code), group)
            self._around[code] = found
        return found

    def _at_place(self, code: PlaceCode) -> Truths:
        tree = self._atlas.tree
        below = tree.inside(code)
        surely = possibly = 0
        left = self.all
        for one in tree.line(code):  # up to the nearest exception
            listed = self._listing(one)
            surely |= left & listed.full
            possibly |= left & (listed.full | listed.partial)
            left &= ~(listed.full | listed.without)
        left &= ~possibly
        for child in below:
            surely &= ~self._listing(child).without
        inside = [self.at(child) for child in below]
        if inside and tree.place(code).is_covered:
            everywhere = left
            for found in inside:
                everywhere &= found.surely
            surely |= everywhere
        for found in inside:
            possibly |= left & found.possibly
        for other in tree.sharing(code):
            possibly |= left & self._reaching(other, but_communities=tree.place(code).is_community)
        return Truths(surely, possibly)

    def _listing(self, code: PlaceCode) -> "Listing":
        """The areas that name the place, or a group that holds it, in part or as an exception."""
        found = self._listed.get(code)
        if found is None:
            full, partial = self._asking_place.get(code, 0), 0
            held = self._atlas.holding.get(code)
            if held is not None and not (self._by_name and self._atlas.tree.is_country(code)):
                full |= asking(self._asking_group, held.full) | asking(self._asking_joining, held.joining)
                partial = asking(self._asking_group, held.partial) & ~full
            found = self._listed[code] = Listing(full, partial, self._without.get(code, 0))
        return found

    def _reaching(self, code: PlaceCode, *, but_communities: bool) -> int:
        """The areas with which a place shares ground: they name what it lies in, itself, or what lies in it."""
        tree = self._atlas.tree
        full = partial = 0
        for one in (*tree.line(code), *tree.below(code)):
            if not (but_communities and tree.place(one).is_community):
                full, partial = full | self._listing(one).full, partial | self._listing(one).partial
        return full | (partial & ~self._of_communities if but_communities else partial)

    @cached_property
    def _of_communities(self) -> int:
        """The areas that name a Community in full: what they name in part beside it is so for its people alone."""
        found = 0
        for code, place in self._atlas.tree.places.items():
            if place.is_community:
                found |= self._listing(code).full
        return found

    def _in_group(self, code: GroupId, group: Ground) -> Truths:
        found = agreeing([self.at(member) for member in group.members], self.all)
        listed = self._asking_group.get(code, 0) if self._atlas.members[code].members else 0
        for member in group.full if listed else ():
            listed &= self._listing(member).full
        return Truths(found.surely | listed, found.possibly | listed)


class Listing(NamedTuple):
    """The areas that name one place: in full, in part, as an exception."""

    full: int
    partial: int
    without: int


def asking(those: Mapping[GroupId, int], groups: Iterable[GroupId]) -> int:
    """The areas that ask for one of these groups."""
    found = 0
    for group in groups:
        found |= those.get(group, 0)
    return found


class Said(NamedTuple):
    """What else was answered that decides whether partners count; None: nothing."""

    partners: int | None
    applicant: frozenset[str] | None


Homes = Collection[PlaceCode] | None
"""The countries that may count as home; None: any."""
Counting = Iterable[tuple[PlaceCode, Truths]]
"""Places, and for which partnerships each counts."""


class PartnershipTable:
    """Partnerships, each by its number: as `partners_count` and `countries_count` judge one, all together."""

    def __init__(self, wanted: Iterable[tuple[int, Partnership]], atlas: Atlas) -> None:
        self._atlas = atlas
        self.all = 0
        self._wanting_countries: dict[int, int] = {}
        self._wanting_partners: dict[tuple[int, frozenset[str]], int] = {}
        areas: list[tuple[Area, int]] = []
        homes: list[tuple[Area, int]] = []
        wanted = list(wanted)
        for number, one in wanted:
            bit = 1 << number
            countries = max(one.min_countries, 1 if one.area else 0)
            self.all |= bit
            self._wanting_countries[countries] = self._wanting_countries.get(countries, 0) | bit
            if one.min_partners:
                partners = one.min_partners, one.partner_too
                self._wanting_partners[partners] = self._wanting_partners.get(partners, 0) | bit
            areas.append((one.area, bit))
            if one.min_countries:
                homes.append((one.home, bit))
        self._from_here: dict[tuple[frozenset[str], frozenset[PlaceCode]], int] = {}
        self._home_counts = 0
        self._never_at_home = 0
        for number, one in wanted:
            if one.home_counts and one.min_countries == 0:
                self._home_counts |= 1 << number
            if one.min_countries and not atlas.names_beyond(one.area, one.home):
                self._never_at_home |= 1 << number
            here = atlas.countries_in(one.home) if one.not_for else frozenset[PlaceCode]()
            if here:
                self._from_here[one.not_for, here] = self._from_here.get((one.not_for, here), 0) | 1 << number
        self._most_countries = max(self._wanting_countries, default=0)
        self._anywhere = sum(bit for area, bit in areas if not area)
        self._areas = AreaTable(areas, atlas)
        self._named = AreaTable(areas, atlas, by_name=True)
        self._listed: dict[PlaceCode, int] = {}
        for area, bit in areas:
            for code in area.places:
                self._listed[code] = self._listed.get(code, 0) | bit
        self._homes = AreaTable(homes, atlas)
        self._counting: dict[tuple[PlaceCode, PlaceCode | None], Truths] = {}
        self._counting_from_anywhere: dict[PlaceCode, Truths] = {}
        self._groups: dict[tuple[PlaceCode, frozenset[PlaceCode] | None], Truths] = {}

    def judged(self, places: frozenset[str] | None, base: frozenset[str] | None, said: Said) -> Truths:
        """Whether there are partners, and countries, enough for each."""
        return self._with_partners(self._from_either(places, base, said.applicant), said)

    def _from_either(
        self, places: frozenset[str] | None, base: frozenset[str] | None, applicant: frozenset[str] | None
    ) -> Truths:
        """For those whom the address rule does not bind, abroad is seen from where the others are established."""
        found = self._wherever_from(places, self._atlas.homes(base))
        for (not_for, here), those in self._from_here.items():
            if applicant is not None and applicant.isdisjoint(not_for):
                continue
            seen = self._seen_from(here, places, base)
            if applicant is None or not applicant <= not_for:
                seen = agreeing([found, seen], self.all)
            found = Truths(found.surely & ~those | seen.surely & those, found.possibly & ~those | seen.possibly & those)
        return found

    def _seen_from(
        self, here: Collection[PlaceCode], places: frozenset[str] | None, base: frozenset[str] | None
    ) -> Truths:
        """With the visitor's own place, where it is known, as one destination more."""
        codes = [PlaceCode(code) for code in places or ()]
        if base is None:
            found = agreeing([self._from(home, codes, one_more=True) for home in here], self.all)
        else:
            with_own = [[*codes, PlaceCode(at)] for at in base]
            found = agreeing([self._from(home, those) for home in here for those in with_own], self.all)
        return found if places is not None else Truths(found.surely, self.all)

    def by_applicant(
        self, places: frozenset[str] | None, base: frozenset[str] | None, options: Iterable[str], partners: int | None
    ) -> Iterator[Truths]:
        """As `judged`, for each sort of applicant."""
        settled: dict[tuple[bool, ...], Truths] = {}
        free = [not_for for not_for, _here in self._from_here] + [too for _least, too in self._wanting_partners]
        for option in options:
            like = tuple([option in not_for for not_for in free])
            if like not in settled:
                settled[like] = self.judged(places, base, Said(partners, frozenset({option})))
            yield settled[like]

    def by_place(self, codes: Iterable[str], base: frozenset[str] | None, said: Said) -> Iterator[Truths]:
        """As `judged`, for each of some places if it were the only one."""
        settled: dict[Truths, Truths] = {}
        for code in codes:
            found = self._from_either(frozenset({code}), base, said.applicant)
            if found not in settled:
                settled[found] = self._with_partners(found, said)
            yield settled[found]

    def by_base(self, places: frozenset[str] | None, codes: Iterable[str], said: Said) -> Iterator[Truths]:
        """As `judged`, for each of some places to be established in. Those in other countries than the places are alike, unless
        they are themselves a destination."""
        may_be_free = any(said.applicant is None or said.applicant & not_for for not_for, _here in self._from_here)
        countries = {country for code in places or () for country in self._atlas.countries_of(PlaceCode(code))}
        found: dict[PlaceCode | None, Truths] = {}
        for code in codes:
            country = self._atlas.country(PlaceCode(code))
            if country is None or may_be_free:
                yield self.judged(places, frozenset({code}), said)
                continue
            home = country if country in countries else None
            if home not in found:
                found[home] = self.judged(places, frozenset({code}), said)
            yield found[home]

    def _with_partners(self, found: Truths, said: Said) -> Truths:
        surely, possibly = found
        for (least, partner_too), those in self._wanting_partners.items():
            wanted = partners_wanted(least, partner_too, said.applicant)
            if said.partners is None:
                surely &= ~those if any(wanted) else -1
            elif said.partners < max(wanted):
                surely &= ~those
                if said.partners < min(wanted):
                    possibly &= ~those
        return Truths(surely, possibly)

    def _wherever_from(self, places: frozenset[str] | None, homes: Homes) -> Truths:
        """Sure is what holds for every country that may count as home."""
        if places is None:
            return Truths(self._wanting_countries.get(0, 0), self.all)
        if len(places) == 1:
            (code,) = places
            return self._alone(PlaceCode(code), homes)
        codes = [PlaceCode(code) for code in places]
        return self._from_some(codes, homes)

    def _from_some(self, codes: Collection[PlaceCode], homes: Homes) -> Truths:
        """Sure is what is so from all homes. If that may be any country, nothing counts from one that does not from elsewhere."""
        if homes is not None:
            return agreeing([self._from(home, codes) for home in homes], self.all)
        surely, possibly = self._from(None, codes)
        for home in {country for code in codes for country in self._atlas.countries_of(code)}:
            surely &= self._surely([(code, self._counts(code, self._atlas.country(code), home)) for code in codes])
        return Truths(surely, possibly)

    def _alone(self, code: PlaceCode, homes: Homes) -> Truths:
        """For one place: it makes one country, if it counts; a group of several may make more."""
        country = self._atlas.country(code)
        if country is None:
            key = code, None if homes is None else frozenset(homes)
            if key not in self._groups:
                self._groups[key] = self._from_some([code], homes)
            return self._groups[key]
        if homes is None:
            found = self._from_anywhere(code)
        else:
            found = agreeing([self._counts(code, country, home) for home in homes], self.all)
        none, one = self._wanting_countries.get(0, 0), self._wanting_countries.get(1, 0)
        return Truths(none | one & found.surely, none | one & found.possibly)

    def _from(self, home: PlaceCode | None, codes: Collection[PlaceCode], *, one_more: bool = False) -> Truths:
        """As `enough` counts countries: two places in one are one, and a group of several countries is one at least, and as many
        as it has perhaps. `one_more`: with a place that is not known yet."""
        counting = [(code, self._counts(code, self._atlas.country(code), home)) for code in codes]
        return Truths(self._surely(counting), self._possibly(counting, self._perhaps(home, codes), one_more))

    def _surely(self, counting: "Counting") -> int:
        surely: dict[PlaceCode, int] = {}
        in_a_group = 0
        for code, found in counting:
            country = self._atlas.country(code)
            if country is None:
                in_a_group |= found.surely
                continue
            for counted, those in self._counted_as(country):
                surely[counted] = surely.get(counted, 0) | found.surely & those
        enough = at_least(surely.values(), self._most_countries, self.all)
        if self._most_countries:
            enough[1] |= in_a_group
        return self._wanting(enough)

    def _possibly(self, counting: "Counting", perhaps: Iterable[tuple[PlaceCode, int]], one_more: bool) -> int:
        possibly: dict[PlaceCode | None, int] = {None: self.all if one_more else 0}
        for code, found in counting:
            country = self._atlas.country(code)
            if country is not None:
                for counted, those in self._counted_as(country):
                    possibly[counted] = possibly.get(counted, 0) | found.possibly & those
        for counted, those in perhaps:
            possibly[counted] = possibly.get(counted, 0) | those
        return self._wanting(at_least(possibly.values(), self._most_countries, self.all))

    def _wanting(self, enough: Sequence[int]) -> int:
        """Those for which it is, by the number of countries that each wants."""
        return sum(those & enough[wanted] for wanted, those in self._wanting_countries.items())

    def _perhaps(self, home: PlaceCode | None, codes: Iterable[PlaceCode]) -> Iterator[tuple[PlaceCode, int]]:
        """The countries of the groups that span several, and for which partnerships each may count."""
        tree = self._atlas.tree
        groups = (code for code in codes if self._atlas.country(code) is None)
        for one in (one for code in groups for one in self._atlas.places_of(code)):
            country = tree.country(one)
            found = self._counts(one, country, home)
            for counted, those in self._counted_as(country):
                yield counted, found.possibly & those

    def _counted_as(self, country: PlaceCode) -> Iterator[tuple[PlaceCode, int]]:
        """As which country it counts, and for which partnerships (`Atlas.counted`)."""
        state = self._atlas.tree.state(country)
        listed = self.all if state == country else self._listed.get(country, 0)
        yield country, listed
        if listed != self.all:
            yield state, self.all & ~listed

    def _counts(self, code: PlaceCode, country: PlaceCode | None, home: PlaceCode | None) -> Truths:
        """For which partnerships one place counts; where home is makes a difference to the places in it, and to groups."""
        key = code, home if country is None or country == home else None
        found = self._counting.get(key)
        if found is None:
            if country is None and home is not None:
                members = [self._counts(one, self._atlas.country(one), home) for one in self._atlas.places_of(code)]
                found = agreeing(members, self.all)
            else:
                found = self._abroad(code) if key[1] is None else self._at_home(code)
            self._counting[key] = found
        return found

    def _from_anywhere(self, code: PlaceCode) -> Truths:
        """For which partnerships one place counts wherever the visitor is established: abroad, and at home."""
        found = self._counting_from_anywhere.get(code)
        if found is None:
            found = agreeing([self._abroad(code), self._at_home(code)], self.all)
            self._counting_from_anywhere[code] = found
        return found

    def _abroad(self, code: PlaceCode) -> Truths:
        found = self._areas.at(code)
        return Truths(found.surely | self._anywhere, found.possibly | self._anywhere)

    def _at_home(self, code: PlaceCode) -> Truths:
        """Only what is named more closely counts, and towards several countries only where applicants could not be from."""
        named, home, never = self._named.at(code), self._homes.at(code), self._never_at_home
        anyway, counts = self._areas.at(code), self._home_counts
        return Truths(
            named.surely & ~home.possibly & ~never | anyway.surely & counts,
            named.possibly & ~home.surely & ~never | anyway.possibly & counts,
        )
