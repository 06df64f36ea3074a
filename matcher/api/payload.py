"""A match, and an instrument, as JSON: the stable interface of docs/api.md. Plain dicts; the caller writes them out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypedDict

from django.utils.translation import get_language

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.pay import UnitEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import Words as TwoLanguages
from catalogue.freshness import contacts_seen, facts_seen
from matcher.answers.address import texts
from matcher.answers.advisers import Advisers, advisers_of_plan, advisers_of_route
from matcher.answers.next_steps import openings
from matcher.engine.answers import APPLICANT, Answers, CheckId
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion
from matcher.engine.ruleset import Instrument
from matcher.engine.timing import Due, State, availability, returns
from matcher.engine.verdicts import Failure, Group, Match, Route, ScorePart, Verdict, Waiting
from matcher.rules.ruleset import timing_of
from matcher.rules.site import Site
from matcher.rules.words import Pair, Words, backed_as, pair, say
from matcher.speech.demands import demand_sentences
from matcher.speech.points import why_points
from matcher.speech.sentences import Teller
from matcher.speech.shelf_lives import shelf_lives
from matcher.speech.writing import counted, iso

Json = dict[str, object]
ZONE = "Europe/Brussels"


class Door(TypedDict):
    """One change in words, and the ids of the routes that it opens."""

    question: str
    change: str
    opens: list[str]


def match_payload(match: Match, compiled: Compiled, site: Site, limit: int | None = None) -> Json:
    """At most `limit` routes that give money are told; counts and openers are those of all. Texts are in the active language;
    days are ISO, in sentences too, so that programs can read them."""
    words = site.words
    teller = Teller(compiled, words, match.answers, day=iso)
    writer = RouteWriter(teller, site.kept(lasting_routes, get_language()))
    return {
        "ruleset": match.ruleset,
        "edition": site.edition.number,
        "on": match.on.isoformat(),
        "answers": answers_payload(match.answers, compiled),
        "counts": {verdict.value: count for verdict, count in match.counts.items()},
        "group_counts": {group.value: count for group, count in match.group_counts.items()},
        "routes": [writer.payload(route) for route in match.routes[:limit]],
        "beside": [
            {"id": route.instrument.id, "name": words.instrument(route.instrument.id), "verdict": route.verdict.value}
            for route in match.beside
            if route.verdict in (Verdict.FITS, Verdict.MAY_FIT)
        ],
        "next_question": match.next_question,
        "openers": openers(match, teller),
        "advisers": advisers_payload(advisers_of_plan(site, match.answers), site, match.on),
    }


def answers_payload(answers: Answers, compiled: Compiled) -> Json:
    """Options and places as lists, days as ISO, numbers as numbers, in the order of the questions."""
    given: Json = {}
    for name in compiled.questions:
        if name in answers:
            value = answers.values[name]
            given[name] = (
                value if isinstance(value, int) else texts(value)[0] if isinstance(value, date) else texts(value)
            )
    for said, holds in (("yes", True), ("no", False)):
        checks = sorted(check for check, held in answers.checks.items() if held is holds)
        if checks:
            given[said] = checks
    return given


class LastingRoute(NamedTuple):
    """What is told of a route whatever was answered, in one language."""

    name: str
    checks: list[Json]
    units: list[Json]
    needs_first: Json | None


class LastingRoutes(NamedTuple):
    """What an edition tells of all routes, in one language."""

    routes: Mapping[str, LastingRoute]
    sources: Mapping[tuple[str, str], Json]
    """As `Words.backing` has them."""


def lasting_routes(site: Site, _language: str | None) -> LastingRoutes:
    """What an edition tells of all routes, in the active language: dicts that every match hands on, and nobody changes."""
    words = site.words
    routes = {
        str(one.id): LastingRoute(
            words.instrument(one.id),
            [{"id": local(check), "statement": say(words.checks[check])} for check in one.checks],
            units(one, words),
            needs_first(words, one.id),
        )
        for one in site.ruleset.instruments
    }
    sources: dict[tuple[str, str], Json] = {
        key: {"url": one.url or None, "ref": one.ref or None, "seen": one.seen or None}
        for key, one in words.backing.items()
    }
    return LastingRoutes(routes, sources)


def units(instrument: Instrument, words: Words) -> list[Json]:
    texts = words.units.get(instrument.id, ())
    return [
        {"per": unit.per.value, "eur": plain_number(unit.eur), "extra": unit.is_extra, "when": say(text) or None}
        for unit, text in zip(instrument.amount.units, texts, strict=True)
    ]


class RouteWriter:
    """Writes the routes of one match. What they share (criteria, parts of a score) is told once, and stands in each."""

    def __init__(self, teller: Teller, told: LastingRoutes) -> None:
        self.teller = teller
        self.told = told
        self.met = cache(self._met)
        self.failing = cache(self._failing)
        self.unknown = cache(self._unknown)
        self.part = cache(self._part)

    def payload(self, route: Route) -> Json:
        teller, instrument = self.teller, route.instrument
        lasting = self.told.routes[instrument.id]
        state = instrument.timing.state
        return {
            "id": instrument.id,
            "name": lasting.name,
            "kind": teller.words.kinds[instrument.id],
            "level": teller.words.levels[instrument.id],
            "verdict": route.verdict.value,
            "group": route.group.value,
            "tier": route.tier.value,
            "rank": route.rank,
            "score": route.score,
            "score_parts": [self.part(part) for part in route.parts],
            "met": [
                {**told, "source": self._source(instrument, criterion)}
                for criterion in route.met
                if (told := self.met(criterion))
            ],
            "waits_for": [self._waiting(waiting) for waiting in route.waits_for],
            "unknown": [self.unknown(criterion) for criterion in route.unknown],
            "checks": lasting.checks,
            "fails": [
                {
                    **(self._changing(failure, state) if failure.change else self.failing(failure.criterion, state)),
                    "source": self._source(instrument, failure.criterion),
                }
                for failure in route.fails
            ],
            "advice": [teller.advice(rule) for rule in route.advice],
            "amount": {
                "max_eur": route.cover.max_eur,
                "covers_eur": route.cover.covers_eur,
                "share": route.cover.share,
                "units": lasting.units,
                "sum": [{"what": counted(one), "eur": one.eur} for one in route.cover.sums],
            },
            "needs_first": lasting.needs_first,
            "to_check": sum(1 for check in route.checks if not teller.answers.checks.get(check)),
            "through": self._through(route),
            "returns": self._returns(route),
            "closes": closes_payload(route.due),
            "availability": route.availability.value,
            "submit_by": day_or_none(route.due.submit_by),
            "next_closing": day_or_none(route.due.next_closing),
        }

    def _source(self, instrument: Instrument, criterion: Criterion) -> Json | None:
        """Where it is said; None: no source was seen that says it."""
        return self.told.sources.get(backed_as(instrument.id, criterion))

    def _unknown(self, criterion: Criterion) -> Json:
        return {"question": self.teller.asked_by(criterion), "reason": self.teller.unknown(criterion, ())}

    def _through(self, route: Route) -> Json | None:
        if route.group is not Group.THROUGH:
            return None
        for applicant in sorted(self.teller.answers.chosen(APPLICANT) or ()):
            found = self.teller.words.through.get((route.instrument.id, applicant))
            if found:
                reason, who = found
                return {"who": who, "reason": say(reason)}
        return None

    def _returns(self, route: Route) -> Json | None:
        if route.group is not Group.LATER:
            return None
        found = returns(route.instrument.timing, self.teller.compiled.on)
        return {
            "when": day_or_none(found.closes),
            "certainty": found.certainty.value,
            "last_seen": found.last_seen or None,
            "reason": self.teller.returning(found),
        }

    def _part(self, part: ScorePart) -> Json:
        return {
            "part": part.part.value,
            "points": part.points,
            "max": part.max,
            "reason": why_points(part, self.teller.words),
        }

    def _met(self, criterion: Criterion) -> Json | None:
        """None where there is nothing to say."""
        reason = self.teller.met(criterion)
        return {"question": self.teller.asked_by(criterion), "reason": reason} if reason else None

    def _waiting(self, waiting: Waiting) -> Json:
        criterion, questions = waiting.criterion, waiting.questions
        return {
            "question": questions[0] if questions else self.teller.asked_by(criterion),
            "questions": list(questions),
            "reason": self.teller.unknown(criterion, questions),
        }

    def _failing(self, criterion: Criterion, state: State) -> Json:
        reason = self.teller.unmet(criterion, state)
        return {"question": self.teller.asked_by(criterion), "reason": reason, "change": None}

    def _changing(self, failure: Failure, state: State) -> Json:
        change = self.teller.change(failure.criterion, failure.change) or None
        return {**self.failing(failure.criterion, state), "change": change}


def closes_payload(due: Due) -> Json | None:
    """The day to apply by, for the start or in general, and how sure it is; None: no day is known."""
    if due.closes is None:
        return None
    return {
        "on": due.closes.isoformat(),
        "at": due.at or None,
        "zone": ZONE,
        "certainty": due.certainty.value,
        "last_seen": due.last_seen or None,
    }


def needs_first(words: Words, slug: str) -> Json | None:
    found = words.needs_first.get(slug)
    return {"status": say(found[0]), "route": found[1]} if found else None


def plain_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def openers(match: Match, teller: Teller) -> list[Door]:
    """What would open more doors, most doors first."""
    doors = [
        Door(question=teller.asked_by(one.criterion), change=one.words, opens=[*one.routes])
        for one in openings(match, teller)
    ]
    return sorted(doors, key=lambda door: (-len(door["opens"]), door["question"], door["change"]))


def local(check: CheckId) -> str:
    """A check's own name, without its instrument's."""
    return check.partition(".")[2]


def day_or_none(day: date | None) -> str | None:
    return day.isoformat() if day else None


def instrument_payload(entry: InstrumentEntry, site: Site, on: date) -> Json:
    """One route. Lists stand in a fixed order."""
    programme = site.get(ProgrammeEntry, entry.programme) if entry.programme else None
    return {
        "id": entry.id,
        "name": pair(entry.name),
        "summary": pair(entry.summary),
        "kind": entry.kind,
        "level": entry.level,
        "themes": entry.themes,
        "programme": str(programme.name) if programme else None,
        "programme_id": entry.programme,
        "provider": entry.provider,
        "dossier": entry.dossier or None,
        "named_in": list(entry.named_in),
        "pays_for": [pair(text) for text in entry.pays_for],
        "excludes": [pair(text) for text in entry.excludes],
        "applicants": entry.applicants,
        "disciplines": ["all"] if entry.disciplines == "all" else entry.disciplines,
        "goals": entry.goals,
        "direction": [name for name in ("outgoing", "incoming") if name in entry.direction],
        "where": {
            "groups": entry.where.groups,
            "places": entry.where.places,
            "role": entry.where.role,
            "note": pair_or_none(entry.where.note),
        },
        "based_in": {
            "groups": entry.based_in.groups,
            "places": entry.based_in.places,
            "not_for": entry.based_in.not_for,
            "lead_only": entry.based_in.lead_only,
            "note": pair_or_none(entry.based_in.note),
        },
        "partners": {
            "min_partners": entry.partners.min_partners,
            "min_countries": entry.partners.min_countries,
            "sides": [side.model_dump() for side in entry.partners.sides],
            "note": pair_or_none(entry.partners.note),
        },
        "amount": {
            "min_eur": entry.amount.min_eur,
            "max_eur": entry.amount.max_eur,
            "max_rate_pct": entry.amount.max_rate_pct,
            "units": [unit_payload(unit) for unit in entry.amount.units],
            "figures": [
                {**figure.model_dump(mode="json", exclude={"note"}), "note": pair_or_none(figure.note)}
                for figure in entry.amount.figures
            ],
            "note": pair_or_none(entry.amount.note),
        },
        "timing": timing_payload(entry),
        "combine": {
            "with": public(entry.combine.with_, site),
            "not_with": public(entry.combine.not_with, site),
            "also_with": [pair(text) for text in entry.combine.also_with],
            "also_not_with": [pair(text) for text in entry.combine.never_with],
            "note": pair_or_none(entry.combine.note),
        },
        "limits": pair_or_none(entry.limits),
        "advisers": advisers_payload(advisers_of_route(site, entry), site, on),
        "help": [slug for slug in entry.help if site.get(OrganisationEntry, slug)],
        "apply": {
            "channel": in_words(entry.apply.channel),
            "url": entry.apply.url or None,
            "language": in_words(entry.apply.language),
        },
        "status": {
            "state": entry.status.state,
            "as_of": entry.status.as_of or None,
            "note": pair_or_none(entry.status.note),
        },
        "availability": availability(timing_of(entry), on).value,
        "admission": entry.admission,
        "needs_first": needs_first(site.words, entry.id),
        "through": [{"applicant": one.applicant, "who": one.by, "reason": pair(one.reason)} for one in entry.through],
        "demands": demands_of(entry, site, on),
        "rounds": {"known": rounds_known(entry), "of": entry.timing.rounds_a_year},
        "checks": [{"id": check.id, "statement": pair(check.statement)} for check in entry.checks],
        "needs": [
            {
                "kind": need.kind.value,
                "what": pair(need.what),
                "url": need.url or None,
                "weeks": need.weeks,
                "source": need.source or None,
            }
            for need in entry.needs
        ],
        "extras": [
            {"kind": extra.kind.value, "what": pair(extra.what), "source": extra.source or None}
            for extra in entry.extras
        ],
        "sources": [
            {
                "url": source.url or None,
                "ref": source.ref or None,
                "supports": str(source.supports),
                "seen": source.seen or None,
                "about": list(source.about),
            }
            for source in entry.sources
        ],
        "freshness": {
            one.subject.value: {
                "seen": one.seen or None,
                "shelf_life_months": one.keeps_months,
                "is_stale": one.is_stale,
            }
            for one in facts_seen(entry, shelf_lives(site), on)
        },
        "doubts": [str(doubt) for doubt in entry.doubts],
    }


def advisers_payload(found: Advisers, site: Site, on: date) -> Json:
    """Whom to call; `nearest` is there where nobody is known who advises on just this."""
    return {
        "known": [adviser_payload(one, site, on) for one in found.known],
        "nearest": adviser_payload(found.nearest, site, on) if found.nearest else None,
    }


def adviser_payload(entry: OrganisationEntry, site: Site, on: date) -> Json:
    return {
        "id": entry.id,
        "name": pair(entry.name),
        "advises_on": pair_or_none(entry.advises),
        "for_whom": pair_or_none(entry.for_whom),
        "url": entry.url or None,
        "contacts": [
            {
                "kind": one.contact.kind,
                "value": one.contact.value or None,
                "text": pair_or_none(one.contact.text),
                "seen": one.contact.seen or None,
                "is_confirmed": not one.is_stale,
                "source": {"url": one.contact.url or None, "ref": one.contact.ref or None},
            }
            for one in contacts_seen(entry, shelf_lives(site), on)
        ],
    }


def timing_payload(entry: InstrumentEntry) -> Json:
    rounds: Sequence[Json] = [
        {
            "id": one.code or None,
            "opens": one.opens or None,
            "submit_by": one.closes or None,
            "closes_at": one.closes_at or None,
            "certainty": "announced" if one.is_announced else "usual",
            "decides": one.decides or None,
            "start_from": one.starts_from or None,
            "start_to": one.starts_until or None,
            "max_eur": one.max_eur,
            "note": pair_or_none(one.note),
            "sets_own_rules": one.sets_own_rules,
        }
        for one in entry.rounds
    ]
    timing = entry.timing
    return {
        "kind": None if timing.kind == "unknown" else timing.kind,
        "lead_time_days": timing.lead_days,
        "lead_time_months": timing.lead_months,
        "windows": [
            {
                "submit_by": window.submit_by,
                "closes_at": window.closes_at or None,
                "certainty": "usual",
                "last_seen": window.last_seen or None,
                "decides": window.decides or None,
                "start_from": window.start_from or None,
                "start_to": window.start_to or None,
                "start_year_offset": window.start_year_offset,
            }
            for window in timing.windows
        ],
        "calls": [without(one, "sets_own_rules") for one in rounds if not one["sets_own_rules"]],
        "editions": [without(one, "sets_own_rules") for one in rounds if one["sets_own_rules"]],
        "duration_max_months": timing.duration_max_months,
        "decision_weeks": timing.decision_weeks,
        "note": pair_or_none(timing.note),
    }


def unit_payload(unit: UnitEntry) -> Json:
    return {
        **unit.model_dump(mode="json", exclude={"eur", "when"}),
        "eur": plain_number(unit.eur),
        "when": pair_or_none(unit.when),
    }


def rounds_known(entry: InstrumentEntry) -> int:
    """How many rounds a year have a day that is known."""
    years = Counter(one.closes[:4] for one in entry.rounds if len(one.closes) == len("2026-02-28"))
    return max(len(entry.timing.windows), *years.values(), 0)


def demands_of(entry: InstrumentEntry, site: Site, on: date) -> list[str]:
    """What it asks, as sentences in the active language."""
    teller = Teller(site.compiled(on), site.words, Answers(), day=iso)
    return list(demand_sentences(site.compiled(on).instrument(entry.id), teller))


def without(one: Json, name: str) -> Json:
    return {key: value for key, value in one.items() if key != name}


def public(slugs: Iterable[str], site: Site) -> list[str]:
    """Those that are published."""
    return [slug for slug in slugs if site.get(InstrumentEntry, slug)]


def pair_or_none(text: TwoLanguages | None) -> Pair | None:
    return pair(text) if text else None


def in_words(text: TwoLanguages | None) -> str | None:
    return str(text) if text else None
