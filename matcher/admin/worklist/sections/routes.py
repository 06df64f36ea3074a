"""What rows about a route have in common: its buttons, and a mail to who pays."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Words
from catalogue.vocabulary import FactSubject, State
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, RowAct, edit_page
from matcher.speech.asking import FunderAsked, asked, whom_to_ask


def ask_about(
    desk: Desk, entry: InstrumentEntry, subject: FactSubject | None = None, said: Words | None = None
) -> Iterator[RowAct]:
    """The button by which staff ask who pays, where an address is known."""
    whom = whom_to_ask(desk.site, entry)
    if whom is not None:
        page = f"{desk.origin}/routes/{entry.id}/"
        yield from ask_button(asked(whom, entry.name, page, subject=subject, said=said))


def ask_organisation(desk: Desk, entry: OrganisationEntry, subject: FactSubject | None = None) -> Iterator[RowAct]:
    page = f"{desk.origin}/organisations/{entry.id}/"
    yield from ask_button(asked(entry, entry.name, page, subject=subject))


def ask_button(one: FunderAsked) -> Iterator[RowAct]:
    if one.address:
        yield RowAct(_("Ask %(who)s") % {"who": short_name(one.who)}, href=one.address, is_outside=True)


def short_name(name: str, longest: int = 22) -> str:
    """What fits on a button.

    >>> short_name("Vlaams Audiovisueel Fonds (VAF)"), short_name("Kunstencentrum BUDA")
    ('VAF', 'Kunstencentrum BUDA')
    """
    if len(name) <= longest:
        return name
    before, bracket, inside = name.partition(" (")
    shorter = inside.rstrip(")") if bracket else before
    return shorter if len(shorter) <= longest else f"{shorter[: longest - 1].rstrip()}…"


def shut_or_open(entry: InstrumentEntry) -> RowAct:
    if entry.status.state in (State.CLOSED, State.ENDED):
        return RowAct(str(ACTS["reopen"].label), "reopen")
    return RowAct(pgettext("a button of a route", "Close"), "close")


def edit(kind: str, key: str, part: str = "") -> RowAct:
    return RowAct(pgettext("a button", "Edit"), href=edit_page(kind, key, part))


def for_how_many(desk: Desk, route: str) -> str:
    """How many personas a route is for; "" for none."""
    count = desk.met.of_route[route]
    if not count:
        return ""
    return ngettext("Meets %(n)d persona", "Meets %(n)d personas", count) % {"n": count}
