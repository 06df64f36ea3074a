"""How many faults are caught, of those put into a ruleset on purpose (`matcher.proof.lab.mutations`).

A mutant is caught when verification finds something that it did not find before, or when a persona that was green turns red.
One that can't be told from the ruleset by anybody, on the day, is no fault, and is left out with the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import islice, pairwise, product
from typing import NamedTuple

from matcher.engine.answers import BASE, BUDGET, PLACE, Answers
from matcher.engine.classes import Classes, Wanted
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion, Topic, looks_at
from matcher.engine.match import Matching
from matcher.engine.predicates import leaves
from matcher.engine.ruleset import EngineRule, InstrumentId
from matcher.engine.timing import TimingKind
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Verdict
from matcher.engine.verify import Finding, is_open, tests, verify
from matcher.models import Persona
from matcher.proof import personas
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.slips import Mutant
from matcher.proof.verification import only_told_findings, read_sources, unsaid_findings
from matcher.rules.site import Site


class Same(StrEnum):
    """Why nobody can tell a mutant from the ruleset."""

    COMPILES = "compiles to the same"
    """What is asked, by when, and what gives points are the same for every instrument on the day."""
    CLOSED = "closed before and after"
    """The only instruments that it changes are closed: nobody gets to see them."""
    ALIKE = "holds for the same answers"
    """What it asks otherwise is met, not met or open for whoever meets the rest just when what was asked before is."""
    HIDDEN = "fails only where something else does that nobody can change"
    """Whoever meets the difference is shut out already, by where they live or what they make."""


class Seen(NamedTuple):
    """What a visitor sees of an instrument."""

    verdict: Verdict
    closing: date | None


@dataclass(frozen=True, slots=True)
class Witness:
    """Answers for which a mutant says something else of an instrument than the ruleset does: what a persona could hold."""

    answers: Answers
    instrument: InstrumentId
    expected: Seen
    mutated: Seen
    before: InstrumentId | None = None
    """Where only the order is otherwise: what the instrument comes before, and in the mutant does not."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One mutant. `same`: why it is no fault, None for one that is; `findings` and `red`: what caught it, the first
    personas of all that do."""

    mutant: Mutant
    same: Same | None
    findings: tuple[Finding, ...] = ()
    red: tuple[str, ...] = ()

    @property
    def is_caught(self) -> bool:
        return bool(self.findings or self.red)


SHOWN = frozenset(
    {
        FaultKind.ADMISSION,
        FaultKind.CERTAINTY,
        FaultKind.CHECK,
        FaultKind.DECISION,
        FaultKind.FIGURE,
        FaultKind.HOUR,
        FaultKind.LAST_SEEN,
        FaultKind.NEEDS_FIRST,
        FaultKind.ROUND_SUM,
        FaultKind.THROUGH,
        FaultKind.UNDATED_ROUNDS,
        FaultKind.UNIT,
        FaultKind.UNIT_BOUND,
        FaultKind.UNIT_PER,
    }
)
"""Kinds of slips in what a page shows as it stands, so that each is seen by somebody."""
OF_LISTS = frozenset({FaultKind.MEMBER_PERIOD, FaultKind.MEMBER_ROLE, FaultKind.TERRITORIES, FaultKind.PLAN_CHANGE})
Known = frozenset[tuple[str, ...]]
NAMED = 2
"""So many of the personas that catch a mutant are named: one is enough, and to ask all takes as long as all the rest."""


class Scoring:
    """Mutants of the ruleset in force, on a day."""

    def __init__(self, now: Site, on: date) -> None:
        self.now = now
        self.on = on
        self.classes = Classes(now.compiled(on), now.words.offered())
        self.sources = read_sources()

    @cached_property
    def known(self) -> Known:
        """What verification finds in the ruleset itself."""
        told = (*only_told_findings(self.now.edition), *unsaid_findings(self.now.edition))
        return frozenset(named(one) for one in (*self.found(self.classes), *told))

    @cached_property
    def green(self) -> list[Persona]:
        outcomes = personas.check_all(self.now)
        return [one.persona for one in outcomes if one.is_green]

    def scored(self, those: Iterable[Mutant]) -> Iterator[Scored]:
        for mutant in those:
            yield self.score(mutant)

    def score(self, mutant: Mutant) -> Scored:
        """What catches a mutant: its words, else verification, else personas. Who is caught by one is not shown to the next."""
        told = self.new(self.told(mutant))
        if told and mutant.kind in SHOWN:
            return Scored(mutant, None, told)
        then = self.judged(mutant)
        if same := self.same(mutant, then):
            return Scored(mutant, same)
        findings = told or self.new(self.found(self.classes.under(then.compiled(self.on))))
        return Scored(mutant, None, findings, () if findings else tuple(islice(self.red(mutant, then), NAMED)))

    def new(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those that were not there before."""
        return tuple(one for one in found if named(one) not in self.known)

    def judged(self, mutant: Mutant) -> Site:
        """The edition with the fault in it, with its own words: a persona that answers a check that is gone says so."""
        return Site(mutant.edition)

    def found(self, classes: Classes) -> Iterator[Finding]:
        """Without the plans that end with nothing: every change to what a route asks moves those figures."""
        yield from verify(classes, with_plans=False)
        yield from self.sources.findings(classes.compiled.ruleset)

    def told(self, mutant: Mutant) -> Iterator[Finding]:
        """Where the entries that may be otherwise and their words do not agree."""
        yield from only_told_findings(mutant.edition, mutant.touched)
        yield from unsaid_findings(mutant.edition, mutant.touched)

    def red(self, mutant: Mutant, then: Site) -> Iterator[str]:
        """The personas that turn red: of those alone that expect something of what was changed, or name all that fit. Neither
        the verdicts nor the order of other routes depend on it."""
        asked = [one for one in self.green if one.names_all or not mutant.instruments.isdisjoint(expected(one))]
        for one in sorted(asked, key=lambda one: one.on):  # a ruleset is compiled per day, and few days are kept
            if not personas.check(one, then).is_green:
                yield one.slug

    def same(self, mutant: Mutant, then: Site) -> Same | None:
        """Why nobody can tell the mutant from the edition; None: somebody can, or it is not proved that nobody can.

        Everybody can tell what pages show as it stands, and any other list of places or of changes is taken to be seen."""
        if mutant.kind in SHOWN:
            return None
        if mutant.kind in OF_LISTS:
            was, now = self.now.ruleset, then.ruleset
            return Same.COMPILES if (was.groups, was.changes) == (now.groups, now.changes) else None
        before, after = self.classes, self.classes.under(then.compiled(self.on))
        changed = [one for one in sorted(mutant.instruments) if asks(before, one) != asks(after, one)]
        if not changed:
            return Same.COMPILES
        if all(not is_open(each.compiled.demanded(one)) for one in changed for each in (before, after)):
            return Same.CLOSED
        if all(asks(before, one)[1:] == asks(after, one)[1:] for one in changed):
            if all(hidden(after, before, one) for one in changed):
                return Same.HIDDEN
            if all(alike(after, before, one) for one in changed):
                return Same.ALIKE
        return None

    def witness(self, mutant: Mutant) -> Witness | None:
        """Answers that tell a mutant from the ruleset, where the search finds some: first by a verdict, then by a day, then
        by the order."""
        before, after = self.classes.compiled, self.judged(mutant).compiled(self.on)
        ordered = None
        for one in sorted(mutant.instruments):
            for answers in self.tries(mutant, one, after):
                said, says = Matching(before, answers), Matching(after, answers)
                if seen(said, one) != seen(says, one):
                    return Witness(answers, one, seen(said, one), seen(says, one))
                if ordered is None and (pair := turned(in_order(said), in_order(says))):
                    first, second = pair
                    ordered = Witness(answers, first, seen(said, first), seen(says, first), second)
        return ordered

    def tries(self, mutant: Mutant, one: InstrumentId, after: Compiled) -> Iterator[Answers]:
        """Answers that meet all that was asked and not what is asked now, or the other way round; then those that meet both,
        with budgets of all sizes."""
        classes = self.classes.under(after)  # which asks about dates of before as well as about its own
        asked, asks_now = self.classes.compiled.demanded(one), after.demanded(one)
        for these, those in ((asked, asks_now), (asks_now, asked)):
            for criterion in sorted(those - these, key=repr):
                unmet = frozenset({criterion})
                for goal in (Wanted(these, unmet), Wanted(these - those, unmet), Wanted(frozenset(), unmet, these)):
                    if (found := classes.find(goal)) is not None:
                        yield found
        goals = [Wanted(met=asked | asks_now), Wanted(met=asked), Wanted(met=asks_now), Wanted(open=asked)]
        rules = [rule for each in (self.classes.compiled, after) for rule in each.points_for(one)]
        for goal in [wanted(rule, asked & asks_now) for rule in rules] + goals:
            if (found := classes.find(goal)) is not None:
                yield found
                for budget in (1_000, 5_000, 20_000, 100_000, 1_000_000):
                    yield found.changed({BUDGET: budget})


