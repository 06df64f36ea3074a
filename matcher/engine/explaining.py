"""Instruments of one matching as routes, each with its reasons: field by field, each for all of them, and then put together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from .answers import APPLICANT, BUDGET, CheckId
from .criteria import Criterion, RuleId, Topic
from .judgement import JudgedAnswers
from .money import Cover, added_up, cover
from .predicates import Confirmed
from .verdicts import Failure, Group, Route, Tier, Verdict, Waiting

T = TypeVar("T")

GROUP_OF = {
    Verdict.FITS: Group.FITS,
    Verdict.MAY_FIT: Group.MAY_FIT,
    Verdict.ALMOST: Group.ONE_CHANGE,
    Verdict.NO: Group.OTHER,
}


class Placed(NamedTuple):
    """An instrument by its bit, where it stands among all, and why there."""

    bit: int
    verdict: Verdict
    tier: Tier
    rank: int
    score: int


@dataclass(frozen=True)
class RouteMaker:
    """What turns the instruments of a match into routes."""

    judged: JudgedAnswers
    waits: Callable[[int], Waiting]
    """By the number of a criterion that is not settled."""

    def routes(self, placed: Sequence[Placed]) -> list[Route]:
        """In the same order."""
        compiled, points, dues = self.judged.compiled, self.judged.points, self.judged.assessment.dues
        timetable = compiled.timetable
        bits = [one.bit for one in placed]
        verdicts = [one.verdict for one in placed]
        demanded = [compiled.criteria_of[bit] for bit in bits]
        timings = [timetable.timings.number[bit] for bit in bits]
        pays = [compiled.pays.number[bit] for bit in bits]
        instruments = [compiled.instruments[bit] for bit in bits]
        waits = self._waits_of(bits, demanded, verdicts)
        columns = zip(
            instruments,
            verdicts,
            [one.rank for one in placed],
            [max(0, one.score) for one in placed],
            points.parts(bits),
            told(self._met, demanded),
            [tuple([one for one in those if one.questions]) for those in waits],
            [tuple([one.criterion for one in those if not one.questions]) for those in waits],
            self._fails_of(bits, demanded, verdicts),
            told(self._advice, [compiled.advice_of[bit] for bit in bits]),
            [points.amounts[pay] for pay in pays],
            [tuple([rule.id for rule in points.limits[pay]]) for pay in pays],
            [self._cover(bit, pay, verdict) for bit, pay, verdict in zip(bits, pays, verdicts, strict=True)],
            [dues[timing] for timing in timings],
            [timetable.available[timing] for timing in timings],
            [compiled.checks.left_to(bit, self.judged.answers) for bit in bits],
            [self.group(bit, verdict) for bit, verdict in zip(bits, verdicts, strict=True)],
            [one.tier for one in placed],
            strict=True,
        )
        return list(map(Route._make, columns))

    def _cover(self, bit: int, pay: int, verdict: Verdict) -> Cover:
        """What is paid for these answers; of a route that a change opens, for the answers with that change."""
        points, trial = self.judged.points, self.judged.changes.get(bit) if verdict is Verdict.ALMOST else None
        amount = points.amounts[pay]
        if trial is None or not amount.units:
            return points.covers[pay]
        answers = self.judged.answers.changed(trial.change.values)
        return cover(amount, answers.number(BUDGET), added_up(amount, answers, self.judged.compiled.atlas))

    def group(self, bit: int, verdict: Verdict) -> Group:
        """Only what does not fit is told under one of several headings."""
        if verdict is Verdict.NO:
            for group in (Group.THROUGH, Group.LATER):
                if self.judged.groups[group] >> bit & 1:
                    return group
        return GROUP_OF[verdict]

    # By the number of a criterion, or a rule, what to tell of it; None, where there is nothing.

    @cached_property
    def _met(self) -> list[Criterion | None]:
        found: list[Criterion | None] = list(self.judged.compiled.criteria)
        for index in (*self.judged.assessment.failing, *self.judged.assessment.unknown):
            found[index] = None
        return found

    @cached_property
    def _failures(self) -> list[Failure | None]:
        found: list[Failure | None] = [None] * len(self.judged.compiled.criteria)
        for index in self.judged.assessment.failing:
            found[index] = self.judged.compiled.failures[index]
        return found

    @cached_property
    def _advice(self) -> list[RuleId | None]:
        return [
            rule.id if self.judged.compiled.holds(rule, self.judged.answers) else None
            for rule in self.judged.compiled.advising
        ]

    def _waits_of(
        self, bits: Sequence[int], demanded: Sequence[Sequence[int]], verdicts: Sequence[Verdict]
    ) -> list[tuple[Waiting, ...]]:
        found: list[tuple[Waiting, ...]] = [()] * len(demanded)
        unknown = frozenset(self.judged.assessment.unknown)
        for row, verdict in enumerate(verdicts):
            if verdict is Verdict.MAY_FIT:
                found[row] = tuple([self.waits(index) for index in demanded[row] if index in unknown])
        if self.judged.doubted:
            for row, verdict in enumerate(verdicts):
                if verdict is Verdict.MAY_FIT:
                    said_no = self._asked_of(bits[row], self.judged.doubted)
                    found[row] += tuple([Waiting(criterion, (APPLICANT,)) for criterion in said_no])
        return found

    def _fails_of(
        self, bits: Sequence[int], demanded: Sequence[Sequence[int]], verdicts: Sequence[Verdict]
    ) -> list[tuple[Failure, ...]]:
        found = told(self._failures, demanded)
        if self.judged.denied:
            denied = [map(Failure, self._asked_of(bit, self.judged.denied)) for bit in bits]
            found = [(*those, *others) for those, others in zip(found, denied, strict=True)]
        for row, verdict in enumerate(verdicts):
            trial = self.judged.changes.get(bits[row]) if verdict is Verdict.ALMOST else None
            if trial is not None:
                (failure,) = found[row]
                found[row] = (Failure(failure.criterion, trial.change),)
        return found

    def _asked_of(self, bit: int, checks: Iterable[CheckId]) -> list[Criterion]:
        """Those of these checks that an instrument has, as criteria."""
        masks = self.judged.compiled.checks.masks
        return [
            Criterion(Topic.CHECK, (Confirmed(check),), can_change=True) for check in checks if masks[check] >> bit & 1
        ]


def told(table: Sequence[T | None], asked: Sequence[Sequence[int]]) -> list[tuple[T, ...]]:
    """Per instrument, what a table has to tell of its criteria, or rules, given by their numbers."""
    return [
        tuple([found for index in those if (found := table[index]) is not None]) if those else () for those in asked
    ]
