"""The page of one instrument, in the order of the dossier, and the list of them all."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, Doubts, SlugAdmin, Sources, Tabular, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.admin.known import (
    AVAILABILITIES,
    CERTAINTIES,
    NEVER,
    AvailabilityFilter,
    CertaintyFilter,
    ClosesFilter,
    StalenessFilter,
    routes_known,
    with_known,
)
from catalogue.entries.kinds import Name
from catalogue.models import (
    Check,
    CombineNote,
    Cost,
    Example,
    Extra,
    Figure,
    Instrument,
    InstrumentDoubt,
    InstrumentSource,
    Need,
    Round,
    Side,
    Through,
    Unit,
    Window,
)
from catalogue.vocabulary import MONEY_KINDS, CostKind

Sentence = tuple[str, str, str]
"""What it is about, in Dutch, in English."""
PREVIEWS: list[Callable[[Instrument], Iterable[Sentence]]] = []
"""Who can say what the fields of an instrument come to. The catalogue cannot: `matcher.admin` adds itself."""
PAGES: list[Callable[["InstrumentAdmin"], URLPattern]] = []
"""Pages below the list that read what people write as the matcher does: `matcher.admin` adds them."""


class HasFilter(admin.SimpleListFilter):
    """With or without a kind of row."""

    relation = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("With")), ("no", _("Without"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        rows = Instrument.objects.exclude(**{self.relation: None}).values("pk")
        return queryset.filter(pk__in=rows) if self.value() == "yes" else queryset.exclude(pk__in=rows)


class DoubtsFilter(HasFilter):
    title = _("doubts")
    parameter_name = "has_doubts"
    relation = "doubts"


class SourcesFilter(HasFilter):
    title = _("sources")
    parameter_name = "has_sources"
    relation = "sources"


class RoundsFilter(HasFilter):
    title = _("rounds")
    parameter_name = "has_rounds"
    relation = "rounds"


class Windows(Tabular):
    model = Window
    classes = ["collapse"]
    fields = [
        "position",
        "submit_by",
        "closes_at",
        "start_from",
        "start_to",
        "start_year_offset",
        "last_seen",
        "decides",
    ]


class Rounds(Tabular):
    model = Round
    fields = [
        "position",
        "code",
        "opens",
        "closes",
        "closes_at",
        "is_announced",
        "decides",
        "starts_from",
        "starts_until",
        "max_eur",
        *pair("note"),
        "sets_own_rules",
    ]


class Units(Tabular):
    model = Unit
    classes = ["collapse"]
    fields = [
        "position",
        "per",
        "eur",
        "is_most",
        "is_extra",
        ("from_day", "until_day"),
        ("from_km", "until_km"),
        "groups",
        "places",
        "as_of",
        *pair("when"),
    ]
    autocomplete_fields = ["groups", "places"]


class Figures(Tabular):
    model = Figure
    classes = ["collapse"]
    fields = ["position", "kind", "least", "most", "currency", "rate_pct", "year", *pair("note")]


class Sides(Tabular):
    model = Side
    classes = ["collapse"]
    fields = ["position", "least", "groups", "places"]
    autocomplete_fields = ["groups", "places"]


class Throughs(Tabular):
    model = Through
    classes = ["collapse"]
    fields = ["position", "applicant", "home", "by", "goals", *pair("reason")]
    autocomplete_fields = ["applicant", "home", "by", "goals"]


class Costs(Tabular):
    model = Cost
    classes = ["collapse"]
    fields = ["position", "is_paid", *pair("text")]


class CombineNotes(Tabular):
    model = CombineNote
    classes = ["collapse"]
    fields = ["position", "is_allowed", *pair("text")]


class RestingOnSource(Tabular):
    """Each rests on a source of the same instrument. These are read once for all rows and kinds of rows of the page."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name != "source" or not request.resolver_match:
            return super().formfield_for_foreignkey(db_field, request, **options)
        of = request.resolver_match.kwargs.get("object_id")
        is_key = of is not None and str(of).isdigit()
        options["queryset"] = InstrumentSource.objects.filter(instrument=of if is_key else None)
        field: Any = super().formfield_for_foreignkey(db_field, request, **options)
        page: Any = request
        if not hasattr(page, "sources_to_choose"):
            page.sources_to_choose = list(iter(field.choices))  # which does not count them first
        field.choices = page.sources_to_choose
        return field


class Checks(RestingOnSource):
    model = Check
    classes = ["collapse"]
    fields = ["position", "slug", *pair("statement"), "source", "applicants", "is_existence"]
    autocomplete_fields = ["applicants"]


