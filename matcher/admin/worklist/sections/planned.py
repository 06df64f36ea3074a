"""What is to be published on a day, and what did not go out when its day came."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from matcher.admin.worklist.section import Desk, Pick, RowAct, WorkRow, WorkSection
from matcher.models import PlannedPublication
from matcher.speech.writing import long_date


def rows(desk: Desk) -> list[WorkRow]:
    return [row(one) for one in PlannedPublication.objects.open()]


def row(one: PlannedPublication) -> WorkRow:
    count = len(one.entries)
    page = reverse("worklist-planned", args=[one.pk])
    return WorkRow(
        title=one.why,
        href=page,
        note=one.refused or ngettext("%(n)d entry", "%(n)d entries", count) % {"n": count},
        day=long_date(one.on),
        day_note=_("could not go out") if one.refused else _("by %(who)s") % {"who": one.signed},
        acts=(RowAct(_("Look at it"), href=page, is_main=True), RowAct(_("Call off"), "call-off")),
        pick=Pick("plan", str(one.pk)),
        can_be_ticked=False,
    )


SECTION = WorkSection(
    slug="planned",
    title=gettext_lazy("Planned to be published"),
    short=gettext_lazy("planned"),
    what=pgettext_lazy("a column", "What"),
    when=pgettext_lazy("a column", "Day"),
    rows=rows,
)
