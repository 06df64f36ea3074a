"""Working with a country or a region: which routes name it, through which groups, and who knows the way there.

A route is "for a place" here exactly when the catalogue's filter on places says so (`routes.Day.may_be_at`)."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from catalogue.editions.search import folded
from catalogue.models import Example, Instrument, Organisation, PlaceGroup
from catalogue.vocabulary import GroupKind, Kind
from matcher.engine.answers import BASE, PlaceCode
from matcher.engine.places import Area, Ground, GroupId, Period
from matcher.engine.truth import Truth
from matcher.pages.questionnaire.places_to_pick import FEW, OWN_LEVEL, own_calls
from matcher.pages.routes.routes import Day
from matcher.pages.routes.timetable import Line, lines
from matcher.rules.current import Current
from matcher.speech.world import PART_NAMES, WorldRegion, part_of_the_world

TOLD_ELSEWHERE = (GroupKind.BASE, GroupKind.POLICY_PRIORITY)
"""Groups that are not told among those a place belongs to: where applicants live, and priorities, which stand apart."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A group that holds a place, or a part of it, over a period."""

    slug: str
    name: str
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

    now: tuple[Belonging, ...]
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
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region or Community with routes of its own."""

    code: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The routes for a place, each once: from those that name it to those for the whole world."""

    between: tuple[Line, ...]
    """Bilateral ones."""
    residencies: tuple[Line, ...]
    named: tuple[Line, ...]
    via: tuple[Via, ...]
    anywhere: int

    @property
    def close(self) -> tuple[Line, ...]:
        return (*self.between, *self.residencies, *self.named)

    @property
    def through_groups(self) -> int:
        return sum(len(one.lines) for one in self.via)

    @property
    def total(self) -> int:
        return len(self.close) + self.through_groups + self.anywhere


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page of one place shows."""

    code: str
    name: str
    lies_in: tuple[tuple[str, str], ...]
    """Codes and names of the places around it, the largest first."""
    is_home: bool
    routes: Sorted
    regions: tuple[Region, ...]
    priority: Priority
    belongs: tuple[Belonging, ...]
    advisers: tuple[Organisation, ...]
    there: tuple[Organisation, ...]
    examples: tuple[Example, ...]


def code_of(now: Current, given: str) -> str | None:
    """The code of a place, however its capitals are written."""
    return next((str(code) for code in now.ruleset.places.places if code.casefold() == given.casefold()), None)


def by_part(now: Current, day: Day) -> tuple[tuple[str, tuple[Country, ...]], ...]:
    """All countries under the parts of the world."""
    compiled = day.compiled
    tree = compiled.ruleset.places
    areas = Counter(one.where for one in compiled.instruments)
    worldwide = {area for area in areas if is_the_world(day, area)}
    own = {tree.country(PlaceCode(code)) for code in own_calls(now, compiled)}
    priorities = priority_groups()
    found: dict[WorldRegion, list[Country]] = {part: [] for part in WorldRegion}
    for code, place in tree.places.items():
        if place.parent is not None:
            continue
        held = [area for area in areas if not area or compiled.atlas.within(code, area) is not Truth.NOT_MET]
        country = Country(
            code=code,
            name=now.words.place(code),
            routes=sum(areas[area] for area in held),
            closer=sum(areas[area] for area in held if area not in worldwide),
            has_own_call=code in own,
            priority=priority_of(now, day, code, priorities),
        )
        found[part_of_the_world(code)].append(country)
    return tuple(
        (str(PART_NAMES[part]), tuple(sorted(countries, key=lambda one: folded(one.name))))
        for part, countries in found.items()
        if countries
    )


def sheet_of(now: Current, day: Day, code: str) -> Sheet:
    tree = day.compiled.ruleset.places
    place = PlaceCode(code)
    routes = sorted_routes(now, day, place)
    inside = [one for one in tree.places if place in tree.line(one) and one != place]
    home = {tree.country(PlaceCode(one.value)) for one in now.words.questions[BASE].options if one.value in tree.places}
    is_home = tree.country(place) in home
    close = [line.row for line in routes.close]
    around = sorted((one for one in tree.line(place) if one != place), key=lambda one: len(tree.line(one)))
    return Sheet(
        code=code,
        name=now.words.place(code),
        lies_in=tuple((one, now.words.place(one)) for one in around),
        is_home=is_home,
        routes=routes,
        regions=regions_with_routes(now, day, inside, routes.close),
        priority=priority_of(now, day, place, priority_groups()),
        belongs=belongings(now, day, place),
        advisers=advisers_on(close),
        there=() if is_home else organisations_in(code),
        examples=examples_of(None if is_home else code, close),
    )


def sorted_routes(now: Current, day: Day, place: PlaceCode) -> Sorted:
    """The nearest sort that a route answers to is the one it stands under."""
    compiled = day.compiled
    worldwide = {area for area in {one.where for one in compiled.instruments} if is_the_world(day, area)}
    found: dict[str, list[str]] = {"between": [], "residencies": [], "named": []}
    via: dict[GroupId, list[str]] = {}
    anywhere = 0
    for one in compiled.instruments:
        if not day.may_be_at(one.id, [place]):
            continue
        by_name = any(is_near(day, place, named) for named in one.where.places)
        if one.where in worldwide and not by_name:
            anywhere += 1
        elif by_name and now.words.kinds[one.id] == Kind.RESIDENCY:
            found["residencies"].append(one.id)
        elif now.words.levels[one.id] == OWN_LEVEL:
            found["between"].append(one.id)
        elif by_name or not one.where.groups:
            found["named"].append(one.id)
        else:
            via.setdefault(group_with(day, place, one.where), []).append(one.id)
    slugs = [slug for slugs in (*found.values(), *via.values()) for slug in slugs]
    rows = lines(Instrument.objects.published().filter(slug__in=slugs).prefetch_related("help"), day)

    def pick(chosen: Collection[str]) -> tuple[Line, ...]:
        return tuple(line for line in rows if line.row.slug in chosen)

    groups = [Via(now.words.place(group), pick(slugs)) for group, slugs in via.items()]
    return Sorted(
        between=pick(found["between"]),
        residencies=pick(found["residencies"]),
        named=pick(found["named"]),
        via=tuple(sorted(groups, key=lambda one: (-len(one.lines), one.group))),
        anywhere=anywhere,
    )


def is_near(day: Day, place: PlaceCode, named: PlaceCode) -> bool:
    """Whether one of the two lies in the other."""
    tree = day.compiled.ruleset.places
    return place in tree.line(named) or named in tree.line(place)


def is_the_world(day: Day, area: Area) -> bool:
    """Whether an area holds more than half of all countries, or makes no demand."""
    tree = day.compiled.ruleset.places
    countries = sum(1 for place in tree.places.values() if place.parent is None)
    held = sum(1 for code in day.compiled.atlas.ground(area).full if tree.is_country(code))
    return not area or 2 * held > countries


def group_with(day: Day, place: PlaceCode, area: Area) -> GroupId:
    """The first of an area's groups that holds the place, or may."""
    atlas = day.compiled.atlas
    holding = (group for group in area.groups if atlas.within(place, Area((group,))) is not Truth.NOT_MET)
    return next(holding, area.groups[0])


