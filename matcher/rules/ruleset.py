"""An edition to `engine.Ruleset`: the only door between what is published and the engine."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from catalogue.editions.edition import Edition
from catalogue.entries.group import GroupEntry, PeriodEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.partnership import SideEntry, ThroughEntry
from catalogue.entries.pay import UnitEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.timing import RoundEntry, TimingEntry, WindowEntry
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry
from catalogue.entries.where import BasedInEntry, WhereEntry
from catalogue.vocabulary import STAY_KINDS, THRESHOLD_KINDS, FigureKind, Kind, MemberRole, NeedKind, PlaceKind
from matcher.engine.answers import (
    CheckId,
    EngineQuestion,
    PlaceCode,
    QuestionKind,
    QuestionName,
    WhenAsked,
)
from matcher.engine.criteria import RuleId
from matcher.engine.days import DAY, MonthDay, add_months
from matcher.engine.money import Amount, Per, Unit
from matcher.engine.places import Area, Ground, GroupId, Period, Place, PlaceTree
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
from matcher.engine.timing import Call, Season, Starts, State, Timing, TimingKind
from matcher.engine.timing import Window as EngineWindow
from matcher.models import Operator, Scope
from matcher.rules.entries import ConditionEntry, PlanChangeEntry, QuestionEntry, RuleEntry, WeightEntry


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
            is_community=place.kind == PlaceKind.COMMUNITY,
            state=PlaceCode(place.state) if place.state else None,
        )
        for code, place in places.items()
    )


def groups_of(edition: Edition) -> dict[GroupId, tuple[Period, ...]]:
    """Each group's members, for every stretch of days in which neither they nor those of a group that it includes change."""
    lists = Members(edition)
    return {GroupId(group): lists.periods(group) for group in edition.all(GroupEntry)}


class Members:
    """The members of groups on a day, those of the groups that they include among them."""

    def __init__(self, edition: Edition) -> None:
        self._groups = edition.all(GroupEntry)
        places = edition.all(PlaceEntry)
        self._countries = frozenset(PlaceCode(code) for code, one in places.items() if one.kind == PlaceKind.COUNTRY)
        self._territories: dict[str, list[PlaceCode]] = {}
        for code, place in places.items():
            if place.state:
                self._territories.setdefault(place.state, []).append(PlaceCode(code))
        self._tree = tree_of(places)

    def periods(self, group: str) -> tuple[Period, ...]:
        turns = [None, *sorted(self._turns(group, frozenset()))]
        found: list[Period] = []
        for since, following in pairwise([*turns, None]):
            until = following - DAY if following else None
            ground = self._on(group, since or (until or date.max), frozenset())
            if ground is None:
                continue
            last = found[-1] if found else None
            if last and last.ground == ground and last.until is not None and since == last.until + DAY:
                found[-1] = replace(last, until=until)
            else:
                found.append(Period(since, until, ground.full, ground.partial, ground.joining, ground.without))
        return tuple(found)

    def _turns(self, group: str, above: frozenset[str]) -> set[date]:
        """The days on which anything about a group begins to be otherwise."""
        found: set[date] = set()
        for period in self._groups[group].periods:
            days = [(period.holds_from, period.holds_until), *[(one.since, one.until) for one in period.limited]]
            found |= {since for since, _until in days if since}
            found |= {until + DAY for _since, until in days if until and until < date.max}
            for other in period.includes:
                if other in self._groups and other not in above:
                    found |= self._turns(other, above | {group})
        return found

    def _on(self, group: str, day: date, above: frozenset[str]) -> Ground | None:
        """None: no list of the group holds on the day."""
        period = next((one for one in self._groups[group].periods if holds(one.holds_from, one.holds_until, day)), None)
        if period is None:
            return None
        inside = [
            ground
            for other in period.includes
            if other in self._groups and other not in above
            if (ground := self._on(other, day, above | {group})) is not None
        ]
        grounds = [self._own(period, day), *inside]
        full = frozenset[PlaceCode]().union(*(one.full for one in grounds))
        joining = frozenset[PlaceCode]().union(*(one.joining for one in grounds)) - full
        partial = frozenset[PlaceCode]().union(*(one.partial for one in grounds)) - full
        return Ground(full, partial, joining, self._tree.excepted(grounds))

    def _own(self, period: PeriodEntry, day: date) -> Ground:
        excepted = frozenset(PlaceCode(code) for code in period.except_places)
        named = [one for one in period.limited if holds(one.since, one.until, day)]
        full = {PlaceCode(code) for code in period.places}
        full |= {PlaceCode(one.place) for one in named if not one.is_partial and one.role == MemberRole.FULL}
        joining = {PlaceCode(one.place) for one in named if not one.is_partial and one.role == MemberRole.JOINS}
        partial = {PlaceCode(one.place) for one in named if one.is_partial}
        if period.all_countries:
            full |= self._countries - partial - joining
        if period.with_territories:
            for those in (full, joining, partial):
                those |= {code for state in those for code in self._territories.get(state, ())}
        members = frozenset(full | joining | partial) - excepted
        inside = {code for code in excepted if members.intersection(self._tree.line(code))}
        return Ground(
            frozenset(full) - excepted,
            frozenset(partial - full) - excepted,
            frozenset(joining - full) - excepted,
            frozenset(inside),
        )


def through_of(entry: ThroughEntry) -> Through:
    home = Area((GroupId(entry.home),)) if entry.home else Area()
    return Through(entry.applicant, frozenset(entry.goals), home)


def holds(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


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


def area_of(named: WhereEntry | BasedInEntry | SideEntry | UnitEntry | ConditionEntry) -> Area:
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
        rounds_a_year=entry.timing.rounds_a_year,
        past=tuple(day for one in entry.rounds if (day := day_of_past(one))),
        seen=end_of(entry.status.as_of),
        season=season_of(entry.timing),
    )


def season_of(entry: TimingEntry) -> Season | None:
    if not entry.season_from:
        return None
    return Season(MonthDay.parse(entry.season_from), MonthDay.parse(entry.season_to))


def day_of_past(entry: RoundEntry) -> date | None:
    """Of a round without a known opening or closing day, a day on which it is known to have been."""
    if whole_day(entry.closes) or whole_day(entry.opens):
        return None
    return end_of(entry.closes) or end_of(entry.opens) or start_of(entry.starts_from)


def window_of(entry: WindowEntry) -> EngineWindow:
    return EngineWindow(
        submit_by=MonthDay.parse(entry.submit_by),
        start_from=MonthDay.parse(entry.start_from) if entry.start_from else None,
        start_to=MonthDay.parse(entry.start_to) if entry.start_to else None,
        start_year_offset=entry.start_year_offset,
        last_seen=entry.last_seen,
        at=entry.closes_at,
    )


def call_of(entry: RoundEntry) -> Call:
    since = start_of(entry.starts_from)
    return Call(
        whole_day(entry.opens),
        whole_day(entry.closes),
        Starts(since, end_of(entry.starts_until)) if since else None,
        entry.is_announced,
        entry.closes_at,
    )


def start_of(text: str) -> date | None:
    """The first day of a year, a month or a day; None for ""."""
    return date.fromisoformat(f"{text}-01-01"[:10]) if text else None


def end_of(text: str) -> date | None:
    """The last day of a year, a month or a day; None for ""."""
    first = start_of(text)
    if first is None:
        return None
    months = {4: 12, 7: 1}.get(len(text), 0)
    return add_months(first, months) - DAY if months else first


def whole_day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == len("2026-02-28") else None


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
