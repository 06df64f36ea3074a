"""Verdicts, their order, the way in, the next question: each promise by an example."""

import doctest
import gc
import importlib
import pkgutil
import weakref
from datetime import date
from typing import Any

import pytest

from matcher import engine
from matcher.engine import predicates as p
from matcher.engine.answers import QuestionName
from matcher.engine.criteria import RuleId
from matcher.engine.days import MonthDay
from matcher.engine.match import Matching, match
from matcher.engine.money import Amount
from matcher.engine.ruleset import Effort, EngineRule, Instrument, InstrumentId, Part, RuleEffect
from matcher.engine.timing import Call, Starts, State, Timing, TimingKind, Window
from matcher.engine.verdicts import Verdict, Why
from tests.builders import answers, area, compiled, instrument, matched, route

CLOSED = Timing(TimingKind.CALL, State.CLOSED)
EXPECTED = Timing(TimingKind.CALL, State.EXPECTED)
TOUR, DANCE, ARTIST = frozenset({"tour"}), frozenset({"dance"}), frozenset({"artist"})


@pytest.mark.parametrize(
    ("fields", "given", "verdict", "failing"),
    [
        pytest.param({}, {}, Verdict.FITS, 0, id="nothing is asked"),
        pytest.param({"goals": TOUR}, {"goal": "tour"}, Verdict.FITS, 0, id="what is asked holds"),
        pytest.param({"goals": TOUR}, {}, Verdict.MAY_FIT, 0, id="not answered yet"),
        pytest.param({"goals": TOUR}, {"goal": "network"}, Verdict.ALMOST, 1, id="one thing fails"),
        pytest.param(
            {"goals": TOUR, "applicants": ARTIST},
            {"goal": "network", "applicant": "choir"},
            Verdict.NO,
            2,
            id="two things fail",
        ),
        pytest.param(
            {"goals": TOUR, "applicants": ARTIST}, {"goal": "network"}, Verdict.ALMOST, 1, id="one fails, one waits"
        ),
        pytest.param({"disciplines": DANCE}, {"discipline": "music"}, Verdict.NO, 1, id="what they make: never almost"),
        pytest.param({"base": area("union")}, {"base": "JP"}, Verdict.NO, 1, id="where they live: never almost"),
        pytest.param({"timing": CLOSED}, {}, Verdict.NO, 1, id="closed: never almost"),
        pytest.param(
            {"timing": Timing(TimingKind.CALL, State.CLOSED, calls=(Call(date(2027, 1, 1), date(2027, 5, 4)),))},
            {"start": date(2027, 9, 1)},
            Verdict.MAY_FIT,
            0,
            id="said closed, but a dated call is open; for which starts is not known",
        ),
        pytest.param(
            {"timing": Timing(TimingKind.FIXED_DATES, State.CLOSED, windows=(Window(MonthDay(5, 31)),))},
            {"start": date(2027, 9, 1)},
            Verdict.NO,
            1,
            id="said closed, whatever the pattern of other years",
        ),
        pytest.param({"timing": EXPECTED}, {}, Verdict.FITS, 0, id="expected keeps its verdict"),
        pytest.param(
            {"checks": ("route.host",)}, {"checks": {"route.host": False}}, Verdict.ALMOST, 1, id="a check denied fails"
        ),
        pytest.param(
            {"checks": ("route.host", "route.rent")},
            {"checks": {"route.host": False, "route.rent": False}},
            Verdict.NO,
            2,
            id="two checks denied",
        ),
        pytest.param({"checks": ("route.host",)}, {}, Verdict.FITS, 0, id="a check left open moves nothing"),
        pytest.param(
            {"checks": ("route.host",)}, {"checks": {"other.host": False}}, Verdict.FITS, 0, id="another route's check"
        ),
    ],
)
def test_a_verdict(fields: dict[str, Any], given: dict[str, Any], verdict: Verdict, failing: int) -> None:
    found = route(instrument(**fields), **given)
    assert found.verdict is verdict
    assert len(found.fails) == failing
    assert bool(found.waits_for or found.unknown) == (verdict is Verdict.MAY_FIT)


def names(*instruments: Instrument, rules: tuple[EngineRule, ...] = (), **given: Any) -> list[str]:
    return [one.instrument.id for one in matched(*instruments, rules=rules, **given).routes]


def test_verdicts_come_in_their_order() -> None:
    routes = (
        instrument("a-no", disciplines=DANCE),
        instrument("b-almost", goals=TOUR),
        instrument("c-may-fit", applicants=ARTIST),
        instrument("d-fits"),
    )
    assert names(*routes, goal="network", discipline="music") == ["d-fits", "c-may-fit", "b-almost", "a-no"]


