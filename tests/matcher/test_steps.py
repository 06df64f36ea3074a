"""What to do for a route, in order: days counted by hand, and none where none is known."""

from datetime import date
from typing import Any

import pytest

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import Level
from matcher.engine.agenda import Agenda
from matcher.engine.due import Certainty
from matcher.pages.route.axis import axis_of
from matcher.pages.route.steps import Basis, RouteStep, StepKind, Steps, steps_of
from matcher.rules.timing import timing_of
from tests.builders import answers, instrument, route

ON = date(2026, 11, 21)
WORDS = {"nl": "iets", "en": "something"}
LAST_OF_JANUARY = {
    "kind": "fixed-dates",
    "windows": [{"submit_by": "01-31", "start_from": "05-01", "start_to": "07-31", "last_seen": "2022"}],
}
TWO_MONTHS_AHEAD = {"kind": "rolling", "lead_months": 2}


def entry(state: str = "recurring", **fields: Any) -> InstrumentEntry:
    return InstrumentEntry.model_validate(
        {
            "id": "route",
            "name": WORDS,
            "kind": "grant",
            "level": Level.SECTORAL,
            "provider": "somebody",
            "summary": WORDS,
            "status": {"state": state},
            "sources": [{"url": "https://example.org/page", "supports": WORDS}],
            **fields,
        }
    )


def need(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "what": WORDS, **more}


def steps(start: date | None = None, on: date = ON, **fields: Any) -> Steps:
    one = entry(**fields)
    timing = timing_of(one)
    given: dict[str, Any] = {} if start is None else {"start": start}
    judged = route(instrument("route", timing=timing), on=on, **given)
    found = steps_of(one, judged, Agenda.of(timing, on).without_start, answers(**given), on)
    assert found is not None
    return found


def days(found: Steps) -> dict[StepKind, date | None]:
    return {step.kind: step.by for step in found.steps}


def step(found: Steps, kind: StepKind) -> RouteStep:
    return next(one for one in found.steps if one.kind is kind)


def test_steps_count_back_from_the_round_that_serves_the_start() -> None:
    found = steps(
        date(2027, 6, 15),
        timing=LAST_OF_JANUARY | {"decision_weeks": 8},
        partners={"min_partners": 1},
        needs=[need("account"), need("invitation"), need("paper")],
    )
    assert (found.basis, found.is_usual, found.due.last_seen) == (Basis.START, True, "2022")
    assert days(found) == {
        StepKind.PARTNERS: date(2026, 12, 6),  # 31 January less 8 weeks, which are 56 days
        StepKind.ACCOUNT: date(2026, 12, 20),
        StepKind.INVITATION: date(2027, 1, 3),
        StepKind.WRITE: date(2027, 1, 17),
        StepKind.APPLY: date(2027, 1, 31),
        StepKind.DECISION: date(2027, 3, 28),  # 56 days on: 28 to 28 February, 28 to 28 March
        StepKind.START: date(2027, 6, 15),
    }


def test_steps_stand_in_the_order_of_doing_and_of_their_days() -> None:
    found = steps(
        date(2027, 6, 15),
        timing=LAST_OF_JANUARY,
        needs_first={"status": WORDS},
        partners={"min_partners": 1},
        amount={"max_rate_pct": 60},
        needs=[need(kind) for kind in ("paper", "co-financing", "letters", "invitation", "agreement", "account")],
    )
    order = list(StepKind)
    known = [one.by for one in found.steps if one.by]
    assert [one.kind for one in found.steps] == sorted((one.kind for one in found.steps), key=order.index)
    assert known == sorted(known)
    assert found.own_pct == 40


def test_where_one_applies_months_before_the_start_the_days_follow_from_it() -> None:
    found = steps(date(2027, 6, 15), timing=TWO_MONTHS_AHEAD, state="open")
    assert (found.basis, step(found, StepKind.APPLY).certainty) == (Basis.START, Certainty.ROLLING)
    assert days(found)[StepKind.APPLY] == date(2027, 4, 15)
    assert days(found)[StepKind.WRITE] == date(2027, 4, 1)


def test_without_a_start_what_depends_on_it_has_weeks_and_no_days() -> None:
    found = steps(timing=TWO_MONTHS_AHEAD, state="open")
    assert found.basis is Basis.LEAD
    assert set(days(found).values()) == {None}
    assert step(found, StepKind.WRITE).weeks == 2


def test_a_day_that_is_past_says_so() -> None:
    found = steps(date(2026, 12, 15), timing=TWO_MONTHS_AHEAD, state="open")
    assert found.basis is Basis.TOO_LATE
    assert (step(found, StepKind.APPLY).by, step(found, StepKind.APPLY).is_past) == (date(2026, 10, 15), True)
    assert step(found, StepKind.DECISION).by is None
    assert StepKind.START not in days(found)


def test_what_we_would_have_advised_before_today_is_for_now() -> None:
    found = steps(date(2027, 6, 15), on=date(2027, 1, 10), timing=LAST_OF_JANUARY, partners={"min_partners": 1})
    assert step(found, StepKind.PARTNERS).is_past
    assert not step(found, StepKind.WRITE).is_past


