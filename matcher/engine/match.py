"""Answers and a compiled ruleset to verdicts, in order, each explained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from .answers import BUDGET, DISCIPLINE, GOAL, PLACE, START, THEME, Answers, QuestionName
from .bitmaps import K, Partition, add_classes, bits_of, merged
from .compile import Compiled
from .criteria import Confirmed, Criterion, InstrumentId, Part, Topic
from .money import cover
from .openers import next_question, open_doors, ways_in
from .ranking import effort_part, goal_part, share_part, specificity_part, theme_part, time_part
from .timing import Due
from .verdicts import Change, Failure, Match, Route, ScorePart, Verdict, Waiting, Why

T = TypeVar("T")

FEW = 30
"""Instruments of which the scores are quicker had one by one."""

LEVELS = range(5)
"""How closely a route is made for a visitor's disciplines, or places."""


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


class Standings(NamedTuple):
    """Some instruments in order, the score of each, and the parts that this is the sum of. A score is below nought where
    rules took more than the other parts gave."""

    bits: list[int]
    scores: list[int]
    parts: list[tuple[ScorePart, ...]]


class Points:
    """The score of every instrument. A part gives all instruments of one class the same points: those that have the same
    goals, the same dates, the same amounts. So there is little to work out, however many instruments there are."""

    def __init__(self, compiled: Compiled, answers: Answers, dues: Sequence[Due]) -> None:
        self.compiled = compiled
        most = compiled.ruleset.weights
        budget = answers.number(BUDGET)
        self.covers = [cover(amount, budget) for amount in compiled.amounts.keys]
        paid = zip(compiled.amounts.keys, self.covers, strict=True)
        goals, themes = answers.chosen(GOAL), answers.chosen(THEME)
        self._goal = [goal_part(key, goals, most[Part.GOAL]) for key in compiled.goals.keys]
        self._share = [share_part(amount, covered, most[Part.SHARE]) for amount, covered in paid]
        self._time = list(compiled.times)
        if START in answers:
            for number in compiled.asking:
                available = compiled.available[number]
                self._time[number] = time_part(dues[number], available, compiled.on, most[Part.TIME])
        self._effort = [effort_part(key, budget, most[Part.EFFORT]) for key in compiled.efforts.keys]
        self._theme = [theme_part(key, themes, most[Part.THEME]) for key in compiled.themes.keys]

        disciplines = compiled.made_for_disciplines.judged(answers.chosen(DISCIPLINE))
        places = compiled.made_for_places.judged(answers.chosen(PLACE))
        self._by_discipline = _levels(disciplines.surely, compiled.discipline_levels)
        self._by_place = _levels(places.surely, compiled.place_levels)
        self._specific = [[specificity_part(one, two, most[Part.SPECIFICITY]) for two in LEVELS] for one in LEVELS]

        self._rules = [(rule, mask) for rule, mask in compiled.pointing if compiled.holds(rule, answers)]
        self.most_by_rules = most[Part.RULES]
        self._no_rules = ScorePart(Part.RULES, 0, self.most_by_rules, Why.RULES_APPLIED)

    def standings(self, bits: list[int]) -> Standings:
        """What these instruments score. Worked out part by part, each for all of them."""
        compiled = self.compiled

        def column(partition: Partition[K], scores: list[ScorePart]) -> list[ScorePart]:
            number = partition.number
            return [scores[number[bit]] for bit in bits]

        columns = [
            column(compiled.goals, self._goal),
            self._specificity(bits),
            column(compiled.amounts, self._share),
            column(compiled.timings, self._time),
            column(compiled.efforts, self._effort),
            column(compiled.themes, self._theme),
            [self._by_rules(bit) for bit in bits] if self._rules else [self._no_rules] * len(bits),
        ]
        points = [[part.points for part in column] for column in columns]
        return Standings(bits, list(map(sum, zip(*points, strict=True))), list(zip(*columns, strict=True)))

    def _specificity(self, bits: Sequence[int]) -> list[ScorePart]:
        by_discipline, discipline = self._by_discipline, self.compiled.disciplines.number
        by_place, place = self._by_place, self.compiled.wheres.number
        return [self._specific[by_discipline[discipline[bit]]][by_place[place[bit]]] for bit in bits]

    def _by_rules(self, bit: int) -> ScorePart:
        rules = [rule for rule, mask in self._rules if mask >> bit & 1]
        if not rules:
            return self._no_rules
        points = self._clamped(sum(rule.points for rule in rules))
        return self._no_rules._replace(points=points, rules=tuple(rule.id for rule in rules))

    def _clamped(self, points: int) -> int:
        """Between minus and plus the most that rules may give."""
        return max(-self.most_by_rules, min(self.most_by_rules, points))

    @cached_property
    def slices(self) -> list[int]:
        """The scores as numbers in binary across bitmaps: bit i of `slices[b]` is bit b of the score of instrument i, raised
        by `most_by_rules` so that none is below nought."""
        compiled = self.compiled
        for_discipline = merged(self._by_discipline, compiled.disciplines.masks)
        for_place = merged(self._by_place, compiled.wheres.masks)
        slices: list[int] = []
        add_classes(slices, self._classes_by_rules())
        add_classes(
            slices,
            [
                (self._specific[discipline][place].points, those & these)
                for discipline, those in for_discipline.items()
                for place, these in for_place.items()
            ],
        )
        for partition, scores in (
            (compiled.goals, self._goal),
            (compiled.amounts, self._share),
            (compiled.timings, self._time),
            (compiled.efforts, self._effort),
            (compiled.themes, self._theme),
        ):
            add_classes(slices, merged([part.points for part in scores], partition.masks).items())
        return slices

    def _classes_by_rules(self) -> list[tuple[int, int]]:
        """The instruments to which rules give so many points, raised by `most_by_rules`."""
        sums = {0: self.compiled.everyone}
        for rule, mask in self._rules:
            changed: dict[int, int] = {}
            for points, those in sums.items():
                for total, part in ((points + rule.points, those & mask), (points, those & ~mask)):
                    if part:
                        changed[total] = changed.get(total, 0) | part
            sums = changed
        return [(self._clamped(points) + self.most_by_rules, those) for points, those in sums.items()]

    def weigh(self, mask: int) -> int:
        """The points of a bitmap of instruments together, each raised by `most_by_rules`. A few are added up one by one, so
        that the slices need not be worked out for them."""
        if mask.bit_count() <= FEW:
            return sum([score + self.most_by_rules for score in self.standings(bits_of(mask)).scores])
        return sum((mask & those).bit_count() << power for power, those in enumerate(self.slices))

    def ordered(self, groups: Iterable[int]) -> Standings:
        """The instruments of these bitmaps, group after group, in each from the most points to the fewest, equals by name."""
        members = [bits_of(group) for group in groups]
        bits, scores, parts = self.standings([bit for group in members for bit in group])
        order: list[int] = []
        for group in members:
            places = range(len(order), len(order) + len(group))
            order += sorted(places, key=scores.__getitem__, reverse=True)
        return Standings([bits[at] for at in order], [scores[at] for at in order], [parts[at] for at in order])

    def top(self, mask: int, limit: int | None) -> int:
        """The instruments of a bitmap that have the most points, `limit` of them; the first by name among equals."""
        return mask if limit is None or mask.bit_count() <= limit else self._top(mask, limit)

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


