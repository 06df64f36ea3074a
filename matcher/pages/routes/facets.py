"""The options by which routes are sorted, each with the routes that have it: what filters ask and what is counted beside them.

What the entries alone decide is worked out once per edition, what dates and places decide once per day (`days.RoutesOnDay`)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import get_language

from catalogue.editions.search.words import folded
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import Entry, Words
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry, GoalEntry, ThemeEntry
from catalogue.vocabulary import ExtraKind, Kind, Level
from matcher.rules.site import Site

Members = Mapping[str, frozenset[str]]
"""The routes by option, in the order in which options are shown."""

TERMS: dict[str, tuple[type[Entry], Callable[[InstrumentEntry], Iterable[str | None]]]] = {
    "theme": (ThemeEntry, lambda entry: entry.themes),
    "goal": (GoalEntry, lambda entry: entry.goals),
    "discipline": (DisciplineEntry, lambda entry: entry.disciplines),
    "applicant": (ApplicantEntry, lambda entry: entry.applicants),
    "programme": (ProgrammeEntry, lambda entry: [entry.programme]),
}
"""The filters of which the options are entries: of which kind, and which of them a route names."""
LEVEL, KIND, EXTRA = "level", "kind", "extra"
CLOSED: dict[str, tuple[type[TextChoices], Callable[[InstrumentEntry], Collection[str]]]] = {
    LEVEL: (Level, lambda entry: [entry.level]),
    KIND: (Kind, lambda entry: [entry.kind]),
    EXTRA: (ExtraKind, lambda entry: [extra.kind for extra in entry.extras]),
}
"""The filters of which the options are closed lists: which, and which of them a route has."""


@dataclass(frozen=True)
class RouteFacets:
    members: Mapping[str, Members]
    """By filter."""
    names: Mapping[str, Mapping[str, Words]]
    """Of the options that are entries, by filter."""
    slugs: frozenset[str]
    gives_money: frozenset[str]
    place_by_name: Mapping[str, int]
    """In the Dutch order of names, as lists have it."""
    max_eur: Mapping[str, int]
    """The most that a route pays, of those of which that is known."""


def facets_of(site: Site) -> RouteFacets:
    """In one pass, so that no entry is opened twice."""
    found: dict[str, dict[str, set[str]]] = {
        **{name: {key: set() for key in site.all(shape)} for name, (shape, _has) in TERMS.items()},
        **{name: {choice.value: set() for choice in choices} for name, (choices, _has) in CLOSED.items()},
    }
    everywhere, gives_money, max_eur, by_name = set(), set(), {}, []
    for slug, entry in site.all(InstrumentEntry).items():
        for name, (_options, named) in {**TERMS, **CLOSED}.items():
            for option in named(entry):
                if option in found[name]:
                    found[name][option].add(slug)
        if entry.open_to_all_disciplines:
            everywhere.add(slug)
        if entry.gives_money:
            gives_money.add(slug)
        if entry.amount.max_eur is not None:
            max_eur[slug] = entry.amount.max_eur
        by_name.append((entry.name.nl.casefold(), slug))
    members = {name: {one: frozenset(those) for one, those in options.items()} for name, options in found.items()}
    members["discipline"] = {term: slugs | everywhere for term, slugs in members["discipline"].items()}
    return RouteFacets(
        members=members,
        names={name: {key: one.name for key, one in site.all(shape).items()} for name, (shape, _has) in TERMS.items()},  # type: ignore[attr-defined]
        slugs=frozenset(slug for _name, slug in by_name),
        gives_money=frozenset(gives_money),
        place_by_name={slug: place for place, (_name, slug) in enumerate(sorted(by_name))},
        max_eur=max_eur,
    )


def option_labels(site: Site) -> Mapping[str, Mapping[str, str]]:
    """By filter and option, in the active language: of all that the edition and the closed lists decide."""
    return site.kept(_option_labels, get_language())


def _option_labels(site: Site, language: str) -> Mapping[str, Mapping[str, str]]:
    named = {
        name: {key: str(words) for key, words in options.items()}
        for name, options in site.kept(facets_of).names.items()
    }
    places = {code: str(site.words.place(code)) for code in (*site.words.places, *site.words.groups)}
    closed = {name: {choice.value: str(choice.label) for choice in choices} for name, (choices, _has) in CLOSED.items()}
    return {**named, **closed, "programme": _by_label(named["programme"]), "place": _by_label(places)}


def _by_label(labels: Mapping[str, str]) -> Mapping[str, str]:
    """For what is picked from a long list."""
    return dict(sorted(labels.items(), key=lambda one: folded(one[1])))
