"""What a match says of many instruments at once, as sets and counts: none of them is explained, so it costs little however many
there are."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .availability import Availability
from .bitmaps import bits_of
from .criteria import Criterion, Topic
from .due import Due
from .judgement import InstrumentSet, JudgedAnswers
from .money import Cover
from .verdicts import Change, Group, Route


@dataclass(frozen=True, slots=True)
class Opens:
    """A criterion that alone fails, the change that meets it, and the instruments that give money and that it opens."""

    criterion: Criterion
    change: Change
    those: InstrumentSet


@dataclass(frozen=True)
class Overview:
    """All instruments of one match, looked at together."""

    judged: JudgedAnswers

    @property
    def all(self) -> InstrumentSet:
        return InstrumentSet(self.judged.compiled.everyone)

    @property
    def money(self) -> InstrumentSet:
        """Those that give money."""
        return InstrumentSet(self.judged.compiled.money)

    def group(self, group: Group) -> InstrumentSet:
        """Those under a heading, whether they give money or not."""
        return InstrumentSet(self.judged.groups[group])

    def of(self, routes: Iterable[Route]) -> InstrumentSet:
        bit = self.judged.compiled.bit
        return InstrumentSet.of([bit[route.instrument.id] for route in routes])

    def about(self, topic: Topic) -> InstrumentSet:
        """Those that ask anything of a topic."""
        return InstrumentSet(self.judged.compiled.about(topic))

    @property
    def where_as_partner(self) -> InstrumentSet:
        """Those that ask for a place as that of a partner."""
        return InstrumentSet(self.judged.compiled.where_as_partner)

    def with_timing(self, holds: Callable[[Due, Availability], object]) -> InstrumentSet:
        """Those of whose dates, for this start, something holds."""
        timetable, dues = self.judged.compiled.timetable, self.judged.assessment.dues
        each = zip(timetable.timings.masks, dues, timetable.available, strict=True)
        return InstrumentSet(sum([those for those, due, available in each if holds(due, available)]))

    def with_cover(self, holds: Callable[[Cover], object]) -> InstrumentSet:
        """Those of which what they cover of this budget is so."""
        each = zip(self.judged.compiled.pays.masks, self.judged.points.covers, strict=True)
        return InstrumentSet(sum([those for those, cover in each if holds(cover)]))

    def by_timing(self, tells: Callable[[Due], int]) -> Callable[[int], int]:
        """Something of the dates of an instrument, by its bit: asked once for all that have the same."""
        told, number = [*map(tells, self.judged.assessment.dues)], self.judged.compiled.timetable.timings.number
        return lambda bit: told[number[bit]]

    def by_cover(self, tells: Callable[[Cover], int]) -> Callable[[int], int]:
        """Something of what an instrument covers, by its bit: asked once for all that pay alike."""
        told, number = [*map(tells, self.judged.points.covers)], self.judged.compiled.pays.number
        return lambda bit: told[number[bit]]

    def failing_of(self, topics: Collection[Topic]) -> InstrumentSet:
        """Those for which a criterion of one of these topics fails; what the visitor denied counts for none."""
        compiled, found = self.judged.compiled, 0
        for index in self.judged.assessment.failing:
            if compiled.criteria[index].topic in topics:
                found |= compiled.masks[index]
        return InstrumentSet(found)

    def failing(self) -> Iterator[tuple[Criterion, InstrumentSet]]:
        """The criteria that fail, each with the instruments that ask it; what the visitor denied is not among them."""
        compiled = self.judged.compiled
        for index in self.judged.assessment.failing:
            yield compiled.criteria[index], InstrumentSet(compiled.masks[index])

    def how_many_fail(self, bit: int) -> int:
        """How many criteria fail for an instrument, what the visitor denied among them."""
        compiled = self.judged.compiled
        denied = sum([compiled.checks.masks[check] >> bit & 1 for check in self.judged.denied])
        return denied + sum([index in self._failing for index in compiled.criteria_of[bit]])

    @cached_property
    def _failing(self) -> frozenset[int]:
        return frozenset(self.judged.assessment.failing)

    def times(self, criterion: Criterion, among: InstrumentSet) -> int:
        """How many of some instruments ask a criterion, one of the ruleset: where it holds, it holds for all that ask it."""
        compiled = self.judged.compiled
        return (compiled.masks[compiled.number_of(criterion)] & among.mask).bit_count()

    def left_to_check(self, among: InstrumentSet) -> set[int]:
        """How many conditions that nobody asked are neither ticked nor denied: each number that one of some instruments has."""
        compiled, answers = self.judged.compiled, self.judged.answers
        said, apart = answers.checks, compiled.checks.vary
        for check in said:
            apart |= compiled.checks.masks.get(check, 0)
        each = zip(compiled.checks.counted.keys, compiled.checks.counted.masks, strict=True)
        found = {how_many for how_many, those in each if those & among.mask & ~apart}
        asked = [compiled.checks.left_to(bit, answers) for bit in bits_of(apart & among.mask)]
        return found | {sum([check not in said for check in checks]) for checks in asked}

    def opened(self) -> list[Opens]:
        """What each change opens, per criterion that fails without it."""
        compiled, found = self.judged.compiled, dict[tuple[int, int], tuple[Change, list[int]]]()
        almost = self.judged.almost & compiled.money
        for index in self.judged.assessment.failing:
            those = compiled.masks[index] & almost
            for bit in bits_of(those) if those else ():
                trial = self.judged.changes[bit]
                found.setdefault((index, id(trial)), (trial.change, []))[1].append(bit)
        return [
            Opens(compiled.criteria[index], change, InstrumentSet.of(bits))
            for (index, _trial), (change, bits) in found.items()
        ]
