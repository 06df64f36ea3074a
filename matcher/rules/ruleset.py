"""Rows to `engine.Ruleset`: the only door between the database and the engine."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from catalogue.models import Instrument as InstrumentRow
from catalogue.models import Membership, PlaceGroup, PlaceGroupPeriod, Window
from catalogue.models import Place as PlaceRow
from catalogue.models import Round as RoundRow
from catalogue.vocabulary import THRESHOLD_KINDS
from matcher.engine.answers import Asked, CheckId, PlaceCode, Question, QuestionKind, QuestionName
from matcher.engine.compile import Compiled
from matcher.engine.criteria import (
    After,
    AllPlaces,
    AllWithin,
    AnyOf,
    AnyPlace,
    AtLeast,
    AtMost,
    Before,
    CountsAtLeast,
    Effect,
    Effort,
    Instrument,
    InstrumentId,
    NoneOf,
    NoPlace,
    Part,
    Predicate,
    Rule,
    RuleId,
    Ruleset,
)
from matcher.engine.money import Amount
from matcher.engine.places import Area, GroupId, Period, Place, PlaceTree
from matcher.engine.timing import Call, MonthDay, State, Timing, TimingKind
from matcher.engine.timing import Window as EngineWindow
from matcher.models import Condition, Operator, Role, RulesetStamp, Scope, Weight
from matcher.models import Question as QuestionRow
from matcher.models import Rule as RuleRow

DAYS_KEPT = 8


@dataclass(slots=True)
class InForce:
    """A ruleset, and what it compiles to on the days that were asked lately."""

    stamp: int
    ruleset: Ruleset
    days: dict[date, Compiled] = field(default_factory=dict)

    def compiled(self, on: date) -> Compiled:
        found = self.days.get(on)
        if found is None:
            while len(self.days) >= DAYS_KEPT:
                self.days.pop(next(iter(self.days)), None)
            found = self.days[on] = Compiled(self.ruleset, on)
        return found


_held: InForce | None = None


def in_force() -> InForce:
    """The ruleset in force: one query while no row changes, and all rows anew after one did.

    The stamp is read first, so that a change that lands while the rows are being read is seen by the next request."""
    global _held
    stamp = RulesetStamp.current()
    held = _held
    if held is None or held.stamp != stamp:
        held = _held = InForce(stamp, assemble())
    return held


def assemble() -> Ruleset:
    """All published rows as one value, in a fixed number of queries. `version` is the same for the same content."""
    places = PlaceRow.objects.prefetch_related("overlaps")
    instruments = tuple(instrument_of(row) for row in InstrumentRow.objects.published().for_ruleset().order_by("slug"))
    levels, programmes = belonging()
    conditions = Condition.objects.select_related("question").prefetch_related("places", "groups")
    rules = (
        RuleRow.objects.filter(is_active=True)
        .select_related("programme", "level")
        .prefetch_related("instruments", Prefetch("conditions", conditions))
        .order_by("slug")
    )
    everything = [instrument.id for instrument in instruments]
    weights = dict.fromkeys(Part, 0) | {Part(row.part): row.points for row in Weight.objects.all()}
    ruleset = Ruleset(
        version="",
        questions=tuple(
            question_of(row) for row in QuestionRow.objects.filter(is_active=True).order_by("position", "name")
        ),
        places=tree_of(places),
        groups=groups_of(PlaceGroup.objects.order_by("slug")),
        instruments=instruments,
        rules=tuple(rule_of(row, scope_of(row, levels, programmes, everything)) for row in rules),
        weights=weights,
    )
    return Ruleset(**{name: getattr(ruleset, name) for name in ruleset.__slots__} | {"version": version_of(ruleset)})


def belonging() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The published instruments of each level, and of each programme, by their slugs."""
    levels: dict[str, list[str]] = {}
    programmes: dict[str, list[str]] = {}
    for row in InstrumentRow.objects.published().select_related("level", "programme").order_by("slug"):
        levels.setdefault(row.level.slug, []).append(row.slug)
        if row.programme:
            programmes.setdefault(row.programme.slug, []).append(row.slug)
    return levels, programmes


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


