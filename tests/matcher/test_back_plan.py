"""The line of time of a plan: all steps of all routes in order, and what could go wrong, worst first. Days counted by hand."""

from datetime import date
from typing import Any

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.agenda import Agenda
from matcher.pages.plan.backplan import BackPlan, ChosenRoute, RiskKind, back_plan
from matcher.pages.route.steps import StepKind
from matcher.rules.timing import timing_of
from tests.builders import answers, instrument, route
from tests.matcher.test_steps import LAST_OF_JANUARY, ON, TWO_MONTHS_AHEAD, entry, need
from tests.the import the

START = date(2027, 6, 15)


def planned(*entries: InstrumentEntry, start: date | None = START) -> BackPlan:
    given: dict[str, Any] = {} if start is None else {"start": start}
    chosen = [
        ChosenRoute(
            one,
            route(instrument(id=one.id, timing=timing_of(one)), on=ON, **given),
            Agenda.of(timing_of(one), ON).without_start,
            f"/routes/{one.id}/",
        )
        for one in entries
    ]
    return back_plan(chosen, answers(**given), ON)


def yearly(id: str, **more: Any) -> InstrumentEntry:
    return entry(id=id, timing={**LAST_OF_JANUARY, **more.pop("timing", {})}, **more)


def test_the_steps_of_all_routes_stand_in_order_up_to_one_start() -> None:
    """The yearly round closes on 31 January; two months before 15 June is 15 April. Writing begins two weeks before each."""
    found = planned(yearly("yearly"), entry(id="rolling", timing=TWO_MONTHS_AHEAD))
    assert [(one.step.kind, one.step.by, one.entry and one.entry.id) for one in found.dated] == [
        (StepKind.WRITE, date(2027, 1, 17), "yearly"),
        (StepKind.APPLY, date(2027, 1, 31), "yearly"),
        (StepKind.WRITE, date(2027, 4, 1), "rolling"),
        (StepKind.APPLY, date(2027, 4, 15), "rolling"),
        (StepKind.START, START, None),
    ]
    assert [(one.step.kind, one.entry and one.entry.id) for one in found.undated] == [
        (StepKind.DECISION, "yearly"),
        (StepKind.DECISION, "rolling"),
    ]


def test_a_decision_after_the_start_comes_before_all_other_risks() -> None:
    """Two months before 15 June is 15 April; twelve weeks later is 8 July, 23 days, three whole weeks, after the start."""
    late = entry(id="late", timing={**TWO_MONTHS_AHEAD, "decision_weeks": 12})
    first, *others = planned(yearly("unknown"), late).risks
    assert (first.kind, first.entry.id, first.day) == (RiskKind.LATE_DECISION, "late", date(2027, 7, 8))
    assert (first.days, first.weeks) == (23, 3)
    assert [one.kind for one in others] == [RiskKind.DECISION_UNKNOWN]


def test_a_decision_before_the_start_is_no_risk() -> None:
    """31 January and eight weeks is 28 March."""
    assert planned(yearly("soon", timing={"decision_weeks": 8})).risks == ()


def test_money_that_is_asked_before_and_is_heard_of_only_after_is_told() -> None:
    """The first closes on 31 January and asks for other money; of the other one hears on 15 April and four weeks: 13 May."""
    asks = yearly("asks", timing={"decision_weeks": 8}, needs=[need("co-financing")])
    pays = entry(id="pays", timing={**TWO_MONTHS_AHEAD, "decision_weeks": 4})
    (risk,) = planned(asks, pays).risks
    assert (risk.kind, risk.entry.id, risk.other and risk.other.id) == (RiskKind.MONEY_AFTER, "asks", "pays")
    assert risk.day == date(2027, 5, 13)


def test_what_is_too_late_or_has_no_round_is_told() -> None:
    soon = date(2027, 1, 1)
    found = planned(entry(id="rolling", timing=TWO_MONTHS_AHEAD), start=soon)
    assert [one.kind for one in found.risks] == [RiskKind.TOO_LATE]
    assert found.risks[0].day == date(2026, 11, 1)


def test_without_a_start_there_is_none_on_the_line() -> None:
    found = planned(yearly("yearly"), start=None)
    assert StepKind.START not in [one.step.kind for one in found.dated]


def test_the_drawing_has_a_lane_for_each_route_with_a_day_the_first_to_close_on_top() -> None:
    found = planned(
        entry(id="rolling", timing={**TWO_MONTHS_AHEAD, "decision_weeks": 4}), yearly("yearly"), entry(id="none")
    )
    assert found.drawing is not None
    assert [(lane.entry.id, lane.closes_on, lane.box) for lane in found.drawing.lanes] == [
        ("yearly", date(2027, 1, 31), "usual"),
        ("rolling", date(2027, 4, 15), "roll"),
    ]
    assert "none" in {the(one.entry).id for one in found.undated}
    assert all(lane.since <= lane.closes <= (lane.hears or lane.closes) <= 1200 for lane in found.drawing.lanes)


def test_no_day_at_all_is_no_drawing() -> None:
    found = planned(entry(id="none"))
    assert found.drawing is None
    assert [one.kind for one in found.risks] == [RiskKind.DAY_UNKNOWN]
