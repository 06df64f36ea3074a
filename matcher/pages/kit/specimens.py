"""Every component in every state that it knows, a line each: what the kit shows.

The values come from the catalogue of one day, through what the pages themselves ask. A route is found by how it stands, and is
never named. Where nothing stands like that, the kit says so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as as_the_pages_say

from catalogue.editions.edition import Entries
from catalogue.entries.fact import FactEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.instrument import AmountEntry, InstrumentEntry
from catalogue.entries.values import SourceEntry
from catalogue.freshness import Freshness
from catalogue.freshness import freshness as how_fresh
from catalogue.vocabulary import Level
from matcher.answers import address
from matcher.answers.address import Asked
from matcher.answers.advisers import advisers_of_plan, told
from matcher.answers.counter import LEVELS, Count, count
from matcher.answers.later import later_plan as plan_of_later
from matcher.answers.questionnaire import Questionnaire, Stake, state, summary
from matcher.engine.answers import APPLICANT, BUDGET, DISCIPLINE, GOAL, PLACE, START, PlaceCode, QuestionName
from matcher.engine.match import match
from matcher.engine.timing import Availability
from matcher.engine.verdicts import Group, Verdict
from matcher.pages.about.matrix import nine_ways_in, squares
from matcher.pages.about.rulebook import PAGE, SHOW, Rulebook, RuleShown, Show, rulebook
from matcher.pages.compare.workyear import work_year as year_of
from matcher.pages.countries.countries import Belonging, belongings
from matcher.pages.coverage import coverage_form
from matcher.pages.coverage.coverage import Support, read
from matcher.pages.deadlines.deadlines import Deadlines, deadlines_of
from matcher.pages.facts import FactAge, fact_shown, guide_led
from matcher.pages.home.sentence import sentence
from matcher.pages.home.views import poster
from matcher.pages.kit.kit import ABSENT, Given, Kit, Silent, States, first, symbols
from matcher.pages.organisations.organisations import helpers
from matcher.pages.plan.addresses import PlanAddress
from matcher.pages.plan.plan import PlanShown, plan_of
from matcher.pages.plan.sets import SetShown
from matcher.pages.plan.starts import OtherStarts, other_starts
from matcher.pages.questionnaire.forms import Pill, QuestionForm
from matcher.pages.questionnaire.questions import form_of
from matcher.pages.results.cards import MatchShown, RouteCard
from matcher.pages.results.lines import DayBox
from matcher.pages.results.views import plan_line as plan_line_of
from matcher.pages.route.axis import Axis, MomentKind, axis_of
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.filter_form import filter_form
from matcher.pages.routes.other_hits import other_hit
from matcher.pages.routes.routes import SORTS, VIEWS, Facet, RoutesFound, find_routes
from matcher.pages.routes.timetable import RouteLine
from matcher.pages.routes.timetable import route_lines as lines_of
from matcher.pages.routes.views import PAGE_SIZE, chips, places, programmes, seen_as
from matcher.pages.routes.views import pages as onward
from matcher.rules.site import Site
from matcher.speech.contacts import AdviserTold, letter
from matcher.speech.sentences import long_date
from matcher.speech.statistics import statistics_of_level, statistics_of_place

ON = date(2026, 11, 21)
PLAN = (
    "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR&start=2027-06-20&budget=30000"
)
"""A choreographer from Brussels who takes a piece to France."""
EXCHANGE = (
    "applicant=arts-organisation&base=BE-BRU&discipline=dance&goal=exchange-learn&place=FR&partners=2"
    "&start=2027-06-20&budget=30000"
)
"""A company from Brussels that exchanges with two partners in France: more fits."""
TOUR = f"{PLAN}&partners=1&days=10&months=3&people=4"
"""The choreographer, who answered all that is asked."""
OPEN = "applicant=individual-artist&base=BE-BRU&discipline=dance&place=FR&partners=1&budget=30000"
"""Somebody who answered little."""
SUMS = (
    "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=residency&place=FR&days=10&people=1&budget=30000",
)
MUSEUM = (
    "goal=create-coproduce&discipline=movable-heritage&applicant=heritage-organisation&base=BE-VOV&place=FR-HDF&place=PT"
    "&start=2027-09-01&budget=200000"
)
"""A museum with partners in two countries."""
HERITAGE = (
    "applicant=heritage-organisation&base=BE-VLG&discipline=archives-libraries&goal=cooperate&place=GB&partners=1&grant=none"
    "&start=2028-01-10&months=12&status=non-profit&budget=300000"
)
YOUTH = (
    "applicant=sociocultural-organisation&base=BE-VLG&discipline=sociocultural-work&goal=exchange-learn&place=MA&partners=1"
    "&start=2027-05-15&age=25&budget=60000"
)
"""Plans for which several routes could pay; of the second one is closed until a day that is known."""
PLANS = (
    EXCHANGE,
    TOUR,
    PLAN,
    OPEN,
    "applicant=arts-organisation&base=BE-VLG&goal=invest&budget=30000&months=6",
    "applicant=producer&base=BE-VLG&discipline=audiovisual&goal=create-coproduce&place=NL&start=2027-09-01&budget=30000"
    "&partners=1&works=1&people=1&days=10&months=5",
    "base=BE-VLG",
)
"""In which a state is looked for, one after the other."""
NETWORK = "applicant=translator&base=BE-BRU&discipline=circus&goal=network"
"""For whom most goals are out of reach."""
MANY = 10
"""A facet with more choices is folded."""
HIDDEN_HEADING = '<h3 class="visually-hidden">A heading</h3>'
"""For what stands below one on its page."""

NOTHING = {"nothing": ABSENT}


class Stock:
    """What pages show on the day, each part asked for once, when a state needs it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.day = RoutesOnDay.of(self.site, ON)
        self._shown: dict[str, MatchShown] = {}

    @property
    def entries(self) -> Entries[InstrumentEntry]:
        return self.site.all(InstrumentEntry)

    @cached_property
    def lines(self) -> list[RouteLine]:
        return lines_of(self.entries, self.day)

    @cached_property
    def deadlines(self) -> Deadlines:
        return deadlines_of(self.found())

    @cached_property
    def facets(self) -> dict[str, Facet]:
        return {facet.name: facet for facet in self.found().facets()}

    def found(self, query: str = "") -> RoutesFound:
        return find_routes(QueryDict(query), self.site, today=ON)

    def asked(self, query: str = "") -> Asked:
        return address.read(dict(QueryDict(query).lists()), self.site.ruleset, self.site.words, today=ON)

    def shown(self, query: str) -> MatchShown:
        if query not in self._shown:
            asked = self.asked(query)
            self._shown[query] = MatchShown(self.site, asked, match(self.site.compiled(ON), asked.answers))
        return self._shown[query]

    def cards(self, verdict: Verdict, query: str = PLAN) -> Iterator[RouteCard]:
        shown = self.shown(query)
        routes = (route for route in shown.match.routes if route.verdict is verdict)
        return (shown.card(route) for route in routes)

    def card(self, verdict: Verdict, holds: Callable[[RouteCard], object] = bool, query: str = PLAN) -> Any:
        return first(self.cards(verdict, query), holds)

    def plan(self, query: str) -> PlanShown:
        board = self.shown(query)
        return plan_of(board, {}, (), PlanAddress(self.site, board.asked, {}))

    def set(self, holds: Callable[[SetShown], object], *queries: str) -> Any:
        """The first set of routes that holds, in the first of some plans that has one."""
        found = (one for query in queries for plan in [self.plan(query)] for one in (*plan.sure, *plan.ask))
        return first(found, holds)

    def starts(self, query: str) -> OtherStarts:
        board = self.shown(query)
        return other_starts(self.site, board.asked, board.match, PlanAddress(self.site, board.asked, {}))

    def any_card(self, verdict: Verdict, holds: Callable[[RouteCard], object], *queries: str) -> Any:
        """The first card that holds, in the first of some plans that has one."""
        return first((card for query in queries or PLANS for card in self.cards(verdict, query)), holds)

    def entry(self, holds: Callable[[InstrumentEntry], object]) -> Any:
        return first(self.entries.values(), holds)

    def line(self, holds: Callable[[RouteLine], object]) -> Any:
        return first(self.lines, holds)

    def axis(self, holds: Callable[[Axis], object], start: date | None = None) -> Given:
        """The axis of a route, with its level."""
        drawn = ((axis_of(entry, on=ON, start=start), entry) for entry in self.entries.values())
        return next(({"axis": axis, "level": entry.level} for axis, entry in drawn if axis and holds(axis)), NOTHING)

    def freshness(self, holds: Callable[[Freshness], object]) -> Given:
        """When the sources of a route were seen, with its level."""
        told = ((how_fresh([source.seen for source in entry.sources], ON), entry) for entry in self.entries.values())
        return next(({"freshness": one, "level": entry.level} for one, entry in told if holds(one)), NOTHING)

    def form(self, name: QuestionName, query: str = "") -> QuestionForm:
        return form_of(self.site, self.asked(query), name, QueryDict(query).getlist(name))

    def pills(self, name: QuestionName, query: str = "") -> list[Pill]:
        return [pill for _family, pills in self.form(name, query).families for pill in pills]

    def count(self, at: QuestionName, query: str = "") -> Count:
        return count(Questionnaire(self.site, self.asked(query)), at)

    def belonging(self, holds: Callable[[Belonging], object]) -> Any:
        countries = (PlaceCode(code) for code, place in self.site.ruleset.places.places.items() if place.parent is None)
        return first((one for code in countries for one in belongings(self.site, self.day, code)), holds)

    @cached_property
    def support(self) -> Support:
        return read(dict(QueryDict("place=FR&goal=present-tour").lists()), self.site, today=ON)[0]


