"""The words for asking the rows of the catalogue. What the public sees is asked of an edition."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from catalogue.models import Instrument  # noqa: F401 - names the row type below


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def for_page(self) -> Self:
        """With all that belongs to an instrument, in a fixed number of queries."""
        return self.select_related("programme", "provider", "needs_route").prefetch_related(
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
            "sides__groups",
            "sides__places",
            "through__applicant",
            "through__by",
            "through__goals",
            "units__groups",
            "units__places",
            "figures",
            "windows",
            "rounds",
            "checks__source",
            "checks__applicants",
            "checks__goals",
            "checks__groups",
            "checks__places",
            "needs__source",
            "extras__source",
            "costs",
            "combine_notes",
            "help",
            "sources",
            "doubts",
            "examples",
        )
