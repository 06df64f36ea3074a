"""The places of the world as the questionnaire shows them: in a list under headings, and on a map of Europe."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.editions.search import folded
from matcher.engine.answers import BASE, PLACE
from matcher.engine.compile import Compiled
from matcher.engine.timing import Availability
from matcher.rules.site import Site
from matcher.speech.world import PART_NAMES, WorldRegion, part_of_the_world

MAP = Path(__file__).parent / "europe" / "europe.json"
HOME = "BE-BRU"
SHADES = 3
OWN_LEVEL = "bilateral"
FEW = 3


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
    """Headings and their places; every place stands once."""
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
    found: Drawing = json.loads(MAP.read_text())
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


def places_to_pick(
    site: Site, compiled: Compiled, given: Sequence[str], left: Mapping[str, int], toggle: Toggle
) -> PlacesToPick:
    """For the question where the partners or destinations are. `given` as it stands in the address; `left` per place."""
    world = site.kept(world_of, compiled.on, get_language())
    picks = {
        code: Pickable(code, name, left.get(code, 0), code in given, code in world.own)
        for code, name in world.names.items()
    }
    groups = [code for code in given if code in site.words.groups and code not in picks]
    picks |= {code: Pickable(code, site.words.place(code), left.get(code, 0), True, False) for code in groups}
    below = [
        *world.headings,
        (_("Groups of countries"), tuple(sorted(set(groups), key=lambda one: folded(picks[one].name)))),
    ]
    return PlacesToPick(
        chosen=tuple(Chosen(picks[code].name, toggle(code)) for code in dict.fromkeys(given) if code in picks),
        groups=tuple((heading, tuple(picks[code] for code in codes)) for heading, codes in below if codes),
        map=map_of(picks, world.called, toggle),
        strange=next((one for one in given if one not in picks), ""),
    )


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
    return World(headings, names, frozenset(own), frozenset(called))


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


def map_of(picks: Mapping[str, Pickable], called: Collection[str], toggle: Toggle) -> Map:
    drawn = drawing()
    points = drawn["points"]
    bounds = shades([picks[one["code"]].left for one in drawn["countries"] if one["code"] in picks])

    def shade(place: Pickable) -> int:
        return sum(1 for fewest, _most in bounds if 0 < fewest <= place.left)

    paths = {one["code"]: one["d"] for one in drawn["countries"]}
    spots = {**points, **{one["code"]: one["at"] for one in drawn["countries"]}}

    def shape(code: str) -> Shape:
        return Shape(picks[code], paths.get(code, ""), spots[code][0], spots[code][1], shade(picks[code]), toggle(code))

    return Map(
        size=drawn["size"],
        around=drawn["around"],
        countries=tuple(shape(code) for code in spots if code in picks and code not in called),
        regions=tuple(
            shape(code) for code in sorted(called) if code in points and (picks[code].own_call or picks[code].chosen)
        ),
        home=(points[HOME][0], points[HOME][1]),
        legend=tuple((number, fewest, most) for number, (fewest, most) in enumerate(bounds, 1)),
    )


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
