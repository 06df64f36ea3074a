"""The catalogue's filters on rows, by the names that stand in the address. What dates and places decide comes on top of
these in `matcher.pages.routes.routes`."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from catalogue.editions.search import find
from catalogue.models import ApplicantType, Discipline, Goal, Instrument, Level, Programme, Theme
from catalogue.querysets import InstrumentQuerySet
from catalogue.vocabulary import Kind


def terms(model: type[Any], label: Any, **options: Any) -> django_filters.ModelMultipleChoiceFilter:
    """Any of the rows that are named."""
    return django_filters.ModelMultipleChoiceFilter(
        queryset=model.objects.all(), to_field_name="slug", label=label, **options
    )


class InstrumentFilter(django_filters.FilterSet):
    """One choice or more per filter, of which one must hold; all filters together must."""

    text = django_filters.CharFilter(label=_("Search"), method="with_words")
    level = terms(Level, _("Level"), field_name="level__slug")
    theme = terms(Theme, _("Theme"), field_name="themes__slug")
    goal = terms(Goal, _("Goal"), field_name="goals__slug")
    discipline = terms(Discipline, _("Discipline"), method="in_discipline")
    applicant = terms(ApplicantType, _("Who applies"), field_name="applicants__slug")
    kind = django_filters.MultipleChoiceFilter(choices=Kind.choices, label=_("Kind"))
    programme = terms(Programme, _("Programme"), field_name="programme__slug")
    amount = django_filters.NumberFilter(label=_("Pays at least"), method="paying", min_value=0, max_value=10**9)

    class Meta:
        model = Instrument
        fields: list[str] = []

    def with_words(self, routes: InstrumentQuerySet, name: str, text: str) -> InstrumentQuerySet:
        """Those in which every word occurs somewhere, in either language (`catalogue.editions.search`)."""
        return routes.filter(slug__in=list(self.searched(text)))

    def searched(self, text: str) -> Mapping[str, float]:
        return find(text)

    def in_discipline(self, routes: InstrumentQuerySet, name: str, chosen: Any) -> InstrumentQuerySet:
        return routes.for_discipline(*(one.slug for one in chosen)) if chosen else routes

    def paying(self, routes: InstrumentQuerySet, name: str, least: Any) -> InstrumentQuerySet:
        """Those of which the maximum is known, and reaches it."""
        return routes.filter(max_eur__gte=least)
