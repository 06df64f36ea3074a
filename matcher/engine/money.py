"""What a route can cover of a budget. Whole euros."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """What the source says; None is not known."""

    min_eur: int | None = None
    max_eur: int | None = None
    max_rate_pct: int | None = None

    @property
    def is_known(self) -> bool:
        return self.max_eur is not None or self.max_rate_pct is not None


@dataclass(frozen=True, slots=True)
class Cover:
    """`share` is between 0 and 1, to four decimals. None: the budget, or what the route pays, is not known."""

    max_eur: int | None
    covers_eur: int | None
    share: float | None


def cover(amount: Amount, budget: int | None) -> Cover:
    """The smaller of the maximum and the rate of the budget, never more than the budget.

    >>> cover(Amount(max_eur=10_000, max_rate_pct=70), 8_000)
    Cover(max_eur=10000, covers_eur=5600, share=0.7)
    """
    if budget is None or not amount.is_known:
        return Cover(amount.max_eur, None, None)
    by_rate = budget if amount.max_rate_pct is None else budget * amount.max_rate_pct // 100
    covers = by_rate if amount.max_eur is None else min(amount.max_eur, by_rate)
    return Cover(amount.max_eur, covers, round(covers / budget, 4) if budget else None)
