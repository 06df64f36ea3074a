"""The first page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import Level
from matcher.answers import address
from matcher.engine.answers import WhenAsked
from matcher.pages.about.matrix import nine_ways_in
from matcher.pages.home.plans import USUAL
from matcher.pages.home.sentence import sentence
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.timetable import next_closings
from matcher.rules.site import site_for

DEADLINES = 6
POSTER_ROWS = 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate())
    counts = Counter(one.level for one in site.all(InstrumentEntry).values() if one.gives_money)
    day = RoutesOnDay.of(site, asked.on)
    rows, themes = nine_ways_in(day)
    levels = [(level, counts[level]) for level in Level]
    return render(
        request,
        "pages/home/home.html",
        {
            "notes": asked.notes,
            "levels": levels,
            "total": counts.total(),
            "poster": poster([level.value for level, count in levels for _ in range(count)]),
            "questions": sum(1 for one in site.ruleset.questions if one.asked is WhenAsked.ALWAYS),
            "rows": rows,
            "themes": themes,
            "sentence": sentence(site),
            "plans": USUAL,
            "given_day": asked.on.isoformat() if asked.on_given else "",
            "closings": next_closings(day, most=DEADLINES),
            "on": asked.on,
        },
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """Where one route stands on the poster, in hundredths of a tile's side; `turned` has the colour as its ground."""

    level: str
    x: int
    y: int
    turned: bool


@dataclass(frozen=True, slots=True)
class Half:
    width: int
    tiles: tuple[Tile, ...]


def poster(levels: Sequence[str]) -> tuple[Half, Half]:
    """One tile a route, column after column; two halves, so that a phone shows them one below the other."""
    columns = -(-len(levels) // POSTER_ROWS)
    left = -(-columns // 2)
    cut = left * POSTER_ROWS
    return Half(left * 100, tuple(tiles(levels[:cut]))), Half(left * 100, tuple(tiles(levels[cut:])))


def tiles(levels: Iterable[str]) -> Iterable[Tile]:
    for number, level in enumerate(levels):
        column, row = divmod(number, POSTER_ROWS)
        yield Tile(level, column * 100, row * 100, turned=(column * 5 + row * 3) % 7 in (1, 4, 6))
