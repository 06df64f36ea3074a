"""Places as a tree, and the groups of them with their periods and members."""

from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import NAME, Doubts, SlugAdmin, Sources, Tabular, counted, pair
from catalogue.admin.entry import EntryAdmin
from catalogue.admin.merging import MergingAdmin
from catalogue.admin.uses import UsedAdmin, UsedFormSet
from catalogue.models import (
    Membership,
    Place,
    PlaceGroup,
    PlaceGroupDoubt,
    PlaceGroupPeriod,
    PlaceGroupSource,
    PlaceName,
)


class PlacesInIt(Tabular):
    model = Place
    fk_name = "parent"
    formset = UsedFormSet
    verbose_name_plural = _("places that lie in it")
    fields = ["code", *pair("name"), "kind", "is_covered_by_children"]
    show_change_link = True


@admin.register(Place)
class PlaceAdmin(MergingAdmin, UsedAdmin):
    list_display = [NAME, "code", "kind", "parent", "is_covered_by_children"]
    list_filter = ["kind", "is_covered_by_children", ("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["=code", *pair("name")]
    autocomplete_fields = ["parent", "state", "overlaps"]
    inlines = [PlacesInIt]
    fields = [pair("name"), ("code", "kind"), "parent", "state", "is_covered_by_children", "overlaps"]


class PeriodsFormSet(BaseInlineFormSet[PlaceGroupPeriod, PlaceGroup]):
    """Refuses two periods of the page that share a day; with those of the database the model compares."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        spans = sorted(
            (str(form.cleaned_data["holds_from"] or ""), str(form.cleaned_data["holds_until"] or "9999"))
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        )
        for (_since, until), (since, _until) in pairwise(spans):
            if since <= until:
                raise ValidationError(gettext("Two periods share a day: end one on the day before the other starts."))


class Periods(Tabular):
    model = PlaceGroupPeriod
    formset = PeriodsFormSet
    fields = ["holds_from", "holds_until", "all_countries", "with_territories", "includes", "except_places"]
    autocomplete_fields = ["includes", "except_places"]
    show_change_link = True
    verbose_name_plural = _("periods (open one to edit its members)")


class GroupSources(Sources):
    model = PlaceGroupSource


class GroupDoubts(Doubts):
    model = PlaceGroupDoubt


@admin.register(PlaceGroup)
class PlaceGroupAdmin(UsedAdmin, SlugAdmin):
    list_display = [NAME, "kind", "provenance", counted("periods", _("periods")), "slug"]
    counts = ["periods"]
    list_filter = ["kind", "provenance"]
    search_fields = [*pair("name"), *pair("legal_name"), "slug", *pair("note")]
    inlines = [Periods, GroupSources, GroupDoubts]
    fields = [pair("name"), pair("legal_name"), "slug", "kind", pair("note"), ("provenance", "dossier")]


class Members(Tabular):
    model = Membership
    fields = ["place", "role", "since", "until", "is_partial", *pair("note")]
    autocomplete_fields = ["place"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("place")


@admin.register(PlaceGroupPeriod)
class PlaceGroupPeriodAdmin(EntryAdmin):
    """The page to edit the members of a period; reached from its group."""

    owner = "group"
    list_display = ["group", "holds_from", "holds_until", "all_countries", counted("memberships", _("members"))]
    counts = ["memberships"]
    list_filter = ["all_countries", ("group", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["group"]
    search_fields = ["group__name_nl", "group__name_en", "group__slug"]
    autocomplete_fields = ["group", "includes", "except_places"]
    inlines = [Members]
    save_as = True
    fields = ["group", ("holds_from", "holds_until"), "includes", "all_countries", "with_territories", "except_places"]


@admin.register(PlaceName)
class PlaceNameAdmin(EntryAdmin):
    """What people write for a place beside its own name. What no list of the world has stands here."""

    list_display = ["__str__", "stands_for", "lies_within", "slug"]
    list_filter = ["lies_within"]
    search_fields = ["names", "slug", "places__code", *(f"places__{column}" for column in pair("name"))]
    autocomplete_fields = ["places", "groups"]
    fields = ["names", "slug", "places", "groups", "lies_within", pair("told")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.prefetch_related("places", "groups")

    @admin.display(description=_("stands for"))
    def stands_for(self, row: PlaceName) -> str:
        return ", ".join(map(str, (*row.places.all(), *row.groups.all())))
