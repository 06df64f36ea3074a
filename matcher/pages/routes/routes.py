"""The catalogue as the pages and the API ask for it: filters on rows, with those that dates and places decide."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

import django_filters
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.editions.search import find
from catalogue.filters import InstrumentFilter
from catalogue.models import Instrument
from catalogue.querysets import InstrumentQuerySet
from catalogue.vocabulary import Kind
from matcher.answers.address import LONGEST, MOST_NOTES, ON, Note, Reader
from matcher.engine.answers import PlaceCode
from matcher.engine.compile import Compiled
from matcher.engine.timing import Availability, due
from matcher.engine.truth import Truth
from matcher.rules.current import Current, current

RELEVANCE = "relevance"
SORTS = {
    RELEVANCE: gettext_lazy("best match first"),
    "deadline": gettext_lazy("first closing day first"),
    "name": gettext_lazy("by name"),
    "amount": gettext_lazy("highest amount first"),
}
VIEWS = {"list": gettext_lazy("List"), "timeline": gettext_lazy("Time line")}
STATUS = {
    Availability.OPEN: gettext_lazy("Open now"),
    Availability.UPCOMING: gettext_lazy("Closing day known"),
    Availability.EXPECTED: gettext_lazy("Expected, no date yet"),
    Availability.CLOSED: gettext_lazy("Closed"),
}
WITHIN_DAYS = {
    "30": gettext_lazy("within 30 days"),
    "90": gettext_lazy("within 90 days"),
    "180": gettext_lazy("within half a year"),
    "365": gettext_lazy("within a year"),
}
OWN_NAMES = ("page", "sort", ON)
VIEW = "view"
FACETS = ("level", "theme", "goal", "discipline", "applicant", "status", "deadline", "kind", "programme", "place")
SOONEST_LAST = date.max
AVAILABLE_FIRST = (Availability.UPCOMING, Availability.OPEN, Availability.EXPECTED, Availability.CLOSED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one route stands on the day."""

    availability: Availability
    closes: date | None


class RouteFilter(InstrumentFilter):
    """`day` tells how the routes stand. Takes only data that `understood` has cleaned."""

    place = django_filters.MultipleChoiceFilter(label=gettext_lazy("Country or region"), method="at_place")
    status = django_filters.MultipleChoiceFilter(
        choices=[(one.value, label) for one, label in STATUS.items()], label=gettext_lazy("Applying"), method="standing"
    )
    deadline = django_filters.ChoiceFilter(
        choices=list(WITHIN_DAYS.items()), label=gettext_lazy("Closes"), method="closing", empty_label=None
    )

    def __init__(self, data: Mapping[str, Any], queryset: InstrumentQuerySet, *, day: "Day") -> None:
        self.day = day
        super().__init__(data, queryset)
        self.filters["place"].extra["choices"] = [(code, code) for code in day.place_names]

    def searched(self, text: str) -> Mapping[str, float]:
        return self.day.searched(text)

    def at_place(self, routes: InstrumentQuerySet, name: str, codes: Sequence[str]) -> InstrumentQuerySet:
        """Those that are, or may be, for one of the places; also those that name none."""
        return routes.filter(slug__in=[slug for slug in self.day.standing if self.day.may_be_at(slug, codes)])

    def standing(self, routes: InstrumentQuerySet, name: str, chosen: Sequence[str]) -> InstrumentQuerySet:
        wanted = {Availability(one) for one in chosen}
        slugs = [slug for slug, stands in self.day.standing.items() if stands.availability in wanted]
        return routes.filter(slug__in=slugs) if wanted else routes

    def closing(self, routes: InstrumentQuerySet, name: str, days: str) -> InstrumentQuerySet:
        until = self.day.compiled.on + timedelta(days=int(days))
        slugs = [slug for slug, stands in self.day.standing.items() if stands.closes and stands.closes <= until]
        return routes.filter(slug__in=slugs)


@dataclass(slots=True)
class Day:
    """The compiled ruleset's word on every route, for one day."""

    compiled: Compiled
    place_names: Mapping[str, str]
    standing: dict[str, Standing] = field(default_factory=dict)
    _searched: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        compiled = self.compiled
        closings = [due(timing, None, compiled.on).next_closing for timing in compiled.timings.keys]
        for bit, instrument in enumerate(compiled.instruments):
            timing = compiled.timings.number[bit]
            self.standing[instrument.id] = Standing(compiled.available[timing], closings[timing])

    @classmethod
    def of(cls, now: Current, on: date) -> "Day":
        places = now.words.places.keys() | now.words.groups.keys()
        return cls(now.compiled(on), {code: now.words.place(code) for code in places})

    def searched(self, text: str) -> Mapping[str, float]:
        """The routes that a text finds, by how well they match; asked of the database once, however many counts need it."""
        if text not in self._searched:
            self._searched[text] = find(text)
        return self._searched[text]

    def may_be_at(self, slug: str, codes: Collection[str]) -> bool:
        where = self.compiled.instruments[self.compiled.bit[slug]].where  # type: ignore[index]
        atlas = self.compiled.atlas
        return not where or any(atlas.within(PlaceCode(code), where) is not Truth.NOT_MET for code in codes)


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

    instruments: InstrumentQuerySet
    on: date
    sort: str
    query: QueryDict
    notes: tuple[Note, ...]
    day: Day
    filterset: RouteFilter

    def ordered(self) -> list[str]:
        """The slugs in the order to show them: money before what stands beside it."""
        rows = self.instruments.values_list("slug", "kind", "name_nl", "max_eur")
        money = {Kind(kind) for kind in Kind.values if Instrument(kind=kind).gives_money}
        order: dict[str, Callable[[str, int | None], Any]] = {
            "name": lambda slug, most: 0,
            "amount": lambda slug, most: -(most or 0),
            "deadline": lambda slug, most: self._by_closing(slug),
            RELEVANCE: lambda slug, most: -round(self.day.searched(self.query.get("text", "")).get(slug, 0), 4),
        }
        by = order[self.sort]
        return [
            slug
            for slug, kind, name, most in sorted(
                rows, key=lambda row: (Kind(row[1]) not in money, by(row[0], row[3]), row[2].casefold(), row[0])
            )
        ]

    def _by_closing(self, slug: str) -> tuple[int, date]:
        stands = self.day.standing[slug]
        return AVAILABLE_FIRST.index(stands.availability), stands.closes or SOONEST_LAST

    def facets(self) -> tuple[Facet, ...]:
        """With counts, each against the other filters as they are chosen."""
        members = facet_members(self.day)
        return tuple(self._facet(name, members[name]) for name in members)

    def _facet(self, name: str, members: Mapping[str, tuple[str, set[str]]]) -> Facet:
        others = self.query.copy()
        others.pop(name, None)
        base = Instrument.objects.published()
        left = set(RouteFilter(others, base, day=self.day).qs.values_list("slug", flat=True))
        chosen = set(self.query.getlist(name))
        return Facet(
            name,
            str(self.filterset.filters[name].label),
            tuple(
                Choice(value, label, len(slugs & left), value in chosen) for value, (label, slugs) in members.items()
            ),
        )


