"""How long ago the sources of a route were seen, as far as their days are known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STALE_MONTHS = 6
DAY = re.compile(r"\b(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])\b(?:-[0-3][0-9]\b)?)?")


@dataclass(frozen=True, slots=True)
class Freshness:
    """`seen` is the last day, month or year in which a source was seen, "" where none says; `is_stale`: too long ago."""

    seen: str
    is_stale: bool


def freshness(seen: Iterable[str], on: date) -> Freshness:
    """A day that is known in part counts from its end: a source seen in 2026 may have been seen yesterday.

    >>> freshness(["2025-03", "2026-06-01"], date(2026, 11, 21))
    Freshness(seen='2026-06-01', is_stale=False)
    >>> freshness(["2025-03"], date(2026, 11, 21))
    Freshness(seen='2025-03', is_stale=True)
    >>> freshness(["about 2021"], date(2026, 11, 21))
    Freshness(seen='about 2021', is_stale=True)
    >>> freshness([""], date(2026, 11, 21))
    Freshness(seen='', is_stale=True)
    """
    months = on.year * 12 + on.month - 1 - STALE_MONTHS
    limit = f"{months // 12:04d}-{months % 12 + 1:02d}-{on.day:02d}"
    known = {one: day for one in seen if (day := day_in(one))}
    latest = max(known, key=lambda one: known[one] + "\uffff" * (len(known[one]) < len("2026-01-01")), default="")
    return Freshness(latest, not latest or known[latest] < limit[: len(known[latest])])


def day_in(seen: str) -> str:
    """The first day, month or year that a text names, "" for none.

    >>> day_in("2024-03"), day_in("about 2021"), day_in("2019-2022 (page undated)"), day_in("")
    ('2024-03', '2021', '2019', '')
    """
    found = DAY.search(seen)
    return found[0] if found else ""
