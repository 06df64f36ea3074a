"""What is worked out of routes on a day, as columns and filters of their list: the next closing day, how sure it is, whether one
can apply, how old the facts are.

The catalogue cannot work it out: `matcher.admin` adds who can (`KNOWN`). A route that is not for the public is not known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Case, CharField, FloatField, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.languages import Label
from catalogue.models import Instrument

WITHIN_DAYS = (30, 90, 180, 365)
NEVER = "9999"
"""Where no day is known: after all that are, on every database."""


@dataclass(frozen=True, slots=True)
class RouteKnown:
    """`closes` is None where no day is known; `staleness` is the age of its oldest facts in shelf lives: above 1 too old,
    0 where it says nothing that ages."""

    closes: date | None
    certainty: str
    availability: str
    staleness: float


Routes = Mapping[str, RouteKnown]
"""By short name."""
KNOWN: list[Callable[[], Routes]] = []
CERTAINTIES: dict[str, Label] = {}
AVAILABILITIES: dict[str, Label] = {}
"""How the values are called."""


def routes_known(request: HttpRequest) -> Routes:
    """Asked once per page."""
    found = getattr(request, "routes_known", None)
    if found is None:
        found = request.routes_known = KNOWN[0]() if KNOWN else {}  # type: ignore[attr-defined]
    return found


def with_known(rows: QuerySet[Instrument], known: Routes) -> QuerySet[Instrument]:
    """With what is known of each as columns, by which a list can be ordered."""
    return rows.annotate(
        known_closes=_by_slug(
            {slug: one.closes.isoformat() for slug, one in known.items() if one.closes}, default=NEVER
        ),
        known_certainty=_by_slug({slug: one.certainty for slug, one in known.items()}),
        known_availability=_by_slug({slug: one.availability for slug, one in known.items()}),
        known_staleness=_by_slug({slug: one.staleness for slug, one in known.items()}, FloatField()),
    )


def _by_slug(values: Mapping[str, Any], column: Any = None, default: str | None = None) -> Case:
    """A value for each of these routes: one condition for each value, which several routes share."""
    slugs: dict[Any, list[str]] = {}
    for slug, value in values.items():
        slugs.setdefault(value, []).append(slug)
    whens = [When(slug__in=those, then=Value(value)) for value, those in slugs.items()]
    return Case(*whens, default=Value(default), output_field=column or CharField())


class KnownFilter(admin.SimpleListFilter):
    """Routes of which something is known."""

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.known = routes_known(request)
        super().__init__(request, params, model, model_admin)

    def holds(self, one: RouteKnown, value: str) -> bool:
        """Whether a route is one of those that the value asks for: each filter says it of what it is about."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value not in {str(code) for code, _label in self.lookup_choices}:
            return queryset
        return queryset.filter(slug__in=[slug for slug, one in self.known.items() if self.holds(one, value)])


class ClosesFilter(KnownFilter):
    title = _("next closing day")
    parameter_name = "closes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        within = [(str(days), _("within %(days)d days") % {"days": days}) for days in WITHIN_DAYS]
        return [*within, ("none", _("no day known"))]

    def holds(self, one: RouteKnown, value: str) -> bool:
        if value == "none":
            return one.closes is None
        return one.closes is not None and one.closes <= localdate() + timedelta(days=int(value))


class CertaintyFilter(KnownFilter):
    title = _("how sure the day is")
    parameter_name = "certainty"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Those that are there: a lead time counts from a start, which nobody gives here."""
        there = {one.certainty for one in self.known.values()}
        return [(code, label) for code, label in CERTAINTIES.items() if code in there]

    def holds(self, one: RouteKnown, value: str) -> bool:
        return one.certainty == value


class AvailabilityFilter(KnownFilter):
    title = _("can one apply")
    parameter_name = "availability"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*AVAILABILITIES.items()]

    def holds(self, one: RouteKnown, value: str) -> bool:
        return one.availability == value


class StalenessFilter(KnownFilter):
    title = _("age of the facts")
    parameter_name = "staleness"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("fresh", pgettext_lazy("of facts", "fresh")),
            ("stale", _("past their shelf life")),
            ("twice", _("twice past their shelf life")),
        ]

    def holds(self, one: RouteKnown, value: str) -> bool:
        return {"fresh": one.staleness <= 1, "stale": one.staleness > 1, "twice": one.staleness > 2}[value]