def find_routes(query: QueryDict, *, today: date, also: Collection[str] = ()) -> Found:
    """Nothing in the query string is an error: what is not understood is left out, and told."""
    now = current()
    reader = Reader(now.ruleset, now.words, today)
    given = next((one for one in query.getlist(ON) if one.strip()), "")
    on = (reader.day(ON, given) if given else None) or today
    day = Day.of(now, on)
    base = Instrument.objects.published()
    clean = understood(query, RouteFilter(QueryDict(), base, day=day), reader, (*OWN_NAMES, *also))
    filterset = RouteFilter(clean, base, day=day)
    sort = clean.get("sort", RELEVANCE if clean.get("text") else "deadline")
    return Found(filterset.qs, on, sort, clean, tuple(reader.notes), day, filterset)


def understood(query: QueryDict, filters: RouteFilter, reader: Reader, also: Collection[str]) -> QueryDict:
    """What of a query string the filters know; a note for each name and value that they do not."""
    clean = QueryDict(mutable=True)
    known = {**choices_of(filters), "sort": {name: str(label) for name, label in SORTS.items()}}
    if VIEW in also:
        known[VIEW] = {name: str(label) for name, label in VIEWS.items()}
    for name, values in query.lists():
        given = [one for one in dict.fromkeys(values) if one.strip()][:60]
        if name in known:
            options = known[name]
            right = [one for one in given if one in options]
            for one in given:
                if one not in options:
                    reader.note(name, one, not_an_option(one, options))
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


def choices_of(filters: RouteFilter) -> dict[str, dict[str, str]]:
    """Per filter with options: its values and their labels."""
    found: dict[str, dict[str, str]] = {"place": dict(filters.day.place_names)}
    for name, one in filters.filters.items():
        if isinstance(one, django_filters.ModelMultipleChoiceFilter):
            found[name] = {row.slug: str(row) for row in one.extra["queryset"]}
        elif name != "place" and "choices" in one.extra:
            found[name] = {str(value): str(label) for value, label in one.extra["choices"]}
    return found


def facet_members(day: Day) -> dict[str, dict[str, tuple[str, set[str]]]]:
    """Per facet and option: its label and the routes that have it."""
    rows = list(
        Instrument.objects.published()
        .select_related("level", "programme")
        .prefetch_related("themes", "goals", "disciplines", "applicants")
    )

    def by_terms(model: type[Model], has: Callable[[Instrument], Collection[Any]]) -> dict[str, tuple[str, set[str]]]:
        found = {term.slug: (str(term), set[str]()) for term in model._default_manager.all()}  # type: ignore[attr-defined]
        for row in rows:
            for term in has(row):
                found[term.slug][1].add(row.slug)
        return found

    everything = {"level", "theme", "goal", "discipline", "applicant"}
    related = {name: RouteFilter.base_filters[name].extra["queryset"].model for name in everything}
    members = {
        "level": by_terms(related["level"], lambda row: [row.level]),
        "theme": by_terms(related["theme"], lambda row: row.themes.all()),
        "goal": by_terms(related["goal"], lambda row: row.goals.all()),
        "discipline": by_terms(related["discipline"], lambda row: row.disciplines.all()),
        "applicant": by_terms(related["applicant"], lambda row: row.applicants.all()),
    }
    open_to_all = {row.slug for row in rows if row.all_disciplines}
    for _label, slugs in members["discipline"].values():
        slugs |= open_to_all
    until = {days: day.compiled.on + timedelta(days=int(days)) for days in WITHIN_DAYS}
    stands = day.standing.items()
    members["status"] = {
        one.value: (str(label), {slug for slug, how in stands if how.availability is one})
        for one, label in STATUS.items()
    }
    members["deadline"] = {
        days: (str(label), {slug for slug, how in stands if how.closes and how.closes <= until[days]})
        for days, label in WITHIN_DAYS.items()
    }
    members["kind"] = {
        str(kind): (str(label), {row.slug for row in rows if row.kind == kind}) for kind, label in Kind.choices
    }
    return members
