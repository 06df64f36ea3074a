"""The page of one instrument, in the order of the dossier. Its tables stand in `instrument_rows`, the list of them all in
`instrument_list`."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import SlugAdmin, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.admin.instrument_list import COLUMNS, FILTERS, with_columns
from catalogue.admin.instrument_rows import ROWS, rest_on_own_sources
from catalogue.entries.kinds import Name
from catalogue.models import Example, Instrument
from catalogue.vocabulary import CostKind

Sentence = tuple[str, str, str]
"""What it is about, in Dutch, in English."""
PREVIEWS: list[Callable[[Instrument], Iterable[Sentence]]] = []
"""Who can say what the fields of an instrument come to. The catalogue cannot: `matcher.admin` adds itself."""
PAGES: list[Callable[["InstrumentAdmin"], URLPattern]] = []
"""Pages below the list that read what people write as the matcher does: `matcher.admin` adds them."""


@admin.register(Instrument)
class InstrumentAdmin(EntryAdmin, SlugAdmin):
    change_list_template = "admin/short_call/change_list.html"
    list_display = COLUMNS
    list_filter = FILTERS
    list_select_related = ["programme"]
    search_fields = [
        *pair("name"),
        "slug",
        *pair("summary"),
        "programme__name_nl",
        "programme__name_en",
        "provider__name_nl",
        "provider__name_en",
    ]
    autocomplete_fields = [
        "themes",
        "programme",
        "provider",
        "applicants",
        "disciplines",
        "goals",
        "where_groups",
        "where_places",
        "based_groups",
        "based_places",
        "based_not_for",
        "combine_with",
        "combine_not_with",
        "help",
        "needs_route",
    ]
    date_hierarchy = "updated_at"
    save_as = True
    save_on_top = True
    copy_marks = pair("name")
    readonly_fields = ["sentences", "examples_paid", "created_at", "updated_at"]
    inlines = ROWS
    fieldsets = [
        (
            _("What it is"),
            {
                "fields": [
                    pair("name"),
                    ("slug", "is_published"),
                    ("kind", "level"),
                    ("programme", "provider"),
                    pair("summary"),
                    "themes",
                    ("dossier", "named_in"),
                ]
            },
        ),
        (
            _("What visitors read"),
            {
                "classes": ["collapse"],
                "description": _("What the saved fields come to on the public pages. Save to see a change."),
                "fields": ["sentences"],
            },
        ),
        (
            _("Who may apply, and for what"),
            {
                "classes": ["collapse"],
                "description": _("An empty list asks nothing: everybody counts."),
                "fields": ["applicants", "disciplines", "all_disciplines", "goals", ("is_outgoing", "is_incoming")],
            },
        ),
        (
            _("Where"),
            {
                "classes": ["collapse"],
                "description": _("Empty: any place. A group means its members on the day."),
                "fields": [
                    "where_groups",
                    "where_places",
                    "where_role",
                    pair("where_note"),
                    "based_groups",
                    "based_places",
                    "based_not_for",
                    "based_lead_only",
                    pair("based_note"),
                ],
            },
        ),
        (
            _("With whom"),
            {"classes": ["collapse"], "fields": [("min_partners", "min_countries"), pair("partners_note")]},
        ),
        (
            _("How much"),
            {
                "classes": ["collapse"],
                "description": _("Leave empty what no source says: it stays unknown, which is not the same as 0."),
                "fields": [
                    ("min_eur", "max_eur", "max_rate_pct", "some_rate_pct"),
                    "cost_kinds",
                    pair("amount_note"),
                ],
            },
        ),
        (
            pgettext_lazy("dates of a route", "When"),
            {
                "classes": ["collapse"],
                "description": _("The windows and rounds stand below."),
                "fields": [
                    "timing_kind",
                    ("lead_days", "lead_months"),
                    ("season_from", "season_to"),
                    ("rounds_a_year", "duration_max_months", "decision_weeks"),
                    pair("timing_note"),
                ],
            },
        ),
        (
            _("Together with what"),
            {
                "classes": ["collapse"],
                "fields": ["combine_with", "combine_not_with", pair("combine_note"), pair("limits")],
            },
        ),
        (
            _("How to apply, and who helps"),
            {
                "classes": ["collapse"],
                "fields": [
                    "admission",
                    pair("needs_status"),
                    "needs_route",
                    pair("apply_channel"),
                    "apply_url",
                    pair("apply_language"),
                    "effort",
                    "help",
                ],
            },
        ),
        (
            _("How things stand"),
            {
                "classes": ["collapse"],
                "fields": [("state", "state_as_of"), pair("state_note"), ("created_at", "updated_at")],
            },
        ),
        (_("Examples"), {"classes": ["collapse"], "fields": ["examples_paid"]}),
    ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "cost_kinds":
            return forms.MultipleChoiceField(
                choices=CostKind,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
            )
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.kwargs.get("object_id"):
            return found.select_related("programme", "provider", "needs_route")
        return with_columns(found, request)

    @admin.display(description=_("sentences"))
    def sentences(self, row: Instrument) -> str | SafeString:
        lines = [line for preview in PREVIEWS for line in preview(row)] if row.pk else []
        if not lines:
            return (
                gettext("It asks nothing yet.") if row.pk else gettext("Save first: then the sentences are shown here.")
            )
        return format_html(
            '<table class="sentences"><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>',
            gettext("About"),
            gettext("Dutch"),
            gettext("English"),
            format_html_join("", '<tr><th>{}</th><td lang="nl">{}</td><td lang="en">{}</td></tr>', lines),
        )

    @admin.display(description=_("projects that it paid for"))
    def examples_paid(self, row: Instrument) -> str | SafeString:
        if not row.pk:
            return "-"
        examples = Example.objects.filter(Q(instrument=row) | Q(also_paid_by=row) | Q(candidates=row)).distinct()
        links = [(reverse("admin:catalogue_example_change", args=[one.pk]), one.title) for one in examples]
        return format_html_join("\n", '<a class="example" href="{}">{}</a>', links) or "-"

    def get_urls(self) -> list[URLPattern]:
        return [*(page(self) for page in PAGES), *super().get_urls()]

    def keep(self, request: HttpRequest, names: Iterable[Name]) -> None:
        """What a copy rests on are its own copies of the sources, before it is read back."""
        names = list(names)
        for row in Instrument.objects.filter(slug__in=[key for kind, key in names if kind == self.kind.name]):
            rest_on_own_sources(row)
        super().keep(request, names)
