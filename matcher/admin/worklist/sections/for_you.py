"""What colleagues ask of whoever looks: what is assigned to them, and for who publishes, what waits for a look."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from catalogue.entries.kinds import KINDS, Name
from matcher.admin.worklist.section import Desk, Pick, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.doubts import entry_title
from matcher.admin.worklist.sections.told_days import ago
from matcher.models import Assignment, StaffComment
from matcher.upkeep.planning import PUBLISH


def rows(desk: Desk) -> list[WorkRow]:
    mine = [one for one in desk.assigned.values() if one.to_id == desk.user.pk]
    asked = open_requests(desk) if desk.may(PUBLISH) else ()
    return [*(asked_row(desk, one) for one in asked), *(assigned_row(desk, one) for one in mine)]


def open_requests(desk: Desk) -> Iterator[StaffComment]:
    """Those to which nobody else has answered, about what still waits; of each thing the last."""
    last: dict[Name, StaffComment] = {}
    for one in desk.asked:
        last[one.kind, one.key] = one
    waits = {one.name for one in desk.waiting}
    for name, one in last.items():
        if one.asks_to_look and one.author_id != desk.user.pk and (name in waits or (name == ("", "") and waits)):
            yield one


def asked_row(desk: Desk, one: StaffComment) -> WorkRow:
    page = reverse("worklist-entry", args=[one.kind, one.key]) if one.key else reverse("worklist-look")
    title = title_of(desk, (one.kind, one.key)) if one.key else _("What waits to be published")
    return WorkRow(
        title=_("Please look: %(what)s") % {"what": title},
        href=page,
        note=one.text,
        day=ago(one.at, desk.on),
        day_note=_("by %(who)s") % {"who": one.signed},
        acts=(
            RowAct(_("Look and publish"), href=look_page(one), is_main=True),
            RowAct(pgettext("a comment", "Answer"), href=page),
        ),
    )


def look_page(one: StaffComment) -> str:
    page = reverse("admin:catalogue_edition_add")
    return f"{page}?pick={one.kind}/{one.key}" if one.key else page


def assigned_row(desk: Desk, one: Assignment) -> WorkRow:
    page = reverse("worklist-entry", args=[one.kind, one.key])
    return WorkRow(
        title=title_of(desk, (one.kind, one.key)),
        href=page,
        note=str(KINDS[one.kind].model._meta.verbose_name) if one.kind in KINDS else "",
        day=ago(one.at, desk.on),
        day_note=_("by %(who)s") % {"who": one.signed},
        acts=(
            RowAct(pgettext("a button", "Edit"), href=edit_page(one.kind, one.key), is_main=True),
            RowAct(pgettext("a button", "Comments"), href=page),
            RowAct(_("Done with it"), "let-go"),
        ),
        pick=Pick(one.kind, one.key),
        name=(one.kind, one.key),
    )


def title_of(desk: Desk, name: Name) -> str:
    entry = desk.site.edition.entry(name)
    return entry_title(entry) if entry else name[1]


SECTION = WorkSection(
    slug="for-you",
    title=gettext_lazy("For you"),
    short=gettext_lazy("for you"),
    what=pgettext_lazy("a column", "What"),
    when=pgettext_lazy("a column", "Since"),
    rows=rows,
    bulk=("let-go",),
)
