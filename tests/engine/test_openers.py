"""Which other answers are tried for a condition that fails, and which leave the plan the same plan."""

from datetime import date
from typing import Any

import pytest

from matcher.engine import predicates as p
from matcher.engine.answers import BASE, BUDGET, GOAL, PLACE, START, QuestionName
from matcher.engine.compile import Compiled
from matcher.engine.match import Matching
from matcher.engine.openers import ways_to_meet
from matcher.engine.places import Area
from matcher.engine.plan_changes import PlanChanges
from matcher.engine.ruleset import AllowedChange
from matcher.engine.timing import State, Timing, TimingKind
from tests.builders import ON, QUESTIONS, answers, area, compiled, instrument, ruleset

APPLICANT = QuestionName("applicant")
ARTIST = frozenset({"artist"})
WEEK = Timing(TimingKind.ROLLING, State.OPEN, lead_days=7)


@pytest.mark.parametrize(
    ("predicate", "given", "first"),
    [
        pytest.param(p.AnyOf(GOAL, ARTIST), {"goal": "tour"}, {"goal": {"artist", "tour"}}, id="one more, of several"),
        pytest.param(p.AnyOf(APPLICANT, ARTIST), {"applicant": "choir"}, {"applicant": {"artist"}}, id="another one"),
        pytest.param(p.NoneOf(GOAL, ARTIST), {"goal": ["artist", "tour"]}, {"goal": {"tour"}}, id="without those"),
        pytest.param(p.NoneOf(GOAL, ARTIST), {"goal": "artist"}, {"goal": None}, id="none is left: taken back"),
        pytest.param(p.AnyPlace(PLACE, area("DE")), {"place": "JP"}, {"place": {"DE", "JP"}}, id="a place more"),
        pytest.param(p.NoPlace(PLACE, area("DE")), {"place": ["DE", "JP"]}, {"place": {"JP"}}, id="a place less"),
        pytest.param(
            p.AllPlaces(PLACE, area("DE")), {"place": ["DE", "JP"]}, {"place": {"DE"}}, id="only those inside"
        ),
        pytest.param(
            p.CountsAtLeast(PLACE, area("DE", "FR"), 2), {"place": "DE"}, {"place": {"DE", "FR"}}, id="a country more"
        ),
        pytest.param(p.AtLeast(BUDGET, 100), {"budget": 50}, {"budget": 100}, id="just enough"),
        pytest.param(p.AtMost(BUDGET, 100), {"budget": 500}, {"budget": 100}, id="just little enough"),
        pytest.param(p.Before(START, date(2027, 3, 1)), {}, {"start": date(2027, 2, 28)}, id="the day before"),
        pytest.param(p.After(START, date(2027, 3, 1)), {}, {"start": date(2027, 3, 2)}, id="the day after"),
        pytest.param(
            p.Not(p.CountsAtLeast(PLACE, area("DE", "FR"), 2)),
            {"place": ["DE", "FR", "JP"]},
            {"place": {"JP"}},
            id="fewer countries",
        ),
        pytest.param(
            p.Not(p.AllPlaces(PLACE, area("DE"))), {"place": "DE"}, {"place": None}, id="all inside: taken back"
        ),
        pytest.param(p.Not(p.AllWithin(GOAL, ARTIST)), {"goal": "artist"}, {"goal": None}, id="only those: taken back"),
        pytest.param(p.Available(), {}, None, id="nobody opens a route"),
        pytest.param(p.OpenToApply("nomination"), {}, None, id="nor makes it one to apply for"),
    ],
)
def test_the_smallest_change_is_tried_first(
    predicate: p.Predicate, given: dict[str, Any], first: dict[str, Any] | None
) -> None:
    assert next(ways_to_meet(predicate, answers(**given), compiled(instrument())), None) == first