def test_expected_ranks_below_what_is_open_whatever_its_points() -> None:
    better = instrument("a-expected", timing=EXPECTED, disciplines=DANCE, effort=Effort.LIGHT)
    assert names(better, instrument("b-open"), discipline="dance") == ["b-open", "a-expected"]


def test_a_call_with_a_day_ranks_with_what_is_open() -> None:
    serves = Starts(date(2028, 6, 1))
    dated = instrument(
        "a", timing=Timing(TimingKind.CALL, State.EXPECTED, calls=(Call(None, date(2028, 5, 4), serves),))
    )
    assert names(instrument("b", timing=EXPECTED), dated, start=date(2028, 9, 1)) == ["a", "b"]


def test_equals_come_by_name_and_then_by_id() -> None:
    routes = [instrument("3", sort_name="a"), instrument("1", sort_name="b"), instrument("2", sort_name="a")]
    assert names(*routes) == names(*reversed(routes)) == ["2", "3", "1"]


def test_what_gives_no_money_stands_beside() -> None:
    found = matched(instrument("label", gives_money=False), instrument("grant"))
    assert [one.instrument.id for one in found.routes] == ["grant"]
    assert [one.instrument.id for one in found.beside] == ["label"]
    assert found.counts == {Verdict.FITS: 1, Verdict.MAY_FIT: 0, Verdict.ALMOST: 0, Verdict.NO: 0}


def test_points_come_from_named_parts() -> None:
    found = route(
        instrument(
            goals=TOUR, disciplines=DANCE, where=area("DE"), amount=Amount(max_eur=10_000), effort=Effort.MEDIUM
        ),
        goal=["tour", "network"],
        discipline="dance",
        base="BE-VLG",
        place="DE",
        budget=20_000,
    )
    points = {part.part: (part.points, part.max, part.why) for part in found.parts}
    assert points == {
        Part.GOAL: (13, 25, Why.GOALS_SERVED),
        Part.SPECIFICITY: (20, 20, Why.SPECIFIC),
        Part.SHARE: (10, 20, Why.SHARE_COVERED),
        Part.TIME: (8, 10, Why.ANY_TIME),
        Part.EFFORT: (10, 10, Why.EFFORT),
        Part.THEME: (0, 5, Why.THEME_UNKNOWN),
        Part.RULES: (0, 10, Why.RULES_APPLIED),
    }
    assert found.score == 61


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param((4,), 4, id="one rule"),
        pytest.param((4, -6), -2, id="rules add up"),
        pytest.param((8, 8), 10, id="never more than their weight"),
        pytest.param((-8, -8), -10, id="nor less"),
    ],
)
def test_rules_give_and_take_points(points: tuple[int, ...], expected: int) -> None:
    rules = [
        EngineRule(RuleId(f"rule-{number}"), RuleEffect.POINTS, frozenset({InstrumentId("route")}), points=given)
        for number, given in enumerate(points)
    ]
    part = route(instrument(), rules=rules).parts[-1]
    assert (part.part, part.points) == (Part.RULES, expected)
    assert part.rules == tuple(rule.id for rule in rules)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2027, 1, 31), (), id="the day before"),
        pytest.param(date(2027, 2, 1), ("rule",), id="the first day"),
        pytest.param(date(2027, 2, 28), ("rule",), id="the last day"),
        pytest.param(date(2027, 3, 1), (), id="the day after"),
    ],
)
def test_a_rule_holds_for_a_while(on: date, expected: tuple[str, ...]) -> None:
    rule = EngineRule(
        RuleId("rule"),
        RuleEffect.ADVISE,
        frozenset({InstrumentId("route")}),
        since=date(2027, 2, 1),
        until=date(2027, 2, 28),
    )
    assert route(instrument(), rules=[rule], on=on).advice == expected


def test_advice_is_given_only_when_its_conditions_surely_hold() -> None:
    tour = p.AnyOf(QuestionName("goal"), TOUR)
    rule = EngineRule(RuleId("rule"), RuleEffect.ADVISE, frozenset({InstrumentId("route")}), (tour,))
    assert route(instrument(), rules=[rule], goal="tour").advice == ("rule",)
    assert route(instrument(), rules=[rule]).advice == ()


