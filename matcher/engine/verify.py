"""What is wrong with a ruleset whatever anybody answers: routes that nobody reaches, rules that change nothing, options that
never matter. A fault is proved by looking for answers over all classes of them, and shown by an example where there is one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import combinations, pairwise
from typing import NamedTuple, assert_never

from .agenda import Agenda
from .answers import APPLICANT, BASE, START, Answers, PlaceCode, QuestionKind, QuestionName
from .classes import Classes, Wanted
from .compile import Compiled
from .criteria import Criterion, Topic, looks_at
from .days import DAY
from .demands import criterion_of
from .endings import Endings
from .places import Area, GroupId
from .predicates import AnyPlace, InTime, Predicate, areas_of, leaves, questions_of, values_of
from .ruleset import AllowedChange, EngineRule, Instrument, RuleEffect
from .timing import State, TimingKind
from .truth import Truth


class Fault(StrEnum):
    UNREACHABLE = "unreachable"
    """Something fails for the instrument whatever one answers."""
    NEVER_CERTAIN = "never-certain"
    """The instrument may fit, but no answer makes it fit."""
    NOT_FROM_HERE = "not-from-here"
    """Whoever is established in one of the places that the questionnaire proposes can not get the instrument."""
    FOR_EVERYBODY = "for-everybody"
    """The instrument asks nothing of anybody."""
    RULE_FOR_NOTHING = "rule-for-nothing"
    """The rule holds on the day, but is for no instrument."""
    RULE_OVER = "rule-over"
    """The rule's period has passed."""
    RULE_NEVER_FIRES = "rule-never-fires"
    """No answer meets all of the rule's conditions."""
    RULE_CHANGES_NOTHING = "rule-changes-nothing"
    """Wherever the rule's conditions hold, fields or other rules say the same already, or shut the instruments out."""
    RULE_FOR_CLOSED = "rule-for-closed"
    """All instruments that the rule is for are closed, or out of everybody's reach."""
    RULE_SHUTS_OUT = "rule-shuts-out"
    """What the rule requires can not be had together with what the instrument asks: it excludes without saying so."""
    RULES_CONTRADICT = "rules-contradict"
    """Two rules for one instrument can not both be followed where both hold: what one requires the other rules out; or one
    gives points and the other takes them, for the same answers."""
    UNKNOWN_OPTION = "unknown-option"
    """A condition names an option that the question does not offer."""
    OPTION_NEVER_MATTERS = "option-never-matters"
    QUESTION_NEVER_MATTERS = "question-never-matters"
    GROUP_OVER = "group-over"
    """A group of places that is asked for has no members on the day: what asks for it is judged no further."""
    STARTS_OVERLAP = "starts-overlap"
    """For some starts two windows close on different days."""
    STARTS_LEFT_OUT = "starts-left-out"
    """Between the starts of one window and those of the next lie days that none serves."""
    ROUND_OFF_PATTERN = "round-off-pattern"
    """A dated round closes on a day on which no yearly round does: one of the two is not right, or the pattern has changed."""
    CLOSED_WITH_ROUNDS = "closed-with-rounds"
    """The instrument is said to be closed or to have ended, and names a day of every year to apply by."""
    ROUND_SERVES_NOTHING = "round-serves-nothing"
    """The starts that a round is for all lie before its closing day."""
    TOO_FEW_MEMBERS = "too-few-members"
    """More countries are asked for than the area has, or an area in which nobody can be established."""
    CHECK_FOR_NOBODY = "check-for-nobody"
    """A check is for applicants alone that the instrument is not for."""
    STATUS_FROM_NOWHERE = "status-from-nowhere"
    """A status is needed first, and no route that is still there gives it; whoever has the facts looks."""
    CHANGE_FOR_NOTHING = "change-for-nothing"
    """A row of the change table allows what would open no route."""
    NO_DEADLINE = "no-deadline"
    """The instrument gives money, and nothing says by when to apply."""
    NO_AMOUNT = "no-amount"
    """The instrument gives money, and nothing says how much."""
    NO_SOURCE = "no-source"
    """Nothing says where the facts of the instrument come from. The engine knows no sources: whoever has them looks."""
    CONTACT_NOT_CONFIRMED = "contact-not-confirmed"
    """A number or an address of an organisation was seen too long ago, or nobody knows when; whoever has them looks."""
    RULE_OTHER_SOURCE = "rule-other-source"
    """None of the instruments that the rule is for names the rule's source; whoever has the sources looks."""
    ONLY_TOLD = "only-told"
    """A sentence of the instrument holds a condition that no field, rule or check does; whoever has the sentences looks."""
    NOT_SAID = "not-said"
    """A field of the instrument holds a figure that neither its words nor its sources say; whoever has the words looks."""
    NOT_AS_ASKED = "not-as-asked"
    """The instrument has a status needed first, a side of a partnership, somebody who applies, so many rounds or no way to apply,
    and its sources do not, or the other way round; whoever has them looks."""
    RULE_NOT_SAID = "rule-not-said"
    """The rule asks for what its reason does not say, or its reason says what it does not ask for."""
    MEMBER_NOT_SAID = "member-not-said"
    """The words of a group do not say from when, until when or how a member counts."""
    ENDS_WITH_NOTHING = "ends-with-nothing"
    """For this applicant, some plans leave no route that gives money, whatever the start and the budget: none fits, none
    may fit, and none is one change away."""
    ENDS_WITH_A_CHANGE = "ends-with-a-change"
    """The same, but one change to the plan brings a route that gives money within reach."""

    @property
    def must_be_mended(self) -> bool:
        """Whether the ruleset can't mean this. The others are worth a look: they may be right."""
        return self in (
            Fault.UNREACHABLE,
            Fault.RULE_FOR_NOTHING,
            Fault.RULE_NEVER_FIRES,
            Fault.RULE_SHUTS_OUT,
            Fault.RULES_CONTRADICT,
            Fault.UNKNOWN_OPTION,
            Fault.ROUND_SERVES_NOTHING,
            Fault.TOO_FEW_MEMBERS,
            Fault.CHECK_FOR_NOBODY,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `subject` is the instrument, rule, question, applicant or group it is about; `others` what else it names:
    for a rule the instruments, for two rules the other one first, for a question an option, for a group the instruments and
    then the rules that ask for it."""

    fault: Fault
    subject: str
    others: tuple[str, ...] = ()
    example: Answers | None = None
    """Answers that show it; None where it shows everywhere."""
    figures: tuple[int, ...] = ()
    """Of plans that end with nothing: how many, of how many, and in how many of them something beside the money is left."""


EVERYWHERE = 200
"""How many countries there are at least, where no area is asked for."""
SCORED = ("goal", "budget", "theme", "start", "place", "discipline")
"""The questions that weigh in the order of the routes, even where no condition looks at them."""


class Step(NamedTuple):
    """One step of a verification, and what it found. After the last one, `done` is `of`."""

    done: int
    of: int
    findings: tuple[Finding, ...]


def verify(classes: Classes, *, with_plans: bool = True) -> Iterator[Finding]:
    """All faults on the compiled day: instruments in order, then rules, questions, groups and applicants. Plans that end with
    nothing, which take longest, may be left out."""
    for findings in _work(classes, with_plans=with_plans):
        yield from findings()


def steps(classes: Classes) -> Iterator[Step]:
    """As `verify`, step by step, so that somebody who waits can be told how far it is."""
    work = list(_work(classes, with_plans=True))
    for done, findings in enumerate(work, start=1):
        yield Step(done, len(work), tuple(findings()))


def sharing_routes(rules: Sequence[EngineRule]) -> Iterator[tuple[EngineRule, EngineRule]]:
    """The pairs of rules that are for one and the same instrument, in order."""
    of: dict[str, set[int]] = {}
    for number, rule in enumerate(rules):
        for instrument in rule.instruments:
            of.setdefault(instrument, set()).add(number)
    pairs = {pair for those in of.values() for pair in combinations(sorted(those), 2)}
    return ((rules[one], rules[other]) for one, other in sorted(pairs))


Work = Callable[[], Iterable[Finding]]


def _work(classes: Classes, *, with_plans: bool) -> Iterator[Work]:
    compiled, options = classes.compiled, classes.options
    over = groups_over(compiled)
    ruled = [rule for rule in compiled.ruleset.rules if rule.holds(compiled.on)]
    yield from (partial(_instrument, classes, one, over) for one in compiled.instruments)
    yield from (partial(_rule, classes, rule, over) for rule in compiled.ruleset.rules)
    yield from (partial(_pair, classes, one, other, over) for one, other in sharing_routes(ruled))
    yield lambda: _questions(compiled, options)
    yield lambda: _changes(compiled)
    yield lambda: (Finding(Fault.GROUP_OVER, group, over[group]) for group in sorted(over))
    if not with_plans:
        return
    endings = Endings(classes)
    yield from (partial(_endings, endings, one) for one in options.get(APPLICANT, ()))


Over = Mapping[GroupId, tuple[str, ...]]
"""The groups without members on the day, and what asks for them."""


def _instrument(classes: Classes, instrument: Instrument, over: Over) -> Iterator[Finding]:
    """One that is closed, or for which nobody can apply, has no other faults than that, for it has no visitors."""
    compiled = classes.compiled
    criteria = compiled.demanded(instrument.id)
    yield from _rounds(instrument, compiled.on)
    yield from _checks(instrument)
    if not is_open(criteria):
        return
    if asks_for_too_many(instrument, compiled):
        yield Finding(Fault.TOO_FEW_MEMBERS, instrument.id)
        return
    if instrument.gives_money:
        yield from _unknown(instrument)
        yield from _starts(instrument, compiled.on)
        yield from _from_here(classes, instrument)
    if not over.keys().isdisjoint((*instrument.where.groups, *instrument.base.groups)):
        return
    known = frozenset(one for one in criteria if not serves_nothing_for_certain(one, compiled))
    if classes.find(Wanted(met=known, open=criteria - known)) is None:
        perhaps = classes.find(Wanted(open=criteria))
        yield Finding(Fault.NEVER_CERTAIN if perhaps else Fault.UNREACHABLE, instrument.id, example=perhaps)
    elif not any(classes.find(Wanted(unmet=frozenset({one}))) is not None for one in criteria):
        yield Finding(Fault.FOR_EVERYBODY, instrument.id)


def _checks(instrument: Instrument) -> Iterator[Finding]:
    open_to = instrument.applicants
    if open_to and any(open_to.isdisjoint(one.applicants) for one in instrument.checks_for):
        yield Finding(Fault.CHECK_FOR_NOBODY, instrument.id)


def _unknown(instrument: Instrument) -> Iterator[Finding]:
    timing, amount = instrument.timing, instrument.amount
    if timing.kind is not TimingKind.ROLLING and not timing.windows and not timing.calls:
        yield Finding(Fault.NO_DEADLINE, instrument.id)
    if amount.min_eur is None and not amount.is_known:
        yield Finding(Fault.NO_AMOUNT, instrument.id)


def _rounds(instrument: Instrument, on: date) -> Iterator[Finding]:
    timing = instrument.timing
    served = [(one.closes, one.starts.until) for one in Agenda.of(timing, on).chances]
    if any(until is not None and until < closes for closes, until in served):
        yield Finding(Fault.ROUND_SERVES_NOTHING, instrument.id)
    yearly = {(window.submit_by.month, window.submit_by.day) for window in timing.windows}
    dated = {call.closes for call in timing.calls if call.closes is not None}
    if yearly and any((day.month, day.day) not in yearly for day in dated):
        yield Finding(Fault.ROUND_OFF_PATTERN, instrument.id)
    if timing.windows and timing.state in (State.CLOSED, State.ENDED):
        yield Finding(Fault.CLOSED_WITH_ROUNDS, instrument.id)


def asks_for_too_many(instrument: Instrument, compiled: Compiled) -> bool:
    """Whether no members, of today or of a day to come, are as many as the instrument asks for."""
    areas = (instrument.where, *[side.area for side in instrument.sides])
    days = (compiled.on, *compiled.atlases.turns(areas, compiled.on))

    def is_possible(day: date) -> bool:
        atlas = compiled.atlas.at(day)
        countries = [
            len({atlas.counted(code, area) for code in atlas.countries_in(area)}) if area else EVERYWHERE
            for area in areas
        ]
        return countries[0] >= (instrument.min_countries or 0) and all(countries[1:])

    return not any(map(is_possible, days))


def _changes(compiled: Compiled) -> Iterator[Finding]:
    for row in compiled.ruleset.changes or ():
        if not any(might_open(row, one, compiled) for one in compiled.instruments):
            yield Finding(Fault.CHANGE_FOR_NOTHING, row.question)


def might_open(row: AllowedChange, instrument: Instrument, compiled: Compiled) -> bool:
    """Whether something that the instrument asks could be met by such a change."""
    if row.goals and instrument.goals and row.goals.isdisjoint(instrument.goals):
        return False
    criteria = compiled.demanded(instrument.id)
    return is_open(criteria) and any(
        row.question in questions_of(leaf) and (not row.to_options or not row.to_options.isdisjoint(values_of(leaf)))
        for criterion in criteria
        if criterion.can_change
        for one in criterion.any_of
        for leaf in leaves(one)
    )


def _from_here(classes: Classes, instrument: Instrument) -> Iterator[Finding]:
    """That nobody gets it who is established where the questionnaire proposes: by its address, or by all that is asked."""
    proposed = tuple(map(PlaceCode, classes.options.get(BASE, ())))
    if not proposed:
        return
    compiled = classes.compiled
    outside = instrument.base and all(compiled.atlas.within(one, instrument.base) is Truth.NOT_MET for one in proposed)
    if outside or not _is_got_by_somebody_in(proposed, classes, instrument):
        yield Finding(Fault.NOT_FROM_HERE, instrument.id, example=Answers({BASE: frozenset(proposed[:1])}))


def _is_got_by_somebody_in(proposed: tuple[PlaceCode, ...], classes: Classes, instrument: Instrument) -> bool:
    criteria = classes.compiled.demanded(instrument.id)
    if not any(BASE in looks_at(one) for one in criteria) or classes.find(Wanted(open=criteria)) is None:
        return True
    home = Criterion(Topic.BASE, (AnyPlace(BASE, Area(places=proposed)),), can_change=False)
    return classes.find(Wanted(met=frozenset({home}), open=criteria)) is not None


def _starts(instrument: Instrument, on: date) -> Iterator[Finding]:
    """The starts that the windows of one instrument serve, from the first on: each begins when the one before it ends."""
    chances = [] if instrument.timing.calls else Agenda.of(instrument.timing, on).chances
    served = sorted({(one.starts.since, one.starts.until) for one in chances if one.starts.until is not None})
    faults: dict[Fault, Finding] = {}
    for (_first, last), (first, _last) in pairwise(served):
        fault, day = Fault.STARTS_OVERLAP, first
        if first > last:
            fault, day = Fault.STARTS_LEFT_OUT, last + DAY
            if first == day:
                continue
        faults.setdefault(fault, Finding(fault, instrument.id, example=Answers({START: day})))
    yield from faults.values()


def _rule(classes: Classes, rule: EngineRule, over: Over) -> Iterator[Finding]:
    compiled = classes.compiled
    if rule.until is not None and rule.until < compiled.on:
        yield Finding(Fault.RULE_OVER, rule.id)
    if not rule.holds(compiled.on) or any(rule.id in asking for asking in over.values()):
        return
    within = [one for one in sorted(rule.instruments) if one in compiled]
    if not within:
        yield Finding(Fault.RULE_FOR_NOTHING, rule.id)
        return
    when = tests(rule.when)
    example = classes.find(Wanted(met=when))
    if example is None:
        yield Finding(Fault.RULE_NEVER_FIRES, rule.id)
        return
    idle, said, shut = [], 0, {}
    for name in within:
        own = frozenset(one for one in compiled.demanded(name) if one.rule != rule.id)
        if not is_open(own) or classes.find(Wanted(open=own)) is None:
            continue
        said += 1
        match rule.effect:
            case RuleEffect.POINTS | RuleEffect.ADVISE | RuleEffect.LIMIT | RuleEffect.EXCLUDE:
                if classes.find(Wanted(met=when, open=own)) is None:
                    idle.append(name)
            case RuleEffect.REQUIRE:
                asked = criterion_of(rule, compiled.can_change)
                reached = classes.find(Wanted(met=when, open=own))
                if classes.find(Wanted(unmet=frozenset({asked}), open=own)) is None:
                    idle.append(name)
                elif reached is not None and classes.find(Wanted(met=when, open=own | {asked})) is None:
                    shut[name] = reached
            case _:
                assert_never(rule.effect)
    if not said:
        yield Finding(Fault.RULE_FOR_CLOSED, rule.id, tuple(within))
    elif len(idle) == said:
        yield Finding(Fault.RULE_CHANGES_NOTHING, rule.id, tuple(idle), example)
    for name, reached in shut.items():
        yield Finding(Fault.RULE_SHUTS_OUT, rule.id, (name,), reached)


def is_open(criteria: frozenset[Criterion]) -> bool:
    return not any(one.topic in (Topic.AVAILABILITY, Topic.ADMISSION) for one in criteria)


def serves_nothing_for_certain(criterion: Criterion, compiled: Compiled) -> bool:
    """Whether it asks for a start, and of no round it is known which starts it serves: a fact that nobody has, and no fault."""
    return any(
        isinstance(one, InTime)
        and one.timing.kind is not TimingKind.ROLLING
        and not any(chance.sure for chance in Agenda.of(one.timing, compiled.on).chances)
        for one in criterion.any_of
    )


def _pair(classes: Classes, one: EngineRule, other: EngineRule, over: Over) -> Iterator[Finding]:
    """Whether two rules in force contradict each other, beside the fields of the instruments that both are for."""
    compiled = classes.compiled
    both = [it.id for it in compiled.instruments if it.id in one.instruments & other.instruments]
    if not both or any(rule.id in asking for rule in (one, other) for asking in over.values()):
        return
    if one.effect is RuleEffect.POINTS and other.effect is RuleEffect.POINTS:
        if set(one.when) == set(other.when) and one.points * other.points < 0:
            yield Finding(Fault.RULES_CONTRADICT, one.id, (other.id, *both))
        return
    if one.effect is not RuleEffect.REQUIRE:
        one, other = other, one
    if one.effect is not RuleEffect.REQUIRE or other.effect not in (RuleEffect.REQUIRE, RuleEffect.EXCLUDE):
        return
    held = tests(one.when) | (tests(other.when) if other.effect is RuleEffect.REQUIRE else frozenset())
    first, second = (criterion_of(rule, compiled.can_change) for rule in (one, other))
    names: list[str] = []
    example = None
    for name in both:
        own = frozenset(criterion for criterion in compiled.demanded(name) if criterion.rule is None)
        if not is_open(own):
            continue
        reached = classes.find(Wanted(met=held, open=own | {first}))
        if reached is None or several(reached, compiled):
            continue
        alone = other.effect is RuleEffect.EXCLUDE or classes.find(Wanted(met=held, open=own | {second})) is not None
        if alone and classes.find(Wanted(met=held, open=own | {first, second})) is None:
            names.append(name)
            example = example or reached
    if names:
        yield Finding(Fault.RULES_CONTRADICT, one.id, (other.id, *names), example)


def several(answers: Answers, compiled: Compiled) -> bool:
    """Whether more than one option is named: rules for two goals do not contradict because somebody may have both."""
    return any(
        len(answers.chosen(name) or ()) > 1
        for name in answers
        if name in compiled.questions and compiled.questions[name].kind is QuestionKind.CHOICES
    )


def tests(when: Iterable[Predicate]) -> frozenset[Criterion]:
    return frozenset(Criterion(Topic.RULE, (test,), can_change=True) for test in when)


def _endings(endings: Endings, applicant: str) -> Iterator[Finding]:
    found = endings.of(applicant)
    for fault, ending in ((Fault.ENDS_WITH_NOTHING, found.nothing), (Fault.ENDS_WITH_A_CHANGE, found.one_change)):
        if ending.plans:
            yield Finding(fault, applicant, (), ending.example, (ending.plans, found.plans, ending.with_others))


def _questions(compiled: Compiled, options: Mapping[QuestionName, Sequence[str]]) -> Iterator[Finding]:
    tests = tuple(tests_of(compiled))
    asked_about = {question for criterion in compiled.criteria for question in looks_at(criterion)}
    asked_about |= {question for one in tests for question in looks_at(Criterion(Topic.RULE, (one,), can_change=True))}
    for question in compiled.ruleset.questions:
        name = question.name
        if name not in asked_about and name not in SCORED:
            yield Finding(Fault.QUESTION_NEVER_MATTERS, name)
        offered = options.get(name, ())
        if not offered:
            continue
        named: set[str] = set()
        for test in tests:
            if getattr(test, "question", None) == name:
                named |= values_of(test)
        for strange in sorted(named - set(offered)):
            yield Finding(Fault.UNKNOWN_OPTION, name, (strange,))
        for idle in offered:
            if named and idle not in named:
                yield Finding(Fault.OPTION_NEVER_MATTERS, name, (idle,))


def tests_of(compiled: Compiled) -> Iterator[Predicate]:
    """Every predicate that anything looks at: of fields, of rules in force, and themes, which weigh alone."""
    for criterion in compiled.criteria:
        for predicate in criterion.any_of:
            yield from leaves(predicate)
    for rule in (*(rule for rule, _ in (*compiled.pointing, *compiled.limiting)), *compiled.advising):
        for predicate in rule.when:
            yield from leaves(predicate)


def groups_over(compiled: Compiled) -> Over:
    """Per group that has no members on the day: the instruments, and then the rules in force, that ask for it."""
    periods = compiled.ruleset.groups
    held = {group for group, those in periods.items() if any(one.holds(compiled.on) for one in those)}
    empty = {group for group, ground in compiled.atlas.members.items() if group not in held or not ground.members}
    asking: dict[GroupId, list[str]] = {}
    for one in compiled.instruments:
        sides = [group for side in one.sides for group in side.area.groups]
        for group in sorted(empty.intersection((*one.where.groups, *one.base.groups, *sides))):
            asking.setdefault(group, []).append(one.id)
    for rule in compiled.ruleset.rules:
        tests = [leaf for test in (*rule.when, *([rule.require] if rule.require else [])) for leaf in leaves(test)]
        groups = {group for test in tests for area in areas_of(test) for group in area.groups}
        for group in empty & groups if rule.holds(compiled.on) else ():
            asking.setdefault(group, []).append(rule.id)
    return {group: tuple(names) for group, names in asking.items()}
