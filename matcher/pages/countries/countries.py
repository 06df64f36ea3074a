"""Working with a country or a region: which routes name it, through which groups, and who knows the way there.

A route is "for a place" here exactly when the catalogue's filter on places says so (`routes.days.RoutesOnDay.may_be_at`)."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from catalogue.editions.search.words import folded
from catalogue.entries.example import ExampleEntry
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.vocabulary import GroupKind, Kind
from matcher.answers.advisers import advisers_of_route
from matcher.engine.answers import BASE, PlaceCode
from matcher.engine.places import Area, GroupId, Period
from matcher.engine.truth import Truth
from matcher.pages.countries.practice import Practice, practice_in
from matcher.pages.questionnaire.places_to_pick import FEW, OWN_LEVEL, own_calls
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.shown import RouteShown, route_shown
from matcher.pages.routes.timetable import RouteLine, route_lines
from matcher.rules.site import Site
from matcher.speech.statistics import StatisticShown, statistics_of_place
from matcher.speech.world import PART_NAMES, part_of_the_world
from matcher.speech.writing import in_a_sentence

TOLD_ELSEWHERE = (GroupKind.BASE, GroupKind.POLICY_PRIORITY)
"""Groups that are not told among those a place belongs to: where applicants live, and priorities, which stand apart."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A group that holds a place, or a part of it, over a period."""

    slug: str
    name: str
    legal_name: str
    """"" where it is the everyday one."""
    kind: str
    note: str
    since: date | None
    until: date | None
    is_partial: bool
    size: int
    """How many places the group holds."""