kit: Kit[Stock] = Kit({})

# Figures


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


# Words and marks


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


# Facts and their sources


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


# A route


@kit.shows("A route", around='<div class="rls">{}</div>')
def route_fold(stock: Stock) -> States:
    lines = [line for query in PLANS for group in stock.shown(query).groups(tuple(Group)) for line in group.lines]
    told = {"on": ON, "card": None}
    yield "fits", {"line": first(lines, lambda line: line.look == "on" and line.reason and line.warning), **told}
    yield "waits for an answer", {"line": first(lines, lambda line: line.look == "may" and line.lacking), **told}
    yield "one change", {"line": first(lines, lambda line: line.look == "off"), **told}
    for box in (DayBox.FIXED, DayBox.USUAL, DayBox.ROLLING):
        dated = first(replace(line, box=box) for line in lines if line.closes)
        yield f"day: {box.name.lower()}", {"line": dated, **told}
    yield "no day", {"line": first(lines, lambda line: line.box is DayBox.NONE), **told}
    yield "all year round", {"line": first(lines, lambda line: line.box is DayBox.ROLLING and not line.closes), **told}
    yield "nothing to warn of", {"line": first(lines, lambda line: not line.warning), **told}


@kit.shows("A route", before='<form id="compare"></form>')
def route_card(stock: Stock) -> States:
    def fits(holds: Callable[[RouteCard], object], *queries: str) -> Any:
        return stock.any_card(Verdict.FITS, holds, *queries)

    other = fits(lambda card: card.covers_eur is None and card.closes, TOUR)
    kept = TOUR if other is ABSENT else f"{TOUR}&keep={other.entry.id}"
    almost = [card for query in PLANS for card in stock.cards(Verdict.ALMOST, query) if card.way]
    told, poor = {"on": ON, "budget": 30000}, {"on": ON, "budget": None}
    yield "fits", {"card": fits(lambda card: card.share == 1 and card.submit_by), **told}
    yield "fits, and is kept", {"card": fits(lambda card: card.is_kept, kept), **told}
    yield "fits, day expected, covers a part", {"card": fits(lambda card: card.look == "may" and card.share), **told}
    yield "fits, all year round", {"card": fits(lambda card: card.entry.timing.kind == "rolling", PLAN), **told}
    yield (
        "may fit: waits for an answer",
        {"card": stock.any_card(Verdict.MAY_FIT, lambda card: card.share != 1), **told},
    )
    yield (
        "something is needed first",
        {"card": stock.any_card(Verdict.MAY_FIT, lambda card: card.needs, *PLANS), **told},
    )
    yield "sums per unit, added up", {"card": stock.any_card(Verdict.MAY_FIT, lambda card: card.sums, *SUMS), **told}
    yield "almost: one change", {"card": first(almost), **told}
    yield "almost: no change that we know", {"card": first(replace(card, way=None) for card in almost[-1:]), **told}
    yield "no budget given", {"card": first(almost, lambda card: card.closes is None), **poor}


