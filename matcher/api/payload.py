"""A match, and an instrument, as JSON: the stable interface of docs/api.md. Plain dicts; the caller writes them out."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import TypedDict

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.entries.values import Words as TwoLanguages
from matcher.answers.address import texts
from matcher.answers.next_steps import openings
from matcher.engine.answers import Answers, CheckId
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion
from matcher.engine.timing import State, availability
from matcher.engine.verdicts import Failure, Match, Route, ScorePart, Verdict, Waiting
from matcher.rules.ruleset import timing_of
from matcher.rules.site import Site
from matcher.rules.words import Pair, Words, pair, say
from matcher.speech.sentences import Teller, iso

Json = dict[str, object]


class Door(TypedDict):
    """One change in words, and the ids of the routes that it opens."""

    question: str
    change: str
    opens: list[str]


def match_payload(match: Match, compiled: Compiled, words: Words, limit: int | None = None) -> Json:
    """At most `limit` routes that give money are told; counts and openers are those of all. Texts are in the active language;
    days are ISO, in sentences too, so that programs can read them."""
    teller = Teller(compiled, words, match.answers, day=iso)
    writer = RouteWriter(teller)
    return {
        "ruleset": match.ruleset,
        "on": match.on.isoformat(),
        "answers": answers_payload(match.answers, compiled),
        "counts": {verdict.value: count for verdict, count in match.counts.items()},
        "routes": [writer.payload(route) for route in match.routes[:limit]],
        "beside": [
            {"id": route.instrument.id, "name": words.instrument(route.instrument.id), "verdict": route.verdict.value}
            for route in match.beside
            if route.verdict in (Verdict.FITS, Verdict.MAY_FIT)
        ],
        "next_question": match.next_question,
        "openers": openers(match, teller),
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


class RouteWriter:
    """Writes the routes of one match. What they share (criteria, parts of a score) is told once, and stands in each."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.met = cache(self._met)
        self.failing = cache(self._failing)
        self.part = cache(self._part)

    def payload(self, route: Route) -> Json:
        teller, instrument = self.teller, route.instrument
        state = instrument.timing.state
        return {
            "id": instrument.id,
            "name": teller.words.instrument(instrument.id),
            "kind": teller.words.kinds[instrument.id],
            "level": teller.words.levels[instrument.id],
            "verdict": route.verdict.value,
            "rank": route.rank,
            "score": route.score,
            "score_parts": [self.part(part) for part in route.parts],
            "met": [told for criterion in route.met if (told := self.met(criterion))],
            "waits_for": [self._waiting(waiting) for waiting in route.waits_for],
            "checks": [{"id": local(check), "statement": say(teller.words.checks[check])} for check in route.checks],
            "fails": [
                self._changing(failure, state) if failure.change else self.failing(failure.criterion, state)
                for failure in route.fails
            ],
            "advice": [teller.advice(rule) for rule in route.advice],
            "amount": {
                "max_eur": route.cover.max_eur,
                "covers_eur": route.cover.covers_eur,
                "share": route.cover.share,
            },
            "availability": route.availability.value,
            "submit_by": day_or_none(route.due.submit_by),
            "next_closing": day_or_none(route.due.next_closing),
        }

    def _part(self, part: ScorePart) -> Json:
        return {"part": part.part.value, "points": part.points, "max": part.max, "reason": self.teller.part(part)}

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
        "provider": entry.provider,
        "dossier": entry.dossier or None,
        "named_in": list(entry.named_in),
        "pays_for": [pair(text) for text in entry.pays_for],
        "excludes": [pair(text) for text in entry.excludes],
        "applicants": entry.applicants,
        "disciplines": ["all"] if entry.disciplines == "all" else entry.disciplines,
        "goals": entry.goals,
        "direction": [name for name in ("outgoing", "incoming") if name in entry.direction],
        "where": {"groups": entry.where.groups, "places": entry.where.places, "note": pair_or_none(entry.where.note)},
        "based_in": {
            "groups": entry.based_in.groups,
            "places": entry.based_in.places,
            "not_for": entry.based_in.not_for,
            "note": pair_or_none(entry.based_in.note),
        },
        "partners": {
            "min_partners": entry.partners.min_partners,
            "min_countries": entry.partners.min_countries,
            "note": pair_or_none(entry.partners.note),
        },
        "amount": {
            "min_eur": entry.amount.min_eur,
            "max_eur": entry.amount.max_eur,
            "max_rate_pct": entry.amount.max_rate_pct,
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
        "checks": [{"id": check.id, "statement": pair(check.statement)} for check in entry.checks],
        "sources": [
            {
                "url": source.url or None,
                "ref": source.ref or None,
                "supports": str(source.supports),
                "seen": source.seen or None,
            }
            for source in entry.sources
        ],
        "doubts": [str(doubt) for doubt in entry.doubts],
    }


def timing_payload(entry: InstrumentEntry) -> Json:
    rounds: Sequence[Json] = [
        {
            "id": one.code or None,
            "opens": one.opens or None,
            "submit_by": one.closes or None,
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


def without(one: Json, name: str) -> Json:
    return {key: value for key, value in one.items() if key != name}


def public(slugs: Iterable[str], site: Site) -> list[str]:
    """Those that are published."""
    return [slug for slug in slugs if site.get(InstrumentEntry, slug)]


def pair_or_none(text: TwoLanguages | None) -> Pair | None:
    return pair(text) if text else None


def in_words(text: TwoLanguages | None) -> str | None:
    return str(text) if text else None
