"""The rulebook: all rules in force and what the fields of each route ask, as sentences, per programme and per route."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.editions.search import find, folded
from catalogue.models import Instrument, Level, Programme
from matcher.answers.address import LONGEST, ON, Asked, Note, option, read_day
from matcher.engine.answers import Answers
from matcher.engine.criteria import RuleId
from matcher.engine.ruleset import InstrumentId, Rule
from matcher.models import Rule as RuleRow
from matcher.models import Scope
from matcher.pages.coverage.coverage_form import Select, SelectOption
from matcher.rules.current import Current
from matcher.rules.entries import RuleEntry
from matcher.rules.holding import held
from matcher.rules.words import say
from matcher.speech.demands import demand_sentences
from matcher.speech.previews import RuleTeller, is_plain_advice, limits_of
from matcher.speech.sentences import Teller

PROGRAMME, LEVEL, TEXT, SHOW = "programme", "level", "text", "show"
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

    row: Instrument
    asks: tuple[str, ...]
    checks: tuple[str, ...]
    rules: tuple[RuleShown, ...]


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
    index: str
    everything: str
    """Addresses: of the list of programmes, and of all routes on one page."""
    notes: tuple[Note, ...]


def rulebook(query: Mapping[str, list[str]], now: Current, today: date) -> Rulebook:
    """What an address of the rulebook asks for. What it names that is not there is told, and left out."""
    asked = read_day(query, now.ruleset, now.words, today=today, also=(PROGRAMME, LEVEL, TEXT, SHOW))
    show, told = option(query, SHOW, Show, Show.INDEX)
    programmes = {row.slug: str(row) for row in Programme.objects.all()} | {NONE: _("Without a programme")}
    levels = {row.slug: str(row) for row in Level.objects.all()}
    programme, no_programme = known(query, PROGRAMME, programmes, _no_programme)
    level, no_level = known(query, LEVEL, levels, _no_level)
    text = next((one.strip()[:LONGEST] for one in query.get(TEXT, []) if one.strip()), "")
    is_open = show is Show.ALL or bool(programme or level or text)

    held = {rule.id: rule for rule in now.ruleset.rules if rule.holds(asked.on)}
    told_rules = rules_told(held, Teller(now.compiled(asked.on), now.words, Answers()))
    filters = {PROGRAMME: programme, LEVEL: level, TEXT: text}
    chosen = rows_chosen(filters)
    chapters = [
        chapter
        for slug, name in sorted(programmes.items(), key=lambda one: (one[0] == NONE, folded(one[1])))
        if (chapter := chapter_of(slug, name, chosen.get(slug, []), told_rules, now, asked, is_open=is_open)).routes
        or (chapter.rules and not level and not text and programme in ("", slug))
    ]
    return Rulebook(
        on=asked.on,
        on_given=asked.on_given,
        text=text,
        is_open=is_open,
        rules=len(held),
        general=tuple(
            told
            for row, told in told_rules
            if row.scope == Scope.EVERYTHING
            or (row.scope == Scope.LEVEL and row.level and (not level or row.level.slug == level))
        ),
        chapters=tuple(chapters),
        selects=(
            select(PROGRAMME, _("Programme"), _("All programmes"), programmes, programme),
            select(LEVEL, _("Level"), _("All levels"), levels, level),
        ),
        index=address_of(asked, {}),
        everything=address_of(asked, {SHOW: Show.ALL.value}),
        notes=(*asked.notes, *told, *no_programme, *no_level),
    )


def rows_chosen(filters: Mapping[str, str]) -> dict[str, list[Instrument]]:
    """The published routes that the filters leave, by programme, in the order of their names."""
    rows = Instrument.objects.published().select_related("programme", "level").prefetch_related("sources")
    found = find(filters[TEXT]) if filters[TEXT] else None
    chosen: dict[str, list[Instrument]] = {}
    for row in sorted(rows, key=lambda row: folded(str(row))):
        programme = row.programme.slug if row.programme else NONE
        if (
            filters[PROGRAMME] in ("", programme)
            and filters[LEVEL] in ("", row.level.slug)
            and (found is None or row.slug in found)
        ):
            chosen.setdefault(programme, []).append(row)
    return chosen


Rules = Sequence[tuple[RuleRow, RuleShown]]


def rules_told(held: Mapping[RuleId, Rule], teller: Teller) -> Rules:
    """The rules that hold, by name, as sentences, in a fixed number of queries."""
    rows = (
        RuleRow.objects.filter(slug__in=held)
        .select_related("programme", "level")
        .prefetch_related("conditions__question", "conditions__places", "conditions__groups", "instruments")
        .order_by("name")
    )
    return [(row, rule_shown(row, held[RuleId(row.slug)], teller)) for row in rows]


def rule_shown(row: RuleRow, rule: Rule, teller: Teller) -> RuleShown:
    site = held()
    entry = site.all(RuleEntry)[row.slug]
    sentence = " ".join(limits_of(entry)) if is_plain_advice(rule) else RuleTeller(site, teller).sentence(entry)
    return RuleShown(row.because, sentence, row.source_url, row.source_note)


def chapter_of(
    slug: str, name: str, rows: Iterable[Instrument], rules: Rules, now: Current, asked: Asked, *, is_open: bool
) -> Chapter:
    """A programme; what its routes ask is told only where the book is open."""
    compiled = now.compiled(asked.on)
    teller = Teller(compiled, now.words, Answers())
    named: dict[str, list[RuleShown]] = {}
    for rule, told in rules:
        for instrument in rule.instruments.all() if rule.scope == Scope.INSTRUMENTS else ():
            named.setdefault(instrument.slug, []).append(told)
    routes = []
    for row in rows:
        bit = compiled.bit.get(InstrumentId(row.slug))
        read = compiled.instruments[bit] if bit is not None and is_open else None
        routes.append(
            RouteTold(
                row,
                tuple(demand_sentences(read, teller)) if read else (),
                tuple(say(now.words.checks[check]) for check in read.checks) if read else (),
                tuple(named.get(row.slug, ())),
            )
        )
    own = [told for rule, told in rules if rule.programme and rule.programme.slug == slug]
    return Chapter(slug, name, address_of(asked, {PROGRAMME: slug}), tuple(own), tuple(routes))


def address_of(asked: Asked, names: Mapping[str, str]) -> str:
    on = {ON: asked.on.isoformat()} if asked.on_given else {}
    query = urlencode({**names, **on})
    return f"{reverse('about-rules')}{'?' if query else ''}{query}"


def select(name: str, label: str, whatever: str, options: Mapping[str, str], chosen: str) -> Select:
    ordered = sorted(options.items(), key=lambda one: (one[0] == NONE, folded(one[1])))
    return Select(
        name, label, whatever, (("", tuple(SelectOption(slug, text, slug == chosen) for slug, text in ordered)),)
    )


def known(
    query: Mapping[str, list[str]], name: str, options: Mapping[str, str], say_none: Callable[[str], str]
) -> tuple[str, tuple[Note, ...]]:
    """The one that the address names, "" for none; with a note, and the nearest that there is, for one that is not there."""
    given = next((one.strip()[:LONGEST] for one in query.get(name, []) if one.strip()), "")
    if not given or given in options:
        return given, ()
    by_text = {folded(text): slug for slug, text in options.items()} | {slug: slug for slug in options}
    near = get_close_matches(folded(given), by_text, n=1, cutoff=0.6)
    message = say_none(given)
    if near:
        message += " " + _("Did you mean “%(near)s”?") % {"near": by_text[near[0]]}
    return "", (Note(name, given, message),)


def _no_programme(given: str) -> str:
    return _("There is no programme “%(value)s”.") % {"value": given}


def _no_level(given: str) -> str:
    return _("There is no level “%(value)s”.") % {"value": given}
