"""All criteria of a ruleset, judged together: bit i of a bitmap is criterion i.

Most criteria only compare options, places, numbers or partners, and tables settle those. The few others, from rules, are
evaluated one by one, and only where a question that they look at is answered."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_

from .answers import APPLICANT, BASE, PARTNERS, PLACE, START, Answers, PlaceCode, QuestionName
from .bitmaps import bitmap, bits_of
from .criteria import Criterion, looks_at, needed_for
from .due import Due
from .evaluation import evaluate
from .places import Area, Atlas
from .predicates import (
    AllPlaces,
    AllWithin,
    AnsweredAs,
    AnyOf,
    AnyPlace,
    AtLeast,
    CountsAtLeast,
    Destination,
    InTime,
    NoneOf,
    NoPlace,
    OnDay,
    Partnership,
    Predicate,
    Sides,
    areas_of,
    leaves,
    questions_of,
    undated,
)
from .tables import AreaTable, LeastTable, OptionTable, PartnershipTable, Said, Truths, agreeing
from .timing import Timing
from .truth import Truth, any_of

MOST_TRIED = 1024
"""Criteria that are kept with what some options make of them, each for so many sets of other answers."""
MOST_ANSWERED = 64
"""Questions that are kept with what fails for each of their options, each for so many sets of other answers."""
MOST_SETTLED = 8192
"""Truths of criteria that are kept, each for so many sets of the answers that it looks at."""
Numbered = Iterable[tuple[int, Criterion]]


class Judging:
    """Criteria by their numbers. `timings` has the number of each distinct timing.

    Those that look at areas of which the members change (`OnDay`) stand apart: with the members of each period, among which
    the day of the round or of the start chooses (`evaluation.on_its_day` says the same of one)."""

    def __init__(self, criteria: Sequence[Criterion], atlas: Atlas, on: date, timings: Mapping[Timing, int]) -> None:
        self._on = on
        turning: dict[date, list[int]] = {}
        lasting: list[tuple[int, Criterion]] = []
        dated: list[tuple[int, Criterion]] = []
        self._timing_of: dict[int, int] = {}
        for index, criterion in enumerate(criteria):
            on_days = [one for one in criterion.any_of if isinstance(one, OnDay)]
            if not on_days:
                lasting.append((index, criterion))
                continue
            dated.append((index, replace(criterion, any_of=tuple(map(undated, criterion.any_of)))))
            self._timing_of[index] = timings[on_days[0].timing]
            for turn in {turn for one in on_days for turn in one.turns}:
                turning.setdefault(turn, []).append(index)
        self._lasting = Tables(lasting, atlas, on, timings)
        self._turning = {turn: bitmap(turning[turn]) for turn in sorted(turning)}
        """Per day, the criteria of which the members change then."""
        self._dated = bitmap(list(self._timing_of))
        self._looks_at = tuple(map(looks_at, criteria))
        self._answered: dict[Hashable, list[int]] = {}
        self._periods = {day: Tables(dated, atlas.at(day), day, timings) for day in (on, *self._turning)}

    def judged(self, answers: Answers, dues: Sequence[Due]) -> Truths:
        """Each criterion; `dues` has what the dates make of the answers, by the number of a timing."""
        surely, possibly = self._lasting.judged(answers, dues)
        for days, those in self._judged_on(answers, dues).items():
            found = agreeing([self._periods[day].judged(answers, dues) for day in days], those)
            surely |= found.surely & those
            possibly |= found.possibly & those
        if START not in answers:
            for turn, those in self._turning.items():
                if those & ~possibly:
                    possibly |= those & self._periods[turn].judged(answers, dues).possibly
        return Truths(surely, possibly)

    def _judged_on(self, answers: Answers, dues: Sequence[Due]) -> Mapping[tuple[date, ...], int]:
        """The dated criteria by the periods whose members may count, each by its first day: today's, as long as no start is
        known."""
        start = answers.day(START)
        if start is None or not self._dated:
            return {(self._on,): self._dated}
        found: dict[tuple[date, ...], int] = {}
        for index, timing in self._timing_of.items():
            first, last = dues[timing].judged_within(start)
            days = max((turn for turn in self._turning if turn <= first), default=self._on)
            periods = days, *[turn for turn in self._turning if first < turn <= last]
            found[periods] = found.get(periods, 0) | 1 << index
        return found

    def may_turn(self, answers: Answers, dues: Sequence[Due]) -> int:
        """Those that today's members do not rule out, and of which some start would make something else: none, if the start
        is known."""
        if START in answers or not self._dated:
            return 0
        today, found = self._periods[self._on].judged(answers, dues), 0
        for turn, those in self._turning.items():
            if those & today.possibly:
                then = self._periods[turn].judged(answers, dues)
                found |= those & today.possibly & (today.surely ^ then.surely | today.possibly ^ then.possibly)
        return found

    def failing_by_option(
        self, question: QuestionName, options: Sequence[str], answers: Answers, dues: Sequence[Due], among: int
    ) -> list[int]:
        """Per option or place: which of these criteria fail if it alone is the answer to the question. All of them look at it.

        What they look at beside it decides, and no other answer: with those the same, it is kept."""
        heeded = sorted(frozenset[QuestionName]().union(*[self._looks_at[one] for one in bits_of(among)]))
        beside = tuple([answers.values.get(one) for one in heeded if one != question])
        key = question, among, tuple(options), beside
        found = self._answered.get(key)
        if found is None:
            if len(self._answered) >= MOST_ANSWERED:
                self._answered.clear()
            found = self._answered[key] = self._failing_by_option(question, options, answers, dues, among)
        return found

    def _failing_by_option(
        self, question: QuestionName, options: Sequence[str], answers: Answers, dues: Sequence[Due], among: int
    ) -> list[int]:
        found = self._lasting.failing_by_option(question, options, answers, among)
        for days, those in self._judged_on(answers, dues).items():
            by_day = [self._periods[day].failing_by_option(question, options, answers, among & those) for day in days]
            found = [fails | reduce(and_, dated) for fails, *dated in zip(found, *by_day, strict=True)]
        if START not in answers:
            for turn, those in self._turning.items():
                waiting = [number for number, fails in enumerate(found) if fails & those]
                failing = reduce(or_, [found[number] for number in waiting], 0) & those
                tried = [options[number] for number in waiting]
                later = self._periods[turn].failing_by_option(question, tried, answers, failing)
                for number, still in zip(waiting, later, strict=True):
                    found[number] &= ~those | still
        return found


class Tables:
    """Criteria with the members of one day, sorted by how they are tested."""

    def __init__(self, criteria: Numbered, atlas: Atlas, on: date, timings: Mapping[Timing, int]) -> None:
        self._criteria = tuple(criteria)
        self._atlas = atlas
        self._on = on
        options: dict[QuestionName, list[tuple[int, frozenset[str]]]] = {}
        areas: dict[QuestionName, list[tuple[Area, int]]] = {}
        least: dict[QuestionName, list[tuple[int, int]]] = {}
        partnerships: list[tuple[int, Partnership]] = []
        self._starts: list[tuple[int, int]] = []
        self._others: dict[int, Criterion] = {}
        for index, criterion in self._criteria:
            match criterion.any_of:
                case (AnyOf(question, values),):
                    options.setdefault(question, []).append((index, values))
                case (AnyPlace(question, area),):
                    areas.setdefault(question, []).append((area, 1 << index))
                case (AtLeast(question, limit),):
                    least.setdefault(question, []).append((index, limit))
                case (Destination() as wanted,):
                    partnerships.append((index, wanted.partnership))
                case (Partnership() as wanted,):
                    partnerships.append((index, wanted))
                case (InTime(timing),):
                    self._starts.append((index, timings[timing]))
                case _:
                    self._others[index] = criterion
        self._sorted: dict[tuple[int, QuestionName], tuple[list[Predicate], list[Predicate], list[QuestionName]]] = {}
        self._tried: dict[Hashable, dict[Hashable, bool]] = {}
        self._heeded = {index: tuple(sorted(looks_at(criterion))) for index, criterion in self._others.items()}
        self._settled: dict[Hashable, Truth] = {}
        self._needed = {index: needed_for(criterion.any_of) for index, criterion in self._others.items()}
        self._options = {question: OptionTable(sets) for question, sets in options.items()}
        self._areas = {question: AreaTable(those, atlas) for question, those in areas.items()}
        self._least = {question: LeastTable(limits) for question, limits in least.items()}
        self._partnerships = PartnershipTable(partnerships, atlas)

    @cached_property
    def _alike(self) -> Mapping[QuestionName, "Alike"]:
        return alike_places([criterion for _, criterion in self._criteria], self._atlas)

    def judged(self, answers: Answers, dues: Sequence[Due]) -> Truths:
        places, base = answers.chosen(PLACE), answers.chosen(BASE)
        found = [
            *[table.judged(answers.chosen(question)) for question, table in self._options.items()],
            *[table.judged(answers.chosen(question)) for question, table in self._areas.items()],
            *[table.judged(answers.number(question)) for question, table in self._least.items()],
            self._partnerships.judged(places, base, self._said(answers)),
            Truths.of([(index, dues[timing].in_time) for index, timing in self._starts]),
            Truths.of(self._other_truths(answers)),
        ]
        surely = possibly = 0
        for truths in found:
            surely |= truths.surely
            possibly |= truths.possibly
        return Truths(surely, possibly)

    def _said(self, answers: Answers) -> Said:
        return Said(answers.number(PARTNERS), answers.chosen(APPLICANT))

    def _other_truths(self, answers: Answers) -> Iterator[tuple[int, Truth]]:
        answered = frozenset(answers)
        for index, needed in self._needed.items():
            if needed and needed.isdisjoint(answered):
                yield index, Truth.UNKNOWN
            else:
                yield index, self._settle(index, answers)

    def _settle(self, index: int, answers: Answers) -> Truth:
        """Kept by the answers that the criterion looks at: most visitors give few different ones."""
        key = index, *[answers.values.get(one) for one in self._heeded[index]]
        found = self._settled.get(key)
        if found is None:
            if len(self._settled) >= MOST_SETTLED:
                self._settled.clear()
            found = self._settled[key] = any_of(self._truth(one, answers) for one in self._others[index].any_of)
        return found

    def failing_by_option(
        self, question: QuestionName, options: Sequence[str], answers: Answers, among: int
    ) -> list[int]:
        """As `Judging.failing_by_option`."""
        kinds = kinds_of(self._alike.get(question), options, answers)
        first = dict(zip(reversed(kinds), reversed(options), strict=True))
        judged = self._judged_by_option(question, [*first.values()], answers, among)
        by_kind = dict(zip(first, judged, strict=True))
        return [by_kind[kind] for kind in kinds]

    def _judged_by_option(
        self, question: QuestionName, options: Sequence[str], answers: Answers, among: int
    ) -> list[int]:
        found = [0] * len(options)
        for table in (self._options.get(question), self._areas.get(question)):
            if table is not None and table.all & among:
                found = [
                    fails | table.all & ~table.judged(frozenset((option,))).possibly
                    for fails, option in zip(found, options, strict=True)
                ]
        if self._partnerships.all & among and question in (PLACE, BASE, APPLICANT):
            judged = self._partnerships_by_option(question, options, answers)
            everything = self._partnerships.all
            found = [fails | everything & ~truths.possibly for fails, truths in zip(found, judged, strict=True)]
        for index in self._others:
            if among >> index & 1:
                for number in self._failing_options(index, question, options, answers):
                    found[number] |= 1 << index
        return [fails & among for fails in found]

    def _partnerships_by_option(
        self, question: QuestionName, options: Sequence[str], answers: Answers
    ) -> Iterator[Truths]:
        table, places, base = self._partnerships, answers.chosen(PLACE), answers.chosen(BASE)
        if question == PLACE:
            return table.by_place(options, base, self._said(answers))
        if question == BASE:
            return table.by_base(places, options, self._said(answers))
        return table.by_applicant(places, base, options, answers.number(PARTNERS))

    def _failing_options(
        self, index: int, question: QuestionName, options: Sequence[str], answers: Answers
    ) -> Iterator[int]:
        """The numbers of the options with which one of the other criteria fails, tried once for options that are alike to it;
        none, where something holds, or may, that it asks beside the question."""
        beside, about, heeded = self._beside_and_about(index, question)
        if any(self._truth(one, answers) is not Truth.NOT_MET for one in beside):
            return
        kinds = kinds_of(self._alike.get(question), options, answers, self._others[index])
        tried = self._tried_before(index, question, tuple([answers.values.get(one) for one in heeded]))
        for number, (kind, option) in enumerate(zip(kinds, options, strict=True)):
            if kind not in tried:
                there = answers.changed({question: frozenset((option,))})
                tried[kind] = all(self._truth(one, there) is Truth.NOT_MET for one in about)
            if tried[kind]:
                yield number

    def _tried_before(self, *about: Hashable) -> dict[Hashable, bool]:
        """By kind of option, whether a criterion failed with it, beside the same other answers that it looks at."""
        if len(self._tried) > MOST_TRIED:
            self._tried.clear()
        return self._tried.setdefault(about, {})

    def _beside_and_about(
        self, index: int, question: QuestionName
    ) -> tuple[list[Predicate], list[Predicate], list[QuestionName]]:
        """The predicates of a criterion that do not look at the question, those that do, and at which others these look."""
        key = index, question
        if key not in self._sorted:
            either = self._others[index].any_of
            about = [one for one in either if question in questions_of(one)]
            heeded = {asked for one in about for asked in questions_of(one)} - {question}
            self._sorted[key] = [one for one in either if one not in about], about, sorted(heeded)
        return self._sorted[key]

    def _truth(self, predicate: Predicate, answers: Answers) -> Truth:
        return evaluate(predicate, answers, self._atlas, self._on)


class Alike:
    """What tells places apart as the one answer to a question: places of one kind are judged alike."""

    def __init__(
        self,
        question: QuestionName,
        areas: Collection[Area],
        homes: Collection[Area],
        named: Collection[str],
        atlas: Atlas,
    ) -> None:
        """`named` are those that a test names as options: each is a kind of its own."""
        numbered = [(area, 1 << number) for number, area in enumerate(areas)]
        self._other = {PLACE: BASE, BASE: PLACE}.get(question)
        self._atlas = atlas
        self._bits = dict(numbered)
        self._lying, self._by_name = AreaTable(numbered, atlas), AreaTable(numbered, atlas, by_name=True)
        self._homes = frozenset(country for area in homes for country in atlas.countries_in(area))
        self._named = frozenset(named)
        self._known: dict[str, tuple[int | None, PlaceCode | None]] = {}
        self._parts: dict[Criterion, int] = {}

    def kinds(self, codes: Sequence[str], answers: Answers, to: Criterion | None = None) -> list[Hashable]:
        """By the areas that each lies in, and by its country where that may be at home, or where others of the plan are, a
        territory's state with it. `to`: to one of the criteria alone, which looks at some of the areas."""
        others = (answers.chosen(self._other) if self._other else None) or ()
        near = self._homes.union(*[self._atlas.countries_of(PlaceCode(one)) for one in others])
        near |= {self._atlas.tree.state(country) for country in near}
        part = -1 if to is None else self._part(to)
        found: list[Hashable] = []
        for code in codes:
            lies, country = self._known.get(code) or self._look_up(PlaceCode(code))
            if lies is None or country is None:
                found.append(code)
            else:
                is_near = country in near or self._atlas.tree.state(country) in near
                found.append((lies & part, country) if is_near else lies & part)
        return found

    def _look_up(self, code: PlaceCode) -> tuple[int | None, PlaceCode | None]:
        """What holds of the place towards all areas, in one bitmap, and its country. A group of several countries is like no
        other: None."""
        country, lies = self._atlas.country(code), None
        if country is not None and code not in self._named:
            lies = self._together((*self._lying.at(code), *self._by_name.at(code)))
        self._known[code] = lies, country
        return lies, country

    def _part(self, criterion: Criterion) -> int:
        if criterion not in self._parts:
            areas = {area for one in criterion.any_of for leaf in leaves(one) for area in areas_of(leaf)}
            those = sum(self._bits.get(area, 0) for area in areas)
            self._parts[criterion] = self._together((those, those, those, those))
        return self._parts[criterion]

    def _together(self, bitmaps: Iterable[int]) -> int:
        return sum(those << number * len(self._bits) for number, those in enumerate(bitmaps))


