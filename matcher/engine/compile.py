"""A ruleset on a day, as bitmaps over instruments: all that matching reads, worked out beforehand.

Instruments stand in the order of their names, so that among equals the lowest bits come first."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from .agenda import Standing
from .answers import (
    APPLICANT,
    BASE,
    BUDGET,
    DISCIPLINE,
    GOAL,
    PLACE,
    START,
    THEME,
    Answers,
    EngineQuestion,
    PlaceCode,
    QuestionName,
)
from .availability import Availability
from .bitmaps import K, Partition, bitmap, bits_of
from .checks import Checks
from .criteria import Criterion, RuleId, Topic, looks_at
from .criteria_index import AskedByClass, CriteriaIndex, asked_of
from .demands import criterion_of
from .due import Due
from .evaluation import evaluate, on_its_day, waiting_for
from .judging import Judging, asking_about
from .money import Amount
from .places import Area, Atlas
from .plan_changes import PlanChanges
from .predicates import InTime, OnDay, Predicate
from .ranking import WORTH_FROM_EUR, MadeFor, discipline_level, place_level, time_part
from .ruleset import Effort, EngineRule, Instrument, InstrumentId, Part, RuleEffect, Ruleset, WhereRole
from .tables import AreaTable, OptionTable
from .through import RoutesThrough
from .timetable import Timetable
from .timing import State
from .truth import Truth
from .verdicts import Failure, Tier, Waiting

MOST_WAITS = 8192
"""Criteria that wait are kept with the questions that can settle them, each for so many sets of the answers that it looks at."""


class Pay(NamedTuple):
    """What a route pays, and the rules in force that may set it otherwise."""

    amount: Amount
    limits: tuple[EngineRule, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it is known for anybody."""
        return self.amount.is_known or bool(self.limits)

    @property
    def asks(self) -> frozenset[QuestionName]:
        """The questions that decide how much it is, whatever else is said."""
        counted = {question for unit in self.amount.paid_per_unit for question in unit.asks}
        return frozenset(counted | ({BUDGET} if self.is_known else set()))


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one set of answers makes of every criterion: the numbers of those that fail and of those not settled."""

    failing: tuple[int, ...]
    unknown: tuple[int, ...]
    dues: tuple[Due, ...]
    """Per distinct timing, in the order of `Timetable.timings.keys`."""


class Compiled:
    """A ruleset on a day. Built once for both; matching only reads it."""

    def __init__(self, ruleset: Ruleset, on: date) -> None:
        self.ruleset = ruleset
        self.on = on
        self.atlases = ruleset.places.atlases(ruleset.groups)
        self.atlas = self.atlases.on(on)
        self.questions: Mapping[QuestionName, EngineQuestion] = {
            question.name: question for question in ruleset.questions
        }
        self.plan_changes = PlanChanges(ruleset.changes, self.questions)
        self.cannot_change = self.plan_changes.never
        self.instruments = tuple(sorted(ruleset.instruments, key=lambda one: (one.sort_name, one.id)))
        self.bit: Mapping[InstrumentId, int] = {one.id: bit for bit, one in enumerate(self.instruments)}
        self.everyone = (1 << len(self.instruments)) - 1
        self.money = bitmap([bit for bit, one in enumerate(self.instruments) if one.gives_money])

        self.timetable = Timetable([one.timing for one in self.instruments], on)
        most = ruleset.weights[Part.TIME]
        standings = zip(self.timetable.without_start, self.timetable.available, strict=True)
        self.times = tuple(time_part(*one, on, most) for one in standings)
        self.later = self.timetable.those(Availability.EXPECTED) | self.timetable.those(Availability.CLOSED)
        self.goals: Partition[frozenset[str]] = Partition.by([one.goals for one in self.instruments])
        self.themes: Partition[frozenset[str]] = Partition.by([one.themes for one in self.instruments])
        self.efforts: Partition[Effort] = Partition.by([one.effort for one in self.instruments])
        self.disciplines: Partition[MadeFor] = Partition.by(
            [MadeFor(one.disciplines, one.any_art_for if one.disciplines else frozenset()) for one in self.instruments]
        )
        self.wheres: Partition[Area] = Partition.by([one.where for one in self.instruments])
        self.made_for_disciplines = OptionTable(enumerate(made.disciplines for made in self.disciplines.keys))
        self.made_for_trades = OptionTable(enumerate(made.any_art_for for made in self.disciplines.keys))
        self.made_for_places = AreaTable(
            [(area, 1 << n) for n, area in enumerate(self.wheres.keys) if area], self.atlas
        )
        self.discipline_levels = tuple(discipline_level(made.disciplines) for made in self.disciplines.keys)
        self.place_levels = tuple(place_level(where, self.atlas) for where in self.wheres.keys)

        self._anywhere = sum(those for area, those in zip(self.wheres.keys, self.wheres.masks, strict=True) if not area)
        self._routes_at: dict[int, frozenset[InstrumentId]] = {}
        self.familiar = self._familiar()
        self._members: dict[tuple[Area, frozenset[PlaceCode]], tuple[PlaceCode, ...]] = {}
        self.rule: Mapping[RuleId, EngineRule] = {rule.id: rule for rule in ruleset.rules}
        rules = [rule for rule in ruleset.rules if rule.holds(on)]
        self.pointing = self._with_masks(rules, RuleEffect.POINTS)
        self.limiting = self._with_masks(rules, RuleEffect.LIMIT)
        self.pays = self._pays()
        self.weighed_by = self._weighed_by()
        self.advising = tuple(rule for rule in rules if rule.effect is RuleEffect.ADVISE)
        self.advice_of = self._advice_of()
        index = CriteriaIndex(self._asked(), self._asked_by(rules), len(self.instruments))
        self.criteria, self.masks, self.criteria_of = index.criteria, index.masks, index.criteria_of
        self.failures = tuple([Failure(criterion) for criterion in self.criteria])
        self.fixed = frozenset(number for number, criterion in enumerate(self.criteria) if not criterion.can_change)
        first = bitmap([bit for bit, one in enumerate(self.instruments) if one.needs_first])
        self.tiers = {
            Tier.NOW: self.everyone & ~self.later & ~first,
            Tier.STATUS_FIRST: ~self.later & first,
            Tier.EXPECTED: self.later & ~first,
            Tier.EXPECTED_STATUS_FIRST: self.later & first,
        }
        elsewhere = self._elsewhere()
        near = {tier: those & ~elsewhere for tier, those in self.tiers.items()}
        self._tiers_without_home = {**near, Tier.ELSEWHERE: elsewhere}
        self.ended = bitmap([bit for bit, one in enumerate(self.instruments) if one.timing.state is State.ENDED])
        self.through = RoutesThrough(self.instruments, self.atlas)
        self.checks = Checks(self.instruments)
        self.looks_at = tuple(looks_at(criterion) for criterion in self.criteria)
        self.asking_about = asking_about(self.criteria)
        self.judging = Judging(self.criteria, self.atlas, on, self.timetable.number_of)
        self._heeded = tuple(tuple(sorted(one)) for one in self.looks_at)
        self._waits: dict[Hashable, Waiting] = {}
        self._asks: dict[tuple[int, ...], frozenset[QuestionName]] = {}
        self._number_of = {id(criterion): index for index, criterion in enumerate(self.criteria)}

    def tiers_for(self, answers: Answers) -> Mapping[Tier, int]:
        """In their order, each with a bitmap of its instruments. While it is not known where somebody is established, what is for
        nobody established in a place that the questionnaire offers stands in one of its own, the last."""
        if BASE in answers:
            return self.tiers
        return self._tiers_without_home

    def _elsewhere(self) -> int:
        offered = self.questions[BASE].options if BASE in self.questions else ()
        homes = [Answers({BASE: frozenset({place})}) for place in offered]
        found = 0
        for criterion, mask in zip(self.criteria, self.masks, strict=True):
            is_asked = criterion.topic is Topic.BASE and bool(homes)
            if is_asked and all(self.settle(criterion, home) is Truth.NOT_MET for home in homes):
                found |= mask
        return found

    def _asked(self) -> Iterator[AskedByClass]:
        """What the fields and the dates of instruments demand."""
        known = {
            "goals": self.goals.number,
            "disciplines": self.disciplines.number,
            "where": self.wheres.number,
            "amount": self.pays.number,
        }
        return asked_of(self.instruments, known, self.timetable, self.atlases, self.can_change)

    def _asked_by(self, rules: Iterable[EngineRule]) -> Iterator[tuple[Criterion, list[int]]]:
        """What rules demand, each of the instruments with these bits."""
        for rule in rules:
            if rule.effect in (RuleEffect.REQUIRE, RuleEffect.EXCLUDE) and (bits := self._bits(rule)):
                yield criterion_of(rule, self.can_change), bits

    def _familiar(self) -> tuple[PlaceCode, ...]:
        """All places, those in most of the groups first: when one must be proposed, propose one that people know."""
        held = Counter(code for ground in self.atlas.members.values() for code in ground.full)
        return tuple(sorted(self.atlas.tree.places, key=lambda code: (-held[code], code)))

    def members(self, area: Area, atlas: Atlas | None = None) -> tuple[PlaceCode, ...]:
        """The places of an area (of the world, for none), on another day where its atlas is given: those listed by name first,
        then those that most groups hold."""
        if not area:
            return self.familiar
        ground = (atlas or self.atlas).ground(area)
        found = self._members.get((area, ground.full))
        if found is None:
            named = [code for code in area.places if code in ground.full]
            others = [code for code in self.familiar if code in ground.full and code not in named]
            found = self._members[area, ground.full] = (*named, *others)
        return found

    def _weighed_by(self) -> dict[QuestionName, int]:
        """Per question, the instruments of which its answer decides points, the day or the amount, whatever else is said."""
        most = self.ruleset.weights

        def having(partition: Partition[K], weighs: Callable[[K], object], part: Part) -> int:
            chosen = [mask for key, mask in zip(partition.keys, partition.masks, strict=True) if weighs(key)]
            return sum(chosen) if most[part] else 0

        weighed: dict[QuestionName, int] = {
            GOAL: self.everyone if most[Part.GOAL] else 0,
            DISCIPLINE: having(self.disciplines, lambda made: made.disciplines, Part.SPECIFICITY),
            APPLICANT: having(self.disciplines, lambda made: made.any_art_for, Part.SPECIFICITY),
            PLACE: having(self.wheres, bool, Part.SPECIFICITY),
            START: self.timetable.asking_for_start,
            BUDGET: having(self.efforts, WORTH_FROM_EUR.__getitem__, Part.EFFORT),
            THEME: having(self.themes, len, Part.THEME),
        }
        for pay, mask in zip(self.pays.keys, self.pays.masks, strict=True):
            for question in pay.asks:
                weighed[question] = weighed.get(question, 0) | mask
        return weighed

    def _pays(self) -> Partition[Pay]:
        limits: list[tuple[EngineRule, ...]] = [()] * len(self.instruments)
        for rule, mask in self.limiting:
            for bit in bits_of(mask):
                limits[bit] += (rule,)
        return Partition.by(map(Pay, [one.amount for one in self.instruments], limits))

    def can_change(self, question: QuestionName) -> bool:
        return question not in self.cannot_change

    def _bits(self, rule: EngineRule) -> list[int]:
        return sorted([self.bit[one] for one in rule.instruments if one in self.bit])

    def _advice_of(self) -> tuple[tuple[int, ...], ...]:
        """Per instrument, the numbers of the rules that may advise."""
        found: list[tuple[int, ...]] = [()] * len(self.instruments)
        for number, rule in enumerate(self.advising):
            for bit in self._bits(rule):
                found[bit] += (number,)
        return tuple(found)

    def _with_masks(self, rules: list[EngineRule], effect: RuleEffect) -> tuple[tuple[EngineRule, int], ...]:
        return tuple((rule, bitmap(self._bits(rule))) for rule in rules if rule.effect is effect)

    def has_ended(self, slug: str) -> bool:
        """Whether a route is over for good. Raises KeyError for what is no route."""
        return bool(self.ended >> self.bit[InstrumentId(slug)] & 1)

    def __contains__(self, slug: str) -> bool:
        """Whether a route has that id."""
        return slug in self.bit

    def instrument(self, slug: str) -> Instrument:
        """Raises KeyError for what is no route."""
        return self.instruments[self.bit[InstrumentId(slug)]]

    def standing(self, slug: str) -> Standing:
        """How a route stands on the day. Raises KeyError for what is no route."""
        return self.timetable.standing(self.bit[InstrumentId(slug)])

    def demanded(self, slug: str) -> frozenset[Criterion]:
        """All that a route asks, dates and rules included. Raises KeyError for what is no route."""
        return frozenset([self.criteria[index] for index in self.criteria_of[self.bit[InstrumentId(slug)]]])

    def asks_about(self, slug: str) -> frozenset[QuestionName]:
        """The questions that anything which a route asks looks at. Raises KeyError for what is no route."""
        asked = self.criteria_of[self.bit[InstrumentId(slug)]]
        if asked not in self._asks:
            self._asks[asked] = frozenset[QuestionName]().union(*map(self.looks_at.__getitem__, asked))
        return self._asks[asked]

    def number_of(self, criterion: Criterion) -> int:
        """The number of a criterion that the ruleset gave out. Raises KeyError for any other."""
        return self._number_of[id(criterion)]

    def about(self, topic: Topic) -> int:
        """The routes that ask anything of a topic, as a bitmap."""
        return self._about.get(topic, 0)

    @cached_property
    def _about(self) -> Mapping[Topic, int]:
        found: dict[Topic, int] = {}
        for criterion, those in zip(self.criteria, self.masks, strict=True):
            found[criterion.topic] = found.get(criterion.topic, 0) | those
        return found

    @cached_property
    def where_as_partner(self) -> int:
        """The routes that ask a place as that of a partner, as a bitmap."""
        return bitmap(
            [b for b, one in enumerate(self.instruments) if one.where and one.where_role is WhereRole.PARTNER]
        )

    def points_for(self, slug: str) -> tuple[EngineRule, ...]:
        """The rules in force that may give a route points, or take them."""
        bit = self.bit[InstrumentId(slug)]
        return tuple([rule for rule, those in self.pointing if those >> bit & 1])

    def routes_at(self, code: str) -> frozenset[InstrumentId]:
        """The routes that are, or may be, for a place or a group, also those that name none. Places that no route tells apart
        give one and the same set."""
        wheres = self.made_for_places.at(PlaceCode(code)).possibly
        found = self._routes_at.get(wheres)
        if found is None:
            named = [those for number, those in enumerate(self.wheres.masks) if wheres >> number & 1]
            found = self._routes_at[wheres] = self.ids(self._anywhere | sum(named))
        return found

    def ids(self, routes: int) -> frozenset[InstrumentId]:
        """The ids of a bitmap of routes."""
        return frozenset([self.instruments[bit].id for bit in bits_of(routes)])

    def failing(self, answers: Answers) -> int:
        """The criteria that fail, as a bitmap."""
        possibly = self.judging.judged(answers, self.timetable.dues(answers.day(START))).possibly
        return ((1 << len(self.criteria)) - 1) & ~possibly

    def assess(self, answers: Answers) -> Assessment:
        """Each distinct criterion, evaluated once."""
        dues = self.timetable.dues(answers.day(START))
        surely, possibly = self.judging.judged(answers, dues)
        everything = (1 << len(self.criteria)) - 1
        return Assessment(tuple(bits_of(everything & ~possibly)), tuple(bits_of(possibly & ~surely)), dues)

    def settle(self, criterion: Criterion, answers: Answers) -> Truth:
        """What the answers make of a criterion."""
        found = Truth.NOT_MET
        for predicate in criterion.any_of:
            truth = self._truth(predicate, answers)
            if truth is Truth.MET:
                return truth
            found = max(found, truth)
        return found

    def _truth(self, predicate: Predicate, answers: Answers) -> Truth:
        if isinstance(predicate, InTime):
            return self.timetable.due(predicate.timing, answers.day(START)).in_time
        if isinstance(predicate, OnDay):
            found = self.timetable.due(predicate.timing, answers.day(START))
            return on_its_day(predicate, found, answers, self.atlas, self.on)
        return evaluate(predicate, answers, self.atlas, self.on)

    def holds(self, rule: EngineRule, answers: Answers) -> bool:
        """Whether all that the rule's "when" says is surely so."""
        return not rule.when or all(evaluate(test, answers, self.atlas, self.on) is Truth.MET for test in rule.when)

    def waiting(self, criterion: Criterion, answers: Answers) -> tuple[QuestionName, ...]:
        """The questions that can still settle a criterion that is unknown, each once."""
        questions: dict[QuestionName, None] = {}
        for predicate in criterion.any_of:
            questions.update(dict.fromkeys(waiting_for(predicate, answers, self.atlas, self.on)))
        return tuple(questions)

    def waits(self, index: int, answers: Answers) -> Waiting:
        """An unknown criterion by its number, with the questions that can still settle it. Worked out once for all visitors
        who answered what it looks at alike."""
        key = index, *[answers.values.get(one) for one in self._heeded[index]]
        found = self._waits.get(key)
        if found is None:
            if len(self._waits) >= MOST_WAITS:
                self._waits.clear()
            criterion = self.criteria[index]
            found = self._waits[key] = Waiting(criterion, self.waiting(criterion, answers))
        return found
