"""The rulebook: all rules in force and what the fields of each route ask, as sentences, per programme and per route.

The whole of it is paged. A page holds whole programmes, so that each stands in one piece, also where it is asked for alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.editions.search.words import folded
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import SourceEntry
from catalogue.vocabulary import Level
from matcher.answers.address import ON, Asked, read_day
from matcher.answers.notes import Note
from matcher.answers.parameters.choices import ChoiceParameter
from matcher.answers.parameters.parameter import PageParameter, TextParameter
from matcher.engine.criteria import RuleId
from matcher.engine.ruleset import EngineRule
from matcher.models import Scope
from matcher.pages.coverage.coverage_form import Select, SelectOption
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.shown import RouteShown, route_shown
from matcher.rules.entries import RuleEntry
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.demands import demand_sentences
from matcher.speech.naming import Namer
from matcher.speech.previews import RuleTeller, is_plain_advice, limits_of

PROGRAMME, LEVEL, TEXT, SHOW = "programme", "level", "text", "show"
PAGE = PageParameter()
MOST_ROUTES = 24
"""That a page takes before it ends; a programme that has more has a page of its own."""
NONE = "none"
"""The routes that belong to no programme."""


class Show(StrEnum):
    INDEX = "index"
    ALL = "all"


class RuleShown(NamedTuple):
    """Why, and the rule as a sentence, with the days on which it holds; "" for advice that always holds."""

    because: str
    sentence: str
    source_url: str
    source_note: str


class RouteTold(NamedTuple):
    """A route with what its fields ask, what one has to check oneself, and the rules that name it."""

    route: RouteShown
    asks: tuple[str, ...]
    checks: tuple[str, ...]
    rules: tuple[RuleShown, ...]
    sources: tuple[SourceEntry, ...]


class Chapter(NamedTuple):
    """A programme: the rules for all of it, and its routes."""

    slug: str
    name: str
    address: str
    rules: tuple[RuleShown, ...]
    routes: tuple[RouteTold, ...]

    @property
    def rule_count(self) -> int:
        """A rule that names several routes counts once."""
        return len({*self.rules, *(rule for route in self.routes for rule in route.rules)})


@dataclass(frozen=True, slots=True)
class Rulebook:
    on: date
    on_given: bool
    text: str
    is_open: bool
    """Whether the routes are told; else the programmes are only listed."""
    rules: int
    """How many rules hold on the day."""
    general: tuple[RuleShown, ...]
    """The rules for every route, and for all routes of a level."""
    chapters: tuple[Chapter, ...]
    selects: tuple[Select, ...]
    page: Page[list[str]]
    """Of the programmes that are told, by their short names."""
    onward: str
    """The address to which "page=2" is added."""
    index: str
    everything: str
    """Addresses: of the list of programmes, and of the first page of all routes."""
    notes: tuple[Note, ...]


def rulebook(query: Mapping[str, list[str]], site: Site, today: date) -> Rulebook:
    """What an address of the rulebook asks for. What it names that is not there is told, and left out."""
    programmes = {slug: str(one.name) for slug, one in site.all(ProgrammeEntry).items()} | {
        NONE: _("Without a programme")
    }
    levels = {level.value: str(level.label) for level in Level}
    own = (
        ChoiceParameter(PROGRAMME, gettext_lazy("Programme"), programmes, former=site.edition.merged(ProgrammeEntry)),
        ChoiceParameter(LEVEL, gettext_lazy("Level"), levels),
        TextParameter(TEXT),
        ChoiceParameter(SHOW, pgettext_lazy("a button", "Show"), {one.value: one.value for one in Show}),
        PAGE,
    )
    asked = read_day(query, site.words, today=today, also=own)
    programme, level, text = asked.query.choice(PROGRAMME), asked.query.choice(LEVEL), asked.query.text(TEXT)
    is_open = asked.query.choice(SHOW) == Show.ALL or bool(programme or level or text)

    held = {rule.id: rule for rule in site.ruleset.rules if rule.holds(asked.on)}
    told_rules = rules_told(held, site)
    filters = {PROGRAMME: programme, LEVEL: level, TEXT: text}
    chosen = routes_chosen(RoutesOnDay.of(site, asked.on), filters)
    with_rules = {rule.scope.programme for rule, _told in told_rules} if not level and not text else set()
    told = [
        slug
        for slug, _name in sorted(programmes.items(), key=lambda one: (one[0] == NONE, folded(one[1])))
        if slug in chosen or (slug in with_rules and programme in ("", slug))
    ]
    pages = Paginator(in_pages(told, chosen) if is_open else [told], 1)
    number, page_notes = asked.query.page(PAGE.name, pages.num_pages)
    page = pages.page(number)
    chapters = [
        chapter_of(slug, programmes[slug], chosen.get(slug, []), told_rules, site, asked, is_open=is_open)
        for slugs in page
        for slug in slugs
    ]
    kept = {PROGRAMME: programme, LEVEL: level, TEXT: text, SHOW: asked.query.choice(SHOW)}
    return Rulebook(
        on=asked.on,
        on_given=asked.on_given,
        text=text,
        is_open=is_open,
        rules=len(held),
        general=tuple(
            told
            for rule, told in told_rules
            if number == 1
            and (
                rule.scope.kind == Scope.EVERYTHING
                or (rule.scope.kind == Scope.LEVEL and (not level or rule.scope.level == level))
            )
        ),
        chapters=tuple(chapters),
        selects=(
            select(PROGRAMME, _("Programme"), _("All programmes"), programmes, programme),
            select(LEVEL, _("Level"), _("All levels"), levels, level),
        ),
        page=page,
        onward=address_before(asked, {name: value for name, value in kept.items() if value}),
        index=address_of(asked, {}),
        everything=address_of(asked, {SHOW: Show.ALL.value}),
        notes=(*asked.notes, *page_notes),
    )


def in_pages(slugs: Iterable[str], chosen: Mapping[str, Sequence[InstrumentEntry]]) -> list[list[str]]:
    """The programmes a page at a time, none of them cut; there is always one page."""
    pages: list[list[str]] = [[]]
    room = MOST_ROUTES
    for slug in slugs:
        routes = len(chosen.get(slug, ()))
        if pages[-1] and routes > room:
            pages.append([])
            room = MOST_ROUTES
        pages[-1].append(slug)
        room -= routes
    return pages


def routes_chosen(day: RoutesOnDay, filters: Mapping[str, str]) -> dict[str, list[InstrumentEntry]]:
    """The published routes that the filters leave, by programme, in the order of their names."""
    found = day.search.find(filters[TEXT]) if filters[TEXT] else None
    chosen: dict[str, list[InstrumentEntry]] = {}
    for entry in sorted(day.site.all(InstrumentEntry).values(), key=lambda one: folded(str(one.name))):
        programme = entry.programme or NONE
        if (
            filters[PROGRAMME] in ("", programme)
            and filters[LEVEL] in ("", entry.level)
            and (found is None or entry.id in found)
        ):
            chosen.setdefault(programme, []).append(entry)
    return chosen


Rules = Sequence[tuple[RuleEntry, RuleShown]]


def rules_told(held: Mapping[RuleId, EngineRule], site: Site) -> Rules:
    """The rules that hold, by name, as sentences."""
    entries = sorted((site.all(RuleEntry)[slug] for slug in held), key=lambda one: one.name)
    return [(one, rule_shown(one, held[RuleId(one.id)], RuleTeller(site))) for one in entries]


def rule_shown(entry: RuleEntry, rule: EngineRule, teller: RuleTeller) -> RuleShown:
    sentence = " ".join(limits_of(entry)) if is_plain_advice(rule) else teller.sentence(entry)
    return RuleShown(str(entry.because), sentence, entry.source, entry.seen_in)


def chapter_of(
    slug: str, name: str, entries: Iterable[InstrumentEntry], rules: Rules, site: Site, asked: Asked, *, is_open: bool
) -> Chapter:
    """A programme; what its routes ask is told only where the book is open."""
    compiled = site.compiled(asked.on)
    namer = Namer(site.words)
    named: dict[str, list[RuleShown]] = {}
    for rule, told in rules:
        for instrument in rule.scope.instruments:
            named.setdefault(instrument, []).append(told)
    routes = []
    for entry in entries:
        read = compiled.instrument(entry.id) if is_open else None
        routes.append(
            RouteTold(
                route_shown(site, entry.id),
                tuple(demand_sentences(read, namer, asked.on)) if read else (),
                tuple(say(site.words.checks[check]) for check in read.checks) if read else (),
                tuple(named.get(entry.id, ())),
                tuple(entry.sources),
            )
        )
    own = [told for rule, told in rules if rule.scope.kind == Scope.PROGRAMME and rule.scope.programme == slug]
    return Chapter(slug, name, address_of(asked, {PROGRAMME: slug}), tuple(own), tuple(routes))


def address_of(asked: Asked, names: Mapping[str, str]) -> str:
    on = {ON: asked.on.isoformat()} if asked.on_given else {}
    query = urlencode({**names, **on})
    return f"{reverse('about-rules')}{'?' if query else ''}{query}"


def address_before(asked: Asked, names: Mapping[str, str]) -> str:
    """The same, ready to have a name added."""
    address = address_of(asked, names)
    return f"{address}{'&' if '?' in address else '?'}"


def select(name: str, label: str, whatever: str, options: Mapping[str, str], chosen: str) -> Select:
    ordered = sorted(options.items(), key=lambda one: (one[0] == NONE, folded(one[1])))
    return Select(
        name, label, whatever, (("", tuple(SelectOption(slug, text, slug == chosen) for slug, text in ordered)),)
    )
