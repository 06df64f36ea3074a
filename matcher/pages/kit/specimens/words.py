"""Specimens of the kit: words and marks."""

from collections.abc import Callable
from datetime import date, timedelta

from catalogue.entries.pay import AmountEntry
from matcher.answers.counter import LEVELS
from matcher.engine.availability import Availability
from matcher.engine.verdicts import Verdict
from matcher.pages.kit.kit import ABSENT, Given, States
from matcher.pages.kit.stock import NOTHING, ON, Stock, kit
from matcher.pages.routes.views import chips


@kit.shows("Words and marks", width="small")
def level(stock: Stock) -> States:
    for slug in LEVELS:
        yield slug, {"level": slug}


@kit.shows("Words and marks", width="small")
def verdict_badge(stock: Stock) -> States:
    for verdict, slug in zip(Verdict, (*LEVELS, LEVELS[0]), strict=True):
        yield f"{verdict}, {slug}", {"verdict": verdict, "level": slug}


@kit.shows("Words and marks", width="small")
def amount(stock: Stock) -> States:
    def of(holds: Callable[[AmountEntry], object], *, gives_money: bool = True) -> Given:
        found = stock.entry(lambda entry: entry.gives_money is gives_money and holds(entry.amount))
        return NOTHING if found is ABSENT else {"amount": found.amount, "gives_money": gives_money}

    yield "one amount", of(lambda one: one.min_eur and one.min_eur == one.max_eur)
    yield "from and to", of(lambda one: one.min_eur and one.min_eur < (one.max_eur or 0))
    yield "at most", of(lambda one: one.max_eur and not one.min_eur)
    yield "a share of the costs", of(lambda one: one.max_rate_pct and not one.max_eur)
    yield "at least", of(lambda one: one.min_eur and not one.max_eur and not one.max_rate_pct)
    yield "no money", of(lambda one: not is_told(one), gives_money=False)
    yield "not known", of(lambda one: not is_told(one))


def is_told(amount: AmountEntry) -> bool:
    return bool(amount.min_eur or amount.max_eur or amount.max_rate_pct)


@kit.shows("Words and marks", width="small")
def due(stock: Stock) -> States:
    for days in (0, 1, 14, 90, 91):
        closes = ON + timedelta(days=days)
        yield f"closes in {days} days", {"availability": Availability.UPCOMING, "closes": closes, "on": ON}
    yield "all year round", {"availability": Availability.OPEN, "closes": None, "on": ON, "rolling": True}
    yield "open, not announced until when", {"availability": Availability.OPEN, "closes": None, "on": ON}
    yield "expected", {"availability": Availability.EXPECTED, "closes": None, "on": ON}
    yield "closed", {"availability": Availability.CLOSED, "closes": None, "on": ON}
    yield "ended", {"availability": Availability.CLOSED, "closes": None, "on": ON, "state": "ended"}


@kit.shows("Words and marks", width="small")
def period(stock: Stock) -> States:
    yield "both ends", {"since": date(2021, 1, 1), "until": date(2027, 12, 31)}
    yield "until", {"since": None, "until": date(2027, 12, 31)}
    yield "since", {"since": date(2021, 1, 1), "until": None}
    yield "neither", {"since": None, "until": None}


@kit.shows("Words and marks", around="<p>{}</p>")
def belonging(stock: Stock) -> States:
    yield "all of it", {"one": stock.belonging(lambda one: not one.is_partial)}
    yield "part of it", {"one": stock.belonging(lambda one: one.is_partial)}
    yield "with an end", {"one": stock.belonging(lambda one: one.until)}


@kit.shows("Words and marks", width="small")
def chip(stock: Stock) -> States:
    found = stock.found("level=bilateral&text=dans&amount=5000")
    for one in chips(found, found.facets()):
        yield one.label, {"label": one.label, "address": one.address}
