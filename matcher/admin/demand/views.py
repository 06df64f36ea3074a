"""The page for policy, and the same as CSV. To look writes nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from matcher.counters.demand import PERIODS, USUAL_PERIOD, DemandOver, lines, period_of, years_counted
from matcher.counters.keeping import MONTHS_KEPT
from matcher.models import FEWEST, CountKind
from matcher.pages.files.spreadsheets import csv_file
from matcher.rules.holding import held

LOOK = "matcher.view_daycount"
FIRST_ROWS = 10
"""So many of a table stand open; the others fold."""


class PeriodForm(forms.Form):
    period = forms.ChoiceField(label=pgettext_lazy("of figures", "Period"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        told = {
            "30": _("the last 30 days"),
            "90": _("the last 90 days"),
            "365": _("the last 12 months"),
            "all": _("all that is kept"),
        }
        self.fields["period"].choices = [(one, told[one]) for one in PERIODS] + [(one, one) for one in years_counted()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """What is no choice is the usual one."""
        given = self.cleaned_data.get("period") if self.is_valid() else ""
        return given or USUAL_PERIOD


@require_GET
def demand(request: HttpRequest) -> HttpResponse:
    form, found = asked(request)
    context = {
        **admin.site.each_context(request),
        "title": _("Demand and supply"),
        "form": form,
        "demand": found,
        "white": found.white_spots(),
        "tables": [*found.tables(), *(found.pairs(kind) for kind in (CountKind.GOALS, CountKind.PLACES))],
        "searches": found.searches(),
        "cities": found.cities(),
        "query": form.chosen,
        "is_on": settings.COUNTERS,
        "fewest": FEWEST,
        "months": MONTHS_KEPT,
        "first_rows": FIRST_ROWS,
    }
    return TemplateResponse(request, "admin/demand.html", context)


@require_GET
def demand_csv(request: HttpRequest) -> HttpResponse:
    form, found = asked(request)
    answer = HttpResponse(csv_file(lines(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="overzet-demand-{form.chosen}-{found.on.isoformat()}.csv"'
    return answer


def asked(request: HttpRequest) -> tuple[PeriodForm, DemandOver]:
    if not request.user.has_perm(LOOK):
        raise PermissionDenied
    form = PeriodForm({"period": request.GET.get("period") or USUAL_PERIOD})
    on = localdate()
    return form, DemandOver(held(), period_of(form.chosen, on), on)
