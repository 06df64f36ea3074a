"""Specimens of the kit: figures."""

from matcher.answers.counter import LEVELS
from matcher.pages.home.views import poster
from matcher.pages.kit.kit import States, symbols
from matcher.pages.kit.stock import Stock, kit


@kit.shows("Figures", width="small")
def tile(stock: Stock) -> States:
    for look in ("on", "may", "off"):
        for slug in LEVELS:
            yield f"{slug}, {look}", {"level": slug, "look": look}
    for size in ("s", "l"):
        for slug in LEVELS:
            yield f"{slug}, size {size}", {"level": slug, "size": size}


@kit.shows("Figures", width="small", drawn_by="pages/kit/symbol.html")
def sprite(stock: Stock) -> States:
    for symbol in symbols():
        yield symbol, {"symbol": symbol}


@kit.shows("Figures", width="small")
def icon(stock: Stock) -> States:
    for symbol in symbols():
        if symbol.startswith("i-"):
            yield symbol.removeprefix("i-"), {"name": symbol.removeprefix("i-")}


@kit.shows("Figures")
def frieze(stock: Stock) -> States:
    levels = [entry.level for entry in stock.entries.values() if entry.gives_money]
    yield "every route that gives money", {"halves": poster(sorted(levels, key=LEVELS.index))}
    yield "nine routes", {"halves": poster([slug for slug in LEVELS for _ in range(3)])}


@kit.shows("Figures", width="small", around='<span class="kit-phone">{}</span>')
def compared_by(stock: Stock) -> States:
    for slug in LEVELS:
        yield slug, {"level": slug}
