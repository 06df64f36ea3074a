"""The page of one organisation: what it is, what became of it, and the routes that it gives and advises on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import SourceEntry, Words
from catalogue.entries.vocabulary import DisciplineEntry
from catalogue.freshness import Freshness, freshness
from matcher.pages.organisations.organisations import seat
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.timetable import RouteLine, route_lines
from matcher.rules.site import Site
from matcher.speech.contacts import ContactTold, contacts_told, own_page


@dataclass(frozen=True, slots=True)
class NameWithAddress:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class BecameOf:
    """What became of an organisation. `went_into` is the one that it became a part of; None for none that is public."""

    stands_today: bool
    is_certain: bool
    new_name: str
    """Under which it is known today, where that is another and it went into no other; "" for none."""
    went_into: NameWithAddress | None
    note: str


@dataclass(frozen=True, slots=True)
class OrganisationShown:
    name: str
    kind: str
    country: str
    does: str
    url: str
    advises_on: str
    for_whom: str
    contacts: tuple[ContactTold, ...]
    is_confirmed: bool
    """Whether none of the contacts is old."""
    own_page: str
    """Where it says itself how it is reached; "" for nowhere."""
    became: BecameOf
    serves_all_disciplines: bool
    disciplines: tuple[DisciplineEntry, ...]
    former_names: tuple[str, ...]
    continues: tuple[NameWithAddress, ...]
    """Those that went into it."""
    gives: tuple[RouteLine, ...]
    advises: tuple[RouteLine, ...]
    sources: tuple[SourceEntry, ...]
    freshness: Freshness
    doubts: tuple[Words, ...]


def organisation_shown(site: Site, entry: OrganisationEntry, on: date) -> OrganisationShown:
    day = RoutesOnDay.of(site, on)

    def routes(holds: Callable[[InstrumentEntry], bool]) -> tuple[RouteLine, ...]:
        return tuple(route_lines((slug for slug, one in site.all(InstrumentEntry).items() if holds(one)), day))

    contacts = contacts_told(site, entry, on)
    return OrganisationShown(
        name=str(entry.name),
        kind=str(entry.kind.label),
        country=seat(site, entry),
        does=str(entry.does or ""),
        url=entry.url,
        advises_on=str(entry.advises or ""),
        for_whom=str(entry.for_whom or ""),
        contacts=contacts,
        is_confirmed=all(one.is_confirmed for one in contacts),
        own_page=own_page(entry),
        became=became_of(site, entry),
        serves_all_disciplines=entry.serves_all_disciplines,
        disciplines=site.named(DisciplineEntry, entry.disciplines),
        former_names=tuple(entry.former_names),
        continues=tuple(named(one for one in site.all(OrganisationEntry).values() if went_into(one) == entry.id)),
        gives=routes(lambda one: one.provider == entry.id),
        advises=routes(lambda one: entry.id in one.help),
        sources=tuple(entry.sources),
        freshness=freshness([source.seen for source in entry.sources], on),
        doubts=tuple(entry.doubts),
    )


def became_of(site: Site, entry: OrganisationEntry) -> BecameOf:
    today = entry.today
    successor = next(named(site.named(OrganisationEntry, [went_into(entry)])), None)
    new_name = today.name if today and today.name != str(entry.name) and not successor else ""
    return BecameOf(
        stands_today=entry.stands_today,
        is_certain=today is None or today.is_certain,
        new_name=new_name,
        went_into=successor,
        note=str(today.note or "") if today else "",
    )


def went_into(entry: OrganisationEntry) -> str | None:
    return entry.today.organisation if entry.today else None


def named(entries: Iterable[OrganisationEntry]) -> Iterator[NameWithAddress]:
    return (NameWithAddress(str(one.name), reverse("organisation", args=[one.id])) for one in entries)