@kit.shows("A route")
def plan_box(stock: Stock) -> States:
    asked = stock.asked(PLAN)
    for verdict in Verdict:
        card = stock.card(verdict, lambda card: card.way or card.verdict is not Verdict.ALMOST)
        told = {"given": summary(stock.site, asked), "budget": 30000, "query": state(stock.site, asked)}
        yield verdict.value, {"card": card, **told}


@kit.shows("A route")
def route_axis(stock: Stock) -> States:
    def steps(*named: MomentKind) -> Callable[[Axis], bool]:
        return lambda axis: {*named} <= {moment.step for moment in axis.course.moments}

    yield "a round to come", stock.axis(lambda axis: not axis.course.is_rolling and not axis.course.has_expected)
    yield "a round that is expected", stock.axis(lambda axis: axis.course.has_expected)
    yield "not open yet", stock.axis(steps(MomentKind.OPENS))
    yield (
        "known to its end",
        stock.axis(steps(MomentKind.CLOSES, MomentKind.DECISION, MomentKind.SINCE, MomentKind.UNTIL, MomentKind.ENDS)),
    )
    yield "all year round", stock.axis(lambda axis: axis.course.is_rolling)
    yield "counted back from a start", stock.axis(lambda axis: axis.course.is_counted_back, date(2027, 6, 20))
    yield "too late for the start", stock.axis(lambda axis: not axis.course.is_in_time, date(2026, 12, 1))


