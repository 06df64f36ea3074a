"""Personas that matching no longer answers as their expert expects."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from matcher.admin.worklist.section import Desk, RowAct, WorkRow, WorkSection
from matcher.proof.persona_sentences import sentences
from matcher.proof.personas import Outcome
from matcher.speech.writing import long_date


def rows(desk: Desk) -> list[WorkRow]:
    return [row(desk, one) for one in desk.met.red]


def row(desk: Desk, one: Outcome) -> WorkRow:
    page = reverse("admin:matcher_persona_change", args=[one.persona.pk])
    return WorkRow(
        title=str(one.persona),
        href=page,
        note=" ".join(sentences(one, desk.site)),
        day=_("must hold") if one.persona.is_must else pgettext("a persona", "red"),
        day_note=long_date(one.persona.on),
        acts=(RowAct(_("Look at it"), href=page, is_main=True),),
    )


SECTION = WorkSection(
    slug="red-personas",
    title=gettext_lazy("Personas that are red"),
    short=gettext_lazy("red among the personas"),
    what=pgettext_lazy("a column", "Persona"),
    when=pgettext_lazy("a column", "On the day"),
    rows=rows,
)
