from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, SlugAdmin, counted, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.models import Guide


@admin.register(Guide)
class GuideAdmin(EntryAdmin, SlugAdmin):
    list_display = [NAME, "topic", counted("facts", _("facts")), "slug", "position"]
    counts = ["facts"]
    list_filter = ["topic"]
    search_fields = ["slug", *pair("name"), *pair("about")]
    autocomplete_fields = ["ask", "routes", "goals", "disciplines"]
    fieldsets = [
        (
            _("What it is"),
            {
                "description": _("What it says are facts about working abroad: each names its guide."),
                "fields": [pair("name"), pair("about"), pair("decides"), ("topic", "ask"), "slug", "position"],
            },
        ),
        (_("Where it matters"), {"fields": ["routes", "goals", "disciplines"]}),
    ]
