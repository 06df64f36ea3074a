"""Answers that no condition tells apart are one class: one of each is enough to try, and an answer with wanted outcomes can be
looked for over all there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import assert_never

from .agenda import MONTHS_FOR_A_CALL, Agenda
from .answers import BASE, BUDGET, PARTNERS, PLACE, Answers, PlaceCode, QuestionKind, QuestionName, Value
from .availability import Availability
from .chances import YEARS_AHEAD
from .compile import Compiled
from .criteria import Criterion, Topic, looks_at
from .days import DAY, add_months
from .places import Area, Atlas
from .predicates import (
    After,
    AnsweredFrom,
    AtLeast,
    AtMost,
    Before,
    CountsAtLeast,
    InTime,
    OnDay,
    Partnership,
    Predicate,
    Sides,
    areas_of,
    leaves,
    questions_of,
    undated,
    values_of,
)
from .timing import TimingKind, earliest_start
from .truth import Truth

MOST_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """An outcome to look for: the criteria in `met` hold, those in `unmet` do not, those in `open` do or may."""

    met: frozenset[Criterion] = frozenset()
    unmet: frozenset[Criterion] = frozenset()
    open: frozenset[Criterion] = frozenset()

    @property
    def criteria(self) -> frozenset[Criterion]:
        return self.met | self.unmet | self.open

    def accepts(self, criterion: Criterion, truth: Truth) -> bool:
        return not (
            (criterion in self.met and truth is not Truth.MET)
            or (criterion in self.unmet and truth is not Truth.NOT_MET)
            or (criterion in self.open and truth is Truth.NOT_MET)
        )

    def among(self, criteria: Set[Criterion]) -> "Wanted":
        return Wanted(self.met & criteria, self.unmet & criteria, self.open & criteria)


class Classes:
    """The classes of answers under a compiled ruleset. `options` holds the values that each question with options offers."""

    def __init__(self, compiled: Compiled, options: Mapping[QuestionName, Sequence[str]]) -> None:
        self.compiled = compiled
        self.options = options
        self._found: dict[Wanted, Answers | None] = {}
        self._values: dict[tuple[QuestionName, frozenset[Predicate]], tuple[Value, ...]] = {}
        self._columns: dict[tuple[Area, date | None], tuple[object, ...]] = {}

    def under(self, compiled: Compiled) -> "Classes":
        """The classes under another ruleset on the same day. What was solved stays so where groups and places are the same."""
        other = Classes(compiled, self.options)
        now, then = self.compiled.ruleset, compiled.ruleset
        if (now.groups, now.places.places) == (then.groups, then.places.places):
            other._found, other._values, other._columns = self._found, self._values, self._columns
        return other

    def find(self, wanted: Wanted) -> Answers | None:
        """Answers with that outcome, to only the questions that it depends on; None: there are none.

        Criteria that share no question do not know of each other: each such knot is solved on its own."""
        values: dict[QuestionName, Value] = {}
        for knot in knots(wanted):
            if knot not in self._found:
                self._found[knot] = self._solve(knot)
            solved = self._found[knot]
            if solved is None:
                return None
            values.update(solved.values)
        return Answers(values)

    def clash(self, tests: Sequence[Predicate]) -> tuple[Predicate, ...]:
        """The fewest of these tests that no answers meet together; none, where some answers meet all."""
        asked = {test: Criterion(Topic.RULE, (test,), can_change=True) for test in tests}
        if self.find(Wanted(met=frozenset(asked.values()))) is not None:
            return ()
        groups = (some for size in range(1, len(asked) + 1) for some in combinations(asked, size))
        return next(some for some in groups if self.find(Wanted(met=frozenset(asked[one] for one in some))) is None)

    def _solve(self, wanted: Wanted) -> Answers | None:
        predicates = frozenset(
            leaf for criterion in wanted.criteria for one in criterion.any_of for leaf in leaves(one)
        )
        asked = sorted({question for one in predicates for question in questions_of(one)}, key=self._breadth)
        due: list[list[Criterion]] = [[] for _ in range(len(asked) + 1)]
        for criterion in wanted.criteria:
            due[max((asked.index(question) + 1 for question in looks_at(criterion)), default=0)].append(criterion)

        def holds(step: int, answers: Answers) -> bool:
            return all(wanted.accepts(one, self.compiled.settle(one, answers)) for one in due[step])

        def search(step: int, answers: Answers) -> Answers | None:
            """Question by question; a criterion is tried as soon as all that it looks at is answered."""
            if not holds(step, answers):
                return None
            if step == len(asked):
                return answers
            tries = (answers.changed({asked[step]: value}) for value in self.of(asked[step], predicates))
            return next((found for tried in tries if (found := search(step + 1, tried)) is not None), None)

        return search(0, Answers())

    def _breadth(self, question: QuestionName) -> tuple[bool, str]:
        """Places last: they have most classes."""
        return question == PLACE, question

    def of(self, question: QuestionName, predicates: frozenset[Predicate]) -> tuple[Value, ...]:
        """One answer of each class that these predicates tell apart, unanswered left out."""
        about = frozenset(one for one in predicates if question in questions_of(one))
        key = question, about
        if key not in self._values:
            self._values[key] = tuple(self._classes(question, about))
        return self._values[key]

    def _classes(self, question: QuestionName, about: frozenset[Predicate]) -> Iterable[Value]:
        known = self.compiled.questions.get(question)
        kind = known.kind if known else QuestionKind.CHOICE
        match kind:
            case QuestionKind.CHOICE:
                return [frozenset({one}) for one in self._options(question, about)]
            case QuestionKind.CHOICES:
                return together([[one] for one in self._options(question, about)], len(about))
            case QuestionKind.PLACE:
                return [frozenset({codes[0]}) for codes in self.pools(about, with_home=False)]
            case QuestionKind.PLACES:
                return self._several(about)
            case QuestionKind.DATE:
                return days(about, self.compiled.on)
            case QuestionKind.NUMBER | QuestionKind.MONEY:
                return numbers(question, about)
            case _:
                assert_never(kind)

    def places(self, question: QuestionName, predicates: frozenset[Predicate]) -> list[PlaceCode]:
        """One place of each class that these predicates tell apart, an applicant's own country apart from abroad."""
        about = frozenset(one for one in predicates if question in questions_of(one))
        return [codes[0] for codes in self.pools(about, with_home=True)]

    def _options(self, question: QuestionName, about: frozenset[Predicate]) -> list[str]:
        first: dict[frozenset[Predicate], str] = {}
        for option in self.options.get(question, ()):
            first.setdefault(frozenset(one for one in about if option in values_of(one)), option)
        return list(first.values())

    def pools(self, about: frozenset[Predicate], *, with_home: bool) -> list[list[PlaceCode]]:
        """The places, those that the predicates do not tell apart together. `with_home`: an applicant's own country is
        told apart from abroad."""
        atlas = self.compiled.atlas
        areas = sorted({area for one in about for area in areas_of(one)}, key=repr)
        turns = {turn for one in about if isinstance(one, OnDay) for turn in one.turns}
        told = [self._inside(area, turn) for turn in (None, *sorted(turns)) for area in areas]
        homes = self._homes(about) if with_home else frozenset()
        pools: dict[object, list[PlaceCode]] = {}
        for index, code in enumerate(self.compiled.familiar):
            country = atlas.tree.country(code)
            alike = tuple([column[index] for column in told])
            pools.setdefault((alike, country if country in homes else None), []).append(code)
        return list(pools.values())

    def _inside(self, area: Area, turn: date | None) -> tuple[object, ...]:
        """Of each familiar place, in order, how it stands to an area with the members of a day; None: those of today."""
        key = area, turn
        if key not in self._columns:
            atlas = self.compiled.atlas if turn is None else self.compiled.atlas.at(turn)
            self._columns[key] = tuple(
                (atlas.within(code, area), atlas.within(code, area, by_name=True)) for code in self.compiled.familiar
            )
        return self._columns[key]

    def _homes(self, about: frozenset[Predicate]) -> frozenset[PlaceCode]:
        """The countries of the applicants to try, and of those whom the question names."""
        asked = frozenset(one for one in about if BASE in questions_of(one))
        if not asked:
            return frozenset()
        tried = [codes[0] for codes in self.pools(asked, with_home=False)]
        offered = map(PlaceCode, self.options.get(BASE, ()))
        tree = self.compiled.atlas.tree
        return frozenset(tree.country(code) for code in (*tried, *offered) if code in tree)

    def _several(self, about: frozenset[Predicate]) -> Iterator[Value]:
        """Sets of places: each class alone by one place, then as many countries of it as are asked for, then several classes."""
        pools = self.pools(about, with_home=True)
        most = max((countries_asked(one) for one in about), default=1)
        spread = [list(one_per_country(codes, self.compiled.atlas))[:most] for codes in pools]
        alone = together([codes[:1] for codes in spread], 1)
        tests = sum(map(countries_asked, about))
        yield from dict.fromkeys((*alone, *together(spread, tests), *self._on_sides(about, spread)))

    def _on_sides(self, about: frozenset[Predicate], spread: Sequence[Sequence[PlaceCode]]) -> Iterator[Value]:
        """Places on as many sides at once as a partnership asks for."""
        within = self.compiled.atlas.within
        for sides in {one.sides for leaf in about if isinstance(one := undated(leaf), Sides)}:
            near = [
                codes for codes in spread if any(within(codes[0], side.area) is not Truth.NOT_MET for side in sides)
            ]
            yield from together(near, len(sides))


