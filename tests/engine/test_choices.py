"""What each answer to one question would leave: as a whole match says it."""

from datetime import date

import pytest
from hypothesis import given

from matcher.engine.answers import Answers, QuestionName
from matcher.engine.choices import left_by_choice, running
from matcher.engine.compile import Compiled
from matcher.engine.match import match
from matcher.engine.ruleset import Ruleset
from matcher.engine.verdicts import Verdict
from tests.engine.strategies import APPLICANTS, CODES, DISCIPLINES, GOALS, days, given_answers, rulesets

OPTIONS = {"goal": GOALS, "discipline": DISCIPLINES, "applicant": APPLICANTS, "base": CODES, "place": CODES}


def left(compiled: Compiled, answers: Answers) -> int:
    counts = match(compiled, answers).counts
    return counts[Verdict.FITS] + counts[Verdict.MAY_FIT]


@given(rulesets(), given_answers(), days)
def test_what_is_running_is_what_fits_or_may(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    assert running(compiled, answers).bit_count() == left(compiled, answers)


@pytest.mark.parametrize("name", OPTIONS)
@given(ruleset=rulesets(most=4), answers=given_answers(), on=days)
def test_each_option_leaves_what_a_match_with_it_leaves(
    name: str, ruleset: Ruleset, answers: Answers, on: date
) -> None:
    compiled, question = Compiled(ruleset, on), QuestionName(name)
    found = left_by_choice(compiled, answers, question, OPTIONS[name])
    for option, number in found.items():
        assert number == left(compiled, answers.changed({question: frozenset({option})}))