@kit.shows("A route", around='<ol class="bare rows">{}</ol>')
def route_line(stock: Stock) -> States:
    def stands(availability: Availability) -> Callable[[RouteLine], object]:
        return lambda line: line.standing.availability is availability and line.route.gives_money

    def dateless(line: RouteLine) -> bool:
        return line.standing.closes is None and not line.route.lead_months and not line.route.lead_days

    is_open, is_closed = stands(Availability.OPEN), stands(Availability.CLOSED)
    told = {"on": ON, "on_given": False}
    yield "closes on a day", {"line": stock.line(lambda line: line.standing.closes), **told}
    yield "months before the start", {"line": stock.line(lambda line: line.route.lead_months), **told}
    yield "days before the start", {"line": stock.line(lambda line: line.route.lead_days), **told}
    yield "open, day not known", {"line": stock.line(lambda line: is_open(line) and dateless(line)), **told}
    yield "expected", {"line": stock.line(stands(Availability.EXPECTED)), **told}
    yield "closed", {"line": stock.line(lambda line: is_closed(line) and line.route.state != "ended"), **told}
    yield "ended", {"line": stock.line(lambda line: is_closed(line) and line.route.state == "ended"), **told}
    yield "no money", {"line": stock.line(lambda line: not line.route.gives_money and not is_closed(line)), **told}


@kit.shows("A route", around='<ol class="bare rows">{}</ol>')
def other_line(stock: Stock) -> States:
    yield "an organisation", {"hit": other_hit(stock.site, ("organisation", "vi-be"))}
    yield "a country", {"hit": other_hit(stock.site, ("place", "SE"))}
    yield "a region", {"hit": other_hit(stock.site, ("place", "FR-HDF"))}


@kit.shows("A route")
def route_lines(stock: Stock) -> States:
    yield "the first to close", {"lines": stock.lines[:4], "on": ON, "on_given": False}


@kit.shows("A route", around='<div class="t-s">{}</div>')
def amount_bar(stock: Stock) -> States:
    def fits(holds: Callable[[RouteCard], object]) -> Any:
        return stock.any_card(Verdict.FITS, holds)

    yield "a part of the budget", {"card": fits(lambda card: card.share and card.share < 1), "budget": 30000}
    yield "all of it", {"card": fits(lambda card: card.share == 1), "budget": 30000}
    yield "not known which part", {"card": fits(lambda card: card.covers_eur is None), "budget": 30000}
    yield "no budget", {"card": stock.card(Verdict.FITS, query=PLAN.partition("&budget")[0]), "budget": None}