def expected(persona: Persona) -> frozenset[str]:
    return frozenset(one.instrument.slug for one in persona.expectations.all())


def named(finding: Finding) -> tuple[str, ...]:
    return finding.fault, finding.subject, *finding.others


def seen(matching: Matching, one: InstrumentId) -> Seen:
    """Of an instrument that is there."""
    return Seen(matching.verdict(one) or Verdict.NO, personas.closing(matching.due(one)))


def in_order(matching: Matching) -> list[InstrumentId]:
    return [one.instrument for one in (*matching.ranked(), *matching.ranked_beside())]


def turned(before: list[InstrumentId], after: list[InstrumentId]) -> tuple[InstrumentId, InstrumentId] | None:
    """Two that stand next to each other, and the other way round after."""
    place = {one: index for index, one in enumerate(after)}
    return next(((one, other) for one, other in pairwise(before) if place[one] > place[other]), None)


def asks(classes: Classes, one: InstrumentId) -> tuple[object, ...]:
    """All that decides what is said of an instrument on the day: first what it asks, then its dates, and what gives points."""
    compiled = classes.compiled
    instrument, standing = compiled.instrument(one), compiled.standing(one)
    timing, agenda = standing.timing, standing.agenda
    lead = (timing.lead_days, timing.lead_months) if timing.kind is TimingKind.ROLLING else ()
    fields = (instrument.goals, instrument.disciplines, instrument.themes, instrument.where, instrument.effort)
    return (
        frozenset(criterion for criterion in compiled.demanded(one) if criterion.topic is not Topic.START),
        (standing.availability, agenda.asks_for_start, agenda.chances, lead, timing.season),
        (*fields, instrument.amount.max_eur, instrument.amount.max_rate_pct),
        frozenset(
            (rule.when, rule.points) for rule in compiled.points_for(one) if classes.find(wanted(rule)) is not None
        ),
    )


