"""The dossier's matrix of levels and themes, with its challenges, facets, tables and figures."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, SlugAdmin, Tabular, counted, in_language, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.models import (
    AttentionPoint,
    CellChallenge,
    CellInstrument,
    CellNetwork,
    Challenge,
    Decree,
    DecreeLine,
    DossierNote,
    Facet,
    FrameworkRow,
    MatrixCell,
    Practice,
    PriorityPartner,
    Statistic,
)

SUMMARY = in_language("summary", _("summary"))


class CellInstruments(Tabular):
    model = CellInstrument
    fields = ["position", "name", "instrument", "family", "members", "chapter", *pair("note")]
    autocomplete_fields = ["instrument", "members"]


class CellNetworks(Tabular):
    model = CellNetwork
    fields = ["position", "instrument", "chapter"]
    autocomplete_fields = ["instrument"]


class CellChallenges(Tabular):
    model = CellChallenge
    fields = ["position", "challenge", "basis"]
    autocomplete_fields = ["challenge"]


class Practices(Tabular):
    model = Practice
    fields = ["position", *pair("name"), "chapter", "instrument"]
    autocomplete_fields = ["instrument"]


@admin.register(MatrixCell)
class MatrixCellAdmin(EntryAdmin):
    list_display = ["__str__", "level", "theme", "chapter", counted("instruments", _("instruments"))]
    counts = ["instruments"]
    list_filter = ["level", "theme"]
    list_select_related = ["theme"]
    search_fields = [
        *pair("summary"),
        "chapter",
        "level",
        "theme__name_nl",
        "theme__name_en",
    ]
    autocomplete_fields = ["theme", "organisations", "examples"]
    inlines = [CellInstruments, CellNetworks, CellChallenges, Practices]
    fields = [("level", "theme", "chapter"), pair("summary"), "organisations", "examples", "position"]


@admin.register(Challenge)
class ChallengeAdmin(EntryAdmin):
    list_display = [SUMMARY, "group", "chapter", "position", "slug"]
    list_filter = ["group", "chapter"]
    list_editable = ["position"]
    search_fields = [*pair("summary"), "slug"]
    fields = [pair("summary"), "slug", ("group", "chapter"), "position"]


@admin.register(Facet)
class FacetAdmin(EntryAdmin, SlugAdmin):
    list_display = [NAME, "kind", "chapter", "position"]
    list_filter = ["kind"]
    list_editable = ["position"]
    search_fields = [*pair("name"), "slug"]
    fields = [pair("name"), "slug", ("kind", "chapter"), "position"]


@admin.register(FrameworkRow)
class FrameworkRowAdmin(EntryAdmin, SlugAdmin):
    list_display = ["name", "group", "instrument", "marks_as_printed", "position"]
    list_filter = ["group", "themes"]
    list_select_related = ["instrument"]
    list_editable = ["position"]
    search_fields = ["name", "slug", *pair("type"), *pair("core_focus")]
    autocomplete_fields = ["instrument", "members", "themes"]
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ["name"]}
    fields = [
        "name",
        "slug",
        "group",
        "instrument",
        "members",
        pair("type"),
        pair("core_focus"),
        ("themes", "marks_as_printed"),
        pair("note"),
        "position",
    ]


class DecreeLines(Tabular):
    model = DecreeLine
    fields = ["position", *pair("text")]


@admin.register(Decree)
class DecreeAdmin(EntryAdmin, SlugAdmin):
    list_display = ["name", in_language("note", _("note")), "position", "slug"]
    list_editable = ["position"]
    search_fields = ["name", "slug", *pair("note"), "lines__text_nl", "lines__text_en"]
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ["name"]}
    inlines = [DecreeLines]
    fields = ["name", "slug", pair("note"), "position"]


@admin.register(Statistic)
class StatisticAdmin(EntryAdmin, SlugAdmin):
    list_display = ["figure", in_language("about", _("about")), "year", "source", "chapter"]
    list_filter = ["year", "chapter"]
    search_fields = ["figure", *pair("about"), "source", "slug"]
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ["about_nl"]}
    autocomplete_fields = ["disciplines", "places"]
    fields = [
        ("figure", "year"),
        pair("about"),
        "slug",
        "source",
        "chapter",
        pair("note"),
        ("level", "position"),
        "disciplines",
        "places",
    ]


@admin.register(AttentionPoint, PriorityPartner)
class NamedAdmin(EntryAdmin, SlugAdmin):
    list_display = [NAME, "position", "slug"]
    list_editable = ["position"]
    search_fields = [*pair("name"), "slug"]
    fields = [pair("name"), "slug", "position"]


@admin.register(DossierNote)
class DossierNoteAdmin(EntryAdmin, SlugAdmin):
    list_display = ["__str__", in_language("text", _("text")), "chapter", "position"]
    list_filter = ["chapter"]
    search_fields = ["title", *pair("text"), "author", "slug"]
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ["title"]}
    fields = ["title", "slug", ("author", "year", "chapter"), pair("text"), "position"]
