from django.contrib import admin

from catalogue.admin.entry import EntryAdmin
from matcher.models import PlanChange


@admin.register(PlanChange)
class PlanChangeAdmin(EntryAdmin):
    list_display = ["slug", "question", "most"]
    list_filter = ["question", "goals"]
    list_select_related = ["question"]
    search_fields = ["slug", "question__name"]
    autocomplete_fields = ["question", "goals"]
    fields = ["slug", "question", "goals", ("from_options", "to_options"), "most"]
