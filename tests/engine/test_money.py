"""What a route covers of a budget."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from matcher.engine.money import Added, Amount, Cover, Per, Sum, Unit, added_up, cover
from matcher.engine.places import Atlas
from matcher.engine.verdicts import Verdict
from tests.builders import GROUPS, ON, TREE, answers, area, instrument, route


def step(eur: int) -> Unit:
    """One step of a sum that depends on the distance."""
    return Unit(Per.PERSON, Decimal(eur), is_by_distance=True)


FIXED_SUMS = Amount(30_000, 60_000, choices=(30_000, 60_000))


@pytest.mark.parametrize(
    ("amount", "budget", "expected"),
    [
        pytest.param(
            Amount(max_eur=10_000), 8_000, Cover(10_000, 8_000, 1.0), id="a maximum above the budget: all of it"
        ),
        pytest.param(Amount(max_eur=10_000), 40_000, Cover(10_000, 10_000, 0.25), id="a maximum below it: a part"),
        pytest.param(Amount(max_rate_pct=70), 8_000, Cover(None, 5_600, 0.7), id="a rate alone"),
        pytest.param(Amount(None, 10_000, 70), 8_000, Cover(10_000, 5_600, 0.7), id="the rate is the smaller"),
        pytest.param(Amount(None, 4_000, 70), 8_000, Cover(4_000, 4_000, 0.5), id="the maximum is the smaller"),
        pytest.param(Amount(max_rate_pct=70), 1, Cover(None, 0, 0.0), id="whole euros, rounded down"),
        pytest.param(Amount(max_eur=10_000), 30_000, Cover(10_000, 10_000, 0.3333), id="a share to four decimals"),
        pytest.param(Amount(max_eur=10_000), None, Cover(10_000, None, None), id="no budget given"),
        pytest.param(FIXED_SUMS, 45_000, Cover(60_000, 30_000, 0.6667), id="between two fixed sums: the lower one"),
        pytest.param(FIXED_SUMS, 60_000, Cover(60_000, 60_000, 1.0), id="just the larger fixed sum"),
        pytest.param(FIXED_SUMS, 90_000, Cover(60_000, 60_000, 0.6667), id="above the largest fixed sum"),
        pytest.param(
            FIXED_SUMS, 20_000, Cover(60_000, 20_000, 1.0), id="below the smallest fixed sum: never more than it costs"
        ),
        pytest.param(Amount(min_eur=500), 8_000, Cover(None, None, None), id="a minimum says nothing of the share"),
        pytest.param(Amount(), 8_000, Cover(None, None, None), id="nothing known"),
        pytest.param(Amount(max_eur=10_000), 0, Cover(10_000, 0, None), id="no share of nothing"),
        pytest.param(
            Amount(max_eur=10_000, is_part=True),
            8_000,
            Cover(10_000, None, None),
            id="beside other money: never all of it",
        ),
        pytest.param(
            Amount(max_eur=10_000, is_part=True), 40_000, Cover(10_000, 10_000, 0.25), id="beside other money: a part"
        ),
    ],
)
def test_cover(amount: Amount, budget: int | None, expected: Cover) -> None:
    assert cover(amount, budget) == expected


@pytest.mark.parametrize(
    ("is_threshold", "budget", "expected"),
    [
        pytest.param(True, 999, Verdict.ALMOST, id="a euro below"),
        pytest.param(True, 1_000, Verdict.FITS, id="the minimum itself"),
        pytest.param(True, None, Verdict.MAY_FIT, id="no budget given"),
        pytest.param(False, 999, Verdict.FITS, id="the fixed sum of a bursary is no threshold"),
    ],
)
def test_a_budget_below_the_minimum(is_threshold: bool, budget: int | None, expected: Verdict) -> None:
    one = instrument(amount=Amount(min_eur=1_000, max_eur=5_000), min_is_threshold=is_threshold)
    given: dict[str, Any] = {} if budget is None else {"budget": budget}
    assert route(one, **given).verdict is expected


def test_a_budget_above_the_maximum_does_not_fail() -> None:
    found = route(instrument(amount=Amount(max_eur=5_000)), budget=1_000_000)
    assert found.verdict is Verdict.FITS
    assert (found.cover.covers_eur, found.cover.share) == (5_000, 0.005)


@pytest.mark.parametrize(
    ("per", "given", "times"),
    [
        pytest.param(Per.DAY, {"days": 5}, 5, id="five days"),
        pytest.param(Per.DAY, {"days": 5, "people": 3}, 5, id="a sum per day is not per person"),
        pytest.param(Per.DAY, {"people": 3}, None, id="how many days is not said"),
        pytest.param(Per.NIGHT, {"days": 5}, 4, id="four nights lie between five days"),
        pytest.param(Per.NIGHT, {"days": 0}, 0, id="no night before the first day"),
        pytest.param(Per.NIGHT, {}, None, id="nor how many nights"),
        pytest.param(Per.PERSON_DAY, {"days": 5, "people": 3}, 15, id="five days of three people"),
        pytest.param(Per.PERSON_DAY, {"days": 5}, 5, id="who names no people is one"),
        pytest.param(Per.PERSON_DAY, {"people": 3}, None, id="days of people, not said"),
        pytest.param(Per.PERSON_NIGHT, {"days": 5, "people": 3}, 12, id="four nights of three people"),
        pytest.param(Per.PERSON_NIGHT, {"people": 3}, None, id="nights of people, not said"),
        pytest.param(Per.PERSON, {"people": 3}, 3, id="three people"),
        pytest.param(Per.TRIP, {}, 1, id="one trip of one"),
        pytest.param(Per.MONTH, {"days": 62}, 2, id="two months of stay"),
        pytest.param(Per.MONTH, {"days": 14}, None, id="of less than a month it is not known"),
        pytest.param(Per.MONTH, {"months": 6}, None, id="how long a project lasts is no stay"),
        pytest.param(Per.WORK, {"works": 2}, 2, id="two works"),
        pytest.param(Per.EVENT, {"works": 4}, 4, id="four events"),
        pytest.param(Per.PARTNER, {"partners": 2}, 2, id="two partners"),
        pytest.param(Per.PROJECT, {}, 1, id="one project, whatever is said"),
        pytest.param(Per.KM, {"days": 5, "people": 3}, None, id="nobody is asked for kilometres"),
    ],
)
def test_how_many_times_a_sum_is_paid(per: Per, given: dict[str, Any], times: int | None) -> None:
    assert Unit(per, Decimal(85)).count(answers(**given)) == times


@pytest.mark.parametrize(
    ("days", "since", "until", "times"),
    [
        pytest.param(20, 1, 14, 14, id="the first fortnight"),
        pytest.param(20, 15, None, 6, id="from the fifteenth day on"),
        pytest.param(14, 15, None, 0, id="none of it is reached"),
        pytest.param(15, 15, None, 1, id="the first of them"),
        pytest.param(10, 1, 14, 10, id="shorter than it holds"),
        pytest.param(20, 3, 3, 1, id="a single day"),
    ],
)
def test_a_sum_for_some_days_counts_those(days: int, since: int, until: int | None, times: int) -> None:
    assert Unit(Per.DAY, Decimal(85), from_day=since, until_day=until).count(answers(days=days)) == times


@pytest.mark.parametrize(
    ("units", "given", "sums"),
    [
        pytest.param([Unit(Per.DAY, Decimal(85))], {"days": 5}, [425], id="85 euro a day"),
        pytest.param([Unit(Per.DAY, Decimal("171.90"))], {"days": 3}, [515], id="cents add up, then whole euros"),
        pytest.param(
            [Unit(Per.DAY, Decimal(85)), Unit(Per.PERSON, Decimal(50))], {"days": 2}, [170, 50], id="two sums"
        ),
        pytest.param(
            [Unit(Per.DAY, Decimal(85)), Unit(Per.NIGHT, Decimal(9))], {}, [], id="one cannot be counted: none"
        ),
        pytest.param([Unit(Per.DAY, None)], {"days": 5}, [], id="a sum that is not known"),
        pytest.param([Unit(Per.DAY, Decimal(85), is_extra=True)], {"days": 5}, [], id="what only some get"),
        pytest.param([Unit(Per.DAY, Decimal(85), from_day=9)], {"days": 5}, [], id="none of its days is reached"),
        pytest.param([step(200), step(300)], {}, [200], id="two steps by distance: the smaller"),
        pytest.param([step(200), step(300), step(400)], {}, [], id="of three none can be told"),
        pytest.param([step(200), step(200), step(300)], {}, [200], id="two that are alike are one"),
        pytest.param(
            [Unit(Per.PROJECT, Decimal(900)), Unit(Per.PROJECT, Decimal(700))], {}, [900], id="the largest project"
        ),
        pytest.param(
            [Unit(Per.DAY, Decimal(85), area=area("FR"))], {"days": 2, "place": ["FR"]}, [170], id="it holds there"
        ),
        pytest.param([Unit(Per.DAY, Decimal(85), area=area("FR"))], {"days": 2, "place": ["JP"]}, [], id="not there"),
        pytest.param([Unit(Per.DAY, Decimal(85), area=area("FR"))], {"days": 2}, [], id="where is not said"),
    ],
)
def test_sums_per_unit_add_up(units: list[Unit], given: dict[str, Any], sums: list[int]) -> None:
    found = added_up(Amount(units=tuple(units)), answers(**given), Atlas.on(ON, TREE, GROUPS))
    assert [one.eur for one in found.sums] == sums


@pytest.mark.parametrize(
    ("most", "budget", "sums", "covers"),
    [
        pytest.param(None, None, [425], 425, id="without a budget: what they come to"),
        pytest.param(400, None, [425], 400, id="without a budget: never above the maximum"),
        pytest.param(None, 10_000, [425, 50], 475, id="less than the budget"),
        pytest.param(None, 300, [425], 300, id="never above the budget"),
        pytest.param(400, 10_000, [425], 400, id="the maximum is the smaller"),
        pytest.param(500, 10_000, [425], 425, id="the sums are the smaller"),
    ],
)
def test_sums_cover_no_more_than_one_would_get(
    most: int | None, budget: int | None, sums: list[int], covers: int
) -> None:
    told = tuple(Sum(Unit(Per.PROJECT, Decimal(eur)), 1, eur) for eur in sums)
    assert cover(Amount(max_eur=most), budget, Added(told)).covers_eur == covers


A_DAY = Unit(Per.PERSON_DAY, Decimal(45))
A_TRIP = Unit(Per.TRIP, None)
GREEN = Unit(Per.TRIP, Decimal(400), is_extra=True)


@pytest.mark.parametrize(
    ("units", "most", "budget", "is_more"),
    [
        pytest.param([A_DAY], 6_500, 6_000, False, id="all that it pays is counted"),
        pytest.param([A_DAY, A_TRIP], 6_500, 6_000, True, id="real costs that nobody knows come on top"),
        pytest.param([A_DAY, GREEN], None, 6_000, True, id="for some it is more"),
        pytest.param([A_DAY, A_TRIP], None, None, True, id="also without a budget"),
        pytest.param([A_DAY, A_TRIP], 1_800, 6_000, False, id="the maximum leaves no room"),
        pytest.param([A_DAY, A_TRIP], 6_500, 1_500, False, id="it is all of the budget already"),
        pytest.param([A_TRIP], 6_500, 6_000, False, id="nothing is counted: the maximum is the most"),
        pytest.param(
            [A_DAY, replace(A_TRIP, area=area("JP"))], None, 6_000, False, id="what comes on top is for elsewhere"
        ),
    ],
)
def test_what_comes_on_top_of_sums_is_told(
    units: list[Unit], most: int | None, budget: int | None, is_more: bool
) -> None:
    amount = Amount(max_eur=most, units=tuple(units))
    counted = added_up(amount, answers(days=4, people=10, place=["FR"]), Atlas.on(ON, TREE, GROUPS))
    assert cover(amount, budget, counted).is_more is is_more
