"""Which entries of the catalogue rest on which page, and what of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag

from catalogue.editions.edition import MOST_OPENED, Edition, Stored
from catalogue.entries.contact import ContactEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Entry, SourceEntry
from matcher.speech.contacts import said
from matcher.upkeep.addresses import addresses_of
from matcher.watch.addresses import LONGEST_ADDRESS


@dataclass(frozen=True, slots=True)
class RestingFacts:
    """What of one entry was read on a page: how each source calls what it bears out, the statements and contacts read there, and
    about which parts of a route (the names of `SourceTopic`)."""

    name: Name
    entry: Entry
    facts: tuple[str, ...]
    topics: tuple[str, ...]
    seen: str
    """When somebody last read it there; "" where nobody knows."""


def pages_of(edition: Edition) -> Mapping[str, tuple[Name, ...]]:
    """Every address, with the entries that rest on it, routes first."""
    found: dict[str, list[Name]] = {}
    for name, stored in edition.stored.items():
        for url in _addresses(stored):
            found.setdefault(url, []).append(name)
    return {url: tuple(sorted(names, key=lambda one: (one[0] != "instrument", one))) for url, names in found.items()}


@lru_cache(maxsize=MOST_OPENED)
def _addresses(stored: Stored) -> frozenset[str]:
    return frozenset(url for url in addresses_of(stored.entry) if len(url) <= LONGEST_ADDRESS)


def resting_on(entry: Entry, name: Name, url: str) -> RestingFacts:
    sources = [one for one in getattr(entry, "sources", []) if isinstance(one, SourceEntry) and one.url == url]
    contacts = [one for one in entry.contacts if one.url == url] if isinstance(entry, OrganisationEntry) else []
    topics = [topic for one in sources for topic in getattr(one, "about", ())]
    days = [day for day in [*(one.seen for one in sources), *(one.seen for one in contacts)] if day]
    return RestingFacts(
        name=name,
        entry=entry,
        facts=tuple(
            dict.fromkeys([*(str(one.supports) for one in sources), *_statements(entry, url), *_told(contacts)])
        ),
        topics=tuple(dict.fromkeys(topics)),
        seen=max(days, default=""),
    )


def _statements(entry: Entry, url: str) -> Iterator[str]:
    if isinstance(entry, InstrumentEntry):
        yield from (str(one.statement) for one in entry.checks if one.source == url)
        yield from (str(one.what) for one in entry.needs if one.source == url)
        yield from (str(one.what) for one in entry.extras if one.source == url)


def _told(contacts: list[ContactEntry]) -> Iterator[str]:
    for one in contacts:
        yield f"{one.kind.label}: {said(one)}"


def to_fetch(url: str) -> str:
    """Without what a server never sees."""
    return urldefrag(url).url
