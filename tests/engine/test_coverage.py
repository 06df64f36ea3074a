"""The map of support says of every discipline and goal what a match with just these two would say."""

from datetime import date

from hypothesis import given

from matcher.engine.answers import DISCIPLINE, GOAL, Answers, CheckId
from matcher.engine.compile import Compiled
from matcher.engine.coverage import coverage
from matcher.engine.match import match
from matcher.engine.ruleset import Ruleset
from matcher.engine.verdicts import Verdict
from tests.builders import ON
from tests.engine.strategies import DISCIPLINES, GOALS, days, given_answers, rulesets


def left(compiled: Compiled, answers: Answers) -> list[str]:
    """The routes that give money and fit, or may, by name."""
    routes = match(compiled, answers).routes
    return sorted(one.instrument.id for one in routes if one.verdict in (Verdict.FITS, Verdict.MAY_FIT))


def named(compiled: Compiled, mask: int) -> list[str]:
    return sorted(one.id for bit, one in enumerate(compiled.instruments) if mask >> bit & 1)


@given(rulesets(), given_answers(), days)
def test_each_cell_row_and_the_whole_hold_what_a_match_leaves(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    found = coverage(compiled, answers, DISCIPLINES, GOALS)
    neither = answers.changed({DISCIPLINE: None, GOAL: None})
    assert named(compiled, found.all) == left(compiled, neither)
    for discipline in DISCIPLINES:
        row = neither.changed({DISCIPLINE: frozenset({discipline})})
        assert named(compiled, found.rows[discipline]) == left(compiled, row)
        for goal in GOALS:
            cell = row.changed({GOAL: frozenset({goal})})
            assert named(compiled, found.cells[discipline, goal]) == left(compiled, cell)


@given(rulesets())
def test_a_condition_that_the_visitor_denied_takes_its_route_off_the_map(ruleset: Ruleset) -> None:
    compiled = Compiled(ruleset, ON)
    for check in compiled.check_mask:
        answers = Answers(checks={CheckId(check): False})
        assert not coverage(compiled, answers, DISCIPLINES, GOALS).all & compiled.check_mask[check]
