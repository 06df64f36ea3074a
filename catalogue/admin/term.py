"""The words by which instruments are sorted: adding one is a row, and no program changes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, SlugAdmin, counted, in_language, pair
from catalogue.admin.uses import UsedAdmin
from catalogue.models import ApplicantType, Discipline, DisciplineFamily, Goal, Theme

ABOUT = in_language("about", _("about"))


@admin.register(Goal)
class TermAdmin(UsedAdmin, SlugAdmin):
    list_display = [NAME, ABOUT, "position", "slug"]
    list_editable = ["position"]
    search_fields = [*pair("name"), *pair("about"), "slug"]
    fields = [pair("name"), "slug", pair("about"), "position"]


@admin.register(DisciplineFamily)
class DisciplineFamilyAdmin(TermAdmin):
    list_display = [NAME, counted("disciplines", _("disciplines")), "position", "slug"]
    counts = ["disciplines"]


@admin.register(ApplicantType)
class ApplicantTypeAdmin(TermAdmin):
    list_display = [NAME, "family", ABOUT, "position", "slug"]
    list_select_related = ["family"]
    fields = [pair("name"), "slug", "family", pair("about"), "position"]


@admin.register(Discipline)
class DisciplineAdmin(TermAdmin):
    list_display = [NAME, "family", ABOUT, "position", "slug"]
    list_filter = ["family"]
    list_select_related = ["family"]
    search_fields = [*TermAdmin.search_fields, "family__name_nl", "family__name_en"]
    fields = [pair("name"), "slug", "family", pair("about"), "position"]


@admin.register(Theme)
class ThemeAdmin(TermAdmin):
    list_display = [NAME, "abbreviation", "chapter", ABOUT, "position", "slug"]
    fields = [pair("name"), "slug", "abbreviation", "chapter", pair("about"), "position"]
