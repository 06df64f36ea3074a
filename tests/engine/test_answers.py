"""What is asked of answers, of a match and of a ruleset on a day: each by an example."""

from collections.abc import Callable
from datetime import date

import pytest

from matcher.engine import compile as compiling
from matcher.engine import judging
from matcher.engine import predicates as p
from matcher.engine.answers import BUDGET, DISCIPLINE, GOAL, PLACE, START, Answers, QuestionName
from matcher.engine.availability import returns
from matcher.engine.classes import Classes
from matcher.engine.coverage import Tally, coverage
from matcher.engine.criteria import RuleId, Topic
from matcher.engine.days import MonthDay
from matcher.engine.demands import criteria_of
from matcher.engine.due import Certainty
from matcher.engine.match import Matching
from matcher.engine.money import Amount, Per, Unit
from matcher.engine.ruleset import EngineRule, InstrumentId, RuleEffect
from matcher.engine.timing import Call, State, Timing, TimingKind, Window
from matcher.engine.verdicts import Verdict
from tests.builders import ON, answers, area, compiled, instrument

TOUR = frozenset({"tour"})
SAID = answers(goal="tour", budget=100, start=date(2027, 5, 1))
BOTH = {QuestionName("goal"): ("tour", "network"), QuestionName("discipline"): ("dance", "theatre")}


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(lambda: SAID.chosen(BUDGET), id="options of an amount"),
        pytest.param(lambda: SAID.number(GOAL), id="the number of a choice"),
        pytest.param(lambda: SAID.day(BUDGET), id="the day of an amount"),
    ],
)
def test_an_answer_is_asked_for_what_it_is(asked: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        asked()


def world() -> Matching:
    open_now = Timing(TimingKind.CALL, State.OPEN, calls=(Call(None, date(2027, 3, 1)),))
    ours = compiled(
        instrument("fits", goals=TOUR),
        instrument("waits", disciplines=frozenset({"dance"}), timing=open_now),
        instrument("not", goals=frozenset({"network"}), disciplines=frozenset({"dance"})),
        instrument("over", timing=Timing(TimingKind.CALL, State.ENDED)),
        instrument("label", gives_money=False),
        rules=[
            EngineRule(
                RuleId("more"), RuleEffect.POINTS, frozenset({InstrumentId("fits")}), (p.AnyOf(GOAL, TOUR),), points=5
            )
        ],
    )
    return Matching(ours, answers(goal="tour"))


def test_a_match_answers_by_the_name_of_a_route() -> None:
    found = world()
    assert found.verdict("fits") is Verdict.FITS
    assert found.verdict("not") is Verdict.ALMOST
    assert found.verdict("no such route") is None
    assert found.route("no such route") is None
    assert found.due("waits").next_closing == date(2027, 3, 1)
    assert found.fitting() == ("fits", "label", "waits")
    assert found.fitting_surely() == {"fits"}
    assert found.left() == {"fits", "waits"}
    assert [one.instrument for one in found.ranked()] == ["fits", "waits", "not", "over"]
    assert [(one.instrument, one.verdict) for one in found.ranked_beside()] == [("label", Verdict.FITS)]


def test_a_ruleset_answers_by_the_name_of_a_route() -> None:
    ours = world().compiled
    assert ours.has_ended("over")
    assert not ours.has_ended("fits")
    assert "fits" in ours
    assert "no such route" not in ours
    assert ours.asks_about("not") == {GOAL, DISCIPLINE}
    assert ours.asks_about("not") is ours.asks_about("not"), "worked out once"
    assert [rule.id for rule in ours.points_for("fits")] == ["more"]
    assert ours.points_for("not") == ()
    standing = ours.standing("waits")
    assert (standing.closes, standing.next.certainty) == (date(2027, 3, 1), Certainty.ANNOUNCED)
    assert standing.timing.kind is TimingKind.CALL


def test_points_by_rules_and_the_first_few_are_the_same_in_binary_as_one_by_one() -> None:
    """Three routes of which rules give points to two: 9 and 4, and the first by name among equals."""
    routes = [instrument(name, goals=TOUR) for name in ("a", "b", "c", "d")]
    rules = [
        EngineRule(RuleId("nine"), RuleEffect.POINTS, frozenset({InstrumentId("c")}), points=9),
        EngineRule(RuleId("four"), RuleEffect.POINTS, frozenset({InstrumentId("d")}), points=4),
    ]
    found = Matching(compiled(*routes, rules=rules), answers(goal="tour"))
    assert [[one.instrument.id for one in found.routes(limit)[0]] for limit in (1, 2, 3, 4)] == [
        ["c"],
        ["c", "d"],
        ["c", "d", "a"],
        ["c", "d", "a", "b"],
    ]


def test_what_is_kept_is_thrown_away_when_there_is_too_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST_WAITS", 1)
    monkeypatch.setattr(judging, "MOST_TRIED", 0)
    ours = compiled(instrument(goals=TOUR, disciplines=frozenset({"dance"}), where=area("DE"), base=area("BE-VLG")))
    for _ in range(2):
        (route,) = Matching(ours, answers()).routes()[0]
        assert {question for one in route.waits_for for question in one.questions} >= {GOAL, DISCIPLINE, PLACE}
        assert coverage(ours, answers(), ("dance", "theatre"), ("tour",), {InstrumentId("route"): ""}).all.all == 1


def test_a_condition_on_both_the_art_and_the_goal_is_judged_for_every_pair() -> None:
    """No theatre on tour: of four pairs one is without a route."""
    rule = EngineRule(
        RuleId("no"),
        RuleEffect.EXCLUDE,
        frozenset({InstrumentId("route")}),
        (p.AnyOf(GOAL, TOUR), p.AnyOf(DISCIPLINE, frozenset({"theatre"}))),
    )
    ours = compiled(instrument(), instrument("other", goals=TOUR), rules=[rule])
    groups: dict[str, str] = {InstrumentId("route"): "ours", InstrumentId("other"): "theirs"}
    found = coverage(ours, answers(), ("dance", "theatre"), ("tour", "network"), groups)
    assert {pair: tally.of("ours") for pair, tally in found.cells.items()} == {
        ("dance", "tour"): 1,
        ("dance", "network"): 1,
        ("theatre", "tour"): 0,
        ("theatre", "network"): 1,
    }
    assert found.all == Tally(2, {"ours": 1, "theirs": 1})
    assert (found.all.of(""), found.all.of("nobody's")) == (2, 0)


@pytest.mark.parametrize(
    ("per", "asks"),
    [
        (Per.DAY, ("days",)),
        (Per.PERSON_NIGHT, ("days", "people")),
        (Per.TRIP, ("people",)),
        (Per.MONTH, ("days",)),
        (Per.EVENT, ("works",)),
        (Per.PARTNER, ("partners",)),
        (Per.PROJECT, ()),
    ],
)
def test_a_sum_asks_for_what_it_is_paid_by(per: Per, asks: tuple[str, ...]) -> None:
    assert Unit(per, None).asks == asks


def test_a_few_tests_that_never_hold_together_are_named_alone() -> None:
    classes = Classes(compiled(instrument(amount=Amount())), BOTH)
    rich, poor, tour = p.AtLeast(BUDGET, 9000), p.AtMost(BUDGET, 5000), p.AnyOf(GOAL, TOUR)
    assert classes.clash([rich, tour]) == ()
    assert set(classes.clash([tour, rich, poor])) == {rich, poor}
    late, early = p.After(START, date(2027, 6, 1)), p.Before(START, date(2027, 3, 1))
    assert set(classes.clash([late, early])) == {late, early}
    assert classes.clash([late]) == ()


def test_what_was_solved_stays_so_under_another_ruleset_of_the_same_places() -> None:
    classes = Classes(compiled(instrument()), BOTH)
    assert classes.clash([p.AnyOf(GOAL, TOUR)]) == ()
    other = classes.under(compiled(instrument("another")))
    assert other.compiled.instruments[0].id == "another"
    assert other.clash([p.AnyOf(GOAL, TOUR)]) == ()


def test_a_ruleset_knows_its_routes_by_place_and_by_what_their_fields_ask() -> None:
    ours = compiled(instrument("here", where=area("DE")), instrument("anywhere"), instrument("there", where=area("JP")))
    assert ours.routes_at("DE") == {"here", "anywhere"}
    assert ours.routes_at("JP") == {"there", "anywhere"}
    assert ours.routes_at("DE") is ours.routes_at("DE")
    assert ours.instrument("here").where == area("DE")
    dancer = instrument(disciplines=frozenset({"dance"}), max_months=12)
    assert [one.topic for one in criteria_of(dancer, lambda _question: True)] == [Topic.DISCIPLINE, Topic.MONTHS]


def test_stakes_count_the_routes() -> None:
    found = Matching(compiled(instrument("a", goals=TOUR), instrument("b", amount=Amount(max_eur=9))), answers()).stakes
    assert (found.settled_by(GOAL), found.changed_by(GOAL)) == (1, 2)
    assert (found.settled_by(BUDGET), found.changed_by(BUDGET)) == (0, 2)
    assert (found.settled_by(PLACE), found.changed_by(PLACE)) == (0, 0)


def test_a_theme_is_asked_last_and_only_where_it_changes_the_order() -> None:
    theme = QuestionName("theme")
    said = answers(goal="tour", discipline="dance", place="DE", budget=100, start=date(2027, 9, 1))
    ours = [instrument("a", themes=frozenset({"young"})), instrument("b", themes=frozenset({"fair"}))]
    assert Matching(compiled(*ours), said).next_question() == theme
    assert Matching(compiled(ours[0]), said).next_question() is None


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        pytest.param(
            Timing(TimingKind.FIXED_DATES, State.CLOSED, windows=(Window(MonthDay(1, 4), last_seen="2022"),)),
            (date(2028, 1, 4), Certainty.USUAL, "2022"),
            id="the pattern of a closed route: next year, for this year's day is over",
        ),
        pytest.param(
            Timing(TimingKind.FIXED_DATES, State.CLOSED, windows=(Window(MonthDay(1, 5), last_seen="2022"),)),
            (date(2027, 1, 5), Certainty.USUAL, "2022"),
            id="the day itself still counts",
        ),
        pytest.param(
            Timing(TimingKind.CALL, State.CLOSED, calls=(Call(None, date(2024, 3, 1)),)),
            (None, Certainty.UNKNOWN, "2024"),
            id="a round without a pattern: when it was seen",
        ),
        pytest.param(
            Timing(TimingKind.FIXED_DATES, State.ENDED, windows=(Window(MonthDay(3, 1), last_seen="2022"),)),
            (None, Certainty.UNKNOWN, ""),
            id="what is over for good does not come back",
        ),
    ],
)
def test_when_a_route_comes_back(timing: Timing, expected: tuple[date | None, Certainty, str]) -> None:
    found = returns(timing, ON)
    assert (found.closes, found.certainty, found.last_seen) == expected


def test_a_usual_day_is_told_from_an_announced_one() -> None:
    usual = Timing(TimingKind.FIXED_DATES, State.RECURRING, windows=(Window(MonthDay(3, 1), last_seen="2026"),))
    announced = Timing(TimingKind.CALL, State.OPEN, calls=(Call(None, date(2027, 3, 1)),))
    ours = compiled(instrument("usual", timing=usual), instrument("announced", timing=announced))
    assert ours.standing("usual").is_usual
    assert not ours.standing("announced").is_usual
    assert ours.standing("usual").next.closes == date(2027, 3, 1)


def test_answers_are_walked_by_their_questions() -> None:
    assert list(Answers({GOAL: TOUR, BUDGET: 3})) == [GOAL, BUDGET]
    assert ON not in SAID.values.values()
