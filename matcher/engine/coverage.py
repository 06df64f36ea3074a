"""How many routes are left for every discipline and every goal: the map of where there is support, and where not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .answers import DISCIPLINE, GOAL, Answers, QuestionName
from .compile import Compiled
from .truth import Truth


@dataclass(frozen=True, slots=True)
class Coverage:
    """Bitmaps of the routes that give money and fit or may fit: per pair of a discipline and a goal, per discipline while
    the goal is not answered, and while neither is."""

    cells: Mapping[tuple[str, str], int]
    rows: Mapping[str, int]
    all: int


def coverage(compiled: Compiled, answers: Answers, disciplines: Sequence[str], goals: Sequence[str]) -> Coverage:
    """What is left of these answers when the visitor names one discipline, and one goal, in place of their own.

    A criterion that looks at one of the two is judged once per option, one that looks at neither once; only those that
    look at both, as a rule may, are judged for every pair."""
    without = answers.changed({DISCIPLINE: None, GOAL: None})
    gone = 0
    for index in compiled.assess(without).failing:
        gone |= compiled.masks[index]
    for check, holds in without.checks.items():
        if not holds:
            gone |= compiled.check_mask.get(check, 0)
    left = compiled.money & ~gone
    about: dict[frozenset[QuestionName], list[int]] = {}
    for index, looks_at in enumerate(compiled.looks_at):
        if compiled.masks[index] & left:
            about.setdefault(looks_at & {DISCIPLINE, GOAL}, []).append(index)
    by_discipline = about.get(frozenset({DISCIPLINE}), [])
    by_goal = about.get(frozenset({GOAL}), [])
    by_both = about.get(frozenset({DISCIPLINE, GOAL}), [])

    def lost(criteria: Iterable[int], said: Answers) -> int:
        found = 0
        for index in criteria:
            if compiled.settle(compiled.criteria[index], said) is Truth.NOT_MET:
                found |= compiled.masks[index]
        return found

    rows = {one: left & ~lost(by_discipline, _naming(without, {DISCIPLINE: one})) for one in disciplines}
    kept = {one: left & ~lost(by_goal, _naming(without, {GOAL: one})) for one in goals}
    cells = {(discipline, goal): rows[discipline] & kept[goal] for discipline in disciplines for goal in goals}
    if by_both:
        for (discipline, goal), mask in cells.items():
            asked = [index for index in by_both if compiled.masks[index] & mask]
            cells[discipline, goal] = mask & ~lost(asked, _naming(without, {DISCIPLINE: discipline, GOAL: goal}))
    return Coverage(cells, rows, left)


def _naming(answers: Answers, options: Mapping[QuestionName, str]) -> Answers:
    return answers.changed({question: frozenset({option}) for question, option in options.items()})
