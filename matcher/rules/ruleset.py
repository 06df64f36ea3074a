"""An edition to `engine.Ruleset`: the only door between what is published and the engine. What its entries say of places is
read by `places`, of dates by `timing`."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from catalogue.editions.edition import Edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.partnership import ThroughEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry
from catalogue.vocabulary import STAY_KINDS, THRESHOLD_KINDS, FigureKind, Kind, NeedKind
from matcher.engine.answers import CheckId, EngineQuestion, QuestionKind, QuestionName, WhenAsked
from matcher.engine.criteria import RuleId
from matcher.engine.money import Amount, Per, Unit
from matcher.engine.places import Area, GroupId
from matcher.engine.predicates import (
    After,
    AllPlaces,
    AllWithin,
    AnsweredAs,
    AnsweredFrom,
    AnyOf,
    AnyPlace,
    AtLeast,
    AtMost,
    Before,
    CountsAtLeast,
    NoneOf,
    NoPlace,
    Predicate,
    Side,
)
from matcher.engine.ruleset import (
    AllowedChange,
    ChecksFor,
    Effort,
    EngineRule,
    Instrument,
    InstrumentId,
    Part,
    RuleEffect,
    Ruleset,
    Through,
    WhereRole,
)
from matcher.models import Operator, Scope
from matcher.rules.entries import ConditionEntry, PlanChangeEntry, QuestionEntry, RuleEntry, WeightEntry
from matcher.rules.places import area_of, groups_of, tree_of
from matcher.rules.timing import timing_of


def ruleset_of(edition: Edition) -> Ruleset:
    """All that decides, as one value. `version` is the same for the same content. A rule that asks about a question out of use is
    left out: nobody could answer it."""
    instruments, scopes = routes_of(edition)
    rules = edition.all(RuleEntry)
    questions = edition.all(QuestionEntry)
    weights = {one.id: one.points for one in edition.all(WeightEntry).values()}
    ruleset = Ruleset(
        version="",
        questions=tuple(question_of(one) for one in sorted(questions.values(), key=lambda one: (one.position, one.id))),
        places=tree_of(edition.all(PlaceEntry)),
        groups=groups_of(edition),
        instruments=instruments,
        rules=tuple(
            rule_of(one, scopes.of(one), questions)
            for one in rules.values()
            if all(condition.question in questions for _role, condition in one.conditions)
        ),
        weights=dict.fromkeys(Part, 0) | weights,
        changes=tuple(change_of(one) for one in edition.all(PlanChangeEntry).values()),
    )
    return Ruleset(**{name: getattr(ruleset, name) for name in ruleset.__slots__} | {"version": version_of(ruleset)})


class Scopes:
    """The instruments for which rules hold, as far as they are published."""

    def __init__(self, entries: Iterable[InstrumentEntry] = ()) -> None:
        self._by_level: dict[str, set[InstrumentId]] = {}
        self._by_programme: dict[str | None, set[InstrumentId]] = {}
        self._all: set[InstrumentId] = set()
        for entry in entries:
            self.add(entry)

    def add(self, entry: InstrumentEntry) -> None:
        slug = InstrumentId(entry.id)
        self._all.add(slug)
        self._by_level.setdefault(entry.level, set()).add(slug)
        self._by_programme.setdefault(entry.programme, set()).add(slug)

    def of(self, rule: RuleEntry) -> frozenset[InstrumentId]:
        scope = rule.scope
        match scope.kind:
            case Scope.EVERYTHING:
                found = self._all
            case Scope.LEVEL:
                found = self._by_level.get(scope.level or "", set())
            case Scope.PROGRAMME:
                found = self._by_programme.get(scope.programme, set())
            case Scope.INSTRUMENTS:
                found = self._all.intersection(map(InstrumentId, scope.instruments))
        return frozenset(found)


def scope_of(rule: RuleEntry, instruments: Mapping[str, InstrumentEntry]) -> frozenset[InstrumentId]:
    """The instruments, of these, for which a rule holds."""
    return Scopes(instruments.values()).of(rule)


def routes_of(edition: Edition) -> tuple[tuple[Instrument, ...], Scopes]:
    """All instruments, and which of them rules can be about: each entry is opened once, and let go."""
    found, scopes = [], Scopes()
    for entry in edition.all(InstrumentEntry).values():
        found.append(replace(instrument_of(entry), any_art_for=any_art_for(entry, edition)))
        scopes.add(entry)
    return tuple(found), scopes


def version_of(ruleset: Ruleset) -> str:
    """A short hash of the content. Sets are put in order first, for their order differs from process to process."""

    def told(value: object) -> str:
        if value is None or isinstance(value, (str, int)):  # most are; what takes longest to ask comes last
            return repr(value)
        if isinstance(value, tuple):
            return "(" + ",".join(map(told, value)) + ")"
        if isinstance(value, frozenset):
            return "{" + ",".join(sorted(map(told, value))) + "}"
        names = getattr(value, "__dataclass_fields__", None)
        if names is not None:
            return type(value).__name__ + told(tuple(getattr(value, name) for name in names))
        if isinstance(value, Mapping):
            return "{" + ",".join(f"{key}:{told(value[key])}" for key in sorted(value)) + "}"
        return repr(value)

    parts = (ruleset.questions, tuple(ruleset.places.places.values()), ruleset.groups)
    content = told((*parts, ruleset.instruments, ruleset.rules, ruleset.weights, ruleset.changes))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def question_of(entry: QuestionEntry) -> EngineQuestion:
    return EngineQuestion(
        QuestionName(entry.id),
        QuestionKind(entry.kind),
        WhenAsked(entry.asked),
        can_change=entry.can_change,
        position=entry.position,
        is_pinned=entry.is_pinned,
        options=tuple(option.value for option in entry.options),
    )


def change_of(entry: PlanChangeEntry) -> AllowedChange:
    return AllowedChange(
        QuestionName(entry.question),
        frozenset(entry.goals),
        frozenset(entry.from_options),
        frozenset(entry.to_options),
        entry.most,
    )


def through_of(entry: ThroughEntry) -> Through:
    home = Area((GroupId(entry.home),)) if entry.home else Area()
    return Through(entry.applicant, frozenset(entry.goals), home)


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
        where=replace(area_of(entry.where), joining=True),
        where_role=WhereRole(entry.where.role),
        is_away=is_away(entry),
        is_in_person=is_away(entry) or entry.kind == Kind.RESIDENCY,
        base_lead_only=entry.based_in.lead_only,
        sides=tuple(Side(replace(area_of(one), joining=True), one.least) for one in entry.partners.sides),
        through=tuple([through_of(one) for one in entry.through]),
        admission=entry.admission.value,
        needs_first=entry.needs_first is not None,
        min_partners=entry.partners.min_partners,
        min_countries=entry.partners.min_countries,
        amount=amount_of(entry),
        min_is_threshold=entry.kind in THRESHOLD_KINDS and entry.amount.min_eur != entry.amount.max_eur,
        max_months=None if entry.kind in STAY_KINDS else entry.timing.duration_max_months,
        timing=timing_of(entry),
        effort=Effort(entry.usual_effort),
        checks=tuple(CheckId(f"{entry.id}.{check.id}") for check in entry.checks),
        checks_for=tuple(checks_for(entry)),
    )


def checks_for(entry: InstrumentEntry) -> Iterator[ChecksFor]:
    """Of the checks that are not for everybody."""
    for check in entry.checks:
        if check.applicants:
            yield ChecksFor(CheckId(f"{entry.id}.{check.id}"), frozenset(check.applicants))


def is_away(entry: InstrumentEntry) -> bool:
    """What somebody gets for going somewhere: money for what goes out, and all that pays a trip."""
    leads_somewhere = WhereRole(entry.where.role) is WhereRole.DESTINATION and bool(area_of(entry.where))
    return leads_somewhere and (entry.direction == ["outgoing"] or entry.kind == Kind.MOBILITY_GRANT)


def any_art_for(entry: InstrumentEntry, edition: Edition) -> frozenset[str]:
    """The applicants whose trade the route is for, whatever art that is about: of a route for a whole family of disciplines,
    for which nobody but they can apply."""
    trades = {one.id: one.family for one in edition.all(ApplicantEntry).values() if one.family}
    families = {trades.get(one) for one in entry.applicants}
    if entry.disciplines == "all" or len(families) != 1 or None in families:
        return frozenset()
    whole = {one.id for one in edition.all(DisciplineEntry).values() if one.family in families}
    return frozenset(one for one, family in trades.items() if family in families and whole <= {*entry.disciplines})


def amount_of(told: InstrumentEntry) -> Amount:
    entry = told.amount
    units = tuple(
        Unit(
            Per(one.per),
            one.eur,
            one.is_extra,
            one.from_day,
            one.until_day,
            one.is_by_distance,
            area_of(one),
        )
        for one in entry.units
    )
    needs_other_money = any(need.kind == NeedKind.COFINANCING for need in told.needs)
    choices = sorted(one.most for one in entry.figures if one.kind == FigureKind.CHOICE and one.most is not None)
    is_part = needs_other_money and entry.max_rate_pct is None
    return Amount(entry.min_eur, entry.max_eur, entry.max_rate_pct, units, tuple(choices), is_part)


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
        max_eur=entry.max_eur,
        max_rate_pct=entry.max_rate_pct,
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
        case Operator.ANSWERED_AS:
            return AnsweredAs(question, values)
        case Operator.COUNTS_AT_LEAST if entry.number is not None:
            return CountsAtLeast(question, area, entry.number)
        case Operator.ANSWERED_FROM if entry.number is not None:
            return AnsweredFrom(question, entry.number)
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