def test_where_no_place_lies_inside_one_that_does_is_tried_instead() -> None:
    """The answer taken back first, then each member alone: six of the eight at most."""
    wide = area("BE", "FR", "NL", "DE", "PT", "JP", "RE", "FR-ARA")
    ours = compiled(instrument())
    asked = [
        list(ways_to_meet(p.AllPlaces(PLACE, those), answers(place="BE-WLG"), ours)) for those in (area("DE"), wide)
    ]
    assert asked[0] == [{"place": None}, {"place": {"DE"}}]
    assert len(asked[1]) == 1 + 6
    alone = [change[PLACE] for change in asked[1][1:]]
    assert all(isinstance(one, frozenset) and len(one) == 1 for one in alone)
    assert len(set(alone)) == 6


@pytest.mark.parametrize(
    ("given", "changes"),
    [
        pytest.param(
            {"place": "BE-VLG", "partners": 0},
            {"place": {"BE-VLG", "FR"}, "partners": 3},
            id="the applicant may be one of the three: two there, beside the one elsewhere",
        ),
        pytest.param(
            {"place": "BE-VLG", "partners": 0, "base": "NL"},
            {"place": {"BE-VLG", "FR"}, "partners": 4},
            id="the applicant is elsewhere: three there",
        ),
        pytest.param(
            {"place": "FR", "partners": 1, "base": "NL"}, {"partners": 3}, id="all partners are there: two more"
        ),
        pytest.param(
            {"place": "BE-VLG", "base": "FR", "partners": 9}, {"place": {"BE-VLG", "FR"}}, id="enough partners"
        ),
        pytest.param({"place": "BE-VLG", "base": "NL"}, {"place": {"BE-VLG", "FR"}}, id="how many are, nobody said"),
    ],
)
def test_a_partnership_gets_the_places_and_the_partners_that_it_lacks(
    given: dict[str, Any], changes: dict[str, Any]
) -> None:
    """Three of the partnership in France."""
    wanted = p.Sides((p.Side(area("FR"), 3),), p.Partnership(0, 0, Area(), Area()))
    assert next(ways_to_meet(wanted, answers(**given), compiled(instrument()))) == changes


def test_a_route_with_a_lead_time_is_reached_by_the_first_start_that_is_still_possible() -> None:
    late = compiled(instrument(timing=WEEK))
    found = list(ways_to_meet(p.InTime(WEEK), answers(start=ON), late))
    assert found == [{"start": date(2027, 1, 12)}]
    assert list(ways_to_meet(p.InTime(WEEK), answers(), late)) == []


def test_an_option_instead_is_tried_where_the_question_lists_its_own() -> None:
    role = QuestionName("role")
    questions = tuple(
        one if one.name != role else type(one)(role, one.kind, one.asked, options=("lead", "partner"))
        for one in QUESTIONS
    )
    rules = ruleset(instrument())
    ours = Compiled(
        type(rules)(**{name: getattr(rules, name) for name in rules.__slots__} | {"questions": questions}), ON
    )
    found = list(ways_to_meet(p.NoneOf(role, frozenset({"lead"})), answers(role="lead"), ours))
    assert found == [{"role": {"partner"}}, {"role": None}]


MONTHS_SIX = AllowedChange(START, most=6)
TWENTY_PERCENT = AllowedChange(BUDGET, most=120)
TWO_PLACES = AllowedChange(PLACE, frozenset({"tour"}), most=2)
TO_CHOIR = AllowedChange(APPLICANT, from_options=ARTIST, to_options=frozenset({"choir"}))
TWO_PARTNERS = AllowedChange(QuestionName("partners"), most=2)
ANY_DAYS = AllowedChange(QuestionName("days"))
ROWS = (MONTHS_SIX, TWENTY_PERCENT, TWO_PLACES, TO_CHOIR, TWO_PARTNERS, ANY_DAYS)


