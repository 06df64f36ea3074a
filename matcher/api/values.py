"""What a match and an instrument have in common as JSON: days, numbers, texts, whom to call."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Words as TwoLanguages
from catalogue.freshness import contacts_seen
from matcher.answers.advisers import Advisers
from matcher.engine.due import Due
from matcher.rules.site import Site
from matcher.rules.words import Pair, Words, pair, say
from matcher.speech.shelf_lives import shelf_lives

Json = dict[str, object]
ZONE = "Europe/Brussels"


def closes_payload(due: Due) -> Json | None:
    """The day to apply by, for the start or in general, and how sure it is; None: no day is known."""
    if due.closes is None:
        return None
    return {
        "on": due.closes.isoformat(),
        "at": due.at or None,
        "zone": ZONE,
        "certainty": due.certainty.value,
        "last_seen": due.last_seen or None,
    }


def needs_first(words: Words, slug: str) -> Json | None:
    found = words.needs_first.get(slug)
    return {"status": say(found[0]), "route": found[1]} if found else None


def plain_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def day_or_none(day: date | None) -> str | None:
    return day.isoformat() if day else None


def advisers_payload(found: Advisers, site: Site, on: date) -> Json:
    """Whom to call; `nearest` is there where nobody is known who advises on just this."""
    return {
        "known": [adviser_payload(one, site, on) for one in found.known],
        "nearest": adviser_payload(found.nearest, site, on) if found.nearest else None,
    }


def adviser_payload(entry: OrganisationEntry, site: Site, on: date) -> Json:
    return {
        "id": entry.id,
        "name": pair(entry.name),
        "advises_on": pair_or_none(entry.advises),
        "for_whom": pair_or_none(entry.for_whom),
        "url": entry.url or None,
        "contacts": [
            {
                "kind": one.contact.kind,
                "value": one.contact.value or None,
                "text": pair_or_none(one.contact.text),
                "seen": one.contact.seen or None,
                "is_confirmed": not one.is_stale,
                "source": {"url": one.contact.url or None, "ref": one.contact.ref or None},
            }
            for one in contacts_seen(entry, shelf_lives(site), on)
        ],
    }


def without(one: Json, name: str) -> Json:
    return {key: value for key, value in one.items() if key != name}


def public(slugs: Iterable[str], site: Site) -> list[str]:
    """Those that are published."""
    return [slug for slug in slugs if site.get(InstrumentEntry, slug)]


def pair_or_none(text: TwoLanguages | None) -> Pair | None:
    return pair(text) if text else None


def in_words(text: TwoLanguages | None) -> str | None:
    return str(text) if text else None
