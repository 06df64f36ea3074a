"""Answers and a compiled ruleset to verdicts, in order, each explained once it is looked at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from .answers import APPLICANT, BASE, PLACE, START, THEME, Answers, QuestionName
from .asking import Stakes, next_question, stakes
from .bitmaps import bitmap, bits_of
from .compile import Compiled
from .criteria import Topic
from .due import Due
from .explaining import Placed, RouteMaker
from .judgement import JudgedAnswers
from .openers import TriedChange, ways_in
from .overview import Overview
from .points import Points
from .ruleset import InstrumentId
from .shortlist import Order, Ranking
from .through import ASKED_OF_PLACES, as_another_puts_it, asked_of_another, asks_who_applies, is_of_the_other
from .truth import Truth
from .verdicts import Group, RankedRoute, Route, Tier, Verdict, Waiting

WHERE_AND_WHEN = (BASE, PLACE, START)
"""What is asked of a plan for which nothing fits as it is, since what comes near depends on it."""


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
    that no change opens which leaves the plan the same plan: those are never almost."""
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


def only_one(failing: Sequence[int]) -> int:
    """The instruments for which exactly one criterion fails."""
    once = many = 0
    for mask in failing:
        many |= once & mask
        once |= mask
    return once & ~many


class Matching:
    """One set of answers against a compiled ruleset: first the verdicts of all, then as many explained as are asked for."""

    def __init__(self, compiled: Compiled, answers: Answers) -> None:
        self.compiled = compiled
        self.answers = answers
        self.assessment = compiled.assess(answers)
        self.denied, self.doubted = compiled.checks.denied(answers), compiled.checks.doubted(answers)
        self.split = self._split()
        self.points = Points(compiled, answers, self.assessment.dues)
        self._waiting: dict[int, Waiting] = {}

    def _split(self) -> Split:
        masks, failing = self.compiled.masks, self.assessment.failing
        unknown = 0
        for index in self.assessment.unknown:
            unknown |= masks[index]
        for check in self.doubted:
            unknown |= self.compiled.checks.masks[check]
        denied = [self.compiled.checks.masks[check] for check in self.denied]
        fails = [*[masks[index] for index in failing], *denied]
        self._one_fails = only_one(fails)
        self.changes = self._ways_in()
        changeable = bitmap(sorted(self.changes))
        fixed = sum([masks[index] & self._one_fails & ~changeable for index in failing])
        return split(fails, fixed, unknown, self.compiled.everyone)

    @cached_property
    def groups(self) -> Mapping[Group, int]:
        """Bitmaps of the instruments under each heading. No two share a bit, together they are all."""
        compiled, out = self.compiled, self._one_fails & self.split.no
        through, later = self._through(), 0
        for index in self.assessment.failing:
            if compiled.criteria[index].topic is Topic.AVAILABILITY:
                later |= compiled.masks[index] & out & ~compiled.ended
        return {
            Group.FITS: self.split.fits,
            Group.MAY_FIT: self.split.may_fit,
            Group.ONE_CHANGE: self.split.almost,
            Group.THROUGH: through,
            Group.LATER: later,
            Group.OTHER: self.split.no & ~through & ~later,
        }

    def _through(self) -> int:
        """The routes that are for this plan and for which another applies: who applies is somebody else (a rule may say so), or
        of the same sort and established elsewhere. But for that, and the goal where the other has one of its own, only what is
        asked of that other fails, and none of it as the other would put it."""
        compiled = self.compiled
        with_its_own_goal, elsewhere = compiled.through.with_goals_of_its_own(self.answers)
        applies = 0
        for index in self.assessment.failing:
            topic, those = compiled.criteria[index].topic, compiled.masks[index]
            if asks_who_applies(topic, compiled.looks_at[index]):
                applies |= those
            elif topic is Topic.GOAL:
                elsewhere |= those & ~with_its_own_goal
            elif not is_of_the_other(topic, compiled.looks_at[index]):
                elsewhere |= those
        for check in self.denied:
            elsewhere |= compiled.checks.masks[check]
        elsewhere |= compiled.through.not_from(self.answers)
        those = compiled.through.of(self.answers) & applies & ~elsewhere & self.split.no
        return bitmap([bit for bit in bits_of(those) if self._holds_for_another(bit)])

    def _holds_for_another(self, bit: int) -> bool:
        """Whether nothing that is asked of who applies fails for one who may."""
        compiled = self.compiled
        asked = [(compiled.criteria[index], compiled.looks_at[index]) for index in compiled.criteria_of[bit]]
        places = [asked_of_another(one) for one, _about in asked if one.topic in ASKED_OF_PLACES]
        rules = [one for one, about in asked if one.topic is Topic.RULE and is_of_the_other(one.topic, about)]
        sorts = compiled.instruments[bit].applicants
        each = [frozenset({one}) for one in sorted(sorts)] if rules or not sorts else [sorts]
        return any(
            all(compiled.settle(one, told.answers) is not Truth.NOT_MET for one in places)
            and all(compiled.settle(one, told.with_places_kept) is not Truth.NOT_MET for one in rules)
            for told in as_another_puts_it(self.answers, each)
        )

    def _ways_in(self) -> dict[int, TriedChange]:
        """The change that opens each instrument for which one criterion fails, where there is one; what another may apply for is
        a matter of that other."""
        compiled = self.compiled
        alone: dict[int, list[int]] = {}
        for index in self.assessment.failing:
            those = compiled.masks[index] & self._one_fails
            if compiled.criteria[index].topic is Topic.APPLICANT:
                those &= ~compiled.through.of(self.answers)
            if those and index not in compiled.fixed:
                alone[index] = bits_of(those)
        return ways_in(compiled, self.answers, alone)

    @cached_property
    def stakes(self) -> Stakes:
        """What each unanswered question can still change, of the routes that give money and are not out."""
        return self._stakes_of(self.compiled.money & ~self.split.no)

    def _stakes_of(self, shown: int) -> Stakes:
        waiting: dict[QuestionName, int] = {}
        for index in self.assessment.unknown:
            mask = self.compiled.masks[index] & shown
            if mask:
                for question in self._waits(index).questions:
                    waiting[question] = waiting.get(question, 0) | mask
        for check in self.doubted:
            waiting[APPLICANT] = waiting.get(APPLICANT, 0) | self.compiled.checks.masks[check] & shown
        for bit in bits_of(self.split.almost & shown):
            trial = self.changes.get(bit)
            for question in trial.waits_for(bit, self.assessment.failing) if trial else ():
                waiting[question] = waiting.get(question, 0) | 1 << bit
        turning = 0
        for index in bits_of(self.compiled.judging.may_turn(self.answers, self.assessment.dues)):
            turning |= self.compiled.masks[index]
        return stakes(self.compiled, self.answers, waiting, self.split.may_fit & shown, shown, turning)

    @cached_property
    def asking(self) -> Stakes:
        """The stakes from which the next question is chosen. Where nothing that gives money fits any more, or may, only where one
        is established, where the plan leads and when it starts are asked, as far as a route depends on it that is one change away
        or for which another applies."""
        money = self.compiled.money
        if money & (self.split.fits | self.split.may_fit):
            return self.stakes
        near = self._stakes_of(money & (self.groups[Group.ONE_CHANGE] | self.groups[Group.THROUGH]))
        asked = {name: those for name, those in near.changes.items() if name in WHERE_AND_WHEN}
        return Stakes({}, asked, asked)

    def next_question(self, passed: Collection[QuestionName] = ()) -> QuestionName | None:
        """None: nothing that is shown depends on an answer any more."""
        found = next_question(self.compiled, self.asking, self.points.weigh, passed)
        if found == THEME and not self._theme_counts:
            return next_question(self.compiled, self.asking, self.points.weigh, {*passed, THEME})
        return found

    @cached_property
    def _theme_counts(self) -> bool:
        """Whether a theme can change anything but the number of points: by a rule, or the order."""
        groups = [those for verdict, _, those in self._groups(self.compiled.money) if verdict is not Verdict.NO]
        return THEME in self.stakes.decides or self.points.theme_reorders(groups)

    def _waits(self, index: int) -> Waiting:
        found = self._waiting.get(index)
        if found is None:
            found = self._waiting[index] = self.compiled.waits(index, self.answers)
        return found

    def routes(self, limit: int | None = None) -> tuple[Ranking, Ranking]:
        """Those that give money, at most `limit`, and those beside them, which a limit leaves out; best first, `no` last."""
        if limit is None:
            return self.ranking, self.ranking_beside
        return self._ranking(self.compiled.money, limit), Ranking(self._maker, Order([], [], [], []))

    @cached_property
    def ranking(self) -> Ranking:
        """The routes that give money, best first, `no` last."""
        return self._ranking(self.compiled.money)

    @cached_property
    def ranking_beside(self) -> Ranking:
        """The routes that give no money, in the same order."""
        return self._ranking(self.compiled.everyone & ~self.compiled.money)

    def _ranking(self, among: int, limit: int | None = None) -> Ranking:
        groups = self._groups(among, limit)
        bits, scores = self.points.ordered([those for _, _, those in groups])
        verdicts, tiers = list[Verdict](), list[Tier]()
        for verdict, tier, those in groups:
            verdicts += [verdict] * those.bit_count()
            tiers += [tier] * those.bit_count()
        return Ranking(self._maker, Order(bits, scores, verdicts, tiers))

    @cached_property
    def judged(self) -> JudgedAnswers:
        return JudgedAnswers(
            self.compiled,
            self.answers,
            self.assessment,
            self.points,
            self.denied,
            self.doubted,
            self.split.almost,
            self.changes,
            self.groups,
        )

    @cached_property
    def _maker(self) -> RouteMaker:
        compiled, answers = self.compiled, self.answers
        return RouteMaker(self.judged, lambda index: compiled.waits(index, answers))

    def route(self, slug: str) -> Route | None:
        """One of them, with its rank; None for what is no route."""
        bit = self.compiled.bit.get(InstrumentId(slug))
        if bit is None:
            return None
        money = self.compiled.money
        rank = 1
        for verdict, tier, those in self._groups(money if money >> bit & 1 else self.compiled.everyone & ~money):
            if those >> bit & 1:
                bits, scores = self.points.ordered([those])
                at = bits.index(bit)
                return self._maker.routes([Placed(bit, verdict, tier, rank + at, scores[at])])[0]
            rank += those.bit_count()
        raise AssertionError("the groups hold every route")

    def ranked(self) -> tuple[RankedRoute, ...]:
        """The routes that give money, in the order of `routes`, without a word of why."""
        return self._ranked(self.ranking)

    def ranked_beside(self) -> tuple[RankedRoute, ...]:
        """The routes that give no money, in order."""
        return self._ranked(self.ranking_beside)

    def _ranked(self, ranking: Ranking) -> tuple[RankedRoute, ...]:
        instruments, order = self.compiled.instruments, ranking.order
        return tuple(
            [
                RankedRoute(instruments[bit].id, verdict, score, self._due(bit))
                for bit, verdict, score in zip(order.bits, order.verdicts, order.scores, strict=True)
            ]
        )

    def verdict(self, slug: str) -> Verdict | None:
        """None: no route has that id."""
        bit = self.compiled.bit.get(InstrumentId(slug))
        if bit is None:
            return None
        return next(verdict for verdict in Verdict if self.split.mask(verdict) >> bit & 1)

    def due(self, slug: str) -> Due:
        """What the dates of a route make of the start. Raises KeyError for what is no route."""
        return self._due(self.compiled.bit[InstrumentId(slug)])

    def _due(self, bit: int) -> Due:
        return self.assessment.dues[self.compiled.timetable.timings.number[bit]]

    def fitting(self) -> tuple[InstrumentId, ...]:
        """The routes that fit or may, whether they give money or not, by name."""
        return tuple([self.compiled.instruments[bit].id for bit in bits_of(self.split.fits | self.split.may_fit)])

    def fitting_surely(self) -> frozenset[InstrumentId]:
        """The routes that give money and fit, so that nothing is left to answer."""
        return self.compiled.ids(self.compiled.money & self.split.fits)

    def left(self) -> frozenset[InstrumentId]:
        """The routes that give money and fit, or may."""
        return self.compiled.ids(self.compiled.money & (self.split.fits | self.split.may_fit))

    def _groups(self, among: int, limit: int | None = None) -> list[tuple[Verdict, Tier, int]]:
        """Per verdict the tiers in their order; no more than `limit` together."""
        found: list[tuple[Verdict, Tier, int]] = []
        for verdict in Verdict:
            for tier, those in self.compiled.tiers_for(self.answers).items():
                chosen = self.points.top(self.split.mask(verdict) & among & those, limit)
                found.append((verdict, tier, chosen))
                if limit is not None:
                    limit -= chosen.bit_count()
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """The answers, matched on a day. `routes` give money, `beside` does not; both are in order, `no` last."""

    ruleset: str
    on: date
    answers: Answers
    routes: Ranking
    beside: Ranking
    next_question: QuestionName | None
    counts: Mapping[Verdict, int]
    """How many routes that give money have which verdict, also those beyond a limit."""
    group_counts: Mapping[Group, int]
    """The same, of groups."""
    waited_for: frozenset[QuestionName]
    """The questions that a route which may fit waits for."""
    overview: Overview = field(compare=False, repr=False)
    """All of them, looked at together."""

    def route(self, slug: str) -> Route | None:
        """None: it is no route, or beyond the limit."""
        bit = self.overview.judged.compiled.bit.get(InstrumentId(slug))
        return None if bit is None else self.routes.of(bit) or self.beside.of(bit)


def match(compiled: Compiled, answers: Answers, limit: int | None = None) -> Match:
    """Every route judged and ordered, and explained once it is looked at; with a limit only the first so many that give money
    are there."""
    matching = Matching(compiled, answers)
    routes, beside = matching.routes(limit)
    return Match(
        ruleset=compiled.ruleset.version,
        on=compiled.on,
        answers=answers,
        routes=routes,
        beside=beside,
        next_question=matching.next_question(),
        counts=MappingProxyType(
            {verdict: (matching.split.mask(verdict) & compiled.money).bit_count() for verdict in Verdict}
        ),
        group_counts=MappingProxyType(
            {group: (those & compiled.money).bit_count() for group, those in matching.groups.items()}
        ),
        waited_for=frozenset(matching.stakes.settles),
        overview=Overview(matching.judged),
    )