@pytest.mark.parametrize("state", ["closed", "ended"])
def test_a_route_that_is_closed_has_no_days(state: str) -> None:
    found = steps(date(2027, 6, 15), timing=LAST_OF_JANUARY | {"decision_weeks": 8}, state=state)
    assert found.basis is Basis.CLOSED
    assert set(days(found).values()) == {None}


def test_a_start_that_no_known_round_serves_has_no_days_of_another_round() -> None:
    found = steps(date(2027, 10, 1), timing=LAST_OF_JANUARY)
    assert found.basis is Basis.NONE_SERVES
    assert set(days(found).values()) == {None}
    assert StepKind.START not in days(found)


def test_without_any_known_day_there_are_none() -> None:
    found = steps(timing={"kind": "call"}, state="expected")
    assert (found.basis, set(days(found).values())) == (Basis.UNKNOWN, {None})


def test_an_announced_call_is_announced_in_its_steps() -> None:
    found = steps(timing={"kind": "call"}, rounds=[{"closes": "2027-03-10", "closes_at": "17:00"}])
    assert (found.basis, found.is_usual, found.due.at) == (Basis.NEXT, False, "17:00")
    assert step(found, StepKind.APPLY).certainty is Certainty.ANNOUNCED


@pytest.mark.parametrize(
    ("weeks", "by", "is_short"),
    [
        pytest.param(None, date(2026, 12, 20), False, id="not known: our six weeks"),
        pytest.param(3, date(2026, 12, 20), False, id="less than we advise"),
        pytest.param(10, date(2026, 11, 22), False, id="seventy days: tomorrow at the latest"),
        pytest.param(11, date(2026, 11, 15), True, id="longer than there is left"),
    ],
)
def test_what_takes_longer_by_a_source_begins_earlier(weeks: int | None, by: date, is_short: bool) -> None:
    found = steps(date(2027, 6, 15), timing=LAST_OF_JANUARY, needs=[need("account", weeks=weeks)])
    account = step(found, StepKind.ACCOUNT)
    assert (account.by, account.takes, account.is_short) == (by, weeks, is_short)


def test_a_decision_after_the_start_is_told() -> None:
    late = LAST_OF_JANUARY | {"decision_weeks": 20}  # 140 days after 31 January: 20 June
    assert steps(date(2027, 6, 15), timing=late).has_late_decision
    assert not steps(date(2027, 6, 25), timing=late).has_late_decision


def test_which_papers_are_needed_is_known_only_from_a_source() -> None:
    assert not steps(needs=[need("account")]).knows_papers
    assert steps(needs=[need("account"), need("paper")]).knows_papers


def test_a_need_stands_with_the_source_that_it_rests_on() -> None:
    found = steps(needs=[need("paper", source="https://example.org/page"), need("paper")])
    shown = step(found, StepKind.WRITE).needs
    assert [one.source.url if one.source else None for one in shown] == ["https://example.org/page", None]


@pytest.mark.parametrize("fields", [{"kind": "network"}, {"admission": "nomination"}, {"admission": "without-call"}])
def test_what_nobody_applies_for_has_no_steps(fields: dict[str, Any]) -> None:
    one = entry(**fields)
    judged = route(instrument("route"), on=ON)
    assert steps_of(one, judged, Agenda.of(timing_of(one), ON).without_start, answers(), ON) is None


def test_a_need_rests_on_a_source_of_its_own_route() -> None:
    with pytest.raises(ValueError, match="none of its sources"):
        entry(needs=[need("paper", source="https://example.org/elsewhere")])


@pytest.mark.parametrize(
    ("partners", "is_asked"),
    [
        pytest.param({"min_partners": 2}, True, id="two partners"),
        pytest.param({"min_partners": 0, "sides": [{"least": 1, "groups": ["eu-27"]}]}, False, id="none needed"),
        pytest.param({"sides": [{"least": 1, "groups": ["eu-27"]}]}, False, id="one side, which may be who applies"),
        pytest.param({"sides": [{"least": 2, "groups": ["eu-27"]}]}, True, id="two of one side"),
        pytest.param({}, False, id="not known"),
    ],
)
def test_a_partner_is_looked_for_where_the_route_asks_one(partners: dict[str, Any], is_asked: bool) -> None:
    assert (StepKind.PARTNERS in days(steps(partners=partners))) is is_asked


def test_too_late_nothing_is_hurried() -> None:
    found = steps(date(2026, 12, 15), timing=TWO_MONTHS_AHEAD, state="open", needs=[need("account")])
    assert not step(found, StepKind.ACCOUNT).is_past
    assert step(found, StepKind.ACCOUNT).weeks == 6


def test_what_may_be_gone_is_asked_before_all_else() -> None:
    unsure = {"id": "still-exists", "statement": WORDS, "is_existence": True}
    found = steps(timing={"kind": "rolling"}, checks=[unsure])
    assert found.steps[0].kind is StepKind.EXISTENCE
    assert found.may_be_gone
    assert axis_of(entry(timing=TWO_MONTHS_AHEAD, checks=[unsure]), on=ON, start=date(2027, 6, 1)) is None
    assert StepKind.EXISTENCE not in days(steps(timing={"kind": "rolling"}, checks=[{**unsure, "is_existence": False}]))
    assert axis_of(entry(timing=TWO_MONTHS_AHEAD), on=ON, start=date(2027, 6, 1)) is not None
