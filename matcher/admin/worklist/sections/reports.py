"""What visitors say is wrong."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.models import Report
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.section import Desk, Pick, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.told_days import ago


def rows(desk: Desk) -> list[WorkRow]:
    return [row(desk, one) for one in Report.objects.open().select_related("route").order_by("created_at", "pk")]


def row(desk: Desk, one: Report) -> WorkRow:
    about = str(one.route) if one.route else one.page
    return WorkRow(
        title=_("Visitor: “%(text)s”") % {"text": str(one)},
        href=reverse("admin:catalogue_report_change", args=[one.pk]),
        note=about,
        day=ago(one.created_at, desk.on),
        day_note=_("may be answered") if one.contact else _("without a name"),
        acts=tuple(acts(one)),
        pick=Pick("report", str(one.pk)),
        name=("instrument", one.route.slug) if one.route else None,
    )


def acts(one: Report) -> Iterator[RowAct]:
    yield RowAct(_("Look at it"), href=reverse("admin:catalogue_report_change", args=[one.pk]), is_main=True)
    if one.route:
        yield RowAct(_("Edit the route"), href=edit_page("instrument", one.route.slug))
    yield RowAct(str(ACTS["handled"].label), "handled")


SECTION = WorkSection(
    slug="reports",
    title=gettext_lazy("Reported by visitors"),
    short=gettext_lazy("reported"),
    what=pgettext_lazy("a column", "What"),
    when=pgettext_lazy("a column", "Since"),
    rows=rows,
    bulk=("handled",),
)