def kinds_of(
    alike: Alike | None, options: Sequence[str], answers: Answers, to: Criterion | None = None
) -> Sequence[Hashable]:
    """Without anything that tells places apart, each option is of its own kind."""
    return options if alike is None else alike.kinds(options, answers, to)


def alike_places(criteria: Iterable[Criterion], atlas: Atlas) -> dict[QuestionName, Alike]:
    """Per question about places, what these criteria tell its answers apart by."""
    areas: dict[QuestionName, dict[Area, None]] = {}
    homes: dict[Area, None] = {}
    named: dict[QuestionName, set[str]] = {}
    for leaf in (leaf for criterion in criteria for one in criterion.any_of for leaf in leaves(one)):
        match leaf:
            case AnyPlace() | NoPlace() | AllPlaces() | CountsAtLeast():
                asked: tuple[QuestionName, ...] = (leaf.question,)
            case Destination() | Partnership() | Sides():
                asked = (PLACE, BASE)
                partnership = leaf.partnership if isinstance(leaf, Destination | Sides) else leaf
                if partnership.not_for:
                    homes[partnership.home] = None
            case AnyOf() | AnsweredAs() | NoneOf() | AllWithin():
                named.setdefault(leaf.question, set()).update(leaf.values)
                continue
            case _:
                continue
        for question in asked:
            areas.setdefault(question, {}).update(dict.fromkeys(areas_of(leaf)))
    return {
        question: Alike(question, tuple(those), tuple(homes), named.get(question, ()), atlas)
        for question, those in areas.items()
    }


def asking_about(criteria: Sequence[Criterion]) -> dict[QuestionName, int]:
    """Per question, the criteria that look at it."""
    found: dict[QuestionName, int] = {}
    for index, criterion in enumerate(criteria):
        for question in looks_at(criterion):
            found[question] = found.get(question, 0) | 1 << index
    return found
