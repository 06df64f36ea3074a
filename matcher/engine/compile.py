"""A ruleset on a day, as bitmaps over instruments: which instruments demand which criterion.

Instruments stand in the order of their names, so that among equals the lowest bits come first."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .answers import BASE, PLACE, START, Answers, CheckId, PlaceCode, Question, QuestionName
from .bitmaps import Partition, bitmap
from .criteria import (
    DEMANDS,
    AnyOf,
    AnyPlace,
    Available,
    Criterion,
    Destination,
    Effect,
    Effort,
    InstrumentId,
    InTime,
    Partnership,
    Rule,
    Ruleset,
    Topic,
    counts,
    criterion_of,
    enough,
    evaluate,
    partners_count,
    questions_of,
    waiting_for,
)
from .money import Amount
from .places import Area, Atlas
from .timing import Agenda, Availability, Due, Timing, availability
from .truth import Truth, all_of, any_of


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one set of answers makes of every criterion: the numbers of those that fail and of those not settled."""

    failing: tuple[int, ...]
    unknown: tuple[int, ...]
    dues: tuple[Due, ...]
    """Per distinct timing, in the order of `Compiled.timings.keys`."""


class Compiled:
    """A ruleset on a day. Built once for both; matching only reads it."""

    def __init__(self, ruleset: Ruleset, on: date) -> None:
        self.ruleset = ruleset
        self.on = on
        self.atlas = Atlas.on(on, ruleset.places, ruleset.groups)
        self.questions: Mapping[QuestionName, Question] = {question.name: question for question in ruleset.questions}
        self.instruments = tuple(sorted(ruleset.instruments, key=lambda one: (one.sort_name, one.id)))
        self.bit: Mapping[InstrumentId, int] = {one.id: bit for bit, one in enumerate(self.instruments)}
        self.everyone = (1 << len(self.instruments)) - 1
        self.money = bitmap([bit for bit, one in enumerate(self.instruments) if one.gives_money])

        self.timings: Partition[Timing] = Partition.by([one.timing for one in self.instruments])
        self.agendas = tuple(Agenda.of(timing, on) for timing in self.timings.keys)
        self.available = tuple(availability(timing, on) for timing in self.timings.keys)
        self.later = self._available(Availability.EXPECTED) | self._available(Availability.CLOSED)
        self.goals: Partition[frozenset[str]] = Partition.by([one.goals for one in self.instruments])
        self.themes: Partition[frozenset[str]] = Partition.by([one.themes for one in self.instruments])
        self.amounts: Partition[Amount] = Partition.by([one.amount for one in self.instruments])
        self.efforts: Partition[Effort] = Partition.by([one.effort for one in self.instruments])
        self.disciplines: Partition[frozenset[str]] = Partition.by([one.disciplines for one in self.instruments])
        self.wheres: Partition[Area] = Partition.by([one.where for one in self.instruments])

        self.familiar = self._familiar()
        rules = [rule for rule in ruleset.rules if rule.holds(on)]
        self.pointing = self._with_masks(rules, Effect.POINTS)
        self.advising = self._with_masks(rules, Effect.ADVISE)
        self._index(rules)
        self.check_mask: dict[CheckId, int] = {}
        for bit, instrument in enumerate(self.instruments):
            for check in instrument.checks:
                self.check_mask[check] = self.check_mask.get(check, 0) | 1 << bit
        self._sort_by_test()

    def _index(self, rules: list[Rule]) -> None:
        """Number the distinct criteria, topic by topic, and note who demands which, in the order to explain it."""
        number: dict[Criterion, int] = {}
        masks: list[int] = []
        demanded: list[list[int]] = [[] for _ in self.instruments]

        def numbered(criterion: Criterion, mask: int) -> int:
            index = number.setdefault(criterion, len(number))
            if index == len(masks):
                masks.append(0)
            masks[index] |= mask
            return index

        for classes, classed, asked in self._asked_by_fields():
            indexes = [
                None if criterion is None else numbered(criterion, mask)
                for criterion, mask in zip(asked, classes, strict=True)
            ]
            for those, which in zip(demanded, classed, strict=True):
                if (index := indexes[which]) is not None:
                    those.append(index)
        for rule in rules:
            bits = self._bits(rule)
            if bits and rule.effect in (Effect.REQUIRE, Effect.EXCLUDE):
                index = numbered(criterion_of(rule, self.can_change), bitmap(bits))
                for bit in bits:
                    demanded[bit].append(index)
        self.criteria = tuple(number)
        self.masks = tuple(masks)
        self.criteria_of = tuple([tuple(those) for those in demanded])

    def _asked_by_fields(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], list[Criterion | None]]]:
        """Per topic, the instruments sorted by the fields that it is about: each class's bitmap, each instrument's class by
        number, and what those of each class demand.

        Worked out once per class, not per instrument: many are alike in what they ask of one topic. Classes of several
        fields are told apart by the numbers that their values have, for the values themselves are slow to hash."""
        columns: dict[str, Sequence[Hashable]] = {
            "goals": self.goals.number,
            "applicants": Partition.by([one.applicants for one in self.instruments]).number,
            "disciplines": self.disciplines.number,
            "base": Partition.by([one.base for one in self.instruments]).number,
            "base_not_for": [one.base_not_for for one in self.instruments],
            "where": self.wheres.number,
            "min_partners": [one.min_partners for one in self.instruments],
            "min_countries": [one.min_countries for one in self.instruments],
            "amount": self.amounts.number,
            "min_is_threshold": [one.min_is_threshold for one in self.instruments],
        }
        for demand in DEMANDS:
            alike = Partition.by(zip(*[columns[name] for name in demand.fields], strict=True))
            firsts = [self.instruments[(mask & -mask).bit_length() - 1] for mask in alike.masks]
            yield alike.masks, alike.number, [demand.criterion(first, self.can_change) for first in firsts]
        by_dates = [self._asked_by_dates(which) for which in range(len(self.timings.keys))]
        yield self.timings.masks, self.timings.number, by_dates

    def _asked_by_dates(self, which: int) -> Criterion | None:
        if self.available[which] is Availability.CLOSED:
            return Criterion(Topic.AVAILABILITY, (Available(),), can_change=False)
        if self.agendas[which].asks_for_start:
            return Criterion(Topic.START, (InTime(self.timings.keys[which]),), self.can_change(START))
        return None

    def _sort_by_test(self) -> None:
        """Criteria sorted by how they are tested: many only compare options or places, and one loop settles those.

        What a place makes of an area is remembered per criterion, for the same few places are named again and again."""
        self._options: dict[QuestionName, list[tuple[int, frozenset[str]]]] = {}
        self._places: dict[QuestionName, list[tuple[int, Area, dict[str, Truth]]]] = {}
        self._partnerships: list[tuple[int, Partnership, dict[tuple[str, PlaceCode | None], Truth]]] = []
        self._starts: list[tuple[int, int]] = []
        self._others: list[int] = []
        timing_number = {timing: index for index, timing in enumerate(self.timings.keys)}
        self._asking = tuple(index for index, agenda in enumerate(self.agendas) if agenda.asks_for_start)
        self._dues = tuple(agenda.without_start for agenda in self.agendas)
        for index, criterion in enumerate(self.criteria):
            match criterion.any_of:
                case (AnyOf(question, values),):
                    self._options.setdefault(question, []).append((index, values))
                case (AnyPlace(question, area),):
                    self._places.setdefault(question, []).append((index, area, {}))
                case (Destination(area),):
                    self._partnerships.append((index, Partnership(0, 0, area, Area()), {}))
                case (Partnership() as wanted,):
                    self._partnerships.append((index, wanted, {}))
                case (InTime(timing),):
                    self._starts.append((index, timing_number[timing]))
                case _:
                    self._others.append(index)
        self.looks_at = tuple(
            frozenset(question for predicate in criterion.any_of for question in questions_of(predicate))
            for criterion in self.criteria
        )

    def _familiar(self) -> tuple[PlaceCode, ...]:
        """All places, those in most of the groups first: when one must be proposed, propose one that people know."""
        held = Counter(code for ground in self.atlas.members.values() for code in ground.full)
        return tuple(sorted(self.atlas.tree.places, key=lambda code: (-held[code], code)))

    def can_change(self, question: QuestionName) -> bool:
        known = self.questions.get(question)
        return known is None or known.can_change

    def _available(self, wanted: Availability) -> int:
        return sum(mask for mask, found in zip(self.timings.masks, self.available, strict=True) if found is wanted)

    def _bits(self, rule: Rule) -> list[int]:
        return sorted([self.bit[one] for one in rule.instruments if one in self.bit])

    def _with_masks(self, rules: list[Rule], effect: Effect) -> tuple[tuple[Rule, int], ...]:
        return tuple((rule, bitmap(self._bits(rule))) for rule in rules if rule.effect is effect)

    def assess(self, answers: Answers) -> Assessment:
        """Each distinct criterion, evaluated once."""
        failing: list[int] = []
        unknown: list[int] = []
        for question, tests in self._options.items():
            chosen = answers.chosen(question)
            if chosen is None:
                unknown += [index for index, _ in tests]
            else:
                failing += [index for index, values in tests if chosen.isdisjoint(values)]
        for index, truth in self._place_truths(answers):
            if truth is Truth.NOT_MET:
                failing.append(index)
            elif truth is Truth.UNKNOWN:
                unknown.append(index)
        dues = self._dues_for(answers.day(START))
        for index, timing in self._starts:
            truth = dues[timing].in_time
            if truth is Truth.NOT_MET:
                failing.append(index)
            elif truth is Truth.UNKNOWN:
                unknown.append(index)
        for index in self._others:
            truth = self.settle(self.criteria[index], answers)
            if truth is Truth.NOT_MET:
                failing.append(index)
            elif truth is Truth.UNKNOWN:
                unknown.append(index)
        return Assessment(tuple(failing), tuple(unknown), dues)

    def _dues_for(self, start: date | None) -> tuple[Due, ...]:
        if start is None:
            return self._dues
        dues = list(self._dues)
        for index in self._asking:
            dues[index] = self.agendas[index].due(start)
        return tuple(dues)

    def _place_truths(self, answers: Answers) -> Iterator[tuple[int, Truth]]:
        """As `evaluate` says it, of the criteria that only look at places, partners and where the visitor is established."""
        for question, tests in self._places.items():
            chosen = answers.chosen(question)
            for index, area, known in tests:
                if chosen is None:
                    yield index, Truth.UNKNOWN
                    continue
                for code in chosen:
                    if code not in known:
                        known[code] = self.atlas.within(PlaceCode(code), area)
                yield index, any_of([known[code] for code in chosen])
        places, base = answers.chosen(PLACE), answers.chosen(BASE)
        home = None if base is None else self.atlas.country(PlaceCode(next(iter(base))))
        for index, wanted, counted in self._partnerships:
            if places is None or home is None:
                yield index, self.settle(self.criteria[index], answers)
                continue
            for code in places:
                if (code, home) not in counted:
                    counted[code, home] = counts(PlaceCode(code), home, wanted, self.atlas)
            if not wanted.area and not wanted.min_countries:
                truth = Truth.MET
            elif len(places) == 1 and wanted.min_countries <= 1:
                truth = counted[next(iter(places)), home]
            else:
                counting = {PlaceCode(code): counted[code, home] for code in places}
                truth = enough(counting, max(wanted.min_countries, 1), self.atlas)
            if truth is not Truth.NOT_MET and wanted.min_partners:
                truth = all_of((truth, partners_count(answers, wanted)))
            yield index, truth

    def settle(self, criterion: Criterion, answers: Answers) -> Truth:
        return any_of(evaluate(predicate, answers, self.atlas, self.on) for predicate in criterion.any_of)

    def waiting(self, criterion: Criterion, answers: Answers) -> tuple[QuestionName, ...]:
        """The questions that can still settle a criterion that is unknown, each once."""
        questions: dict[QuestionName, None] = {}
        for predicate in criterion.any_of:
            questions.update(dict.fromkeys(waiting_for(predicate, answers, self.atlas, self.on)))
        return tuple(questions)

    def opens(self, bit: int, answers: Answers, changed: frozenset[QuestionName]) -> bool:
        """Whether nothing fails for an instrument, given that nothing else failed before these questions were changed."""
        return not any(
            self.settle(self.criteria[index], answers) is Truth.NOT_MET
            for index in self.criteria_of[bit]
            if not self.looks_at[index].isdisjoint(changed)
        )
