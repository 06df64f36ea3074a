"""A ruleset on a day, as bitmaps over instruments: which instruments demand which criterion.

Instruments stand in the order of their names, so that among equals the lowest bits come first."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from .agenda import Agenda, Standing
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
    CheckId,
    EngineQuestion,
    PlaceCode,
    QuestionName,
)
from .availability import Availability
from .bitmaps import K, Partition, bitmap, bits_of
from .criteria import Criterion, RuleId, Topic, looks_at
from .demands import DEMANDS, criterion_of
from .due import Due
from .evaluation import evaluate, on_its_day, waiting_for
from .judging import Judging, asking_about
from .money import Amount
from .places import Area, Atlas
from .plan_changes import PlanChanges
from .predicates import Available, InTime, OnDay, OpenToApply, Predicate
from .ranking import WORTH_FROM_EUR, MadeFor, discipline_level, place_level, time_part
from .ruleset import APPLICATION, Effort, EngineRule, Instrument, InstrumentId, Part, RuleEffect, Ruleset, WhereRole
from .tables import AreaTable, OptionTable
from .timing import State, Timing
from .truth import Truth
from .verdicts import Failure, Tier, Waiting

MOST_WAITS = 8192
"""Criteria that wait are kept with the questions that can settle them, each for so many sets of the answers that it looks at."""
STARTS_KEPT = 64
"""What the dates make of a start is kept, for those that were asked last: the answers to a plan share theirs."""


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
    """Per distinct timing, in the order of `Compiled.timings.keys`."""


class Compiled:
    """A ruleset on a day. Built once for both; matching only reads it."""

    def __init__(self, ruleset: Ruleset, on: date) -> None:
        self.ruleset = ruleset
        self.on = on
        self.atlases = ruleset.places.atlases(ruleset.groups)
        self.atlas = self.atlases.on(on)
        self._turns_of: dict[tuple[Area, ...], tuple[date, ...]] = {(): ()}
        self.questions: Mapping[QuestionName, EngineQuestion] = {
            question.name: question for question in ruleset.questions
        }
        self.plan_changes = PlanChanges(ruleset.changes, self.questions)
        self.cannot_change = self.plan_changes.never
        self.instruments = tuple(sorted(ruleset.instruments, key=lambda one: (one.sort_name, one.id)))
        self.bit: Mapping[InstrumentId, int] = {one.id: bit for bit, one in enumerate(self.instruments)}
        self.everyone = (1 << len(self.instruments)) - 1
        self.money = bitmap([bit for bit, one in enumerate(self.instruments) if one.gives_money])

        self.timings: Partition[Timing] = Partition.by([one.timing for one in self.instruments])
        self._timing_number = {timing: number for number, timing in enumerate(self.timings.keys)}
        self.agendas = tuple(Agenda.of(timing, on) for timing in self.timings.keys)
        self._dues = tuple(agenda.without_start for agenda in self.agendas)
        self.asking = tuple(number for number, agenda in enumerate(self.agendas) if agenda.asks_for_start)
        self.available = tuple(agenda.standing for agenda in self.agendas)
        self._standings = tuple(map(Standing, self.available, self.agendas))
        most = ruleset.weights[Part.TIME]
        self.times = tuple(time_part(*one, on, most) for one in zip(self._dues, self.available, strict=True))
        self.later = self._available(Availability.EXPECTED) | self._available(Availability.CLOSED)
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
        self._dues_of = lru_cache(STARTS_KEPT)(self._due_for)
        self._members: dict[tuple[Area, frozenset[PlaceCode]], tuple[PlaceCode, ...]] = {}
        self.rule: Mapping[RuleId, EngineRule] = {rule.id: rule for rule in ruleset.rules}
        rules = [rule for rule in ruleset.rules if rule.holds(on)]
        self.pointing = self._with_masks(rules, RuleEffect.POINTS)
        self.limiting = self._with_masks(rules, RuleEffect.LIMIT)
        self.pays = self._pays()
        self.weighed_by = self._weighed_by()
        self.advising = tuple(rule for rule in rules if rule.effect is RuleEffect.ADVISE)
        self.advice_of = self._advice_of()
        self._index(rules)
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
        self.through: dict[str, int] = {}
        self._told_from: dict[tuple[str, Area], int] = {}
        self._told_with: dict[tuple[str, frozenset[str]], int] = {}
        for bit, instrument in enumerate(self.instruments):
            for applicant, goals, home in instrument.through:
                self.through[applicant] = self.through.get(applicant, 0) | 1 << bit
                if home:
                    self._told_from[applicant, home] = self._told_from.get((applicant, home), 0) | 1 << bit
                if goals:
                    self._told_with[applicant, goals] = self._told_with.get((applicant, goals), 0) | 1 << bit
        self.check_mask: dict[CheckId, int] = {}
        for bit, instrument in enumerate(self.instruments):
            for check in instrument.checks:
                self.check_mask[check] = self.check_mask.get(check, 0) | 1 << bit
        self.checks_for = {one.check: one.applicants for each in self.instruments for one in each.checks_for}
        self.checks_vary = bitmap([bit for bit, one in enumerate(self.instruments) if one.checks_for])
        """The instruments that leave not the same checks to everybody."""
        self.checked: Partition[int] = Partition.by([len(one.checks) for one in self.instruments])
        self.looks_at = tuple(looks_at(criterion) for criterion in self.criteria)
        self.asking_about = asking_about(self.criteria)
        self.judging = Judging(self.criteria, self.atlas, on, self._timing_number)
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

    def _index(self, rules: list[EngineRule]) -> None:
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
            if bits and rule.effect in (RuleEffect.REQUIRE, RuleEffect.EXCLUDE):
                index = numbered(criterion_of(rule, self.can_change), bitmap(bits))
                for bit in bits:
                    demanded[bit].append(index)
        self.criteria = tuple(number)
        self.failures = tuple([Failure(criterion) for criterion in self.criteria])
        self.fixed = frozenset(index for index, criterion in enumerate(self.criteria) if not criterion.can_change)
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
            "is_away": [one.is_away for one in self.instruments],
            "is_in_person": [one.is_in_person for one in self.instruments],
            "base_lead_only": [one.base_lead_only for one in self.instruments],
            "where_role": [one.where_role for one in self.instruments],
            "sides": Partition.by([one.sides for one in self.instruments]).number,
            "where": self.wheres.number,
            "min_partners": [one.min_partners for one in self.instruments],
            "min_countries": [one.min_countries for one in self.instruments],
            "amount": self.pays.number,
            "min_is_threshold": [one.min_is_threshold for one in self.instruments],
            "max_months": [one.max_months for one in self.instruments],
        }
        for demand in DEMANDS:
            turns = [self._turns(demand.areas(one)) for one in self.instruments]
            dated = [which if days else None for which, days in zip(self.timings.number, turns, strict=True)]
            alike = Partition.by(zip(dated, *[columns[name] for name in demand.fields], strict=True))
            firsts = [(mask & -mask).bit_length() - 1 for mask in alike.masks]
            asked = [demand.criterion(self.instruments[bit], self.can_change, turns[bit]) for bit in firsts]
            yield alike.masks, alike.number, asked
        admissions = Partition.by([one.admission if one.gives_money else APPLICATION for one in self.instruments])
        yield admissions.masks, admissions.number, [self._asked_by_admission(how) for how in admissions.keys]
        by_dates = [self._asked_by_dates(which) for which in range(len(self.timings.keys))]
        yield self.timings.masks, self.timings.number, by_dates

    def _turns(self, areas: tuple[Area, ...]) -> tuple[date, ...]:
        """The days on which the members of these areas change."""
        if areas not in self._turns_of:
            self._turns_of[areas] = self.atlases.turns(areas, self.on)
        return self._turns_of[areas]

    def _asked_by_admission(self, how: str) -> Criterion | None:
        return None if how == APPLICATION else Criterion(Topic.ADMISSION, (OpenToApply(how),), can_change=False)

    def _asked_by_dates(self, which: int) -> Criterion | None:
        if self.agendas[which].is_shut:
            return Criterion(Topic.AVAILABILITY, (Available(),), can_change=False)
        if self.agendas[which].asks_for_start:
            return Criterion(Topic.START, (InTime(self.timings.keys[which]),), self.can_change(START))
        return None

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
            START: sum(self.timings.masks[number] for number in self.asking),
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

    def _available(self, wanted: Availability) -> int:
        return sum(mask for mask, found in zip(self.timings.masks, self.available, strict=True) if found is wanted)

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

    def through_of(self, answers: Answers) -> int:
        """The routes that another applies for on behalf of this applicant."""
        found = 0
        for applicant in answers.chosen(APPLICANT) or ():
            found |= self.through.get(applicant, 0)
        return found

    def not_through_from(self, answers: Answers) -> int:
        """Those of them that are for applicants who are established elsewhere than this one."""
        who, base = answers.chosen(APPLICANT) or frozenset(), answers.chosen(BASE) or frozenset()
        found = 0
        for (applicant, home), those in self._told_from.items() if base else ():
            is_elsewhere = all(self.atlas.within(PlaceCode(code), home) is Truth.NOT_MET for code in base)
            if applicant in who and is_elsewhere:
                found |= those
        return found

    def with_goals_of_its_own(self, answers: Answers) -> tuple[int, int]:
        """The routes that another applies for with a goal of that other, and those of them that are not for this plan's goal."""
        who, goals = answers.chosen(APPLICANT) or frozenset(), answers.chosen(GOAL)
        named = others = 0
        for (applicant, wanted), those in self._told_with.items():
            if applicant in who:
                named |= those
                others |= those if goals is not None and goals.isdisjoint(wanted) else 0
        return named, others

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
        return self._standings[self.timings.number[self.bit[InstrumentId(slug)]]]

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

    @cached_property
    def asking_only_when_near(self) -> int:
        """The routes to which a start matters only while it is near: a call for them still has to come. A bitmap."""
        near = [number for number in self.asking if not self.agendas[number].weighs_start]
        return sum([self.timings.masks[number] for number in near])

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
        possibly = self.judging.judged(answers, self.dues_for(answers.day(START))).possibly
        return ((1 << len(self.criteria)) - 1) & ~possibly

    def assess(self, answers: Answers) -> Assessment:
        """Each distinct criterion, evaluated once."""
        dues = self.dues_for(answers.day(START))
        surely, possibly = self.judging.judged(answers, dues)
        everything = (1 << len(self.criteria)) - 1
        return Assessment(tuple(bits_of(everything & ~possibly)), tuple(bits_of(possibly & ~surely)), dues)

    def dues_for(self, start: date | None) -> tuple[Due, ...]:
        """What the dates make of a start, in the order of `timings.keys`."""
        return self._dues if start is None else self._dues_of(start)

    def _due_for(self, start: date) -> tuple[Due, ...]:
        dues = list(self._dues)
        for index in self.asking:
            dues[index] = self.agendas[index].due(start)
        return tuple(dues)

    def is_left_to(self, check: CheckId, answers: Answers) -> bool:
        """Whether who answers so has to see to a check."""
        them, who = self.checks_for.get(check), answers.chosen(APPLICANT)
        return them is None or who is None or not them.isdisjoint(who)

    def checks_left_to(self, bit: int, answers: Answers) -> tuple[CheckId, ...]:
        """The checks of an instrument, without those that are for others."""
        instrument = self.instruments[bit]
        if not instrument.checks_for:
            return instrument.checks
        return tuple([check for check in instrument.checks if self.is_left_to(check, answers)])

    def denied(self, answers: Answers) -> list[CheckId]:
        """The checks of the ruleset that are surely left to who answers so, and do not hold."""
        doubted = frozenset(self.doubted(answers))
        return [check for check in self._said_no(answers) if check not in doubted and self.is_left_to(check, answers)]

    def doubted(self, answers: Answers) -> list[CheckId]:
        """Those that do not hold, and are for some applicants: who answers so did not say yet who applies."""
        if not answers.checks or APPLICANT in answers:
            return []
        return [check for check in self._said_no(answers) if check in self.checks_for]

    def _said_no(self, answers: Answers) -> list[CheckId]:
        return [check for check, holds in answers.checks.items() if not holds and check in self.check_mask]

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
            return self.due(predicate.timing, answers.day(START)).in_time
        if isinstance(predicate, OnDay):
            found = self.due(predicate.timing, answers.day(START))
            return on_its_day(predicate, found, answers, self.atlas, self.on)
        return evaluate(predicate, answers, self.atlas, self.on)

    def agenda(self, timing: Timing) -> Agenda:
        """Worked out beforehand for the timings of the ruleset."""
        number = self._timing_number.get(timing)
        return Agenda.of(timing, self.on) if number is None else self.agendas[number]

    def due(self, timing: Timing, start: date | None) -> Due:
        """What the dates of a timing make of a start, or of its absence."""
        agenda = self.agenda(timing)
        return agenda.without_start if start is None else agenda.due(start)

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