@kit.shows("A route")
def score(stock: Stock) -> States:
    return most_and_least(stock)


@kit.shows("A route", width="small", around='<span class="score">{}</span>')
def score_bar(stock: Stock) -> States:
    return most_and_least(stock)


def most_and_least(stock: Stock) -> States:
    cards = sorted(stock.cards(Verdict.FITS, EXCHANGE), key=lambda card: -card.score)
    yield "the most of those that fit", {"card": first(cards)}
    yield "the least", {"card": first(reversed(cards))}


@kit.shows("A route")
def checks(stock: Stock) -> States:
    card = stock.card(Verdict.FITS, lambda card: card.checks)
    ticks = () if card is ABSENT else card.checks[:1]
    yield "nothing said", {"checks": ticks or ABSENT}
    yield "it holds", {"checks": [replace(one, said=True) for one in ticks] or ABSENT}
    yield "it does not", {"checks": [replace(one, said=False) for one in ticks] or ABSENT}


@kit.shows("A route")
def plan_line(stock: Stock) -> States:
    asked = stock.asked(PLAN)
    given = summary(stock.site, asked)
    told = {"asks": str(stock.shown(PLAN).asks), "question_address": ""}
    yield "an answer to all", {"plan": plan_line_of(given), "given": given, **told}
    yield (
        "a question to come",
        {"plan": plan_line_of(given[:2]), "given": given[:2], **told, "question_address": "ask=start"},
    )
    yield "nothing answered", {"plan": plan_line_of(()), "given": (), **told}


@kit.shows("A route")
def day_key(stock: Stock) -> States:
    yield "four kinds", {}


@kit.shows("A route")
def share(stock: Stock) -> States:
    yield "a button that a script shows", {"css": "btn-line"}


@kit.shows("A route")
def mail(stock: Stock) -> States:
    given = {"about": "Dans, Frankrijk", "here": "https://example.org/match/results/", "query": PLAN}
    yield "in a list", {**given, "text": "", "css": ""}
    yield "as a button, with a line of its own", {**given, "text": "15 juni 2027", "css": "btn-line"}


@kit.shows("A route")
def paper_foot(stock: Stock) -> States:
    given = {"on": ON, "here": "https://example.org/match/results/", "query": PLAN}
    yield "with a plan", {**given, "given": summary(stock.site, stock.asked(PLAN))}
    yield "without one", {**given, "query": "", "given": ()}


# Beside the routes


@kit.shows("Beside the routes", width="column")
def doors(stock: Stock) -> States:
    yield "five changes", {"doors": stock.shown(PLAN).doors()}
    yield "one change", {"doors": stock.shown(PLAN).doors(most=1)}


@kit.shows("Beside the routes", width="column")
def advisers(stock: Stock) -> States:
    title = as_the_pages_say("Call somebody who knows")
    yield "two", {"advisers": callers(stock, PLAN), "title": title}
    yield "nobody known", {"advisers": (), "title": title}


@kit.shows("Beside the routes", width="column")
def adviser(stock: Stock) -> States:
    amateur = "applicant=amateur-group"
    yield "number and mail, not confirmed", {"adviser": first(callers(stock, PLAN), lambda one: one.mail)}
    yield "confirmed", {"adviser": first(callers(stock, f"discipline=visual-arts&{amateur}"), lambda one: one.phone)}
    yield "no number", {"adviser": first(callers(stock, f"discipline=theatre&{amateur}"), lambda one: not one.phone)}
    yield "the nearest", {"adviser": first(callers(stock, f"discipline=games&{amateur}"), lambda one: one.is_nearest)}


@kit.shows("Beside the routes", width="column")
def fact(stock: Stock) -> States:
    on = stock.asked("").on
    shown = [fact_shown(stock.site, one, on) for one in stock.site.all(FactEntry).values()]
    yield "of now", {"fact": first(shown, lambda one: one.age is FactAge.NOW)}
    yield "of a while ago", {"fact": first(shown, lambda one: one.age is FactAge.THEN)}
    yield "without a day", {"fact": first(shown, lambda one: one.age is FactAge.UNDATED)}
    yield "with a doubt", {"fact": first(shown, lambda one: one.doubts)}


