"""Which routes together pay for a plan. Whole cents.

A set of routes is legal when no two of them exclude each other, no cost is paid twice, and each pays no more than its ceiling and
its rate allow, and no less than the least that it gives. What routes pay of which cost is a flow from routes to costs: how much
they pay together follows from the tightest cut between the two."""

from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple, NewType

from .bitmaps import bits_of
from .ruleset import InstrumentId

Cents = NewType("Cents", int)
CostName = NewType("CostName", str)
Pair = frozenset[InstrumentId]
MOST_ROUTES = 4
"""Who applies for more at a time has no time left to make anything; and it keeps the search small."""
BEST = 3


class Cumulation(StrEnum):
    """Whether two routes may pay for one plan, as far as a source says so."""

    MAY = "may"
    MAY_NOT = "may-not"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A route that could pay for a plan. Candidates are given best first."""

    id: InstrumentId
    most: Cents | None = None
    """Its ceiling for this plan; None is not known."""
    rate_pct: int | None = None
    """The largest share of the costs that it pays, of those that it pays at all; the rest is one's own contribution."""
    least: Cents = Cents(0)
    """It gives nothing, or at least this."""
    pays: frozenset[CostName] | None = None
    """The costs that it pays; None: whatever the plan costs."""
    tier: int = 0
    """How sure it is that one can have it, surest first: sets that reach the budget stand by their least sure route."""

    @property
    def is_known(self) -> bool:
        """Whether it has a ceiling: who may pay everything, and does not say up to how much, fills nothing."""
        return self.most is not None or (self.rate_pct is not None and self.rate_pct < 100)


class WhyOutside(StrEnum):
    """Why a route is no part of a set, in the order in which that is found out."""

    EXCLUDED = "excluded"
    """It may not go together with one of the set."""
    PAYS_NOTHING = "pays-nothing"
    """It pays none of these costs."""
    AMOUNT_UNKNOWN = "amount-unknown"
    """It could pay what is left, but no source says how much it gives."""
    NOTHING_LEFT = "nothing-left"
    """What it pays is paid already."""
    LEAST_TOO_LARGE = "least-too-large"
    """It gives more at least than there is left to pay."""
    ASK = "ask"
    """It would pay more, but no source says that it may go together with all of the set."""
    FULL = "full"
    """It could join, but the set has as many routes as one can ask for at a time."""
    COULD_JOIN = "could-join"


class Outside(NamedTuple):
    """A route that is not in a set, and why; `beside` are the routes of the set that it is about."""

    id: InstrumentId
    why: WhyOutside
    beside: tuple[InstrumentId, ...] = ()


class Share(NamedTuple):
    """What one route of a set pays."""

    id: InstrumentId
    pays: Cents


@dataclass(frozen=True, slots=True)
class RouteSet:
    """Routes that together pay for a plan. Leaving one out would pay less."""

    shares: tuple[Share, ...]
    """In the order of the candidates. Who comes first pays as much as it may."""
    pays: Cents
    gap: Cents
    asks: tuple[tuple[InstrumentId, InstrumentId], ...]
    """The pairs of which no source says that they may go together."""
    outside: tuple[Outside, ...]
    """All others, in the order of the candidates."""

    @property
    def ids(self) -> tuple[InstrumentId, ...]:
        return tuple(share.id for share in self.shares)

    @property
    def reaches(self) -> bool:
        return self.gap == 0


@dataclass(frozen=True, slots=True)
class Stacks:
    """The best sets, best first: those of which every pair may go together as a source says, and apart from them those for which
    one must ask."""

    sure: tuple[RouteSet, ...]
    ask: tuple[RouteSet, ...]


Key = tuple[int, ...]
"""What a set is ordered by: whether it falls short, and if so by how much; its least sure route; how many routes; their places.

Of sets that pay as much, the surest and the smallest comes first."""