def regions_with_routes(
    now: Current, day: Day, inside: Iterable[PlaceCode], close: Collection[Line]
) -> tuple[Region, ...]:
    """The places inside that a route names, or that are one of few in the group that it names."""
    atlas = day.compiled.atlas
    where = {one.id: one.where for one in day.compiled.instruments}

    def is_for(line: Line, code: PlaceCode) -> bool:
        area = where[line.row.slug]  # type: ignore[index]
        ground = atlas.ground(area).full
        return code in area.places or (code in ground and len(ground) <= FEW)

    regions = (Region(code, now.words.place(code), tuple(one for one in close if is_for(one, code))) for code in inside)
    return tuple(sorted((one for one in regions if one.lines), key=lambda one: folded(one.name)))


def priority_groups() -> tuple[PlaceGroup, ...]:
    return tuple(PlaceGroup.objects.filter(kind=GroupKind.POLICY_PRIORITY))


def priority_of(now: Current, day: Day, place: PlaceCode, groups: Iterable[PlaceGroup]) -> Priority:
    on = day.compiled.on
    found = sorted((one for group in groups for one in over_time(now, place, group)), key=lambda one: one.size)
    current = tuple(one for one in found if holds(one, on))
    past = [one for one in found if one.until and one.until < on]
    last = max((one.until for one in past if one.until), default=None)
    return Priority(current, () if current else tuple(one for one in past if one.until == last))


def holds(one: Belonging, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on <= one.until)


def over_time(now: Current, place: PlaceCode, group: PlaceGroup) -> list[Belonging]:
    """A group with each of its periods in which it holds the place, or a part of it."""
    found = []
    for period in now.ruleset.groups[GroupId(group.slug)]:
        truth = within(now, place, period)
        if truth is not Truth.NOT_MET:
            found.append(
                Belonging(
                    slug=group.slug,
                    name=group.name,
                    kind=group.get_kind_display(),
                    note=group.note,
                    since=period.since,
                    until=period.until,
                    is_partial=truth is Truth.UNKNOWN,
                    size=len(period.full | period.partial),
                )
            )
    return found


def within(now: Current, place: PlaceCode, period: Period) -> Truth:
    return now.ruleset.places.within(place, Ground(period.full, period.partial))


def belongings(now: Current, day: Day, place: PlaceCode) -> tuple[Belonging, ...]:
    """The groups that hold the place on the day; not those that are nothing but a part of it."""
    tree = now.ruleset.places
    atlas = day.compiled.atlas

    def is_inside(group: PlaceGroup) -> bool:
        ground = atlas.members[GroupId(group.slug)]
        members = ground.full | ground.partial
        return all(place in tree.line(member) for member in members)

    groups = PlaceGroup.objects.exclude(kind__in=TOLD_ELSEWHERE).order_by("kind", "slug")
    return tuple(
        one
        for group in groups
        if not is_inside(group)
        for one in over_time(now, place, group)
        if holds(one, day.compiled.on)
    )


def advisers_on(rows: Iterable[Instrument]) -> tuple[Organisation, ...]:
    """Who advises on these routes, those that advise on most of them first."""
    times = Counter(one for row in rows for one in row.help.all())
    return tuple(sorted(times, key=lambda one: (-times[one], one.slug)))


def organisations_in(country: str) -> tuple[Organisation, ...]:
    return tuple(one for one in Organisation.objects.filter(country=country) if one.stands_today)


def examples_of(country: str | None, rows: Iterable[Instrument]) -> tuple[Example, ...]:
    """Projects that were funded with the country, or by one of the routes."""
    slugs = {row.pk for row in rows}
    examples = Example.objects.select_related("instrument").prefetch_related("partners")
    return tuple(one for one in examples if country in one.countries or one.instrument_id in slugs)
