from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matcher.engine.criteria import Part
from matcher.models import Weight
from matcher.sentences import part_name


@admin.register(Weight)
class WeightAdmin(admin.ModelAdmin):
    """Edited in the list: all parts side by side, for their sum is what a score is out of."""

    list_display = ["named", "part", "points"]
    list_editable = ["points"]
    search_fields = ["part"]

    @admin.display(description=_("what it rewards"), ordering="part")
    def named(self, row: Weight) -> str:
        return part_name(Part(row.part))
