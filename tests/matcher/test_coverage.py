"""The map of support and the plain match agree on every cell of the committed fixtures."""

from datetime import date
from types import MappingProxyType

import pytest

from matcher.engine.answers import APPLICANT, BASE, DISCIPLINE, GOAL, PLACE, START, Answers, QuestionName, Value
from matcher.engine.coverage import coverage
from matcher.engine.match import match
from matcher.engine.verdicts import Verdict
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.mark.parametrize(
    ("on", "values"),
    [
        pytest.param(date(2026, 11, 21), {}, id="nothing else answered"),
        pytest.param(
            date(2026, 11, 21),
            {
                APPLICANT: frozenset({"individual-artist"}),
                BASE: frozenset({"BE-BRU"}),
                PLACE: frozenset({"FR-HDF", "JP"}),
                START: date(2027, 5, 15),
            },
            id="an artist of Brussels with a plan for the spring",
        ),
        pytest.param(
            date(2025, 6, 1), {APPLICANT: frozenset({"arts-organisation"}), PLACE: frozenset({"eu27"})}, id="a year ago"
        ),
    ],
)
def test_every_cell_is_what_a_match_counts(on: date, values: dict[QuestionName, Value]) -> None:
    now = held()
    compiled = now.compiled(on)
    disciplines, goals = ([one.value for one in now.words.questions[name].options] for name in (DISCIPLINE, GOAL))
    answers = Answers(MappingProxyType(values))
    found = coverage(compiled, answers, disciplines, goals, now.words.levels)
    assert len(found.cells) == len(disciplines) * len(goals) > 200
    for (discipline, goal), tally in found.cells.items():
        said = answers.changed({DISCIPLINE: frozenset({discipline}), GOAL: frozenset({goal})})
        counts = match(compiled, said, limit=0).counts
        assert tally.all == counts[Verdict.FITS] + counts[Verdict.MAY_FIT], (discipline, goal)
