"""Days to apply by, as the pages list them."""

from dataclasses import dataclass
from datetime import date

from catalogue.models import Instrument, Round, Window
from catalogue.querysets import InstrumentQuerySet
from matcher.engine.timing import MonthDay
from matcher.pages.routes.routes import AVAILABLE_FIRST, SOONEST_LAST, Day, Standing


@dataclass(frozen=True, slots=True)
class Closing:
    instrument: Instrument
    closes: date


def next_closings(day: Day, most: int) -> list[Closing]:
    """The routes that give money and close first, each once, from the day on."""
    dated = {slug: stands.closes for slug, stands in day.standing.items() if stands.closes is not None}
    rows = Instrument.objects.published().giving_money().filter(slug__in=dated).select_related("level", "provider")
    closings = [Closing(row, dated[row.slug]) for row in rows]
    return sorted(closings, key=lambda one: (one.closes, one.instrument.name_nl.casefold()))[:most]


@dataclass(frozen=True, slots=True)
class Line:
    """A route as a line in a list: the row, and how it stands on the day."""

    row: Instrument
    standing: Standing


def lines(routes: InstrumentQuerySet, day: Day) -> list[Line]:
    """Money before what stands beside it, what closes first in front."""
    found = [Line(row, day.standing[row.slug]) for row in routes.select_related("level", "provider")]
    return sorted(found, key=in_order)


def in_order(line: Line) -> tuple[bool, int, date, str, str]:
    stands = line.standing
    first = AVAILABLE_FIRST.index(stands.availability), stands.closes or SOONEST_LAST
    return not line.row.gives_money, *first, line.row.name.casefold(), line.row.slug


@dataclass(frozen=True, slots=True)
class YearlyRound:
    """A window as it comes back: when it closes next, and from which to which day of a year the starts lie.

    The year of the starts means nothing."""

    closes: date
    starts_from: date | None
    starts_to: date | None
    row: Window


@dataclass(frozen=True, slots=True)
class DatedRound:
    row: Round
    is_past: bool


def dated_rounds(instrument: Instrument, on: date) -> list[DatedRound]:
    """The rounds of a row, latest first; a round is past when its closing day is, as far as that is known."""
    rows = sorted(instrument.rounds.all(), key=lambda one: one.closes or one.opens or one.code, reverse=True)
    return [DatedRound(row, bool(row.closes) and row.closes < on.isoformat()[: len(row.closes)]) for row in rows]


def yearly_rounds(instrument: Instrument, on: date) -> list[YearlyRound]:
    """The windows of a row, the one that closes next first."""
    found = []
    for row in instrument.windows.all():
        by = MonthDay.parse(row.submit_by)
        closes = by.on(on.year) if on <= by.on(on.year) else by.on(on.year + 1)
        starts = [MonthDay.parse(text).on(on.year) if text else None for text in (row.start_from, row.start_to)]
        found.append(YearlyRound(closes, starts[0], starts[1], row))
    return sorted(found, key=lambda one: one.closes)
