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
    """Of one knot of criteria: the classes for which nothing fails before, after, and both times."""

    before: int = 0
    after: int = 0
    both: int = 0
    examples: dict[tuple[bool, bool], Answers] = field(default_factory=dict)

    def add(self, was: bool, now: bool, answers: Answers) -> None:
        self.before += was
        self.after += now
        self.both += was and now
        self.examples.setdefault((was, now), answers)


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
        due: list[list[Criterion]] = [[] for _ in range(len(asked) + 1)]
        for one in criteria:
            due[max((asked.index(question) + 1 for question in looks_at(one)), default=0)].append(one)
        tally = _Tally()
        self._walk(0, Answers(), True, True, asked, values, due, tally)
        return tally

    def _walk(
        self,
        step: int,
        answers: Answers,
        was: bool,
        now: bool,
        asked: Sequence[QuestionName],
        values: Sequence[Sequence[Value]],
        due: Sequence[Sequence[Criterion]],
        tally: _Tally,
    ) -> None:
        """Question by question; classes for which something fails both times are not walked to their end."""
        for one in due[step]:
            was = was and self._may(self.before, one, self.was, answers)
            now = now and self._may(self.after, one, self.now, answers)
            if not was and not now:
                return
        if step == len(asked):
            tally.add(was, now, answers)
            return
        for value in values[step]:
            self._walk(step + 1, answers.changed({asked[step]: value}), was, now, asked, values, due, tally)

    def _may(self, compiled: Compiled, one: Criterion, asked: frozenset[Criterion], answers: Answers) -> bool:
        return one not in asked or compiled.settle(one, answers) is not Truth.NOT_MET


def _example(tallies: Sequence[_Tally], wanted: tuple[bool, bool]) -> Answers | None:
    """Answers that hold on one side only: in one knot because of it, in the others whichever way that side holds."""
    side = wanted.index(True)
    values: dict[QuestionName, Value] = {}
    turned = False
    for one in tallies:
        kinds = (wanted, (True, True)) if not turned else ((True, True), wanted)
        found = next((one.examples[kind] for kind in kinds if kind[side] and kind in one.examples), None)
        if found is None:
            return None
        turned = turned or found is one.examples.get(wanted)
        values.update(found.values)
    return Answers(values) if turned else None
