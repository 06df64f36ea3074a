"""Specimens of the kit: a route."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from matcher.answers.questionnaire import state, summary
from matcher.engine.availability import Availability
from matcher.engine.verdicts import Group, Verdict
from matcher.pages.kit.kit import ABSENT, States, first
from matcher.pages.kit.stock import EXCHANGE, ON, PLAN, PLANS, TOUR, Stock, kit
from matcher.pages.results.cards import RouteCard
from matcher.pages.results.lines import DayBox
from matcher.pages.results.views import plan_line as plan_line_of
from matcher.pages.route.axis import Axis, MomentKind
from matcher.pages.routes.other_hits import other_hit
from matcher.pages.routes.timetable import RouteLine

TRANSLATOR = "applicant=translator&base=BE-VLG&discipline=literature&goal=translate-publish&place=PL"
"""For whom a publisher applies."""
SUMS = (
    "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=residency&place=FR&days=10&people=1&budget=30000",
)
HERITAGE = (
    "applicant=heritage-organisation&base=BE-VLG&discipline=archives-libraries&goal=cooperate&place=GB&partners=1&grant=none"
    "&start=2027-10-01&months=12&status=non-profit&budget=300000"
)
YOUTH = (
    "applicant=sociocultural-organisation&base=BE-VLG&discipline=sociocultural-work&goal=exchange-learn&place=MA&partners=1"
    "&start=2027-06-15&age=25&budget=60000"
)
"""Plans for which several routes could pay; of the second one is closed until a day that is known."""


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
    another = stock.any_card(Verdict.NO, lambda card: card.another, TRANSLATOR)
    yield "somebody else applies", {"card": another, **told}
    yield "closed now", {"card": stock.any_card(Verdict.NO, lambda card: card.group is Group.LATER), **told}


@kit.shows("A route", around='<ul class="ask-box">{}</ul>')
def lacking(stock: Stock) -> States:
    yield "one change", {"card": stock.card(Verdict.ALMOST, lambda card: card.way)}
    yield "no change leaves the plan the same", {"card": stock.card(Verdict.NO)}
    yield "somebody else applies", {"card": stock.any_card(Verdict.NO, lambda card: card.another, TRANSLATOR)}


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


@kit.shows("A route")
def route_set(stock: Stock) -> States:
    queries = (PLAN, HERITAGE, YOUTH)
    yield "reaches the budget", {"one": stock.set(lambda one: one.reaches and not one.is_closed, *queries)}
    yield "falls short, others could pay", {"one": stock.set(lambda one: one.gap and one.could_pay, *queries)}
    yield "closed now", {"one": stock.set(lambda one: one.is_closed, *queries)}
    yield "one must ask", {"one": stock.set(lambda one: one.asks, *queries)}
    yield "other days are shown", {"one": stock.set(lambda one: not one.is_chosen, *queries)}