@dataclass(frozen=True, slots=True)
class Priority:
    """The lists of priorities that name a place, the shortest first: those of the day, or else the last ones before it."""

    current: tuple[Belonging, ...]
    before: tuple[Belonging, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A line of the list. `closer` of the routes name it, or a group that holds it; the others are for the whole world."""

    code: str
    name: str
    routes: int
    closer: int
    has_own_call: bool
    priority: Priority


@dataclass(frozen=True, slots=True)
class Via:
    """The routes that hold for a place because a group holds it."""

    group: str
    lines: tuple[RouteLine, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region or Community with routes of its own."""

    code: str
    name: str
    lines: tuple[RouteLine, ...]


@dataclass(frozen=True, slots=True)
class RoutesForPlace:
    """The routes for a place, each once: from those that name it to those for the whole world."""

    between: tuple[RouteLine, ...]
    """Bilateral ones."""
    residencies: tuple[RouteLine, ...]
    named: tuple[RouteLine, ...]
    via: tuple[Via, ...]
    anywhere: int

    @property
    def close(self) -> tuple[RouteLine, ...]:
        return (*self.between, *self.residencies, *self.named)

    @property
    def through_groups(self) -> int:
        return sum(len(one.lines) for one in self.via)

    @property
    def total(self) -> int:
        return len(self.close) + self.through_groups + self.anywhere


@dataclass(frozen=True, slots=True)
class OrganisationNamed:
    name: str
    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class ExampleShown:
    """A project that was funded. `paid_by` are the routes that did; where that is not known, `programme` may be, else ""."""

    slug: str
    title: str
    lead: str
    period: str
    summary: str
    paid_by: tuple[RouteShown, ...]
    programme: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page of one place shows."""

    code: str
    name: str
    placed: str
    """Its name inside a sentence."""
    lies_in: tuple[tuple[str, str], ...]
    """Codes and names of the places around it, the largest first."""
    is_home: bool
    practice: Practice
    routes: RoutesForPlace
    regions: tuple[Region, ...]
    priority: Priority
    belongs: tuple[Belonging, ...]
    advisers: tuple[OrganisationNamed, ...]
    there: tuple[OrganisationNamed, ...]
    examples: tuple[ExampleShown, ...]
    statistics: tuple[StatisticShown, ...]


def code_of(site: Site, given: str) -> str | None:
    """The code of a place, however its capitals are written; also by that of one that was merged into it."""
    known = {**site.words.former_places, **{str(code): str(code) for code in site.ruleset.places.places}}
    return next((now for code, now in known.items() if code.casefold() == given.casefold()), None)


def by_part(site: Site, on: date) -> tuple[tuple[str, tuple[Country, ...]], ...]:
    """All countries under the parts of the world, in the active language."""
    return site.kept(_by_part, on, get_language())


def _by_part(site: Site, on: date, language: str) -> tuple[tuple[str, tuple[Country, ...]], ...]:
    day = RoutesOnDay.of(site, on)
    compiled = day.compiled
    tree = compiled.ruleset.places
    areas = Counter(one.where for one in compiled.instruments)
    worldwide = site.kept(_worldwide, on)
    own = {tree.country(PlaceCode(code)) for code in own_calls(site, compiled)}
    priorities = priority_groups(site)
    found: dict[str, list[Country]] = {part: [] for part in PART_NAMES}
    for code, place in tree.places.items():
        if place.parent is not None:
            continue
        held = [area for area in areas if not area or compiled.atlas.within(code, area) is not Truth.NOT_MET]
        country = Country(
            code=code,
            name=site.words.place(code),
            routes=sum(areas[area] for area in held),
            closer=sum(areas[area] for area in held if area not in worldwide),
            has_own_call=code in own,
            priority=priority_of(site, day, code, priorities),
        )
        found[part_of_the_world(code)].append(country)
    return tuple(
        (str(label), tuple(sorted(countries, key=lambda one: folded(one.name))))
        for part, label in PART_NAMES.items()
        if (countries := found[part])
    )


def sheet_of(site: Site, day: RoutesOnDay, code: str) -> Sheet:
    tree = day.compiled.ruleset.places
    place = PlaceCode(code)
    routes = sorted_routes(site, day, place)
    inside = [one for one in tree.places if place in tree.line(one) and one != place]
    home = {tree.country(PlaceCode(one.value)) for one in site.words.options_of(BASE) if one.value in tree.places}
    is_home = tree.country(place) in home
    close = [line.route.entry for line in routes.close]
    around = sorted((one for one in tree.line(place) if one != place), key=lambda one: len(tree.line(one)))
    return Sheet(
        code=code,
        name=site.words.place(code),
        placed=in_a_sentence(code, site.words.place(code)),
        lies_in=tuple((one, site.words.place(one)) for one in around),
        is_home=is_home,
        practice=practice_in(site, day, place, is_home=is_home),
        routes=routes,
        regions=regions_with_routes(site, day, inside, routes.close),
        priority=priority_of(site, day, place, priority_groups(site)),
        belongs=belongings(site, day, place),
        advisers=advisers_on(site, close),
        there=() if is_home else organisations_in(site, code),
        examples=examples_of(site, None if is_home else code, close),
        statistics=statistics_of_place(site, code),
    )


def sorted_routes(site: Site, day: RoutesOnDay, place: PlaceCode) -> RoutesForPlace:
    """The nearest sort that a route answers to is the one it stands under."""
    compiled = day.compiled
    worldwide = site.kept(_worldwide, compiled.on)
    found: dict[str, list[str]] = {"between": [], "residencies": [], "named": []}
    via: dict[GroupId, list[str]] = {}
    anywhere = 0
    for one in compiled.instruments:
        if not day.may_be_at(one.id, [place]):
            continue
        by_name = any(is_near(day, place, named) for named in one.where.places)
        if one.where in worldwide and not by_name:
            anywhere += 1
        elif by_name and site.words.kinds[one.id] == Kind.RESIDENCY:
            found["residencies"].append(one.id)
        elif site.words.levels[one.id] == OWN_LEVEL:
            found["between"].append(one.id)
        elif by_name or not one.where.groups:
            found["named"].append(one.id)
        else:
            via.setdefault(group_with(day, place, one.where), []).append(one.id)
    slugs = [slug for slugs in (*found.values(), *via.values()) for slug in slugs]
    lines = route_lines(slugs, day)

    def pick(chosen: Collection[str]) -> tuple[RouteLine, ...]:
        return tuple(line for line in lines if line.route.slug in chosen)

    groups = [Via(site.words.place(group), pick(slugs)) for group, slugs in via.items()]
    return RoutesForPlace(
        between=pick(found["between"]),
        residencies=pick(found["residencies"]),
        named=pick(found["named"]),
        via=tuple(sorted(groups, key=lambda one: (-len(one.lines), one.group))),
        anywhere=anywhere,
    )


def is_near(day: RoutesOnDay, place: PlaceCode, named: PlaceCode) -> bool:
    """Whether one of the two lies in the other."""
    tree = day.compiled.ruleset.places
    return place in tree.line(named) or named in tree.line(place)


def _worldwide(site: Site, on: date) -> frozenset[Area]:
    """The areas of routes that are as good as the whole world."""
    day = RoutesOnDay.of(site, on)
    return frozenset(area for area in {one.where for one in day.compiled.instruments} if is_the_world(day, area))


def is_the_world(day: RoutesOnDay, area: Area) -> bool:
    """Whether an area holds more than half of all countries, or makes no demand."""
    tree = day.compiled.ruleset.places
    countries = sum(1 for place in tree.places.values() if place.parent is None)
    held = sum(1 for code in day.compiled.atlas.ground(area).full if tree.is_country(code))
    return not area or 2 * held > countries


def group_with(day: RoutesOnDay, place: PlaceCode, area: Area) -> GroupId:
    """The first of an area's groups that holds the place, or may."""
    atlas = day.compiled.atlas
    holding = (group for group in area.groups if atlas.within(place, Area((group,))) is not Truth.NOT_MET)
    return next(holding, area.groups[0])


def regions_with_routes(
    site: Site, day: RoutesOnDay, inside: Iterable[PlaceCode], close: Collection[RouteLine]
) -> tuple[Region, ...]:
    """The places inside that a route names, or that are one of few in the group that it names."""
    atlas = day.compiled.atlas
    where = {str(one.id): one.where for one in day.compiled.instruments}

    def is_for(line: RouteLine, code: PlaceCode) -> bool:
        area = where[line.route.slug]
        ground = atlas.ground(area).full
        return code in area.places or (code in ground and len(ground) <= FEW)

    regions = (
        Region(code, site.words.place(code), tuple(one for one in close if is_for(one, code))) for code in inside
    )
    return tuple(sorted((one for one in regions if one.lines), key=lambda one: folded(one.name)))


def priority_groups(site: Site) -> tuple[GroupEntry, ...]:
    return tuple(one for one in site.all(GroupEntry).values() if one.kind == GroupKind.POLICY_PRIORITY)


def priority_of(site: Site, day: RoutesOnDay, place: PlaceCode, groups: Iterable[GroupEntry]) -> Priority:
    on = day.compiled.on
    found = sorted((one for group in groups for one in over_time(site, place, group)), key=lambda one: one.size)
    current = tuple(one for one in found if holds(one, on))
    past = [one for one in found if one.until and one.until < on]
    last = max((one.until for one in past if one.until), default=None)
    return Priority(current, () if current else tuple(one for one in past if one.until == last))


def holds(one: Belonging, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on <= one.until)


def over_time(site: Site, place: PlaceCode, group: GroupEntry) -> list[Belonging]:
    """A group with each of its periods in which it holds the place, or a part of it."""
    found = []
    for period in site.ruleset.groups[GroupId(group.id)]:
        truth = within(site, place, period)
        if truth is not Truth.NOT_MET:
            found.append(
                Belonging(
                    slug=group.id,
                    name=str(group.name),
                    legal_name=str(group.legal_name or ""),
                    kind=str(group.kind.label),
                    note=str(group.note or ""),
                    since=period.since,
                    until=period.until,
                    is_partial=truth is Truth.UNKNOWN,
                    size=len(period.full | period.partial),
                )
            )
    return found


def within(site: Site, place: PlaceCode, period: Period) -> Truth:
    return site.ruleset.places.within(place, period.ground)


def belongings(site: Site, day: RoutesOnDay, place: PlaceCode) -> tuple[Belonging, ...]:
    """The groups that hold the place on the day; not those that are nothing but a part of it."""
    tree = site.ruleset.places
    atlas = day.compiled.atlas

    def is_inside(group: GroupEntry) -> bool:
        ground = atlas.members[GroupId(group.id)]
        members = ground.members
        return all(place in tree.line(member) for member in members)

    told = (group for group in site.all(GroupEntry).values() if group.kind not in TOLD_ELSEWHERE)
    groups = sorted(told, key=lambda group: (group.kind.value, group.id))
    return tuple(
        one
        for group in groups
        if not is_inside(group)
        for one in over_time(site, place, group)
        if holds(one, day.compiled.on)
    )


def advisers_on(site: Site, routes: Iterable[InstrumentEntry]) -> tuple[OrganisationNamed, ...]:
    """The one or two whom one would call about each of these routes, those for most of them first."""
    times = Counter(one.id for route in routes for one in advisers_of_route(site, route).all)
    found = site.named(OrganisationEntry, times)
    return tuple(organisation_named(one) for one in sorted(found, key=lambda one: (-times[one.id], one.id)))


def organisations_in(site: Site, country: str) -> tuple[OrganisationNamed, ...]:
    found = site.all(OrganisationEntry).values()
    return tuple(organisation_named(one) for one in found if one.country == country and one.stands_today)


def organisation_named(entry: OrganisationEntry) -> OrganisationNamed:
    return OrganisationNamed(str(entry.name), reverse("organisation", args=[entry.id]), str(entry.kind.label))


def examples_of(site: Site, country: str | None, routes: Iterable[InstrumentEntry]) -> tuple[ExampleShown, ...]:
    """Projects that were funded with the country, or by one of the routes."""
    slugs = {route.id for route in routes}
    found = site.all(ExampleEntry).values()
    return tuple(
        example_shown(site, one) for one in found if country in one.countries or slugs.intersection(one.paid_by)
    )


def example_shown(site: Site, entry: ExampleEntry) -> ExampleShown:
    programme = site.get(ProgrammeEntry, entry.programme or "")
    return ExampleShown(
        slug=entry.id,
        title=entry.title,
        lead=entry.lead.name if entry.lead else "",
        period=entry.period,
        summary=str(entry.summary),
        paid_by=tuple(route_shown(site, one.id) for one in site.named(InstrumentEntry, entry.paid_by)),
        programme=str(programme.name) if programme else "",
    )
