"""Is this place within that area? Places form a tree; an area is what groups and places of a list add up to on a day.

A subdivision that the tree does not know, as "CA-ON", is a place of its own below its country."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, NewType

from .answers import PlaceCode
from .days import DAY
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
    is_community: bool = False
    """Whether it is people rather than ground: no two Communities have a member in common."""
    state: PlaceCode | None = None
    """The country to which a territory with a code of its own belongs."""


@dataclass(frozen=True, slots=True)
class Period:
    """A group's members while it holds; both days count, None is an open end."""

    since: date | None
    until: date | None
    full: frozenset[PlaceCode]
    partial: frozenset[PlaceCode] = frozenset()
    """Members that count only in part: whether somebody there belongs is not known from the place alone."""
    joining: frozenset[PlaceCode] = frozenset()
    """Members that may join, but not lead."""
    without: frozenset[PlaceCode] = frozenset()
    """What lies in the members and does not count."""

    @property
    def ground(self) -> "Ground":
        return Ground(self.full, self.partial, self.joining, self.without)

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Area:
    """Groups and places by name, as an instrument or a rule lists them. Nothing listed: no demand."""

    groups: tuple[GroupId, ...] = ()
    places: tuple[PlaceCode, ...] = ()
    joining: bool = False
    """Whether members that may join, but not lead, count too."""

    def __bool__(self) -> bool:
        return bool(self.groups or self.places)


@dataclass(frozen=True, slots=True)
class Ground:
    """An area on a day: the places that lie in it, those that do in part, those that may only join, and what is excepted.

    What a place lies in decides, up to the nearest exception."""

    full: frozenset[PlaceCode]
    partial: frozenset[PlaceCode]
    joining: frozenset[PlaceCode] = frozenset()
    without: frozenset[PlaceCode] = frozenset()

    @property
    def members(self) -> frozenset[PlaceCode]:
        return self.full | self.partial | self.joining


NOWHERE = Ground(frozenset(), frozenset())


