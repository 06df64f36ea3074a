"""Specimens of the kit: time."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as as_the_pages_say

from matcher.engine.verdicts import Verdict
from matcher.pages.compare.workyear import work_year as year_of
from matcher.pages.deadlines.deadlines import deadlines_of
from matcher.pages.kit.kit import ABSENT, Silent, States
from matcher.pages.kit.stock import HIDDEN_HEADING, ON, OPEN, PLAN, Stock, drawn, kit
from matcher.pages.plan.addresses import PlanAddress
from matcher.pages.plan.plan import plan_of

MUSEUM = (
    "goal=create-coproduce&discipline=movable-heritage&applicant=heritage-organisation&base=BE-VOV&place=FR-HDF&place=PT"
    "&start=2027-09-01&budget=200000"
)
"""A museum with partners in two countries."""


@kit.shows("Time")
def timeline(stock: Stock) -> States:
    soon = deadlines_of(stock.found("discipline=dance"))
    none = deadlines_of(stock.found("text=nietsdaarvan"))
    yield "on its own page", drawn(stock.deadlines, address="", link=False)
    yield "above a list of routes", drawn(soon, address=reverse("deadlines"), link=True)
    yield "no day known", drawn(none, address="", link=False)


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
