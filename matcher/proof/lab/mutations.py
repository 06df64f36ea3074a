"""Faults put into a ruleset on purpose, one at a time, to see whether verification and personas find them.

A mutant is a slip that staff could make: another operator, an option too few or too many, a date a month off, the wrong
group, the wrong route. Nothing is written to the database. The same seed draws the same mutants."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from matcher.engine.answers import QuestionName
from matcher.engine.criteria import RuleId
from matcher.engine.places import Area, GroupId
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
    negation,
    questions_of,
)
from matcher.engine.ruleset import EngineRule, Instrument, InstrumentId, RuleEffect, Ruleset
from matcher.engine.timing import Call, MonthDay, State, Window, add_months

MOST = 150
SEED = 1


class FaultKind(StrEnum):
    """What kind of slip."""

    OPERATOR = "operator flipped"
    EFFECT = "effect flipped"
    OPTION_DROPPED = "option dropped from a rule"
    OPTION_ADDED = "option added to a rule"
    CONDITION_DROPPED = "condition dropped"
    LIMIT = "limit of a rule shifted"
    PLACE_IN_RULE = "place in a rule swapped"
    POINTS = "points turned round"
    WRONG_ROUTE = "rule for the wrong route"
    CONTRADICTION = "rule added that contradicts another"
    APPLICANT_DROPPED = "applicant dropped"
    APPLICANT_ADDED = "applicant added"
    DISCIPLINE_DROPPED = "discipline dropped"
    DISCIPLINE_ADDED = "discipline added"
    GOAL_DROPPED = "goal dropped"
    GOAL_ADDED = "goal added"
    WHERE = "places to go to swapped"
    BASE = "places to be established in swapped"
    PARTNERS = "number of partners or countries changed"
    AMOUNT = "amount ten times as high or as low"
    LEAD_TIME = "lead time changed"
    WINDOW = "yearly round a month later"
    CALL = "call a month later"
    STATE = "open and closed confused"


@dataclass(frozen=True, slots=True)
class Mutant:
    kind: FaultKind
    subject: str
    """The rule or the instrument that was changed."""
    change: str
    """What was changed, from what into what."""
    ruleset: Ruleset
    instruments: frozenset[InstrumentId]
    """Those for which something may be otherwise."""


@dataclass(frozen=True, slots=True)
class Source:
    """What mutants of one kind are made from: a ruleset, the options that its questions offer, and chance."""

    ruleset: Ruleset
    options: Mapping[QuestionName, Sequence[str]]
    chance: random.Random


def mutants(
    ruleset: Ruleset, options: Mapping[QuestionName, Sequence[str]], most: int = MOST, seed: int = SEED
) -> list[Mutant]:
    """So many mutants, drawn evenly over the kinds, and within a kind over the rules or instruments that it can befall."""
    drawn = {
        kind: make(Source(ruleset, options, random.Random(f"{seed} {kind}")), kind) for kind, make in MAKERS.items()
    }
    found: list[Mutant] = []
    left = list(FaultKind)
    while left and len(found) < most:
        for kind in tuple(left):
            mutant = next(drawn[kind], None)
            if mutant is None:
                left.remove(kind)
            else:
                found.append(mutant)
    return sorted(found[:most], key=lambda one: [*FaultKind].index(one.kind))


Make = Callable[[Source, FaultKind], Iterator[Mutant]]


# Rules


def of_rules(change: Callable[[Source, EngineRule], Iterable[tuple[EngineRule, str]]]) -> Make:
    """One mutant per rule, in any order; a rule that the change does not suit is passed over.

    Rules that only advise are left alone: what they say is no verdict, no date and no order."""

    def make(source: Source, kind: FaultKind) -> Iterator[Mutant]:
        rules = [rule for rule in source.ruleset.rules if rule.effect is not RuleEffect.ADVISE]
        for rule in source.chance.sample(rules, len(rules)):
            ways = list(change(source, rule))
            if ways:
                changed, told = source.chance.choice(ways)
                others = tuple(changed if one is rule else one for one in source.ruleset.rules)
                yield Mutant(
                    kind,
                    rule.id,
                    told,
                    replace(source.ruleset, rules=others),
                    rule.instruments | changed.instruments,
                )

    return make


def tests_of(rule: EngineRule) -> Iterator[tuple[Predicate, Callable[[Predicate], EngineRule]]]:
    """Every test of a rule, and how the rule would be with another one in its place."""

    def instead(index: int) -> Callable[[Predicate], EngineRule]:
        return lambda other: replace(rule, when=(*rule.when[:index], other, *rule.when[index + 1 :]))

    for index, test in enumerate(rule.when):
        yield test, instead(index)
    if rule.require is not None:
        yield rule.require, lambda other: replace(rule, require=other)


def asked(test: Predicate) -> str:
    return " and ".join(questions_of(test))


def operator_flipped(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    for test, instead in tests_of(rule):
        other = flipped(test)
        if other is not None:
            yield instead(other), f"{type(test).__name__} of {asked(test)} became {type(other).__name__}"


def flipped(test: Predicate) -> Predicate | None:
    """The test with the operator that is easily taken for it."""
    match test:
        case AnyOf(question, values) | AllWithin(question, values):
            return NoneOf(question, values)
        case NoneOf(question, values):
            return AnyOf(question, values)
        case AnyPlace(question, area) | AllPlaces(question, area):
            return NoPlace(question, area)
        case NoPlace(question, area):
            return AnyPlace(question, area)
        case AtLeast(question, limit):
            return AtMost(question, limit)
        case AtMost(question, limit):
            return AtLeast(question, limit)
        case Before(question, day):
            return After(question, day)
        case After(question, day):
            return Before(question, day)
        case _:
            return None


def effect_flipped(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    """What was excluded is required, what was required is excluded."""
    if rule.effect is RuleEffect.EXCLUDE and rule.when:
        *when, last = rule.when
        yield replace(rule, effect=RuleEffect.REQUIRE, when=tuple(when), require=last), "exclude became require"
    if rule.effect is RuleEffect.REQUIRE and rule.require is not None:
        when = [*rule.when, rule.require]
        yield replace(rule, effect=RuleEffect.EXCLUDE, when=tuple(when), require=None), "require became exclude"


def option_dropped(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    for test, instead in tests_of(rule):
        if isinstance(test, AnyOf | NoneOf | AllWithin) and len(test.values) > 1:
            for one in sorted(test.values):
                yield instead(replace(test, values=test.values - {one})), f"{test.question} without {one}"


def option_added(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    for test, instead in tests_of(rule):
        if isinstance(test, AnyOf | NoneOf | AllWithin):
            for one in source.options.get(test.question, ()):
                if one not in test.values:
                    yield instead(replace(test, values=test.values | {one})), f"{test.question} with {one} too"


def condition_dropped(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    """Of a rule that excludes one condition stays: one without any is refused."""
    if len(rule.when) > (1 if rule.effect is RuleEffect.EXCLUDE else 0):
        for index, test in enumerate(rule.when):
            when = (*rule.when[:index], *rule.when[index + 1 :])
            yield replace(rule, when=when), f"without its condition on {asked(test)}"


def limit_shifted(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    for test, instead in tests_of(rule):
        if isinstance(test, AtLeast | AtMost):
            for limit in (test.limit - 1, test.limit + 1):
                yield instead(replace(test, limit=limit)), f"{test.question} {test.limit} became {limit}"
        if isinstance(test, CountsAtLeast):
            yield instead(replace(test, count=test.count + 1)), f"{test.count} countries became {test.count + 1}"
        if isinstance(test, Before | After):
            later = replace(test, day=add_months(test.day, 1))
            yield instead(later), f"{test.day} became {later.day}"


def place_swapped(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    for test, instead in tests_of(rule):
        if isinstance(test, AnyPlace | NoPlace | AllPlaces | CountsAtLeast):
            for area, told in swapped(source, test.area):
                yield instead(replace(test, area=area)), told


def points_turned(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    if rule.effect is RuleEffect.POINTS:
        yield replace(rule, points=-rule.points), f"{rule.points} points became {-rule.points}"


def for_wrong_route(source: Source, rule: EngineRule) -> Iterator[tuple[EngineRule, str]]:
    """For one other route that is alike in level of detail: any that gives money and is not closed."""
    others = [one.id for one in source.ruleset.instruments if one.gives_money and one.id not in rule.instruments]
    if others and len(rule.instruments) < len(source.ruleset.instruments) // 4:
        other = source.chance.choice(others)
        yield (
            replace(rule, instruments=frozenset({other})),
            f"for {other}, not for {' '.join(sorted(rule.instruments))}",
        )


def contradiction_added(source: Source, kind: FaultKind) -> Iterator[Mutant]:
    """A second rule for the same routes: what the first requires is excluded, whom it excludes is required."""
    ruleset = source.ruleset
    rules = [one for one in ruleset.rules if one.effect is not RuleEffect.ADVISE and (one.when or one.require)]
    for rule in source.chance.sample(rules, len(rules)):
        new = RuleId(f"against-{rule.id}")
        match rule.effect:
            case RuleEffect.REQUIRE if rule.require is not None:
                against = replace(rule, id=new, require=negation(rule.require))
                told = "a rule that requires the opposite"
            case RuleEffect.EXCLUDE:
                against = EngineRule(new, RuleEffect.REQUIRE, rule.instruments, rule.when[:-1], rule.when[-1])
                told = "a rule that requires what it excludes"
            case _:
                against = replace(rule, id=new, points=-rule.points)
                told = "a rule that takes the points that it gives"
        changed = replace(ruleset, rules=(*ruleset.rules, against))
        yield Mutant(kind, rule.id, told, changed, rule.instruments)


# Fields of instruments


def of_instruments(change: Callable[[Source, Instrument], Iterable[tuple[Instrument, str]]]) -> Make:
    """One mutant per instrument, in any order; one that the change does not suit is passed over."""

    def make(source: Source, kind: FaultKind) -> Iterator[Mutant]:
        every = source.ruleset.instruments
        for instrument in source.chance.sample(every, len(every)):
            ways = list(change(source, instrument))
            if ways:
                changed, told = source.chance.choice(ways)
                others = tuple(changed if one is instrument else one for one in every)
                mutated = replace(source.ruleset, instruments=others)
                yield Mutant(kind, instrument.id, told, mutated, frozenset({instrument.id}))

    return make


def dropped(field: str) -> Callable[[Source, Instrument], Iterator[tuple[Instrument, str]]]:
    """One of the values of a field is gone. The only one is not: without any, the field asks nothing."""

    def change(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
        values: frozenset[str] = getattr(one, field)
        if len(values) > 1:
            for value in sorted(values):
                yield with_field(one, field, values - {value}), f"without {value}"

    return change


def added(field: str, question: str) -> Callable[[Source, Instrument], Iterator[tuple[Instrument, str]]]:
    def change(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
        values: frozenset[str] = getattr(one, field)
        for value in source.options.get(QuestionName(question), ()):
            if values and value not in values:
                yield with_field(one, field, values | {value}), f"with {value} too"

    return change


def with_field(one: Instrument, field: str, value: object) -> Instrument:
    return replace(one, **{field: value})  # type: ignore[arg-type]


def where_swapped(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    for area, told in swapped(source, one.where):
        yield replace(one, where=area), told


def base_swapped(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    for area, told in swapped(source, one.base):
        yield replace(one, base=area), told


def swapped(source: Source, area: Area) -> Iterator[tuple[Area, str]]:
    """One group, or one place, in place of one that is listed."""
    groups = sorted(source.ruleset.groups)
    places = sorted(source.ruleset.places.places)
    for group in area.groups:
        other = source.chance.choice([one for one in groups if one not in area.groups])
        kept = tuple(sorted({*area.groups, other} - {group}))
        yield Area(tuple(GroupId(one) for one in kept), area.places), f"{other}, not {group}"
    for place in area.places:
        elsewhere = source.chance.choice([one for one in places if one not in area.places])
        yield Area(area.groups, tuple(sorted({*area.places, elsewhere} - {place}))), f"{elsewhere}, not {place}"


def partners_changed(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    for field in ("min_partners", "min_countries"):
        least: int | None = getattr(one, field)
        if least:
            for other in (least - 1, least + 1):
                yield with_field(one, field, other), f"{field} {least} became {other}"


def amount_changed(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    """A nought too many, or too few."""
    for field in ("min_eur", "max_eur"):
        euros: int | None = getattr(one.amount, field)
        if euros:
            for other in (euros * 10, euros // 10):
                amount = with_amount(one, field, other)
                yield amount, f"{field} {euros} became {other}"
    if one.amount.max_rate_pct:
        rate = one.amount.max_rate_pct
        other = 100 - rate or rate // 2
        yield with_amount(one, "max_rate_pct", other), f"max_rate_pct {rate} became {other}"


def with_amount(one: Instrument, field: str, euros: int) -> Instrument:
    return replace(one, amount=replace(one.amount, **{field: euros}))


def lead_changed(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    days, months = one.timing.lead_days, one.timing.lead_months
    if days:
        yield timed(one, lead_days=days + 30), f"lead_days {days} became {days + 30}"
        yield timed(one, lead_days=None, lead_months=days), f"{days} days became {days} months"
    if months:
        yield timed(one, lead_months=months + 1), f"lead_months {months} became {months + 1}"
        yield timed(one, lead_months=None, lead_days=months), f"{months} months became {months} days"


def window_shifted(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    """The day to apply by, or the first or last start that it serves."""
    for index, window in enumerate(one.timing.windows):
        for field in ("submit_by", "start_from", "start_to"):
            day: MonthDay | None = getattr(window, field)
            if day is not None:
                later = MonthDay(day.month % 12 + 1, min(day.day, 28))
                other = with_day(window, field, later)
                windows = (*one.timing.windows[:index], other, *one.timing.windows[index + 1 :])
                yield timed(one, windows=windows), f"{field} {told(day)} became {told(later)}"


def with_day(window: Window, field: str, day: MonthDay) -> Window:
    return replace(window, **{field: day})  # type: ignore[arg-type]


def told(day: MonthDay) -> str:
    return f"{day.month:02}-{day.day:02}"


def call_shifted(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    for index, call in enumerate(one.timing.calls):
        if call.closes is not None:
            other = Call(call.opens, add_months(call.closes, 1))
            calls = (*one.timing.calls[:index], other, *one.timing.calls[index + 1 :])
            yield timed(one, calls=calls), f"closes {call.closes} became {other.closes}"


def state_confused(source: Source, one: Instrument) -> Iterator[tuple[Instrument, str]]:
    closed = (State.CLOSED, State.ENDED)
    other = State.OPEN if one.timing.state in closed else State.CLOSED
    if one.gives_money:
        yield timed(one, state=other), f"{one.timing.state.value} became {other.value}"


def timed(one: Instrument, **changes: object) -> Instrument:
    return replace(one, timing=replace(one.timing, **changes))  # type: ignore[arg-type]


MAKERS: Mapping[FaultKind, Make] = {
    FaultKind.OPERATOR: of_rules(operator_flipped),
    FaultKind.EFFECT: of_rules(effect_flipped),
    FaultKind.OPTION_DROPPED: of_rules(option_dropped),
    FaultKind.OPTION_ADDED: of_rules(option_added),
    FaultKind.CONDITION_DROPPED: of_rules(condition_dropped),
    FaultKind.LIMIT: of_rules(limit_shifted),
    FaultKind.PLACE_IN_RULE: of_rules(place_swapped),
    FaultKind.POINTS: of_rules(points_turned),
    FaultKind.WRONG_ROUTE: of_rules(for_wrong_route),
    FaultKind.CONTRADICTION: contradiction_added,
    FaultKind.APPLICANT_DROPPED: of_instruments(dropped("applicants")),
    FaultKind.APPLICANT_ADDED: of_instruments(added("applicants", "applicant")),
    FaultKind.DISCIPLINE_DROPPED: of_instruments(dropped("disciplines")),
    FaultKind.DISCIPLINE_ADDED: of_instruments(added("disciplines", "discipline")),
    FaultKind.GOAL_DROPPED: of_instruments(dropped("goals")),
    FaultKind.GOAL_ADDED: of_instruments(added("goals", "goal")),
    FaultKind.WHERE: of_instruments(where_swapped),
    FaultKind.BASE: of_instruments(base_swapped),
    FaultKind.PARTNERS: of_instruments(partners_changed),
    FaultKind.AMOUNT: of_instruments(amount_changed),
    FaultKind.LEAD_TIME: of_instruments(lead_changed),
    FaultKind.WINDOW: of_instruments(window_shifted),
    FaultKind.CALL: of_instruments(call_shifted),
    FaultKind.STATE: of_instruments(state_confused),
}