class PlaceTree:
    """All places, and the questions about them. Asking for a code that lies in no country of the tree raises KeyError."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: Mapping[PlaceCode, Place] = {place.code: place for place in places}
        self.children: dict[PlaceCode, list[PlaceCode]] = {code: [] for code in self.places}
        for place in self.places.values():
            if place.parent is not None:
                self.children[place.parent].append(place.code)
        self._atlases: Atlases | None = None
        self._line: dict[PlaceCode, tuple[PlaceCode, ...]] = {code: self._upwards(code) for code in self.places}

    def atlases(self, groups: Mapping[GroupId, tuple[Period, ...]]) -> "Atlases":
        """Those of some groups. Rulesets that share the tree and the groups share what was worked out of them."""
        found = self._atlases
        if found is None or found.groups is not groups:
            found = self._atlases = Atlases(self, groups)
        return found

    def _upwards(self, code: PlaceCode) -> tuple[PlaceCode, ...]:
        line: list[PlaceCode] = []
        step: PlaceCode | None = code
        while step is not None:
            line.append(step)
            step = self.places[step].parent
        return tuple(line)

    def __contains__(self, code: str) -> bool:
        """Whether it is a place: one of the tree, or a subdivision of one of its countries."""
        return code in self.places or country_in(code) in self.places

    def place(self, code: PlaceCode) -> Place:
        known = self.places.get(code)
        return known or Place(code, country=self.places[country_in(code)].code, parent=country_in(code))

    def line(self, code: PlaceCode) -> tuple[PlaceCode, ...]:
        """The place and all that it lies in, nearest first."""
        return self._line.get(code) or (code, *self._line[country_in(code)])

    def inside(self, code: PlaceCode) -> list[PlaceCode]:
        """The places of the tree that lie in it, not counting what lies in those."""
        return self.children.get(code, [])

    def country(self, code: PlaceCode) -> PlaceCode:
        return self.place(code).country

    def is_country(self, code: PlaceCode) -> bool:
        return self.country(code) == code

    def state(self, country: PlaceCode) -> PlaceCode:
        """The state of a territory; a country itself."""
        return self.place(country).state or country

    def is_divided(self, code: PlaceCode) -> bool:
        """Whether a nearer answer than this place can be given."""
        return bool(self.inside(code) or self.sharing(code))

    def within(self, code: PlaceCode, ground: Ground) -> Truth:
        """MET: all of the place lies in the ground. UNKNOWN: it is too coarse, or shares ground with what does.

        "Hauts-de-France" against "France" is met, "France" against "Hauts-de-France" is unknown. An exception leaves the place
        right around it unknown; a larger one stays met."""
        place = self.place(code)
        in_part = False
        for step in self.line(code):
            if step in ground.full:
                return Truth.MET if ground.without.isdisjoint(self.inside(code)) else Truth.UNKNOWN
            in_part = in_part or step in ground.partial
            if step in ground.without:
                return Truth.UNKNOWN if in_part else Truth.NOT_MET
        if in_part:
            return Truth.UNKNOWN
        below = [self.within(child, ground) for child in self.inside(code)]
        if below and place.is_covered and all_of(below) is Truth.MET:
            return Truth.MET
        if any_of(below) is not Truth.NOT_MET:
            return Truth.UNKNOWN
        return Truth.of(False) if not self._shares(place, ground) else Truth.UNKNOWN

    def excepted(self, grounds: Sequence[Ground]) -> frozenset[PlaceCode]:
        """What the exceptions leave out of these grounds together: not what lies in another one of them."""
        return frozenset(
            code
            for one in grounds
            for code in one.without
            if not any(other.members.intersection(self.line(code)) for other in grounds if other is not one)
            and code not in one.members
        )

    def sharing(self, code: PlaceCode) -> tuple[PlaceCode, ...]:
        """The places with which this one may share ground by way of what it lies in. Communities share nobody."""
        line = self.line(code)
        others = [other for one in line for other in self.place(one).overlaps if other not in line]
        if self.place(code).is_community:
            others = [other for other in others if not self.place(other).is_community]
        return tuple(others)

    def below(self, code: PlaceCode) -> Iterator[PlaceCode]:
        """All that lies in a place."""
        for child in self.inside(code):
            yield child
            yield from self.below(child)

    def _shares(self, place: Place, ground: Ground) -> bool:
        reach = ground.full | ground.partial
        if place.is_community:
            communities = frozenset(one for one in reach if self.place(one).is_community)
            # What counts in part beside another Community does so for its people alone.
            reach = (ground.full if communities & ground.full else reach) - communities
        return any(
            not reach.isdisjoint(self.line(other)) or any(other in self.line(member) for member in reach)
            for other in self.sharing(place.code)
        )


def country_in(code: str) -> PlaceCode:
    """The country that the code of a subdivision begins with."""
    return PlaceCode(code.partition("-")[0])


@dataclass(frozen=True, slots=True)
class Atlas:
    """The tree and the groups that hold on one day; answers are remembered, for the same few areas are asked often.

    A group has no members before its period. After the last of them nobody knows them: those that it had last count in part. As
    somebody's answer it stands for those."""

    tree: PlaceTree
    members: Mapping[GroupId, Ground]
    meant: Mapping[GroupId, Ground]
    """The members for which each group stands as an answer."""
    countries: Mapping[str, PlaceCode | None]
    """The country that each place, or all of each group, lies in; None: the group spans several."""
    holding: Mapping[PlaceCode, "Holding"]
    """The groups of which each place is a member, one in part, or one that may only join."""
    others: "Atlases | None" = None
    _grounds: dict[Area, Ground] = field(default_factory=dict)
    _named: dict[Area, Ground] = field(default_factory=dict)
    _within: dict[tuple[PlaceCode, Area, bool], Truth] = field(default_factory=dict)
    _spreads: dict[tuple[PlaceCode, Area], "Spread"] = field(default_factory=dict)

    @classmethod
    def on(cls, day: date, tree: PlaceTree, groups: Mapping[GroupId, tuple[Period, ...]]) -> "Atlas":
        members, meant = {}, {}
        for group, periods in groups.items():
            held = next((period for period in periods if period.holds(day)), None)
            members[group] = held.ground if held else _after(periods, day)
            meant[group] = held.ground if held else _nearest_in_time(periods, day)
        countries: dict[str, PlaceCode | None] = {place.code: place.country for place in tree.places.values()}
        for group, ground in meant.items():
            inside = {tree.country(member) for member in ground.members}
            countries[group] = inside.pop() if len(inside) == 1 else None
        return cls(tree, members, meant, countries, _holding(members))

    def ground(self, area: Area) -> Ground:
        found = self._grounds.get(area)
        if found is None:
            grounds = [self.members[group] for group in area.groups]
            full = frozenset(area.places).union(*(ground.full for ground in grounds))
            joining = frozenset[PlaceCode]().union(*(ground.joining for ground in grounds)) - full
            if area.joining:
                full, joining = full | joining, frozenset()
            partial = frozenset[PlaceCode]().union(*(ground.partial for ground in grounds)) - full
            named = Ground(frozenset(area.places), frozenset())
            found = self._grounds[area] = Ground(full, partial, joining, self.tree.excepted([*grounds, named]))
        return found

    def named(self, area: Area) -> Ground:
        """The part of an area that is named more closely than by its country in a group: Wallonia in "abroad"."""
        found = self._named.get(area)
        if found is None:
            ground, own = self.ground(area), frozenset(area.places)
            found = Ground(
                frozenset(code for code in ground.full if code in own or not self.tree.is_country(code)),
                frozenset(code for code in ground.partial if not self.tree.is_country(code)),
                without=ground.without,
            )
            self._named[area] = found
        return found

    def names_beyond(self, area: Area, home: Area) -> bool:
        """Whether an area names anything, more closely than by its country, that another area does not hold as well."""
        named, partial = self.named(area), self.ground(home).partial
        return any(
            self.within(code, home) is not Truth.MET and not (code in named.partial and code in partial)
            for code in named.full | named.partial
        )

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
        group = self.meant.get(GroupId(code))
        if group is None:
            return self.tree.within(code, ground)
        if self.members[GroupId(code)].members and GroupId(code) in area.groups and group.full <= ground.full:
            return Truth.MET
        truths = {self.tree.within(member, ground) for member in group.members}
        return truths.pop() if len(truths) == 1 else Truth.UNKNOWN

    def __contains__(self, code: str) -> bool:
        """Whether it is a place or a group."""
        return code in self.countries or code in self.tree

    def at(self, day: date) -> "Atlas":
        """That of another day."""
        return self.others.on(day) if self.others else self

    def spread(self, code: PlaceCode, area: Area) -> "Spread":
        """Whether the members of a group lie in an area; an empty one is the whole world."""
        found = self._spreads.get((code, area))
        if found is None:
            members: dict[PlaceCode, list[PlaceCode]] = {}
            for member in self.places_of(code):
                members.setdefault(self.tree.country(member), []).append(member)
            truths = {
                country: {self.within(one, area) if area else Truth.MET for one in those}
                for country, those in members.items()
            }
            countries = Counter(truth for said in truths.values() for truth in said)
            found = self._spreads[code, area] = Spread(members, truths, countries)
        return found

    def countries_in(self, area: Area) -> frozenset[PlaceCode]:
        """The countries in which an area lies, in part or whole; of those that may only join, where the area counts them."""
        ground = self.ground(area)
        return frozenset(self.tree.country(code) for code in ground.full | ground.partial)

    def places_of(self, code: PlaceCode) -> frozenset[PlaceCode]:
        """The members of a group, in part or whole; of a place that place."""
        group = self.meant.get(GroupId(code))
        return frozenset({code}) if group is None else group.members

    def is_divided(self, code: str) -> bool:
        """Whether a nearer answer than this place or group can be given."""
        return GroupId(code) in self.meant or self.tree.is_divided(PlaceCode(code))

    def is_settled_nearer(self, code: str, area: Area) -> bool:
        """Whether a nearer answer than this place or group can be given, and one at least does or does not lie in the area."""
        place = PlaceCode(code)
        if GroupId(code) in self.meant or not self.ground(area).partial.intersection(self.tree.line(place)):
            return self.is_divided(code)
        nearer = (*self.tree.below(place), *self.tree.sharing(place))
        return any(self.within(one, area) is not Truth.UNKNOWN for one in nearer)

    def homes(self, base: frozenset[str] | None) -> frozenset[PlaceCode] | None:
        """The countries in which somebody with this answer is established; None: it may be any."""
        countries = {self.country(PlaceCode(code)) for code in base or ()}
        known = frozenset(country for country in countries if country is not None)
        return known if base is not None and len(known) == len(countries) else None

    def country(self, code: PlaceCode) -> PlaceCode | None:
        """The country that a place, or all of a group, lies in; None: the group spans several."""
        return self.countries[code] if code in self.countries else self.tree.country(code)

    def counted(self, code: PlaceCode, area: Area) -> PlaceCode | None:
        """As which country a place counts where several are asked: a territory as its state, so that France and Réunion are one,
        unless the area lists it by itself; None: a group that spans several."""
        country = self.country(code)
        return country if country is None or country in area.places else self.tree.state(country)

    def countries_of(self, code: PlaceCode) -> frozenset[PlaceCode]:
        """The country that a place lies in, or all those that a group spans."""
        country = self.country(code)
        if country is not None:
            return frozenset({country})
        return frozenset(self.tree.country(member) for member in self.places_of(code))


