"""The routes that could pay for a plan, as stacking takes them. What no source says stays unknown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import THRESHOLD_KINDS, Admission, CostKind, Kind, Level
from matcher.engine.availability import returns
from matcher.engine.match import Match
from matcher.engine.ruleset import InstrumentId
from matcher.engine.stacking import Candidate, Cents, CostName, Cumulation, Pair
from matcher.engine.verdicts import Group, Route, Tier
from matcher.rules.site import Site

MOST = 30
"""How many routes are tried together, best first."""
GROUPS = (Group.FITS, Group.MAY_FIT, Group.LATER)
NO_GIFT = frozenset({Kind.LOAN, Kind.TAX_INCENTIVE})
"""What is paid back, or what another invests: it pays for no plan."""
OF_THE_EU = re.compile(r"\bEU\b")
UNSPLIT = CostName("unsplit")
"""What the plan costs beside its budget lines: all of it, where there are none. Nobody said of what that is made up."""


@dataclass(frozen=True, slots=True)
class Payer:
    """A route with what it could pay."""

    route: Route
    entry: InstrumentEntry
    candidate: Candidate

    @property
    def name(self) -> str:
        return str(self.entry.name)


def payers(site: Site, match: Match, costs: Mapping[CostName, Cents]) -> tuple[Payer, ...]:
    """Those that fit, may fit or come back later on a day that is known, in this order, each best first, and that one can apply
    to."""
    entries = site.all(InstrumentEntry)
    among = sorted((one for one in match.routes if one.group in GROUPS), key=lambda one: GROUPS.index(one.group))
    found = [payer(route, entries[route.instrument.id], costs) for route in among if not is_gone(route, match.on)]
    return tuple(one for one in found if can_pay(one.entry))[:MOST]


def is_gone(route: Route, on: date) -> bool:
    """Whether it is closed, and nobody knows a day on which it comes back: nobody can count on it."""
    return route.group is Group.LATER and returns(route.instrument.timing, on).closes is None


def can_pay(entry: InstrumentEntry) -> bool:
    return entry.kind not in NO_GIFT and entry.admission is Admission.APPLICATION


def payer(route: Route, entry: InstrumentEntry, costs: Mapping[CostName, Cents]) -> Payer:
    """A share without a ceiling in euros is one of budget lines alone: of other costs nobody said whether it is paid of them."""
    amount, budget = route.amount, sum(costs.values())
    most = ceiling_eur(route)
    if amount.is_part and most is not None and most * 100 >= budget:
        most = None
    least = Cents((amount.min_eur or 0) * 100)
    if entry.kind not in THRESHOLD_KINDS:  # a sum that is always the same pays no more than there is to pay
        least = Cents(min(least, budget, least if most is None else most * 100))
    is_of_lines = most is None and amount.max_rate_pct is not None and bool(costs.keys() - {UNSPLIT})
    return Payer(
        route,
        entry,
        Candidate(
            id=route.instrument.id,
            most=None if most is None else Cents(most * 100),
            rate_pct=amount.max_rate_pct if most is not None or is_of_lines else None,
            least=least,
            pays=kinds_counted(entry) if is_of_lines else kinds_counted(entry) | {UNSPLIT},
            tier=sureness(route),
        ),
    )


def ceiling_eur(route: Route) -> int | None:
    """The smaller of the maximum and of what its sums per unit come to for this plan; None is not known."""
    sums = sum(one.eur for one in route.cover.sums) if route.cover.sums else None
    known = [one for one in (route.cover.max_eur, sums) if one is not None]
    return min(known, default=None)


def kinds_counted(entry: InstrumentEntry) -> frozenset[CostName]:
    """The budget lines that count for a route: only those of which a source says that it pays them."""
    return frozenset(CostName(kind) for kind in entry.cost_kinds)


def sureness(route: Route) -> int:
    if route.group is Group.LATER:
        return 2
    return 0 if route.group is Group.FITS and route.tier is Tier.NOW else 1


def pairs_of(entries: Iterable[InstrumentEntry]) -> dict[Pair, Cumulation]:
    """What sources say of two routes; where one says yes and another no, it is no."""
    found: dict[Pair, Cumulation] = {}
    for one, other in combinations(entries, 2):
        pair = frozenset((InstrumentId(one.id), InstrumentId(other.id)))
        if other.id in one.combine.not_with or one.id in other.combine.not_with:
            found[pair] = Cumulation.MAY_NOT
        elif other.id in one.combine.with_ or one.id in other.combine.with_:
            found[pair] = Cumulation.MAY
    return found


def pairs_to_stack(entries: Sequence[InstrumentEntry]) -> dict[Pair, Cumulation]:
    """The same for stacking. Where what one excludes in words may be the other, the two are not put together either."""
    found = pairs_of(entries)
    for one, other in combinations(entries, 2):
        if may_exclude(one, other) or may_exclude(other, one):
            found.setdefault(frozenset((InstrumentId(one.id), InstrumentId(other.id))), Cumulation.MAY_NOT)
    return found


def may_exclude(one: InstrumentEntry, other: InstrumentEntry) -> bool:
    """Whether what a route excludes in words, which name no other, may be that one. Words on money of the EU may be any route
    between many countries, and no other; all other words may be any route."""
    return any(other.level == Level.MULTILATERAL or not OF_THE_EU.search(words.nl) for words in one.combine.never_with)


def costs_of(budget: int | None, lines: Mapping[CostKind, int]) -> dict[CostName, Cents]:
    """The budget lines, and what is left of the budget beside them. Nothing is known: no costs."""
    costs = {CostName(kind): Cents(euros * 100) for kind, euros in lines.items() if euros}
    left = (budget or 0) - sum(lines.values())
    return {**costs, UNSPLIT: Cents(left * 100)} if left > 0 else costs


def not_counted(found: Sequence[Payer], costs: Mapping[CostName, Cents]) -> tuple[Payer, ...]:
    """Those of which no source says which of the costs they pay: where all costs stand on lines they fill nothing."""
    return tuple(
        one
        for one in found
        if costs and one.candidate.pays is not None and costs.keys().isdisjoint(one.candidate.pays)
        if not one.entry.cost_kinds
    )
