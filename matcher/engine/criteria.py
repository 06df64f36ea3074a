"""What an instrument asks for, and the rules that staff add to it: predicates, criteria, the ruleset."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType, assert_never

from .answers import (
    APPLICANT,
    BASE,
    BUDGET,
    DISCIPLINE,
    GOAL,
    PARTNERS,
    PLACE,
    START,
    Answers,
    CheckId,
    PlaceCode,
    Question,
    QuestionName,
)
from .money import Amount
from .places import Area, Atlas, GroupId, Period, PlaceTree
from .timing import State, Timing, TimingKind, due
from .truth import Truth, all_of, any_of

InstrumentId = NewType("InstrumentId", str)
RuleId = NewType("RuleId", str)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the options that the visitor chose is among these."""

    question: QuestionName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of the options that the visitor chose is among these."""

    question: QuestionName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AllWithin:
    """All options that the visitor chose are among these."""

    question: QuestionName
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyPlace:
    """One of the places lies in the area."""

    question: QuestionName
    area: Area


@dataclass(frozen=True, slots=True)
class NoPlace:
    """None of the places lies in the area."""

    question: QuestionName
    area: Area


@dataclass(frozen=True, slots=True)
class AllPlaces:
    """All of the places lie in the area."""

    question: QuestionName
    area: Area


@dataclass(frozen=True, slots=True)
class CountsAtLeast:
    """The places lie in at least so many different countries of the area."""

    question: QuestionName
    area: Area
    count: int


@dataclass(frozen=True, slots=True)
class AtLeast:
    question: QuestionName
    limit: int


@dataclass(frozen=True, slots=True)
class AtMost:
    question: QuestionName
    limit: int


@dataclass(frozen=True, slots=True)
class Before:
    """Strictly before the day."""

    question: QuestionName
    day: date


@dataclass(frozen=True, slots=True)
class After:
    """Strictly after the day."""

    question: QuestionName
    day: date


@dataclass(frozen=True, slots=True)
class Destination:
    """One of the visitor's places counts as destination: it lies in the area, and not in the visitor's own country unless
    the area names it more closely than by its country in a group."""

    area: Area


@dataclass(frozen=True, slots=True)
class Partnership:
    """At least so many partners, from so many different countries of the area, beside the applicant.

    A place in the applicant's own country counts only where the area names it more closely (Wallonia under the Arts
    Decree) and, towards the number of countries, where applicants themselves could not be established (`home`). With
    `min_countries` 0 and an area, one place must count as destination. An empty area is the whole world."""

    min_partners: int
    min_countries: int
    area: Area
    home: Area


@dataclass(frozen=True, slots=True)
class InTime:
    """The start can still be applied for (`timing.due`)."""

    timing: Timing


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The visitor did not deny this check. Not ticked does not count against it."""

    check: CheckId