@kit.shows("Beside the routes", width="column")
def guides(stock: Stock) -> States:
    yield "all of them", {"guides": [guide_led(one) for one in stock.site.all(GuideEntry).values()]}


def callers(stock: Stock, query: str) -> tuple[AdviserTold, ...]:
    asked = stock.asked(query)
    return told(
        stock.site, advisers_of_plan(stock.site, asked.answers), asked.on, letter([query], "https://example.org/")
    )


@kit.shows("Beside the routes", before=HIDDEN_HEADING, around='<ul class="bare orgs">{}</ul>')
def helper(stock: Stock) -> States:
    known = helpers(stock.site)
    yield "gives and advises", {"helper": first(known, lambda one: one.gives and one.advises), "day": ""}
    yield "gives", {"helper": first(known, lambda one: one.gives and not one.advises), "day": ""}
    yield "neither", {"helper": first(known, lambda one: not one.gives and not one.advises), "day": ""}
    yield "has another name today", {"helper": first(known, lambda one: one.new_name), "day": ""}


@kit.shows("Beside the routes")
def square(stock: Stock) -> States:
    found = sorted(squares(stock.site), key=lambda one: len(one.routes))
    yield "the most of the dossier", {"square": first(reversed(found))}
    yield "the least", {"square": first(found)}


@kit.shows("Beside the routes")
def statistics(stock: Stock) -> States:
    yield "of a level", {"statistics": statistics_of_level(stock.site, Level.BILATERAL)}
    yield "of a place", {"statistics": statistics_of_place(stock.site, "GB")}


# Time


@kit.shows("Time")
def timeline(stock: Stock) -> States:
    soon = deadlines_of(stock.found("discipline=dance"))
    none = deadlines_of(stock.found("text=nietsdaarvan"))
    yield "on its own page", drawn(stock.deadlines, address="", link=False)
    yield "above a list of routes", drawn(soon, address=reverse("deadlines"), link=True)
    yield "no day known", drawn(none, address="", link=False)


def drawn(deadlines: Deadlines, *, address: str, link: bool) -> Given:
    heading = as_the_pages_say("Closing days until %(until)s") % {"until": long_date(deadlines.until)}
    told = {"heading": heading, "address": address, "link": link, "later": deadlines.later, "opening": "?open=later"}
    return {"band": deadlines.band, "months": deadlines.months, **told}


@kit.shows("Time")
def start_months(stock: Stock) -> States:
    yield "with a start", {"starts": stock.starts(PLAN)}
    yield "without one", {"starts": stock.starts(OPEN)}
    yield (
        "nothing is left in any month",
        {"starts": stock.starts("applicant=translator&discipline=circus&goal=invest&base=JP")},
    )


@kit.shows("Time")
def plan_drawing(stock: Stock) -> States:
    several = stock.shown(MUSEUM)
    named = [route.instrument.id for route in several.match.routes if route.due.closes][:3]
    plan = plan_of(several, {}, named, PlanAddress(stock.site, several.asked, {}))
    back = stock.plan(PLAN).back
    yield "one route", {"drawing": (back and back.drawing) or ABSENT}
    yield "several routes", {"drawing": (plan.back and plan.back.drawing) or ABSENT}


@kit.shows("Time")
def work_year(stock: Stock) -> States:
    start = date(2027, 6, 20)
    dated = [card for verdict in Verdict for card in stock.cards(verdict) if card.closes]
    expected = [card for card in stock.cards(Verdict.ALMOST) if not card.closes]
    yield "two routes, and a start", {"year": year_of(dated[:2], ON, start) or ABSENT}
    yield "one route", {"year": year_of(dated[:1], ON, None) or ABSENT}
    yield "not known when others close", {"year": year_of([*dated[:3], *expected[:1]], ON, start) or ABSENT}


@kit.shows("Time")
def undated(stock: Stock) -> States:
    lists = stock.deadlines
    told = {
        "title": as_the_pages_say("All year round"),
        "about": as_the_pages_say("They have no closing day: count back from the day you start."),
        "look": "on",
        "on": "",
        "opened": (),
        "opening": "",
    }
    yield "a few", {"id": "few", "routes": lists.rolling[:3], **told}
    yield "many: to be opened", {"id": "many", "routes": lists.rolling, **told, "opening": "?open=many"}
    yield Silent("none"), {"id": "none", "routes": (), **told}


