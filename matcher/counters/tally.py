"""What each page that was looked at counts."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from catalogue.editions.search.words import folded
from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.address import Asked
from matcher.answers.outside import PLAN, WHY
from matcher.counters.looks import page_of
from matcher.engine.answers import BUDGET, DISCIPLINE, GOAL, PLACE
from matcher.engine.match import Matching
from matcher.models.counted import LONGEST_NAME, CountKind
from matcher.pages.results.cards import SORT
from matcher.pages.results.choosing import SHOW
from matcher.pages.results.views import ALL, PAPER, PART
from matcher.pages.routes.routes import find_routes
from matcher.rules.site import Site

LONGEST_SEARCH, SHORTEST_SEARCH = 40, 2
NOT_KEPT = re.compile(r"[@\d]")
"""What may be an address or a number of somebody."""
EUROS = (5_000, 15_000, 50_000, 150_000, 500_000)
NUMBERS = (1, 2, 5, 10, 20, 50, 100, 200)
MONTHS = (0, 3, 6, 12, 24)
"""Where bands end, for an exact sum or day may be somebody's own."""
SEEN_OTHERWISE = frozenset({SORT, SHOW, ALL, PART, PAPER})
BESIDE_SEARCH = frozenset({"text", "view", "sort", "page"})
"""What may stand beside a text that is looked for in all there is."""


class Tallied(NamedTuple):
    kind: CountKind
    first: str = ""
    second: str = ""


def tally(looks: Mapping[tuple[str, str], int], site: Site, on: date) -> Counter[Tallied]:
    """Of pages by their path and query string, each looked at so many times, on a day."""
    found: Counter[Tallied] = Counter()
    for (path, query), times in looks.items():
        for one in set(counted_by(path, query, site, on)):
            found[one] += times
    return found


def counted_by(path: str, query: str, site: Site, on: date) -> Iterator[Tallied]:
    page, slug = page_of(path)
    try:
        given = QueryDict(query)
    except SuspiciousOperation:
        return
    if page == "instrument" and site.get(InstrumentEntry, slug) is not None:
        yield Tallied(CountKind.ROUTE, slug)
    elif page == "results":
        yield from by_plan(given, site, on)
    elif page == "routes":
        yield from by_search(given, site, on)


def by_plan(given: QueryDict, site: Site, on: date) -> Iterator[Tallied]:
    """Of a plan as it stands today. Who sees it in another order, on paper or in part saw it before."""
    asked = address.read(dict(given.lists()), site.ruleset, site.words, today=on)
    if not asked.answers.values or asked.on != on or given.keys() & SEEN_OTHERWISE:
        return
    yield Tallied(CountKind.PLANS)
    said = chosen(asked, on)
    for question, values in said.items():
        yield from (Tallied(CountKind.ANSWER, question, value) for value in values)
    goals = list(product(said.get(DISCIPLINE, ()), said.get(GOAL, ())))
    places = list(product(said.get(DISCIPLINE, ()), said.get(PLACE, ())))
    yield from (Tallied(CountKind.GOALS, *pair) for pair in goals)
    yield from (Tallied(CountKind.PLACES, *pair) for pair in places)
    left = Matching(site.compiled(on), asked.answers).left()
    yield from (Tallied(CountKind.LISTED, route) for route in left)
    if not left:
        yield Tallied(CountKind.NOTHING)
        yield from (Tallied(CountKind.NO_GOALS, *pair) for pair in goals)
        yield from (Tallied(CountKind.NO_PLACES, *pair) for pair in places)


def chosen(asked: Asked, on: date) -> dict[str, tuple[str, ...]]:
    """Per question what was answered, days and numbers as the band in which they lie."""
    found: dict[str, tuple[str, ...]] = {}
    for question, value in asked.answers.values.items():
        if isinstance(value, frozenset):
            found[question] = tuple(sorted(str(one)[:LONGEST_NAME] for one in value))
        elif isinstance(value, date):
            found[question] = (band((value.year - on.year) * 12 + value.month - on.month, MONTHS),)
        else:
            found[question] = (band(value, EUROS if question == BUDGET else NUMBERS),)
    return found


def band(number: int, ends: tuple[int, ...]) -> str:
    """
    >>> band(15_000, EUROS), band(15_001, EUROS), band(700_000, EUROS), band(-2, MONTHS)
    ('5001-15000', '15001-50000', '500001-', '-0')
    """
    begins = ""
    for end in ends:
        if number <= end:
            return f"{begins}-{end}" if begins != str(end) else begins
        begins = str(end + 1)
    return f"{begins}-"


def by_search(given: QueryDict, site: Site, on: date) -> Iterator[Tallied]:
    """Words by which nothing is found, where nothing else was asked."""
    words = searched(given.get("text", ""))
    if words and not given.keys() & {PLAN, WHY}:
        found = find_routes(given, site, today=on)
        if not found.query.keys() - BESIDE_SEARCH and not found.hits():
            yield Tallied(CountKind.SEARCH, words)


def searched(text: str) -> str:
    """As it is kept, without capitals and accents; "" for what is too long or too short, or may be about somebody.

    >>> searched("  Théâtre   de rue "), searched("an@example.org"), searched("0470 12 34 56"), searched("x")
    ('theatre de rue', '', '', '')
    """
    words = " ".join(folded(text).split())
    is_kept = SHORTEST_SEARCH <= len(words) <= LONGEST_SEARCH and words.isprintable() and not NOT_KEPT.search(words)
    return words if is_kept else ""
