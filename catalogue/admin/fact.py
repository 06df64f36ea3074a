from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import Doubts, SlugAdmin, Sources, in_language, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.models import Fact, FactDoubt, FactSource


class FactSources(Sources):
    model = FactSource
    classes = []


class FactDoubts(Doubts):
    model = FactDoubt


@admin.register(Fact)
class FactAdmin(EntryAdmin, SlugAdmin):
    """What stands on the pages of countries and in guides. The list can be cut down to what nobody saw a page for yet."""

    list_display = ["slug", "topic", in_language("text", _("text")), "guide", "is_confirmed"]
    list_filter = ["is_confirmed", "topic", "guide", ("places", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["guide"]
    search_fields = ["slug", *pair("text"), *pair("name"), "sources__url"]
    autocomplete_fields = ["guide", "places", "groups", "outside", "organisations", "routes"]
    inlines = [FactSources, FactDoubts]
    save_as = True
    fieldsets = [
        (
            _("What it says"),
            {
                "description": _(
                    "Information, not advice on law or tax. A rate, a threshold or “no permit needed” only where a source "
                    "with a day says so; what was seen more than two years ago is shown as what held then."
                ),
                "fields": [
                    ("topic", "is_confirmed"),
                    pair("text"),
                    pair("name"),
                    pair("pays"),
                    "url",
                    "slug",
                    "position",
                ],
            },
        ),
        (_("Where it holds"), {"fields": ["places", "groups", "outside", "guide"]}),
        (_("What it names"), {"fields": ["organisations", "routes"]}),
    ]
