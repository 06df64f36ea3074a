"""A match as JSON: the stable interface of docs/api.md. Plain dicts; the caller writes them out."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple, TypedDict

from django.utils.translation import get_language

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers.advisers import advisers_of_plan
from matcher.answers.belonging import belongs
from matcher.answers.next_steps import openings
from matcher.answers.query import texts
from matcher.api.values import Json, advisers_payload, closes_payload, day_or_none, needs_first, plain_number
from matcher.engine.answers import APPLICANT, AT, PARTNERS, PLACE, Answers, CheckId
from matcher.engine.availability import Availability, returns
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion, Topic
from matcher.engine.evaluation import partners_count
from matcher.engine.match import Match
from matcher.engine.predicates import Not, Partnership, questions_of
from matcher.engine.ruleset import Instrument
from matcher.engine.timing import State
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Failure, Group, Route, ScorePart, Verdict, Waiting
from matcher.rules.site import Site
from matcher.rules.words import Words, backed_as, say
from matcher.speech.points import why_points
from matcher.speech.rounds import how_it_stands
from matcher.speech.sentences import Teller
from matcher.speech.writing import counted, iso


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
            and belongs(site.all(InstrumentEntry)[route.instrument.id], match.answers)
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
    units: list[Json]
    needs_first: Json | None


class LastingRoutes(NamedTuple):
    """What an edition tells of all routes, in one language."""

    routes: Mapping[str, LastingRoute]
    checks: Mapping[CheckId, Json]
    sources: Mapping[tuple[str, str], Json]
    """As `Words.backing` has them."""


def lasting_routes(site: Site, _language: str | None) -> LastingRoutes:
    """What an edition tells of all routes, in the active language: dicts that every match hands on, and nobody changes."""
    words = site.words
    routes = {
        str(one.id): LastingRoute(
            words.instrument(one.id),
            units(one, words),
            needs_first(words, one.id),
        )
        for one in site.ruleset.instruments
    }
    checks: dict[CheckId, Json] = {
        check: {"id": local(check), "statement": say(words.checks[check])}
        for one in site.ruleset.instruments
        for check in one.checks
    }
    sources: dict[tuple[str, str], Json] = {
        key: {"url": one.url or None, "ref": one.ref or None, "seen": one.seen or None}
        for key, one in words.backing.items()
    }
    return LastingRoutes(routes, checks, sources)


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
            "checks": [self.told.checks[check] for check in route.checks],
            "fails": [
                {
                    **(self._changing(failure, state) if failure.change else self.failing(failure.criterion, state)),
                    "source": self._source(instrument, failure.criterion),
                }
                for failure in route.fails
            ],
            "advice": [teller.advice(rule) for rule in route.advice],
            "amount": {
                "max_eur": route.amount.max_eur,
                "max_rate_pct": route.amount.max_rate_pct,
                "covers_eur": route.cover.covers_eur,
                "share": route.cover.share,
                "because": [teller.advice(rule) for rule in route.limits],
                "units": lasting.units,
                "more_on_top": route.cover.is_more,
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
        return {"question": asked_by(criterion, self.teller.answers), "reason": self.teller.unknown(criterion, ())}

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
        if route.group is not Group.LATER and route.availability is not Availability.EXPECTED:
            return None
        timing, on = route.instrument.timing, self.teller.compiled.on
        found = returns(timing, on)
        return {
            "when": day_or_none(found.closes),
            "certainty": found.certainty.value,
            "last_seen": found.last_seen or None,
            "reason": how_it_stands(timing, on, self.teller.day),
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
        return {"question": asked_by(criterion, self.teller.answers), "reason": reason} if reason else None

    def _waiting(self, waiting: Waiting) -> Json:
        criterion, questions = waiting.criterion, waiting.questions
        return {
            "question": questions[0] if questions else asked_by(criterion, self.teller.answers),
            "questions": list(questions),
            "reason": self.teller.unknown(criterion, questions),
        }

    def _failing(self, criterion: Criterion, state: State) -> Json:
        reason = self.teller.unmet(criterion, state)
        return {"question": asked_by(criterion, self.teller.answers), "reason": reason, "change": None}

    def _changing(self, failure: Failure, state: State) -> Json:
        change = self.teller.change(failure.criterion, failure.change) or None
        return {**self.failing(failure.criterion, state), "change": change}


def openers(match: Match, teller: Teller) -> list[Door]:
    """What would open more doors, most doors first."""
    doors = [
        Door(question=asked_by(one.criterion, match.answers), change=one.words, opens=[*one.routes])
        for one in openings(match, teller)
    ]
    return sorted(doors, key=lambda door: (-len(door["opens"]), door["question"], door["change"]))


def asked_by(criterion: Criterion, answers: Answers) -> str:
    """The question that a criterion is about: where it fails or waits, the one that is lacking."""
    match criterion.topic:
        case Topic.WHERE:
            return AT if len(criterion.any_of) > 1 or isinstance(criterion.any_of[0], Not) else PLACE
        case Topic.PARTNERS:
            wanted = criterion.any_of[0]
            lacking = isinstance(wanted, Partnership) and partners_count(answers, wanted) is not Truth.MET
            return PARTNERS if lacking else PLACE
        case Topic.RULE:
            asked = [question for predicate in criterion.any_of for question in questions_of(predicate)]
            return asked[0] if asked else "rule"
        case _:
            return criterion.topic.value


def local(check: CheckId) -> str:
    """A check's own name, without its instrument's."""
    return check.partition(".")[2]