@pytest.mark.parametrize(
    ("given", "changes", "allowed"),
    [
        pytest.param({"start": date(2027, 1, 31)}, {"start": date(2027, 7, 31)}, True, id="six months later"),
        pytest.param({"start": date(2027, 1, 31)}, {"start": date(2027, 8, 1)}, False, id="a day more"),
        pytest.param({"start": date(2027, 7, 31)}, {"start": date(2027, 1, 31)}, True, id="six months earlier"),
        pytest.param({"budget": 100}, {"budget": 120}, True, id="a fifth more"),
        pytest.param({"budget": 100}, {"budget": 121}, False, id="a euro more than that"),
        pytest.param({"budget": 120}, {"budget": 100}, True, id="as much less"),
        pytest.param({"budget": 121}, {"budget": 100}, False, id="less than that"),
        pytest.param({"partners": 1}, {"partners": 3}, True, id="two partners more"),
        pytest.param({"partners": 1}, {"partners": 4}, False, id="three partners more"),
        pytest.param({"days": 1}, {"days": 400}, True, id="no bound: as many as one likes"),
        pytest.param({"place": "FR"}, {"place": frozenset({"FR", "DE", "NL"})}, True, id="two places more"),
        pytest.param({"place": "FR"}, {"place": frozenset({"FR", "DE", "NL", "JP"})}, False, id="three places more"),
        pytest.param({"place": "FR"}, {"place": frozenset({"DE"})}, False, id="another place is another plan"),
        pytest.param({"goal": "tour", "place": "FR"}, {"place": frozenset({"FR", "DE"})}, True, id="for this goal"),
        pytest.param(
            {"goal": "residency", "place": "FR"}, {"place": frozenset({"FR", "DE"})}, False, id="not for that"
        ),
        pytest.param(
            {"applicant": "artist"}, {"applicant": frozenset({"choir"})}, True, id="from one of these to those"
        ),
        pytest.param({"applicant": "museum"}, {"applicant": frozenset({"choir"})}, False, id="from another"),
        pytest.param({"applicant": "artist"}, {"applicant": frozenset({"museum"})}, False, id="to another"),
        pytest.param({"budget": 100}, {"budget": None}, False, id="nothing is taken back"),
        pytest.param({}, {"budget": 900}, True, id="what was not said is free"),
        pytest.param({"base": "FR"}, {"base": frozenset({"DE"})}, False, id="what no row allows"),
        pytest.param(
            {"budget": 100, "partners": 1}, {"budget": 110, "partners": 9}, False, id="both of two must be allowed"
        ),
    ],
)
def test_rows_say_which_change_leaves_the_plan_the_same(
    given: dict[str, Any], changes: dict[QuestionName, Any], allowed: bool
) -> None:
    table = PlanChanges(ROWS, {one.name: one for one in QUESTIONS})
    assert table.allow(changes, answers(**given)) is allowed


def test_a_question_can_change_only_where_a_row_is_for_the_goal() -> None:
    table = PlanChanges(ROWS, {one.name: one for one in QUESTIONS})
    assert table.possible(PLACE, answers(goal="tour"))
    assert not table.possible(PLACE, answers(goal="residency"))
    assert not table.possible(BASE, answers())
    assert table.rows_of(answers(goal="tour"), frozenset({PLACE, BUDGET})).bit_count() == 2
    assert table.rows_of(answers(goal="residency"), frozenset({PLACE, BUDGET})).bit_count() == 1


def test_without_a_table_what_can_be_answered_otherwise_may_be() -> None:
    table = PlanChanges(None, {one.name: one for one in QUESTIONS})
    assert table.allow({BUDGET: 9_000_000}, answers(budget=1))
    assert not table.allow({BASE: frozenset({"DE"})}, answers(base="FR"))
    assert table.possible(BUDGET, answers())
    assert table.rows_of(answers(), frozenset({BUDGET})) == 0


def test_the_question_to_name_of_a_change_is_its_first() -> None:
    found = Matching(compiled(instrument(goals=frozenset({"tour"}))), answers(goal="network")).routes()[0][0]
    (failure,) = found.fails
    assert failure.change is not None
    assert failure.change.question == GOAL
