"""An edition to `engine.Ruleset`: the only door between what is published and the engine."""

import hashlib
from collections.abc import Mapping
from datetime import date

from catalogue.editions.edition import Edition
from catalogue.entries.group import GroupEntry, PeriodEntry
from catalogue.entries.instrument import BasedInEntry, InstrumentEntry, RoundEntry, WhereEntry, WindowEntry
from catalogue.entries.place import PlaceEntry
from catalogue.vocabulary import THRESHOLD_KINDS, PlaceKind
from matcher.engine.answers import CheckId, EngineQuestion, PlaceCode, QuestionKind, QuestionName, WhenAsked
from matcher.engine.criteria import RuleId
from matcher.engine.money import Amount
from matcher.engine.places import Area, GroupId, Period, Place, PlaceTree
from matcher.engine.predicates import (
    After,
    AllPlaces,
    AllWithin,
    AnyOf,
    AnyPlace,
    AtLeast,
    AtMost,
    Before,
    CountsAtLeast,
    NoneOf,
    NoPlace,
    Predicate,
)
from matcher.engine.ruleset import Effort, EngineRule, Instrument, InstrumentId, Part, RuleEffect, Ruleset
from matcher.engine.timing import Call, MonthDay, State, Timing, TimingKind
from matcher.engine.timing import Window as EngineWindow
from matcher.models import Operator, Scope
from matcher.rules.entries import ConditionEntry, QuestionEntry, RuleEntry, WeightEntry


def ruleset_of(edition: Edition) -> Ruleset:
    """All that decides, as one value. `version` is the same for the same content. A rule that asks about a question out of use is
    left out: nobody could answer it."""
    instruments = edition.all(InstrumentEntry)
    rules = edition.all(RuleEntry)
    questions = edition.all(QuestionEntry)
    weights = {one.id: one.points for one in edition.all(WeightEntry).values()}
    ruleset = Ruleset(
        version="",
        questions=tuple(question_of(one) for one in sorted(questions.values(), key=lambda one: (one.position, one.id))),
        places=tree_of(edition.all(PlaceEntry)),
        groups=groups_of(edition),
        instruments=tuple(instrument_of(one) for one in instruments.values()),
        rules=tuple(
            rule_of(one, scope_of(one, instruments), questions)
            for one in rules.values()
            if all(condition.question in questions for _role, condition in one.conditions)
        ),
        weights=dict.fromkeys(Part, 0) | weights,
    )
    return Ruleset(**{name: getattr(ruleset, name) for name in ruleset.__slots__} | {"version": version_of(ruleset)})


def version_of(ruleset: Ruleset) -> str:
    """A short hash of the content. Sets are put in order first, for their order differs from process to process."""

    def told(value: object) -> str:
        if isinstance(value, frozenset):
            return "{" + ",".join(sorted(told(one) for one in value)) + "}"
        if isinstance(value, Mapping):
            return "{" + ",".join(f"{key}:{told(value[key])}" for key in sorted(value)) + "}"
        if isinstance(value, tuple):
            return "(" + ",".join(told(one) for one in value) + ")"
        names = getattr(value, "__dataclass_fields__", None)
        if names is not None:
            return type(value).__name__ + told(tuple(getattr(value, name) for name in names))
        return repr(value)

    parts = (ruleset.questions, tuple(ruleset.places.places.values()), ruleset.groups)
    content = told((*parts, ruleset.instruments, ruleset.rules, ruleset.weights))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def question_of(entry: QuestionEntry) -> EngineQuestion:
    return EngineQuestion(
        QuestionName(entry.id),
        QuestionKind(entry.kind),
        WhenAsked(entry.asked),
        can_change=entry.can_change,
        position=entry.position,
        is_pinned=entry.is_pinned,
    )


def tree_of(places: Mapping[str, PlaceEntry]) -> PlaceTree:
    def country(code: str) -> PlaceCode:
        while parent := places[code].parent:
            code = parent
        return PlaceCode(code)

    return PlaceTree(
        Place(
            code=PlaceCode(code),
            country=country(code),
            parent=PlaceCode(place.parent) if place.parent else None,
            overlaps=frozenset(PlaceCode(other) for other in place.overlaps),
            is_covered=place.is_covered_by_children,
        )
        for code, place in places.items()
    )


def groups_of(edition: Edition) -> dict[GroupId, tuple[Period, ...]]:
    """Each group's periods, with the members of the groups that it includes as far as those hold in the same period."""
    groups = edition.all(GroupEntry)
    places = edition.all(PlaceEntry)
    countries = frozenset(PlaceCode(code) for code, place in places.items() if place.kind == PlaceKind.COUNTRY)

    def members(period: PeriodEntry, above: frozenset[str]) -> tuple[frozenset[PlaceCode], frozenset[PlaceCode]]:
        full = {PlaceCode(code) for code in period.places}
        full |= {PlaceCode(one.place) for one in period.limited if not one.is_partial}
        partial = {PlaceCode(one.place) for one in period.limited if one.is_partial}
        if period.all_countries:
            full |= countries - {PlaceCode(code) for code in period.except_places}
        for group in period.includes:
            if group not in above and group in groups:
                for other in groups[group].periods:
                    if overlap(period, other):
                        more, in_part = members(other, above | {group})
                        full |= more
                        partial |= in_part
        return frozenset(full), frozenset(partial - full)

    return {
        GroupId(group): tuple(
            Period(period.holds_from, period.holds_until, *members(period, frozenset({group})))
            for period in entry.periods
        )
        for group, entry in groups.items()
    }


