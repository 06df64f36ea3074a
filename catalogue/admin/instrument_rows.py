"""The rows of an instrument, as tables below its form: sums, days, partners, costs, checks, needs, sources and doubts."""

from typing import Any

from django.http import HttpRequest

from catalogue.admin.base import Doubts, Sources, Tabular, pair
from catalogue.models import (
    Check,
    CombineNote,
    Cost,
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


ROWS: list[Any] = [
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
"""In the order of the page."""


def rest_on_own_sources(instrument: Instrument) -> None:
    """Let the checks, needs and extras of a copied instrument rest on its own copies of their sources."""
    own = {(source.url, source.ref, source.supports_nl): source for source in instrument.sources.all()}
    for related in (instrument.checks, instrument.needs, instrument.extras):
        for one in related.select_related("source").exclude(source=None).exclude(source__instrument=instrument):
            old = one.source
            one.source = own.get((old.url, old.ref, old.supports_nl)) if old else None
            one.save(update_fields=["source"])