def together(pools: Sequence[Sequence[str]], tests: int) -> Iterator[frozenset[str]]:
    """Answers out of several pools at once, few before many. To meet a test takes one pool (a number of countries as many, where
    each lies in another), so that no more are needed than there are tests; `MOST_TOGETHER` keeps what nobody asks for from
    being tried."""
    for size in range(1, min(len(pools), max(tests, 1), MOST_TOGETHER) + 1):
        for some in combinations(pools, size):
            yield frozenset(one for pool in some for one in pool)


def knots(wanted: Wanted) -> list[Wanted]:
    """The criteria that share questions, directly or by way of others, together."""
    groups: list[tuple[set[QuestionName], set[Criterion]]] = []
    for criterion in wanted.criteria:
        questions = set(looks_at(criterion))
        criteria = {criterion}
        apart = []
        for group in groups:
            if group[0] & questions:
                questions |= group[0]
                criteria |= group[1]
            else:
                apart.append(group)
        groups = [*apart, (questions, criteria)]
    return [wanted.among(criteria) for _, criteria in groups]


def countries_asked(predicate: Predicate) -> int:
    match predicate:
        case CountsAtLeast(_, _, count):
            return count
        case Partnership(_, countries):
            return max(countries, 1)
        case Sides(sides, partnership):
            return max(countries_asked(partnership), *[side.least for side in sides])
        case OnDay(inside):
            return countries_asked(inside)
        case _:
            return 1


