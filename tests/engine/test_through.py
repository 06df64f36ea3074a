"""Another applies: what is asked of where somebody is, is asked of that other (DESIGN.md, "Three-valued matching").

A house abroad, or here, applies for an artist; by hand, in the small world of `tests.builders`."""

from typing import Any

import pytest

from matcher.engine.answers import APPLICANT, BASE, GOAL, PLACE
from matcher.engine.criteria import RuleId
from matcher.engine.predicates import AllPlaces, AllWithin, AnyOf, AnyPlace, NoneOf, Side
from matcher.engine.ruleset import EngineRule, RuleEffect, Through, WhereRole
from matcher.engine.verdicts import Group, Verdict
from tests.builders import area, instrument, route

DUTCH: dict[str, Any] = {"base": area("NL"), "min_partners": 1, "min_countries": 1}
"""Whoever applies lives in the Netherlands, and works with somebody abroad."""
TWO_MORE: dict[str, Any] = {"base": area("union"), "where": area("union"), "min_partners": 2, "min_countries": 2}
ON_BOTH_SIDES: dict[str, Any] = {
    "sides": (Side(area("NL")), Side(area("flanders-brussels"))),
    "where": area("NL", "flanders-brussels"),
    "where_role": WhereRole.AREA,
    "base": area("NL", "flanders-brussels"),
}


def group(demands: dict[str, Any], **said: Any) -> Group:
    one = instrument("p", applicants=frozenset({"organisation"}), through=(Through("artist"),), **demands)
    found = route(one, **{"applicant": "artist", **said})
    assert found.verdict is Verdict.NO
    return found.group


@pytest.mark.parametrize(
    ("demands", "said", "expected"),
    [
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "NL"}, Group.THROUGH, id="a Dutch house, and I live here"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "DE"}, Group.OTHER, id="a German house is no Dutch one"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": ["DE", "NL"]}, Group.THROUGH, id="one of two is Dutch"),
        pytest.param(DUTCH, {"base": "BE-VLG"}, Group.THROUGH, id="where the house is, was not said"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "BE-VAN"}, Group.OTHER, id="nobody in it is Dutch"),
        pytest.param(
            DUTCH, {"base": "NL", "place": "FR"}, Group.THROUGH, id="the house next door, which works in France"
        ),
        pytest.param(DUTCH, {"base": "NL", "place": "NL"}, Group.OTHER, id="nobody in it is abroad"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "NL", "partners": 0}, Group.THROUGH, id="as many as it likes"),
        pytest.param(
            TWO_MORE, {"base": "BE-VLG", "place": "FR", "partners": 1}, Group.THROUGH, id="it finds the others"
        ),
        pytest.param(TWO_MORE, {"base": "JP", "place": "FR", "partners": 1}, Group.OTHER, id="I am outside the area"),
        pytest.param(TWO_MORE, {"base": "JP", "place": ["FR", "DE"]}, Group.THROUGH, id="the two of them are inside"),
        pytest.param(ON_BOTH_SIDES, {"base": "BE-VLG", "place": "NL"}, Group.THROUGH, id="on both sides of the border"),
        pytest.param(ON_BOTH_SIDES, {"base": "BE-VLG", "place": "FR"}, Group.OTHER, id="France is on neither side"),
        pytest.param(
            {**DUTCH, "disciplines": frozenset({"dance"})},
            {"base": "BE-VLG", "place": "NL", "discipline": "theatre"},
            Group.OTHER,
            id="for another art",
        ),
    ],
)
def test_where_somebody_is_is_asked_of_who_applies(
    demands: dict[str, Any], said: dict[str, Any], expected: Group
) -> None:
    assert group(demands, **said) is expected


def test_who_may_apply_is_asked_for_the_own_address() -> None:
    assert group(DUTCH, applicant="organisation", base="BE-VLG", place="NL") is Group.OTHER


@pytest.mark.parametrize(
    ("base", "place", "expected"),
    [
        pytest.param("BE-VLG", "NL", Group.THROUGH, id="the publisher there applies"),
        pytest.param("BE-VLG", "FR", Group.OTHER, id="nobody in it is Dutch"),
        pytest.param("NL", "FR", Group.FITS, id="I am the one"),
    ],
)
def test_another_of_the_same_sort_applies_who_is_established_elsewhere(base: str, place: str, expected: Group) -> None:
    one = instrument("p", applicants=frozenset({"publisher"}), through=(Through("publisher"),), base=area("NL"))
    assert route(one, applicant="publisher", base=base, place=place).group is expected


def test_where_nobody_is_named_who_may_apply_nobody_else_does() -> None:
    one = instrument("p", applicants=frozenset(), through=(Through("artist"),), base=area("NL"))
    assert route(one, applicant="artist", base="BE-VLG", place="NL").group is Group.OTHER


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        pytest.param({"goal": "host"}, Group.THROUGH, id="I receive, they come: what it pays for"),
        pytest.param({"goal": "tour"}, Group.OTHER, id="I come to them: it pays for who comes here"),
        pytest.param({"goal": "network"}, Group.OTHER, id="neither of the two"),
        pytest.param({}, Group.THROUGH, id="what for, was not said"),
    ],
)
def test_who_applies_may_have_a_goal_of_its_own(goal: dict[str, Any], expected: Group) -> None:
    one = instrument(
        "p",
        applicants=frozenset({"company"}),
        goals=frozenset({"tour"}),
        through=(Through("house", frozenset({"host"})), Through("artist")),
        **DUTCH,
    )
    assert route(one, applicant="house", base="BE-VLG", place="NL", **goal).group is expected


