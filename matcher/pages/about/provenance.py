"""How well the catalogue is borne out: its sources by year, the oldest of them, and what they do not settle."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.entries.example import ExampleEntry
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import SourceEntry
from catalogue.freshness import day_in, freshness, seen_of
from matcher.rules.site import Site

Sourced = InstrumentEntry | OrganisationEntry | GroupEntry | ExampleEntry

OLDEST = 12
BAR = 400
"""How wide the longest bar is drawn."""


@dataclass(frozen=True, slots=True)
class SourcedEntry:
    """Something that has sources: its name, and its page ("" for none)."""

    name: str
    page: str


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source, with what it is a source of."""

    entry: SourcedEntry
    source: SourceEntry


@dataclass(frozen=True, slots=True)
class Doubted:
    entry: SourcedEntry
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindKept:
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
class YearOfSources:
    """How many sources were seen in a year, `None` where that is not known, and how wide its bar is."""

    year: int | None
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class Provenance:
    kinds: tuple[KindKept, ...]
    years: tuple[YearOfSources, ...]
    oldest: tuple[SourceSeen, ...]
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


def provenance(site: Site, on: date) -> Provenance:
    routes = list(site.all(InstrumentEntry).values())
    groups = list(site.all(GroupEntry).values())
    told: list[tuple[str, list[SourcedEntry], list[SourceSeen], list[Doubted]]] = [
        (label, *_told(entries))
        for label, entries in (
            (_("Routes"), routes),
            (_("Organisations"), list(site.all(OrganisationEntry).values())),
            (_("Groups of countries"), groups),
            (_("Projects that were funded"), list(site.all(ExampleEntry).values())),
        )
    ]
    seen = [one for _label, _entries, sources, _doubted in told for one in sources]
    members = [len(period.places) + len(period.limited) for group in groups for period in group.periods]
    return Provenance(
        kinds=tuple(kept(label, entries, sources, doubted) for label, entries, sources, doubted in told),
        years=by_year(one.source.seen for one in seen),
        oldest=tuple(sorted((one for one in seen if year_of(one.source.seen)), key=age)[:OLDEST]),
        stale_routes=sum(freshness(seen_of(one), on).is_stale for one in routes),
        details=(
            (_("dates and rounds"), sum(len(one.rounds) + len(one.timing.windows) for one in routes)),
            (_("conditions to check yourself"), sum(len(one.checks) for one in routes)),
            (_("costs that are paid for, or not"), sum(len(one.pays_for) + len(one.excludes) for one in routes)),
            (_("memberships of countries and regions in groups"), sum(members)),
        ),
    )


def _told(entries: Sequence[Sourced]) -> tuple[list[SourcedEntry], list[SourceSeen], list[Doubted]]:
    named = [(shown(one), one) for one in entries]
    return (
        [name for name, _entry in named],
        [SourceSeen(name, source) for name, entry in named for source in entry.sources],
        [Doubted(name, tuple(map(str, entry.doubts))) for name, entry in named if entry.doubts],
    )


def shown(entry: Sourced) -> SourcedEntry:
    match entry:
        case InstrumentEntry():
            return SourcedEntry(str(entry.name), reverse("instrument", args=[entry.id]))
        case OrganisationEntry():
            return SourcedEntry(str(entry.name), reverse("organisation", args=[entry.id]))
        case GroupEntry():
            return SourcedEntry(str(entry.name), "")
        case ExampleEntry():
            return SourcedEntry(entry.title, "")
        case _:
            assert_never(entry)


def kept(
    label: str, entries: Sequence[SourcedEntry], sources: Sequence[SourceSeen], doubted: Iterable[Doubted]
) -> KindKept:
    bare = len(entries) - len({one.entry for one in sources})
    by_name = sorted(doubted, key=lambda one: one.entry.name.casefold())
    return KindKept(label, len(entries), len(sources), bare, tuple(by_name))


def year_of(seen: str) -> int | None:
    """The first year that a text names.

    >>> year_of("2024-03"), year_of("2021 or later (page undated)"), year_of("")
    (2024, 2021, None)
    """
    day = day_in(seen)
    return int(day[:4]) if day else None


def age(one: SourceSeen) -> tuple[int, str, str]:
    return year_of(one.source.seen) or 0, one.source.seen, one.entry.name


def by_year(seen: Iterable[str]) -> tuple[YearOfSources, ...]:
    """The latest year first, and last those of which it is not known."""
    counts = Counter(year_of(one) for one in seen)
    most = max(counts.values(), default=1)
    years = sorted(counts, key=lambda year: -(year or 0))
    return tuple(YearOfSources(year, counts[year], -(-BAR * counts[year] // most)) for year in years)
