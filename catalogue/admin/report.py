"""What visitors reported: read, mended at its source, and then marked as handled."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogue.admin.base import SMALL_TEXT
from catalogue.models import Report
from catalogue.models.report import ReportQuerySet


class HandledFilter(admin.SimpleListFilter):
    title = _("handled")
    parameter_name = "handled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("no", _("Still open")), ("yes", _("Handled"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        known = {"no": True, "yes": False}
        return queryset.filter(handled_at__isnull=known[self.value()]) if self.value() in known else queryset  # type: ignore[index]


@admin.register(Report)
class ReportAdmin(ModelAdmin[Report]):
    """Nobody writes a report here, and nobody rewrites one: staff add what was done."""

    formfield_overrides = SMALL_TEXT
    list_display = ["__str__", "route", "page", "fact", "created_at", "handled_at", "outcome"]
    list_filter = [HandledFilter, "outcome", "fact", "created_at"]
    list_select_related = ["route"]
    search_fields = ["text", "proposed", "page", "route__name_nl", "route__name_en", "handled_note"]
    date_hierarchy = "created_at"
    actions = ["mark_handled"]
    readonly_fields = [
        *("route", "page", "fact", "was", "proposed", "text", "source_url", "contact"),
        *("created_at", "handled_at", "outcome"),
    ]
    fields = [*readonly_fields, "handled_note"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description=_("Mark as handled, and forget whom to answer"), permissions=["change"])
    def mark_handled(self, request: HttpRequest, queryset: ReportQuerySet) -> None:
        count = queryset.handle(timezone.now())
        told = ngettext("%(count)d report is handled.", "%(count)d reports are handled.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)
