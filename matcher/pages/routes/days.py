"""How every route stands on a day: open or not, when it closes, and where it may be."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext_lazy

from matcher.engine.answers import PlaceCode
from matcher.engine.compile import Compiled
from matcher.engine.ruleset import InstrumentId
from matcher.engine.timing import Availability, due
from matcher.engine.truth import Truth
from matcher.pages.routes.facets import Members
from matcher.rules.site import Site

STATUS = {
    Availability.OPEN: gettext_lazy("Open now"),
    Availability.UPCOMING: gettext_lazy("Closing day known"),
    Availability.EXPECTED: gettext_lazy("Expected, no date yet"),
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How one route stands on the day."""

    availability: Availability
    closes: date | None

    @property
    def in_order(self) -> tuple[int, date]:
        """What can be applied for first, and of that what closes first."""
        return AVAILABLE_FIRST.index(self.availability), self.closes or SOONEST_LAST


@dataclass(frozen=True)
class RoutesOnDay:
    """The compiled ruleset's word on every route, for one day. Kept with the site: `RoutesOnDay.of` makes it once."""

    site: Site
    compiled: Compiled
    standing: Mapping[str, Standing]

    @classmethod
    def of(cls, site: Site, on: date) -> "RoutesOnDay":
        return site.kept(_day, on)

    def may_be_at(self, slug: str, codes: Collection[str]) -> bool:
        where = self.compiled.instruments[self.compiled.bit[InstrumentId(slug)]].where
        atlas = self.compiled.atlas
        return not where or any(atlas.within(PlaceCode(code), where) is not Truth.NOT_MET for code in codes)

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

    @cached_property
    def _by_where(self) -> tuple[frozenset[str], ...]:
        """The routes that are alike in where they may be."""
        wheres = self.compiled.wheres
        return tuple(
            frozenset(one.id for bit, one in enumerate(self.compiled.instruments) if mask >> bit & 1)
            for mask in wheres.masks
        )

    @cached_property
    def _held_at(self) -> dict[str, tuple[int, ...]]:
        """Per place or group asked so far: the wheres (by number) that are, or may be, for it, or name none."""
        return {}

    def _wheres_at(self, code: str) -> tuple[int, ...]:
        found = self._held_at.get(code)
        if found is None:
            within = self.compiled.atlas.within
            found = self._held_at[code] = tuple(
                number
                for number, where in enumerate(self.compiled.wheres.keys)
                if not where or within(PlaceCode(code), where) is not Truth.NOT_MET
            )
        return found

    def at_places(self, codes: Iterable[str]) -> frozenset[str]:
        """The routes that are, or may be, for one of the places; also those that name none."""
        numbers = {number for code in codes for number in self._wheres_at(code)}
        return frozenset[str]().union(*(self._by_where[number] for number in numbers))

    def counts_at(self, codes: Iterable[str], among: frozenset[str]) -> dict[str, int]:
        """How many of these routes are, or may be, for each of the places: counted once for places that are alike."""
        sizes = [len(slugs & among) for slugs in self._by_where]
        counted: dict[tuple[int, ...], int] = {}
        found = {}
        for code in codes:
            wheres = self._wheres_at(code)
            count = counted.get(wheres)
            if count is None:
                count = counted[wheres] = sum(sizes[number] for number in wheres)
            found[code] = count
        return found


def _day(site: Site, on: date) -> RoutesOnDay:
    compiled = site.compiled(on)
    closings = [due(timing, None, on).next_closing for timing in compiled.timings.keys]
    standing = {}
    for bit, instrument in enumerate(compiled.instruments):
        timing = compiled.timings.number[bit]
        standing[str(instrument.id)] = Standing(compiled.available[timing], closings[timing])
    return RoutesOnDay(site, compiled, standing)
