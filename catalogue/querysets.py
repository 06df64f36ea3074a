"""The words for asking the rows of the catalogue. What the public sees is asked of an edition."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from catalogue.models import Instrument  # noqa: F401 - names the row type below


def rows_with(model: str, relation: str, *names: str) -> "models.Prefetch[str]":
    """The rows of a relation, each with those that it names, in one query."""
    return models.Prefetch(relation, apps.get_model("catalogue", model)._default_manager.select_related(*names))


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
            rows_with("Through", "through", "applicant", "home", "by"),
            "through__goals",
            "units__groups",
            "units__places",
            "figures",
            "windows",
            "rounds",
            rows_with("Check", "checks", "source"),
            "checks__applicants",
            rows_with("Need", "needs", "source"),
            rows_with("Extra", "extras", "source"),
            "costs",
            "combine_notes",
            "help",
            "sources",
            "doubts",
            "examples",
        )
