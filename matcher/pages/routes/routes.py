"""The catalogue as the pages and the API ask for it: an address to the routes that it leaves, in their order, with counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from catalogue.entries.kinds import Name
from catalogue.entries.programme import ProgrammeEntry
from matcher.answers.address import DAY_ASKED, KEEP, ON, Asked, read_day
from matcher.answers.notes import LONGEST, Note, note
from matcher.answers.outside import PLAN, WHY, Reason, outside_plan, plan_named
from matcher.answers.parameters.choices import ChoiceParameter, ManyParameter
from matcher.answers.parameters.numbers import AmountParameter
from matcher.answers.parameters.parameter import Named, PageParameter, Parameter, TextParameter
from matcher.answers.parameters.places import PlacesParameter
from matcher.answers.places.names import place_names
from matcher.answers.query import LONGEST_VALUE, Query, read
from matcher.pages.routes.days import RoutesOnDay, closing_order
from matcher.pages.routes.facets import EXTRA, KIND, LEVEL, TERMS, Members
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
FACETS = (
    "level",
    "theme",
    "goal",
    "discipline",
    "applicant",
    "status",
    "deadline",
    "kind",
    "extra",
    "programme",
    "place",
)
SORT = ChoiceParameter("sort", pgettext_lazy("of a list", "Order"), SORTS)
VIEW = "view"
SEEN_AS = ChoiceParameter(VIEW, gettext_lazy("Seen as"), VIEWS)
PAGE = PageParameter()
PLAN_ASKED = TextParameter(PLAN, gettext_lazy("Your plan"), longest=LONGEST_VALUE)
WHY_ASKED = ManyParameter(WHY, gettext_lazy("Why not"), {one.value: one.value for one in Reason})


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
class RoutesFound:
    """The routes that an address asks for. `query` holds what was understood, and nothing else; `asked` also what was typed."""

    routes: Routes
    on: date
    sort: str
    query: QueryDict
    asked: Query
    notes: tuple[Note, ...]
    day: RoutesOnDay
    filterset: RouteFilter

    @property
    def site(self) -> Site:
        return self.day.site

    def ordered(self) -> list[str]:
        """The slugs in the order to show them: money before what stands beside it, but for a text: then the best match."""
        facets = self.filterset.facets
        score = self.day.search.find(self.query.get("text", "")) if self.sort == RELEVANCE else {}
        order: dict[str, Callable[[str], Any]] = {
            "name": lambda slug: 0,
            "amount": lambda slug: -facets.max_eur.get(slug, 0),
            "deadline": lambda slug: closing_order(self.day.standing[slug]),
            RELEVANCE: lambda slug: -round(score.get(slug, 0), 4),
        }
        by = order[self.sort]
        return sorted(
            self.routes,
            key=lambda slug: (
                not self.is_ranked and slug not in facets.gives_money,
                by(slug),
                facets.place_by_name[slug],
            ),
        )

    @property
    def money(self) -> int:
        """How many of the routes give money or mobility, the notion that every page counts by."""
        return len(self.routes.slugs & self.filterset.facets.gives_money)

    @property
    def beside(self) -> int:
        return len(self.routes) - self.money

    @property
    def is_ranked(self) -> bool:
        """Whether the best match for a text comes first."""
        return self.sort == RELEVANCE and "text" in self.query

    def hits(self) -> list[Name]:
        """The routes in their order; where nothing but a text is asked, between them all else that the text finds."""
        routes: list[Name] = [("instrument", slug) for slug in self.ordered()]
        if not self.is_ranked or self.query.keys() & {*FACETS, "amount"}:
            return routes
        score = self.day.search.find_all(self.asked.text("text") or "")
        others = [name for name in score if name[0] != "instrument"]
        return sorted([*routes, *others], key=lambda name: -round(score[name], 4))

    def facets(self) -> tuple[Facet, ...]:
        """With counts, each against the other filters as they are chosen."""
        of_entries, day = self.filterset.facets.members, self.day
        members = {
            LEVEL: of_entries[LEVEL],
            **{name: of_entries[name] for name in TERMS if name != "programme"},
            "status": day.by_status,
            "deadline": day.by_deadline,
            KIND: of_entries[KIND],
            EXTRA: of_entries[EXTRA],
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


def find_routes(query: QueryDict, site: Site, *, today: date, also: Iterable[Parameter] = ()) -> RoutesFound:
    """Nothing in the query string is an error: what is not understood is left out, and told.

    Where `PLAN_ASKED` is among `also`, and an address has it, only what is outside that plan is found."""
    given = dict(query.lists())
    day = RoutesOnDay.of(site, read({ON: given.get(ON, [])}, (DAY_ASKED,)).day(ON) or today)
    own = (*filters_asked(options_of(day), site), SORT, *also, PAGE)
    asked = read_day(given, site.words, today=today, also=own)
    clean, notes, among = understood(asked.query), asked.notes, None
    if plan := asked.query.text(PLAN):
        of_plan = plan_named(site, plan, asked.on)
        notes = (*notes, *plan_told(of_plan, plan))
        if of_plan:
            among = outside_plan(site, of_plan, asked.query.many(WHY), asked.on)
        else:
            clean.pop(PLAN)
            clean.pop(WHY, None)
    if text := asked.query.text("text"):
        notes = (*notes, *text_told(day, text))
    filterset = RouteFilter(clean, day=day, among=among)
    sort = asked.query.choice(SORT.name) or (RELEVANCE if asked.query.text("text") else "deadline")
    return RoutesFound(filterset.qs, asked.on, sort, clean, asked.query, notes, day, filterset)


def text_told(day: RoutesOnDay, text: str) -> tuple[Note, ...]:
    """What was searched instead of a text with a slip of the pen."""
    if not (searched := day.search.read_as(text)):
        return ()
    message = gettext("Nothing here is called “%(value)s”: we searched for “%(searched)s”.")
    return (note("text", text, message % {"value": text[:LONGEST], "searched": searched}, is_read=True),)


def plan_told(asked: Asked | None, text: str) -> tuple[Note, ...]:
    """What of a plan was not understood, or that it is none."""
    if asked is not None:
        return tuple(one for one in asked.notes if not one.is_read)
    message = gettext("“%(value)s” is not a plan: we leave it out, and show all routes.")
    return (note(PLAN, text, message % {"value": text[:LONGEST]}),)


def filters_asked(options: Mapping[str, Mapping[str, str]], site: Site) -> tuple[Parameter, ...]:
    """The filters as an address names them: with words, with options and with an amount. `options` are those of each facet."""
    words = site.words
    kinds: dict[str, Callable[..., ManyParameter]] = {
        "deadline": ChoiceParameter,
        "place": partial(PlacesParameter, known=place_names(words)),
        "programme": partial(ManyParameter, former=site.edition.merged(ProgrammeEntry)),
    }
    labels = {name: one.label for name, one in RouteFilter.base_filters.items()}
    places: dict[str, Named] = {**words.groups, **words.places}
    named: dict[str, Mapping[str, Named]] = {**options, "place": {code: places[code] for code in options["place"]}}
    return (
        TextParameter("text", labels["text"]),
        *(kinds.get(name, ManyParameter)(name, labels[name], named[name]) for name in FACETS),
        AmountParameter("amount", labels["amount"], takes_least=True),
    )


def understood(asked: Query) -> QueryDict:
    """What of an address the filters know, as they take it; without the routes put aside."""
    clean = QueryDict(mutable=True)
    for name, text in asked.pairs(without=(KEEP,)):
        clean.appendlist(name, text)
    return clean