def question_of(row: QuestionRow) -> Question:
    return Question(
        QuestionName(row.name),
        QuestionKind(row.kind),
        Asked(row.asked),
        can_change=row.can_change,
        position=row.position,
        is_pinned=row.is_pinned,
    )


def tree_of(rows: Iterable[PlaceRow]) -> PlaceTree:
    every = {row.pk: row for row in rows}

    def country(row: PlaceRow) -> PlaceCode:
        while row.parent_id is not None:
            row = every[row.parent_id]
        return PlaceCode(row.code)

    return PlaceTree(
        Place(
            code=PlaceCode(row.code),
            country=country(row),
            parent=PlaceCode(every[row.parent_id].code) if row.parent_id is not None else None,
            overlaps=frozenset(PlaceCode(other.code) for other in row.overlaps.all()),
            is_covered=row.is_covered_by_children,
        )
        for row in every.values()
    )


def groups_of(rows: Iterable[PlaceGroup]) -> dict[GroupId, tuple[Period, ...]]:
    """Each group's periods, with the members of the groups that it includes as far as those hold in the same period."""
    groups = list(rows)
    countries = frozenset(
        PlaceCode(code) for code in PlaceRow.objects.filter(kind="country").values_list("code", flat=True)
    )
    memberships = Prefetch("memberships", Membership.objects.select_related("place"))
    periods: dict[int, list[PlaceGroupPeriod]] = {group.pk: [] for group in groups}
    for period in PlaceGroupPeriod.objects.prefetch_related("except_places", "includes", memberships):
        periods[period.group_id].append(period)

    def members(period: PlaceGroupPeriod, above: frozenset[int]) -> tuple[frozenset[PlaceCode], frozenset[PlaceCode]]:
        full = {PlaceCode(one.place.code) for one in period.memberships.all() if not one.is_partial}
        partial = {PlaceCode(one.place.code) for one in period.memberships.all() if one.is_partial}
        if period.all_countries:
            full |= countries - {PlaceCode(place.code) for place in period.except_places.all()}
        for group in period.includes.all():
            if group.pk not in above:
                for other in periods[group.pk]:
                    if overlap(period, other):
                        more, in_part = members(other, above | {group.pk})
                        full |= more
                        partial |= in_part
        return frozenset(full), frozenset(partial - full)

    found = {}
    for group in groups:
        found[GroupId(group.slug)] = tuple(
            Period(period.holds_from, period.holds_until, *members(period, frozenset({group.pk})))
            for period in periods[group.pk]
        )
    return found


def overlap(one: PlaceGroupPeriod, other: PlaceGroupPeriod) -> bool:
    starts_in_time = other.holds_from is None or one.holds_until is None or other.holds_from <= one.holds_until
    ends_in_time = other.holds_until is None or one.holds_from is None or one.holds_from <= other.holds_until
    return starts_in_time and ends_in_time


def instrument_of(row: InstrumentRow) -> Instrument:
    """A row fetched with `for_ruleset()`."""
    return Instrument(
        id=InstrumentId(row.slug),
        sort_name=row.name_nl.casefold(),
        gives_money=row.gives_money,
        applicants=frozenset(term.slug for term in row.applicants.all()),
        disciplines=frozenset() if row.all_disciplines else frozenset(term.slug for term in row.disciplines.all()),
        goals=frozenset(term.slug for term in row.goals.all()),
        themes=frozenset(term.slug for term in row.themes.all()),
        base=area_of(row.based_groups.all(), row.based_places.all()),
        base_not_for=frozenset(term.slug for term in row.based_not_for.all()),
        where=area_of(row.where_groups.all(), row.where_places.all()),
        min_partners=row.min_partners,
        min_countries=row.min_countries,
        amount=Amount(row.min_eur, row.max_eur, row.max_rate_pct),
        min_is_threshold=row.kind in THRESHOLD_KINDS,
        timing=timing_of(row),
        effort=Effort(row.usual_effort),
        checks=tuple(CheckId(f"{row.slug}.{check.slug}") for check in row.checks.all()),
    )


