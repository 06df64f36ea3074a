"""What a route can cover of a budget. Whole euros."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Amount:
    """What the source says; None is not known."""

    min_eur: int | None = None
    max_eur: int | None = None
    max_rate_pct: int | None = None

    @property
    def is_known(self) -> bool:
        return self.max_eur is not None or self.max_rate_pct is not None


class Cover(NamedTuple):
    """`share` is between 0 and 1, to four decimals. None: the budget, or what the route pays, is not known."""

    max_eur: int | None
    covers_eur: int | None
    share: float | None


def cover(amount: Amount, budget: int | None) -> Cover:
    """The smaller of the maximum and the rate of the budget, never more than the budget.

    >>> cover(Amount(max_eur=10_000, max_rate_pct=70), 8_000)
    Cover(max_eur=10000, covers_eur=5600, share=0.7)
    """
    most, rate_pct = amount.max_eur, amount.max_rate_pct
    if budget is None or (most is None and rate_pct is None):
        return Cover(most, None, None)
    covers = budget if rate_pct is None else budget * rate_pct // 100
    if most is not None and most < covers:
        covers = most
    if not budget:
        return Cover(most, covers, None)
    return Cover(most, covers, 1.0 if covers == budget else round(covers / budget, 4))
