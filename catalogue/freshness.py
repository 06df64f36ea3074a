"""How long ago sources were seen, as far as their days are known; and which facts are past their shelf life."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from catalogue.entries.contact import ContactEntry
from catalogue.entries.instrument import InstrumentEntry, SourceTopic
from catalogue.entries.organisation import OrganisationEntry
from catalogue.vocabulary import ContactKind, FactSubject, State

STALE_MONTHS = 6
CONTACT_ORDER = {kind: place for place, kind in enumerate(ContactKind)}
DAY = re.compile(r"\b(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])\b(?:-[0-3][0-9]\b)?)?")


@dataclass(frozen=True, slots=True)
class Freshness:
    """`seen` is the last day, month or year in which a source was seen, "" where none says; `is_stale`: too long ago."""

    seen: str
    is_stale: bool


def freshness(seen: Iterable[str], on: date, keeps_months: int = STALE_MONTHS) -> Freshness:
    """A day that is known in part counts from its end: a source seen in 2026 may have been seen yesterday.

    >>> freshness(["2025-03", "2026-06-01"], date(2026, 11, 21))
    Freshness(seen='2026-06-01', is_stale=False)
    >>> freshness(["2025-03"], date(2026, 11, 21))
    Freshness(seen='2025-03', is_stale=True)
    >>> freshness(["about 2021"], date(2026, 11, 21))
    Freshness(seen='about 2021', is_stale=True)
    >>> freshness([""], date(2026, 11, 21))
    Freshness(seen='', is_stale=True)
    """
    months = on.year * 12 + on.month - 1 - keeps_months
    limit = f"{months // 12:04d}-{months % 12 + 1:02d}-{on.day:02d}"
    known = {one: day for one in seen if (day := day_in(one))}
    latest = max(known, key=lambda one: known[one] + "\uffff" * (len(known[one]) < len("2026-01-01")), default="")
    return Freshness(latest, not latest or known[latest] < limit[: len(known[latest])])


def day_in(seen: str) -> str:
    """The first day, month or year that a text names, "" for none.

    >>> day_in("2024-03"), day_in("about 2021"), day_in("2019-2022 (page undated)"), day_in("")
    ('2024-03', '2021', '2019', '')
    """
    found = DAY.search(seen)
    return found[0] if found else ""


SUBJECTS: Mapping[FactSubject, frozenset[SourceTopic]] = {
    FactSubject.DATES: frozenset({"start"}),
    FactSubject.AMOUNTS: frozenset({"amount", "budget"}),
    FactSubject.PURPOSE: frozenset({"applicant", "discipline", "goal", "base", "where", "partners", "rules", "checks"}),
}
"""What a source bears out, under the subjects that have a shelf life. That a route exists says nothing of the rest: it counts
for what it is for only where no source says more."""


LITTLE: frozenset[SourceTopic] = frozenset({"existence", "needs"})
"""What makes none of a route's other facts fresh."""


@dataclass(frozen=True, slots=True)
class FactsSeen:
    """How old a route's facts about one subject are. `seen` is "" where no source says."""

    subject: FactSubject
    seen: str
    keeps_months: int
    is_stale: bool


def facts_seen(entry: InstrumentEntry, shelf_lives: Mapping[FactSubject, int], on: date) -> Iterator[FactsSeen]:
    """For each subject that has a shelf life and of which the route says something. What is over ages no further."""
    if entry.status.state == State.ENDED:
        return
    said = {FactSubject.DATES: says_when(entry), FactSubject.AMOUNTS: says_how_much(entry), FactSubject.PURPOSE: True}
    for subject, is_said in said.items():
        if is_said and subject in shelf_lives:
            found = freshness(seen_for(entry, subject), on, shelf_lives[subject])
            yield FactsSeen(subject, found.seen, shelf_lives[subject], found.is_stale)


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """A number or an address, and whether it was seen so long ago, or nobody knows when, that it is not confirmed."""

    contact: ContactEntry
    is_stale: bool


def contacts_seen(entry: OrganisationEntry, shelf_lives: Mapping[FactSubject, int], on: date) -> Iterator[ContactSeen]:
    """In the order of the kinds. Without a shelf life nothing grows old."""
    months = shelf_lives.get(FactSubject.CONTACTS)
    for contact in sorted(entry.contacts, key=lambda one: CONTACT_ORDER[one.kind]):
        yield ContactSeen(contact, months is not None and freshness([contact.seen], on, months).is_stale)


def seen_of(entry: InstrumentEntry) -> list[str]:
    """When the sources of a route were seen; those that say no more than that it exists, or what every application through the
    same portal needs, count only where there are no others."""
    more = [source.seen for source in entry.sources if not set(source.about) <= LITTLE]
    return more or [source.seen for source in entry.sources]


def seen_for(entry: InstrumentEntry, subject: FactSubject) -> list[str]:
    """When the sources were seen that bear out facts about a subject."""
    found = [source.seen for source in entry.sources if SUBJECTS[subject].intersection(source.about)]
    if not found and subject == FactSubject.PURPOSE:
        return [source.seen for source in entry.sources if "existence" in source.about]
    return found


def says_when(entry: InstrumentEntry) -> bool:
    """Whether days to apply stand on its page, or how long before the start."""
    timing = entry.timing
    has_days = bool(timing.windows) or any(one.opens or one.closes or one.starts_from for one in entry.rounds)
    return has_days or (timing.lead_days, timing.lead_months) != (None, None)


def says_how_much(entry: InstrumentEntry) -> bool:
    """Whether an amount or a share stands on its page."""
    amount = entry.amount
    known = (amount.min_eur, amount.max_eur, amount.max_rate_pct) != (None, None, None)
    return known or bool(amount.figures) or any(unit.eur is not None for unit in amount.units)