@pytest.mark.parametrize(
    ("given", "pays"),
    [
        pytest.param({}, (300_000, 60), id="nothing said: what the route says"),
        pytest.param({"works": 8}, (100_000, 60), id="below both limits: the smallest"),
        pytest.param({"works": 15}, (200_000, 60), id="below one of them"),
        pytest.param({"works": 25}, (300_000, 60), id="above both: what the route says"),
        pytest.param({"works": 25, "goal": "tour"}, (400_000, 75), id="more than the route says, and another share"),
    ],
)
def test_rules_set_what_is_paid_where_their_conditions_surely_hold(
    given: dict[str, Any], pays: tuple[int, int]
) -> None:
    works = QuestionName("works")
    rules = [
        limit("ten", 100_000, None, p.AtMost(works, 10)),
        limit("twenty", 200_000, None, p.AtMost(works, 20)),
        limit("tour", 400_000, 75, p.AnyOf(QuestionName("goal"), TOUR)),
    ]
    paid = Amount(max_eur=300_000, max_rate_pct=60)
    found = route(instrument(amount=paid), rules=rules, budget=1_000_000, **given)
    assert (found.amount.max_eur, found.amount.max_rate_pct) == pays
    assert found.cover.covers_eur == pays[0]


def test_a_question_that_decides_only_what_is_paid_is_asked() -> None:
    rules = [limit("ten", 100_000, None, p.AtMost(QuestionName("partners"), 1))]
    paid = compiled(instrument(amount=Amount(max_eur=300_000)), rules=rules)
    assert QuestionName("partners") in Matching(paid, answers(budget=1000)).stakes
    assert QuestionName("partners") not in Matching(paid, answers(budget=1000, partners=3)).stakes


def limit(name: str, max_eur: int | None, max_rate_pct: int | None, *when: p.Predicate) -> EngineRule:
    ours = frozenset({InstrumentId("route")})
    return EngineRule(RuleId(name), RuleEffect.LIMIT, ours, when, max_eur=max_eur, max_rate_pct=max_rate_pct)


@pytest.mark.parametrize(
    ("fields", "given", "change"),
    [
        pytest.param({"goals": TOUR}, {"goal": "network"}, {"goal": {"network", "tour"}}, id="one goal more"),
        pytest.param({"applicants": ARTIST}, {"applicant": "choir"}, {"applicant": {"artist"}}, id="another applicant"),
        pytest.param(
            {"where": area("DE")}, {"base": "BE-VLG", "place": "JP"}, {"place": {"DE", "JP"}}, id="a place more"
        ),
        pytest.param(
            {"min_partners": 2, "min_countries": 2, "where": area("FR", "DE")},
            {"base": "BE-VLG", "place": "FR", "partners": 1},
            {"partners": 2, "place": {"FR", "DE"}},
            id="one partner more, in one country more: one change",
        ),
        pytest.param(
            {"sides": (p.Side(area("BE-WAL", "BE-BRU"), 1), p.Side(area("BE-VLG", "BE-BRU"), 1))},
            {"base": "FR", "place": "NL", "partners": 1},
            {"partners": 2, "place": {"NL", "BE-BRU"}},
            id="one place that serves both sides, rather than one on each",
        ),
        pytest.param(
            {"amount": Amount(min_eur=500), "min_is_threshold": True},
            {"budget": 100},
            {"budget": 500},
            id="the minimum",
        ),
        pytest.param(
            {"timing": Timing(TimingKind.ROLLING, lead_months=2)},
            {"start": date(2027, 2, 1)},
            {"start": date(2027, 3, 5)},
            id="the earliest start",
        ),
        pytest.param({"checks": ("route.host",)}, {"checks": {"route.host": False}}, None, id="a check has no way in"),
    ],
)
def test_the_one_change(fields: dict[str, Any], given: dict[str, Any], change: dict[str, Any] | None) -> None:
    found = route(instrument(**fields), **given)
    assert found.verdict is Verdict.ALMOST
    (failure,) = found.fails
    assert (None if failure.change is None else dict(failure.change.values)) == change


def test_more_countries_than_there_are_is_not_almost() -> None:
    one = instrument(min_partners=1, min_countries=2, where=area("DE"))
    assert route(one, base="BE-VLG", place=["DE", "JP"], partners=1).verdict is Verdict.NO


def test_a_change_that_another_condition_shuts_is_not_almost() -> None:
    """A choir may not ask; an artist may, but not with dance, and that is what this choir makes."""
    unless_dance = EngineRule(
        RuleId("unless-dance"),
        RuleEffect.EXCLUDE,
        frozenset({InstrumentId("route")}),
        when=(p.AllWithin(QuestionName("applicant"), ARTIST), p.AnyOf(QuestionName("discipline"), DANCE)),
    )
    one = instrument(applicants=ARTIST)

    def verdict(**given: Any) -> Verdict:
        return matched(one, rules=[unless_dance], applicant="choir", **given).routes[0].verdict

    assert verdict(discipline="dance") is Verdict.NO
    assert verdict(discipline="film") is Verdict.ALMOST
    assert verdict() is Verdict.ALMOST