class Spread(NamedTuple):
    """What members of a group are towards an area, by their country, and in how many countries each occurs."""

    members: Mapping[PlaceCode, Collection[PlaceCode]]
    truths: Mapping[PlaceCode, Collection[Truth]]
    countries: Mapping[Truth, int]


class Atlases:
    """The atlas of each day. Days between which no group changes have one and the same."""

    def __init__(self, tree: PlaceTree, groups: Mapping[GroupId, tuple[Period, ...]]) -> None:
        self._tree = tree
        self.groups = groups
        periods = [period for those in groups.values() for period in those]
        turns = {one.since for one in periods if one.since} | {one.until + DAY for one in periods if one.until}
        self._turns = sorted(turns)
        self._made: dict[int, Atlas] = {}

    def on(self, day: date) -> Atlas:
        number = bisect_right(self._turns, day)
        if number not in self._made:
            self._made[number] = replace(Atlas.on(day, self._tree, self.groups), others=self)
        return self._made[number]

    def turns(self, areas: Iterable[Area], day: date) -> tuple[date, ...]:
        """The days after this one on which what lies in one of the areas changes."""
        asked = [area for area in areas if area]
        before = [self.on(day).ground(area) for area in asked]
        found = []
        for turn in self._turns if asked else ():
            if turn > day:
                after = [self.on(turn).ground(area) for area in asked]
                if after != before:
                    found.append(turn)
                before = after
        return tuple(found)


