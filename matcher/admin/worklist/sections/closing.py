"""What closes within thirty days."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import FactSubject
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.routes import ask_about, edit, for_how_many, shut_or_open
from matcher.engine.due import Certainty
from matcher.speech.writing import long_date
from matcher.upkeep.edits import source_about

WITHIN = timedelta(days=30)


def rows(desk: Desk) -> list[WorkRow]:
    compiled, entries = desk.site.compiled(desk.on), desk.site.all(InstrumentEntry)
    closing = [
        (standing.closes, slug, standing.next.certainty)
        for slug in entries
        if (standing := compiled.standing(slug)).closes and standing.closes <= desk.on + WITHIN
    ]
    return [
        WorkRow(
            title=str(entries[slug].name),
            href=edit_page("instrument", slug, "rounds"),
            note=for_how_many(desk, slug),
            day=long_date(day),
            day_note=", ".join([str(CERTAINTY[certainty]), days_left((day - desk.on).days)]),
            acts=tuple(acts(desk, entries[slug], certainty)),
            pick=desk.pick("instrument", slug),
            name=("instrument", slug),
        )
        for day, slug, certainty in sorted(closing)
    ]


def acts(desk: Desk, entry: InstrumentEntry, certainty: Certainty) -> Iterator[RowAct]:
    if certainty is Certainty.USUAL:
        label = str(ACTS["confirm"].label)
        if source_about(entry, FactSubject.DATES):
            yield RowAct(label, "confirm", is_main=True)
        else:  # whoever confirms it says where it stands
            yield RowAct(label, href=edit_page("instrument", entry.id, "sources"), is_main=True)
    yield from ask_about(desk, entry, FactSubject.DATES)
    yield edit("instrument", entry.id, "rounds")
    yield shut_or_open(entry)


CERTAINTY = {
    Certainty.ANNOUNCED: pgettext_lazy("how sure a day is", "announced"),
    Certainty.USUAL: pgettext_lazy("how sure a day is", "usual"),
    Certainty.ROLLING: pgettext_lazy("how sure a day is", "counted from the start"),
    Certainty.UNKNOWN: pgettext_lazy("how sure a day is", "not known"),
}


def days_left(days: int) -> str:
    if not days:
        return pgettext("a closing day", "today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


SECTION = WorkSection(
    slug="closing",
    title=gettext_lazy("Closes within 30 days"),
    short=gettext_lazy("closing within 30 days"),
    what=pgettext_lazy("a column", "Route"),
    when=pgettext_lazy("a column", "Day"),
    rows=rows,
    bulk=("confirm", "assign"),
)
