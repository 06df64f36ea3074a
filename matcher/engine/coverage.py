"""How many routes are left for every discipline and every goal: the map of where there is support, and where not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .answers import DISCIPLINE, GOAL, START, Answers, QuestionName
from .bitmaps import Partition, bits_of
from .choices import demanding, left_beside
from .compile import Compiled
from .truth import Truth


@dataclass(frozen=True, slots=True)
class Tally:
    """How many routes, and how many of each group that has any."""

    all: int
    by_group: Mapping[str, int]

    def of(self, group: str) -> int:
        """Of one group; of all, for no group."""
        return self.by_group.get(group, 0) if group else self.all


@dataclass(frozen=True, slots=True)
class Coverage:
    """The routes that give money and fit or may fit: per pair of a discipline and a goal, per discipline while the goal is not
    answered, and while neither is."""

    cells: Mapping[tuple[str, str], Tally]
    rows: Mapping[str, Tally]
    all: Tally


def coverage(
    compiled: Compiled,
    answers: Answers,
    disciplines: Sequence[str],
    goals: Sequence[str],
    groups: Mapping[str, str],
) -> Coverage:
    """What is left of these answers when the visitor names one discipline, and one goal, in place of their own; with the group
    of each route, to count them apart.

    A criterion that looks at one of the two is judged once per option, one that looks at neither once; only those that
    look at both, as a rule may, are judged for every pair."""
    without = answers.changed({DISCIPLINE: None, GOAL: None})
    left, dues = left_beside(compiled, without), compiled.timetable.dues(without.day(START))
    by_discipline, by_goal = (compiled.asking_about.get(question, 0) for question in (DISCIPLINE, GOAL))
    by_both = [index for index in bits_of(by_discipline & by_goal) if compiled.masks[index] & left]

    def kept(question: QuestionName, options: Sequence[str], criteria: int) -> dict[str, int]:
        failing = compiled.judging.failing_by_option(question, options, without, dues, criteria)
        gone = [demanding(compiled, bits_of(those)) for those in failing]
        return {option: left & ~mask for option, mask in zip(options, gone, strict=True)}

    def lost(criteria: Iterable[int], discipline: str, goal: str) -> int:
        said = without.changed({DISCIPLINE: frozenset({discipline}), GOAL: frozenset({goal})})
        failing = (one for one in criteria if compiled.settle(compiled.criteria[one], said) is Truth.NOT_MET)
        return demanding(compiled, failing)

    rows = kept(DISCIPLINE, disciplines, by_discipline & ~by_goal)
    columns = kept(GOAL, goals, by_goal & ~by_discipline)
    cells = {(discipline, goal): rows[discipline] & columns[goal] for discipline in disciplines for goal in goals}
    if by_both:
        for (discipline, goal), mask in cells.items():
            asked = [index for index in by_both if compiled.masks[index] & mask]
            cells[discipline, goal] = mask & ~lost(asked, discipline, goal)
    grouped = Partition.by([groups[one.id] for one in compiled.instruments])

    def tally(mask: int) -> Tally:
        counts = ((group, (mask & those).bit_count()) for group, those in zip(grouped.keys, grouped.masks, strict=True))
        return Tally(mask.bit_count(), {group: count for group, count in counts if count})

    return Coverage(
        {pair: tally(mask) for pair, mask in cells.items()},
        {discipline: tally(mask) for discipline, mask in rows.items()},
        tally(left),
    )