def test_without_one_it_is_that_of_the_plan() -> None:
    one = instrument(
        "p", applicants=frozenset({"company"}), goals=frozenset({"tour"}), through=(Through("artist"),), **DUTCH
    )
    assert route(one, applicant="artist", base="BE-VLG", place="NL", goal="tour").group is Group.THROUGH
    assert route(one, applicant="artist", base="BE-VLG", place="NL", goal="host").group is Group.OTHER


def test_a_check_that_is_denied_fails_whoever_applies() -> None:
    one = instrument(
        "p", applicants=frozenset({"organisation"}), through=(Through("artist"),), checks=("p.selected",), **DUTCH
    )
    found = route(one, applicant="artist", base="BE-VLG", place="NL", checks={"p.selected": False})
    assert found.group is Group.OTHER


@pytest.mark.parametrize(
    ("base", "place", "expected"),
    [
        pytest.param("BE-VLG", "FR", Group.THROUGH, id="a house in France"),
        pytest.param("BE-VLG", "NL", Group.OTHER, id="a house in the Netherlands gets none"),
        pytest.param("NL", "FR", Group.THROUGH, id="I live there, the house does not"),
        pytest.param("NL", "NL", Group.OTHER, id="we both live there"),
    ],
)
def test_a_rule_about_who_applies_and_where_is_asked_of_the_other(base: str, place: str, expected: Group) -> None:
    one = instrument(
        "p", applicants=frozenset({"organisation"}), through=(Through("artist"),), base=area("FR", "NL", "DE")
    )
    rule = EngineRule(
        id=RuleId("not-from-the-netherlands"),
        effect=RuleEffect.EXCLUDE,
        instruments=frozenset({one.id}),
        when=(AnyOf(APPLICANT, frozenset({"organisation"})), AnyPlace(BASE, area("NL"))),
    )
    assert route(one, rules=[rule], applicant="artist", base=base, place=place).group is expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        pytest.param("BE-VLG", Group.THROUGH, id="an author from here"),
        pytest.param("BE", Group.THROUGH, id="somewhere in Belgium: perhaps from here"),
        pytest.param("NL", Group.OTHER, id="an author from elsewhere"),
        pytest.param(None, Group.THROUGH, id="not said yet"),
    ],
)
def test_another_applies_for_who_is_established_where_the_money_is_for(base: str | None, expected: Group) -> None:
    told = Through("artist", home=area("flanders-brussels"))
    one = instrument("p", applicants=frozenset({"publisher"}), through=(told,), base=area("abroad"))
    assert route(one, applicant="artist", base=base, place="FR").group is expected


def test_to_a_rule_the_places_are_where_the_plan_leads_whoever_tells_it() -> None:
    """The house in Japan would name me as its partner; the work is done there all the same."""
    one = instrument("p", applicants=frozenset({"organisation"}), through=(Through("artist"),), base=area("abroad"))
    rule = EngineRule(
        id=RuleId("not-in-the-union"),
        effect=RuleEffect.EXCLUDE,
        instruments=frozenset({one.id}),
        when=(AllPlaces(PLACE, area("union")), NoneOf(APPLICANT, frozenset({"choir"}))),
    )
    assert route(one, rules=[rule], applicant="artist", base="BE-VLG", place="JP").group is Group.THROUGH
    assert route(one, rules=[rule], applicant="artist", base="BE-VLG", place="FR").group is Group.OTHER


def test_one_of_those_who_may_apply_has_to_pass_all_rules_alone() -> None:
    """A house in the Netherlands and a choir may apply; one rule shuts out houses there, the other choirs."""
    one = instrument(
        "p", applicants=frozenset({"organisation", "choir"}), through=(Through("artist"),), base=area("NL")
    )
    rules = [
        EngineRule(
            id=RuleId(f"no-{who}"),
            effect=RuleEffect.EXCLUDE,
            instruments=frozenset({one.id}),
            when=(AnyOf(APPLICANT, frozenset({who})), AnyPlace(BASE, area("NL"))),
        )
        for who in ("organisation", "choir")
    ]
    asked: dict[str, Any] = {"applicant": "artist", "base": "BE-VLG", "place": "NL"}
    assert route(one, rules=rules[:1], **asked).group is Group.THROUGH
    assert route(one, rules=rules, **asked).group is Group.OTHER


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param({}, Group.THROUGH, id="a translator may not, a publisher may"),
        pytest.param({"place": "FR"}, Group.OTHER, id="nor would a publisher in another country"),
    ],
)
def test_a_rule_may_say_that_somebody_else_applies(when: dict[str, Any], expected: Group) -> None:
    one = instrument(
        "p",
        applicants=frozenset({"publisher", "translator"}),
        goals=frozenset({"translate", "travel"}),
        through=(Through("translator", frozenset({"translate"})),),
        **DUTCH,
    )
    rule = EngineRule(
        id=RuleId("by-a-publisher"),
        effect=RuleEffect.EXCLUDE,
        instruments=frozenset({one.id}),
        when=(AllWithin(APPLICANT, frozenset({"translator"})), AllWithin(GOAL, frozenset({"translate"}))),
    )
    asked = {"applicant": "translator", "goal": "translate", "base": "BE-VLG", "place": "NL", **when}
    assert route(one, rules=[rule], **asked).group is expected


def test_to_whom_that_rule_does_not_apply_nobody_else_does() -> None:
    one = instrument("p", applicants=frozenset({"publisher", "translator"}), through=(Through("translator"),), **DUTCH)
    assert route(one, applicant="translator", base="NL", place="FR", partners=1).group is Group.FITS
