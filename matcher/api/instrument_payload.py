"""An instrument as JSON: the stable interface of docs/api.md. Plain dicts; the caller writes them out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.pay import UnitEntry
from catalogue.entries.programme import ProgrammeEntry
from catalogue.freshness import facts_seen
from matcher.answers.advisers import advisers_of_route
from matcher.api.values import (
    Json,
    advisers_payload,
    in_words,
    needs_first,
    pair_or_none,
    plain_number,
    public,
    without,
)
from matcher.engine.availability import availability
from matcher.rules.site import Site
from matcher.rules.timing import timing_of
from matcher.rules.words import pair
from matcher.speech.demands import demand_sentences
from matcher.speech.naming import Namer
from matcher.speech.shelf_lives import shelf_lives
from matcher.speech.writing import iso


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
        "cost_kinds": list(entry.cost_kinds),
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
            "some_rate_pct": entry.amount.some_rate_pct,
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
        "through": [
            {
                "applicant": one.applicant,
                "home": one.home,
                "goals": one.goals,
                "who": one.by,
                "reason": pair(one.reason),
            }
            for one in entry.through
        ],
        "demands": demands_of(entry, site, on),
        "rounds": {"known": rounds_known(entry), "of": entry.timing.rounds_a_year},
        "checks": [
            {
                "id": check.id,
                "statement": pair(check.statement),
                "applicants": check.applicants,
                "existence": check.is_existence,
            }
            for check in entry.checks
        ],
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
        "season": {"start_from": timing.season_from, "start_to": timing.season_to} if timing.season_from else None,
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
    return list(demand_sentences(site.compiled(on).instrument(entry.id), Namer(site.words, iso), on))
