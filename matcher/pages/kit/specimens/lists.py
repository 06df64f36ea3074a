"""Specimens of the kit: lists and filters."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as as_the_pages_say

from matcher.pages.about.matrix import nine_ways_in
from matcher.pages.coverage import coverage_form
from matcher.pages.kit.kit import Silent, States, first
from matcher.pages.kit.stock import ON, Stock, kit
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.filter_form import filter_form
from matcher.pages.routes.routes import SORTS, VIEWS
from matcher.pages.routes.views import PAGE_SIZE, places, programmes, seen_as
from matcher.pages.routes.views import pages as onward

MANY = 10
"""A facet with more choices is folded."""


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
    rows, themes = nine_ways_in(RoutesOnDay.of(stock.site, ON))
    yield "nine ways in", {"rows": rows, "themes": themes}
