"""What an instrument demands: by its fields, and by the rules that are for it."""

from collections.abc import Callable
from dataclasses import dataclass

from .answers import APPLICANT, BASE, BUDGET, DISCIPLINE, GOAL, PARTNERS, PLACE, QuestionName
from .criteria import Criterion, Topic
from .predicates import AnyOf, AnyPlace, AtLeast, Destination, Partnership, Predicate, negation, questions_of
from .ruleset import EngineRule, Instrument


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


def criterion_of(rule: EngineRule, can_change: Callable[[QuestionName], bool]) -> Criterion:
    """ "When A and B then require C" as "not A, or not B, or C"; "then exclude" is the same without C."""
    either = tuple(negation(predicate) for predicate in rule.when)
    if rule.require is not None:
        either += (rule.require,)
    changes = any(can_change(question) for predicate in either for question in questions_of(predicate))
    return Criterion(Topic.RULE, either, changes, rule.id)
