"""What answers make of one condition: met, not met or unknown; its opposite; places that count and places that do not."""

from datetime import date
from typing import Any

import pytest

from matcher.engine import predicates as p
from matcher.engine.answers import CheckId, PlaceCode, QuestionName
from matcher.engine.criteria import RuleId, Topic
from matcher.engine.demands import criterion_of
from matcher.engine.evaluation import evaluate, waiting_for
from matcher.engine.places import Area, Atlas, GroupId, Period
from matcher.engine.predicates import Predicate, negation
from matcher.engine.ruleset import EngineRule, InstrumentId, RuleEffect
from matcher.engine.timing import Timing, TimingKind
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Verdict
from tests.builders import GROUPS, ON, TREE, answers, area, compiled, instrument, route

MET, UNKNOWN, NOT_MET = Truth.MET, Truth.UNKNOWN, Truth.NOT_MET
ATLAS = Atlas.on(ON, TREE, GROUPS)
GOAL, PLACE, BASE, START = QuestionName("goal"), QuestionName("place"), QuestionName("base"), QuestionName("start")
BUDGET, PARTNERS = QuestionName("budget"), QuestionName("partners")
TWO = frozenset({"tour", "network"})
NOBODY = Area()


@pytest.mark.parametrize(
    ("predicate", "given", "expected"),
    [
        pytest.param(p.AnyOf(GOAL, TWO), {"goal": "tour"}, MET, id="any of: one of them"),
        pytest.param(p.AnyOf(GOAL, TWO), {"goal": ["tour", "residency"]}, MET, id="any of: one among others"),
        pytest.param(p.AnyOf(GOAL, TWO), {"goal": "residency"}, NOT_MET, id="any of: another"),
        pytest.param(p.AnyOf(GOAL, TWO), {}, UNKNOWN, id="any of: unanswered"),
        pytest.param(p.AnsweredAs(GOAL, TWO), {"goal": ["tour", "residency"]}, MET, id="answered as: one among others"),
        pytest.param(p.AnsweredAs(GOAL, TWO), {"goal": "residency"}, NOT_MET, id="answered as: another"),
        pytest.param(p.AnsweredAs(GOAL, TWO), {}, NOT_MET, id="answered as: unanswered"),
        pytest.param(p.AnsweredFrom(PARTNERS, 6), {"partners": 6}, MET, id="answered from: the number"),
        pytest.param(p.AnsweredFrom(PARTNERS, 6), {"partners": 5}, NOT_MET, id="answered from: one fewer"),
        pytest.param(p.AnsweredFrom(PARTNERS, 6), {}, NOT_MET, id="answered from: unanswered"),
        pytest.param(p.NoneOf(GOAL, TWO), {"goal": "residency"}, MET, id="none of: another"),
        pytest.param(p.NoneOf(GOAL, TWO), {"goal": ["tour", "residency"]}, NOT_MET, id="none of: one among others"),
        pytest.param(p.NoneOf(GOAL, TWO), {}, UNKNOWN, id="none of: unanswered"),
        pytest.param(p.AllWithin(GOAL, TWO), {"goal": ["tour", "network"]}, MET, id="all within: both"),
        pytest.param(p.AllWithin(GOAL, TWO), {"goal": ["tour", "residency"]}, NOT_MET, id="all within: one too many"),
        pytest.param(p.AllWithin(GOAL, TWO), {}, UNKNOWN, id="all within: unanswered"),
        pytest.param(p.AnyPlace(BASE, area("abroad")), {"base": "BE-WAL"}, MET, id="any place: inside"),
        pytest.param(p.AnyPlace(BASE, area("abroad")), {"base": "BE-VLG"}, NOT_MET, id="any place: outside"),
        pytest.param(p.AnyPlace(BASE, area("abroad")), {"base": "BE"}, UNKNOWN, id="any place: too coarse"),
        pytest.param(p.AnyPlace(PLACE, area("union")), {"place": ["JP", "FR"]}, MET, id="any place: one of two"),
        pytest.param(p.AnyPlace(PLACE, area("FR-59")), {"place": ["JP", "FR"]}, UNKNOWN, id="any place: one may be"),
        pytest.param(p.AnyPlace(PLACE, area("union")), {}, UNKNOWN, id="any place: unanswered"),
        pytest.param(p.NoPlace(PLACE, area("union")), {"place": ["JP", "FR"]}, NOT_MET, id="no place: one of two"),
        pytest.param(p.NoPlace(PLACE, area("FR-59")), {"place": ["JP", "FR"]}, UNKNOWN, id="no place: one may be"),
        pytest.param(p.NoPlace(PLACE, area("union")), {"place": "JP"}, MET, id="no place: none"),
        pytest.param(p.AllPlaces(PLACE, area("union")), {"place": ["DE", "FR"]}, MET, id="all places: both"),
        pytest.param(p.AllPlaces(PLACE, area("union")), {"place": ["JP", "FR"]}, NOT_MET, id="all places: not one"),
        pytest.param(p.AllPlaces(PLACE, area("FR-59")), {"place": ["FR-59", "FR"]}, UNKNOWN, id="all places: may be"),
        pytest.param(
            p.CountsAtLeast(PLACE, area("union"), 2), {"place": ["DE", "FR"]}, MET, id="counts: two countries"
        ),
        pytest.param(
            p.CountsAtLeast(PLACE, area("union"), 2), {"place": ["FR-59", "FR-ARA"]}, NOT_MET, id="counts: two of one"
        ),
        pytest.param(
            p.CountsAtLeast(PLACE, area("union"), 2), {"place": ["DE", "JP"]}, NOT_MET, id="counts: one outside"
        ),
        pytest.param(
            p.CountsAtLeast(PLACE, area("DE", "FR-59"), 2), {"place": ["DE", "FR"]}, UNKNOWN, id="counts: may"
        ),
        pytest.param(p.CountsAtLeast(PLACE, area("union"), 2), {}, UNKNOWN, id="counts: unanswered"),
        pytest.param(
            p.CountsAtLeast(PLACE, area("union"), 2), {"place": ["FR", "RE"]}, NOT_MET, id="counts: with its state, one"
        ),
        pytest.param(
            p.CountsAtLeast(PLACE, area("union"), 2), {"place": ["DE", "RE"]}, MET, id="counts: a territory is one"
        ),
        pytest.param(
            p.CountsAtLeast(PLACE, area("union", "RE"), 2), {"place": ["FR", "RE"]}, MET, id="counts: listed by itself"
        ),
        pytest.param(p.AtLeast(BUDGET, 100), {"budget": 100}, MET, id="at least: just"),
        pytest.param(p.AtLeast(BUDGET, 100), {"budget": 99}, NOT_MET, id="at least: just not"),
        pytest.param(p.AtLeast(BUDGET, 100), {}, UNKNOWN, id="at least: unanswered"),
        pytest.param(p.AtLeast(PARTNERS, 0), {"partners": 0}, MET, id="at least: nought is an answer"),
        pytest.param(p.AtMost(BUDGET, 100), {"budget": 100}, MET, id="at most: just"),
        pytest.param(p.AtMost(BUDGET, 100), {"budget": 101}, NOT_MET, id="at most: just not"),
        pytest.param(p.Before(START, ON), {"start": date(2027, 1, 4)}, MET, id="before: the day before"),
        pytest.param(p.Before(START, ON), {"start": ON}, NOT_MET, id="before: the day itself"),
        pytest.param(p.After(START, ON), {"start": date(2027, 1, 6)}, MET, id="after: the day after"),
        pytest.param(p.After(START, ON), {"start": ON}, NOT_MET, id="after: the day itself"),
        pytest.param(p.After(START, ON), {}, UNKNOWN, id="after: unanswered"),
        pytest.param(p.InTime(Timing(TimingKind.ROLLING, lead_days=10)), {}, UNKNOWN, id="in time: no start"),
        pytest.param(
            p.InTime(Timing(TimingKind.ROLLING, lead_days=10)), {"start": date(2027, 1, 15)}, MET, id="in time: just"
        ),
        pytest.param(
            p.InTime(Timing(TimingKind.ROLLING, lead_days=10)), {"start": date(2027, 1, 14)}, NOT_MET, id="too late"
        ),
        pytest.param(p.Confirmed(CheckId("route.host")), {}, MET, id="a check that was not ticked moves nothing"),
        pytest.param(p.Confirmed(CheckId("route.host")), {"checks": {"route.host": False}}, NOT_MET, id="denied"),
        pytest.param(p.Available(), {}, NOT_MET, id="closed"),
    ],
)
def test_a_predicate_and_its_opposite(predicate: Predicate, given: dict[str, Any], expected: Truth) -> None:
    said = answers(**given)
    assert evaluate(predicate, said, ATLAS, ON) is expected
    assert evaluate(negation(predicate), said, ATLAS, ON) is ~expected
    assert evaluate(negation(negation(predicate)), said, ATLAS, ON) is expected


