"""Up to four routes point by point: a line for each thing to compare, and which of these differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.values import Words
from catalogue.freshness import freshness, seen_of
from matcher.answers.advisers import advisers_of_route
from matcher.pages.results.cards import RouteCard
from matcher.rules.facts import RouteFacts, facts_of
from matcher.rules.site import Site
from matcher.rules.timing import timing_of
from matcher.speech.languages import language_named
from matcher.speech.previews import timing_sentences
from matcher.speech.shelf_lives import ages_told
from matcher.speech.writing import known_day
from matcher.speech.writing import listed as in_a_list

MOST = 4
Say = Callable[[RouteFacts], str]


class HasName(Protocol):
    @property
    def name(self) -> Words: ...


@dataclass(frozen=True, slots=True)
class ComparedPoint:
    """One thing to compare, and what each route says of it, in their order."""

    label: str
    said: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.said)) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    cards: tuple[RouteCard, ...]
    differing: tuple[ComparedPoint, ...]
    same: tuple[ComparedPoint, ...]
    highest_eur: int | None
    """The highest amount, where the routes do not all pay as much."""
    clashes: tuple[tuple[InstrumentEntry, InstrumentEntry], ...]
    """Those that do not go together."""


def compare(cards: Sequence[RouteCard], site: Site, on: date) -> Comparison:
    facts = [facts_of(site, card.entry.model_copy(update={"amount": card.amount})) for card in cards]
    compared = [ComparedPoint(label, tuple(say(one) for one in facts)) for label, say in points(site, on)]
    amounts = {card.amount.max_eur for card in cards}
    pairs = combinations([card.entry for card in cards], 2)
    return Comparison(
        cards=tuple(cards),
        differing=tuple(one for one in compared if one.differs),
        same=tuple(one for one in compared if not one.differs),
        highest_eur=max((one for one in amounts if one), default=None) if len(amounts) > 1 else None,
        clashes=tuple((one, other) for one, other in pairs if clash(one, other)),
    )


def clash(one: InstrumentEntry, other: InstrumentEntry) -> bool:
    return other.id in one.combine.not_with or one.id in other.combine.not_with


def points(site: Site, on: date) -> tuple[tuple[str, Say], ...]:
    """What is compared, in order, and how a route says it."""
    return (
        (_("Pays for"), lambda route: listed(route.entry.pays_for)),
        (_("Not for"), lambda route: listed(route.entry.excludes)),
        (_("What for"), lambda route: named(route.goals)),
        (_("Who may apply"), lambda route: named(route.applicants)),
        (_("Disciplines"), disciplines),
        (_("Where"), lambda route: named(route.where)),
        (_("Established in"), lambda route: named(route.based)),
        (_("Partners"), partners),
        (_("Own contribution"), own_contribution),
        (_("When to apply"), lambda route: when(route, on)),
        (_("Lasts at most"), lasts),
        (_("Decision"), decision),
        (_("Work on the application"), lambda route: str(route.entry.usual_effort.label)),
        (_("Language"), lambda route: language_named(route.entry.apply.language or unknown())),
        (_("Goes together with"), lambda route: named(route.goes_with, route.entry.combine.also_with)),
        (_("Not together with"), lambda route: named(route.not_with, route.entry.combine.never_with)),
        (_("Who advises"), lambda route: named(advisers_of_route(site, route.entry).all)),
        (_("Sources last checked"), lambda route: checked(site, route, on)),
    )


def unknown() -> str:
    return _("not known")


def listed(texts: Iterable[object]) -> str:
    return in_a_list(str(text) for text in texts) or unknown()


def named(entries: Iterable[HasName], notes: Iterable[Words] = ()) -> str:
    """Their names, and what else is said in words."""
    return listed([*(one.name for one in entries), *notes])


def disciplines(route: RouteFacts) -> str:
    return _("all disciplines") if route.entry.open_to_all_disciplines else named(route.disciplines)


def partners(route: RouteFacts) -> str:
    asked = route.entry.partners
    if asked.min_partners is None:
        return unknown()
    if not asked.min_partners:
        return _("none needed")
    least = ngettext("at least %(n)d partner", "at least %(n)d partners", asked.min_partners) % {
        "n": asked.min_partners
    }
    if not asked.min_countries:
        return least
    where = ngettext("in %(n)d country", "in %(n)d countries", asked.min_countries) % {"n": asked.min_countries}
    return f"{least} {where}"


def when(route: RouteFacts, on: date) -> str:
    """By when to apply, rounds that are over left out."""
    timing = timing_of(route.entry)
    to_come = tuple(call for call in timing.calls if call.closes is None or call.closes >= on)
    return " ".join(timing_sentences(replace(timing, calls=to_come))) or unknown()


def checked(site: Site, route: RouteFacts, on: date) -> str:
    """When a source was last seen, and whether the days and the amount beside it are past their shelf life."""
    seen = freshness(seen_of(route.entry), on).seen
    ages = ages_told(site, route.entry, on)
    old = [ages[subject] for subject in ("dates", "amounts") if subject in ages]
    return ". ".join([known_day(seen) if seen else unknown(), *([" ".join(old)] if old else [])])


def own_contribution(route: RouteFacts) -> str:
    rate = route.entry.amount.max_rate_pct
    if rate is None:
        return unknown()
    if rate == 100:
        return _("none needed")
    if route.entry.amount.some_rate_pct is not None:
        return _("mostly at least %(rate)d%%") % {"rate": 100 - rate}
    return _("at least %(rate)d%%") % {"rate": 100 - rate}


def lasts(route: RouteFacts) -> str:
    months = route.entry.timing.duration_max_months
    return unknown() if months is None else ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def decision(route: RouteFacts) -> str:
    weeks = route.entry.timing.decision_weeks
    return unknown() if weeks is None else ngettext("after %(n)d week", "after %(n)d weeks", weeks) % {"n": weeks}
