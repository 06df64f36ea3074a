"""What comes back, or did, and has no round after today."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import FactSubject, State
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, LazyRows, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.routes import ask_about, edit, for_how_many, shut_or_open
from matcher.engine.agenda import Standing
from matcher.engine.timing import TimingKind
from matcher.speech.writing import known_day
from matcher.upkeep.next_year import anchor, same_again

COMES_BACK = (State.RECURRING, State.EXPECTED)


def rows(desk: Desk) -> Sequence[WorkRow]:
    """Those that most personas meet first, and of those that none meets the ones with a known last round."""
    compiled, entries = desk.site.compiled(desk.on), desk.site.all(InstrumentEntry)
    found = [entry for slug, entry in entries.items() if has_no_round(entry, compiled.standing(slug), desk)]
    found.sort(key=lambda one: (-desk.met.of_route[one.id], not last_round(one), str(one.name)))
    return LazyRows(found, lambda one: row(desk, one))


def row(desk: Desk, entry: InstrumentEntry) -> WorkRow:
    last = last_round(entry)
    return WorkRow(
        title=str(entry.name),
        href=edit_page("instrument", entry.id, "rounds"),
        note=for_how_many(desk, entry.id),
        day=known_day(last) if last else _("no round known"),
        day_note=str(State(entry.status.state).label),
        acts=tuple(acts(desk, entry)),
        pick=desk.pick("instrument", entry.id),
        name=("instrument", entry.id),
    )


def has_no_round(entry: InstrumentEntry, standing: Standing, desk: Desk) -> bool:
    """It comes back, or had rounds; nothing that is known of it lies ahead; and one cannot always apply."""
    timing = standing.timing
    if entry.timing.kind in (TimingKind.ROLLING.value, TimingKind.NONE.value):
        return False
    if entry.status.state not in COMES_BACK and not (entry.status.state == State.OPEN and timing.calls):
        return False
    ahead = standing.agenda.chances or any(one.is_open(desk.on) or one.is_to_come(desk.on) for one in timing.calls)
    month = desk.on.isoformat()[: len("2026-02")]
    return not ahead and not any(
        anchor(one)[: len(month)] >= month[: len(anchor(one))] for one in entry.rounds if anchor(one)
    )


def last_round(entry: InstrumentEntry) -> str:
    return max(map(anchor, entry.rounds), default="")


def acts(desk: Desk, entry: InstrumentEntry) -> Iterator[RowAct]:
    if same_again(entry, desk.on):
        yield RowAct(str(ACTS["again"].label), "again", is_main=True)
    else:
        yield RowAct(_("Add a round"), href=edit_page("instrument", entry.id, "rounds"), is_main=True)
    yield from ask_about(desk, entry, FactSubject.DATES)
    yield shut_or_open(entry)
    yield edit("instrument", entry.id)


SECTION = WorkSection(
    slug="without-round",
    title=gettext_lazy("Comes back, but no round after today"),
    short=gettext_lazy("without a round"),
    what=pgettext_lazy("a column", "Route"),
    when=pgettext_lazy("a column", "Last round"),
    rows=rows,
    bulk=("again", "assign"),
    help=gettext_lazy(
        "“Same again next year” copies the last rounds. They are told as usual until you confirm the day."
    ),
)
