"""The score of every instrument, and the order that follows."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from .answers import APPLICANT, BUDGET, DISCIPLINE, GOAL, PLACE, START, THEME, Answers
from .bitmaps import K, Partition, add_classes, bitmap, bits_of, merged
from .compile import Compiled, Pay
from .due import Due
from .money import NOTHING_ADDED, Amount, added_up, cover
from .ranking import effort_part, goal_part, share_part, specificity_part, theme_part, time_part
from .ruleset import EngineRule, Part
from .verdicts import ScorePart, Why

LEVELS = range(5)
"""How closely a route is made for a visitor's disciplines, or places."""


class InOrder(NamedTuple):
    """Some instruments in order, and the score of each: below nought where rules took more than the other parts gave."""

    bits: list[int]
    scores: list[int]


class Points:
    """The score of every instrument. A part gives all instruments of one class the same points: those that have the same
    goals, the same dates, the same amounts. So there is little to work out, however many instruments there are."""

    def __init__(self, compiled: Compiled, answers: Answers, dues: Sequence[Due]) -> None:
        self.compiled = compiled
        self._weighed: dict[int, int] = {}
        most = compiled.ruleset.weights
        budget = answers.number(BUDGET)
        self.limits = [self._limits(pay, answers) if pay.limits else () for pay in compiled.pays.keys]
        self.amounts = [limited(pay.amount, rules) for pay, rules in zip(compiled.pays.keys, self.limits, strict=True)]
        self.covers = [
            cover(amount, budget, added_up(amount, answers, compiled.atlas) if amount.units else NOTHING_ADDED)
            for amount in self.amounts
        ]
        paid = zip(self.amounts, self.covers, strict=True)
        goals, themes = answers.chosen(GOAL), answers.chosen(THEME)
        self._goal = [goal_part(key, goals, most[Part.GOAL]) for key in compiled.goals.keys]
        self._share = [share_part(amount, covered, most[Part.SHARE]) for amount, covered in paid]
        self._time = list(compiled.times)
        if START in answers:
            timetable = compiled.timetable
            for number in timetable.asking:
                available = timetable.available[number]
                self._time[number] = time_part(dues[number], available, compiled.on, most[Part.TIME], has_start=True)
        self._effort = [effort_part(key, budget, most[Part.EFFORT]) for key in compiled.efforts.keys]
        self._theme = [theme_part(key, themes, most[Part.THEME]) for key in compiled.themes.keys]

        disciplines = compiled.made_for_disciplines.judged(answers.chosen(DISCIPLINE)).surely
        if DISCIPLINE in answers:
            disciplines |= compiled.made_for_trades.judged(answers.chosen(APPLICANT)).surely
        places = compiled.made_for_places.judged(answers.chosen(PLACE))
        self._by_discipline = _levels(disciplines, compiled.discipline_levels)
        self._by_place = _levels(places.surely, compiled.place_levels)
        self._specific = [[specificity_part(one, two, most[Part.SPECIFICITY]) for two in LEVELS] for one in LEVELS]

        self._rules = [(rule, mask) for rule, mask in compiled.pointing if compiled.holds(rule, answers)]
        self.most_by_rules = most[Part.RULES]
        self._no_rules = ScorePart(Part.RULES, 0, self.most_by_rules, Why.RULES_APPLIED)

    def _limits(self, pay: Pay, answers: Answers) -> tuple[EngineRule, ...]:
        return tuple([rule for rule in pay.limits if self.compiled.holds(rule, answers)])

    def parts(self, bits: Sequence[int]) -> list[tuple[ScorePart, ...]]:
        """What these instruments score, and why. Worked out part by part, each for all of them."""
        compiled = self.compiled

        def column(partition: Partition[K], scores: list[ScorePart]) -> list[ScorePart]:
            number = partition.number
            return [scores[number[bit]] for bit in bits]

        columns = [
            column(compiled.goals, self._goal),
            self._specificity(bits),
            column(compiled.pays, self._share),
            column(compiled.timetable.timings, self._time),
            column(compiled.efforts, self._effort),
            column(compiled.themes, self._theme),
            [self._by_rules(bit) for bit in bits] if self._rules else [self._no_rules] * len(bits),
        ]
        return list(zip(*columns, strict=True))

    def scores(self, bits: Sequence[int]) -> list[int]:
        """The sums of those parts."""
        compiled = self.compiled

        def column(partition: Partition[K], scores: list[ScorePart]) -> list[int]:
            number, points = partition.number, [part.points for part in scores]
            return [points[number[bit]] for bit in bits]

        columns = [
            column(compiled.goals, self._goal),
            [part.points for part in self._specificity(bits)],
            column(compiled.pays, self._share),
            column(compiled.timetable.timings, self._time),
            column(compiled.efforts, self._effort),
            column(compiled.themes, self._theme),
        ]
        found = list(map(sum, zip(*columns, strict=True)))
        by_rules = self._given_by_rules
        return [score + by_rules.get(bit, 0) for bit, score in zip(bits, found, strict=True)] if by_rules else found

    @cached_property
    def _given_by_rules(self) -> dict[int, int]:
        """The points that rules give, by instrument; without those to which they give none."""
        raised = self._classes_by_rules()
        return {
            bit: points for total, those in raised if (points := total - self.most_by_rules) for bit in bits_of(those)
        }

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
            (compiled.pays, self._share),
            (compiled.timetable.timings, self._time),
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
        """The points of a bitmap of instruments together, each raised by `most_by_rules`."""
        if mask not in self._weighed:
            self._weighed[mask] = sum((mask & those).bit_count() << power for power, those in enumerate(self.slices))
        return self._weighed[mask]

    def ordered(self, groups: Iterable[int]) -> InOrder:
        """The instruments of these bitmaps, group after group, in each from the most points to the fewest, equals by name."""
        members = [bits_of(group) for group in groups]
        bits = [bit for group in members for bit in group]
        scores = self.scores(bits)
        order: list[int] = []
        for group in members:
            places = range(len(order), len(order) + len(group))
            order += sorted(places, key=scores.__getitem__, reverse=True)
        return InOrder([bits[at] for at in order], [scores[at] for at in order])

    def theme_reorders(self, groups: Iterable[int]) -> bool:
        """Whether some theme, while none is answered, would change the order in one of these bitmaps.

        One theme alone sets two instruments as far apart as several can: it is all or nothing."""
        compiled, most = self.compiled, self.compiled.ruleset.weights[Part.THEME]
        themes = sorted(frozenset[str]().union(*compiled.themes.keys))
        for group in groups:
            ordered = self.ordered([group])
            places = range(len(ordered.bits))
            shared = [compiled.themes.keys[compiled.themes.number[bit]] for bit in ordered.bits]
            for theme in themes:
                scores = [score + most * (theme in those) for score, those in zip(ordered.scores, shared, strict=True)]
                if sorted(places, key=lambda at: (-scores[at], ordered.bits[at])) != [*places]:
                    return True
        return False

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
        return sure | bitmap(bits_of(equal)[: limit - sure.bit_count()])


def limited(amount: Amount, rules: Sequence[EngineRule]) -> Amount:
    """What a route pays where these rules hold; of several the smallest."""
    if not rules:
        return amount
    sums = [rule.max_eur for rule in rules if rule.max_eur is not None]
    rates = [rule.max_rate_pct for rule in rules if rule.max_rate_pct is not None]
    return amount.limited(min(sums, default=None), min(rates, default=None))


def _levels(matching: int, levels: Sequence[int]) -> list[int]:
    """The level of each class of a bitmap of classes, 0 for the others."""
    found = [0] * len(levels)
    for number in bits_of(matching):
        found[number] = levels[number]
    return found
