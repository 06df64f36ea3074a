"""The places of an edition, as the engine's: their tree, members of groups over time, the area that an entry names."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from catalogue.editions.edition import Edition
from catalogue.entries.group import GroupEntry, PeriodEntry
from catalogue.entries.partnership import SideEntry
from catalogue.entries.pay import UnitEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.where import BasedInEntry, WhereEntry
from catalogue.vocabulary import MemberRole, PlaceKind
from matcher.engine.answers import PlaceCode
from matcher.engine.days import DAY
from matcher.engine.places import Area, Ground, GroupId, Period, Place, PlaceTree
from matcher.rules.entries import ConditionEntry


def tree_of(places: Mapping[str, PlaceEntry]) -> PlaceTree:
    def country(code: str) -> PlaceCode:
        while parent := places[code].parent:
            code = parent
        return PlaceCode(code)

    return PlaceTree(
        Place(
            code=PlaceCode(code),
            country=country(code),
            parent=PlaceCode(place.parent) if place.parent else None,
            overlaps=frozenset(PlaceCode(other) for other in place.overlaps),
            is_covered=place.is_covered_by_children,
            is_community=place.kind == PlaceKind.COMMUNITY,
            state=PlaceCode(place.state) if place.state else None,
        )
        for code, place in places.items()
    )


def groups_of(edition: Edition) -> dict[GroupId, tuple[Period, ...]]:
    """Each group's members, for every stretch of days in which neither they nor those of a group that it includes change."""
    lists = Members(edition)
    return {GroupId(group): lists.periods(group) for group in edition.all(GroupEntry)}


class Members:
    """The members of groups on a day, those of the groups that they include among them."""

    def __init__(self, edition: Edition) -> None:
        self._groups = edition.all(GroupEntry)
        places = edition.all(PlaceEntry)
        self._countries = frozenset(PlaceCode(code) for code, one in places.items() if one.kind == PlaceKind.COUNTRY)
        self._territories: dict[str, list[PlaceCode]] = {}
        for code, place in places.items():
            if place.state:
                self._territories.setdefault(place.state, []).append(PlaceCode(code))
        self._tree = tree_of(places)

    def periods(self, group: str) -> tuple[Period, ...]:
        turns = [None, *sorted(self._turns(group, frozenset()))]
        found: list[Period] = []
        for since, following in pairwise([*turns, None]):
            until = following - DAY if following else None
            ground = self._on(group, since or (until or date.max), frozenset())
            if ground is None:
                continue
            last = found[-1] if found else None
            if last and last.ground == ground and last.until is not None and since == last.until + DAY:
                found[-1] = replace(last, until=until)
            else:
                found.append(Period(since, until, ground.full, ground.partial, ground.joining, ground.without))
        return tuple(found)

    def _turns(self, group: str, above: frozenset[str]) -> set[date]:
        """The days on which anything about a group begins to be otherwise."""
        found: set[date] = set()
        for period in self._groups[group].periods:
            days = [(period.holds_from, period.holds_until), *[(one.since, one.until) for one in period.limited]]
            found |= {since for since, _until in days if since}
            found |= {until + DAY for _since, until in days if until and until < date.max}
            for other in period.includes:
                if other in self._groups and other not in above:
                    found |= self._turns(other, above | {group})
        return found

    def _on(self, group: str, day: date, above: frozenset[str]) -> Ground | None:
        """None: no list of the group holds on the day."""
        period = next((one for one in self._groups[group].periods if holds(one.holds_from, one.holds_until, day)), None)
        if period is None:
            return None
        inside = [
            ground
            for other in period.includes
            if other in self._groups and other not in above
            if (ground := self._on(other, day, above | {group})) is not None
        ]
        grounds = [self._own(period, day), *inside]
        full = frozenset[PlaceCode]().union(*(one.full for one in grounds))
        joining = frozenset[PlaceCode]().union(*(one.joining for one in grounds)) - full
        partial = frozenset[PlaceCode]().union(*(one.partial for one in grounds)) - full
        return Ground(full, partial, joining, self._tree.excepted(grounds))

    def _own(self, period: PeriodEntry, day: date) -> Ground:
        excepted = frozenset(PlaceCode(code) for code in period.except_places)
        named = [one for one in period.limited if holds(one.since, one.until, day)]
        full = {PlaceCode(code) for code in period.places}
        full |= {PlaceCode(one.place) for one in named if not one.is_partial and one.role == MemberRole.FULL}
        joining = {PlaceCode(one.place) for one in named if not one.is_partial and one.role == MemberRole.JOINS}
        partial = {PlaceCode(one.place) for one in named if one.is_partial}
        if period.all_countries:
            full |= self._countries - partial - joining
        if period.with_territories:
            for those in (full, joining, partial):
                those |= {code for state in those for code in self._territories.get(state, ())}
        members = frozenset(full | joining | partial) - excepted
        inside = {code for code in excepted if members.intersection(self._tree.line(code))}
        return Ground(
            frozenset(full) - excepted,
            frozenset(partial - full) - excepted,
            frozenset(joining - full) - excepted,
            frozenset(inside),
        )


def holds(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def area_of(named: WhereEntry | BasedInEntry | SideEntry | UnitEntry | ConditionEntry) -> Area:
    return Area(tuple(sorted(map(GroupId, named.groups))), tuple(sorted(map(PlaceCode, named.places))))
