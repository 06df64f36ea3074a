"""Whom a rule touches: of the classes of answers that reach a route, those for which it does something."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from matcher.engine.answers import QuestionName
from matcher.engine.compile import Compiled
from matcher.engine.criteria import RuleId
from matcher.engine.effects import touches
from matcher.engine.predicates import AnyOf, AtLeast, Predicate
from matcher.engine.ruleset import EngineRule, InstrumentId, RuleEffect, Ruleset
from matcher.engine.truth import Truth
from tests.builders import compiled, instrument
from tests.engine.few_classes import MOST_WALKED, OPTIONS, few_classes
from tests.engine.strategies import days, rulesets

GOAL, PARTNERS = QuestionName("goal"), QuestionName("partners")


def rule(effect: RuleEffect, *when: Predicate, **more: Any) -> EngineRule:
    return EngineRule(RuleId("rule"), effect, frozenset({InstrumentId("route")}), when, **more)


FEW = AtLeast(PARTNERS, 2)
"""Told apart on both sides of the limit: none or one, two, and where it is required three as well."""


@pytest.mark.parametrize(
    ("tried", "touched", "of"),
    [
        pytest.param(rule(RuleEffect.EXCLUDE, FEW), 1, 3, id="two partners are excluded"),
        pytest.param(rule(RuleEffect.REQUIRE, require=FEW), 2, 4, id="none and one lack what is required"),
        pytest.param(rule(RuleEffect.POINTS, FEW, points=5), 1, 3, id="points close nothing, and touch the same"),
        pytest.param(rule(RuleEffect.ADVISE), 1, 1, id="advice without conditions is for everybody"),
        pytest.param(
            rule(RuleEffect.ADVISE, FEW, until=date(2020, 1, 1)), 1, 3, id="as though it held, whatever its period"
        ),
    ],
)
def test_those_are_counted_for_whom_it_does_something(tried: EngineRule, touched: int, of: int) -> None:
    (reach,) = touches(compiled(instrument()), tried, OPTIONS)
    assert (reach.lost, reach.before, reach.gained) == (touched, of, 0)


def test_who_cannot_reach_the_route_is_not_touched() -> None:
    only = compiled(instrument(goals=frozenset({"learn"})))
    (reach,) = touches(only, rule(RuleEffect.EXCLUDE, AnyOf(GOAL, frozenset({"nothing"}))), OPTIONS)
    assert (reach.lost, reach.example_lost) == (0, None)


@given(rulesets(most=3), days)
def test_the_example_reaches_the_route_and_is_touched(ruleset: Ruleset, on: date) -> None:
    for tried in ruleset.rules:
        others = replace(ruleset, rules=tuple(one for one in ruleset.rules if one.id != tried.id))
        without = Compiled(others, on)
        when = (*tried.when, *([tried.require] if tried.require else []))
        closing = replace(tried, effect=RuleEffect.EXCLUDE, when=when, require=None, since=None, until=None)
        told = Compiled(replace(others, rules=(*others.rules, closing)), on)
        names = few_classes(without, told, MOST_WALKED)
        for reach in touches(without, replace(tried, instruments=tried.instruments & names.keys()), OPTIONS):
            assert 0 <= reach.lost <= reach.before
            assert (reach.example_lost is None) == (reach.lost == 0)
            if reach.example_lost is None:
                continue
            criteria = without.demanded(reach.instrument)
            assert all(without.settle(one, reach.example_lost) is not Truth.NOT_MET for one in criteria)
            assert without.holds(tried, reach.example_lost)
