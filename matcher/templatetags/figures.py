"""What a page draws hundreds of times: fields of tiles, rows of places, a map. A template takes thirty times as long for each."""

from collections.abc import Iterable
from functools import cache
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from matcher.answers.counter import FieldTile
from matcher.pages.questionnaire.places_to_pick import Pickable, Shape
from matcher.templatetags.overzet import drawn, shape

register = template.Library()

SIDE = 'width="101" height="101"'
"""Of a tile: a hundredth more than its place, so that no line shows between two."""


@register.simple_tag
def field_of_tiles(tiles: Iterable[FieldTile]) -> SafeString:
    """The tiles of the counter inside its SVG: those that are on with their ground, those that went out as an outline."""
    grounds: list[str] = []
    figures: list[str] = []
    for tile in tiles:
        at, letter = f'x="{tile.x}" y="{tile.y}" {SIDE}', shape(tile.level)
        if tile.is_on:
            grounds.append(f'<rect {at} fill="var(--ground)" />')
            figures.append(f'<use class="t-{letter}" href="#fig-{letter}" {at} fill="var(--c)" />')
        else:
            figures.append(f'<use class="t-{letter}" href="#out-{letter}" {at} />')
    return SafeString("".join([*grounds, *figures]))


@register.simple_tag
def rows_of_places(places: Iterable[Pickable], name: str) -> SafeString:
    """Places as boxes to tick, each with the number of routes it would leave. `name`: of the question."""
    own_call = f'<span class="visually-hidden">, {escape(gettext("with a call of its own"))}</span>'
    tile = drawn("tile", level="bilateral", size="s")
    routes = cache(lambda count: escape(ngettext("route", "routes", count)))
    return SafeString(
        "".join(
            f'<li><label class="geo-o"><input class="form-check-input" type="checkbox" name="{name}" value="{one.code}"'
            f"{' checked' if one.chosen else ''}><span>{escape(one.name)}{own_call if one.own_call else ''}</span>"
            f'{tile if one.own_call else ""}<span class="geo-n nar">{one.left}'
            f'<span class="visually-hidden"> {routes(one.left)}</span></span></label></li>'
            for one in places
        )
    )


@register.simple_tag
def countries_on_map(countries: Iterable[Shape]) -> SafeString:
    """Countries inside the SVG of the map, darker with more routes; each leads to the page with it more, or less."""
    return SafeString(
        "".join(
            f'<a href="{escape(one.toggle)}" tabindex="-1" class="eu-c c{one.shade}{" is-on" if one.place.chosen else ""}"'
            f' data-place="{one.place.code}"><title>{escape(one.place.name)}: {one.place.left}</title>'
            + (f'<path d="{one.path}" />' if one.path else f'<circle cx="{one.x}" cy="{one.y}" r="5" />')
            + "</a>"
            for one in countries
        )
    )


@register.filter
def arc_from(end: Shape, start: tuple[float, float]) -> str:
    """A bent line on the map, as the path of an SVG."""
    x, y = start
    bend = (x + end.x) / 2 - (end.y - y) / 6, (y + end.y) / 2 + (end.x - x) / 6
    return f"M{x} {y}Q{bend[0]:.1f} {bend[1]:.1f} {end.x} {end.y}"
