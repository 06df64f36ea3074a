"""Where funders announce things: addresses that staff write, read by the watch where it is on."""

from django.contrib import admin
from django.contrib.admin import ModelAdmin

from catalogue.admin.base import WRITTEN
from matcher.models import FunderFeed


@admin.register(FunderFeed)
class FunderFeedAdmin(ModelAdmin[FunderFeed]):
    class Media:
        css = {"all": ["catalogue/admin.css"]}

    formfield_overrides = WRITTEN
    list_display = ["url", "organisation", "programme", "is_on", "checked_at", "problem"]
    list_filter = ["is_on"]
    list_select_related = ["organisation", "programme"]
    search_fields = ["url", "organisation__name_nl", "programme__name_nl"]
    autocomplete_fields = ["organisation", "programme"]
    fields = ["url", "organisation", "programme", "is_on", "checked_at", "problem"]
    readonly_fields = ["checked_at", "problem"]