@pytest.mark.parametrize(
    ("where", "base", "place", "expected"),
    [
        pytest.param("abroad", "BE-VLG", "FR", MET, id="another country"),
        pytest.param("abroad", "BE-VLG", "BE-WAL", MET, id="Wallonia is abroad under the Arts Decree"),
        pytest.param("abroad", "BE-VLG", "x-be-dg", MET, id="so is East Belgium"),
        pytest.param("abroad", "BE-VLG", "BE-BRU", NOT_MET, id="Brussels is not"),
        pytest.param("abroad", "BE-VLG", "BE", UNKNOWN, id="Belgium may mean Wallonia"),
        pytest.param(
            "union", "BE-VLG", "BE-WAL", NOT_MET, id="the own country never counts under a group that holds it"
        ),
        pytest.param("union", "BE-VLG", "BE", NOT_MET, id="nor named as a country"),
        pytest.param("union", "FR", "BE", MET, id="Belgium counts for somebody from France"),
        pytest.param("union", "FR", "FR-59", NOT_MET, id="France does not"),
        pytest.param("union", "BE-VLG", "JP", NOT_MET, id="outside the group"),
        pytest.param("union", "BE-VLG", ["JP", "FR"], MET, id="one outside does no harm"),
        pytest.param("BE", "BE-VLG", "BE-WAL", MET, id="unless the route itself names the country"),
        pytest.param("union", None, "FR", UNKNOWN, id="the base is not known: it may be France"),
        pytest.param("union", None, ["FR", "DE"], MET, id="the base is not known: it cannot be both"),
        pytest.param("union", None, "JP", NOT_MET, id="the base is not known, and plays no part"),
        pytest.param("union", "BE-VLG", None, UNKNOWN, id="no place given"),
        pytest.param("union", "BE-VLG", "abroad", UNKNOWN, id="somewhere abroad: may be in the union, or not"),
        pytest.param("FR-59", "BE-VLG", "FR", UNKNOWN, id="too coarse"),
    ],
)
def test_a_destination(where: str, base: str | None, place: object, expected: Truth) -> None:
    given: dict[str, Any] = {name: value for name, value in {"base": base, "place": place}.items() if value is not None}
    assert evaluate(p.Destination(area(where)), answers(**given), ATLAS, ON) is expected


