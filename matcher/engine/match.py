"""Answers and a compiled ruleset to verdicts, in order, each explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .answers import BUDGET, Answers, QuestionName
from .bitmaps import K, Partition, add_classes, bits_of, merged
from .compile import Assessment, Compiled
from .criteria import Confirmed, Criterion, InstrumentId, Part, Topic, evaluate
from .money import Cover, cover
from .openers import next_question, open_doors, way_in
from .ranking import (
    effort_part,
    goal_part,
    made_for_discipline,
    made_for_place,
    share_part,
    specificity_part,
    theme_part,
    time_part,
)
from .truth import Truth
from .verdicts import Change, Failure, Match, Route, ScorePart, Verdict, Waiting, Why


@dataclass(frozen=True, slots=True)
class Split:
    """The instruments sorted into the four verdicts: bit i is instrument i. No two share a bit, together they are all."""

    fits: int
    may_fit: int
    almost: int
    no: int

    def mask(self, verdict: Verdict) -> int:
        return {
            Verdict.FITS: self.fits,
            Verdict.MAY_FIT: self.may_fit,
            Verdict.ALMOST: self.almost,
            Verdict.NO: self.no,
        }[verdict]


def split(failing: Sequence[int], fixed: int, unknown: int, everyone: int) -> Split:
    """The four verdicts from one bitmap per failing criterion (DESIGN.md, "The engine").

    A saturating counter in two bitmaps: `once` has at least one failure, `many` at least two. `fixed` are the instruments
    for which something fails that nobody can change: those are never almost."""
    once = many = 0
    for mask in failing:
        many |= once & mask
        once |= mask
    almost = once & ~many & ~fixed
    return Split(
        fits=everyone & ~once & ~unknown,
        may_fit=unknown & ~once,
        almost=almost,
        no=once & ~almost,
    )


@dataclass(frozen=True, slots=True)
class Scored:
    """One part of the score: what it gives each class of instruments, and which class an instrument is in."""

    masks: tuple[int, ...]
    number: tuple[int, ...]
    scores: list[ScorePart]

    @classmethod
    def of(cls, partition: Partition[K], scores: list[ScorePart]) -> "Scored":
        return cls(partition.masks, partition.number, scores)


class Points:
    """The score of every instrument, as a number in binary across bitmaps: bit i of `slices[b]` is bit b of score i.

    Each part gives all instruments of one class the same points, so that there are few additions however many instruments."""

    def __init__(self, compiled: Compiled, answers: Answers, assessment: Assessment, covers: Sequence[Cover]) -> None:
        self.compiled = compiled
        self._scores: dict[int, int] = {}
        weights = compiled.ruleset.weights
        on = compiled.on
        atlas = compiled.atlas
        self.parts: list[Scored] = [
            Scored.of(compiled.goals, [goal_part(key, answers, weights[Part.GOAL]) for key in compiled.goals.keys]),
            Scored.of(
                compiled.amounts,
                [
                    share_part(key, covered, weights[Part.SHARE])
                    for key, covered in zip(compiled.amounts.keys, covers, strict=True)
                ],
            ),
            Scored.of(
                compiled.timings,
                [
                    time_part(due, available, on, weights[Part.TIME])
                    for due, available in zip(assessment.dues, compiled.available, strict=True)
                ],
            ),
            Scored.of(
                compiled.efforts, [effort_part(key, answers, weights[Part.EFFORT]) for key in compiled.efforts.keys]
            ),
            Scored.of(compiled.themes, [theme_part(key, answers, weights[Part.THEME]) for key in compiled.themes.keys]),
        ]
        self._by_discipline = [made_for_discipline(key, answers) for key in compiled.disciplines.keys]
        self._by_place = [made_for_place(key, answers, atlas) for key in compiled.wheres.keys]
        self._specificity = {
            (discipline, place): specificity_part(discipline, place, weights[Part.SPECIFICITY])
            for discipline in set(self._by_discipline)
            for place in set(self._by_place)
        }
        self.rules = [
            (rule, mask)
            for rule, mask in compiled.pointing
            if all(evaluate(test, answers, compiled.atlas, on) is Truth.MET for test in rule.when)
        ]
        self.most_by_rules = weights[Part.RULES]
        self._no_rules = ScorePart(Part.RULES, 0, self.most_by_rules, Why.RULES_APPLIED)
        self.by_rules = self._by_rules()
        self.slices = self._slices()

    def _by_rules(self) -> dict[int, int]:
        """The instruments that get so many points from rules, between minus and plus the most that rules may give."""
        sums = {0: self.compiled.everyone}
        for rule, mask in self.rules:
            changed: dict[int, int] = {}
            for points, those in sums.items():
                for total, part in ((points + rule.points, those & mask), (points, those & ~mask)):
                    if part:
                        changed[total] = changed.get(total, 0) | part
            sums = changed
        clamped: dict[int, int] = {}
        for points, those in sums.items():
            within = max(-self.most_by_rules, min(self.most_by_rules, points))
            clamped[within] = clamped.get(within, 0) | those
        return clamped

    def _slices(self) -> list[int]:
        slices: list[int] = []
        shifted = {points + self.most_by_rules: mask for points, mask in self.by_rules.items()}
        add_classes(slices, shifted.items())
        for part in self.parts:
            points = [score.points for score in part.scores]
            add_classes(slices, merged(points, part.masks).items())
        for_discipline = merged(self._by_discipline, self.compiled.disciplines.masks)
        for_place = merged(self._by_place, self.compiled.wheres.masks)
        both = [
            (score.points, for_discipline[discipline] & for_place[place])
            for (discipline, place), score in self._specificity.items()
        ]
        add_classes(slices, both)
        return slices

    def of(self, bit: int) -> int:
        """The score of one instrument; below nought where rules took more than the parts gave."""
        found = self._scores.get(bit)
        if found is None:
            found = self._from_rules(bit) + self._specific(bit).points
            for part in self.parts:
                found += part.scores[part.number[bit]].points
            self._scores[bit] = found
        return found

    def _specific(self, bit: int) -> ScorePart:
        discipline = self._by_discipline[self.compiled.disciplines.number[bit]]
        return self._specificity[discipline, self._by_place[self.compiled.wheres.number[bit]]]

    def _from_rules(self, bit: int) -> int:
        if not self.rules:
            return 0
        return next(points for points, mask in self.by_rules.items() if mask >> bit & 1)

    def explained(self, bit: int) -> tuple[ScorePart, ...]:
        found = [part.scores[part.number[bit]] for part in self.parts]
        found.insert(1, self._specific(bit))
        if self.rules:
            rules = tuple(rule.id for rule, mask in self.rules if mask >> bit & 1)
            points = self._from_rules(bit)
            found.append(ScorePart(Part.RULES, points, self.most_by_rules, Why.RULES_APPLIED, (), rules))
        else:
            found.append(self._no_rules)
        return tuple(found)

    def weigh(self, mask: int) -> int:
        """The points of a bitmap of instruments together."""
        return sum((mask & those).bit_count() << power for power, those in enumerate(self.slices))

    def best(self, mask: int, limit: int | None) -> list[int]:
        """The instruments of a bitmap from the most points to the fewest, equals by name; those that cannot be applied for
        yet come after all that can."""
        ordered: list[int] = []
        for part in (mask & ~self.compiled.later, mask & self.compiled.later):
            room = None if limit is None else limit - len(ordered)
            chosen = part if room is None or part.bit_count() <= room else self._top(part, room)
            ordered += sorted(bits_of(chosen), key=lambda bit: (-self.of(bit), bit))
        return ordered

    def _top(self, mask: int, limit: int) -> int:
        """The `limit` instruments with most points: from the highest bit of the scores down, keep those that are surely in
        and narrow down those that may be."""
        sure, equal = 0, mask
        for those in reversed(self.slices):
            better = sure | (equal & those)
            count = better.bit_count()
            if count > limit:
                equal &= those
            else:
                sure = better
                equal &= ~those
                if count == limit:
                    return sure
        for bit in bits_of(equal):
            if sure.bit_count() == limit:
                break
            sure |= 1 << bit
        return sure


class Matching:
    """One set of answers against a compiled ruleset: first the verdicts of all, then as many explained as are asked for."""

    def __init__(self, compiled: Compiled, answers: Answers) -> None:
        self.compiled = compiled
        self.answers = answers
        self.assessment = compiled.assess(answers)
        self.denied = [check for check, said in answers.checks.items() if not said and check in compiled.check_mask]
        failing = [compiled.masks[index] for index in self.assessment.failing]
        fixed = 0
        for index in self.assessment.failing:
            if not compiled.criteria[index].can_change:
                fixed |= compiled.masks[index]
        unknown = 0
        for index in self.assessment.unknown:
            unknown |= compiled.masks[index]
        checks = [compiled.check_mask[check] for check in self.denied]
        self.split = split([*failing, *checks], fixed, unknown, compiled.everyone)
        budget = answers.number(BUDGET)
        self._covers = [cover(amount, budget) for amount in compiled.amounts.keys]
        self.points = Points(compiled, answers, self.assessment, self._covers)
        self._failures = {index: Failure(compiled.criteria[index]) for index in self.assessment.failing}
        self._unknown = frozenset(self.assessment.unknown)
        self._waiting: dict[int, Waiting] = {}
        self._advising = [
            (rule.id, mask)
            for rule, mask in compiled.advising
            if all(evaluate(test, answers, compiled.atlas, compiled.on) is Truth.MET for test in rule.when)
        ]
        self._advised = 0
        for _rule, mask in self._advising:
            self._advised |= mask

    def waiting(self) -> dict[QuestionName, int]:
        """Per question, the routes that give money and may fit, and wait for it."""
        may_fit = self.split.may_fit & self.compiled.money
        found: dict[QuestionName, int] = {}
        for index in self.assessment.unknown:
            mask = self.compiled.masks[index] & may_fit
            if mask:
                for question in self._waits(index).questions:
                    found[question] = found.get(question, 0) | mask
        return found

    def _waits(self, index: int) -> Waiting:
        found = self._waiting.get(index)
        if found is None:
            criterion = self.compiled.criteria[index]
            found = self._waiting[index] = Waiting(criterion, self.compiled.waiting(criterion, self.answers))
        return found

    def explain(self, bit: int, verdict: Verdict, rank: int) -> Route:
        compiled, failures, unknown = self.compiled, self._failures, self._unknown
        instrument = compiled.instruments[bit]
        demanded = compiled.criteria_of[bit]
        fails = [failures[index] for index in demanded if index in failures]
        waits = [self._waits(index) for index in demanded if index in unknown] if verdict is Verdict.MAY_FIT else ()
        met = [compiled.criteria[index] for index in demanded if index not in failures and index not in unknown]
        if self.denied:
            denied = [check for check in self.denied if check in instrument.checks]
            fails += [Failure(Criterion(Topic.CHECK, (Confirmed(check),), can_change=True)) for check in denied]
        if verdict is Verdict.ALMOST:
            criterion = fails[0].criterion
            fails = [Failure(criterion, way_in(compiled, bit, criterion, self.answers))]
        timing = compiled.timings.number[bit]
        return Route(
            instrument=instrument,
            verdict=verdict,
            rank=rank,
            score=max(0, self.points.of(bit)),
            parts=self.points.explained(bit),
            met=tuple(met),
            waits_for=tuple(waits),
            fails=tuple(fails),
            advice=tuple([rule for rule, mask in self._advising if mask >> bit & 1])
            if self._advised >> bit & 1
            else (),
            cover=self._covers[compiled.amounts.number[bit]],
            due=self.assessment.dues[timing],
            availability=compiled.available[timing],
            checks=instrument.checks,
        )

    def routes(self, among: int, limit: int | None = None) -> tuple[Route, ...]:
        """Those of a bitmap, best first and `no` last, at most `limit`."""
        found: list[Route] = []
        for verdict in Verdict:
            room = None if limit is None else limit - len(found)
            if room == 0:
                break
            for bit in self.points.best(self.split.mask(verdict) & among, room):
                found.append(self.explain(bit, verdict, len(found) + 1))
        return tuple(found)


def match(compiled: Compiled, answers: Answers, limit: int | None = None) -> Match:
    """Every route judged, ordered and explained; with a limit only the first so many that give money are explained."""
    matching = Matching(compiled, answers)
    routes = matching.routes(compiled.money, limit)
    changes: list[tuple[InstrumentId, Change]] = [
        (route.instrument.id, failure.change)
        for route in routes
        if route.verdict is Verdict.ALMOST
        for failure in route.fails
        if failure.change is not None
    ]
    beside = matching.routes(compiled.everyone & ~compiled.money) if limit is None else ()
    return Match(
        ruleset=compiled.ruleset.version,
        on=compiled.on,
        answers=answers,
        routes=routes,
        beside=beside,
        next_question=next_question(compiled, answers, matching.waiting(), matching.points.weigh),
        openers=open_doors(changes),
        counts=MappingProxyType(
            {verdict: (matching.split.mask(verdict) & compiled.money).bit_count() for verdict in Verdict}
        ),
    )
