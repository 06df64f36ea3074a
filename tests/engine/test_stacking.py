"""Which routes together pay for a plan: by hand, and equal to trying everything."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine.ruleset import InstrumentId
from matcher.engine.stacking import Candidate, Cents, CostName, Cumulation, Pair, RouteSet, Stacking, WhyOutside

ALL, TRAVEL, FEES = CostName("all"), CostName("travel"), CostName("fees")
MAY, MAY_NOT, NOT_STATED = Cumulation


def named(
    name: str,
    most: int | None = None,
    rate: int | None = None,
    least: int = 0,
    pays: Sequence[CostName] | None = None,
    tier: int = 0,
) -> Candidate:
    """In whole euros."""
    return Candidate(
        InstrumentId(name),
        None if most is None else Cents(most * 100),
        rate,
        Cents(least * 100),
        None if pays is None else frozenset(pays),
        tier,
    )


def pairs(**said: Cumulation) -> dict[Pair, Cumulation]:
    """`a_b=MAY`: a and b may go together."""
    return {frozenset(InstrumentId(one) for one in key.split("_")): how for key, how in said.items()}


def stacking(budget: int, *candidates: Candidate, **said: Cumulation) -> Stacking:
    return Stacking({ALL: Cents(budget * 100)}, candidates, pairs(**said))


def told(sets: Sequence[RouteSet]) -> list[dict[str, int]]:
    """Whole euros."""
    return [{str(share.id): share.pays // 100 for share in one.shares} for one in sets]


def test_routes_that_a_source_lets_go_together_reach_the_budget() -> None:
    """20,000 of 30,000 from the first, the rest from the second; alone each falls short."""
    found = stacking(30_000, named("a", 20_000), named("b", 15_000), a_b=MAY).best()
    assert told(found.sure) == [{"a": 20_000, "b": 10_000}, {"a": 20_000}, {"b": 15_000}]
    assert [one.gap for one in found.sure] == [0, 10_000_00, 15_000_00]
    assert found.ask == ()


def test_routes_that_exclude_each_other_are_never_together() -> None:
    found = stacking(30_000, named("a", 20_000), named("b", 15_000), a_b=MAY_NOT).best()
    assert told(found.sure) == [{"a": 20_000}, {"b": 15_000}]
    assert found.ask == ()
    assert found.sure[0].outside == ((InstrumentId("b"), WhyOutside.EXCLUDED, (InstrumentId("a"),)),)


def test_what_no_source_states_is_kept_apart() -> None:
    found = stacking(30_000, named("a", 20_000), named("b", 15_000)).best()
    assert told(found.sure) == [{"a": 20_000}, {"b": 15_000}]
    assert told(found.ask) == [{"a": 20_000, "b": 10_000}]
    assert found.ask[0].asks == (("a", "b"),)
    assert found.sure[0].outside[0].why is WhyOutside.ASK


def test_a_rate_leaves_ones_own_contribution() -> None:
    """Half of 9,000, though its ceiling is 10,000."""
    (one,) = stacking(9_000, named("a", 10_000, rate=50)).best().sure
    assert (one.pays, one.gap) == (4_500_00, 4_500_00)


def test_a_rate_to_the_cent() -> None:
    (one,) = Stacking({ALL: Cents(333)}, [Candidate(InstrumentId("a"), rate_pct=70)]).best().sure
    assert (one.pays, one.gap) == (233, 100)


def test_two_routes_that_pay_the_same_cost_never_pay_it_twice() -> None:
    """Travel of 1,000 is paid once; nobody pays the fees."""
    costs = {TRAVEL: Cents(1_000_00), FEES: Cents(2_000_00)}
    both = [named("a", 800, pays=[TRAVEL]), named("b", 700, pays=[TRAVEL])]
    (first, *_) = Stacking(costs, both, pairs(a_b=MAY)).best().sure
    assert told([first]) == [{"a": 800, "b": 200}]
    assert first.gap == 2_000_00


def test_a_route_that_pays_only_some_costs_counts_only_those() -> None:
    """Of 3,000 it pays half the fees: 1,000, not 1,500."""
    costs = {TRAVEL: Cents(1_000_00), FEES: Cents(2_000_00)}
    (one,) = Stacking(costs, [named("a", 9_000, rate=50, pays=[FEES])]).best().sure
    assert one.pays == 1_000_00


def test_the_wider_route_makes_room_for_the_narrower() -> None:
    """The first pays anything up to 1,500, the second only travel: together 2,500 of 3,000."""
    costs = {TRAVEL: Cents(1_000_00), FEES: Cents(2_000_00)}
    both = [named("a", 1_500), named("b", 1_000, pays=[TRAVEL])]
    (one, *_) = Stacking(costs, both, pairs(a_b=MAY)).best().sure
    assert told([one]) == [{"a": 1_500, "b": 1_000}]


def test_a_route_that_pays_none_of_these_costs_is_no_part_of_any_set() -> None:
    costs = {TRAVEL: Cents(1_000_00)}
    found = Stacking(costs, [named("a", 800), named("b", 900, pays=[FEES])], pairs(a_b=MAY)).best()
    assert told(found.sure) == [{"a": 800}]
    assert found.sure[0].outside == (("b", WhyOutside.PAYS_NOTHING, ()),)


def test_a_route_that_gives_more_at_least_than_is_left_cannot_join() -> None:
    """The first gives at least 8,000 of 10,000, the second at least 3,000: 1,000 would be paid twice."""
    found = stacking(10_000, named("a", 9_000, least=8_000), named("b", 5_000, least=3_000), a_b=MAY).best()
    assert told(found.sure) == [{"a": 9_000}, {"b": 5_000}]
    assert found.sure[0].outside[0].why is WhyOutside.LEAST_TOO_LARGE


def test_a_route_with_its_least_gets_room_from_the_one_before() -> None:
    (one, *_) = stacking(10_000, named("a", 9_000), named("b", 5_000, least=3_000), a_b=MAY).best().sure
    assert told([one]) == [{"a": 7_000, "b": 3_000}]


@pytest.mark.parametrize("rate", [None, 100])
def test_a_route_without_a_known_ceiling_fills_nothing(rate: int | None) -> None:
    found = stacking(10_000, named("a", 4_000), named("b", rate=rate), a_b=MAY).best()
    assert told(found.sure) == [{"a": 4_000}]
    assert found.sure[0].outside == (("b", WhyOutside.AMOUNT_UNKNOWN, ()),)


def test_no_set_holds_a_route_that_adds_nothing() -> None:
    found = stacking(10_000, named("a", 10_000), named("b", 4_000), a_b=MAY).best()
    assert told(found.sure) == [{"a": 10_000}, {"b": 4_000}]
    assert found.sure[0].outside[0].why is WhyOutside.NOTHING_LEFT


def test_of_sets_that_reach_the_budget_the_surest_comes_first_and_then_the_smallest() -> None:
    three = [named("later", 10_000, tier=2), named("a", 6_000), named("b", 5_000), named("c", 5_000)]
    found = Stacking({ALL: Cents(10_000_00)}, three, pairs(a_b=MAY, b_c=MAY)).best().sure
    assert told(found) == [{"a": 6_000, "b": 4_000}, {"b": 5_000, "c": 5_000}, {"later": 10_000}]


def test_no_set_is_larger_than_one_can_ask_for_at_a_time() -> None:
    five = [named(name, 1_000) for name in "abcde"]
    stated = {frozenset(pair): MAY for pair in combinations([one.id for one in five], 2)}
    found = Stacking({ALL: Cents(10_000_00)}, five, stated).best().sure
    assert [len(one.ids) for one in found] == [4, 4, 4]
    assert found[0].outside[0].why is WhyOutside.FULL


def test_nothing_to_pay_needs_no_route() -> None:
    found = stacking(0, named("a", 1_000)).best()
    assert (found.sure, found.ask) == ((), ())


NAMES = [InstrumentId(name) for name in "abcdef"]


@st.composite
def catalogues(draw: st.DrawFn) -> Stacking:
    """Few sums, so that sets often tie and often reach the budget exactly."""
    lines = draw(st.lists(st.integers(0, 12), min_size=1, max_size=3))
    costs = {CostName(f"cost {place}"): Cents(line) for place, line in enumerate(lines)}
    candidates = []
    for name in NAMES[: draw(st.integers(0, len(NAMES)))]:
        most = draw(st.none() | st.integers(0, 12))
        candidates.append(
            Candidate(
                name,
                None if most is None else Cents(most),
                draw(st.sampled_from([None, None, 30, 50, 70, 100])),
                Cents(draw(st.integers(0, 4)) if draw(st.booleans()) else 0),
                draw(st.none() | st.frozensets(st.sampled_from(list(costs)))),
                draw(st.integers(0, 2)),
            )
        )
    said = {
        frozenset(pair): draw(st.sampled_from(Cumulation))
        for pair in combinations([one.id for one in candidates], 2)
        if draw(st.booleans())
    }
    return Stacking(costs, candidates, said, draw(st.integers(1, 4)))


def flow(given: Sequence[tuple[int, Candidate]], costs: Mapping[CostName, int]) -> int:
    """How much of these sums finds a cost to pay, euro by euro: each looks for a place, and who stands there may move."""
    seats = [(name, seat) for name, line in costs.items() for seat in range(line)]
    taken: dict[tuple[CostName, int], Candidate] = {}

    def seated(who: Candidate, tried: set[tuple[CostName, int]]) -> bool:
        for seat in seats:
            if seat in tried or (who.pays is not None and seat[0] not in who.pays):
                continue
            tried.add(seat)
            if seat not in taken or seated(taken[seat], tried):
                taken[seat] = who
                return True
        return False

    return sum(seated(who, set()) for most, who in given for _ in range(most))


def cap(one: Candidate, costs: Mapping[CostName, int]) -> int:
    payable = sum(line for name, line in costs.items() if one.pays is None or name in one.pays)
    if not one.is_known:
        return 0
    rate = 100 if one.rate_pct is None else one.rate_pct
    ceilings = [payable, payable * rate // 100, *([] if one.most is None else [one.most])]
    return min(ceilings)


def tried(
    given: Stacking, costs: Mapping[CostName, int], *, may_ask: bool
) -> Iterator[tuple[tuple[int, ...], set[str]]]:
    """Every legal set in which none could be left out, with what it is ordered by."""
    budget = sum(costs.values())
    places = [place for place, one in enumerate(given.candidates) if cap(one, costs)]

    def paid(those: Sequence[Candidate]) -> int:
        return flow([(cap(one, costs), one) for one in those], costs)

    for size in range(1, given.most_routes + 1):
        for chosen in combinations(places, size):
            those = [given.candidates[place] for place in chosen]
            how = [given.together(one.id, other.id) for one, other in combinations(those, 2)]
            if MAY_NOT in how or (NOT_STATED in how) is not may_ask:
                continue
            if any(one.least > cap(one, costs) for one in those):
                continue
            if flow([(one.least, one) for one in those], costs) < sum(one.least for one in those):
                continue
            total = paid(those)
            if any(paid([other for other in those if other is not one]) == total for one in those):
                continue
            gap = budget - total
            yield (int(gap > 0), gap, max(one.tier for one in those), size, *chosen), {str(one.id) for one in those}


@given(catalogues(), st.integers(1, 5))
def test_the_best_sets_are_those_that_trying_everything_finds(given: Stacking, count: int) -> None:
    costs = dict(given.costs)
    found = given.best(count)
    for sets, may_ask in ((found.sure, False), (found.ask, True)):
        expected = sorted(tried(given, costs, may_ask=may_ask))[:count]
        assert [set(map(str, one.ids)) for one in sets] == [ids for _, ids in expected]
        assert [one.gap for one in sets] == [key[1] for key, _ in expected]


@given(catalogues())
def test_no_set_is_ever_illegal(given: Stacking) -> None:
    costs, candidates = dict(given.costs), {one.id: one for one in given.candidates}
    found = given.best(5)
    for one in (*found.sure, *found.ask):
        said = {pair: given.together(*pair) for pair in combinations(one.ids, 2)}
        assert MAY_NOT not in said.values()
        assert one.asks == tuple(pair for pair, how in said.items() if how is NOT_STATED)
        assert all(candidates[who].least <= paid <= cap(candidates[who], costs) for who, paid in one.shares)
        assert sum(share.pays for share in one.shares) == one.pays == given.budget - one.gap
        assert flow([(share.pays, candidates[share.id]) for share in one.shares], costs) == one.pays
        assert {*one.ids, *(other.id for other in one.outside)} == set(candidates)
