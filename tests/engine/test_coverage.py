"""The map of support says of every discipline and goal what a match with just these two would say."""

from collections import Counter
from datetime import date

from hypothesis import given

from matcher.engine.answers import DISCIPLINE, GOAL, Answers
from matcher.engine.compile import Compiled
from matcher.engine.coverage import Coverage, Tally, coverage
from matcher.engine.match import Matching, match
from matcher.engine.ruleset import Ruleset
from matcher.engine.verdicts import Verdict
from tests.builders import ON
from tests.engine.strategies import DISCIPLINES, GOALS, days, given_answers, rulesets


def left(compiled: Compiled, answers: Answers) -> Tally:
    """The routes that give money and fit, or may, counted by name."""
    routes = match(compiled, answers).routes
    fitting = [one.instrument for one in routes if one.verdict in (Verdict.FITS, Verdict.MAY_FIT)]
    return Tally(len(fitting), dict(Counter(one.sort_name for one in fitting)))


def found_by(compiled: Compiled, answers: Answers) -> Coverage:
    return coverage(compiled, answers, DISCIPLINES, GOALS, {one.id: one.sort_name for one in compiled.instruments})


@given(rulesets(), given_answers(), days)
def test_each_cell_row_and_the_whole_hold_what_a_match_leaves(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    found = found_by(compiled, answers)
    neither = answers.changed({DISCIPLINE: None, GOAL: None})
    assert found.all == left(compiled, neither)
    for discipline in DISCIPLINES:
        row = neither.changed({DISCIPLINE: frozenset({discipline})})
        assert found.rows[discipline] == left(compiled, row)
        for goal in GOALS:
            cell = row.changed({GOAL: frozenset({goal})})
            assert found.cells[discipline, goal] == left(compiled, cell)


@given(rulesets())
def test_a_condition_that_the_visitor_denied_takes_its_route_off_the_map(ruleset: Ruleset) -> None:
    """But for one that is for some applicants, as long as nobody said who applies."""
    compiled = Compiled(ruleset, ON)
    for one in compiled.instruments:
        for check in one.checks if one.gives_money else ():
            denied = Answers(checks={check: False})
            was, now = (found_by(compiled, said).all for said in (Answers(), denied))
            is_left = one.id in Matching(compiled, Answers()).left()
            assert was.all - now.all == (is_left and check not in {some.check for some in one.checks_for})
