"""How an organisation is reached, in words: numbers and addresses with the day they were seen, and a mail with the plan in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _

from catalogue.entries.contact import ContactEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.freshness import contacts_seen
from catalogue.vocabulary import ContactKind
from matcher.rules.site import Site
from matcher.speech.shelf_lives import seen_when, shelf_lives
from matcher.speech.writing import all_of, as_told, listed

CONTACTS_KEPT = 256
DATED = (ContactKind.PHONE, ContactKind.MAIL, ContactKind.ADDRESS)
"""What one dials, writes or goes to: it says when it was seen. A page can be looked at."""


@dataclass(frozen=True, slots=True)
class ContactTold:
    """One number or address. `href` is "" for what is no link; `when` is "" where nobody knows when it was seen."""

    kind: ContactKind
    label: str
    said: str
    href: str
    when: str
    is_confirmed: bool
    source: str
    """The address or the name of where it was read."""


@dataclass(frozen=True, slots=True)
class AdviserTold:
    """An organisation to call. What is not known is None, or ""."""

    id: str
    name: str
    page: str
    """Its page here."""
    about: str
    """What it advises on, or what it does where that is not known."""
    is_about_advice: bool
    phone: ContactTold | None
    mail: ContactTold | None
    mail_has_plan: bool
    appointment: ContactTold | None
    hours: str
    languages: str
    site: str
    """Its own contact page, else its site."""
    seen: tuple[str, ...]
    """When the number and the mail address were seen, a sentence for each day."""
    is_confirmed: bool
    """Whether none of these is old."""
    is_nearest: bool = False
    """Nobody says that it advises on just this."""
    mail_to: str = field(default="", compare=False)
    """Opens a mail to it: about the plan, where there is one. Alone in this, two that are alike may differ."""

    @property
    def addresses(self) -> Mapping[str, str]:
        """What is put in anew in what is drawn of it."""
        return {"mail_to": self.mail_to}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that has the plan in it."""

    subject: str
    lines: tuple[str, ...]
    has_plan: bool

    def to(self, address: str) -> str:
        """A mailto link (RFC 6068)."""
        subject, body = (
            quote(text.replace("\u00a0", " "), safe="") for text in (self.subject, "\r\n".join(self.lines))
        )
        return f"mailto:{quote(address, safe='@')}?subject={subject}&body={body}"


def letter(plan: Sequence[str], address: str, route: str = "", *, topic: str = "") -> Letter:
    """About a plan, in the words of its answers, about a route, or about something else; the address shows all of it."""
    told = listed(plan)
    lines = [_("Hello,"), ""]
    if route:
        lines += [_("My question is about this route: %(route)s.") % {"route": route}]
    if topic:
        lines += [_("My question is about: %(topic)s.") % {"topic": topic}]
    if told:
        lines += [_("My plan: %(plan)s.") % {"plan": told}]
    lines += [_("All of it is here: %(address)s") % {"address": address}, "", _("My question:"), ""]
    about = route or topic or listed(plan[:2])
    subject = _("Question about %(subject)s") % {"subject": about} if about else _("A question")
    return Letter(subject, tuple(lines), bool(plan))


def contacts_told(site: Site, entry: OrganisationEntry, on: date) -> tuple[ContactTold, ...]:
    """All that is known, in the order of the kinds, in the active language."""
    return tuple(
        ContactTold(
            kind=one.contact.kind,
            label=capfirst(str(one.contact.kind.label)),
            said=said(one.contact),
            href=href(one.contact),
            when=seen_when(one.contact.seen),
            is_confirmed=not one.is_stale,
            source=one.contact.url or as_told(one.contact.ref),
        )
        for one in contacts_seen(entry, shelf_lives(site), on)
    )


def _contacts_told(site: Site, organisation: str, on: date, _language: str) -> tuple[ContactTold, ...]:
    return contacts_told(site, site.all(OrganisationEntry)[organisation], on)


def adviser_told(
    site: Site, entry: OrganisationEntry, on: date, letter: Letter, *, is_nearest: bool = False
) -> AdviserTold:
    told = site.kept(_contacts_told, entry.id, on, get_language(), most=CONTACTS_KEPT)
    first: Mapping[ContactKind, ContactTold] = {one.kind: one for one in reversed(told)}
    phone, mail = first.get(ContactKind.PHONE), first.get(ContactKind.MAIL)
    shown = [one for one in (phone, mail) if one]
    return AdviserTold(
        id=entry.id,
        name=str(entry.name),
        page=reverse("organisation", args=[entry.id]),
        about=str(entry.advises or entry.does or ""),
        is_about_advice=entry.advises is not None,
        phone=phone,
        mail=mail,
        mail_to=letter.to(mail.said) if mail else "",
        mail_has_plan=letter.has_plan,
        appointment=first.get(ContactKind.APPOINTMENT),
        hours=first[ContactKind.HOURS].said if ContactKind.HOURS in first else "",
        languages=first[ContactKind.LANGUAGES].said if ContactKind.LANGUAGES in first else "",
        site=own_page(entry),
        seen=tuple(seen_sentences(shown)),
        is_confirmed=all(one.is_confirmed for one in shown),
        is_nearest=is_nearest,
    )


def own_page(entry: OrganisationEntry) -> str:
    """Its own contact page, else its site; "" for neither."""
    return next((one.value for one in entry.contacts if one.kind == ContactKind.PAGE), entry.url)


def said(contact: ContactEntry) -> str:
    if contact.kind == ContactKind.HOURS:
        return str(contact.text or "")
    if contact.kind == ContactKind.LANGUAGES:
        return all_of(str(get_language_info(code)["name_translated"]) for code in contact.value.split(", "))
    return contact.value


def href(contact: ContactEntry) -> str:
    match contact.kind:
        case ContactKind.PHONE:
            return f"tel:{contact.value.replace(' ', '')}"
        case ContactKind.MAIL:
            return f"mailto:{contact.value}"
        case ContactKind.PAGE | ContactKind.APPOINTMENT:
            return contact.value
        case _:
            return ""


def seen_sentences(contacts: Iterable[ContactTold]) -> Iterable[str]:
    """One for what was seen on the same day: the number and the mail address together."""
    together: dict[tuple[str, bool], list[str]] = {}
    for one in contacts:
        if one.kind in DATED:
            together.setdefault((one.when, one.is_confirmed), []).append(SHORT[one.kind]())
    for (when, is_confirmed), names in together.items():
        yield seen_sentence(capfirst(all_of(names)), when, is_confirmed)


SHORT = {
    ContactKind.PHONE: lambda: pgettext("of an organisation", "number"),
    ContactKind.MAIL: lambda: pgettext("of an organisation", "mail address"),
    ContactKind.ADDRESS: lambda: pgettext("of an organisation", "address"),
}


def seen_sentence(what: str, when: str, is_confirmed: bool) -> str:
    if is_confirmed:
        return _("%(what)s: seen %(when)s.") % {"what": what, "when": when}
    if when:
        return _("%(what)s: not confirmed, seen %(when)s.") % {"what": what, "when": when}
    return _("%(what)s: not confirmed, without a date.") % {"what": what}
