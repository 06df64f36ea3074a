from django.contrib import admin
from django.http import HttpRequest

from catalogue.admin.entry import EntryAdmin
from catalogue.models import ShelfLife


@admin.register(ShelfLife)
class ShelfLifeAdmin(EntryAdmin):
    """Edited in the list. What facts are about is the code's; how long they keep is not."""

    list_display = ["subject", "months"]
    list_editable = ["months"]
    search_fields = ["subject"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ShelfLife | None = None) -> bool:
        return False
