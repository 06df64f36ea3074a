"""The list of all instruments: its columns and filters, and what these ask of the database."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.admin.base import NAME
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
from catalogue.models import Instrument, InstrumentDoubt, InstrumentSource
from catalogue.vocabulary import MONEY_KINDS


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


def with_columns(found: QuerySet[Instrument], request: HttpRequest) -> QuerySet[Instrument]:
    """With what the columns show of each beside its own fields."""
    sources = InstrumentSource.objects.filter(instrument=OuterRef("pk")).order_by()
    return with_known(found, routes_known(request)).annotate(
        sources_count=Subquery(sources.values("instrument").annotate(n=Count("pk")).values("n")),
        has_doubts=Exists(InstrumentDoubt.objects.filter(instrument=OuterRef("pk"))),
    )


# What is worked out of a route on this day (`catalogue.admin.known`).


@admin.display(description=pgettext_lazy("a column", "next closing day"), ordering="known_closes")
def next_closing(row: Instrument) -> str | None:
    closes: str = row.known_closes  # type: ignore[attr-defined]
    return date_format(date.fromisoformat(closes)) if closes != NEVER else None


@admin.display(description=_("how sure"), ordering="known_certainty")
def certainty(row: Instrument) -> Any:
    return CERTAINTIES.get(row.known_certainty)  # type: ignore[attr-defined]


@admin.display(description=_("can one apply"), ordering="known_availability")
def availability(row: Instrument) -> Any:
    if row.kind not in MONEY_KINDS:  # nobody applies for a frame or a network
        return None
    return AVAILABILITIES.get(row.known_availability)  # type: ignore[attr-defined]


@admin.display(description=_("age of the facts, in shelf lives"), ordering="known_staleness")
def staleness(row: Instrument) -> str | None:
    age: float | None = row.known_staleness  # type: ignore[attr-defined]
    return number_format(age, decimal_pos=1) if age else None


# What its own fields and rows come to.


@admin.display(description=_("maximum"), ordering="max_eur")
def amount(row: Instrument) -> str | None:
    if row.max_eur is not None:
        return f"€\u00a0{number_format(row.max_eur, use_l10n=True, force_grouping=True)}"
    return f"{row.max_rate_pct}\u00a0%" if row.max_rate_pct is not None else None


@admin.display(description=_("sources"), ordering="sources_count")
def sources_named(row: Instrument) -> int:
    return row.sources_count or 0  # type: ignore[attr-defined]


@admin.display(description=_("no doubts"), ordering="has_doubts", boolean=True)
def is_settled(row: Instrument) -> bool:
    return not row.has_doubts  # type: ignore[attr-defined]


COLUMNS: list[Any] = [
    NAME,
    next_closing,
    certainty,
    availability,
    staleness,
    "kind",
    "level",
    "state",
    "state_as_of",
    amount,
    sources_named,
    is_settled,
    "is_published",
    "programme",
]

FILTERS: list[Any] = [
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