def area_of(groups: Iterable[PlaceGroup], places: Iterable[PlaceRow]) -> Area:
    return Area(
        tuple(sorted(GroupId(group.slug) for group in groups)), tuple(sorted(PlaceCode(place.code) for place in places))
    )


def timing_of(row: InstrumentRow) -> Timing:
    """The dates of a row fetched with its windows and rounds. A day of which only the month is known is not known."""
    return Timing(
        kind=TimingKind(row.timing_kind),
        state=State(row.state),
        lead_days=row.lead_days,
        lead_months=row.lead_months,
        windows=tuple(window_of(window) for window in row.windows.all()),
        calls=tuple(call for one in row.rounds.all() if (call := call_of(one)).opens or call.closes),
    )


def window_of(row: Window) -> EngineWindow:
    return EngineWindow(
        submit_by=MonthDay.parse(row.submit_by),
        start_from=MonthDay.parse(row.start_from) if row.start_from else None,
        start_to=MonthDay.parse(row.start_to) if row.start_to else None,
        start_year_offset=row.start_year_offset,
    )


def call_of(row: RoundRow) -> Call:
    return Call(whole_day(row.opens), whole_day(row.closes))


def whole_day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == len("2026-02-28") else None


def scope_of(
    row: RuleRow, levels: Mapping[str, list[str]], programmes: Mapping[str, list[str]], everything: list[InstrumentId]
) -> frozenset[InstrumentId]:
    """The instruments for which a rule holds."""
    match Scope(row.scope):
        case Scope.EVERYTHING:
            return frozenset(everything)
        case Scope.LEVEL:
            return frozenset(InstrumentId(slug) for slug in levels.get(row.level.slug if row.level else "", ()))
        case Scope.PROGRAMME:
            return frozenset(
                InstrumentId(slug) for slug in programmes.get(row.programme.slug if row.programme else "", ())
            )
        case Scope.INSTRUMENTS:
            return frozenset(InstrumentId(one.slug) for one in row.instruments.all())


def rule_of(row: RuleRow, instruments: frozenset[InstrumentId]) -> Rule:
    """A row fetched with its conditions, their questions, places and groups."""
    conditions = list(row.conditions.all())
    required = [predicate_of(one) for one in conditions if one.role == Role.REQUIRE]
    return Rule(
        id=RuleId(row.slug),
        effect=Effect(row.effect),
        instruments=instruments,
        when=tuple(predicate_of(one) for one in conditions if one.role == Role.WHEN),
        require=required[0] if required else None,
        points=row.points,
        since=row.valid_from,
        until=row.valid_until,
    )


def predicate_of(row: Condition) -> Predicate:
    """A condition that `matcher.models.checks` accepted. Raises ValueError for one that it would not have."""
    question = QuestionName(row.question.name)
    area = area_of(row.groups.all(), row.places.all())
    values = frozenset(row.options)
    is_place = row.question.kind in (QuestionKind.PLACE, QuestionKind.PLACES)
    match Operator(row.operator):
        case Operator.ANY_OF:
            return AnyPlace(question, area) if is_place else AnyOf(question, values)
        case Operator.NONE_OF:
            return NoPlace(question, area) if is_place else NoneOf(question, values)
        case Operator.ALL_WITHIN:
            return AllPlaces(question, area) if is_place else AllWithin(question, values)
        case Operator.COUNTS_AT_LEAST if row.number is not None:
            return CountsAtLeast(question, area, row.number)
        case Operator.AT_LEAST if row.number is not None:
            return AtLeast(question, row.number)
        case Operator.AT_MOST if row.number is not None:
            return AtMost(question, row.number)
        case Operator.BEFORE if row.day is not None:
            return Before(question, row.day)
        case Operator.AFTER if row.day is not None:
            return After(question, row.day)
        case _:
            raise ValueError(f"Condition {row.pk} of rule {row.rule_id} says {row.operator!r} without a value.")
