"""What a visitor proposes that a fact should be: which facts of an entry can be named, how what was written is read, and the edit
that takes it over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.entries.contact import ContactEntry
from catalogue.entries.instrument import InstrumentEntry, RouteSourceEntry, SourceTopic
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Entry, SourceEntry, Words
from catalogue.models.contact import FORMS, WEB
from catalogue.models.limits import FIRST_YEAR, LAST_YEAR, MOST_EUR
from catalogue.vocabulary import ContactKind, ReportedFact
from matcher.answers.parameters.numbers import euros_typed
from matcher.answers.spellings import day
from matcher.upkeep.saving import Edit

LONGEST_URL = 300
"""As the columns of addresses hold it."""
TOPICS: dict[ReportedFact, tuple[SourceTopic, ...]] = {
    ReportedFact.DAY: ("start",),
    ReportedFact.AMOUNT: ("amount",),
    ReportedFact.LINK: ("existence",),
}
SUPPORTS: dict[ReportedFact, Words] = {
    ReportedFact.DAY: Words(nl="de dag om in te dienen", en="the day to apply by"),
    ReportedFact.AMOUNT: Words(nl="het hoogste bedrag", en="the most it pays"),
    ReportedFact.LINK: Words(nl="waar je het aanvraagt", en="where to apply"),
}
"""What the source of a correction bears out, as the list of sources says it."""
WEBSITE = Words(nl="de website", en="the website")


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact of an entry: which, and how its field reads (2027-03-01, 5000, an address), "" where there is none in a field.

    Of facts of one kind (days, contacts) it is known by how it reads."""

    fact: ReportedFact
    now: str = ""


def facts_to_correct(entry: Entry | None, on: date) -> tuple[NamedFact, ...]:
    """What a visitor may name of an entry, those in a field first with how they read; of anything else every kind of fact."""
    if isinstance(entry, InstrumentEntry):
        return tuple(_of_route(entry, on))
    if isinstance(entry, OrganisationEntry):
        found = (NamedFact(ReportedFact.CONTACT, one.value) for one in entry.contacts if one.value)
        links = (NamedFact(ReportedFact.LINK, entry.url),) if entry.url else ()
        return (*dict.fromkeys([*found, *links]), NamedFact(ReportedFact.CONTACT), NamedFact(ReportedFact.OTHER))
    return tuple(NamedFact(one) for one in ReportedFact)


def _of_route(entry: InstrumentEntry, on: date) -> Iterator[NamedFact]:
    """Days that are over are left out; a sum per day or per person is no ceiling, and is named without what it reads."""
    today = on.isoformat()
    days = sorted({one.closes for one in entry.rounds if one.closes and one.closes >= today[: len(one.closes)]})
    yield from (NamedFact(ReportedFact.DAY, one) for one in days)
    if not days:
        yield NamedFact(ReportedFact.DAY)
    most = entry.amount.max_eur
    yield NamedFact(ReportedFact.AMOUNT, "" if most is None else str(most))
    yield NamedFact(ReportedFact.WHO)
    yield NamedFact(ReportedFact.WHERE)
    yield NamedFact(ReportedFact.LINK, entry.apply.url)
    yield NamedFact(ReportedFact.CONTACT)
    yield NamedFact(ReportedFact.OTHER)


def as_field(fact: ReportedFact, written: str) -> str:
    """What was written as its field holds it; "" where it is no such thing, or can be read in two ways.

    >>> as_field(ReportedFact.DAY, "15 maart 2027"), as_field(ReportedFact.DAY, "in maart")
    ('2027-03-15', '')
    """
    text = written.strip()
    match fact:
        case ReportedFact.DAY:
            found = day(text)
            is_day = found is not None and not found.is_month and FIRST_YEAR <= found.day.year <= LAST_YEAR
            return found.day.isoformat() if found and is_day else ""
        case ReportedFact.AMOUNT:
            sum_eur = euros_typed(text)
            return str(sum_eur) if isinstance(sum_eur, int) and sum_eur <= MOST_EUR else ""
        case ReportedFact.LINK:
            return text if len(text) <= LONGEST_URL and re.fullmatch(WEB, text) else ""
        case ReportedFact.CONTACT:
            return text
        case _:
            return ""


