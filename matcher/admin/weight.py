from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalogue.admin.entry import EntryAdmin
from matcher.engine.ruleset import Part
from matcher.models import Weight
from matcher.speech.points import part_name


@admin.register(Weight)
class WeightAdmin(EntryAdmin):
    """Edited in the list: all parts side by side, for their sum is what a score is out of. Its parts are the engine's."""

    list_display = ["named", "part", "points"]
    list_editable = ["points"]
    search_fields = ["part"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Weight | None = None) -> bool:
        return False

    @admin.display(description=_("what it rewards"), ordering="part")
    def named(self, row: Weight) -> str:
        return part_name(Part(row.part))