class Needs(RestingOnSource):
    model = Need
    classes = ["collapse"]
    fields = ["position", "kind", *pair("what"), "url", "weeks", "source"]


class Extras(RestingOnSource):
    model = Extra
    classes = ["collapse"]
    fields = ["position", "kind", *pair("what"), "source"]


class InstrumentSources(Sources):
    model = InstrumentSource
    fields = [*Sources.fields, "about"]


class InstrumentDoubts(Doubts):
    model = InstrumentDoubt


@admin.register(Instrument)
class InstrumentAdmin(EntryAdmin, SlugAdmin):
    change_list_template = "admin/short_call/change_list.html"
    list_display = [
        NAME,
        "next_closing",
        "certainty",
        "availability",
        "staleness",
        "kind",
        "level",
        "state",
        "state_as_of",
        "amount",
        "sources_named",
        "is_settled",
        "is_published",
        "programme",
    ]
    list_filter = [
        ClosesFilter,
        CertaintyFilter,
        AvailabilityFilter,
        StalenessFilter,
        "state",
        "kind",
        "level",
        "timing_kind",
        DoubtsFilter,
        SourcesFilter,
        RoundsFilter,
        "is_published",
        "goals",
        "disciplines",
        "applicants",
        "themes",
        ("programme", admin.RelatedOnlyFieldListFilter),
        ("provider", admin.RelatedOnlyFieldListFilter),
    ]
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
    inlines = [
        Units,
        Figures,
        Windows,
        Rounds,
        Sides,
        Throughs,
        Costs,
        CombineNotes,
        Checks,
        Needs,
        Extras,
        InstrumentSources,
        InstrumentDoubts,
    ]
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
        sources = InstrumentSource.objects.filter(instrument=OuterRef("pk")).order_by()
        return with_known(found, routes_known(request)).annotate(
            sources_count=Subquery(sources.values("instrument").annotate(n=Count("pk")).values("n")),
            has_doubts=Exists(InstrumentDoubt.objects.filter(instrument=OuterRef("pk"))),
        )

    @admin.display(description=_("maximum"), ordering="max_eur")
    def amount(self, row: Instrument) -> str | None:
        if row.max_eur is not None:
            return f"€\u00a0{number_format(row.max_eur, use_l10n=True, force_grouping=True)}"
        return f"{row.max_rate_pct}\u00a0%" if row.max_rate_pct is not None else None

    # What is worked out of a route on this day (`catalogue.admin.known`).

    @admin.display(description=pgettext_lazy("a column", "next closing day"), ordering="known_closes")
    def next_closing(self, row: Instrument) -> str | None:
        closes: str = row.known_closes  # type: ignore[attr-defined]
        return date_format(date.fromisoformat(closes)) if closes != NEVER else None

    @admin.display(description=_("how sure"), ordering="known_certainty")
    def certainty(self, row: Instrument) -> Any:
        return CERTAINTIES.get(row.known_certainty)  # type: ignore[attr-defined]

    @admin.display(description=_("can one apply"), ordering="known_availability")
    def availability(self, row: Instrument) -> Any:
        if row.kind not in MONEY_KINDS:  # nobody applies for a frame or a network
            return None
        return AVAILABILITIES.get(row.known_availability)  # type: ignore[attr-defined]

    @admin.display(description=_("age of the facts, in shelf lives"), ordering="known_staleness")
    def staleness(self, row: Instrument) -> str | None:
        age: float | None = row.known_staleness  # type: ignore[attr-defined]
        return number_format(age, decimal_pos=1) if age else None

    @admin.display(description=_("sources"), ordering="sources_count")
    def sources_named(self, row: Instrument) -> int:
        return row.sources_count or 0  # type: ignore[attr-defined]

    @admin.display(description=_("no doubts"), ordering="has_doubts", boolean=True)
    def is_settled(self, row: Instrument) -> bool:
        return not row.has_doubts  # type: ignore[attr-defined]

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


def rest_on_own_sources(instrument: Instrument) -> None:
    """Let the checks, needs and extras of a copied instrument rest on its own copies of their sources."""
    own = {(source.url, source.ref, source.supports_nl): source for source in instrument.sources.all()}
    for related in (instrument.checks, instrument.needs, instrument.extras):
        for one in related.select_related("source").exclude(source=None).exclude(source__instrument=instrument):
            old = one.source
            one.source = own.get((old.url, old.ref, old.supports_nl)) if old else None
            one.save(update_fields=["source"])