@kit.shows("Time", before=HIDDEN_HEADING)
def undated_rows(stock: Stock) -> States:
    yield "all year round", {"routes": stock.deadlines.rolling[:2], "look": "on", "on": ""}
    yield "expected", {"routes": stock.deadlines.expected[:2], "look": "may", "on": ""}
    yield "open, day not known", {"routes": stock.deadlines.undated[:2], "look": "may", "on": ""}
    yield "closed", {"routes": stock.deadlines.closed[:2], "look": "off", "on": ""}


# Questions


@kit.shows("Questions", width="small", around="<form>{}</form>")
def pill(stock: Stock) -> States:
    goals = stock.pills(GOAL, NETWORK)
    who = stock.pills(APPLICANT)

    def goal(pill: object) -> Given:
        return {"pill": pill, "name": GOAL, "is_one": False, "explains": False}

    yield "one of several answers", goal(first(goals, lambda one: one.left and not one.chosen))
    yield "chosen", goal(first(goals, lambda one: one.chosen))
    yield "leaves no route", goal(first(goals, lambda one: one.left == 0))
    only = {"name": APPLICANT, "is_one": True, "explains": False}
    yield "the only answer", {"pill": first(who), **only}
    yield "not counted", {"pill": replace(who[0], left=None) if who else ABSENT, **only}
    yield "with what it means, for who asks", {"pill": first(who), **only, "explains": True}


@kit.shows("Questions")
def steps(stock: Stock) -> States:
    def at(name: QuestionName, query: str) -> Given:
        page = Questionnaire(stock.site, stock.asked(query))
        way = page.way(name)
        return {"stops": page.stops(name, way), "progress": page.progress(name, way)}

    yield "the first", at(GOAL, "")
    yield "half way, one skipped", at(PLACE, "goal=present-tour&applicant=individual-artist&skip=discipline")
    yield "the last", at(BUDGET, PLAN)


@kit.shows("Questions")
def stake(stock: Stock) -> States:
    yield "routes wait for it", {"stake": Stake(settles=41, changes=56)}
    yield "one route waits for it", {"stake": Stake(settles=1, changes=1)}
    yield "only the order, or the amount", {"stake": Stake(settles=0, changes=12)}
    yield "nothing depends on it", {"stake": Stake(settles=0, changes=0)}


@kit.shows("Questions", width="column")
def counter(stock: Stock) -> States:
    yield "nothing answered", {"count": stock.count(GOAL)}
    yield "after an answer", {"count": stock.count(DISCIPLINE, "goal=present-tour&discipline=dance")}
    yield "few left", {"count": stock.count(START, PLAN)}


@kit.shows("Questions")
def europe(stock: Stock) -> States:
    for caption, query in (("nothing chosen", ""), ("a country and a region", "place=FR&place=DE-NW")):
        places = stock.form(PLACE, query).places
        yield caption, {"map": places.map if places else ABSENT}


@kit.shows("Questions", around='<form class="zin"><p class="zin-tekst wide">{}</p></form>')
def blank(stock: Stock) -> States:
    words = (as_the_pages_say("I apply as"), as_the_pages_say("and want to"), as_the_pages_say("in"))
    for before, one in zip(words, sentence(stock.site), strict=False):
        yield one.name, {"before": before, "blank": one, "after": ""}


# Lists and filters


@kit.shows("Lists and filters", width="column", around="<form>{}</form>")
def facet(stock: Stock) -> States:
    facets = stock.facets
    chosen = {facet.name: facet for facet in stock.found("level=bilateral&goal=invest").facets()}
    yield "levels, with their tiles", {"facet": facets["level"]}
    yield "one of them chosen", {"facet": chosen["level"]}
    yield (
        "some leave no route",
        {"facet": first(chosen.values(), lambda one: not all(choice.count for choice in one.choices))},
    )
    yield "one choice", {"facet": facets["deadline"]}
    yield "long: the rest folded", {"facet": first(facets.values(), lambda one: len(one.choices) > MANY)}


