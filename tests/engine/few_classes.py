"""Of generated rulesets the instruments with few classes of answers. To walk all others takes by far the most time; what is
asked of the real catalogue walks those."""

from collections.abc import Sequence
from math import prod

from matcher.engine.answers import QuestionName, Value
from matcher.engine.classes import Classes
from matcher.engine.compile import Compiled
from matcher.engine.criteria import looks_at
from matcher.engine.effects import demanded
from matcher.engine.predicates import leaves
from matcher.engine.ruleset import InstrumentId
from tests.engine.strategies import APPLICANTS, DISCIPLINES, GOALS, ROLES, THEMES, WHEREABOUTS

MOST_TRIED = 500
"""Where each class is tried, one by one."""
MOST_WALKED = 60 * MOST_TRIED
"""Where a walk passes over what makes no difference."""
OPTIONS = {
    QuestionName("goal"): GOALS,
    QuestionName("discipline"): DISCIPLINES,
    QuestionName("applicant"): APPLICANTS,
    QuestionName("theme"): THEMES,
    QuestionName("role"): ROLES,
    QuestionName("at"): WHEREABOUTS,
}


def few_classes(
    before: Compiled, after: Compiled, most: int = MOST_TRIED
) -> dict[InstrumentId, dict[QuestionName, Sequence[Value]]]:
    """The instruments of which every class can be tried, each with the classes of what it asks."""
    classes = Classes(after, OPTIONS)
    found: dict[InstrumentId, dict[QuestionName, Sequence[Value]]] = {}
    for name in {one.id for one in (*before.instruments, *after.instruments)}:
        criteria = demanded(before, name) | demanded(after, name)
        predicates = frozenset(leaf for one in criteria for either in one.any_of for leaf in leaves(either))
        asked = sorted({question for one in criteria for question in looks_at(one)})
        values: dict[QuestionName, Sequence[Value]] = {question: classes.of(question, predicates) for question in asked}
        if prod(len(one) for one in values.values()) <= most:
            found[name] = values
    return found
