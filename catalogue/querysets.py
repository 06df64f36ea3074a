"""The words for asking the catalogue."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from catalogue.vocabulary import MONEY_KINDS, State, TimingKind

if TYPE_CHECKING:
    from catalogue.models import Instrument  # noqa: F401 - names the row type below

GIVES_MONEY = Q(kind__in=MONEY_KINDS)


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def giving_money(self) -> Self:
        """Routes that give money or mobility, and so rank."""
        return self.filter(GIVES_MONEY)

    def beside_money(self) -> Self:
        """Frameworks, labels, networks, events and advice: context beside the ranked routes."""
        return self.exclude(GIVES_MONEY)

    def for_discipline(self, *slugs: str) -> Self:
        """Open to one of these disciplines, or to all."""
        return self.filter(Q(all_disciplines=True) | Q(disciplines__slug__in=slugs)).distinct()

    def for_goal(self, *slugs: str) -> Self:
        return self.filter(goals__slug__in=slugs).distinct()

    def for_applicant(self, *slugs: str) -> Self:
        return self.filter(applicants__slug__in=slugs).distinct()

    def within(self, *codes_or_groups: str) -> Self:
        """Naming one of these places or groups as a destination or a partner country, exactly so; see `anywhere`.

        Whether a place lies within another is a question for the matcher, which knows the tree and the day."""
        return self.filter(
            Q(where_places__code__in=codes_or_groups) | Q(where_groups__slug__in=codes_or_groups)
        ).distinct()

    def anywhere(self) -> Self:
        """Setting no condition on the place."""
        return self.filter(where_places=None, where_groups=None)

    def not_over(self) -> Self:
        """Neither closed nor ended by what the sources state; the dates are the matcher's."""
        return self.exclude(state__in=[State.CLOSED, State.ENDED])

    def with_yearly_dates(self) -> Self:
        return self.filter(timing_kind=TimingKind.FIXED_DATES)

    def for_list(self) -> Self:
        """With what a line in a list shows, in a fixed number of queries."""
        return self.select_related("programme", "provider").prefetch_related(
            "themes", "disciplines", "goals", "applicants", "windows", "rounds"
        )

    def for_ruleset(self) -> Self:
        """With everything on which a match depends, in a fixed number of queries."""
        return self.select_related("programme", "provider").prefetch_related(
            "themes",
            "disciplines",
            "goals",
            "applicants",
            "where_groups",
            "where_places",
            "based_groups",
            "based_places",
            "based_not_for",
            "combine_with",
            "combine_not_with",
            "windows",
            "rounds",
            "checks__source",
        )

    def for_page(self) -> Self:
        """With everything that the page and the API show of an instrument, in a fixed number of queries."""
        return self.for_ruleset().prefetch_related("costs", "combine_notes", "help", "sources", "doubts", "examples")
