"""What an address comes to in an edition, on a day: the routes that its page lists, and how each of them stands there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.pay import AmountEntry
from catalogue.freshness import freshness, seen_of
from matcher.answers import address
from matcher.answers.belonging import belongs
from matcher.answers.parameters.choices import ManyParameter
from matcher.engine.answers import Answers
from matcher.engine.availability import Availability
from matcher.engine.due import Certainty
from matcher.engine.match import Match, match
from matcher.engine.verdicts import Group, Route
from matcher.models.selection import SelectionPage
from matcher.pages.results.choosing import SHOW, ReadyFilter, left_by
from matcher.pages.results.lines import closing_of
from matcher.pages.routes.routes import PLAN_ASKED, SEEN_AS, WHY_ASKED, find_routes
from matcher.rules.site import Site
from matcher.speech.sentences import Teller
from matcher.speech.sums import amount_for

ROUTE = "route"
ONLY = ManyParameter(SHOW, gettext_lazy("Only"), {one.value: one.value for one in ReadyFilter})
LISTED = "listed"
"""How a route stands in a list that nobody's answers made."""


class RouteStands(NamedTuple):
    """All that a page says of one route that can move. Two that are equal read the same."""

    group: str
    """A `Group`, or `LISTED`."""
    closes: date | None
    at: str
    certainty: Certainty
    availability: Availability
    lead: tuple[int | None, int | None]
    """Months and days before the start by which one applies; None is not said."""
    amount: AmountEntry
    seen: str
    """The last day on which one of its sources was seen, as far as that is known."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """`stands` has the routes that are listed; `match` knows why the others are not."""

    stands: Mapping[str, RouteStands]
    match: Match
    teller: Teller

    def route(self, slug: str) -> Route | None:
        return self.match.route(slug)


class KeptAddress(NamedTuple):
    """A page and its query string, without the day."""

    page: SelectionPage
    query: str


def outcome(site: Site, kept: KeptAddress, on: date) -> PageOutcome:
    given = QueryDict(kept.query)
    also = (ONLY, address.routes_named(ROUTE, site.words))
    asked = address.read(dict(given.lists()), site.ruleset, site.words, today=on, also=also)
    answers = Answers() if kept.page is SelectionPage.ROUTES else asked.answers
    found = match(site.compiled(on), answers)
    match kept.page:
        case SelectionPage.RESULTS:
            show = [ReadyFilter(one) for one in asked.query.many(SHOW)]
            told = found.overview.all - found.overview.group(Group.OTHER)
            entries = site.all(InstrumentEntry)
            beside = [
                route
                for route in (() if show else found.beside.among(told))
                if belongs(entries[route.instrument.id], answers)
            ]
            listed = groups((*found.routes.among(told & left_by(show, found.overview)), *beside))
        case SelectionPage.COMPARE:
            named = [route for slug in asked.query.many(ROUTE) if (route := found.route(slug))]
            listed = groups(named)
        case SelectionPage.ROUTES:
            those = find_routes(given, site, today=on, also=(SEEN_AS, PLAN_ASKED, WHY_ASKED)).routes
            listed = dict.fromkeys(map(str, those), LISTED)
    return PageOutcome(stands(site, found, listed, on), found, Teller(site.compiled(on), site.words, answers))


def groups(routes: Iterable[Route]) -> dict[str, str]:
    return {route.instrument.id: route.group.value for route in routes}


def stands(site: Site, found: Match, listed: Mapping[str, str], on: date) -> Mapping[str, RouteStands]:
    entries = site.all(InstrumentEntry)
    return {
        slug: stand(route, entries[slug], listed[slug], on)
        for route in (*found.routes, *found.beside)
        if (slug := str(route.instrument.id)) in listed
    }


def stand(route: Route, entry: InstrumentEntry, group: str, on: date) -> RouteStands:
    closing = closing_of(route, on)
    return RouteStands(
        group=group,
        closes=closing.closes,
        at=closing.at,
        certainty=closing.certainty,
        availability=route.availability,
        lead=(entry.timing.lead_months, entry.timing.lead_days),
        amount=amount_for(entry, route),
        seen=freshness(seen_of(entry), on).seen,
    )


def listed_in_order(outcome: PageOutcome) -> Iterable[tuple[str, RouteStands]]:
    """The routes that are listed, as a match orders them."""
    order = {str(slug): place for place, slug in enumerate((*outcome.match.routes.ids, *outcome.match.beside.ids))}
    return sorted(outcome.stands.items(), key=lambda one: order[one[0]])
