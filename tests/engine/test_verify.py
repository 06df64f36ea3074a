"""Each fault is found where it was put, and a ruleset without faults has none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matcher.engine.answers import QuestionName
from matcher.engine.classes import Classes
from matcher.engine.compile import Compiled
from matcher.engine.criteria import RuleId
from matcher.engine.days import MonthDay
from matcher.engine.money import Amount
from matcher.engine.places import Area, GroupId, Period
from matcher.engine.predicates import AllWithin, AnyOf, AnyPlace, AtLeast, AtMost, NoneOf, NoPlace, Predicate, Side
from matcher.engine.ruleset import AllowedChange, EngineRule, Instrument, InstrumentId, RuleEffect
from matcher.engine.timing import Call, Starts, State, Timing, TimingKind, Window
from matcher.engine.verify import Fault, steps, verify
from tests.builders import GROUPS, ON, area, instrument, ruleset

GOAL, APPLICANT, DISCIPLINE = QuestionName("goal"), QuestionName("applicant"), QuestionName("discipline")
BUDGET, PLACE, BASE = QuestionName("budget"), QuestionName("place"), QuestionName("base")
OPTIONS = {
    GOAL: ("tour", "network"),
    APPLICANT: ("artist", "choir"),
    DISCIPLINE: ("dance", "film", "music"),
    BASE: ("BE-VLG", "BE-BRU"),
}
ROLLING = Timing(TimingKind.ROLLING, State.OPEN, lead_months=2)


def sound(id: str = "route", **fields: Any) -> Instrument:
    """An instrument without faults, changed where a test says so."""
    whole = {
        "goals": frozenset({"tour", "network"}),
        "disciplines": frozenset({"dance", "film"}),
        "applicants": frozenset({"artist"}),
        "amount": Amount(max_eur=7000),
        "timing": ROLLING,
    }
    return instrument(id, **{**whole, **fields})


def rule(effect: RuleEffect, *when: Predicate, **fields: Any) -> EngineRule:
    fields.setdefault("instruments", frozenset({InstrumentId("route")}))
    return EngineRule(RuleId("rule"), effect, when=when, **fields)


def found(
    *instruments: Instrument, rules: Sequence[EngineRule] = (), on: date = ON
) -> set[tuple[str, str, tuple[str, ...]]]:
    """Questions, options and plans apart: in a world this small many never matter, and most plans end with nothing."""
    apart = (
        Fault.OPTION_NEVER_MATTERS,
        Fault.QUESTION_NEVER_MATTERS,
        Fault.ENDS_WITH_NOTHING,
        Fault.ENDS_WITH_A_CHANGE,
    )
    faults = verify(Classes(Compiled(ruleset(*instruments, rules=rules), on), OPTIONS))
    return {(one.fault, one.subject, one.others) for one in faults if one.fault not in apart}


def named(value: object) -> str:
    """In the name of a test, a fault alone: a set is written in another order by every process."""
    return str(value) if isinstance(value, Fault) else ""


def test_a_ruleset_without_faults_has_none() -> None:
    ruled = rule(RuleEffect.EXCLUDE, AllWithin(DISCIPLINE, frozenset({"film"})))
    assert found(sound(), rules=[ruled]) == set()


def windows(*pairs: tuple[str, str, str]) -> Timing:
    day = MonthDay.parse
    return Timing(
        TimingKind.FIXED_DATES,
        State.OPEN,
        windows=tuple(Window(day(by), day(since), day(until), 1) for by, since, until in pairs),
    )


def dated(by: str) -> Timing:
    """A round every year, and one of which the day is known."""
    return replace(windows((by, "02-01", "04-30")), calls=(Call(None, date(2026, 10, 31)),))


def call_for(closes: date, starts: Starts) -> Timing:
    return Timing(TimingKind.CALL, State.OPEN, calls=(Call(None, closes, starts),))


@pytest.mark.parametrize(
    ("one", "is_fault"),
    [
        pytest.param(sound(timing=call_for(date(2027, 2, 28), Starts(date(2027, 1, 1), date(2027, 2, 28)))), False),
        pytest.param(sound(timing=call_for(date(2026, 3, 1), Starts(date(2026, 1, 1), date(2026, 2, 28)))), False),
        pytest.param(sound(where=area("neighbours"), min_partners=3, min_countries=3), False),
        pytest.param(sound(where=area("priority"), min_partners=1, min_countries=1), False),
    ],
    ids=["its last day is the closing day", "over", "as many as there are", "members of a day to come"],
)
def test_what_can_still_serve_somebody_is_no_fault(one: Instrument, *, is_fault: bool) -> None:
    kinds = {kind for kind, _, _ in found(one)}
    assert bool(kinds & {Fault.ROUND_SERVES_NOTHING, Fault.TOO_FEW_MEMBERS}) is is_fault


def test_a_side_on_which_nobody_is_makes_a_demand_impossible() -> None:
    """A list of places that ended is told as over; one that never has any is a fault of what asks for it."""
    union, nowhere = area("union"), GroupId("nowhere")
    one = sound(where=union, min_partners=1, sides=(Side(union), Side(Area((nowhere,), ()))))
    empty = replace(ruleset(one), groups={**GROUPS, nowhere: (Period(date(2020, 1, 1), None, frozenset()),)})
    faults = {finding.fault for finding in verify(Classes(Compiled(empty, ON), OPTIONS))}
    assert Fault.TOO_FEW_MEMBERS in faults
    assert Fault.GROUP_OVER in faults


@pytest.mark.parametrize(
    ("row", "is_fault"),
    [
        (AllowedChange(APPLICANT), False),
        (AllowedChange(APPLICANT, goals=frozenset({"tour"}), to_options=frozenset({"artist"})), False),
        (AllowedChange(APPLICANT, to_options=frozenset({"choir"})), True),
        (AllowedChange(APPLICANT, goals=frozenset({"residency"})), True),
        (AllowedChange(PLACE), True),
    ],
    ids=["who applies", "somebody whom it is for", "somebody whom none is for", "a goal of none", "asked by none"],
)
def test_a_change_that_opens_nothing_is_told(row: AllowedChange, *, is_fault: bool) -> None:
    compiled = Compiled(replace(ruleset(sound()), changes=(row,)), ON)
    told = [one.subject for one in verify(Classes(compiled, OPTIONS)) if one.fault is Fault.CHANGE_FOR_NOTHING]
    assert told == ([row.question] if is_fault else [])


def test_a_dated_round_on_the_day_of_the_yearly_one_is_right() -> None:
    assert Fault.ROUND_OFF_PATTERN not in {kind for kind, _, _ in found(sound(timing=dated("10-31")))}


@pytest.mark.parametrize(
    ("fault", "one"),
    [
        (Fault.FOR_EVERYBODY, instrument("route", gives_money=False)),
        (Fault.NO_AMOUNT, sound(amount=Amount())),
        (Fault.NO_DEADLINE, sound(timing=Timing(TimingKind.CALL, State.EXPECTED))),
        (Fault.NOT_FROM_HERE, sound(base=area("FR", "NL"))),
        (Fault.ROUND_OFF_PATTERN, sound(timing=dated("11-30"))),
        (Fault.CLOSED_WITH_ROUNDS, sound(timing=replace(dated("10-31"), state=State.CLOSED))),
        (
            Fault.ROUND_SERVES_NOTHING,
            sound(timing=call_for(date(2027, 3, 1), Starts(date(2027, 1, 1), date(2027, 2, 28)))),
        ),
        (Fault.TOO_FEW_MEMBERS, sound(where=area("neighbours"), min_partners=3, min_countries=4)),
        (Fault.STARTS_LEFT_OUT, sound(timing=windows(("10-31", "02-01", "04-30"), ("11-30", "06-01", "07-31")))),
        (Fault.STARTS_OVERLAP, sound(timing=windows(("10-31", "02-01", "06-30"), ("11-30", "06-01", "07-31")))),
    ],
    ids=named,
)
def test_a_fault_in_the_fields_is_found(fault: Fault, one: Instrument) -> None:
    assert fault in {kind for kind, _, _ in found(one)}


def test_an_instrument_that_nobody_can_get_is_found() -> None:
    """Two rules that each leave something, and nothing together."""
    little = rule(RuleEffect.REQUIRE, require=AtMost(BUDGET, 5000))
    much = replace(rule(RuleEffect.REQUIRE, require=AtLeast(BUDGET, 9000)), id=RuleId("other"))
    assert (Fault.UNREACHABLE, "route", ()) in found(sound(), rules=[little, much])


def test_an_instrument_that_may_fit_and_never_surely_does_is_found() -> None:
    """All of "border" that lies in it whole is shut out; West Flanders lies in it in part."""
    shut = rule(RuleEffect.EXCLUDE, AnyPlace(BASE, area("FR-59", "FR-62", "BE-WAL")))
    assert found(sound(base=area("border")), rules=[shut]) == {(Fault.NEVER_CERTAIN, "route", ())}


@pytest.mark.parametrize(
    ("fault", "one"),
    [
        (Fault.RULE_FOR_NOTHING, rule(RuleEffect.ADVISE, AnyOf(GOAL, frozenset({"tour"})), instruments=frozenset())),
        (Fault.RULE_OVER, rule(RuleEffect.ADVISE, until=date(2026, 12, 31))),
        (Fault.RULE_NEVER_FIRES, rule(RuleEffect.ADVISE, AtLeast(BUDGET, 9000), AtMost(BUDGET, 5000))),
        (
            Fault.RULE_NEVER_FIRES,
            rule(RuleEffect.EXCLUDE, AnyOf(APPLICANT, frozenset({"artist"})), NoneOf(APPLICANT, frozenset({"artist"}))),
        ),
        (Fault.RULE_CHANGES_NOTHING, rule(RuleEffect.EXCLUDE, AnyOf(APPLICANT, frozenset({"choir"})))),
        (Fault.RULE_CHANGES_NOTHING, rule(RuleEffect.POINTS, AnyOf(APPLICANT, frozenset({"choir"})), points=5)),
        (
            Fault.RULE_CHANGES_NOTHING,
            rule(RuleEffect.REQUIRE, require=AnyOf(APPLICANT, frozenset({"artist", "choir"}))),
        ),
        (
            Fault.RULE_SHUTS_OUT,
            rule(RuleEffect.REQUIRE, AnyOf(GOAL, frozenset({"tour"})), require=AnyOf(APPLICANT, frozenset({"choir"}))),
        ),
    ],
    ids=named,
)
def test_a_fault_in_a_rule_is_found(fault: Fault, one: EngineRule) -> None:
    assert {(kind, subject) for kind, subject, _ in found(sound(), rules=[one])} == {(fault, "rule")}


def test_a_rule_that_says_something_for_one_of_its_instruments_is_right() -> None:
    both = frozenset({InstrumentId("route"), InstrumentId("other")})
    ruled = rule(RuleEffect.EXCLUDE, AnyOf(APPLICANT, frozenset({"choir"})), instruments=both)
    assert found(sound(), sound("other", applicants=frozenset({"choir", "artist"})), rules=[ruled]) == set()


def test_a_rule_for_closed_routes_alone_is_found() -> None:
    """One that is for an open route too is not."""
    closed = sound("shut", timing=Timing(TimingKind.CALL, State.CLOSED))
    ruled = rule(RuleEffect.ADVISE, instruments=frozenset({InstrumentId("shut")}))
    assert found(closed, rules=[ruled]) == {(Fault.RULE_FOR_CLOSED, "rule", ("shut",))}
    ruled = rule(RuleEffect.ADVISE, instruments=frozenset({InstrumentId("shut"), InstrumentId("route")}))
    assert found(sound(), closed, rules=[ruled]) == set()


def test_a_rule_that_changes_nothing_for_what_is_open_is_found_whatever_is_closed() -> None:
    closed = sound("shut", timing=Timing(TimingKind.CALL, State.CLOSED))
    both = frozenset({InstrumentId("shut"), InstrumentId("route")})
    ruled = rule(RuleEffect.EXCLUDE, AnyOf(APPLICANT, frozenset({"choir"})), instruments=both)
    assert found(sound(), closed, rules=[ruled]) == {(Fault.RULE_CHANGES_NOTHING, "rule", ("route",))}


TOUR, NETWORK = AnyOf(GOAL, frozenset({"tour"})), AnyOf(GOAL, frozenset({"network"}))
DANCE, FILM = AnyOf(DISCIPLINE, frozenset({"dance"})), AnyOf(DISCIPLINE, frozenset({"film"}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            rule(RuleEffect.REQUIRE, TOUR, require=AtLeast(BUDGET, 9000)),
            rule(RuleEffect.REQUIRE, DANCE, require=AtMost(BUDGET, 5000)),
            id="two that require opposites, where both hold",
        ),
        pytest.param(
            rule(RuleEffect.REQUIRE, TOUR, require=AtLeast(BUDGET, 9000)),
            rule(RuleEffect.EXCLUDE, AtLeast(BUDGET, 5000)),
            id="one excludes what the other requires",
        ),
        pytest.param(
            rule(RuleEffect.EXCLUDE, TOUR),
            rule(RuleEffect.REQUIRE, TOUR, require=AtLeast(BUDGET, 9000)),
            id="one excludes whom the other requires something of",
        ),
        pytest.param(
            rule(RuleEffect.POINTS, TOUR, points=5),
            rule(RuleEffect.POINTS, TOUR, points=-5),
            id="one gives the points that the other takes",
        ),
    ],
)
def test_two_rules_that_contradict_are_named_together(one: EngineRule, other: EngineRule) -> None:
    other = replace(other, id=RuleId("second"))
    pairs = [those for those in found(sound(), rules=[one, other]) if those[0] is Fault.RULES_CONTRADICT]
    assert [{subject, *others} for _, subject, others in pairs] == [{"rule", "second", "route"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            rule(RuleEffect.REQUIRE, TOUR, require=AtLeast(BUDGET, 9000)),
            rule(RuleEffect.REQUIRE, NETWORK, require=AtMost(BUDGET, 5000)),
            id="opposites for two goals, of which one may have both",
        ),
        pytest.param(
            rule(RuleEffect.REQUIRE, TOUR, require=AtLeast(BUDGET, 5000)),
            rule(RuleEffect.REQUIRE, DANCE, require=AtLeast(BUDGET, 9000)),
            id="one asks more of the same",
        ),
        pytest.param(
            rule(RuleEffect.POINTS, TOUR, points=5),
            rule(RuleEffect.POINTS, NETWORK, points=-5),
            id="points for other plans",
        ),
        pytest.param(
            rule(RuleEffect.POINTS, TOUR, points=5),
            rule(RuleEffect.POINTS, TOUR, points=3),
            id="both give points for the same plan",
        ),
        pytest.param(
            rule(RuleEffect.POINTS, TOUR, points=5),
            rule(RuleEffect.EXCLUDE, TOUR, DANCE),
            id="one gives points to whom the other shuts out in part",
        ),
        pytest.param(
            rule(RuleEffect.ADVISE, TOUR),
            rule(RuleEffect.REQUIRE, TOUR, require=AtLeast(BUDGET, 9000)),
            id="advice to whom the other requires something of",
        ),
    ],
)
def test_two_rules_that_both_can_be_followed_are_right(one: EngineRule, other: EngineRule) -> None:
    kinds = {kind for kind, _, _ in found(sound(), rules=[one, replace(other, id=RuleId("second"))])}
    assert Fault.RULES_CONTRADICT not in kinds


def test_two_rules_that_contradict_are_told_for_the_routes_that_are_open() -> None:
    both = frozenset({InstrumentId("route"), InstrumentId("shut")})
    much = rule(RuleEffect.REQUIRE, require=AtLeast(BUDGET, 9000), instruments=both)
    little = replace(rule(RuleEffect.REQUIRE, require=AtMost(BUDGET, 5000), instruments=both), id=RuleId("second"))
    shut = sound("shut", timing=Timing(TimingKind.CALL, State.CLOSED))
    told = [those for those in found(sound(), shut, rules=[much, little]) if those[0] is Fault.RULES_CONTRADICT]
    assert told == [(Fault.RULES_CONTRADICT, "rule", ("second", "route"))]


def test_a_rule_that_asks_for_a_list_that_is_over_contradicts_none() -> None:
    """Nobody lies in "priority" in 2026; in 2025 whoever goes there would need more than it may cost."""
    much = rule(RuleEffect.REQUIRE, AnyPlace(PLACE, area("priority")), require=AtLeast(BUDGET, 9000))
    little = replace(rule(RuleEffect.REQUIRE, require=AtMost(BUDGET, 5000)), id=RuleId("second"))
    contradict = (Fault.RULES_CONTRADICT, "rule", ("second", "route"))
    assert contradict in found(sound(), rules=[much, little], on=date(2025, 5, 1))
    assert found(sound(), rules=[much, little], on=date(2026, 5, 1)) == {(Fault.GROUP_OVER, "priority", ("rule",))}


def test_rounds_of_which_one_takes_over_the_day_after_the_other_leave_out_no_start() -> None:
    all_year = windows(("10-31", "02-01", "07-31"), ("11-30", "08-01", "01-31"))
    kinds = {kind for kind, _, _ in found(sound(timing=all_year))}
    assert not kinds & {Fault.STARTS_LEFT_OUT, Fault.STARTS_OVERLAP}


def test_steps_are_counted_to_the_last() -> None:
    taken = list(steps(Classes(Compiled(ruleset(sound()), ON), OPTIONS)))
    assert [one.done for one in taken] == list(range(1, len(taken) + 1))
    assert {one.of for one in taken} == {len(taken)}


def test_all_but_the_plans_is_looked_at_where_those_are_left_out() -> None:
    """Nobody makes music here with money: such plans end with nothing."""
    classes = Classes(Compiled(ruleset(sound(amount=Amount())), ON), OPTIONS)
    ends = (Fault.ENDS_WITH_NOTHING, Fault.ENDS_WITH_A_CHANGE)
    whole, without = list(verify(classes)), list(verify(classes, with_plans=False))
    assert any(one.fault in ends for one in whole)
    assert without == [one for one in whole if one.fault not in ends]
    assert Fault.NO_AMOUNT in {one.fault for one in without}


@pytest.mark.parametrize(
    ("fault", "must"),
    [(Fault.UNREACHABLE, True), (Fault.RULES_CONTRADICT, True), (Fault.NO_AMOUNT, False), (Fault.GROUP_OVER, False)],
    ids=named,
)
def test_what_cannot_be_meant_must_be_mended_and_what_may_be_right_is_looked_at(fault: Fault, *, must: bool) -> None:
    assert fault.must_be_mended is must


def test_an_option_that_does_not_exist_is_named_and_one_that_never_matters_too() -> None:
    one = sound(applicants=frozenset({"artist", "painter"}))
    faults = {(x.fault, x.subject, x.others) for x in verify(Classes(Compiled(ruleset(one), ON), OPTIONS))}
    assert (Fault.UNKNOWN_OPTION, "applicant", ("painter",)) in faults
    assert (Fault.OPTION_NEVER_MATTERS, "discipline", ("music",)) in faults
    assert (Fault.QUESTION_NEVER_MATTERS, "days", ()) in faults


def test_what_asks_for_a_list_that_is_over_is_named_once_and_judged_no_further() -> None:
    """No period of "priority" holds in 2026."""
    ruled = rule(RuleEffect.POINTS, AnyPlace(PLACE, area("priority")), points=5)
    other = sound("other", where=area("priority"))
    assert found(sound(), other, rules=[ruled], on=date(2026, 5, 1)) == {
        (Fault.GROUP_OVER, "priority", ("other", "rule"))
    }


def test_what_is_closed_has_no_faults() -> None:
    call = Timing(TimingKind.CALL, State.CLOSED, calls=(Call(None, date(2020, 1, 1)),))
    assert found(sound(timing=call, amount=Amount())) == set()


def test_an_example_shows_what_it_is_an_example_of() -> None:
    shut = rule(RuleEffect.REQUIRE, AnyOf(GOAL, frozenset({"tour"})), require=AnyOf(APPLICANT, frozenset({"choir"})))
    compiled = Compiled(ruleset(sound(), rules=[shut]), ON)
    example = next(one.example for one in verify(Classes(compiled, OPTIONS)) if one.fault is Fault.RULE_SHUTS_OUT)
    assert example is not None
    assert example.chosen(GOAL) == frozenset({"tour"})
    assert example.chosen(APPLICANT) == frozenset({"artist"})


def test_where_nothing_is_proposed_nobody_is_missed_from_here() -> None:
    classes = Classes(Compiled(ruleset(sound(base=area("FR", "NL"))), ON), {**OPTIONS, BASE: ()})
    assert Fault.NOT_FROM_HERE not in {one.fault for one in verify(classes)}


@pytest.mark.parametrize(("second", "is_fault"), [(NoPlace, True), (AnyPlace, False)], ids=["against it", "the same"])
def test_two_rules_that_leave_nobody_here_are_told(second: type[AnyPlace] | type[NoPlace], *, is_fault: bool) -> None:
    """Whoever is here is shut out by one or by the other; whoever is elsewhere by neither."""
    here, abroad = AnyPlace(BASE, area("BE-VLG", "BE-BRU")), area("FR")
    ruled = [
        rule(RuleEffect.EXCLUDE, here, AnyPlace(PLACE, abroad)),
        replace(rule(RuleEffect.EXCLUDE, here, second(PLACE, abroad)), id=RuleId("other")),
    ]
    assert (Fault.NOT_FROM_HERE in {fault for fault, _, _ in found(sound(), rules=ruled)}) is is_fault
