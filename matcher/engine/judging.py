"""All criteria of a ruleset, judged together: bit i of a bitmap is criterion i.

Most criteria only compare options, places, numbers or partners, and tables settle those. The few others, from rules, are
evaluated one by one, and only where a question that they look at is answered."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from .answers import BASE, PARTNERS, PLACE, Answers, PlaceCode, QuestionName
from .criteria import Criterion, looks_at, needed_for
from .places import Area, Atlas
from .predicates import (
    AllPlaces,
    AnyOf,
    AnyPlace,
    AtLeast,
    CountsAtLeast,
    Destination,
    InTime,
    NoPlace,
    Partnership,
    leaves,
)
from .tables import AreaTable, LeastTable, OptionTable, PartnershipTable, Truths
from .timing import Due, Timing
from .truth import Truth

Settle = Callable[[Criterion, Answers], Truth]


class Judging:
    """Criteria sorted by how they are tested. `timings` has the number of each distinct timing; `settle` evaluates one."""

    def __init__(
        self, criteria: Sequence[Criterion], atlas: Atlas, timings: Mapping[Timing, int], settle: Settle
    ) -> None:
        self._criteria = criteria
        self._settle = settle
        options: dict[QuestionName, list[tuple[int, frozenset[str]]]] = {}
        areas: dict[QuestionName, list[tuple[Area, int]]] = {}
        least: dict[QuestionName, list[tuple[int, int]]] = {}
        partnerships: list[tuple[int, Partnership]] = []
        self._starts: list[tuple[int, int]] = []
        self._others: list[tuple[int, frozenset[QuestionName]]] = []
        for index, criterion in enumerate(criteria):
            match criterion.any_of:
                case (AnyOf(question, values),):
                    options.setdefault(question, []).append((index, values))
                case (AnyPlace(question, area),):
                    areas.setdefault(question, []).append((area, 1 << index))
                case (AtLeast(question, limit),):
                    least.setdefault(question, []).append((index, limit))
                case (Destination(area),):
                    partnerships.append((index, Partnership(0, 0, area, Area())))
                case (Partnership() as wanted,):
                    partnerships.append((index, wanted))
                case (InTime(timing),):
                    self._starts.append((index, timings[timing]))
                case either:
                    self._others.append((index, needed_for(either)))
        self._options = {question: OptionTable(sets) for question, sets in options.items()}
        self._areas = {question: AreaTable(those, atlas) for question, those in areas.items()}
        self._least = {question: LeastTable(limits) for question, limits in least.items()}
        self._partnerships = PartnershipTable(partnerships, atlas)
        self._telling = {question: AreaTable(those, atlas) for question, those in self._areas_of_others().items()}

    def _areas_of_others(self) -> dict[QuestionName, list[tuple[Area, int]]]:
        """Per question, the areas that its places are compared with one by one; none for a question of which a place counts
        for more than the areas that it lies in."""
        found: dict[QuestionName, dict[Area, int]] = {}
        destinations = False
        for index, _ in self._others:
            for leaf in (leaf for one in self._criteria[index].any_of for leaf in leaves(one)):
                if isinstance(leaf, AnyPlace | NoPlace | AllPlaces | CountsAtLeast):
                    areas = found.setdefault(leaf.question, {})
                    areas.setdefault(leaf.area, 1 << len(areas))
                destinations |= isinstance(leaf, Destination | Partnership)
        return {
            question: list(areas.items())
            for question, areas in found.items()
            if not destinations or question not in (PLACE, BASE)
        }

    def judged(self, answers: Answers, dues: Sequence[Due]) -> Truths:
        """Each criterion; `dues` has what the dates make of the answers, by the number of a timing."""
        places, base, partners = answers.chosen(PLACE), answers.chosen(BASE), answers.number(PARTNERS)
        found = [
            *[table.judged(answers.chosen(question)) for question, table in self._options.items()],
            *[table.judged(answers.chosen(question)) for question, table in self._areas.items()],
            *[table.judged(answers.number(question)) for question, table in self._least.items()],
            self._partnerships.judged(places, base, partners),
            Truths.of([(index, dues[timing].in_time) for index, timing in self._starts]),
            Truths.of(self._other_truths(answers)),
        ]
        surely = possibly = 0
        for truths in found:
            surely |= truths.surely
            possibly |= truths.possibly
        return Truths(surely, possibly)

    def _other_truths(self, answers: Answers) -> Iterator[tuple[int, Truth]]:
        answered = frozenset(answers)
        for index, needed in self._others:
            if needed and needed.isdisjoint(answered):
                yield index, Truth.UNKNOWN
            else:
                yield index, self._settle(self._criteria[index], answers)

    def failing_by_option(
        self, question: QuestionName, options: Sequence[str], answers: Answers, among: int
    ) -> list[int]:
        """Per option or place: which of these criteria fail if it alone is the answer to the question. All of them look at it."""
        found = [0] * len(options)
        for table in (self._options.get(question), self._areas.get(question)):
            if table is not None and table.all & among:
                found = [
                    fails | table.all & ~table.judged(frozenset((option,))).possibly
                    for fails, option in zip(found, options, strict=True)
                ]
        if self._partnerships.all & among and question in (PLACE, BASE):
            partners = answers.number(PARTNERS)
            judged = (
                self._partnerships.by_place(options, answers.chosen(BASE), partners)
                if question == PLACE
                else self._partnerships.by_base(answers.chosen(PLACE), options, partners)
            )
            everything = self._partnerships.all
            found = [fails | everything & ~truths.possibly for fails, truths in zip(found, judged, strict=True)]
        others = [index for index, _ in self._others if among >> index & 1]
        if others:
            telling = self._telling.get(question)
            tried: dict[object, int] = {}
            for number, option in enumerate(options):
                like = option if telling is None else telling.at(PlaceCode(option))
                if like not in tried:
                    tried[like] = self._others_failing(others, answers.changed({question: frozenset((option,))}))
                found[number] |= tried[like]
        return [fails & among for fails in found]

    def _others_failing(self, others: Sequence[int], answers: Answers) -> int:
        return sum(1 << one for one in others if self._settle(self._criteria[one], answers) is Truth.NOT_MET)


def asking_about(criteria: Sequence[Criterion]) -> dict[QuestionName, int]:
    """Per question, the criteria that look at it."""
    found: dict[QuestionName, int] = {}
    for index, criterion in enumerate(criteria):
        for question in looks_at(criterion):
            found[question] = found.get(question, 0) | 1 << index
    return found
