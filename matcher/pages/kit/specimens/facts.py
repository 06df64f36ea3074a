"""Specimens of the kit: facts and their sources."""

from collections.abc import Callable

from catalogue.entries.values import SourceEntry
from catalogue.freshness import Freshness
from matcher.answers.counter import LEVELS
from matcher.answers.later import later_plan as plan_of_later
from matcher.pages.about.rulebook import PAGE, SHOW, Rulebook, RuleShown, Show, rulebook
from matcher.pages.kit.kit import ABSENT, Given, Silent, States, first
from matcher.pages.kit.stock import NOTHING, Stock, kit


@kit.shows("Facts and their sources", width="column")
def freshness(stock: Stock) -> States:
    yield "seen lately", stock.freshness(lambda one: not one.is_stale)
    yield "seen too long ago", stock.freshness(lambda one: one.is_stale and one.seen)
    yield "never seen", {"freshness": Freshness("", is_stale=True), "level": LEVELS[0]}


@kit.shows("Facts and their sources")
def seen(stock: Stock) -> States:
    yield "lately", stock.freshness(lambda one: not one.is_stale)
    yield "too long ago", stock.freshness(lambda one: one.is_stale and one.seen)
    yield "never", {"freshness": Freshness("", is_stale=True)}


@kit.shows("Facts and their sources", width="column")
def sources(stock: Stock) -> States:
    def of(holds: Callable[[SourceEntry], object]) -> Given:
        entry = stock.entry(lambda entry: any(holds(one) for one in entry.sources))
        return NOTHING if entry is ABSENT else {"sources": entry.sources}

    yield "pages", of(lambda one: one.url and one.seen)
    yield "a document among them", of(lambda one: not one.url)
    yield "not known when one was seen", of(lambda one: not one.seen)


@kit.shows("Facts and their sources", width="column")
def doubts(stock: Stock) -> States:
    by_number = sorted((entry.doubts for entry in stock.entries.values() if entry.doubts), key=len)
    yield "one", {"doubts": first(by_number)}
    yield "several", {"doubts": first(reversed(by_number))}


@kit.shows("Facts and their sources")
def notes(stock: Stock) -> States:
    yield "one thing not understood", {"notes": stock.asked("plaats=FR").notes}
    yield "several", {"notes": stock.asked("goal=nope&plaats=FR&budget=veel").notes}
    yield "how it was read", {"notes": stock.asked("place=Lyon&place=CA-ON").notes}
    yield "how it was read, and what was not", {"notes": stock.asked("place=Lyon&place=Limburg&plaats=FR").notes}
    yield Silent("all understood"), {"notes": ()}


@kit.shows("Facts and their sources")
def later_plan(stock: Stock) -> States:
    yield "the start has passed", {"later": plan_of_later(stock.site, stock.asked("start=2026-06-20&discipline=dance"))}
    yield Silent("it has not"), {"later": None}


@kit.shows("Facts and their sources")
def rules(stock: Stock) -> States:
    def book(number: int) -> Rulebook:
        return rulebook({SHOW: [Show.ALL.value], PAGE.name: [str(number)]}, stock.site, stock.asked("").on)

    chapters = (chapter for number in book(1).page.paginator.page_range for chapter in book(number).chapters)
    known = [rule for chapter in chapters for route in chapter.routes for rule in route.rules]

    def one(holds: Callable[[RuleShown], object]) -> Given:
        return {"rules": [next((rule for rule in known if holds(rule)), ABSENT)]}

    yield "with a page as its source", one(lambda rule: rule.sentence and rule.source_url)
    yield "with a document as its source", one(lambda rule: rule.source_note)
    yield "advice that always holds", one(lambda rule: not rule.sentence)