def wanted(rule: EngineRule, asked: frozenset[Criterion] = frozenset()) -> Wanted:
    """That the rule holds, for somebody who meets what is asked."""
    return Wanted(met=asked | tests(rule.when))


def alike(then: Classes, before: Classes, one: InstrumentId) -> bool:
    """Whether one criterion came for another, and no answers, or none yet, tell them apart beside what nobody can change."""
    was, now = before.compiled.demanded(one), then.compiled.demanded(one)
    if len(was - now) != 1 or len(now - was) != 1:
        return False
    (gone,), (came,) = was - now, now - was
    asked = sorted(looks_at(gone) | looks_at(came))
    fixed = [each for each in was & now if not each.can_change and looks_at(each) <= frozenset(asked)]
    tested = frozenset(leaf for each in (gone, came, *fixed) for test in each.any_of for leaf in leaves(test))
    for values in product(*[(None, *then.of(question, tested)) for question in asked]):
        answers = Answers({question: value for question, value in zip(asked, values, strict=True) if value is not None})
        both = {then.compiled.settle(each, answers) for each in (gone, came)}
        beside = {then.compiled.settle(each, answers) for each in fixed}
        is_unsettled = Truth.UNKNOWN in beside and both == {Truth.MET, Truth.UNKNOWN}
        if len(both) > 1 and Truth.NOT_MET not in beside and not is_unsettled:
            return False
    return True


def hidden(then: Classes, before: Classes, one: InstrumentId) -> bool:
    """Whether each criterion that came or went fails only where one that stays, and that nobody can change, fails too; and is
    not settled only where that is not either, for it looks at the same question."""
    was, now = before.compiled.demanded(one), then.compiled.demanded(one)
    fixed = frozenset(
        criterion for criterion in was & now if not criterion.can_change and len(looks_at(criterion)) == 1
    )
    settled = frozenset(question for criterion in fixed for question in looks_at(criterion)) - {BASE, PLACE}
    return all(
        looks_at(criterion) <= settled and then.find(Wanted(unmet=frozenset({criterion}), open=fixed)) is None
        for criterion in was ^ now
    )