@kit.shows("Lists and filters", width="column", around="<form>{}</form>")
def facet_options(stock: Stock) -> States:
    several, one = stock.facets["theme"], stock.facets["deadline"]
    yield "several", {"name": several.name, "choices": several.choices, "single": False}
    yield "one", {"name": one.name, "choices": one.choices, "single": True}
    chosen, empty = replace(several.choices[0], chosen=True), replace(several.choices[0], count=0, chosen=False)
    yield "chosen, and one that leaves no route", {"name": several.name, "choices": (chosen, empty), "single": False}


@kit.shows("Lists and filters", width="column", around="<form>{}</form>")
def picker(stock: Stock) -> States:
    for caption, facet in (
        ("none chosen", programmes(stock.found())),
        ("one chosen, which stays", places(stock.found("place=FR"))),
    ):
        yield caption, {"name": facet.name, "label": facet.label, "choices": facet.choices}


@kit.shows("Lists and filters", width="column", around="<form>{}</form>")
def select(stock: Stock) -> States:
    for one in coverage_form.selects(stock.support):
        yield f"{one.name}, or whatever", {"select": one}
    yield "one must be chosen", {"select": coverage_form.picker(stock.support)}


@kit.shows("Lists and filters", width="column", around='<div class="kit-filters">{}</div>')
def filters(stock: Stock) -> States:
    shown = [facet for facet in stock.facets.values() if facet.name in ("level", "deadline")]

    def form(query: str, page: str, go: str, sorts: Mapping[str, object] | None = None) -> Any:
        found = stock.found(query)
        pickers = [programmes(found)]
        return filter_form(found, shown, pickers, carried=[], action=reverse(page), go=go, sorts=sorts)

    yield "of days", {"form": form("", "deadlines", as_the_pages_say("Show these days"))}
    yield (
        "of routes, which have an order",
        {"form": form("sort=name", "routes", as_the_pages_say("Show these routes"), SORTS)},
    )


@kit.shows("Lists and filters")
def find(stock: Stock) -> States:
    yield "empty", {"text": "", "on": ""}
    yield "with a text and a day", {"text": "dans", "on": ON.isoformat()}


@kit.shows("Lists and filters")
def views(stock: Stock) -> States:
    told = {"views": [(name, label, seen_as(stock.found(), name)) for name, label in VIEWS.items()]}
    for name in VIEWS:
        yield name, {"view": name, **told}


@kit.shows("Lists and filters")
def pages(stock: Stock) -> States:
    paginator = Paginator(stock.found().ordered(), PAGE_SIZE)
    told = {"onward": onward(stock.found()), "anchor": ""}
    yield "the first", {"page": paginator.page(1), **told}
    yield "one between", {"page": paginator.get_page(2), **told}
    yield "the last", {"page": paginator.page(paginator.num_pages), **told}
    yield Silent("the only one"), {"page": Paginator([], PAGE_SIZE).page(1), **told}


@kit.shows("Lists and filters")
def matrix(stock: Stock) -> States:
    rows, themes = nine_ways_in(stock.site)
    yield "nine ways in", {"rows": rows, "themes": themes}


@kit.shows("A route")
def route_set(stock: Stock) -> States:
    queries = (PLAN, HERITAGE, YOUTH)
    yield "reaches the budget", {"one": stock.set(lambda one: one.reaches and not one.is_closed, *queries)}
    yield "falls short, others could pay", {"one": stock.set(lambda one: one.gap and one.could_pay, *queries)}
    yield "closed now", {"one": stock.set(lambda one: one.is_closed, *queries)}
    yield "one must ask", {"one": stock.set(lambda one: one.asks, *queries)}
    yield "other days are shown", {"one": stock.set(lambda one: not one.is_chosen, *queries)}


# Menus


@kit.shows("Menus", around='<div class="nav-main">{}</div>')
def menu(stock: Stock) -> States:
    yield "none of these pages", {"at": ""}
    yield "one of them", {"at": "routes"}
    yield "a page below one of them", {"at": "instrument"}


@kit.shows("Menus", width="column")
def about_menu(stock: Stock) -> States:
    yield "one of these pages", {"here": "ranking"}
