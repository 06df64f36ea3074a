"""The filters of the catalogue, by the names that stand in the address: for the page, the API, deadlines and files alike."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _

from matcher.pages.routes.days import STATUS, WITHIN_DAYS, RoutesOnDay
from matcher.pages.routes.facets import CLOSED, TERMS, RouteFacets, facets_of, option_labels


@dataclass(frozen=True, slots=True)
class Routes(Collection[str]):
    """Some of the published routes, by slug. `all` and `model` are what a FilterSet asks of what it filters."""

    slugs: frozenset[str]
    model: ClassVar[None] = None

    def all(self) -> "Routes":
        return self

    def among(self, slugs: frozenset[str]) -> "Routes":
        return Routes(self.slugs & slugs)

    def __contains__(self, slug: object) -> bool:
        return slug in self.slugs

    def __iter__(self) -> Iterator[str]:
        """By slug."""
        return iter(sorted(self.slugs))

    def __len__(self) -> int:
        return len(self.slugs)


def several(label: Any, method: str) -> django_filters.MultipleChoiceFilter:
    """Any of the options that are named."""
    return django_filters.MultipleChoiceFilter(label=label, method=method)


class RouteFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """One choice or more per filter, of which one must hold; all filters together must. `day` tells how the routes stand;
    with `among`, only those are looked at.

    Takes only data that `routes.understood` has cleaned."""

    text = django_filters.CharFilter(label=_("Search"), method="with_words")
    level = several(_("Level"), "with_option")
    theme = several(_("Theme"), "with_option")
    goal = several(_("Goal"), "with_option")
    discipline = several(_("Discipline"), "with_option")
    applicant = several(_("Who applies"), "with_option")
    kind = several(_("Kind"), "with_option")
    extra = several(_("Also pays for"), "with_option")
    programme = several(_("Programme"), "with_option")
    amount = django_filters.NumberFilter(label=_("Pays at least"), method="paying", min_value=0, max_value=10**9)
    place = several(_("Country or region"), "at_place")
    status = several(_("Applying"), "standing")
    deadline = django_filters.ChoiceFilter(label=_("Closes"), method="closing", empty_label=None)

    def __init__(self, data: Mapping[str, Any], *, day: RoutesOnDay, among: frozenset[str] | None = None) -> None:
        self.day = day
        self.facets: RouteFacets = day.site.kept(facets_of)
        slugs = self.facets.slugs
        super().__init__(data, Routes(slugs if among is None else slugs & among))
        self.options = options_of(day)
        for name, options in self.options.items():
            self.filters[name].extra["choices"] = options.items  # called where it is needed, and so never copied

    def filter_queryset(self, routes: Routes) -> Routes:
        """The same as the library's own, which takes nothing but a queryset."""
        return self.left(routes, self.form.cleaned_data)

    def left_by_others(self, name: str) -> frozenset[str]:
        """The routes that the other filters leave."""
        everything, chosen = self.qs, self.form.cleaned_data
        if not chosen.get(name):
            return frozenset(everything.slugs)
        others = {other: value for other, value in chosen.items() if other != name}
        return self.left(self.queryset, others).slugs

    def left(self, routes: Routes, chosen: Mapping[str, Any]) -> Routes:
        for name, value in chosen.items():
            routes = self.filters[name].filter(routes, value)
        return routes

    def with_words(self, routes: Routes, name: str, text: str) -> Routes:
        """Those in which every word occurs somewhere, in either language (`catalogue.editions.search`)."""
        return routes.among(frozenset(self.day.search.find(text)))

    def with_option(self, routes: Routes, name: str, chosen: Sequence[str]) -> Routes:
        members = self.facets.members[name]
        return routes.among(frozenset[str]().union(*(members[value] for value in chosen)))

    def paying(self, routes: Routes, name: str, least: Any) -> Routes:
        """Those of which the maximum is known, and reaches it."""
        return routes.among(frozenset(slug for slug, most in self.facets.max_eur.items() if most >= least))

    def at_place(self, routes: Routes, name: str, codes: Sequence[str]) -> Routes:
        return routes.among(self.day.at_places(codes))

    def standing(self, routes: Routes, name: str, chosen: Sequence[str]) -> Routes:
        return routes.among(frozenset[str]().union(*(self.day.by_status[status] for status in chosen)))

    def closing(self, routes: Routes, name: str, days: str) -> Routes:
        return routes.among(self.day.by_deadline[days])


def options_of(day: RoutesOnDay) -> Mapping[str, Mapping[str, str]]:
    """Per filter with options: its values and their labels, in the active language."""
    labels = option_labels(day.site)
    return {
        **{name: labels[name] for name in (*TERMS, *CLOSED, "place")},
        "status": {one.value: str(label) for one, label in STATUS.items()},
        "deadline": {days: str(label) for days, label in WITHIN_DAYS.items()},
    }
