"""A match, and an instrument, as JSON: the stable interface of DESIGN.md. Plain dicts; the caller writes them out."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict

from catalogue.models import Instrument
from matcher.answers.address import texts
from matcher.engine.answers import Answers, CheckId
from matcher.engine.compile import Compiled
from matcher.engine.timing import availability
from matcher.engine.verdicts import Match, Route, Verdict
from matcher.rules.ruleset import timing_of
from matcher.rules.words import Pair, Words, pair, say
from matcher.speech.sentences import Teller, iso

Json = dict[str, object]


class Door(TypedDict):
    """One change in words, and the ids of the routes that it opens."""

    question: str
    change: str
    opens: list[str]


def match_payload(match: Match, compiled: Compiled, words: Words) -> Json:
    """Texts are in the active language; days are ISO, in sentences too, so that programs can read them."""
    teller = Teller(compiled, words, match.answers, day=iso)
    return {
        "ruleset": match.ruleset,
        "on": match.on.isoformat(),
        "answers": answers_payload(match.answers, compiled),
        "counts": {verdict.value: count for verdict, count in match.counts.items()},
        "routes": [route_payload(route, teller) for route in match.routes],
        "beside": [
            {"id": route.instrument.id, "name": words.instrument(route.instrument.id), "verdict": route.verdict.value}
            for route in match.beside
            if route.verdict in (Verdict.FITS, Verdict.MAY_FIT)
        ],
        "next_question": match.next_question,
        "openers": openers(match.routes, teller),
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


def route_payload(route: Route, teller: Teller) -> Json:
    instrument = route.instrument
    met = [(teller.asked_by(criterion), teller.met(criterion)) for criterion in route.met]
    return {
        "id": instrument.id,
        "name": teller.words.instrument(instrument.id),
        "kind": teller.words.kinds[instrument.id],
        "level": teller.words.levels[instrument.id],
        "verdict": route.verdict.value,
        "rank": route.rank,
        "score": route.score,
        "score_parts": [
            {"part": part.part.value, "points": part.points, "max": part.max, "reason": teller.part(part)}
            for part in route.parts
        ],
        "met": [{"question": question, "reason": reason} for question, reason in met if reason],
        "waits_for": [
            {
                "question": waiting.questions[0] if waiting.questions else teller.asked_by(waiting.criterion),
                "questions": list(waiting.questions),
                "reason": teller.unknown(waiting.criterion, waiting.questions),
            }
            for waiting in route.waits_for
        ],
        "checks": [{"id": local(check), "statement": say(teller.words.checks[check])} for check in route.checks],
        "fails": [
            {
                "question": teller.asked_by(failure.criterion),
                "reason": teller.unmet(failure.criterion, instrument.timing.state),
                "change": teller.change(failure.criterion, failure.change) or None,
            }
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


def openers(routes: Iterable[Route], teller: Teller) -> list[Door]:
    """What would open more doors: routes that one change in the same words opens, together; most doors first."""
    doors: dict[tuple[str, str], Door] = {}
    for route in routes:
        if route.verdict is not Verdict.ALMOST or route.fails[0].change is None:
            continue
        failure = route.fails[0]
        key = teller.asked_by(failure.criterion), teller.change(failure.criterion, failure.change)
        door = doors.setdefault(key, Door(question=key[0], change=key[1], opens=[]))
        door["opens"].append(route.instrument.id)
    return sorted(doors.values(), key=lambda door: (-len(door["opens"]), door["question"], door["change"]))


def local(check: CheckId) -> str:
    """A check's own name, without its instrument's."""
    return check.partition(".")[2]


def day_or_none(day: date | None) -> str | None:
    return day.isoformat() if day else None


def instrument_payload(instrument: Instrument, on: date) -> Json:
    """One instrument, from a row fetched with `Instrument.objects.for_page()`. Lists stand in a fixed order."""
    return {
        "id": instrument.slug,
        "name": pair(instrument, "name"),
        "summary": pair(instrument, "summary"),
        "kind": instrument.kind,
        "level": instrument.level.slug,
        "themes": slugs(instrument.themes.all()),
        "programme": instrument.programme.name if instrument.programme else None,
        "provider": instrument.provider.slug,
        "dossier": instrument.dossier or None,
        "named_in": list(instrument.named_in),
        "pays_for": [pair(cost, "text") for cost in instrument.costs.all() if cost.is_paid],
        "excludes": [pair(cost, "text") for cost in instrument.costs.all() if not cost.is_paid],
        "applicants": slugs(instrument.applicants.all()),
        "disciplines": ["all"] if instrument.all_disciplines else slugs(instrument.disciplines.all()),
        "goals": slugs(instrument.goals.all()),
        "direction": [
            name
            for name, holds in (("outgoing", instrument.is_outgoing), ("incoming", instrument.is_incoming))
            if holds
        ],
        "where": {
            "groups": slugs(instrument.where_groups.all()),
            "places": sorted(place.code for place in instrument.where_places.all()),
            "note": pair_or_none(pair(instrument, "where_note")),
        },
        "based_in": {
            "groups": slugs(instrument.based_groups.all()),
            "places": sorted(place.code for place in instrument.based_places.all()),
            "not_for": slugs(instrument.based_not_for.all()),
            "note": pair_or_none(pair(instrument, "based_note")),
        },
        "partners": {
            "min_partners": instrument.min_partners,
            "min_countries": instrument.min_countries,
            "note": pair_or_none(pair(instrument, "partners_note")),
        },
        "amount": {
            "min_eur": instrument.min_eur,
            "max_eur": instrument.max_eur,
            "max_rate_pct": instrument.max_rate_pct,
            "note": pair_or_none(pair(instrument, "amount_note")),
        },
        "timing": timing_payload(instrument),
        "combine": {
            "with": slugs(instrument.combine_with.all()),
            "not_with": slugs(instrument.combine_not_with.all()),
            "also_with": [pair(note, "text") for note in instrument.combine_notes.all() if note.is_allowed],
            "also_not_with": [pair(note, "text") for note in instrument.combine_notes.all() if not note.is_allowed],
            "note": pair_or_none(pair(instrument, "combine_note")),
        },
        "limits": pair_or_none(pair(instrument, "limits")),
        "help": slugs(instrument.help.all()),
        "apply": {
            "channel": say(pair(instrument, "apply_channel")) or None,
            "url": instrument.apply_url or None,
            "language": say(pair(instrument, "apply_language")) or None,
        },
        "status": {
            "state": instrument.state,
            "as_of": instrument.state_as_of or None,
            "note": pair_or_none(pair(instrument, "state_note")),
        },
        "availability": availability(timing_of(instrument), on).value,
        "checks": [{"id": check.slug, "statement": pair(check, "statement")} for check in instrument.checks.all()],
        "sources": [
            {
                "url": source.url or None,
                "ref": source.ref or None,
                "supports": source.supports,
                "seen": source.seen or None,
            }
            for source in instrument.sources.all()
        ],
        "doubts": [doubt.text for doubt in instrument.doubts.all()],
    }


def timing_payload(instrument: Instrument) -> Json:
    rounds: Sequence[Json] = [
        {
            "id": one.code or None,
            "opens": one.opens or None,
            "submit_by": one.closes or None,
            "start_from": one.starts_from or None,
            "start_to": one.starts_until or None,
            "max_eur": one.max_eur,
            "note": pair_or_none(pair(one, "note")),
            "sets_own_rules": one.sets_own_rules,
        }
        for one in instrument.rounds.all()
    ]
    return {
        "kind": None if instrument.timing_kind == "unknown" else instrument.timing_kind,
        "lead_time_days": instrument.lead_days,
        "lead_time_months": instrument.lead_months,
        "windows": [
            {
                "submit_by": window.submit_by,
                "start_from": window.start_from or None,
                "start_to": window.start_to or None,
                "start_year_offset": window.start_year_offset,
            }
            for window in instrument.windows.all()
        ],
        "calls": [without(one, "sets_own_rules") for one in rounds if not one["sets_own_rules"]],
        "editions": [without(one, "sets_own_rules") for one in rounds if one["sets_own_rules"]],
        "duration_max_months": instrument.duration_max_months,
        "decision_weeks": instrument.decision_weeks,
        "note": pair_or_none(pair(instrument, "timing_note")),
    }


def without(one: Json, name: str) -> Json:
    return {key: value for key, value in one.items() if key != name}


def slugs(rows: Iterable[object]) -> list[str]:
    """The short names of rows, in alphabetical order."""
    return sorted(str(getattr(row, "slug")) for row in rows)  # noqa: B009  rows of several models


def pair_or_none(texts: Pair) -> Pair | None:
    return texts if any(texts.values()) else None
