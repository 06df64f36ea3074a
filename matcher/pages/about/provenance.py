"""How well the catalogue is borne out: its sources by year, the oldest of them, and what they do not settle."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from catalogue.models import (
    Check,
    Cost,
    Example,
    ExampleDoubt,
    ExampleSource,
    Instrument,
    InstrumentDoubt,
    InstrumentSource,
    Membership,
    Organisation,
    OrganisationDoubt,
    OrganisationSource,
    PlaceGroup,
    PlaceGroupDoubt,
    PlaceGroupSource,
    Round,
    Window,
)
from catalogue.models.source import Doubt, Source
from matcher.pages.route.freshness import day_in, freshness

OLDEST = 12
BAR = 400
"""How wide the longest bar is drawn."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has sources: its name, and its page ("" for none)."""

    name: str
    page: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A source, with what it is a source of."""

    entry: Entry
    source: Source


@dataclass(frozen=True, slots=True)
class Doubted:
    entry: Entry
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of entry: how many there are, with how many sources, and what is in doubt."""

    label: str
    entries: int
    sources: int
    bare: int
    """Entries without any source."""
    doubted: tuple[Doubted, ...]

    @property
    def doubts(self) -> int:
        return sum(len(one.doubts) for one in self.doubted)


@dataclass(frozen=True, slots=True)
class Year:
    """How many sources were seen in a year, `None` where that is not known, and how wide its bar is."""

    year: int | None
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class Provenance:
    kinds: tuple[Kept, ...]
    years: tuple[Year, ...]
    oldest: tuple[Seen, ...]
    stale_routes: int
    """Routes of which no source was seen in the last half year, as far as is known."""
    details: tuple[tuple[str, int], ...]
    """What else the entries hold, with how many there are."""

    @property
    def sources(self) -> int:
        return sum(one.sources for one in self.kinds)

    @property
    def entries(self) -> int:
        return sum(one.entries for one in self.kinds)

    @property
    def doubts(self) -> int:
        return sum(one.doubts for one in self.kinds)


def provenance(on: date) -> Provenance:
    routes = InstrumentSource.objects.filter(instrument__is_published=True).select_related("instrument")
    in_doubt = InstrumentDoubt.objects.filter(instrument__is_published=True).select_related("instrument")
    told: list[tuple[str, int, list[Seen], list[tuple[Entry, Doubt]]]] = [
        (
            _("Routes"),
            Instrument.objects.published().count(),
            [Seen(entry_of(one.instrument), one) for one in routes],
            [(entry_of(one.instrument), one) for one in in_doubt],
        ),
        (
            _("Organisations"),
            Organisation.objects.count(),
            [
                Seen(entry_of(one.organisation), one)
                for one in OrganisationSource.objects.select_related("organisation")
            ],
            [(entry_of(one.organisation), one) for one in OrganisationDoubt.objects.select_related("organisation")],
        ),
        (
            _("Groups of countries"),
            PlaceGroup.objects.count(),
            [Seen(entry_of(one.group), one) for one in PlaceGroupSource.objects.select_related("group")],
            [(entry_of(one.group), one) for one in PlaceGroupDoubt.objects.select_related("group")],
        ),
        (
            _("Projects that were funded"),
            Example.objects.count(),
            [Seen(entry_of(one.example), one) for one in ExampleSource.objects.select_related("example")],
            [(entry_of(one.example), one) for one in ExampleDoubt.objects.select_related("example")],
        ),
    ]
    seen = [one for _label, _count, sources, _doubts in told for one in sources]
    return Provenance(
        kinds=tuple(kept(label, count, sources, doubts) for label, count, sources, doubts in told),
        years=by_year(one.source.seen for one in seen),
        oldest=tuple(sorted((one for one in seen if year_of(one.source.seen)), key=age)[:OLDEST]),
        stale_routes=stale(told[0][2], told[0][1], on),
        details=(
            (_("dates and rounds"), Round.objects.count() + Window.objects.count()),
            (_("conditions to check yourself"), Check.objects.count()),
            (_("costs that are paid for, or not"), Cost.objects.count()),
            (_("memberships of countries and regions in groups"), Membership.objects.count()),
        ),
    )


def entry_of(row: Model) -> Entry:
    page = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    return Entry(str(row), page)


def kept(label: str, count: int, sources: Iterable[Seen], doubts: Iterable[tuple[Entry, Doubt]]) -> Kept:
    sources = list(sources)
    by_entry: dict[Entry, list[str]] = {}
    for entry, doubt in doubts:
        by_entry.setdefault(entry, []).append(str(doubt))
    named = sorted(by_entry.items(), key=lambda one: one[0].name.casefold())
    bare = count - len({one.entry for one in sources})
    return Kept(label, count, len(sources), bare, tuple(Doubted(entry, tuple(texts)) for entry, texts in named))


def year_of(seen: str) -> int | None:
    """The first year that a text names.

    >>> year_of("2024-03"), year_of("2021 or later (page undated)"), year_of("")
    (2024, 2021, None)
    """
    day = day_in(seen)
    return int(day[:4]) if day else None


def age(one: Seen) -> tuple[int, str, str]:
    return year_of(one.source.seen) or 0, one.source.seen, one.entry.name


def by_year(seen: Iterable[str]) -> tuple[Year, ...]:
    """The latest year first, and last those of which it is not known."""
    counts = Counter(year_of(one) for one in seen)
    most = max(counts.values(), default=1)
    years = sorted(counts, key=lambda year: -(year or 0))
    return tuple(Year(year, counts[year], -(-BAR * counts[year] // most)) for year in years)


def stale(sources: Iterable[Seen], routes: int, on: date) -> int:
    """How many routes have no source that was seen lately; those without any source too."""
    by_route: dict[Entry, list[str]] = {}
    for one in sources:
        by_route.setdefault(one.entry, []).append(one.source.seen)
    return routes - sum(1 for seen in by_route.values() if not freshness(seen, on).is_stale)
