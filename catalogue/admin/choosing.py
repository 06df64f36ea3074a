"""Choosing among many rows by typing: Django's own fields, which here do not ask the database again for what was chosen.

Django reads what is chosen once for the form and once more, field by field and row by row, for the names to show."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest

from catalogue.models.days import WRITE_PARTIAL_DATE
from catalogue.models.limits import seen_already


class ReadAlready:
    """Stands in for the choices of a field where all that is chosen was read already."""

    def __init__(self, field: Any, rows: Iterable[models.Model]) -> None:
        self.field = field
        self.rows = list(rows)

    @property
    def queryset(self) -> "ReadAlready":
        return self

    def using(self, _database: str | None) -> "ReadAlready":
        return self

    def filter(self, **_selected: Collection[str]) -> list[models.Model]:
        return self.rows


class ChosenRows:
    """Of a widget: `chosen` are the rows that its form knows already, by primary key."""

    chosen: Mapping[str, models.Model] = {}

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        wanted = [str(one) for one in value if one not in (None, "")]
        asked: Any = self.choices
        if all(one in self.chosen for one in wanted):
            self.choices: Any = ReadAlready(asked.field, (self.chosen[one] for one in wanted))
        try:
            return super().optgroups(name, value, attrs)  # type: ignore[misc]
        finally:
            self.choices = asked


class ChooseOne(ChosenRows, AutocompleteSelect):
    pass


class ChooseMany(ChosenRows, AutocompleteSelectMultiple):
    pass


class ChoosingForm(ModelForm[Any]):
    """Hands to its widgets the rows that its own row names, as far as they were read."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            widget: Any = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, ChosenRows):
                widget.chosen = {str(row.pk): row for row in self._chosen(name)}

    def _chosen(self, name: str) -> list[Any]:
        column: Any = self.instance._meta.get_field(name)
        if column.many_to_many:
            found = self.initial.get(name) or []
            return [row for row in found if isinstance(row, models.Model)]
        row = getattr(self.instance, name) if column.is_cached(self.instance) else None
        return [row] if row is not None else []


class Choosing(BaseModelAdmin[Any]):
    """A page, or the rows of a page, on which rows are chosen."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if "widget" not in options and db_field.name in self.get_autocomplete_fields(request):
            options["widget"] = ChooseOne(db_field, self.admin_site, using=options.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if "widget" not in options and db_field.name in self.get_autocomplete_fields(request):
            options["widget"] = ChooseMany(db_field, self.admin_site, using=options.get("using"))
        return super().formfield_for_manytomany(db_field, request, **options)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A day that may be known in part says so to the script that offers a year, a month or a day."""
        field: Any = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and seen_already in db_field.validators:
            field.widget.attrs["data-partial-day"] = "or-words"
        elif field is not None and any(
            getattr(one, "message", "") == WRITE_PARTIAL_DATE for one in db_field.validators
        ):
            field.widget.attrs["data-partial-day"] = "day"
        return field

    def with_chosen(self, rows: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
        """The same with what they name, in a query per field."""
        named = [self.model._meta.get_field(name) for name in self.get_autocomplete_fields(request)]
        many = [one.name for one in named if one.many_to_many]
        return rows.select_related(*(one.name for one in named if not one.many_to_many)).prefetch_related(*many)