@pytest.mark.parametrize(
    ("wanted", "given", "expected"),
    [
        pytest.param((1, 0, NOBODY, NOBODY), {"partners": 1}, MET, id="one partner, anywhere"),
        pytest.param((1, 0, NOBODY, NOBODY), {"partners": 0}, NOT_MET, id="no partner"),
        pytest.param((1, 0, NOBODY, NOBODY), {}, UNKNOWN, id="nothing answered"),
        pytest.param((2, 2, area("union"), NOBODY), {"place": ["FR", "DE"], "partners": 2}, MET, id="two, from two"),
        pytest.param((2, 2, area("union"), NOBODY), {"place": ["FR", "DE"], "partners": 1}, NOT_MET, id="one of two"),
        pytest.param(
            (2, 2, area("union"), NOBODY), {"place": "FR", "partners": 2}, NOT_MET, id="two, from one country"
        ),
        pytest.param(
            (2, 2, area("union"), NOBODY), {"place": ["FR-59", "FR-ARA"], "partners": 2}, NOT_MET, id="regions of one"
        ),
        pytest.param(
            (2, 2, area("union"), NOBODY), {"place": ["FR", "JP"], "partners": 2}, NOT_MET, id="one outside: no country"
        ),
        pytest.param(
            (2, 2, area("union"), NOBODY), {"place": ["FR", "DE", "JP"], "partners": 3}, MET, id="one outside: no harm"
        ),
        pytest.param(
            (2, 2, area("union"), NOBODY), {"place": ["FR", "BE-WAL"], "partners": 2}, NOT_MET, id="the own country"
        ),
        pytest.param((2, 2, area("union"), NOBODY), {"place": ["FR", "DE"]}, UNKNOWN, id="partners not answered"),
        pytest.param(
            (2, 2, area("union"), NOBODY), {"place": "FR"}, NOT_MET, id="countries fail, whatever the partners"
        ),
        pytest.param(
            (1, 1, area("abroad"), area("flanders-brussels")),
            {"place": "BE-WAL", "partners": 1},
            MET,
            id="IP: Wallonia counts as a country",
        ),
        pytest.param(
            (1, 1, area("border"), area("border", "BE-VLG")),
            {"place": "BE-WAL", "partners": 1},
            NOT_MET,
            id="a Flemish-Walloon pair crosses no border where both may apply",
        ),
        pytest.param(
            (1, 1, area("border"), area("border", "BE-VLG")),
            {"place": ["BE-WAL", "FR-59"], "partners": 2},
            MET,
            id="a French partner beside it does",
        ),
        pytest.param(
            (2, 4, area("union"), NOBODY), {"place": "union", "partners": 4}, UNKNOWN, id="a group may be all it has"
        ),
        pytest.param(
            (2, 5, area("union"), NOBODY),
            {"place": "union", "partners": 5},
            NOT_MET,
            id="but the own country, and a territory beside its state",
        ),
        pytest.param(
            (2, 5, area("union"), NOBODY),
            {"place": ["priority", "neighbours", "JP"], "partners": 3},
            NOT_MET,
            id="and of two groups, what they share counts once, and what may not count not at all",
        ),
        pytest.param(
            (1, 2, area("union"), NOBODY), {"place": ["union", "FR"], "partners": 1}, UNKNOWN, id="it may be elsewhere"
        ),
        pytest.param(
            (2, 2, area("union"), NOBODY),
            {"place": ["FR", "RE"], "partners": 2},
            NOT_MET,
            id="a territory and its state",
        ),
        pytest.param(
            (2, 2, area("union", "RE"), NOBODY), {"place": ["FR", "RE"], "partners": 2}, MET, id="listed by itself"
        ),
    ],
)
def test_a_partnership(wanted: tuple[int, int, Area, Area], given: dict[str, Any], expected: Truth) -> None:
    said = answers(**{"base": "BE-VLG", **given})
    assert evaluate(p.Partnership(*wanted), said, ATLAS, ON) is expected


