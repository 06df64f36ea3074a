"""What an instrument demands: by its fields, and by the rules that are for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .answers import (
    APPLICANT,
    AT,
    BASE,
    BUDGET,
    DISCIPLINE,
    ELSEWHERE,
    GOAL,
    HERE,
    HOSTING,
    LEAD,
    MONTHS,
    ONLINE,
    PARTNERS,
    PLACE,
    ROLE,
    THERE,
    QuestionName,
)
from .criteria import Criterion, Topic
from .places import Area
from .predicates import (
    AnsweredAs,
    AnyOf,
    AnyPlace,
    AtLeast,
    AtMost,
    Destination,
    NoneOf,
    Not,
    OnDay,
    Partnership,
    Predicate,
    Sides,
    areas_of,
    negation,
    questions_of,
)
from .ruleset import EngineRule, Instrument, WhereRole


def _no_areas(_one: Instrument) -> tuple[Area, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that the fields of an instrument may ask; of instruments alike in `fields` the same is asked."""

    topic: Topic
    about: QuestionName
    fields: tuple[str, ...]
    asks: Callable[[Instrument], tuple[Predicate, ...]]
    """Nothing: no demand."""
    areas: Callable[[Instrument], tuple[Area, ...]] = _no_areas
    """The areas that it looks at, of which the members may change."""
    also_about: Callable[[Instrument], tuple[QuestionName, ...]] = lambda _one: ()
    """Other questions whose answer may be changed to meet it."""

    def criterion(
        self, instrument: Instrument, can_change: Callable[[QuestionName], bool], turns: tuple[date, ...] = ()
    ) -> Criterion | None:
        """`turns`: the days on which the members of its areas change."""
        either = self.asks(instrument)
        if turns:
            either = tuple([OnDay(one, instrument.timing, turns) if areas_of(one) else one for one in either])
        questions = (self.about, *self.also_about(instrument))
        return Criterion(self.topic, either, any(map(can_change, questions))) if either else None


def _goals(one: Instrument) -> tuple[Predicate, ...]:
    return (AnyOf(GOAL, one.goals),) if one.goals else ()


def _applicants(one: Instrument) -> tuple[Predicate, ...]:
    return (AnyOf(APPLICANT, one.applicants),) if one.applicants else ()


def _disciplines(one: Instrument) -> tuple[Predicate, ...]:
    if not one.disciplines:
        return ()
    named = AnyOf(DISCIPLINE, one.disciplines)
    return (named, AnyOf(APPLICANT, one.any_art_for)) if one.any_art_for else (named,)


def _base(one: Instrument) -> tuple[Predicate, ...]:
    if not one.base:
        return ()
    either: list[Predicate] = [AnyPlace(BASE, one.base)]
    may_apply = _free_to_be_elsewhere(one)
    if may_apply:
        either.append(AnyOf(APPLICANT, may_apply))
    if one.base_not_for - may_apply:  # only for those who apply through somebody else: nobody fits by it
        either.append(AnsweredAs(APPLICANT, one.base_not_for - may_apply))
    if one.base_lead_only:
        either.append(NoneOf(ROLE, frozenset({LEAD})))
    return tuple(either)


def _free_to_be_elsewhere(one: Instrument) -> frozenset[str]:
    """Who may apply, wherever it is established: one of those with whom the others work."""
    if not one.base:
        return frozenset()
    return one.base_not_for & one.applicants if one.applicants else one.base_not_for


def _partners(one: Instrument) -> tuple[Predicate, ...]:
    partners, countries = one.min_partners or 0, one.min_countries or 0
    home_counts = one.where_role is WhereRole.AREA
    wanted = Partnership(
        min_partners=partners,
        min_countries=countries,
        area=one.where,
        home=one.base,
        not_for=_seen_from_here(one),
        home_counts=home_counts,
        partner_too=_free_to_be_elsewhere(one),
        is_journey=one.is_away,
    )
    if one.sides:
        return (Sides(one.sides, wanted),)
    return (wanted,) if partners or countries else ()


def _where(one: Instrument) -> tuple[Predicate, ...]:
    """Where partners are asked for, that takes its place."""
    if not one.where or one.min_partners or one.min_countries or one.sides:
        return ()
    if one.where_role is WhereRole.AREA:
        return (AnyPlace(PLACE, one.where),)
    not_for = _seen_from_here(one)
    return (Destination(one.where, one.base if not_for else Area(), not_for),)


