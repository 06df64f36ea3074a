from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import SlugAdmin
from catalogue.admin.entry import EntryAdmin
from catalogue.models import Synonym


@admin.register(Synonym)
class SynonymAdmin(EntryAdmin, SlugAdmin):
    """The table that the search box reads beside the names of things."""

    prepopulated_fields: ClassVar = {"slug": ["finds"]}
    list_display = ["finds", "all_typed", "slug"]
    search_fields = ["finds", "typed", "slug"]
    fields = ["typed", "finds", "slug"]

    @admin.display(description=_("what people type"))
    def all_typed(self, row: models.Model) -> str:
        assert isinstance(row, Synonym)
        return ", ".join(row.typed)
