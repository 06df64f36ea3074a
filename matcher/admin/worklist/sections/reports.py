"""What visitors say is wrong."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from catalogue.models import Report
from matcher.admin.worklist.acts import ACTS
from matcher.admin.worklist.proposals import FactProposal, pick_of, proposal
from matcher.admin.worklist.section import Desk, Pick, RowAct, WorkRow, WorkSection, edit_page
from matcher.admin.worklist.sections.told_days import ago


def rows(desk: Desk) -> list[WorkRow]:
    return [row(desk, one) for one in Report.objects.open().select_related("route").order_by("created_at", "pk")]


def row(desk: Desk, one: Report) -> WorkRow:
    if one.is_proposal:
        return row_of_proposal(desk, one)
    about = str(one.route) if one.route else one.page
    return WorkRow(
        title=_("Visitor: “%(text)s”") % {"text": str(one)},
        href=reverse("admin:catalogue_report_change", args=[one.pk]),
        note=about,
        day=ago(one.created_at, desk.on),
        day_note=answered(one),
        acts=tuple(acts(one)),
        pick=Pick("report", str(one.pk)),
        name=("instrument", one.route.slug) if one.route else None,
    )


def row_of_proposal(desk: Desk, report: Report) -> WorkRow:
    """With the difference: how the fact reads now, and how it should."""
    one = proposal(report, desk.site, desk.on)
    names = {"what": one.what, "fact": one.fact.label, "now": one.now, "proposed": one.proposed}
    differs = _("%(now)s should be %(proposed)s") if one.now else _("it should be %(proposed)s")
    return WorkRow(
        title=_("Visitor: %(what)s, %(fact)s") % names,
        href=one.address,
        note=" · ".join(part for part in (differs % names, urlsplit(report.source_url).netloc) if part),
        day=ago(report.created_at, desk.on),
        day_note=answered(report),
        acts=tuple(acts_of_proposal(desk, one)),
        pick=pick_of(one, desk.site),
        name=one.name,
    )


def answered(one: Report) -> str:
    return _("may be answered") if one.contact else _("without a name")


def acts_of_proposal(desk: Desk, one: FactProposal) -> Iterator[RowAct]:
    may_edit = one.name is not None and desk.may_edit(one.report.kind)
    if may_edit and one.is_settable:
        yield RowAct(str(ACTS["accept"].label), "accept", is_main=True)
    elif may_edit and one.name:
        yield RowAct(_("Open the form"), href=edit_page(*one.name), is_main=True)
    if one.report.source_url:
        yield RowAct(pgettext("of a fact", "Source"), href=one.report.source_url, is_outside=True)
    yield RowAct(_("Look at it, or refuse"), href=one.address)
    yield RowAct(str(ACTS["handled"].label), "handled")


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
    help=gettext_lazy(
        "What is proposed for one field is taken over in one click, once you have read it on the page that is named."
    ),
)
