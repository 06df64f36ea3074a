from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, Doubts, SlugAdmin, Sources, Tabular, counted, pair
from catalogue.admin.choosing import ChoosingForm
from catalogue.admin.merging import MergingAdmin
from catalogue.models import (
    Organisation,
    OrganisationAdvice,
    OrganisationContact,
    OrganisationDoubt,
    OrganisationSource,
)


class OrganisationSources(Sources):
    model = OrganisationSource


class OrganisationDoubts(Doubts):
    model = OrganisationDoubt


class ContactForm(ChoosingForm):
    def clean(self) -> dict[str, Any] | None:
        """Another number is another fact: where and when it was seen is not what the old one says."""
        cleaned = super().clean() or {}
        is_new_fact = self.instance.pk is not None and "value" in self.changed_data
        if is_new_fact and not {"url", "ref", "seen"}.intersection(self.changed_data):
            self.add_error("seen", _("This is another number or address: write when, or where, you saw the new one."))
        return cleaned


class OrganisationContacts(Tabular):
    model = OrganisationContact
    form = ContactForm
    fields = ["position", "kind", "value", *pair("text"), "url", "ref", "seen"]


class AdviceForm(ChoosingForm):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("disciplines", "applicants", "programmes", "on_own_routes")):
            raise ValidationError(
                _(
                    "Choose for which disciplines or applicants it advises, or on which programmes or routes of its own: else "
                    "nobody is sent to it."
                )
            )
        return cleaned


class OrganisationAdvices(Tabular):
    model = OrganisationAdvice
    form = AdviceForm
    fields = [
        "position",
        "rank",
        "is_certain",
        "disciplines",
        "applicants",
        "goals",
        "programmes",
        "on_own_routes",
        "url",
        "ref",
        "seen",
    ]
    autocomplete_fields = ["disciplines", "applicants", "goals", "programmes"]


@admin.register(Organisation)
class OrganisationAdmin(MergingAdmin, SlugAdmin):
    list_display = [NAME, "kind", "country", "today", counted("instruments", _("instruments")), "url"]
    counts = ["instruments"]
    list_filter = ["kind", "country", "disciplines", "serves_all_disciplines", "today_is_certain"]
    list_select_related = ["today_organisation"]
    search_fields = [
        *pair("name"),
        "slug",
        "today_name",
        "former_names",
        *pair("does"),
        *pair("advises"),
        "contacts__value",
    ]
    autocomplete_fields = ["disciplines", "today_organisation"]
    inlines = [OrganisationContacts, OrganisationAdvices, OrganisationSources, OrganisationDoubts]
    save_as = True
    fieldsets = [
        (_("What it is"), {"fields": [pair("name"), "slug", ("kind", "country"), "url"]}),
        (_("What it does"), {"fields": ["disciplines", "serves_all_disciplines", pair("does")]}),
        (
            _("Whom it helps"),
            {
                "description": _(
                    "In a few words that go on after “On” and “For”. How it is reached, and who is sent to it, is given below."
                ),
                "fields": [pair("advises"), pair("for_whom")],
            },
        ),
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