FREE = frozenset({"choir"})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"base": "FR", "place": "BE-VLG"}, MET, id="it names where its guests come from"),
        pytest.param({"base": "FR", "place": "FR"}, MET, id="it names itself"),
        pytest.param({"base": "FR", "place": ["BE-VLG", "FR"]}, MET, id="it names both"),
        pytest.param({"base": "FR", "place": "JP"}, MET, id="it shows the work elsewhere"),
        pytest.param({"base": "FR"}, MET, id="nothing named: it happens with the house"),
        pytest.param({"base": "BE-BRU", "place": "BE-VLG"}, NOT_MET, id="no house abroad"),
        pytest.param({"base": "BE-BRU"}, UNKNOWN, id="no house abroad, nothing named"),
        pytest.param({"place": "BE-VLG"}, UNKNOWN, id="where the house is, is not known"),
        pytest.param({"place": "FR"}, MET, id="wherever the house is"),
        pytest.param({"base": "FR", "place": "BE-VLG", "applicant": None}, UNKNOWN, id="it may be somebody from here"),
        pytest.param({"base": "FR", "place": "DE", "applicant": "artist"}, MET, id="bound: seen from its address"),
        pytest.param({"base": "BE-VLG", "place": "BE-VLG", "applicant": "artist"}, NOT_MET, id="bound, at home"),
    ],
)
def test_the_own_place_of_a_house_abroad_is_a_destination(given: dict[str, Any], expected: Truth) -> None:
    """For those whom the address rule does not bind; both ways to name the places are the same plan."""
    said = answers(**{"applicant": "choir", **given})
    wanted = p.Destination(area("abroad"), area("flanders-brussels"), FREE)
    assert evaluate(wanted, said, ATLAS, ON) is expected


