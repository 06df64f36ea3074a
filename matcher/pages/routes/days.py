"""How every route stands on a day: open or not, when it closes, and where it may be."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext_lazy

from matcher.answers.places.names import place_names
from matcher.engine.agenda import Standing
from matcher.engine.availability import Availability
from matcher.engine.compile import Compiled
from matcher.engine.ruleset import InstrumentId
from matcher.pages.routes.facets import Members
from matcher.pages.routes.search_on_day import PlacesOnDay, SearchOnDay
from matcher.rules.site import Site

STATUS = {
    Availability.OPEN: gettext_lazy("Open now"),
    Availability.UPCOMING: gettext_lazy("Closing day known"),
    Availability.EXPECTED: gettext_lazy("Expected, day not known"),
    Availability.CLOSED: gettext_lazy("Closed"),
}
WITHIN_DAYS = {
    "30": gettext_lazy("within 30 days"),
    "90": gettext_lazy("within 90 days"),
    "180": gettext_lazy("within half a year"),
    "365": gettext_lazy("within a year"),
}
SOONEST_LAST = date.max
AVAILABLE_FIRST = (Availability.UPCOMING, Availability.OPEN, Availability.EXPECTED, Availability.CLOSED)


def closing_order(stands: Standing) -> tuple[int, date]:
    """What can be applied for first, and of that what closes first."""
    return AVAILABLE_FIRST.index(stands.availability), stands.closes or SOONEST_LAST


@dataclass(frozen=True)
class RoutesOnDay:
    """The compiled ruleset's word on every route, for one day. Kept with the site: `RoutesOnDay.of` makes it once."""

    site: Site
    compiled: Compiled
    standing: Mapping[str, Standing]

    @classmethod
    def of(cls, site: Site, on: date) -> "RoutesOnDay":
        return site.kept(_day, on)

    @cached_property
    def search(self) -> SearchOnDay:
        return SearchOnDay(self.site.search, PlacesOnDay(place_names(self.site.words), self.compiled))

    def may_be_at(self, slug: str, codes: Collection[str]) -> bool:
        return any(slug in self.compiled.routes_at(code) for code in codes)

    @cached_property
    def by_status(self) -> Members:
        found: dict[str, set[str]] = {one.value: set() for one in STATUS}
        for slug, stands in self.standing.items():
            found[stands.availability.value].add(slug)
        return {status: frozenset(slugs) for status, slugs in found.items()}

    @cached_property
    def by_deadline(self) -> Members:
        """Those that close within so many days."""
        until = {days: self.compiled.on + timedelta(days=int(days)) for days in WITHIN_DAYS}
        closing = {slug: stands.closes for slug, stands in self.standing.items() if stands.closes}
        return {
            days: frozenset(slug for slug, closes in closing.items() if closes <= last) for days, last in until.items()
        }

    def at_places(self, codes: Iterable[str]) -> frozenset[str]:
        """The routes that are, or may be, for one of the places; also those that name none."""
        return frozenset[str]().union(*(self.compiled.routes_at(code) for code in codes))

    def counts_at(self, codes: Iterable[str], among: frozenset[str]) -> dict[str, int]:
        """How many of these routes are, or may be, for each of the places: counted once for places that are alike."""
        counted: dict[frozenset[InstrumentId], int] = {}
        found = {}
        for code in codes:
            routes = self.compiled.routes_at(code)
            if routes not in counted:
                counted[routes] = len(routes & among)
            found[code] = counted[routes]
        return found


def _day(site: Site, on: date) -> RoutesOnDay:
    compiled = site.compiled(on)
    return RoutesOnDay(site, compiled, {str(one.id): compiled.standing(one.id) for one in compiled.instruments})
