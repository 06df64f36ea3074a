"""Is this place within that area? Places form a tree; an area is what groups and places of a list add up to on a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from .answers import PlaceCode
from .truth import Truth, all_of, any_of

GroupId = NewType("GroupId", str)


@dataclass(frozen=True, slots=True)
class Place:
    code: PlaceCode
    country: PlaceCode
    """The country it lies in; its own code for a country."""
    parent: PlaceCode | None = None
    overlaps: frozenset[PlaceCode] = frozenset()
    """Places it may share ground with without lying in them, or they in it: a Community and a Region of Belgium."""
    is_covered: bool = False
    """Whether its children together are all of it."""


@dataclass(frozen=True, slots=True)
class Period:
    """A group's members while it holds; both days count, None is an open end."""

    since: date | None
    until: date | None
    full: frozenset[PlaceCode]
    partial: frozenset[PlaceCode] = frozenset()
    """Members that count only in part: whether somebody there belongs is not known from the place alone."""

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Area:
    """Groups and places by name, as an instrument or a rule lists them. Nothing listed: no demand."""

    groups: tuple[GroupId, ...] = ()
    places: tuple[PlaceCode, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.places)


@dataclass(frozen=True, slots=True)
class Ground:
    """An area on a day: the places that lie in it, and those that do in part."""

    full: frozenset[PlaceCode]
    partial: frozenset[PlaceCode]


