"""What the sources do not settle."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Entry, Words
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, LazyRows, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.routes import ask_about, ask_button, edit
from matcher.speech.asking import asked


def rows(desk: Desk) -> Sequence[WorkRow]:
    """Those about routes that most personas meet first, then all others."""
    found = [
        (name, entry, place, doubt)
        for kind, how in KINDS.items()
        if how.in_editions and "doubts" in how.entry.model_fields
        for name, entry in (((kind, key), entry) for key, entry in desk.site.all(how.entry).items())
        for place, doubt in enumerate(getattr(entry, "doubts", []))
    ]
    found.sort(key=lambda one: -desk.met.of_route[one[0][1]] if one[0][0] == "instrument" else 0)
    return LazyRows(found, lambda one: row(desk, *one))


def row(desk: Desk, name: Name, entry: Entry, place: int, doubt: Words) -> WorkRow:
    kind, key = name
    opts = KINDS[kind].model._meta
    return WorkRow(
        title=entry_title(entry),
        href=edit_page(kind, key, "doubts"),
        note=str(doubt),
        day=str(opts.verbose_name),
        acts=tuple(acts(desk, name, entry, doubt)),
        pick=desk.pick(kind, key, str(place)),
        name=name,
    )


def entry_title(entry: Entry) -> str:
    named = getattr(entry, "name", None) or getattr(entry, "title", None) or getattr(entry, "text", None)
    said = str(named or entry.key)
    return said if len(said) <= 90 else f"{said[:89]}…"


def acts(desk: Desk, name: Name, entry: Entry, doubt: Words) -> Iterator[RowAct]:
    kind, key = name
    yield edit(kind, key, "doubts")
    if isinstance(entry, InstrumentEntry):
        yield from ask_about(desk, entry, said=doubt)
    elif isinstance(entry, OrganisationEntry):
        page = f"{desk.origin}/organisations/{entry.id}/"
        yield from ask_button(asked(entry, entry.name, page, said=doubt))
    yield RowAct(str(ACTS["settled"].label), "settled")


SECTION = WorkSection(
    slug="doubts",
    title=gettext_lazy("Doubts"),
    short=gettext_lazy("in doubt"),
    what=pgettext_lazy("a column", "Doubt"),
    when=pgettext_lazy("a column", "About"),
    rows=rows,
    few=3,
    bulk=("assign",),
)