def overlap(one: PeriodEntry, other: PeriodEntry) -> bool:
    starts_in_time = other.holds_from is None or one.holds_until is None or other.holds_from <= one.holds_until
    ends_in_time = other.holds_until is None or one.holds_from is None or one.holds_from <= other.holds_until
    return starts_in_time and ends_in_time


def instrument_of(entry: InstrumentEntry) -> Instrument:
    return Instrument(
        id=InstrumentId(entry.id),
        sort_name=entry.name.nl.casefold(),
        gives_money=entry.gives_money,
        applicants=frozenset(entry.applicants),
        disciplines=frozenset() if entry.disciplines == "all" else frozenset(entry.disciplines),
        goals=frozenset(entry.goals),
        themes=frozenset(entry.themes),
        base=area_of(entry.based_in),
        base_not_for=frozenset(entry.based_in.not_for),
        where=area_of(entry.where),
        min_partners=entry.partners.min_partners,
        min_countries=entry.partners.min_countries,
        amount=Amount(entry.amount.min_eur, entry.amount.max_eur, entry.amount.max_rate_pct),
        min_is_threshold=entry.kind in THRESHOLD_KINDS,
        timing=timing_of(entry),
        effort=Effort(entry.usual_effort),
        checks=tuple(CheckId(f"{entry.id}.{check.id}") for check in entry.checks),
    )


def area_of(named: WhereEntry | BasedInEntry | ConditionEntry) -> Area:
    return Area(tuple(sorted(map(GroupId, named.groups))), tuple(sorted(map(PlaceCode, named.places))))


def timing_of(entry: InstrumentEntry) -> Timing:
    """A day of which only the month is known is not known."""
    return Timing(
        kind=TimingKind(entry.timing.kind),
        state=State(entry.status.state),
        lead_days=entry.timing.lead_days,
        lead_months=entry.timing.lead_months,
        windows=tuple(window_of(window) for window in entry.timing.windows),
        calls=tuple(call for one in entry.rounds if (call := call_of(one)).opens or call.closes),
    )


def window_of(entry: WindowEntry) -> EngineWindow:
    return EngineWindow(
        submit_by=MonthDay.parse(entry.submit_by),
        start_from=MonthDay.parse(entry.start_from) if entry.start_from else None,
        start_to=MonthDay.parse(entry.start_to) if entry.start_to else None,
        start_year_offset=entry.start_year_offset,
    )


def call_of(entry: RoundEntry) -> Call:
    return Call(whole_day(entry.opens), whole_day(entry.closes))


def whole_day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == len("2026-02-28") else None


def scope_of(rule: RuleEntry, instruments: Mapping[str, InstrumentEntry]) -> frozenset[InstrumentId]:
    """The instruments for which a rule holds, as far as they are published."""
    scope = rule.scope
    match scope.kind:
        case Scope.EVERYTHING:
            found = set(instruments)
        case Scope.LEVEL:
            found = {slug for slug, one in instruments.items() if one.level == scope.level}
        case Scope.PROGRAMME:
            found = {slug for slug, one in instruments.items() if one.programme == scope.programme}
        case Scope.INSTRUMENTS:
            found = {slug for slug in scope.instruments if slug in instruments}
    return frozenset(map(InstrumentId, found))


def rule_of(
    entry: RuleEntry, instruments: frozenset[InstrumentId], questions: Mapping[str, QuestionEntry]
) -> EngineRule:
    def test(condition: ConditionEntry) -> Predicate:
        return predicate_of(condition, QuestionKind(questions[condition.question].kind))

    return EngineRule(
        id=RuleId(entry.id),
        effect=RuleEffect(entry.then),
        instruments=instruments,
        when=tuple(test(one) for one in entry.when),
        require=test(entry.require) if entry.require else None,
        points=entry.points,
        since=entry.valid_from,
        until=entry.valid_until,
    )


def predicate_of(entry: ConditionEntry, kind: QuestionKind) -> Predicate:
    """A condition that `matcher.models.checks` accepted. Raises ValueError for one that it would not have."""
    question = QuestionName(entry.question)
    area = area_of(entry)
    values = frozenset(entry.options)
    is_place = kind in (QuestionKind.PLACE, QuestionKind.PLACES)
    match entry.operator:
        case Operator.ANY_OF:
            return AnyPlace(question, area) if is_place else AnyOf(question, values)
        case Operator.NONE_OF:
            return NoPlace(question, area) if is_place else NoneOf(question, values)
        case Operator.ALL_WITHIN:
            return AllPlaces(question, area) if is_place else AllWithin(question, values)
        case Operator.COUNTS_AT_LEAST if entry.number is not None:
            return CountsAtLeast(question, area, entry.number)
        case Operator.AT_LEAST if entry.number is not None:
            return AtLeast(question, entry.number)
        case Operator.AT_MOST if entry.number is not None:
            return AtMost(question, entry.number)
        case Operator.BEFORE if entry.day is not None:
            return Before(question, entry.day)
        case Operator.AFTER if entry.day is not None:
            return After(question, entry.day)
        case _:
            raise ValueError(f"A condition on {entry.question} says {entry.operator!r} without a value.")