class PlaceTree:
    """All places, and the questions about them. Asking for a code that is not in the tree raises KeyError."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: Mapping[PlaceCode, Place] = {place.code: place for place in places}
        self.children: dict[PlaceCode, list[PlaceCode]] = {code: [] for code in self.places}
        for place in self.places.values():
            if place.parent is not None:
                self.children[place.parent].append(place.code)
        self._line: dict[PlaceCode, frozenset[PlaceCode]] = {code: self._upwards(code) for code in self.places}

    def _upwards(self, code: PlaceCode) -> frozenset[PlaceCode]:
        line: set[PlaceCode] = set()
        step: PlaceCode | None = code
        while step is not None:
            line.add(step)
            step = self.places[step].parent
        return frozenset(line)

    def line(self, code: PlaceCode) -> frozenset[PlaceCode]:
        """The place and all that it lies in."""
        return self._line[code]

    def country(self, code: PlaceCode) -> PlaceCode:
        return self.places[code].country

    def is_country(self, code: PlaceCode) -> bool:
        return self.places[code].country == code

    def within(self, code: PlaceCode, ground: Ground) -> Truth:
        """MET: all of the place lies in the ground. UNKNOWN: it is too coarse, or shares ground with what does.

        "Hauts-de-France" against "France" is met, "France" against "Hauts-de-France" is unknown."""
        line = self._line[code]
        if not line.isdisjoint(ground.full):
            return Truth.MET
        if not line.isdisjoint(ground.partial):
            return Truth.UNKNOWN
        place = self.places[code]
        below = [self.within(child, ground) for child in self.children[code]]
        if below and place.is_covered and all_of(below) is Truth.MET:
            return Truth.MET
        if any_of(below) is not Truth.NOT_MET:
            return Truth.UNKNOWN
        return Truth.of(False) if not self._shares(place, ground) else Truth.UNKNOWN

    def sharing(self, code: PlaceCode) -> tuple[PlaceCode, ...]:
        """The places with which this one may share ground by way of what it lies in."""
        line = self._line[code]
        return tuple([other for one in line for other in self.places[one].overlaps if other not in line])

    def below(self, code: PlaceCode) -> Iterator[PlaceCode]:
        """All that lies in a place."""
        for child in self.children[code]:
            yield child
            yield from self.below(child)

    def _shares(self, place: Place, ground: Ground) -> bool:
        reach = ground.full | ground.partial
        return any(
            not self._line[other].isdisjoint(reach) or any(other in self._line[member] for member in reach)
            for other in self.sharing(place.code)
        )


@dataclass(frozen=True, slots=True)
class Atlas:
    """The tree and the groups that hold on one day; answers are remembered, for the same few areas are asked often.

    A group outside its period has no members: its list does not hold then."""

    tree: PlaceTree
    members: Mapping[GroupId, Ground]
    countries: Mapping[str, PlaceCode | None]
    """The country that each place, or all of each group, lies in; None: the group spans several."""
    holding: Mapping[PlaceCode, tuple[tuple[GroupId, ...], tuple[GroupId, ...]]]
    """The groups of which each place is a member, and those of which it is one in part."""
    _grounds: dict[Area, Ground] = field(default_factory=dict)
    _named: dict[Area, Ground] = field(default_factory=dict)
    _within: dict[tuple[PlaceCode, Area, bool], Truth] = field(default_factory=dict)

    @classmethod
    def on(cls, day: date, tree: PlaceTree, groups: Mapping[GroupId, tuple[Period, ...]]) -> "Atlas":
        nothing: frozenset[PlaceCode] = frozenset()
        members = {}
        for group, periods in groups.items():
            held = next((period for period in periods if period.holds(day)), None)
            members[group] = Ground(held.full, held.partial) if held else Ground(nothing, nothing)
        countries: dict[str, PlaceCode | None] = {place.code: place.country for place in tree.places.values()}
        for group, ground in members.items():
            inside = {tree.country(member) for member in ground.full | ground.partial}
            countries[group] = inside.pop() if len(inside) == 1 else None
        return cls(tree, members, countries, _holding(members))

    def ground(self, area: Area) -> Ground:
        found = self._grounds.get(area)
        if found is None:
            grounds = [self.members[group] for group in area.groups]
            full = frozenset(area.places).union(*(ground.full for ground in grounds))
            partial = frozenset[PlaceCode]().union(*(ground.partial for ground in grounds)) - full
            found = self._grounds[area] = Ground(full, partial)
        return found

    def named(self, area: Area) -> Ground:
        """The part of an area that is named more closely than by its country in a group: Wallonia in "abroad"."""
        found = self._named.get(area)
        if found is None:
            ground, own = self.ground(area), frozenset(area.places)
            found = Ground(
                frozenset(code for code in ground.full if code in own or not self.tree.is_country(code)),
                frozenset(code for code in ground.partial if not self.tree.is_country(code)),
            )
            self._named[area] = found
        return found

    def within(self, code: PlaceCode, area: Area, *, by_name: bool = False) -> Truth:
        """As `PlaceTree.within`; `by_name` asks only the part that is named more closely than by its country.

        The code may be a group's: somewhere in it, so that all its members must agree."""
        key = (code, area, by_name)
        found = self._within.get(key)
        if found is None:
            ground = self.named(area) if by_name else self.ground(area)
            found = self._within[key] = self._somewhere(code, area, ground)
        return found

    def _somewhere(self, code: PlaceCode, area: Area, ground: Ground) -> Truth:
        group = self.members.get(GroupId(code))
        if group is None:
            return self.tree.within(code, ground)
        members = group.full | group.partial
        if members and GroupId(code) in area.groups and group.full <= ground.full:
            return Truth.MET
        truths = {self.tree.within(member, ground) for member in members}
        return truths.pop() if len(truths) == 1 else Truth.UNKNOWN

    def places_of(self, code: PlaceCode) -> frozenset[PlaceCode]:
        """The members of a group, in part or whole; of a place that place."""
        group = self.members.get(GroupId(code))
        return frozenset({code}) if group is None else group.full | group.partial

    def homes(self, base: frozenset[str] | None) -> frozenset[PlaceCode] | None:
        """The countries in which somebody with this answer is established; None: it may be any."""
        countries = {self.countries[code] for code in base or ()}
        known = frozenset(country for country in countries if country is not None)
        return known if base is not None and len(known) == len(countries) else None

    def country(self, code: PlaceCode) -> PlaceCode | None:
        """The country that a place, or all of a group, lies in; None: the group spans several."""
        return self.countries[code]

    def countries_of(self, code: PlaceCode) -> frozenset[PlaceCode]:
        """The country that a place lies in, or all those that a group spans."""
        country = self.countries[code]
        if country is not None:
            return frozenset({country})
        group = self.members[GroupId(code)]
        return frozenset(self.tree.country(member) for member in group.full | group.partial)


def _holding(
    members: Mapping[GroupId, Ground],
) -> dict[PlaceCode, tuple[tuple[GroupId, ...], tuple[GroupId, ...]]]:
    full: dict[PlaceCode, list[GroupId]] = {}
    partial: dict[PlaceCode, list[GroupId]] = {}
    for group, ground in members.items():
        for code in ground.full:
            full.setdefault(code, []).append(group)
        for code in ground.partial:
            partial.setdefault(code, []).append(group)
    return {code: (tuple(full.get(code, ())), tuple(partial.get(code, ()))) for code in full.keys() | partial.keys()}
