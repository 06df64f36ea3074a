"""Pages on which facts rest that changed, moved or are gone, as the machine found them; nothing while it is off."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Entry
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, LazyRows, Pick, RowAct, WorkRow, WorkSection
from matcher.admin.worklist.sections.doubts import entry_title
from matcher.admin.worklist.sections.routes import ask_about, ask_organisation, edit
from matcher.admin.worklist.sections.told_days import ago
from matcher.models import NOT_WATCHED, WatchedPage
from matcher.speech.writing import long_date
from matcher.watch.resting import pages_of
from matcher.watch.reviewing import mark_of_page

PAGE = "page"
"""What a pick of a watched page calls its kind."""


def rows(desk: Desk) -> Sequence[WorkRow]:
    """What is gone first, then what says something else, then what moved, then what could not be reached; of each what most
    personas meet."""
    found = list(WatchedPage.objects.to_review().defer("known", "says"))
    if not found:
        return []
    resting = pages_of(desk.site.edition)
    shown = [one for one in found if one.url in resting]
    shown.sort(key=lambda one: (order_of(one), -how_many_meet(desk, resting[one.url]), one.url))
    return LazyRows(shown, lambda one: row(desk, one, resting))


def order_of(page: WatchedPage) -> int:
    if page.is_dead:
        return 0
    return 1 if page.changed_on else 2 if page.moved_to else 3


def how_many_meet(desk: Desk, names: Sequence[Name]) -> int:
    return desk.met.of_routes(frozenset(key for kind, key in names if kind == "instrument"))


def row(desk: Desk, page: WatchedPage, resting: Mapping[str, tuple[Name, ...]]) -> WorkRow:
    names = resting[page.url]
    entry = desk.site.edition.stored[names[0]].entry
    more = len(names) - 1
    title = entry_title(entry) + (_(" and %(n)d more") % {"n": more} if more else "")
    return WorkRow(
        title=title,
        href=page_address(page),
        note=page.url,
        day=what_happened(page),
        day_note=since_when(desk, page),
        acts=tuple(acts(desk, page, names)),
        pick=pick_of(page),
        name=names[0],
        can_be_ticked=False,
    )


def page_address(page: WatchedPage) -> str:
    return reverse("worklist-page", args=[page.pk])


def pick_of(page: WatchedPage) -> Pick:
    """With what it says now: somebody who looked at something else is told."""
    return Pick(PAGE, str(page.pk), "-", mark_of_page(page))


def what_happened(page: WatchedPage) -> str:
    if page.is_dead:
        return pgettext("a page", "gone")
    if page.changed_on:
        return pgettext("a page", "changed")
    return pgettext("a page", "moved") if page.moved_to else _("could not be reached")


def since_when(desk: Desk, page: WatchedPage) -> str:
    if page.away_since:
        return ", ".join([str(page.get_problem_display()), ago(page.away_since, desk.on)])
    return long_date(page.changed_on) if page.changed_on else ""


def acts(desk: Desk, page: WatchedPage, names: Sequence[Name]) -> Iterator[RowAct]:
    yield RowAct(_("Look at it"), href=page_address(page), is_main=True)
    yield from acts_on_page(page)
    yield from acts_on_entry(desk, names[0], desk.site.edition.stored[names[0]].entry)


def acts_on_page(page: WatchedPage) -> Iterator[RowAct]:
    if page.moved_to:
        yield RowAct(str(ACTS["page-moved"].label), "page-moved")
    if page.changed_on:
        yield RowAct(str(ACTS["page-same"].label), "page-same")


def acts_on_entry(desk: Desk, name: Name, entry: Entry) -> Iterator[RowAct]:
    yield edit(*name)
    if isinstance(entry, InstrumentEntry):
        yield from ask_about(desk, entry)
    elif isinstance(entry, OrganisationEntry):
        yield from ask_organisation(desk, entry)


def not_watched(_desk: Desk, found: Sequence[WorkRow]) -> str:
    """How many only a person can look at."""
    count = WatchedPage.objects.filter(problem__in=NOT_WATCHED).count() if found else 0
    if not count:
        return ""
    return ngettext(
        "%(n)d page can't be read by a machine: only you can look at it.",
        "%(n)d pages can't be read by a machine: only you can look at them.",
        count,
    ) % {"n": count}


SECTION = WorkSection(
    slug="changed-sources",
    title=gettext_lazy("Sources that changed"),
    short=pgettext_lazy("counted", "sources changed"),
    what=pgettext_lazy("a column", "What rests on it"),
    when=pgettext_lazy("a column", "What happened"),
    rows=rows,
    note=not_watched,
    help=gettext_lazy(
        "A machine looked at these pages again. Whether a fact changed, only you can say. “Seen, nothing changes” sets the day "
        "of all that rests on the page to today."
    ),
)
