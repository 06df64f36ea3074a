"""Plans that end without any route that gives money, counted over all that a visitor may plan.

A plan answers who one is and where, what one makes, what for, and one country. Start and budget stay open, so that what is
counted fails whatever those are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .answers import APPLICANT, BASE, DISCIPLINE, GOAL, PLACE, Answers, QuestionName
from .bitmaps import bitmap, bits_of
from .classes import Classes
from .criteria import Criterion, Topic, looks_at
from .openers import Changes, first_that_open, possible_changes
from .predicates import leaves
from .truth import Truth

WALKED = (APPLICANT, DISCIPLINE, GOAL, BASE, PLACE)
"""In this order, so that the questions with few answers that decide alone come first, and equal plans soon meet."""


class Judged(NamedTuple):
    """Bitmaps of the instruments: for which something fails, more than one thing, something that nobody can change."""

    once: int = 0
    many: int = 0
    fixed: int = 0

    def also(self, other: "Judged") -> "Judged":
        many = self.many | other.many | self.once & other.once
        return Judged(self.once | other.once, many, self.fixed | other.fixed)


@dataclass(slots=True)
class Ending:
    """How many plans end so, in how many of them something is left that gives no money, and the first of them."""

    plans: int = 0
    with_others: int = 0
    example: Answers | None = None

    def add(self, plans: int, others: bool, example: Answers | None) -> None:
        self.plans += plans
        self.with_others += plans if others else 0
        self.example = self.example or example


@dataclass(slots=True)
class Ended:
    """All plans of one applicant; those that end with nothing at all, and those with routes that are one change away."""

    plans: int
    nothing: Ending
    one_change: Ending


Asked = frozenset[QuestionName]
Said = tuple[str, ...]
"""The answers of a plan so far, in the order of the questions."""


class Demanded(NamedTuple):
    """A criterion by its number, for some of the instruments that demand it: those for which the same questions decide what
    its failure means."""

    number: int
    mask: int
    decided_by: Asked


class Together(NamedTuple):
    """Plans so far that differ in nothing that is still to be judged: the answers of the first of them stand for all."""

    said: Said
    plans: int


class Endings:
    """The plans under a compiled ruleset. Criteria that look at the same questions are judged together, once per answer."""

    def __init__(self, classes: Classes) -> None:
        self._compiled = classes.compiled
        self._walked = tuple(one for one in WALKED if one in self._compiled.questions)
        self._about: dict[Asked, dict[Asked, list[Demanded]]] = {}
        """By the questions on which it depends what a failure means, and then by those that decide whether it fails."""
        walked = frozenset(self._walked)
        goals = frozenset({GOAL}) if self._compiled.ruleset.changes is not None else frozenset[QuestionName]()
        self._asked = [questions & walked for questions in self._compiled.looks_at]
        for index, asked in enumerate(self._asked):
            for opening, mask in self._opening(index):
                decided_by = (asked | opening) & walked
                told = decided_by | (goals & walked if self._may_change(index) else frozenset())
                self._about.setdefault(told, {}).setdefault(asked, []).append(Demanded(index, mask, decided_by))
        self._places = {
            those: tuple(index for index, name in enumerate(self._walked) if name in those)
            for told, groups in self._about.items()
            for those in (told, *groups, *[one.decided_by for demanded in groups.values() for one in demanded])
        }
        self._values = {question: tuple(self._choices(classes, question)) for question in self._walked}
        self._judged: dict[tuple[Asked, Said], Judged] = {}
        self._failing: dict[tuple[Asked, Asked, Said], list[Demanded]] = {}
        self._fixed: dict[tuple[Demanded, Said, int], int] = {}
        self._changes: dict[tuple[int, Said, int], tuple[Changes, ...]] = {}

    def _may_change(self, index: int) -> bool:
        """Whether somebody could answer so that a criterion is met."""
        compiled = self._compiled
        return index not in compiled.fixed and not compiled.looks_at[index] <= compiled.cannot_change

    def _opening(self, index: int) -> Iterable[tuple[Asked, int]]:
        """The instruments that demand a criterion, by the questions on which it depends whether other answers open them: all that
        is asked together with an answer that may change."""
        compiled = self._compiled
        if not self._may_change(index):
            return [(frozenset(), compiled.masks[index])]
        may_change = compiled.looks_at[index] - compiled.cannot_change
        found: dict[Asked, int] = {}
        for bit in bits_of(compiled.masks[index]):
            others = [compiled.looks_at[other] for other in compiled.criteria_of[bit]]
            asked = frozenset[QuestionName]().union(*[those for those in others if not those.isdisjoint(may_change)])
            found[asked] = found.get(asked, 0) | 1 << bit
        return found.items()

    def _choices(self, classes: Classes, question: QuestionName) -> Iterator[tuple[str, int]]:
        """The answers, and how many each stands for: what the question offers, or the countries, those that nothing tells
        apart together."""
        offered = classes.options.get(question, ())
        if question != PLACE and offered:
            yield from ((one, 1) for one in offered)
            return
        asked: Iterable[Criterion] = (one for one in self._compiled.criteria if question in looks_at(one))
        about = frozenset(leaf for one in asked for test in one.any_of for leaf in leaves(test))
        for codes in classes.pools(about, with_home=question == PLACE):
            countries = [code for code in codes if self._compiled.atlas.tree.is_country(code)]
            if countries:
                yield countries[0], len(countries)

    def of(self, applicant: str) -> Ended:
        alone: Said = (applicant,)
        judged = Judged()
        for those in self._about:
            if those <= {APPLICANT}:
                judged = judged.also(self._judge(those, alone))
        plans: Plans = {(judged, alone): Together(alone, 1)}
        for step in range(1, len(self._walked) - 1):
            plans = self._answered(plans, step)
        return self._counted(plans)

    def _due(self, step: int) -> list[Asked]:
        """What can be judged with this answer, and could not before."""
        later = frozenset(self._walked[step + 1 :])
        return [those for those in self._about if self._walked[step] in those and those.isdisjoint(later)]

    def _answered(self, plans: "Plans", step: int) -> "Plans":
        """The plans with one question more answered."""
        later, due = frozenset(self._walked[step + 1 :]), self._due(step)
        looked_at = frozenset(one for those in self._about if those & later for one in those)
        needed = [index for index in range(step + 1) if self._walked[index] in looked_at]
        found: Plans = {}
        for (before, _), together in plans.items():
            for value, many in self._values[self._walked[step]]:
                said = (*together.said, value)
                judged = before
                for those in due:
                    judged = judged.also(self._judge(those, said))
                key = judged, tuple([said[index] for index in needed])
                same = found.get(key, Together(said, 0))
                found[key] = Together(same.said, same.plans + together.plans * many)
        return found

    def _judge(self, questions: Asked, said: Said) -> Judged:
        """What fails of the criteria of which exactly these questions decide it, and others that stay open."""
        key = questions, self._said(questions, said)
        found = self._judged.get(key)
        if found is None:
            answers = self._answers(said)
            found = Judged()
            for asked in self._about[questions]:
                for one in self._failing_of(questions, asked, said, answers):
                    found = found.also(Judged(one.mask, 0, self._not_to_be_changed(one, said, answers)))
            self._judged[key] = found
        return found

    def _said(self, questions: Asked, said: Said) -> Said:
        return tuple([said[index] for index in self._places[questions]])

    def _failing_of(self, told: Asked, asked: Asked, said: Said, answers: Answers) -> list[Demanded]:
        key = told, asked, self._said(asked, said)
        found = self._failing.get(key)
        if found is None:
            compiled = self._compiled
            found = self._failing[key] = [
                one
                for one in self._about[told][asked]
                if compiled.settle(compiled.criteria[one.number], answers) is Truth.NOT_MET
            ]
        return found

    def _not_to_be_changed(self, one: "Demanded", said: Said, answers: Answers) -> int:
        """The instruments that no change opens which leaves the plan the same plan. Of the goals counts only what the change
        table makes of them, unless something else that is asked looks at them."""
        compiled = self._compiled
        if one.number in compiled.fixed or not one.mask & compiled.money:
            return one.mask
        rows = compiled.plan_changes.rows_of(answers, compiled.looks_at[one.number])
        key = one, self._said(one.decided_by, said), rows
        fixed = self._fixed.get(key)
        if fixed is None:
            those = one.mask
            if compiled.criteria[one.number].topic is Topic.APPLICANT:
                those &= ~compiled.through.of(answers)
            possible = self._possible_changes(one.number, said, answers, rows)
            opened = first_that_open(compiled, answers, possible, bits_of(those), {})
            fixed = self._fixed[key] = one.mask & ~bitmap(sorted(opened))
        return fixed

    def _possible_changes(self, number: int, said: Said, answers: Answers, rows: int) -> tuple[Changes, ...]:
        """Found once for all plans that say the same of what the criterion looks at, and of which the change table says the
        same."""
        key = number, self._said(self._asked[number], said), rows
        found = self._changes.get(key)
        if found is None:
            found = self._changes[key] = tuple(possible_changes(self._compiled, number, answers))
        return found

    def _answers(self, said: Said) -> Answers:
        return Answers({name: frozenset({one}) for name, one in zip(self._walked, said, strict=False)})

    def _counted(self, plans: "Plans") -> Ended:
        """The last question is only counted. What it makes of a plan is the same for all that gave alike answers before, to
        what is judged together with it."""
        money, others = self._compiled.money, self._compiled.everyone & ~self._compiled.money
        ended = Ended(0, Ending(), Ending())
        step = len(self._walked) - 1
        known: dict[Said, list[tuple[Judged, Together]]] = {}
        for (before, needed), together in plans.items():
            if needed not in known:
                known[needed] = self._last(together.said, step)
            for after, these in known[needed]:
                plans_so = together.plans * these.plans
                ended.plans += plans_so
                once = before.once | after.once
                if not money & ~once:
                    many = before.many | after.many | before.once & after.once
                    near = money & once & ~many & ~before.fixed & ~after.fixed
                    ending = ended.one_change if near else ended.nothing
                    first = None if ending.example else self._answers((*together.said, *these.said))
                    ending.add(plans_so, bool(others & ~once), first)
        return ended

    def _last(self, said: Said, step: int) -> list[tuple[Judged, Together]]:
        """What each answer to the last question makes of plans that said so before; those that do the same together."""
        due = self._due(step)
        found: dict[Judged, Together] = {}
        for value, many in self._values[self._walked[step]]:
            judged = Judged()
            for those in due:
                judged = judged.also(self._judge(those, (*said, value)))
            same = found.get(judged, Together((value,), 0))
            found[judged] = Together(same.said, same.plans + many)
        return list(found.items())


Plans = dict[tuple[Judged, Said], Together]
"""By how they are judged so far, and the answers that something later still looks at."""
