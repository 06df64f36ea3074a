"""Facts past their shelf life: those first that are oldest and matter to most people."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import FactSubject
from matcher.admin.worklist.section import Desk, LazyRows, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.routes import ask_about, ask_organisation, edit, shut_or_open
from matcher.speech.contacts import said
from matcher.speech.writing import known_day
from matcher.upkeep.facts_due import FactDue, facts_due


def rows(desk: Desk) -> Sequence[WorkRow]:
    return LazyRows(facts_due(desk.site, desk.on, desk.met), lambda one: row(desk, one))


def row(desk: Desk, one: FactDue) -> WorkRow:
    kind, key = one.name
    return WorkRow(
        title=_("%(what)s: %(fact)s") % {"what": one.entry.name, "fact": fact_word(one)},
        href=edit_page(kind, key, "contacts" if one.contact else "sources"),
        note=" · ".join(part for part in (how_much_it_matters(one), said(one.contact) if one.contact else "") if part),
        day=known_day(one.seen) if one.seen else _("nobody knows when"),
        day_note=ngettext("keeps %(n)d month", "keeps %(n)d months", one.keeps_months) % {"n": one.keeps_months},
        acts=tuple(acts(desk, one)),
        pick=desk.pick(kind, key, one.part) if one.can_be_checked else None,
        name=one.name,
    )


def fact_word(one: FactDue) -> str:
    if one.contact is not None:
        return str(one.contact.kind.label)
    return {
        FactSubject.DATES: pgettext("facts of a route", "dates"),
        FactSubject.AMOUNTS: pgettext("facts of a route", "amounts"),
        FactSubject.PURPOSE: pgettext("facts of a route", "for whom and for what"),
    }.get(one.subject, "")


def how_much_it_matters(one: FactDue) -> str:
    said = []
    if one.personas:
        said.append(ngettext("Meets %(n)d persona", "Meets %(n)d personas", one.personas) % {"n": one.personas})
    if one.shown:
        said.append(ngettext("shown %(n)d time", "shown %(n)d times", one.shown) % {"n": one.shown})
    return " · ".join(said)


def acts(desk: Desk, one: FactDue) -> Iterator[RowAct]:
    kind, key = one.name
    if one.can_be_checked:
        yield RowAct(_("Checked today"), "checked", is_main=True)
    else:
        yield RowAct(_("Add a source"), href=edit_page(kind, key, "sources"), is_main=True)
    yield edit(kind, key, "contacts" if one.contact else "")
    if one.source:
        yield RowAct(pgettext("of a fact", "Source"), href=one.source, is_outside=True)
    if isinstance(one.entry, InstrumentEntry):
        yield from ask_about(desk, one.entry, one.subject)
        yield shut_or_open(one.entry)
    else:
        yield from ask_organisation(desk, one.entry, one.subject)


SECTION = WorkSection(
    slug="old-facts",
    title=gettext_lazy("Past their shelf life"),
    short=gettext_lazy("too old"),
    what=pgettext_lazy("a column", "Fact"),
    when=pgettext_lazy("a column", "Last seen"),
    rows=rows,
    bulk=("checked", "assign"),
    help=gettext_lazy(
        "First what is oldest and matters to most people. “Checked today” says that you read the source just now."
    ),
)