@pytest.mark.parametrize(
    ("base", "verdict", "asks"),
    [
        pytest.param(None, Verdict.MAY_FIT, ("base",), id="not said: it may be one of them"),
        pytest.param("FR", Verdict.MAY_FIT, ("place",), id="in one of them: it may be the only one meant"),
        pytest.param("JP", Verdict.FITS, (), id="in none of them"),
    ],
)
def test_somewhere_in_a_group_is_abroad_for_whoever_is_not_established_there(
    base: str | None, verdict: Verdict, asks: tuple[str, ...]
) -> None:
    given: dict[str, Any] = {"place": "union"} | ({"base": base} if base else {})
    found = route(instrument(where=area("union")), **given)
    assert found.verdict is verdict
    assert tuple(question for one in found.waits_for for question in one.questions) == asks


@pytest.mark.parametrize("module", [one.name for one in pkgutil.iter_modules(engine.__path__)])
def test_the_examples_in_docstrings_are_true(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"matcher.engine.{module}")).failed == 0


def near(id: str, *, gives_money: bool = True) -> Instrument:
    """Almost, for who would go to Flanders: with Brussels beside it, unless one lives in Belgium."""
    return instrument(
        id, base=area("BE"), base_lead_only=True, where=area("BE-BRU"), min_countries=1, gives_money=gives_money
    )


GOES_TO_FLANDERS: dict[str, Any] = {"goal": "tour", "role": "partner", "place": "BE-VLG"}


def test_a_change_that_waits_for_an_answer_puts_its_own_route_at_stake_and_no_other() -> None:
    found = Matching(compiled(instrument("a"), near("b")), answers(**GOES_TO_FLANDERS))
    assert found.verdict("a") is Verdict.FITS
    assert found.verdict("b") is Verdict.ALMOST
    assert found.stakes.changes[QuestionName("base")] == 0b10


def test_a_route_without_money_puts_nothing_at_stake() -> None:
    found = Matching(compiled(instrument("a"), near("b", gives_money=False)), answers(**GOES_TO_FLANDERS))
    assert found.verdict("b") is Verdict.ALMOST
    assert QuestionName("base") not in found.stakes.changes


def test_what_is_left_gives_money_and_fits_or_may() -> None:
    routes = (
        instrument("a-fits"),
        instrument("b-may", applicants=ARTIST),
        instrument("c-almost", goals=TOUR),
        instrument("d-beside", gives_money=False),
    )
    assert Matching(compiled(*routes), answers(goal="network")).left() == {"a-fits", "b-may"}


def test_a_match_goes_without_a_collector_when_nobody_looks_at_it_any_more() -> None:
    """One of ten thousand routes would else wait for a look through all that a process holds."""
    gc.collect()
    gc.disable()
    try:
        found = match(compiled(instrument(), instrument(id="other")), answers(goal="network"))
        looked_at = [*found.routes, *found.beside, *found.routes.among(found.overview.all)]
        seen = weakref.ref(found.routes), weakref.ref(found.overview.judged)
        assert len(looked_at) == 4
        del found, looked_at
        assert [one() for one in seen] == [None, None]
    finally:
        gc.enable()


def test_two_matches_of_the_same_answers_have_the_same_routes() -> None:
    ours = compiled(instrument("a", goals=TOUR), instrument("b", disciplines=DANCE))
    one, same, other = (match(ours, answers(goal=goal)) for goal in ("tour", "tour", "network"))
    assert one.routes == same.routes
    assert one.routes[:1] == same.routes[:1]
    assert one.routes[:1] != same.routes
    assert one.routes != other.routes
    assert one.routes != list(one.routes), "a list holds no ranking"


def test_routes_come_in_another_order_by_what_each_pays() -> None:
    sums = {"little": Amount(max_eur=5000), "much": Amount(max_eur=20_000), "nobody knows": Amount()}
    found = matched(*[instrument(name, amount=amount) for name, amount in sums.items()])
    most_first = found.overview.by_cover(lambda cover: -(cover.max_eur or 0))
    ordered = found.routes.among(found.overview.all, most_first)
    assert ordered.ids == ["much", "little", "nobody knows"]
