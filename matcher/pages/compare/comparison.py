"""Up to four routes point by point: a line for each thing to compare, and which of these differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Instrument
from catalogue.vocabulary import Effort
from matcher.pages.results.cards import Card
from matcher.pages.route.freshness import freshness
from matcher.rules.rows import timing_of
from matcher.speech.previews import timing_sentences
from matcher.speech.sentences import known_day

MOST = 4
Say = Callable[[Instrument], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to compare, and what each route says of it, in their order."""

    label: str
    said: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.said)) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    cards: tuple[Card, ...]
    differing: tuple[Line, ...]
    same: tuple[Line, ...]
    highest_eur: int | None
    """The highest amount, where the routes do not all pay as much."""
    clashes: tuple[tuple[Instrument, Instrument], ...]
    """Those that do not go together."""


def compare(cards: Sequence[Card], on: date) -> Comparison:
    lines = [Line(label, tuple(say(card.row) for card in cards)) for label, say in points(on)]
    amounts = {card.row.max_eur for card in cards}
    return Comparison(
        cards=tuple(cards),
        differing=tuple(line for line in lines if line.differs),
        same=tuple(line for line in lines if not line.differs),
        highest_eur=max((one for one in amounts if one), default=None) if len(amounts) > 1 else None,
        clashes=tuple((one.row, other.row) for one, other in combinations(cards, 2) if clash(one.row, other.row)),
    )


def clash(one: Instrument, other: Instrument) -> bool:
    return other in one.combine_not_with.all() or one in other.combine_not_with.all()


def points(on: date) -> tuple[tuple[str, Say], ...]:
    """What is compared, in order, and how a route says it."""
    return (
        (_("Pays for"), lambda row: named(cost for cost in row.costs.all() if cost.is_paid)),
        (_("Not for"), lambda row: named(cost for cost in row.costs.all() if not cost.is_paid)),
        (_("What for"), lambda row: named(row.goals.all())),
        (_("Who may apply"), lambda row: named(row.applicants.all())),
        (_("Disciplines"), lambda row: _("all disciplines") if row.all_disciplines else named(row.disciplines.all())),
        (_("Where"), lambda row: named([*row.where_groups.all(), *row.where_places.all()])),
        (_("Established in"), lambda row: named([*row.based_groups.all(), *row.based_places.all()])),
        (_("Partners"), partners),
        (_("Own contribution"), own_contribution),
        (_("When to apply"), lambda row: when(row, on)),
        (_("Lasts at most"), lasts),
        (_("Decision"), decision),
        (_("Work on the application"), lambda row: str(Effort(row.usual_effort).label)),
        (_("Language"), lambda row: row.apply_language or unknown()),
        (_("Goes together with"), lambda row: named([*row.combine_with.all(), *notes(row, is_allowed=True)])),
        (_("Not together with"), lambda row: named([*row.combine_not_with.all(), *notes(row, is_allowed=False)])),
        (_("Who advises"), lambda row: named(row.help.all())),
        (_("Sources last checked"), lambda row: checked(row, on)),
    )


def unknown() -> str:
    return _("not known")


def named(rows: Iterable[object]) -> str:
    return ", ".join(str(row) for row in rows) or unknown()


def notes(row: Instrument, *, is_allowed: bool) -> list[object]:
    return [note for note in row.combine_notes.all() if note.is_allowed is is_allowed]


def partners(row: Instrument) -> str:
    if row.min_partners is None:
        return unknown()
    if not row.min_partners:
        return _("none needed")
    least = ngettext("at least %(n)d partner", "at least %(n)d partners", row.min_partners) % {"n": row.min_partners}
    if not row.min_countries:
        return least
    where = ngettext("in %(n)d country", "in %(n)d countries", row.min_countries) % {"n": row.min_countries}
    return f"{least} {where}"


def when(row: Instrument, on: date) -> str:
    """By when to apply, rounds that are over left out."""
    timing = timing_of(row)
    to_come = tuple(call for call in timing.calls if call.closes is None or call.closes >= on)
    return " ".join(timing_sentences(replace(timing, calls=to_come))) or unknown()


def checked(row: Instrument, on: date) -> str:
    seen = freshness((source.seen for source in row.sources.all()), on).seen
    return known_day(seen) if seen else unknown()


def own_contribution(row: Instrument) -> str:
    if row.max_rate_pct is None:
        return unknown()
    if row.max_rate_pct == 100:
        return _("none needed")
    return _("at least %(rate)d%%") % {"rate": 100 - row.max_rate_pct}


def lasts(row: Instrument) -> str:
    months = row.duration_max_months
    return unknown() if months is None else ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def decision(row: Instrument) -> str:
    weeks = row.decision_weeks
    return unknown() if weeks is None else ngettext("after %(n)d week", "after %(n)d weeks", weeks) % {"n": weeks}
