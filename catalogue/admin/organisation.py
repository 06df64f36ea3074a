from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, Doubts, SlugAdmin, Sources, counted, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.models import Organisation, OrganisationDoubt, OrganisationSource


class OrganisationSources(Sources):
    model = OrganisationSource


class OrganisationDoubts(Doubts):
    model = OrganisationDoubt


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin, SlugAdmin):
    list_display = [NAME, "kind", "country", "today", counted("instruments", _("instruments")), "url"]
    counts = ["instruments"]
    list_filter = ["kind", "country", "disciplines", "serves_all_disciplines", "today_is_certain"]
    list_select_related = ["today_organisation"]
    search_fields = [*pair("name"), "slug", "today_name", "former_names", *pair("does")]
    autocomplete_fields = ["disciplines", "today_organisation"]
    inlines = [OrganisationSources, OrganisationDoubts]
    save_as = True
    fieldsets = [
        (_("What it is"), {"fields": [pair("name"), "slug", ("kind", "country"), "url"]}),
        (_("What it does"), {"fields": ["disciplines", "serves_all_disciplines", pair("does")]}),
        (
            _("What became of it"),
            {
                "description": _("Only for one that has another name today, or that went into another one."),
                "fields": [
                    ("today_name", "today_organisation", "today_is_certain"),
                    pair("today_note"),
                    ("former_names", "platform_member_2010"),
                ],
            },
        ),
    ]

    @admin.display(description=_("today"), ordering="today_name")
    def today(self, row: Organisation) -> str:
        return str(row.today_organisation or row.today_name)
