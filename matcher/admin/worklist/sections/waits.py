"""What waits to be published: since when, by whom, and what it does to personas."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from catalogue.editions.differences import RowsByKey, differences
from catalogue.editions.working import Waiting
from catalogue.entries.kinds import Name
from catalogue.models import Change
from matcher.admin.worklist.section import Desk, LazyRows, Pick, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.doubts import entry_title
from matcher.admin.worklist.sections.told_days import ago
from matcher.rules.holding import site_of
from matcher.upkeep.personas_met import personas_met_on_both
from matcher.upkeep.planning import PUBLISH

MOST_FIELDS_NAMED = 3


class Unread(RowsByKey):
    """Asks the database nothing: which fields differ is told here, and not what they hold."""

    def of(self, kind: str) -> Mapping[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class EditsSince:
    """The saves of one thing that nobody published yet."""

    first: Change
    last: Change
    count: int


def rows(desk: Desk) -> Sequence[WorkRow]:
    """The longest waiting first; what no save of staff is known for comes last."""
    since = edits_since()
    found = sorted(desk.waiting, key=lambda one: since[one.name].first.pk if one.name in since else float("inf"))
    return LazyRows(found, lambda one: row(desk, one, since.get(one.name)))


def edits_since() -> dict[Name, EditsSince]:
    found: dict[Name, EditsSince] = {}
    for one in Change.objects.waiting().only("kind", "key", "signed", "at", "note"):
        before = found.get((one.kind, one.key))
        found[one.kind, one.key] = EditsSince(before.first if before else one, one, before.count + 1 if before else 1)
    return found


def row(desk: Desk, one: Waiting, since: EditsSince | None) -> WorkRow:
    kind, key = one.name
    return WorkRow(
        title=title_of(one),
        href=edit_page(kind, key),
        note=what_differs(one),
        day=ago(since.first.at, desk.on) if since else "",
        day_note=_("by %(who)s") % {"who": since.last.signed} if since else "",
        acts=tuple(acts(desk, one.name)),
        pick=Pick(kind, key),
        name=one.name,
    )


def title_of(one: Waiting) -> str:
    stored = one.after or one.before
    return entry_title(stored.entry) if stored else one.name[1]


def what_differs(one: Waiting) -> str:
    """The fields, each once."""
    if one.before is None:
        return pgettext("an edit", "New")
    if one.after is None:
        return _("Is to leave the site")
    found = differences(one.before.entry, one.after.entry, Unread())
    labels = list(dict.fromkeys(str(change.label).partition(":")[0] for change in found))
    more = len(labels) - MOST_FIELDS_NAMED
    return ", ".join(labels[:MOST_FIELDS_NAMED]) + (_(" and %(n)d more") % {"n": more} if more > 0 else "")


def acts(desk: Desk, name: Name) -> Iterator[RowAct]:
    query = urlencode({"pick": "/".join(name)})
    page = f"{reverse('admin:catalogue_edition_add')}?{query}"
    yield RowAct(_("Look and publish") if desk.may(PUBLISH) else _("Look at it"), href=page, is_main=True)
    if desk.may(PUBLISH):
        yield RowAct(_("Plan for a day"), href=f"{reverse('worklist-plan')}?{query}")
    elif desk.may("matcher.add_staffcomment"):
        yield RowAct(_("Ask to look"), href=f"{reverse('worklist-look')}?{query}")
    yield RowAct(pgettext("a button", "Edit"), href=edit_page(*name))


def links(desk: Desk, found: Sequence[WorkRow]) -> Iterator[RowAct]:
    if not found:
        return
    yield RowAct(_("Look at all of it"), href=reverse("admin:catalogue_edition_add"))
    if desk.may("matcher.add_staffcomment"):
        yield RowAct(_("Ask a publisher to look"), href=reverse("worklist-look"))
    if desk.may(PUBLISH):
        yield RowAct(_("Plan for a day"), href=reverse("worklist-plan"))


def effect_line(desk: Desk, found: Sequence[WorkRow]) -> str:
    if not found:
        return ""
    before, after = personas_met_on_both(site_of(desk.published), desk.site)
    changed, red = after.changed_since(before)
    if not changed:
        return _("No persona gets another result.")
    said = ngettext(
        "Changes the result of %(n)d persona of %(all)d", "Changes the result of %(n)d personas of %(all)d", changed
    ) % {"n": changed, "all": len(desk.met.by_persona)}
    if not red:
        return _("%(changes)s, all as expected.") % {"changes": said}
    turned = ngettext("%(n)d turns red", "%(n)d turn red", red) % {"n": red}
    return f"{said}; {turned}."


SECTION = WorkSection(
    slug="waits",
    title=gettext_lazy("Waits to be published"),
    short=gettext_lazy("to be published"),
    what=pgettext_lazy("a column", "What"),
    when=pgettext_lazy("a column", "Since"),
    rows=rows,
    bulk=("assign",),
    note=effect_line,
    links=lambda desk, found: tuple(links(desk, found)),
)