@dataclass(slots=True)
class Holding:
    """The groups of which one place is a member, one in part, and one that may only join."""

    full: tuple[GroupId, ...] = ()
    partial: tuple[GroupId, ...] = ()
    joining: tuple[GroupId, ...] = ()


def _nearest_in_time(periods: Iterable[Period], day: date) -> Ground:
    """The members that a group had last, or else those that it will have."""
    past = [one for one in periods if one.until is not None and one.until < day]
    if past:
        return max(past, key=lambda one: one.until or date.min).ground
    coming = [one for one in periods if one.since is not None and one.since > day]
    return min(coming, key=lambda one: one.since or date.max).ground if coming else NOWHERE


def _after(periods: Iterable[Period], day: date) -> Ground:
    """The members on a day outside every period: of a list that has ended those that it had last, of which nobody knows whether
    a next one holds them; none of one that is still to come or stands still."""
    last = max(periods, key=lambda one: one.until or date.max, default=None)
    if last is None or last.until is None or day <= last.until:
        return NOWHERE
    return Ground(frozenset(), last.full | last.partial | last.joining, without=last.without)


def _holding(members: Mapping[GroupId, Ground]) -> dict[PlaceCode, Holding]:
    found: dict[PlaceCode, Holding] = {}
    for group, ground in members.items():
        for code in ground.full:
            found.setdefault(code, Holding()).full += (group,)
        for code in ground.partial:
            found.setdefault(code, Holding()).partial += (group,)
        for code in ground.joining:
            found.setdefault(code, Holding()).joining += (group,)
    return found
