from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, SlugAdmin, counted, pair
from catalogue.admin.merging import MergingAdmin
from catalogue.admin.uses import UsedAdmin
from catalogue.models import Programme


@admin.register(Programme)
class ProgrammeAdmin(MergingAdmin, UsedAdmin, SlugAdmin):
    list_display = [NAME, "slug", counted("instruments", _("instruments"))]
    counts = ["instruments"]
    search_fields = [*pair("name"), "slug"]
    fields = [pair("name"), "slug"]
