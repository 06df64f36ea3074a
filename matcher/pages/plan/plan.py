"""All that the plan page shows of a match."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from django.utils.translation import gettext as _

from catalogue.entries.instrument import InstrumentEntry, RouteSourceEntry
from catalogue.vocabulary import CostKind
from matcher.engine.answers import BUDGET
from matcher.engine.ruleset import InstrumentId
from matcher.engine.stacking import Cumulation, Stacking, Stacks
from matcher.engine.verdicts import Route
from matcher.pages.plan.addresses import PlanAddress, line_name
from matcher.pages.plan.backplan import BackPlan, ChosenRoute, back_plan
from matcher.pages.plan.candidates import (
    GROUPS,
    UNSPLIT,
    Payer,
    can_pay,
    costs_of,
    is_gone,
    not_counted,
    pairs_of,
    pairs_to_stack,
    payers,
)
from matcher.pages.plan.sets import LETTERS, SetShown, SetWriter, left_out_told, money
from matcher.pages.results.groups import MatchShown
from matcher.rules.words import say


class PlanOutcome(StrEnum):
    """What the heading says."""

    REACHED = "reached"
    MAYBE = "maybe"
    """Only with a route of which an answer or a day is not known, that is closed until a day that is, or that asks a recognition
    or membership first."""
    PERHAPS = "perhaps"
    """Only by sets for which one must ask."""
    SHORT = "short"
    UNKNOWN = "unknown"
    """Of no route that fits a source says how much it gives."""
    NO_COSTS = "no-costs"
    """Nobody said what the plan costs."""
    NO_ROUTES = "no-routes"


@dataclass(frozen=True, slots=True)
class CostLine:
    """A line of the budget, to fill in. `shown` is what stands in its box."""

    name: str
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class RouteNamed:
    name: str
    page: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two routes that exclude each other, what is said of it, and where (None: the source names no topic)."""

    one: RouteNamed
    other: RouteNamed
    notes: tuple[str, ...]
    source: RouteSourceEntry | None


