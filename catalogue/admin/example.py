from collections.abc import Sequence
from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import Doubts, SlugAdmin, Sources, Tabular, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.models import Example, ExampleDoubt, ExamplePartner, ExampleSource


class Partners(Tabular):
    model = ExamplePartner
    fields = ["position", "name", "country"]


class ExampleSources(Sources):
    model = ExampleSource


class ExampleDoubts(Doubts):
    model = ExampleDoubt


@admin.register(Example)
class ExampleAdmin(EntryAdmin, SlugAdmin):
    list_display = ["title", "instrument", "programme", "theme", "lead_name", "lead_country", "period"]
    list_filter = ["theme", "disciplines", "lead_country", ("instrument", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["instrument", "programme", "theme"]
    search_fields = ["title", "slug", "lead_name", "funding_family", *pair("summary"), "partners__name", "artists"]
    autocomplete_fields = ["instrument", "also_paid_by", "programme", "candidates", "theme", "disciplines"]
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ["title"]}
    inlines = [Partners, ExampleSources, ExampleDoubts]
    fieldsets = [
        (_("What it is"), {"fields": ["title", "slug", pair("summary"), ("theme", "disciplines"), "artists"]}),
        (
            _("What paid for it"),
            {"fields": [("instrument", "also_paid_by"), ("programme", "candidates"), ("funding_family", "call")]},
        ),
        (_("Who and where"), {"fields": [("lead_name", "lead_country"), "countries", "period"]}),
        (_("In the dossier"), {"fields": [("table", "chapter"), "position"]}),
    ]
