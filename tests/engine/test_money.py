"""What a route covers of a budget."""

import pytest

from matcher.engine.money import Amount, Cover, cover
from matcher.engine.verdicts import Verdict
from tests.builders import instrument, route


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
        pytest.param(Amount(min_eur=500), 8_000, Cover(None, None, None), id="a minimum says nothing of the share"),
        pytest.param(Amount(), 8_000, Cover(None, None, None), id="nothing known"),
        pytest.param(Amount(max_eur=10_000), 0, Cover(10_000, 0, None), id="no share of nothing"),
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
    given = {} if budget is None else {"budget": budget}
    assert route(one, **given).verdict is expected


def test_a_budget_above_the_maximum_does_not_fail() -> None:
    found = route(instrument(amount=Amount(max_eur=5_000)), budget=1_000_000)
    assert found.verdict is Verdict.FITS
    assert (found.cover.covers_eur, found.cover.share) == (5_000, 0.005)