@dataclass(frozen=True, slots=True)
class PlanShown:
    outcome: PlanOutcome
    budget: str
    least_gap: str
    """What the best set leaves to find that no source forbids, as far as there is one; "" where it reaches the budget."""
    gap_if_allowed: str
    """What is left where funders allow what no source says of them; "" where that is no less."""
    lines_exceed: str
    """What the budget lines come to, where that is more than the budget; "" elsewhere."""
    unsplit: str
    """What of the budget stands on no line, where there are lines; "" for nothing."""
    sure: tuple[SetShown, ...]
    ask: tuple[SetShown, ...]
    why_not: tuple[str, ...]
    clashes: tuple[Clash, ...]
    in_words: tuple[RouteNamed, ...]
    """Routes that say in words alone with what they go or do not go, and what they say."""
    unknown: tuple[RouteNamed, ...]
    """Those of which no source says how much they give, with what is known."""
    uncounted: tuple[RouteNamed, ...]
    """Those of which no source says that they pay one of the budget lines."""
    gone: tuple[RouteNamed, ...]
    """Closed ones of which nobody knows when they come back: they are counted in no set."""
    no_gift: tuple[RouteNamed, ...]
    """Loans and the like, and what nobody can apply for: they pay for nothing here."""
    chosen: tuple[InstrumentEntry, ...]
    """The routes of which the line of time tells."""
    chosen_letter: str
    """Of the set that they are; "" for others."""
    checks: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each, what is left to check for oneself."""
    is_chosen_illegal: bool
    back: BackPlan | None
    costs: tuple[CostLine, ...]
    has_lines: bool

    @property
    def is_sure_alone(self) -> bool:
        """Whether no source lets two of them go together."""
        return all(len(one.members) == 1 for one in self.sure)

    @property
    def sets(self) -> int:
        return len(self.sure) + len(self.ask)


def plan_of(board: MatchShown, lines: Mapping[CostKind, int], named: Sequence[str], to: PlanAddress) -> PlanShown:
    """`named` are the routes that the address chooses."""
    site, asked, match = board.site, board.asked, board.match
    budget = asked.answers.number(BUDGET)
    costs = costs_of(budget, lines)
    found = payers(site, match, costs)
    stacking = Stacking(costs, [one.candidate for one in found], pairs_to_stack([one.entry for one in found]))
    stacks, pairs = stacking.best(), pairs_of([one.entry for one in found])
    chosen = [route for slug in named if (route := board.route(slug)) and board.entry(route).gives_money]
    if not chosen:
        chosen = [route for slug in best_ids(stacks, found) if (route := board.route(slug))]
    writer = SetWriter(
        stacking,
        {one.route.instrument.id: one for one in found},
        {one.entry.id: board.page_of(one.route) for one in found},
        {one.entry.id: len(checks_left(board, one.route)) for one in found},
    )
    ids = {route.instrument.id for route in chosen}
    shown = [
        writer.shown(one, letter, to.with_routes(one.ids), is_chosen=set(one.ids) == ids)
        for letter, one in zip(LETTERS, (*stacks.sure, *stacks.ask), strict=False)
    ]
    sure, ask = shown[: len(stacks.sure)], shown[len(stacks.sure) :]
    if_allowed = min((one.gap for one in stacks.ask), default=None)
    least = min((one.gap for one in stacks.sure), default=if_allowed)
    entries = [board.entry(route) for route in chosen]
    uncounted = not_counted(found, costs)
    return PlanShown(
        outcome=outcome_of(bool(costs), found, stacks),
        budget=money(stacking.budget) if costs else "",
        least_gap=money(least) if least else "",
        gap_if_allowed=money(if_allowed) if if_allowed is not None and least and if_allowed < least else "",
        lines_exceed=money(stacking.budget) if budget and stacking.budget > budget * 100 else "",
        unsplit=money(costs[UNSPLIT]) if UNSPLIT in costs and len(costs) > 1 else "",
        sure=tuple(sure),
        ask=tuple(ask),
        why_not=tuple(dict.fromkeys(said for one in shown for said in one.outside)),
        clashes=tuple(
            clash_of(board, one, other)
            for one, other in combinations(found, 2)
            if pairs.get(frozenset((one.candidate.id, other.candidate.id))) is Cumulation.MAY_NOT
        ),
        in_words=tuple(route_named(board, one, words_of(one.entry)) for one in found if one.entry.combine.never_with),
        unknown=tuple(
            route_named(board, one, left_out_told(one.entry, one.route, asked.on))
            for one in found
            if not one.candidate.is_known and one not in uncounted
        ),
        uncounted=tuple(route_named(board, one) for one in uncounted),
        gone=tuple(
            RouteNamed(str(entry.name), board.page_of(route))
            for route in match.routes
            if is_gone(route, asked.on) and can_pay(entry := board.entry(route))
        ),
        no_gift=tuple(
            RouteNamed(str(entry.name), board.page_of(route))
            for route in match.routes
            if route.group in GROUPS and not can_pay(entry := board.entry(route))
        ),
        chosen=tuple(entries),
        chosen_letter=next((one.letter for one in shown if one.is_chosen), ""),
        checks=tuple((str(board.entry(route).name), left) for route in chosen if (left := checks_left(board, route))),
        is_chosen_illegal=Cumulation.MAY_NOT in pairs_of(entries).values(),
        back=back_plan(
            [
                ChosenRoute(entry, route, site.compiled(asked.on).standing(entry.id).next, board.page_of(route))
                for entry, route in zip(entries, chosen, strict=True)
            ],
            asked.answers,
            asked.on,
        )
        if chosen
        else None,
        costs=tuple(
            CostLine(line_name(kind), str(kind.label), asked.query.shown(line_name(kind))) for kind in CostKind
        ),
        has_lines=bool(lines),
    )


def outcome_of(is_costed: bool, found: Sequence[Payer], stacks: Stacks) -> PlanOutcome:
    if not found:
        return PlanOutcome.NO_ROUTES
    if not is_costed:
        return PlanOutcome.NO_COSTS
    tiers = {one.candidate.id: one.candidate.tier for one in found}
    reaching = [max(tiers[id] for id in one.ids) for one in stacks.sure if one.reaches]
    if reaching:
        return PlanOutcome.MAYBE if min(reaching) else PlanOutcome.REACHED
    if any(one.reaches for one in stacks.ask):
        return PlanOutcome.PERHAPS
    return PlanOutcome.SHORT if stacks.sure or stacks.ask else PlanOutcome.UNKNOWN


def best_ids(stacks: Stacks, found: Sequence[Payer]) -> tuple[InstrumentId, ...]:
    """The set to begin with: one that a source lets go together if it reaches the budget, else whichever pays most; without
    costs or amounts, the first route alone."""
    sets = [*stacks.sure, *stacks.ask]
    if not sets:
        return tuple(one.candidate.id for one in found[:1])
    return min(sets, key=lambda one: one.gap).ids


def checks_left(board: MatchShown, route: Route) -> tuple[str, ...]:
    """The conditions that nobody asked and that are not ticked yet."""
    said = board.asked.answers.checks
    return tuple(say(board.site.words.checks[check]) for check in route.checks if check not in said)


def clash_of(board: MatchShown, one: Payer, other: Payer) -> Clash:
    sides = [(one.entry, other.entry), (other.entry, one.entry)]
    saying = [entry for entry, against in sides if against.id in entry.combine.not_with]
    notes = dict.fromkeys(str(entry.combine.note) for entry in saying if entry.combine.note)
    sources = (source for entry in saying for source in entry.sources if "rules" in source.about)
    return Clash(route_named(board, one), route_named(board, other), tuple(notes), next(sources, None))


def words_of(entry: InstrumentEntry) -> str:
    """What it goes with and what not, as its source says it."""
    said = [_("goes together with %(other)s") % {"other": words} for words in entry.combine.also_with]
    said += [_("not with %(other)s") % {"other": words} for words in entry.combine.never_with]
    return "; ".join(said)


def route_named(board: MatchShown, one: Payer, told: str = "") -> RouteNamed:
    return RouteNamed(one.name, board.page_of(one.route), told)
