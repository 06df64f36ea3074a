"""What a route pays on top, and on what that rests."""

from dataclasses import dataclass

from catalogue.entries.instrument import InstrumentEntry, RouteSourceEntry
from catalogue.entries.needs import ExtraEntry


@dataclass(frozen=True, slots=True)
class ExtraShown:
    extra: ExtraEntry
    source: RouteSourceEntry | None


def extras_of(entry: InstrumentEntry) -> tuple[ExtraShown, ...]:
    """In the order of the entry."""
    return tuple(ExtraShown(extra, entry.source_named(extra.source)) for extra in entry.extras)