def one_per_country(codes: Iterable[PlaceCode], atlas: Atlas) -> Iterable[PlaceCode]:
    first: dict[PlaceCode, PlaceCode] = {}
    for code in codes:
        first.setdefault(atlas.tree.state(atlas.tree.country(code)), code)
    return first.values()


def numbers(question: QuestionName, about: Iterable[Predicate]) -> list[int]:
    """Both sides of every limit. A budget is at least one euro, as the question asks it."""
    least_of_all = int(question == BUDGET)
    limits = {least_of_all}
    for one in about:
        match one:
            case AtLeast(_, limit) | AtMost(_, limit) | AnsweredFrom(_, limit):
                limits |= {limit - 1, limit, limit + 1}
            case Partnership(partners) if question == PARTNERS:
                limits |= {partners - 1, partners, *({partners - 2} if one.partner_too else ())}
            case Sides(sides, partnership) if question == PARTNERS:
                least = max(side.least for side in sides)
                limits |= {*numbers(question, [partnership]), least - 1, least}
            case OnDay(inside):
                limits |= set(numbers(question, [inside]))
    return sorted(limit for limit in limits if limit >= least_of_all)


def days(about: Iterable[Predicate], on: date) -> list[date]:
    """Both sides of every day on which something changes."""
    turns = {on}
    for one in about:
        match one:
            case Before(_, day) | After(_, day):
                turns.add(day)
            case OnDay(_, timing, days_of_change):
                turns |= {*days_of_change, *days([InTime(timing)], on)}
            case InTime(timing):
                agenda = Agenda.of(timing, on)
                if timing.kind is TimingKind.ROLLING:
                    turns.add(earliest_start(timing, on))
                if agenda.standing is Availability.EXPECTED:
                    turns.add(add_months(on, MONTHS_FOR_A_CALL))
                told = [one for chance in agenda.chances for one in (chance.starts, chance.sure or chance.starts)]
                if timing.season is not None:
                    told += timing.season.between(on.year - 1, on.year + YEARS_AHEAD)
                turns |= {day for starts in told for day in (starts.since, starts.until or starts.since)}
    return sorted({day + step for day in turns for step in (-DAY, 0 * DAY, DAY)})