class Stacking:
    """The costs of a plan, and what could pay them. `pairs` has what sources say of two routes; of all others none does."""

    def __init__(
        self,
        costs: Mapping[CostName, Cents],
        candidates: Sequence[Candidate],
        pairs: Mapping[Pair, Cumulation] | None = None,
        most_routes: int = MOST_ROUTES,
    ) -> None:
        self.costs = dict(costs)
        self.candidates = tuple(candidates)
        self.pairs = dict(pairs or {})
        self.most_routes = most_routes
        self._bits = {name: 1 << place for place, name in enumerate(costs)}
        totals = [0]
        for cost in costs.values():
            totals += [known + cost for known in totals]
        self.totals = tuple(totals)
        """What each set of costs comes to, by its bits."""
        self.masks = tuple(self._mask(one) for one in self.candidates)
        """The costs that each candidate pays, as bits."""
        self.caps = tuple(self._cap(one, mask) for one, mask in zip(self.candidates, self.masks, strict=True))
        """What each candidate pays at most, alone; nothing, where that is not known."""

    @property
    def budget(self) -> Cents:
        return Cents(self.totals[-1])

    def together(self, one: InstrumentId, other: InstrumentId) -> Cumulation:
        return self.pairs.get(frozenset((one, other)), Cumulation.NOT_STATED)

    def best(self, count: int = BEST) -> Stacks:
        """The best sets of each sort."""
        return Stacks(
            tuple(self.told(one) for one in self._search(count, may_ask=False)),
            tuple(self.told(one) for one in self._search(count, may_ask=True)),
        )

    def give_their_least(self, places: Sequence[int]) -> bool:
        """Whether each of these candidates can give its least without paying a cost twice: what a legal set asks beside that no
        two of it exclude each other."""
        return self._fits(places, [self.candidates[place].least for place in places])

    def paid(self, places: Sequence[int]) -> int:
        """What these candidates pay together at most, each within its ceiling and no cost twice: the tightest cut."""
        return min(
            total + sum([self.caps[place] for place in places if self.masks[place] & ~costs])
            for costs, total in enumerate(self.totals)
        )

    def told(self, places: Sequence[int]) -> RouteSet:
        """A legal set, with what each of it pays and why the others are no part of it."""
        candidates, ordered = self.candidates, sorted(places)
        pays = Cents(self.paid(ordered))
        ids = [candidates[place].id for place in ordered]
        unstated = [pair for pair in combinations(ids, 2) if self.together(*pair) is Cumulation.NOT_STATED]
        outside = [self._outside(place, ordered, pays) for place in range(len(candidates)) if place not in ordered]
        return RouteSet(
            tuple(Share(one, Cents(paid)) for one, paid in zip(ids, self._shared(ordered), strict=True)),
            pays,
            Cents(self.budget - pays),
            tuple(unstated),
            tuple(outside),
        )

    def _mask(self, candidate: Candidate) -> int:
        return sum(bit for name, bit in self._bits.items() if candidate.pays is None or name in candidate.pays)

    def _cap(self, candidate: Candidate, mask: int) -> int:
        costs = self.totals[mask]
        if not candidate.is_known:
            return 0
        most = costs if candidate.most is None else min(candidate.most, costs)
        return most if candidate.rate_pct is None else min(most, costs * candidate.rate_pct // 100)

    def _fits(self, places: Sequence[int], sums: Sequence[int]) -> bool:
        """Whether candidates can pay these sums without paying a cost twice or more than they may."""
        if any(asked > self.caps[place] for place, asked in zip(places, sums, strict=True)):
            return False
        return all(
            sum([asked for place, asked in zip(places, sums, strict=True) if not self.masks[place] & ~costs]) <= total
            for costs, total in enumerate(self.totals)
        )

    def _shared(self, places: Sequence[int]) -> list[int]:
        """What each pays: first the least of all, then the first as much as it may, then the next."""
        sums: list[int] = [self.candidates[place].least for place in places]
        for turn, place in enumerate(places):
            mask = self.masks[place]
            room = min(
                total - sum([paid for other, paid in zip(places, sums, strict=True) if not self.masks[other] & ~costs])
                for costs, total in enumerate(self.totals)
                if not mask & ~costs
            )
            sums[turn] += min(room, self.caps[place] - sums[turn])
        return sums

    def _outside(self, place: int, members: Sequence[int], paid: int) -> Outside:
        candidates = self.candidates
        one = candidates[place]
        ids = [candidates[member].id for member in members]

        def of(which: Cumulation) -> tuple[InstrumentId, ...]:
            return tuple(other for other in ids if self.together(one.id, other) is which)

        if excluding := of(Cumulation.MAY_NOT):
            return Outside(one.id, WhyOutside.EXCLUDED, excluding)
        if not self.totals[self.masks[place]]:
            return Outside(one.id, WhyOutside.PAYS_NOTHING)
        if paid == self.budget:
            return Outside(one.id, WhyOutside.NOTHING_LEFT)
        if not one.is_known:
            return Outside(one.id, WhyOutside.AMOUNT_UNKNOWN, of(Cumulation.NOT_STATED))
        joined = [*members, place]
        if self.paid(joined) == paid:
            return Outside(one.id, WhyOutside.NOTHING_LEFT)
        if not self.give_their_least(joined):
            return Outside(one.id, WhyOutside.LEAST_TOO_LARGE)
        if len(joined) > self.most_routes:
            return Outside(one.id, WhyOutside.FULL)
        if unstated := of(Cumulation.NOT_STATED):
            return Outside(one.id, WhyOutside.ASK, unstated)
        return Outside(one.id, WhyOutside.COULD_JOIN)

    def _search(self, count: int, *, may_ask: bool) -> Iterator[tuple[int, ...]]:
        """The best legal sets in which every pair is stated, or else in which one at least is not."""
        found = Search(self, count, may_ask=may_ask)
        found.walk((), found.everybody, 0, self.totals)
        return (places for _, places in found.best)


class Search:
    """Sets from the largest ceiling down, left alone as soon as none that follows can come among the best."""

    def __init__(self, stacking: Stacking, count: int, *, may_ask: bool) -> None:
        self.stacking = stacking
        self.count = count
        self.may_ask = may_ask
        self.best: list[tuple[Key, tuple[int, ...]]] = []
        caps = stacking.caps
        self.order = sorted((place for place, cap in enumerate(caps) if cap), key=lambda place: (-caps[place], place))
        self.everybody = (1 << len(self.order)) - 1
        allowed = (Cumulation.MAY, Cumulation.NOT_STATED) if may_ask else (Cumulation.MAY,)
        ids = [stacking.candidates[place].id for place in self.order]
        self.friends, self.stated = [0] * len(ids), [0] * len(ids)
        for row, one in enumerate(ids):
            for column, other in enumerate(ids):
                how = stacking.together(one, other)
                if row != column and how in allowed:
                    self.friends[row] |= 1 << column
                if how is Cumulation.MAY:
                    self.stated[row] |= 1 << column

    def walk(
        self,
        members: tuple[int, ...],
        left: int,
        chosen: int,
        cuts: Sequence[int],
        tier: int = 0,
        paid: int = 0,
        asks: bool = False,
    ) -> None:
        """`members` are places in the order of the candidates, `chosen` the same as bits of the order of ceilings, `left` those
        of which each may join all of them; `cuts` is what each cut lets through."""
        stacking = self.stacking
        while left:
            row = (left & -left).bit_length() - 1
            if not self._can_be_better(members, left, tier, paid):
                return
            left &= left - 1
            place = self.order[row]
            cap, mask = stacking.caps[place], stacking.masks[place]
            through = [let + cap if mask & ~costs else let for costs, let in enumerate(cuts)]
            pays = min(through)
            if pays == paid:
                continue
            joined = (*members, place)
            if self._has_spare(joined, pays) or not stacking.give_their_least(joined):
                continue
            must_ask = asks or bool(chosen & ~self.stated[row])
            least_sure = max(tier, stacking.candidates[place].tier)
            if must_ask is self.may_ask:
                self._note(joined, least_sure, pays)
            if len(joined) < stacking.most_routes:
                self.walk(joined, left & self.friends[row], chosen | 1 << row, through, least_sure, pays, must_ask)

    def _has_spare(self, joined: tuple[int, ...], pays: int) -> bool:
        """Whether one of them could be left out: then so it could from whatever comes of them."""
        if len(joined) == 1:
            return False
        return any(self.stacking.paid(joined[:spare] + joined[spare + 1 :]) == pays for spare in range(len(joined) - 1))

    def _note(self, members: tuple[int, ...], tier: int, pays: int) -> None:
        gap, places = self.stacking.budget - pays, tuple(sorted(members))
        key: Key = (1 if gap else 0, gap, tier, len(members), *places)
        insort(self.best, (key, places))
        del self.best[self.count :]

    def _can_be_better(self, members: tuple[int, ...], left: int, tier: int, paid: int) -> bool:
        """Whether a set of these and some of those left could come before the last of the best."""
        if len(self.best) < self.count:
            return True
        budget, caps = self.stacking.budget, self.stacking.caps
        slots, most, needed = self.stacking.most_routes - len(members), paid, 0
        rest = left
        while rest and needed < slots and most < budget:
            most += caps[self.order[(rest & -rest).bit_length() - 1]]
            rest &= rest - 1
            needed += 1
        gap = max(budget - most, 0)
        hoped: Key = (1 if gap else 0, gap, tier, len(members) + needed)
        last = self.best[-1][0]
        if hoped != last[:4]:
            return hoped < last
        first = sorted(self.order[row] for row in bits_of(left))[:needed]
        return tuple(sorted((*members, *first))) < last[4:]