@dataclass(frozen=True, slots=True)
class Available:
    """Never met: the instrument is closed or has ended on the day."""


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a predicate that has no plainer opposite."""

    predicate: "Predicate"


Predicate = (
    AnyOf
    | NoneOf
    | AllWithin
    | AnyPlace
    | NoPlace
    | AllPlaces
    | CountsAtLeast
    | AtLeast
    | AtMost
    | Before
    | After
    | Destination
    | Partnership
    | InTime
    | Confirmed
    | Available
    | Not
)


class Topic(StrEnum):
    """What a criterion is about."""

    APPLICANT = "applicant"
    DISCIPLINE = "discipline"
    GOAL = "goal"
    BASE = "base"
    WHERE = "where"
    PARTNERS = "partners"
    BUDGET = "budget"
    START = "start"
    AVAILABILITY = "availability"
    CHECK = "check"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Criterion:
    """At least one of its predicates must hold."""

    topic: Topic
    any_of: tuple[Predicate, ...]
    can_change: bool
    """Whether the visitor could really answer so that it holds."""
    rule: RuleId | None = None


class Effect(StrEnum):
    REQUIRE = "require"
    EXCLUDE = "exclude"
    POINTS = "points"
    ADVISE = "advise"


@dataclass(frozen=True, slots=True)
class Rule:
    """When all of `when` hold, then the effect, for the instruments named, on the days from `since` until `until`.

    `require` holds the one predicate demanded, for REQUIRE alone; `points` are for POINTS alone, and may be negative."""

    id: RuleId
    effect: Effect
    instruments: frozenset[InstrumentId]
    when: tuple[Predicate, ...] = ()
    require: Predicate | None = None
    points: int = 0
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Effort(StrEnum):
    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


class Part(StrEnum):
    """The named parts of a score."""

    GOAL = "goal"
    SPECIFICITY = "specificity"
    SHARE = "share"
    TIME = "time"
    EFFORT = "effort"
    THEME = "theme"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One route as far as matching needs it. An empty set makes no demand; None is not known."""

    id: InstrumentId
    sort_name: str
    """Breaks ties between equal scores."""
    gives_money: bool = True
    applicants: frozenset[str] = frozenset()
    disciplines: frozenset[str] = frozenset()
    goals: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    base: Area = Area()
    base_not_for: frozenset[str] = frozenset()
    """Applicants whom the address rule does not bind."""
    where: Area = Area()
    min_partners: int | None = None
    min_countries: int | None = None
    amount: Amount = Amount()
    min_is_threshold: bool = False
    """Whether a budget below the minimum amount fails."""
    timing: Timing = Timing(TimingKind.NONE, State.OPEN)
    effort: Effort = Effort.MEDIUM
    checks: tuple[CheckId, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All that decides, for every day: questions in the order to ask them, places, instruments, rules, weights."""

    version: str
    questions: tuple[Question, ...]
    places: PlaceTree
    groups: Mapping[GroupId, tuple[Period, ...]]
    instruments: tuple[Instrument, ...]
    rules: tuple[Rule, ...]
    weights: Mapping[Part, int]
    """The most points that each part can give."""


def evaluate(predicate: Predicate, answers: Answers, atlas: Atlas, on: date) -> Truth:
    """What the answers make of one predicate on a day."""
    match predicate:
        case AnyOf(question, values):
            chosen = answers.chosen(question)
            return Truth.UNKNOWN if chosen is None else Truth.of(not chosen.isdisjoint(values))
        case NoneOf(question, values):
            chosen = answers.chosen(question)
            return Truth.UNKNOWN if chosen is None else Truth.of(chosen.isdisjoint(values))
        case AllWithin(question, values):
            chosen = answers.chosen(question)
            return Truth.UNKNOWN if chosen is None else Truth.of(chosen <= values)
        case AnyPlace(question, area):
            return _any_place(answers.chosen(question), area, atlas)
        case NoPlace(question, area):
            return ~_any_place(answers.chosen(question), area, atlas)
        case AllPlaces(question, area):
            chosen = answers.chosen(question)
            if chosen is None:
                return Truth.UNKNOWN
            return all_of(atlas.within(PlaceCode(code), area) for code in chosen)
        case CountsAtLeast(question, area, count):
            chosen = answers.chosen(question)
            if chosen is None:
                return Truth.UNKNOWN
            return enough({PlaceCode(code): atlas.within(PlaceCode(code), area) for code in chosen}, count, atlas)
        case AtLeast(question, limit):
            number = answers.number(question)
            return Truth.UNKNOWN if number is None else Truth.of(number >= limit)
        case AtMost(question, limit):
            number = answers.number(question)
            return Truth.UNKNOWN if number is None else Truth.of(number <= limit)
        case Before(question, day):
            given = answers.day(question)
            return Truth.UNKNOWN if given is None else Truth.of(given < day)
        case After(question, day):
            given = answers.day(question)
            return Truth.UNKNOWN if given is None else Truth.of(given > day)
        case Destination(area):
            return countries_count(answers, Partnership(0, 0, area, Area()), atlas)
        case Partnership():
            return all_of((partners_count(answers, predicate), countries_count(answers, predicate, atlas)))
        case InTime(timing):
            return due(timing, answers.day(START), on).in_time
        case Confirmed(check):
            return Truth.of(answers.checks.get(check, True))
        case Available():
            return Truth.NOT_MET
        case Not(opposite):
            return ~evaluate(opposite, answers, atlas, on)
        case _:
            assert_never(predicate)


def partners_count(answers: Answers, wanted: Partnership) -> Truth:
    """Whether there are partners enough."""
    if wanted.min_partners == 0:
        return Truth.MET
    partners = answers.number(PARTNERS)
    return Truth.UNKNOWN if partners is None else Truth.of(partners >= wanted.min_partners)


def countries_count(answers: Answers, wanted: Partnership, atlas: Atlas) -> Truth:
    """Whether the places are in countries enough, or one of them is a destination.

    Where the visitor is established decides which places are abroad: unanswered, every possibility must agree."""
    if wanted.min_countries == 0 and not wanted.area:
        return Truth.MET
    places = answers.chosen(PLACE)
    if places is None:
        return Truth.UNKNOWN
    codes = [PlaceCode(code) for code in places]
    homes = homes_of(answers.chosen(BASE), codes, atlas)
    outcomes = {_from(home, codes, wanted, atlas) for home in homes}
    return outcomes.pop() if len(outcomes) == 1 else Truth.UNKNOWN


def homes_of(base: frozenset[str] | None, codes: Iterable[PlaceCode], atlas: Atlas) -> set[PlaceCode | None]:
    """The countries that the visitor may be established in, as far as the places make a difference; None: another one."""
    known = None if base is None else {atlas.country(PlaceCode(code)) for code in base}
    if known is not None and None not in known:
        return known
    return {None, *(country for code in codes for country in atlas.countries_of(code))}


def _from(home: PlaceCode | None, codes: list[PlaceCode], wanted: Partnership, atlas: Atlas) -> Truth:
    counting = {code: counts(code, home, wanted, atlas) for code in codes}
    return enough(counting, max(wanted.min_countries, 1), atlas)


def counts(code: PlaceCode, home: PlaceCode | None, wanted: Partnership, atlas: Atlas) -> Truth:
    """Whether one place counts for somebody established in the country `home` (None: in none of the places' countries)."""
    country = atlas.country(code)
    if country is None and home is not None:
        members = atlas.members[GroupId(code)]
        truths = {counts(member, home, wanted, atlas) for member in members.full | members.partial}
        return truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    if country is None or country != home:
        return atlas.within(code, wanted.area) if wanted.area else Truth.MET
    named = atlas.within(code, wanted.area, by_name=True)
    if wanted.min_countries == 0:
        return named
    return all_of((named, ~atlas.within(code, wanted.home)))


def _any_place(chosen: frozenset[str] | None, area: Area, atlas: Atlas) -> Truth:
    if chosen is None:
        return Truth.UNKNOWN
    return any_of(atlas.within(PlaceCode(code), area) for code in chosen)


def enough(counting: Mapping[PlaceCode, Truth], wanted: int, atlas: Atlas) -> Truth:
    """Whether the places that count lie in so many countries; a group of several countries adds one that is not known."""
    surely = {atlas.country(code) for code, truth in counting.items() if truth is Truth.MET}
    perhaps = [atlas.country(code) for code, truth in counting.items() if truth is not Truth.NOT_MET]
    named = surely - {None}
    if max(len(named), 1 if surely else 0) >= wanted:
        return Truth.MET
    possible = len(set(perhaps) - {None}) + perhaps.count(None)
    return Truth.UNKNOWN if possible >= wanted else Truth.NOT_MET


def questions_of(predicate: Predicate) -> tuple[QuestionName, ...]:
    """The questions that a predicate looks at."""
    match predicate:
        case Destination():
            return (PLACE, BASE)
        case Partnership(min_partners, min_countries, area):
            asked = (PARTNERS,) if min_partners else ()
            return (*asked, PLACE, BASE) if area or min_countries else asked
        case InTime():
            return (START,)
        case Confirmed() | Available():
            return ()
        case Not(opposite):
            return questions_of(opposite)
        case _:
            return (predicate.question,)


def needed_for(either: Iterable[Predicate]) -> frozenset[QuestionName]:
    """The questions without any of which a criterion is unknown; nothing, where a predicate may hold or fail without answers."""
    asked = [questions_of(predicate) for predicate in either]
    return frozenset(question for questions in asked for question in questions) if all(asked) else frozenset()


def waiting_for(predicate: Predicate, answers: Answers, atlas: Atlas, on: date) -> tuple[QuestionName, ...]:
    """The questions whose answer can still settle an unknown predicate; one that was answered too coarsely is named again."""
    match predicate:
        case Destination(area):
            return waiting_for(Partnership(0, 0, area, Area()), answers, atlas, on)
        case Partnership():
            partners, countries = partners_count(answers, predicate), countries_count(answers, predicate, atlas)
            if all_of((partners, countries)) is not Truth.UNKNOWN:
                return ()
            asked = (PARTNERS,) if partners is Truth.UNKNOWN else ()
            return (*asked, _where_from(answers, predicate, atlas)) if countries is Truth.UNKNOWN else asked
        case _:
            return questions_of(predicate) if evaluate(predicate, answers, atlas, on) is Truth.UNKNOWN else ()


def _where_from(answers: Answers, wanted: Partnership, atlas: Atlas) -> QuestionName:
    """Whether the places are to be named, or named more closely, or where the visitor is established."""
    places = answers.chosen(PLACE)
    if places is None or BASE in answers:
        return PLACE
    codes = [PlaceCode(code) for code in places]
    outcomes = {_from(home, codes, wanted, atlas) for home in homes_of(None, codes, atlas)}
    return BASE if len(outcomes) > 1 else PLACE


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that the fields of an instrument may ask; of instruments alike in `fields` the same is asked."""

    topic: Topic
    about: QuestionName
    fields: tuple[str, ...]
    asks: Callable[[Instrument], tuple[Predicate, ...]]
    """Nothing: no demand."""

    def criterion(self, instrument: Instrument, can_change: Callable[[QuestionName], bool]) -> Criterion | None:
        either = self.asks(instrument)
        return Criterion(self.topic, either, can_change(self.about)) if either else None


def _goals(one: Instrument) -> tuple[Predicate, ...]:
    return (AnyOf(GOAL, one.goals),) if one.goals else ()


def _applicants(one: Instrument) -> tuple[Predicate, ...]:
    return (AnyOf(APPLICANT, one.applicants),) if one.applicants else ()


def _disciplines(one: Instrument) -> tuple[Predicate, ...]:
    return (AnyOf(DISCIPLINE, one.disciplines),) if one.disciplines else ()


def _base(one: Instrument) -> tuple[Predicate, ...]:
    if not one.base:
        return ()
    based = AnyPlace(BASE, one.base)
    return (based, AnyOf(APPLICANT, one.base_not_for)) if one.base_not_for else (based,)


def _partners(one: Instrument) -> tuple[Predicate, ...]:
    partners, countries = one.min_partners or 0, one.min_countries or 0
    return (Partnership(partners, countries, one.where, one.base),) if partners or countries else ()


def _where(one: Instrument) -> tuple[Predicate, ...]:
    """Where partners are asked for, that takes its place."""
    return (Destination(one.where),) if one.where and not one.min_partners and not one.min_countries else ()


def _budget(one: Instrument) -> tuple[Predicate, ...]:
    least = one.amount.min_eur if one.min_is_threshold else None
    return () if least is None else (AtLeast(BUDGET, least),)


DEMANDS = (
    Demand(Topic.GOAL, GOAL, ("goals",), _goals),
    Demand(Topic.APPLICANT, APPLICANT, ("applicants",), _applicants),
    Demand(Topic.DISCIPLINE, DISCIPLINE, ("disciplines",), _disciplines),
    Demand(Topic.BASE, BASE, ("base", "base_not_for"), _base),
    Demand(Topic.PARTNERS, PARTNERS, ("min_partners", "min_countries", "where", "base"), _partners),
    Demand(Topic.WHERE, PLACE, ("where", "min_partners", "min_countries"), _where),
    Demand(Topic.BUDGET, BUDGET, ("min_is_threshold", "amount"), _budget),
)
"""In the order to explain them. Dates, availability, checks and rules come apart."""


def criteria_of(instrument: Instrument, can_change: Callable[[QuestionName], bool]) -> tuple[Criterion, ...]:
    """What the fields of an instrument ask for, in the order to explain it; dates, availability and checks come apart."""
    asked = [demand.criterion(instrument, can_change) for demand in DEMANDS]
    return tuple([criterion for criterion in asked if criterion is not None])


def criterion_of(rule: Rule, can_change: Callable[[QuestionName], bool]) -> Criterion:
    """ "When A and B then require C" as "not A, or not B, or C"; "then exclude" is the same without C."""
    either = tuple(negation(predicate) for predicate in rule.when)
    if rule.require is not None:
        either += (rule.require,)
    changes = any(can_change(question) for predicate in either for question in questions_of(predicate))
    return Criterion(Topic.RULE, either, changes, rule.id)


def negation(predicate: Predicate) -> Predicate:
    """The opposite, in the plainest words there are for it. Unknown stays unknown."""
    match predicate:
        case AnyOf(question, values):
            return NoneOf(question, values)
        case NoneOf(question, values):
            return AnyOf(question, values)
        case AnyPlace(question, area):
            return NoPlace(question, area)
        case NoPlace(question, area):
            return AnyPlace(question, area)
        case AtLeast(question, limit):
            return AtMost(question, limit - 1)
        case AtMost(question, limit):
            return AtLeast(question, limit + 1)
        case Before(question, day):
            return After(question, day - timedelta(days=1))
        case After(question, day):
            return Before(question, day + timedelta(days=1))
        case Not(opposite):
            return opposite
        case _:
            return Not(predicate)
