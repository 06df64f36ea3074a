"""The catalogue as the pages and the API ask for it: an address to the routes that it leaves, in their order, with counts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matcher.answers.address import LONGEST, MOST_NOTES, ON, Note, Reader
from matcher.pages.routes.days import Day, closing_order
from matcher.pages.routes.facets import KIND, TERMS, Members
from matcher.pages.routes.filters import RouteFilter, Routes, options_of
from matcher.rules.site import Site

RELEVANCE = "relevance"
SORTS = {
    RELEVANCE: gettext_lazy("best match first"),
    "deadline": gettext_lazy("first closing day first"),
    "name": gettext_lazy("by name"),
    "amount": gettext_lazy("highest amount first"),
}
VIEWS = {"list": gettext_lazy("List"), "timeline": gettext_lazy("Time line")}
OWN_NAMES = ("page", "sort", ON)
VIEW = "view"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a facet: how many routes it would leave with the other filters as they are."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.chosen)


@dataclass(frozen=True, slots=True)
class Found:
    """The routes that an address asks for. `query` holds what was understood, and nothing else."""

    routes: Routes
    on: date
    sort: str
    query: QueryDict
    notes: tuple[Note, ...]
    day: Day
    filterset: RouteFilter

    @property
    def site(self) -> Site:
        return self.day.site

    def ordered(self) -> list[str]:
        """The slugs in the order to show them: money before what stands beside it."""
        facets = self.filterset.facets
        score = self.site.search.find(self.query.get("text", "")) if self.sort == RELEVANCE else {}
        order: dict[str, Callable[[str], Any]] = {
            "name": lambda slug: 0,
            "amount": lambda slug: -facets.max_eur.get(slug, 0),
            "deadline": lambda slug: closing_order(self.day.standing[slug]),
            RELEVANCE: lambda slug: -round(score.get(slug, 0), 4),
        }
        by = order[self.sort]
        return sorted(
            self.routes, key=lambda slug: (slug not in facets.gives_money, by(slug), facets.place_by_name[slug])
        )

    def facets(self) -> tuple[Facet, ...]:
        """With counts, each against the other filters as they are chosen."""
        of_entries, day = self.filterset.facets.members, self.day
        members = {
            **{name: of_entries[name] for name in TERMS if name != "programme"},
            "status": day.by_status,
            "deadline": day.by_deadline,
            KIND: of_entries[KIND],
        }
        return tuple(self._facet(name, those) for name, those in members.items())

    def _facet(self, name: str, members: Members) -> Facet:
        left = self.filterset.left_by_others(name)
        counts = {value: len(slugs & left) for value, slugs in members.items()}
        return self.facet(name, counts)

    def facet(self, name: str, counts: Mapping[str, int]) -> Facet:
        """A filter's options in this order, each with its count."""
        chosen, labels = set(self.query.getlist(name)), self.filterset.options[name]
        return Facet(
            name,
            str(self.filterset.filters[name].label),
            tuple(Choice(value, labels[value], count, value in chosen) for value, count in counts.items()),
        )


def find_routes(query: QueryDict, site: Site, *, today: date, also: Collection[str] = ()) -> Found:
    """Nothing in the query string is an error: what is not understood is left out, and told."""
    reader = Reader(site.ruleset, site.words, today)
    given = next((one for one in query.getlist(ON) if one.strip()), "")
    on = (reader.day(ON, given) if given else None) or today
    day = Day.of(site, on)
    clean = understood(query, options_of(day), reader, (*OWN_NAMES, *also))
    filterset = RouteFilter(clean, day=day)
    sort = clean.get("sort", RELEVANCE if clean.get("text") else "deadline")
    return Found(filterset.qs, on, sort, clean, tuple(reader.notes), day, filterset)


def understood(
    query: QueryDict, options: Mapping[str, Mapping[str, str]], reader: Reader, also: Collection[str]
) -> QueryDict:
    """What of a query string the filters know; a note for each name and value that they do not. `options` are theirs."""
    clean = QueryDict(mutable=True)
    known: dict[str, Mapping[str, str]] = {**options, "sort": {name: str(label) for name, label in SORTS.items()}}
    if VIEW in also:
        known[VIEW] = {name: str(label) for name, label in VIEWS.items()}
    for name, values in query.lists():
        given = [one for one in dict.fromkeys(values) if one.strip()][:60]
        if name in known:
            right = [one for one in given if one in known[name]]
            for one in given:
                if one not in known[name]:
                    reader.note(name, one, not_an_option(one, known[name]))
            if right:
                clean.setlist(name, right)
        elif name in ("text", "amount"):
            if given and (name == "text" or is_amount(given[0], reader)):
                clean[name] = given[0][:LONGEST].replace("\x00", "")
        elif name in also:
            if given:
                clean.setlist(name, given)
        elif len(reader.notes) < MOST_NOTES:
            near = get_close_matches(name[:LONGEST], [*known, "text", "amount", *also], n=1, cutoff=0.6)
            message = _("We do not know “%(name)s” in the address. We left it out.")
            if near:
                message = _("We do not know “%(name)s” in the address. Did you mean “%(near)s”?")
            reader.note(name, "", message % {"name": name[:LONGEST], "near": near[0] if near else ""})
    return clean


def is_amount(text: str, reader: Reader) -> bool:
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return True
    message = _("“%(value)s” is not an amount. Write whole euros, with digits only.")
    reader.note("amount", text, message % {"value": text[:LONGEST]})
    return False


def not_an_option(given: str, options: Mapping[str, str]) -> str:
    by_text = {label.casefold(): value for value, label in options.items()} | {one.casefold(): one for one in options}
    near = get_close_matches(given[:LONGEST].casefold(), by_text, n=1, cutoff=0.6)
    if near:
        value = by_text[near[0]]
        message = _("“%(given)s” is no choice here. Did you mean %(label)s (%(value)s)?")
        return message % {"given": given[:LONGEST], "label": options[value], "value": value}
    return _("“%(given)s” is no choice here. We left it out.") % {"given": given[:LONGEST]}
