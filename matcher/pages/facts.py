"""A fact about working abroad as pages show it: with its sources, and how old it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse

from catalogue.entries.fact import FactEntry
from catalogue.entries.guide import GuideEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import SourceEntry, Words
from catalogue.freshness import freshness
from catalogue.vocabulary import FactTopic
from matcher.rules.site import Site

HOLDS_MONTHS = 24
"""What was seen longer ago is told as what held then."""


class FactAge(StrEnum):
    NOW = "now"
    THEN = "then"
    """Its newest source is too old to say that it still holds."""
    UNDATED = "undated"
    """No page says on which day it was written."""
    UNSOURCED = "unsourced"


@dataclass(frozen=True, slots=True)
class Led:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class FactShown:
    id: str
    name: str
    """Of whom or what it tells, "" for none."""
    url: str
    pays: str
    text: str
    where: str
    """The part of the place for which alone it holds, "" for the whole."""
    age: FactAge
    seen: str
    leads_to: tuple[Led, ...]
    """The organisations and the routes that it names."""
    sources: tuple[SourceEntry, ...]
    doubts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TopicShown:
    topic: FactTopic
    label: str
    facts: tuple[FactShown, ...]
    guides: tuple[Led, ...] = ()
    """Those that tell more of it."""


def fact_shown(site: Site, entry: FactEntry, on: date, where: str = "") -> FactShown:
    found = freshness([source.seen for source in entry.sources], on, HOLDS_MONTHS)
    organisations = site.named(OrganisationEntry, entry.organisations)
    routes = site.named(InstrumentEntry, entry.routes)
    return FactShown(
        id=entry.id,
        name=str(entry.name or ""),
        url=entry.url,
        pays=str(entry.pays or ""),
        text=str(entry.text),
        where=where,
        age=age_of(entry, found.seen, is_old=found.is_stale),
        seen=found.seen,
        leads_to=(
            *(Led(str(one.name), reverse("organisation", args=[one.id])) for one in organisations),
            *(Led(str(one.name), reverse("instrument", args=[one.id])) for one in routes),
        ),
        sources=tuple(entry.sources),
        doubts=tuple(entry.doubts),
    )


def age_of(entry: FactEntry, seen: str, *, is_old: bool) -> FactAge:
    if not entry.sources:
        return FactAge.UNSOURCED
    if not seen:
        return FactAge.UNDATED
    return FactAge.THEN if is_old else FactAge.NOW


def guide_led(entry: GuideEntry) -> Led:
    return Led(str(entry.name), reverse("guide", args=[entry.id]))


def by_topic(facts: Iterable[tuple[FactTopic, FactShown]], guides: Iterable[GuideEntry] = ()) -> tuple[TopicShown, ...]:
    """In the order of the topics, each with its guides."""
    more: dict[FactTopic, list[Led]] = {}
    for guide in guides:
        more.setdefault(guide.topic, []).append(guide_led(guide))
    found: dict[FactTopic, list[FactShown]] = {}
    for topic, fact in facts:
        found.setdefault(topic, []).append(fact)
    return tuple(
        TopicShown(topic, str(topic.label), tuple(found[topic]), tuple(more.get(topic, ())))
        for topic in FactTopic
        if topic in found
    )