def correction(fact: ReportedFact, was: str, proposed: str, source: str) -> Edit:
    """The edit that has the fact read as proposed, with where it was read and that it was seen there today.

    It gives None where no field is meant, the fact reads otherwise by now than it did, the words are none that the field takes,
    or no source is named: then a person has to look at the form."""

    def edit(entry: Entry, _part: str, on: date) -> Entry | None:
        value = as_field(fact, proposed)
        if not value or value == was or not re.fullmatch(WEB, source):
            return None
        if isinstance(entry, InstrumentEntry):
            return _route_corrected(entry, fact, was, value, source, on)
        if isinstance(entry, OrganisationEntry):
            return _organisation_corrected(entry, fact, was, value, source, on)
        return None

    return edit


def _route_corrected(
    entry: InstrumentEntry, fact: ReportedFact, was: str, value: str, source: str, on: date
) -> InstrumentEntry | None:
    changed: dict[str, object] | None = None
    if fact is ReportedFact.DAY:
        rounds = [
            one.model_copy(update={"closes": value, "is_announced": True}) if was and one.closes == was else one
            for one in entry.rounds
        ]
        is_in_order = all(one.opens[: len(value)] <= value for one in rounds if one.closes == value)
        changed = {"rounds": rounds} if rounds != entry.rounds and is_in_order else None
    elif fact is ReportedFact.AMOUNT and was and was == str(entry.amount.max_eur):
        least = entry.amount.min_eur
        if least is None or least <= int(value):
            changed = {"amount": entry.amount.model_copy(update={"max_eur": int(value)})}
    elif fact is ReportedFact.LINK and was == entry.apply.url:
        changed = {"apply": entry.apply.model_copy(update={"url": value})}
    if changed is None:
        return None
    return entry.model_copy(update={**changed, "sources": _with_source(entry, fact, source, on)})


def _with_source(entry: InstrumentEntry, fact: ReportedFact, source: str, on: date) -> list[RouteSourceEntry]:
    topics, today = TOPICS[fact], on.isoformat()
    if any(one.url == source for one in entry.sources):
        return [
            one.model_copy(update={"seen": today, "about": tuple(dict.fromkeys((*one.about, *topics)))})
            if one.url == source
            else one
            for one in entry.sources
        ]
    return [*entry.sources, RouteSourceEntry(url=source, supports=SUPPORTS[fact], seen=today, about=topics)]


def _organisation_corrected(
    entry: OrganisationEntry, fact: ReportedFact, was: str, value: str, source: str, on: date
) -> OrganisationEntry | None:
    today = on.isoformat()
    if fact is ReportedFact.CONTACT:
        contacts = [
            one.model_copy(update={"value": value, "url": source, "seen": today}) if _is(one, was, value) else one
            for one in entry.contacts
        ]
        return entry.model_copy(update={"contacts": contacts}) if contacts != entry.contacts else None
    if fact is ReportedFact.LINK and was and was == entry.url:
        sources = [one.model_copy(update={"seen": today}) if one.url == source else one for one in entry.sources]
        if all(one.url != source for one in sources):
            sources.append(SourceEntry(url=source, supports=WEBSITE, seen=today))
        return entry.model_copy(update={"url": value, "sources": sources})
    return None


def _is(contact: ContactEntry, was: str, value: str) -> bool:
    """Whether it is the contact that is meant, and may be written so."""
    form = FORMS.get(ContactKind(contact.kind), r".+")
    return bool(was) and contact.value == was and bool(re.fullmatch(form, value))


def can_be_taken_over(entry: Entry | None, fact: ReportedFact, was: str, proposed: str, source: str, on: date) -> bool:
    """Whether one click may set it, as the entry reads now."""
    return entry is not None and correction(fact, was, proposed, source)(entry, "", on) is not None
