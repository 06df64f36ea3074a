"""What a page draws hundreds of times: fields of tiles, rows of places, options to tick, a map. A template takes thirty times as
long for each."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from itertools import groupby

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from matcher.answers.counter import FieldTile
from matcher.pages.questionnaire.places_to_pick import Pickable, Shape
from matcher.pages.routes.facets import LEVEL
from matcher.pages.routes.routes import Choice
from matcher.templatetags.overzet import drawn, shape

register = template.Library()

BELOW_ITS_POINT = 14
"""How far the name of a chosen country stands below the end of the line that leads to it."""
SIDE = 101
"""Of a tile: a hundredth more than its place, so that no line shows between two."""


@register.simple_tag
def field_of_tiles(tiles: Iterable[FieldTile]) -> SafeString:
    """The tiles of the counter inside its SVG: those that are on with their ground, those that went out as an outline."""
    all_tiles = [*tiles]
    squares = "".join(f"M{tile.x} {tile.y}h{SIDE}v{SIDE}h-{SIDE}z" for tile in all_tiles if tile.is_on)
    ground = f'<path fill="var(--ground)" d="{squares}" />' if squares else ""
    alike = groupby(all_tiles, key=lambda tile: (shape(tile.level), tile.is_on))
    return SafeString(ground + "".join(figures(letter, is_on, some) for (letter, is_on), some in alike))


def figures(letter: str, is_on: bool, tiles: Iterable[FieldTile]) -> str:
    """Tiles that look the same, one after another."""
    name, fill = ("fig", ' fill="var(--c)"') if is_on else ("out", "")
    drawn_once = f'<use href="#{name}-{letter}" width="{SIDE}" height="{SIDE}"'
    uses = "".join(f'{drawn_once} x="{tile.x}" y="{tile.y}" />' for tile in tiles)
    return f'<g class="t-{letter}"{fill}>{uses}</g>'


@register.simple_tag
def rows_of_places(places: Iterable[Pickable], name: str) -> SafeString:
    """Places as boxes to tick, each with the number of routes it would leave. `name`: of the question."""
    own_call = f"<span>, {escape(gettext('with a call of its own'))}</span>"
    rows = (
        (one, row_of_a_place(name, one.code, one.name, one.also, own_call if one.own_call else "")) for one in places
    )
    return SafeString(
        "".join(
            f"{before}{' checked' if one.chosen else ''}{after}<span>{one.left}</span></label></li>"
            for one, (before, after) in rows
        )
    )


@lru_cache(maxsize=2048)
def row_of_a_place(question: str, code: str, name: str, also: str, own_call: str) -> tuple[str, str]:
    """What does not hang on the plan: before the mark of what is chosen, and after it."""
    others = f' data-also="{escape(also)}"' if also else ""
    tile = drawn("tile", level="bilateral", size="s") if own_call else ""
    before = f'<li{others}><label class="geo-o"><input type="checkbox" name="{question}" value="{code}"'
    return before, f"><span>{escape(name)}{own_call}</span>{tile}"


@register.simple_tag
def options_to_tick(choices: Iterable[Choice], name: str, single: bool) -> SafeString:
    """The options of a filter, each with the number of routes that it would leave; none cannot be chosen. `name`: of the filter;
    `single`: whether one is all there can be."""
    box = f'<input class="form-check-input" type="{"radio" if single else "checkbox"}" name="{name}" value='

    def option(one: Choice) -> str:
        is_empty = not one.count and not one.chosen
        look, state = " fo-0" if is_empty else "", " checked" if one.chosen else " disabled" if is_empty else ""
        tile = drawn("tile", level=one.value, size="s") if name == LEVEL else ""
        said = f'<span class="fo-t">{escape(one.label)}</span><span class="nar fo-n">{one.count}</span>'
        return f'<li><label class="fo{look}">{box}"{escape(one.value)}"{state}>{tile}{said}</label></li>'

    return SafeString("\n".join(map(option, choices)))


@register.simple_tag
def countries_on_map(countries: Iterable[Shape]) -> SafeString:
    """Countries inside the SVG of the map, darker with more routes; each leads to the page with it more, or less."""
    return SafeString(
        "".join(
            f'<a href="{escape(one.toggle)}" class="eu-c c{one.shade}{" is-on" if one.place.chosen else ""}"'
            f' data-place="{one.place.code}"{named(one)}><title>{escape(one.place.name)}: {one.place.left}</title>'
            + (f'<path d="{one.path}" />' if one.path else f'<circle cx="{one.x}" cy="{one.y}" r="5" />')
            + "</a>"
            for one in countries
        )
    )


@register.simple_tag
def named(one: Shape) -> SafeString:
    """What a place on the map is called by a screen reader: its name, how many routes it leaves, and whether it is chosen."""
    return called(one.place.name, one.place.left, one.place.chosen, get_language())


@lru_cache(maxsize=8192)
def called(name: str, left: int, is_chosen: bool, _language: str | None) -> SafeString:
    routes = ngettext("%(count)d route", "%(count)d routes", left) % {"count": left}
    chosen = f", {gettext('chosen')}" if is_chosen else ""
    return SafeString(f' aria-label="{escape(f"{name}: {routes}{chosen}")}"')


@register.simple_tag
def labels_on_map(shapes: Iterable[Shape]) -> SafeString:
    """The names of the places that have room for one."""

    def label(one: Shape) -> str:
        down, chosen = (BELOW_ITS_POINT, ' class="on"') if one.place.chosen else (0, "")
        return f'<text x="{one.x}" y="{one.y + down}"{chosen}>{escape(one.label)}</text>'

    return SafeString("".join(label(one) for one in shapes if one.label))


@register.filter
def arc_from(end: Shape, start: tuple[float, float]) -> str:
    """A bent line on the map, as the path of an SVG."""
    x, y = start
    bend = (x + end.x) / 2 - (end.y - y) / 6, (y + end.y) / 2 + (end.x - x) / 6
    return f"M{x} {y}Q{bend[0]:.1f} {bend[1]:.1f} {end.x} {end.y}"
