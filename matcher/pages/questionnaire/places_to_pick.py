"""The places of the world as the questionnaire shows them: in a list under headings, and on a map of Europe."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.editions.search.words import folded
from matcher.answers.places.names import COUNTRY
from matcher.engine.answers import BASE, PLACE
from matcher.engine.availability import Availability
from matcher.engine.compile import Compiled
from matcher.pages.questionnaire.outlines import shortened
from matcher.rules.site import Site
from matcher.speech.world import PART_NAMES, WorldRegion, part_of_the_world

POINT = re.compile(r"(-?[0-9.]+),(-?[0-9.]+)")
MAP = Path(__file__).parent / "europe" / "europe.json"
HOME = "BE-BRU"
SHADES = 3
OWN_LEVEL = "bilateral"
FEW = 3
LONGEST_OTHER_NAME = 16
LIKELY = 8
LETTER, LINE = 7.5, 14
"""How wide a letter of a label is on the map, and how high its line."""
BESIDE_A_NAME, BESIDE_A_CODE = 8, 2
"""How far a label stays from the one beside it."""
SEEN = (40, 40, 700, 700)
"""The part of the map that is shown: from the left and the top to the right and the bottom."""


Toggle = Callable[[str], str]
"""The address of this page with one place more, or less."""


@dataclass(frozen=True, slots=True)
class Pickable:
    code: str
    name: str
    left: int
    """How many routes would be left."""
    chosen: bool
    own_call: bool
    """Whether a bilateral route is there for this place, or for it and few others."""
    also: str = ""
    """Its other names, with a bar between two."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place that was chosen, and the address without it."""

    name: str
    without: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A place on the map. `shade` runs from 0 (no route is left) to 3; `path` is "" for what is drawn as a point."""

    place: Pickable
    path: str
    x: float
    y: float
    shade: int
    toggle: str
    """The address with this place more, or less where it is chosen."""
    label: str = ""
    """Its name, or its code where that does not fit in; "" where neither does."""


@dataclass(frozen=True, slots=True)
class Map:
    size: int
    around: Sequence[str]
    countries: tuple[Shape, ...]
    regions: tuple[Shape, ...]
    """Those that are chosen or have a call of their own."""
    home: tuple[float, float]
    legend: tuple[tuple[int, int, int], ...]
    """Each shade with the fewest and the most routes it stands for, the lightest first."""

    @property
    def chosen(self) -> list[Shape]:
        return [shape for shape in (*self.countries, *self.regions) if shape.place.chosen]


@dataclass(frozen=True, slots=True)
class PlacesToPick:
    chosen: tuple[Chosen, ...]
    groups: tuple[tuple[str, tuple[Pickable, ...]], ...]
    """Headings and their places; every place stands once. The likely ones come first, the likeliest before the others."""
    map: Map
    strange: str
    """What was given and is no place; "" for nothing."""


class Drawn(TypedDict):
    code: str
    d: str
    at: list[float]


class Drawing(TypedDict):
    size: int
    countries: list[Drawn]
    around: list[str]
    points: dict[str, list[float]]


@cache
def drawing() -> Drawing:
    """As the page writes it, with short outlines."""
    found: Drawing = json.loads(MAP.read_text())
    found["around"] = [shortened(outline) for outline in found["around"]]
    for country in found["countries"]:
        country["d"] = shortened(country["d"])
    return found


@dataclass(frozen=True, slots=True)
class World:
    """The places there are, as they stand whatever was answered."""

    headings: tuple[tuple[str, tuple[str, ...]], ...]
    """Headings and the codes below them, by name; every place stands once."""
    names: Mapping[str, str]
    own: frozenset[str]
    """Places with a call of their own."""
    called: frozenset[str]
    """Regions and Communities that a call or the questions name."""
    also: Mapping[str, str]
    """By code, the names that staff wrote down for the place and no other."""
    often: tuple[str, ...]
    """What the question proposes, in the order of staff, and then the places abroad with a call of their own."""
    labels: Mapping[str, str]
    """By code, what is written on the map."""


def places_to_pick(
    site: Site,
    compiled: Compiled,
    given: Sequence[str],
    left: Mapping[str, int],
    toggle: Toggle,
    home: Collection[str] = (),
) -> PlacesToPick:
    """For the question where the partners or destinations are. `given` as it stands in the address; `left` per place; `home`:
    where one is established."""
    world = site.kept(world_of, compiled.on, get_language())
    picks = {
        code: Pickable(code, name, left.get(code, 0), code in given, code in world.own, world.also.get(code, ""))
        for code, name in world.names.items()
    }
    groups = [code for code in given if code in site.words.groups and code not in picks]
    parts = [code for code in given if code not in picks and code not in groups and code in compiled.ruleset.places]
    picks |= {
        code: Pickable(code, site.words.place(code), left.get(code, 0), True, False) for code in (*groups, *parts)
    }
    likely = likeliest(world, picks, home)
    below = [
        (_("Most likely for your plan"), likely),
        *((heading, tuple(code for code in codes if code not in likely)) for heading, codes in world.headings),
        (_("Groups of countries"), tuple(sorted(set(groups), key=lambda one: folded(picks[one].name)))),
        (_("Parts of countries"), tuple(sorted(set(parts), key=lambda one: folded(picks[one].name)))),
    ]
    return PlacesToPick(
        chosen=tuple(Chosen(picks[code].name, toggle(code)) for code in dict.fromkeys(given) if code in picks),
        groups=tuple((heading, tuple(picks[code] for code in codes)) for heading, codes in below if codes),
        map=map_of(picks, world, toggle),
        strange=next((one for one in given if one not in picks), ""),
    )


def likeliest(world: World, picks: Mapping[str, Pickable], home: Collection[str]) -> tuple[str, ...]:
    """Of the places that are often named, those for which most routes are left with what was answered; equals in the order of
    staff. Where one is established oneself is not among them."""
    some = [code for code in world.often if picks[code].left and code not in home]
    return tuple(sorted(some, key=lambda code: -picks[code].left)[:LIKELY])


def world_of(site: Site, on: date, _language: str | None) -> World:
    compiled = site.compiled(on)
    tree = compiled.ruleset.places.places
    proposed = [one.value for one in site.words.options_of(PLACE)]
    at_home = {one.value for one in site.words.options_of(BASE)}.difference(proposed)
    own = own_calls(site, compiled) - at_home
    countries = {str(code) for code, place in tree.items() if place.parent is None}
    parts = {str(code) for code in tree} - countries
    called = {code for code in parts if code in own or code in proposed}
    often = countries.intersection(proposed)
    by_part = {part: {code for code in countries - often if part_of_the_world(code) is part} for part in WorldRegion}
    sorted_in = (
        (_("Regions and Communities"), called),
        (_("Often chosen"), often),
        (_("The rest of Europe"), by_part.pop(WorldRegion.EUROPE)),
        *((str(PART_NAMES[part]), codes) for part, codes in by_part.items()),
        (_("Other regions"), parts - called),
    )
    names = {code: site.words.place(code) for _heading, codes in sorted_in for code in codes}
    headings = tuple(
        (heading, tuple(sorted(codes, key=lambda one: folded(names[one])))) for heading, codes in sorted_in
    )
    called_abroad = sorted(code for code in own & names.keys() if country_of(site, code) != country_of(site, HOME))
    often_named = dict.fromkeys([*(code for code in proposed if code in names), *called_abroad])
    labels = labels_on({code: names[code] for code in spots() if code in names and code not in called})
    return World(headings, names, frozenset(own), frozenset(called), also_called(site), tuple(often_named), labels)


def country_of(site: Site, code: str) -> str:
    """The place around it that lies in no other."""
    while around := site.words.lies_in.get(code):
        code = around
    return code


def also_called(site: Site) -> dict[str, str]:
    """Of countries alone, and none that is long: the list is sent whole."""
    found: dict[str, list[str]] = {}
    for name, other in site.words.other_names.items():
        if len(other.codes) == 1 and not other.lies_within and len(name) <= LONGEST_OTHER_NAME:
            found.setdefault(other.codes[0], []).append(name)
    return {code: "|".join(names) for code, names in found.items() if COUNTRY.fullmatch(code)}


def own_calls(site: Site, compiled: Compiled) -> set[str]:
    """The places for which a bilateral route exists that may come back: made for them alone, or for them and few others."""
    found: set[str] = set()
    for instrument in compiled.instruments:
        if not instrument.gives_money or site.words.levels[instrument.id] != OWN_LEVEL:
            continue
        ground = compiled.atlas.ground(instrument.where).full
        if len(ground) <= FEW and compiled.standing(instrument.id).availability is not Availability.CLOSED:
            found |= {str(code) for code in ground}
    return found


def map_of(picks: Mapping[str, Pickable], world: World, toggle: Toggle) -> Map:
    drawn, called = drawing(), world.called
    points = drawn["points"]
    bounds = shades([picks[one["code"]].left for one in drawn["countries"] if one["code"] in picks])

    def shade(place: Pickable) -> int:
        return sum(1 for fewest, _most in bounds if 0 < fewest <= place.left)

    def shape(code: str) -> Shape:
        place, (x, y) = picks[code], spots()[code]
        return Shape(place, paths().get(code, ""), x, y, shade(place), toggle(code), world.labels.get(code, ""))

    return Map(
        size=drawn["size"],
        around=drawn["around"],
        countries=tuple(shape(code) for code in spots() if code in picks and code not in called),
        regions=tuple(
            shape(code) for code in sorted(called) if code in points and (picks[code].own_call or picks[code].chosen)
        ),
        home=(points[HOME][0], points[HOME][1]),
        legend=tuple((number, fewest, most) for number, (fewest, most) in enumerate(bounds, 1)),
    )


Spot = Sequence[float]
"""How far from the left and from the top of the map."""


@cache
def spots() -> Mapping[str, Spot]:
    """Where each place that is drawn stands."""
    drawn = drawing()
    return {**drawn["points"], **{one["code"]: one["at"] for one in drawn["countries"]}}


@cache
def paths() -> Mapping[str, str]:
    """The outline of each country that has one."""
    return {one["code"]: one["d"] for one in drawing()["countries"]}


@cache
def widths() -> dict[str, float]:
    """How wide each country is on the map, in its units."""
    found: dict[str, float] = {}
    for country in json.loads(MAP.read_text())["countries"]:
        across = [float(x) for x, _y in POINT.findall(country["d"])]
        found[country["code"]] = max(across) - min(across)
    return found


def labels_on(names: Mapping[str, str]) -> dict[str, str]:
    """By code: its name where that fits on the country, is not cut by the edge and stays clear of the others; else its code, or
    nothing. The widest countries come first."""
    written: list[tuple[str, Spot]] = []
    found: dict[str, str] = {}
    for code in sorted(names, key=lambda one: -widths().get(one, 0)):
        spot, width = spots()[code], widths().get(code, 0)
        fitting = [one for one in (names[code], code) if len(one) * LETTER <= width]
        clear = [one for one in fitting if is_seen(one, spot) and not runs_into(one, spot, written)]
        if clear:
            found[code] = clear[0]
            written.append((clear[0], spot))
    return found


def is_seen(text: str, spot: Spot) -> bool:
    left, top, right, bottom = SEEN
    half = len(text) * LETTER / 2
    return left + half <= spot[0] <= right - half and top + LINE / 2 <= spot[1] <= bottom - LINE / 2


def runs_into(text: str, spot: Spot, written: Iterable[tuple[str, Spot]]) -> bool:
    """Whether a label would touch one of those that stand there already.

    >>> runs_into("Hongarije", (60, 0), [("Oostenrijk", (0, 0))]), runs_into("HU", (60, 0), [("Oostenrijk", (0, 0))])
    (True, False)
    """
    for other, (x, y) in written:
        apart = BESIDE_A_CODE if len(text) == len(other) == len("BE") else BESIDE_A_NAME
        if abs(spot[1] - y) < LINE and abs(spot[0] - x) < (len(text) + len(other)) * LETTER / 2 + apart:
            return True
    return False


def shades(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The fewest and the most routes of each shade, the lightest first: equal steps over the numbers that there are.

    >>> shades([0, 4, 10, 12])
    [(4, 6), (7, 9), (10, 12)]
    >>> shades([3, 3, 0])
    [(3, 3)]
    """
    some = [number for number in numbers if number]
    if not some:
        return []
    least, most = min(some), max(some)
    starts = sorted({least + (most - least + 1) * part // SHADES for part in range(SHADES)} & {*range(least, most + 1)})
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], most + 1], strict=True)]