def _levels(matching: int, levels: Sequence[int]) -> list[int]:
    """The level of each class of a bitmap of classes, 0 for the others."""
    found = [0] * len(levels)
    for number in bits_of(matching):
        found[number] = levels[number]
    return found


class Matching:
    """One set of answers against a compiled ruleset: first the verdicts of all, then as many explained as are asked for."""

    def __init__(self, compiled: Compiled, answers: Answers) -> None:
        self.compiled = compiled
        self.answers = answers
        self.assessment = compiled.assess(answers)
        self._denied = [check for check, said in answers.checks.items() if not said and check in compiled.check_mask]
        self.split = self._split()
        self.points = Points(compiled, answers, self.assessment.dues)
        self._advice = [rule.id if compiled.holds(rule, answers) else None for rule in compiled.advising]
        self._waiting: dict[int, Waiting] = {}
        # By the number of a criterion, what to tell of it; None, where that is something else.
        self._met: list[Criterion | None] = list(compiled.criteria)
        self._failures: list[Failure | None] = [None] * len(compiled.criteria)
        for index in self.assessment.failing:
            self._met[index] = None
            self._failures[index] = compiled.failures[index]
        for index in self.assessment.unknown:
            self._met[index] = None

    def _split(self) -> Split:
        masks, failing = self.compiled.masks, self.assessment.failing
        fixed = unknown = 0
        for index in self.compiled.fixed.intersection(failing):
            fixed |= masks[index]
        for index in self.assessment.unknown:
            unknown |= masks[index]
        denied = [self.compiled.check_mask[check] for check in self._denied]
        return split([*[masks[index] for index in failing], *denied], fixed, unknown, self.compiled.everyone)

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

    def routes(self, limit: int | None = None) -> tuple[tuple[Route, ...], tuple[Route, ...]]:
        """Those that give money, at most `limit`, and those beside them, which a limit leaves out; best first, `no` last."""
        money = self._groups(self.compiled.money, limit)
        beside = self._groups(self.compiled.everyone & ~self.compiled.money) if limit is None else []
        first = sum(those.bit_count() for _, those in money)
        standings = self.points.ordered([those for _, those in money + beside])
        verdicts = [verdict for verdict, those in money + beside for _ in range(those.bit_count())]
        ranks = [*range(1, first + 1), *range(1, len(verdicts) - first + 1)]
        found = self._explained(standings, verdicts, ranks)
        return tuple(found[:first]), tuple(found[first:])

    def _groups(self, among: int, limit: int | None = None) -> list[tuple[Verdict, int]]:
        """Per verdict, those that can be applied for and then those that cannot yet; no more than `limit` together."""
        found: list[tuple[Verdict, int]] = []
        for verdict in Verdict:
            those = self.split.mask(verdict) & among
            for part in (those & ~self.compiled.later, those & self.compiled.later):
                chosen = self.points.top(part, limit)
                found.append((verdict, chosen))
                if limit is not None:
                    limit -= chosen.bit_count()
        return found

    def _explained(self, standings: Standings, verdicts: Sequence[Verdict], ranks: Sequence[int]) -> list[Route]:
        """Instruments as routes, in this order. Field by field, each for all of them, and then put together."""
        compiled, dues, covers = self.compiled, self.assessment.dues, self.points.covers
        bits = standings.bits
        demanded = [compiled.criteria_of[bit] for bit in bits]
        timings = [compiled.timings.number[bit] for bit in bits]
        instruments = [compiled.instruments[bit] for bit in bits]
        columns = zip(
            instruments,
            verdicts,
            ranks,
            [max(0, score) for score in standings.scores],
            standings.parts,
            told(self._met, demanded),
            self._waits_of(demanded, verdicts),
            self._fails_of(bits, demanded, verdicts),
            told(self._advice, [compiled.advice_of[bit] for bit in bits]),
            [covers[compiled.amounts.number[bit]] for bit in bits],
            [dues[timing] for timing in timings],
            [compiled.available[timing] for timing in timings],
            [instrument.checks for instrument in instruments],
            strict=True,
        )
        return list(map(Route._make, columns))

    def _waits_of(self, demanded: Sequence[Sequence[int]], verdicts: Sequence[Verdict]) -> list[tuple[Waiting, ...]]:
        found: list[tuple[Waiting, ...]] = [()] * len(demanded)
        unknown = frozenset(self.assessment.unknown)
        for row, verdict in enumerate(verdicts):
            if verdict is Verdict.MAY_FIT:
                found[row] = tuple([self._waits(index) for index in demanded[row] if index in unknown])
        return found

    def _fails_of(
        self, bits: Sequence[int], demanded: Sequence[Sequence[int]], verdicts: Sequence[Verdict]
    ) -> list[tuple[Failure, ...]]:
        found = told(self._failures, demanded)
        if self._denied:
            found = [(*those, *self._denied_of(bit)) for bit, those in zip(bits, found, strict=True)]
        almost = [row for row, verdict in enumerate(verdicts) if verdict is Verdict.ALMOST]
        alone: dict[int, list[int]] = {}
        for row in almost:
            for index in demanded[row]:
                if self._failures[index] is not None:
                    alone.setdefault(index, []).append(bits[row])
        changes = ways_in(self.compiled, self.answers, alone)
        for row in almost:
            (failure,) = found[row]
            found[row] = (Failure(failure.criterion, changes.get(bits[row])),)
        return found

    def _denied_of(self, bit: int) -> list[Failure]:
        return [
            Failure(Criterion(Topic.CHECK, (Confirmed(check),), can_change=True))
            for check in self._denied
            if self.compiled.check_mask[check] >> bit & 1
        ]


def told(table: Sequence[T | None], asked: Sequence[Sequence[int]]) -> list[tuple[T, ...]]:
    """Per instrument, what a table has to tell of its criteria, or rules, given by their numbers."""
    return [
        tuple([found for index in those if (found := table[index]) is not None]) if those else () for those in asked
    ]


def match(compiled: Compiled, answers: Answers, limit: int | None = None) -> Match:
    """Every route judged, ordered and explained; with a limit only the first so many that give money are explained."""
    matching = Matching(compiled, answers)
    routes, beside = matching.routes(limit)
    changes: list[tuple[InstrumentId, Change]] = [
        (route.instrument.id, failure.change)
        for route in routes
        if route.verdict is Verdict.ALMOST
        for failure in route.fails
        if failure.change is not None
    ]
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
