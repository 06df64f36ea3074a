"""The months ahead, for who applies to several routes: when to work on which, and by when to submit it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.engine.availability import Availability
from matcher.pages.deadlines.deadlines import is_expected
from matcher.pages.deadlines.timeline import WIDTH, Scale, Tick
from matcher.pages.results.cards import RouteCard
from matcher.rules.timing import timing_of

WORK_WEEKS = 8
"""How long to work on an application, as support centres advise: room for a partner and a budget."""
HEAD, ROW = 62, 64
"""The heights of the months above, and of one route, in units of the drawing."""
LABEL = 150
"""The room that "your start" takes."""


@dataclass(frozen=True, slots=True)
class Span:
    """The weeks in which to work on one application; fewer where it closes before they are over."""

    card: RouteCard
    since: date
    closes: date
    is_expected: bool
    x: int
    width: int
    y: int

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def is_left(self) -> bool:
        """Whether its name stands before it: where there is most room."""
        return self.x > WIDTH - self.end

    @property
    def text_x(self) -> int:
        return self.x - 12 if self.is_left else self.end + 29


@dataclass(frozen=True, slots=True)
class WorkYear:
    spans: tuple[Span, ...]
    undated: tuple[RouteCard, ...]
    """Those for which no day to submit by is known."""
    ticks: tuple[Tick, ...]
    on: date
    today: int
    start: date | None
    start_x: int
    width: int = WIDTH

    @property
    def routes(self) -> int:
        """How many there are, drawn or not."""
        return len(self.spans) + len(self.undated)

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.spans) + 8

    @property
    def is_start_left(self) -> bool:
        return self.start_x + LABEL > self.width


def work_year(cards: Sequence[RouteCard], on: date, start: date | None) -> WorkYear | None:
    """What closes first comes first. None where no day at all is known; a start that lies before today is not drawn."""
    dated = {card.entry.id: card for card in cards if card.closes and card.availability is not Availability.CLOSED}
    if not dated:
        return None
    ordered = sorted(dated.values(), key=lambda card: card.closes or date.max)
    start = start if start is not None and start >= on else None
    last = max(day for day in (*(card.closes for card in ordered), start) if day is not None)
    scale = Scale.of_whole_months(on, last)
    return WorkYear(
        spans=tuple(span(card, on, scale, HEAD + ROW * row) for row, card in enumerate(ordered)),
        undated=tuple(card for card in cards if card.entry.id not in dated),
        ticks=scale.ticks(),
        on=on,
        today=scale.x(on),
        start=start,
        start_x=scale.x(start) if start else 0,
    )


def span(card: RouteCard, on: date, scale: Scale, y: int) -> Span:
    closes = card.closes or on
    since = max(on, closes - timedelta(weeks=WORK_WEEKS))
    expected = is_expected(timing_of(card.entry), closes)
    return Span(card, since, closes, expected, scale.x(since), scale.x(closes) - scale.x(since), y)