@pytest.mark.parametrize(
    ("predicate", "given", "expected"),
    [
        pytest.param(p.AnyOf(GOAL, TWO), {}, ("goal",), id="unanswered"),
        pytest.param(p.AnyOf(GOAL, TWO), {"goal": "tour"}, (), id="settled"),
        pytest.param(p.AnyPlace(BASE, area("abroad")), {"base": "BE"}, ("base",), id="too coarse: asked again"),
        pytest.param(
            p.AnyPlace(BASE, area("border")), {"base": "BE-VLG"}, ("base",), id="right around what counts in part"
        ),
        pytest.param(
            p.AnyPlace(BASE, area("french-community")),
            {"base": "BE-BRU"},
            ("base",),
            id="in part, and shared with what settles it",
        ),
        pytest.param(p.Destination(area("union")), {"place": "FR"}, ("base",), id="the base alone decides"),
        pytest.param(p.Destination(area("union")), {"base": "BE-VLG"}, ("place",), id="the place alone decides"),
        pytest.param(
            p.Destination(area("FR-59")), {"base": "BE-VLG", "place": "FR"}, ("place",), id="place too coarse"
        ),
        pytest.param(
            p.Destination(area("abroad"), area("flanders-brussels"), FREE),
            {"applicant": "choir", "place": "BE-VLG"},
            ("base",),
            id="where a house is that may be anywhere",
        ),
        pytest.param(
            p.Destination(area("abroad"), area("flanders-brussels"), FREE),
            {"applicant": "choir"},
            ("place", "base"),
            id="nothing named, and not where the house is",
        ),
        pytest.param(
            p.Destination(area("FR-59"), area("flanders-brussels"), FREE),
            {"applicant": "choir", "place": "JP", "base": "FR"},
            ("base",),
            id="and more closely, where that decides",
        ),
        pytest.param(
            p.Partnership(2, 2, area("union"), NOBODY), {"base": "BE-VLG"}, ("partners", "place"), id="two at once"
        ),
        pytest.param(
            p.Partnership(2, 2, area("union"), NOBODY),
            {"base": "BE-VLG", "place": ["FR", "DE"]},
            ("partners",),
            id="countries settled, partners not",
        ),
    ],
)
def test_what_it_waits_for(predicate: Predicate, given: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert waiting_for(predicate, answers(**given), ATLAS, ON) == expected


def _rule(effect: RuleEffect, *when: Predicate, require: Predicate | None = None) -> EngineRule:
    return EngineRule(RuleId("rule"), effect, frozenset({InstrumentId("route")}), when, require)


@pytest.mark.parametrize(
    ("rule", "given", "expected"),
    [
        pytest.param(
            _rule(RuleEffect.REQUIRE, p.AnyOf(GOAL, TWO), require=p.AtLeast(BUDGET, 100)),
            {"goal": "residency"},
            Verdict.FITS,
            id="require: when it does not hold, nothing is asked",
        ),
        pytest.param(
            _rule(RuleEffect.REQUIRE, p.AnyOf(GOAL, TWO), require=p.AtLeast(BUDGET, 100)),
            {"goal": "tour", "budget": 99},
            Verdict.ALMOST,
            id="require: when it holds, it is asked",
        ),
        pytest.param(
            _rule(RuleEffect.REQUIRE, p.AnyOf(GOAL, TWO), require=p.AtLeast(BUDGET, 100)),
            {"budget": 99},
            Verdict.MAY_FIT,
            id="require: not known whether it holds",
        ),
        pytest.param(
            _rule(RuleEffect.REQUIRE, p.AnyOf(GOAL, TWO), require=p.AtLeast(BUDGET, 100)),
            {"budget": 100},
            Verdict.FITS,
            id="require: met anyway",
        ),
        pytest.param(_rule(RuleEffect.EXCLUDE, p.AnyOf(GOAL, TWO)), {"goal": "tour"}, Verdict.ALMOST, id="exclude"),
        pytest.param(
            _rule(RuleEffect.EXCLUDE, p.AnyOf(GOAL, TWO)), {"goal": "residency"}, Verdict.FITS, id="not excluded"
        ),
        pytest.param(
            _rule(RuleEffect.EXCLUDE, p.AnyOf(GOAL, TWO), p.AtLeast(BUDGET, 100)),
            {"goal": "tour", "budget": 1},
            Verdict.FITS,
            id="exclude: all conditions must hold",
        ),
        pytest.param(
            _rule(RuleEffect.EXCLUDE), {}, Verdict.NO, id="excluded whatever is answered: nobody can change it"
        ),
        pytest.param(
            _rule(RuleEffect.EXCLUDE, p.AnyPlace(BASE, area("abroad"))),
            {"base": "FR"},
            Verdict.NO,
            id="excluded for where they live: nobody can change it",
        ),
    ],
)
def test_a_rule(rule: EngineRule, given: dict[str, Any], expected: Verdict) -> None:
    assert route(instrument(), rules=[rule], **given).verdict is expected


def test_a_rule_asks_for_its_conditions_the_other_way_round() -> None:
    rule = _rule(RuleEffect.REQUIRE, p.AnyOf(GOAL, TWO), p.AllWithin(GOAL, TWO), require=p.AtLeast(BUDGET, 100))
    criterion = criterion_of(rule, lambda _question: True)
    assert criterion.topic is Topic.RULE
    assert criterion.any_of == (p.NoneOf(GOAL, TWO), p.Not(p.AllWithin(GOAL, TWO)), p.AtLeast(BUDGET, 100))


def test_a_criterion_that_several_ask_is_there_once() -> None:
    found = compiled(instrument("one", goals=TWO), instrument("two", goals=TWO))
    assert len(found.criteria) == 1
    assert found.masks == (0b11,)


@pytest.mark.parametrize("code", ["BE-VLG", "FR-59"])
def test_an_address_rule_does_not_bind_whom_it_leaves_out(code: str) -> None:
    one = instrument(base=area("flanders-brussels"), base_not_for=frozenset({"choir"}))
    assert route(one, base=PlaceCode(code), applicant="choir").verdict is Verdict.FITS
    expected = Verdict.FITS if code == "BE-VLG" else Verdict.NO
    assert route(one, base=PlaceCode(code), applicant="artist").verdict is expected


def test_what_counts_in_part_is_not_asked_again_where_nothing_nearer_settles_it() -> None:
    """Of all that lies in Wallonia it is as uncertain; right around it a nearer answer settles it."""
    perhaps = Period(None, None, frozenset({PlaceCode("FR")}), frozenset({PlaceCode("BE-WAL")}))
    atlas = Atlas.on(ON, TREE, {**GROUPS, GroupId("perhaps"): (perhaps,)})
    somewhere = Area((GroupId("perhaps"),))
    for wanted, question in ((p.AnyPlace(BASE, somewhere), "base"), (p.Destination(somewhere), "place")):
        for code, asked in (("BE-WAL", ()), ("BE-WLG", ()), ("BE", (question,))):
            said: dict[str, Any] = {"base": "BE-VLG", question: code}
            given = answers(**said)
            assert evaluate(wanted, given, atlas, ON) is UNKNOWN
            assert waiting_for(wanted, given, atlas, ON) == asked


def test_what_counts_in_part_is_asked_again_where_something_nearer_settles_it() -> None:
    """Of what lies in Wallonia nothing does, of the Community that shares its ground something."""
    shared = Period(None, None, frozenset({PlaceCode("x-be-fwb")}), frozenset({PlaceCode("BE-WAL")}))
    atlas = Atlas.on(ON, TREE, {**GROUPS, GroupId("perhaps"): (shared,)})
    wanted, given = p.AnyPlace(BASE, Area((GroupId("perhaps"),))), answers(base="BE-WAL")
    assert evaluate(wanted, given, atlas, ON) is UNKNOWN
    assert waiting_for(wanted, given, atlas, ON) == (BASE,)
