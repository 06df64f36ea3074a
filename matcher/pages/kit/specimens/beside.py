"""Specimens of the kit: beside the routes."""

from django.utils.translation import gettext as as_the_pages_say

from catalogue.entries.fact import FactEntry
from catalogue.entries.guide import GuideEntry
from catalogue.vocabulary import Level
from matcher.answers.advisers import advisers_of_plan, told
from matcher.pages.about.matrix import squares
from matcher.pages.facts import FactAge, fact_shown, guide_led
from matcher.pages.kit.kit import States, first
from matcher.pages.kit.stock import HIDDEN_HEADING, PLAN, Stock, kit
from matcher.pages.organisations.organisations import helpers
from matcher.speech.contacts import AdviserTold, letter
from matcher.speech.statistics import statistics_of_level, statistics_of_place


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
    yield "number and mail, not confirmed", as_drawn(first(callers(stock, PLAN), lambda one: one.mail))
    yield "confirmed", as_drawn(first(callers(stock, f"discipline=visual-arts&{amateur}"), lambda one: one.phone))
    yield "no number", as_drawn(first(callers(stock, f"discipline=theatre&{amateur}"), lambda one: not one.phone))
    yield "the nearest", as_drawn(first(callers(stock, f"discipline=games&{amateur}"), lambda one: one.is_nearest))


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


def as_drawn(adviser: AdviserTold) -> dict[str, object]:
    return {"adviser": adviser, **adviser.addresses}


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
