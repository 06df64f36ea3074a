"""Routes as rows: the columns of a result, and of a list of routes. Texts in the active language; None is not known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.availability import Availability
from matcher.engine.due import Certainty
from matcher.pages.results.cards import RouteCard
from matcher.pages.results.lines import Closing
from matcher.pages.routes.shown import RouteShown
from matcher.pages.selections.told import group_said
from matcher.speech.shelf_lives import OldRule, seen_when

T = TypeVar("T")
Cell = str | int | date | None
Columns = Sequence[tuple[str, Callable[[T], Cell]]]
Rows = list[list[Cell]]


def rows(columns: "Columns[T]", those: Sequence[T]) -> Rows:
    """With the names of the columns as the first row."""
    return [[name for name, _value in columns], *[[value(one) for _name, value in columns] for one in those]]


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route as it stands on a day, whatever anybody answers."""

    shown: RouteShown
    availability: Availability
    stands: str
    """How it stands, in words."""
    closing: Closing
    """The day to apply by, for the start of a plan where there is one, and all that is known of that day."""
    rule: OldRule | None
    """By what that day is counted, where that is past its shelf life."""
    address: str

    @property
    def closes(self) -> date | None:
        return self.closing.closes

    @property
    def how_sure(self) -> str:
        """How sure the day is, and when what it rests on was seen."""
        said = certainty_said(self.closing.certainty)
        if self.closing.certainty is Certainty.USUAL and self.closing.last_seen:
            return _("usual, last seen in %(year)s") % {"year": self.closing.last_seen}
        if self.closing.certainty is Certainty.ROLLING and self.rule:
            return f"{said}, {self.rule.in_short}"
        return said


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A route as it stands to a plan."""

    route: RouteRow
    group: str
    card: RouteCard


def certainty_said(one: Certainty) -> str:
    return {
        Certainty.ANNOUNCED: pgettext("how sure a day is", "announced"),
        Certainty.USUAL: pgettext("how sure a day is", "usual"),
        Certainty.ROLLING: pgettext("how sure a day is", "follows from your start"),
        Certainty.UNKNOWN: pgettext("how sure a day is", "not known"),
    }[one]


def of_route() -> "Columns[RouteRow]":
    return (
        (pgettext("a column", "Route"), lambda one: one.shown.name),
        (pgettext("a column", "Who pays"), lambda one: one.shown.provider),
        (pgettext("a column", "Level"), lambda one: one.shown.level_name),
        (pgettext("a column", "Kind"), lambda one: one.shown.kind),
        (pgettext("a column", "What it pays"), lambda one: " ".join(one.shown.amount.split())),
        (_("At most, in euros"), lambda one: one.shown.entry.amount.max_eur),
        (_("At most, as a percentage of the costs"), lambda one: percent(one.shown.entry)),
        (pgettext("a column", "Stands"), lambda one: one.stands),
        (pgettext("a column", "Apply by"), lambda one: one.closes),
        (_("Until which hour, in Brussels"), lambda one: one.closing.at or None),
        (_("How sure that day is"), lambda one: one.how_sure if one.closes else None),
    )


def percent(entry: InstrumentEntry) -> int | None:
    rate = entry.amount.max_rate_pct
    return None if rate is None else round(rate)


def at_the_end() -> "Columns[RouteRow]":
    return (
        (pgettext("a column", "In short"), lambda one: str(one.shown.entry.summary)),
        (pgettext("a column", "Where to apply"), lambda one: one.shown.entry.apply.url or None),
        (pgettext("a column", "Source"), lambda one: source_of(one.shown.entry)[0]),
        (pgettext("a column", "Source seen"), lambda one: source_of(one.shown.entry)[1]),
        (_("Page on Overzet"), lambda one: one.address),
    )


def source_of(entry: InstrumentEntry) -> tuple[str | None, str | None]:
    first = next((one for one in entry.sources if one.url), None)
    return (first.url, seen_when(first.seen) or None) if first else (None, None)


def of_result() -> "Columns[ResultRow]":
    return (
        (_("How it stands to your plan"), lambda one: group_said(one.group)),
        *[(name, through(value)) for name, value in of_route()],
        (_("Pays for this plan, in euros"), lambda one: one.card.covers_eur or one.card.sum_eur or None),
        (pgettext("a column", "What fits"), lambda one: " ".join(one.card.met) or None),
        (_("What is still to be known"), lambda one: " ".join(one.card.waits_for) or None),
        (_("What does not fit"), lambda one: " ".join(one.card.fails) or None),
        (pgettext("a column", "To check"), lambda one: " ".join(check.statement for check in one.card.checks) or None),
        (_("Whom to call"), lambda one: ", ".join(str(helper.name) for helper in one.card.helpers) or None),
        *[(name, through(value)) for name, value in at_the_end()],
    )


def through(value: Callable[[RouteRow], Cell]) -> Callable[[ResultRow], Cell]:
    return lambda one: value(one.route)
