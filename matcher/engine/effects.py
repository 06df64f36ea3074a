"""What an edit of the rules does to everybody: for how many classes of answers a route comes within reach, and for how many it
goes out of it, counted exactly, with an example of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import prod

from .answers import Answers, QuestionName, Value
from .classes import Classes, Wanted, knots
from .compile import Compiled
from .criteria import Criterion, Topic, looks_at
from .predicates import Available, leaves
from .ruleset import EngineRule, InstrumentId, RuleEffect
from .truth import Truth

NOBODY = frozenset({Criterion(Topic.AVAILABILITY, (Available(),), can_change=False)})
"""What an instrument that is not there asks."""


@dataclass(frozen=True, slots=True)
class Reach:
    """For how many classes of answers nothing of an instrument fails. Classes are those that its criteria, before and after,
    tell apart; where those did not change, it is left out."""

    instrument: InstrumentId
    before: int
    after: int
    both: int
    example_gained: Answers | None
    example_lost: Answers | None

    @property
    def gained(self) -> int:
        return self.after - self.both

    @property
    def lost(self) -> int:
        return self.before - self.both


def effects(before: Compiled, after: Compiled, options: Mapping[QuestionName, Sequence[str]]) -> Iterator[Reach]:
    """The instruments that ask something else than before, and that somebody gains or loses, by id."""
    classes = Classes(after, options)
    for name in sorted({one.id for one in (*before.instruments, *after.instruments)}):
        was, now = demanded(before, name), demanded(after, name)
        if was != now:
            reach = _Comparison(before, after, classes, was, now).reach(name)
            if reach.gained or reach.lost:
                yield reach


def touches(without: Compiled, rule: EngineRule, options: Mapping[QuestionName, Sequence[str]]) -> Iterator[Reach]:
    """Per instrument of a rule, by id: what is lost are the classes that the rule touches, of those that reach the instrument
    without it. As though it held on that day.

    Points and advice close nothing: the classes that would be closed by a rule with the same conditions are those that get
    them."""
    effect = RuleEffect.REQUIRE if rule.effect is RuleEffect.REQUIRE else RuleEffect.EXCLUDE
    closing = replace(rule, effect=effect, points=0, since=None, until=None)
    after = Compiled(replace(without.ruleset, rules=(*without.ruleset.rules, closing)), without.on)
    classes = Classes(after, options)
    for name in sorted(one for one in rule.instruments if one in without):
        yield _Comparison(without, after, classes, demanded(without, name), demanded(after, name)).reach(name)


def demanded(compiled: Compiled, name: InstrumentId) -> frozenset[Criterion]:
    """All that an instrument asks; what nobody meets where it is not there."""
    return compiled.demanded(name) if name in compiled else NOBODY


@dataclass(slots=True)
class _Tally:
    """Classes for which nothing fails before, after, and both times; of each kind the first, with what it answers."""

    before: int = 0
    after: int = 0
    both: int = 0
    examples: dict[tuple[bool, bool], Mapping[QuestionName, Value]] = field(default_factory=dict)


@dataclass(slots=True)
class _Test:
    """What one side makes of a criterion, once for equal answers to the questions that it looks at."""

    criterion: Criterion
    compiled: Compiled | None
    """None: it is not asked on that side."""
    questions: tuple[QuestionName, ...]
    _may: dict[tuple[Value, ...], bool] = field(default_factory=dict)

    def may(self, answers: Answers) -> bool:
        """Whether it does not fail."""
        if self.compiled is None:
            return True
        said = tuple([answers.values[question] for question in self.questions])
        if said not in self._may:
            self._may[said] = self.compiled.settle(self.criterion, answers) is not Truth.NOT_MET
        return self._may[said]


class _Walk:
    """Through all classes of one knot, question by question. `due` has per step the tests, before and after, of which every
    question is answered then.

    What lies below a step depends on the answers that tests from there on look at, and on no others: it is walked once for
    those, however many ways lead to it."""

    def __init__(
        self,
        asked: Sequence[QuestionName],
        values: Sequence[Sequence[Value]],
        due: Sequence[Sequence[tuple[_Test, _Test]]],
    ) -> None:
        self.asked, self.values, self.due = asked, values, due
        self._heeded = [
            [one for one in asked[:step] if any(one in test.questions for those in due[step:] for test, _ in those)]
            for step in range(len(due))
        ]
        self._below: dict[tuple[int, bool, bool, tuple[Value, ...]], _Tally] = {}

    def below(self, step: int, answers: Answers, was: bool, now: bool) -> _Tally:
        """`was` and `now`: whether nothing failed so far."""
        key = step, was, now, tuple([answers.values[question] for question in self._heeded[step]])
        if key not in self._below:
            self._below[key] = self._counted(step, answers, was, now)
        return self._below[key]

    def _counted(self, step: int, answers: Answers, was: bool, now: bool) -> _Tally:
        """Classes for which something fails both times are not walked to their end."""
        for before, after in self.due[step]:
            was = was and before.may(answers)
            now = now and after.may(answers)
            if not was and not now:
                return _Tally()
        if step == len(self.asked):
            return _Tally(int(was), int(now), int(was and now), {(was, now): {}})
        tally, question = _Tally(), self.asked[step]
        for value in self.values[step]:
            more = self.below(step + 1, answers.changed({question: value}), was, now)
            tally.before += more.before
            tally.after += more.after
            tally.both += more.both
            for kind, rest in more.examples.items():
                tally.examples.setdefault(kind, {question: value, **rest})
        return tally


class _Comparison:
    def __init__(
        self,
        before: Compiled,
        after: Compiled,
        classes: Classes,
        was: frozenset[Criterion],
        now: frozenset[Criterion],
    ) -> None:
        self.before, self.after, self.classes, self.was, self.now = before, after, classes, was, now

    def reach(self, name: InstrumentId) -> Reach:
        """Knots share no question, so that the classes of all are those of each, multiplied."""
        tallies = [self._tally(knot.open) for knot in knots(Wanted(open=self.was | self.now))]
        before, after, both = (prod(getattr(one, side) for one in tallies) for side in ("before", "after", "both"))
        gained = _example(tallies, (False, True)) if after > both else None
        lost = _example(tallies, (True, False)) if before > both else None
        return Reach(name, before, after, both, gained, lost)

    def _tally(self, criteria: frozenset[Criterion]) -> _Tally:
        predicates = frozenset(leaf for one in criteria for either in one.any_of for leaf in leaves(either))
        asked = sorted({question for one in criteria for question in looks_at(one)})
        values = [self.classes.of(question, predicates) for question in asked]
        due: list[list[tuple[_Test, _Test]]] = [[] for _ in range(len(asked) + 1)]
        for one in criteria:
            questions = tuple(sorted(looks_at(one)))
            before = _Test(one, self.before if one in self.was else None, questions)
            after = _Test(one, self.after if one in self.now else None, questions)
            due[max((asked.index(question) + 1 for question in questions), default=0)].append((before, after))
        return _Walk(asked, values, due).below(0, Answers(), True, True)


def _example(tallies: Sequence[_Tally], wanted: tuple[bool, bool]) -> Answers:
    """Answers that hold on one side only: in one knot because of it, in the others whichever way that side holds. There are
    some: where more classes hold on one side than on both, some hold there in each knot, and in one knot some there alone."""
    values: dict[QuestionName, Value] = {}
    turned = False
    for one in tallies:
        kinds = ((True, True), wanted) if turned else (wanted, (True, True))
        kind = next(kind for kind in kinds if kind in one.examples)
        turned = turned or kind == wanted
        values.update(one.examples[kind])
    return Answers(values)
