"""Routes in lists, what closes first in front."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matcher.engine.agenda import Standing
from matcher.pages.routes.days import RoutesOnDay, closing_order
from matcher.pages.routes.shown import RouteShown, route_shown


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A route as a line in a list, and how it stands on the day."""

    route: RouteShown
    standing: Standing


@dataclass(frozen=True, slots=True)
class NextClosing:
    route: RouteShown
    closes: date
    is_usual: bool
    """Whether the day only follows from a pattern."""


def route_line(slug: str, day: RoutesOnDay) -> RouteLine:
    return RouteLine(route_shown(day.site, slug), day.standing[slug])


def route_lines(slugs: Iterable[str], day: RoutesOnDay) -> list[RouteLine]:
    """Money before what stands beside it, what closes first in front."""
    return sorted((route_line(slug, day) for slug in slugs), key=_in_order)


def _in_order(line: RouteLine) -> tuple[bool, int, date, str, str]:
    return not line.route.gives_money, *closing_order(line.standing), line.route.name.casefold(), line.route.slug


def next_closings(day: RoutesOnDay, most: int) -> tuple[NextClosing, ...]:
    """The routes that give money and close first, each once, from the day on."""
    instruments = day.compiled.instruments
    dated = [
        (closes, one.sort_name, one.id)
        for one in instruments
        if one.gives_money and (closes := day.standing[one.id].closes) is not None
    ]
    return tuple(
        NextClosing(route_shown(day.site, slug), closes, day.standing[slug].is_usual)
        for closes, _name, slug in sorted(dated)[:most]
    )