def _seen_from_here(one: Instrument) -> frozenset[str]:
    """The applicants for whom abroad is seen from where the others are established."""
    return one.base_not_for if one.base else frozenset()


def _away(one: Instrument) -> tuple[Predicate, ...]:
    """It does not happen where the applicant is established, as long as nobody says that it does; what happens at the house of
    those who are free to be elsewhere is away as seen from here."""
    if not one.is_away:
        return ()
    free = _seen_from_here(one)
    away = Not(AnsweredAs(AT, frozenset({HERE})))
    return (away, AnyOf(APPLICANT, free)) if free else (away,)


def _in_person(one: Instrument) -> tuple[Predicate, ...]:
    """A stay or a journey is not online, whoever applies."""
    return (Not(AnsweredAs(AT, frozenset({ONLINE}))),) if one.is_in_person else ()


def _at_their_own(one: Instrument) -> tuple[Predicate, ...]:
    """Of those who are free to be elsewhere and work with somebody from here: that it happens at their own house. Whoever
    receives somebody does so at home."""
    free = _free_to_be_elsewhere(one)
    if not (one.is_away and one.where and free):
        return ()
    here = (AnyOf(AT, frozenset({HERE})), AnyOf(GOAL, frozenset({HOSTING})))
    return (AnyPlace(PLACE, one.where), *here, NoneOf(APPLICANT, free))


def _not_where_guests_come_from(one: Instrument) -> tuple[Predicate, ...]:
    """Whoever receives somebody, and says that it happens over there or somewhere else, does not receive them after all."""
    if not _at_their_own(one):
        return ()
    away = Not(AnsweredAs(AT, frozenset({THERE, ELSEWHERE})))
    return (AnyPlace(PLACE, one.where), away, NoneOf(APPLICANT, _free_to_be_elsewhere(one)))


def _budget(one: Instrument) -> tuple[Predicate, ...]:
    least = one.amount.min_eur if one.min_is_threshold else None
    return () if least is None else (AtLeast(BUDGET, least),)


def _months(one: Instrument) -> tuple[Predicate, ...]:
    return () if one.max_months is None else (AtMost(MONTHS, one.max_months),)


DEMANDS = (
    Demand(Topic.GOAL, GOAL, ("goals",), _goals),
    Demand(Topic.APPLICANT, APPLICANT, ("applicants",), _applicants),
    Demand(Topic.DISCIPLINE, DISCIPLINE, ("disciplines",), _disciplines),
    Demand(
        Topic.BASE,
        BASE,
        ("base", "base_not_for", "base_lead_only", "applicants"),
        _base,
        lambda one: (one.base,),
        lambda one: (ROLE,) if one.base_lead_only else (),
    ),
    Demand(
        Topic.PARTNERS,
        PARTNERS,
        (
            "min_partners",
            "min_countries",
            "where",
            "base",
            "base_not_for",
            "where_role",
            "sides",
            "applicants",
            "is_away",
        ),
        _partners,
        lambda one: (one.where, one.base, *[side.area for side in one.sides]),
    ),
    Demand(
        Topic.WHERE,
        PLACE,
        ("where", "min_partners", "min_countries", "where_role", "base", "base_not_for", "sides"),
        _where,
        lambda one: (one.where, one.base),
    ),
    Demand(Topic.WHERE, AT, ("is_away", "base", "base_not_for"), _away),
    Demand(
        Topic.WHERE,
        AT,
        ("is_away", "where", "base", "base_not_for", "applicants"),
        _at_their_own,
        lambda one: (one.where,) if _at_their_own(one) else (),
        lambda one: (PLACE,),
    ),
    Demand(
        Topic.WHERE,
        AT,
        ("is_away", "where", "base", "base_not_for", "applicants"),
        _not_where_guests_come_from,
        lambda one: (one.where,) if _at_their_own(one) else (),
        lambda one: (PLACE,),
    ),
    Demand(Topic.WHERE, AT, ("is_in_person",), _in_person),
    Demand(Topic.BUDGET, BUDGET, ("min_is_threshold", "amount"), _budget),
    Demand(Topic.MONTHS, MONTHS, ("max_months",), _months),
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
