"""Which facts are past their shelf life, the most urgent first: by how old they are, and by how many people they matter to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from catalogue.entries.contact import ContactEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.freshness import contacts_seen, day_in, facts_seen
from catalogue.vocabulary import FactSubject
from matcher.rules.site import Site
from matcher.rules.timing import end_of
from matcher.speech.shelf_lives import shelf_lives
from matcher.upkeep.edits import source_about
from matcher.upkeep.personas_met import PersonasMet

UNDATED_MONTHS = 120
"""How old a fact counts of which nobody knows when it was seen."""

SHOWN: list[Callable[[date], Mapping[str, int]]] = []
"""Who counts how often the page of each route was shown lately, as far as somebody does."""


def times_shown(on: date) -> dict[str, int]:
    return {route: count for counts in SHOWN for route, count in counts(on).items()}


@dataclass(frozen=True, slots=True)
class FactDue:
    """One fact past its shelf life. `part` says which of the entry, as `matcher.upkeep.edits.checked` takes it."""

    name: Name
    entry: InstrumentEntry | OrganisationEntry
    part: str
    subject: FactSubject
    contact: ContactEntry | None
    seen: str
    keeps_months: int
    staleness: float
    """Its age in shelf lives: more than 1."""
    source: str
    """Where it can be read; "" where no address is known."""
    can_be_checked: bool
    """Whether a source is named that may have been seen today."""
    personas: int = 0
    shown: int = 0

    @property
    def urgency(self) -> tuple[float, float, Name, str]:
        """The first comes first."""
        return -self.staleness * (1 + self.personas) * (1 + self.shown), -self.staleness, self.name, self.part


def facts_due(site: Site, on: date, met: PersonasMet) -> tuple[FactDue, ...]:
    lives, shown = shelf_lives(site), times_shown(on)
    instruments = site.all(InstrumentEntry).values()
    found = [
        *(one for entry in instruments for one in _of_route(entry, lives, on, met, shown)),
        *_of_organisations(site, lives, on, met, shown),
    ]
    return tuple(sorted(found, key=lambda one: one.urgency))


def staleness(seen: str, keeps_months: int, on: date) -> float:
    """The age in shelf lives, from the end of what is known in part.

    >>> staleness("2024-11", 12, date(2026, 11, 30)), staleness("", 24, date(2026, 11, 30))
    (2.0, 5.0)
    """
    day = end_of(day_in(seen))
    months = (on.year - day.year) * 12 + on.month - day.month if day else UNDATED_MONTHS
    return max(months, 1) / keeps_months


def _of_route(
    entry: InstrumentEntry,
    lives: Mapping[FactSubject, int],
    on: date,
    met: PersonasMet,
    shown: Mapping[str, int],
) -> Iterator[FactDue]:
    for one in facts_seen(entry, lives, on):
        if one.is_stale:
            source = source_about(entry, one.subject)
            yield FactDue(
                name=("instrument", entry.id),
                entry=entry,
                part=one.subject.value,
                subject=one.subject,
                contact=None,
                seen=one.seen,
                keeps_months=one.keeps_months,
                staleness=staleness(one.seen, one.keeps_months, on),
                source=source.url if source else "",
                can_be_checked=source is not None,
                personas=met.of_route[entry.id],
                shown=shown.get(entry.id, 0),
            )


def _of_organisations(
    site: Site, lives: Mapping[FactSubject, int], on: date, met: PersonasMet, shown: Mapping[str, int]
) -> Iterable[FactDue]:
    """A number matters to whom its organisation pays, or helps with a route."""
    routes: dict[str, set[str]] = {}
    for route in site.all(InstrumentEntry).values():
        for key in (route.provider, *route.help):
            routes.setdefault(key, set()).add(route.id)
    for entry in site.all(OrganisationEntry).values():
        those = frozenset(routes.get(entry.id, ()))
        for one in contacts_seen(entry, lives, on):
            if one.is_stale:
                yield FactDue(
                    name=("organisation", entry.id),
                    entry=entry,
                    part=str(entry.contacts.index(one.contact)),
                    subject=FactSubject.CONTACTS,
                    contact=one.contact,
                    seen=one.contact.seen,
                    keeps_months=lives[FactSubject.CONTACTS],
                    staleness=staleness(one.contact.seen, lives[FactSubject.CONTACTS], on),
                    source=one.contact.url,
                    can_be_checked=True,
                    personas=met.of_routes(those),
                    shown=sum(shown.get(route, 0) for route in those),
                )
