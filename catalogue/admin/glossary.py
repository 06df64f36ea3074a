from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, SlugAdmin, Sources, in_language, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.models import GlossarySource, GlossaryTerm


class GlossarySources(Sources):
    model = GlossarySource


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(EntryAdmin, SlugAdmin):
    list_display = [NAME, in_language("text", _("meaning")), "is_marked", "guide"]
    list_filter = ["is_marked", "guide"]
    list_select_related = ["guide"]
    search_fields = ["slug", *pair("name"), *pair("text"), "also"]
    autocomplete_fields = ["guide", "routes"]
    inlines = [GlossarySources]
    fields = [pair("name"), "also", pair("text"), ("is_marked", "guide"), "routes", "slug", "position"]
