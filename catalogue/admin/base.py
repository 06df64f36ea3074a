"""What every page of staff shares: texts in two languages, lists of lines, sources and doubts."""

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin, TabularInline
from django.contrib.admin.utils import flatten
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import models
from django.forms import ModelForm
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from catalogue.admin.choosing import Choosing, ChoosingForm
from catalogue.editions.search.words import folded
from catalogue.languages import LANGUAGES, Label

NAMED = re.compile(r"^(\w+__)?name_\w\w$")
"""A field that holds a name, of a row or of the one that it belongs to."""
SMALL_TEXT: dict[Any, Any] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 40})}}


class LinesField(forms.CharField):
    """A list of texts, written as one text per line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 40})

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **options: Any) -> None:
        options["help_text"] = options.get("help_text") or _("One per line.")
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


WRITTEN: dict[Any, Any] = {
    **SMALL_TEXT,
    models.JSONField: {"form_class": LinesField},
    models.URLField: {"assume_scheme": "https", "widget": AdminURLFieldWidget},
}


def pair(field: str) -> tuple[str, ...]:
    """The columns of one text, side by side."""
    return tuple(f"{field}_{language}" for language in LANGUAGES)


def pairs(*fields: str) -> list[str]:
    return [column for field in fields for column in pair(field)]


def in_language(field: str, label: Label) -> Callable[[models.Model], str]:
    """A column of a list: the text in the language of the page."""

    @admin.display(description=label, ordering=f"{field}_nl")
    def shown(row: models.Model) -> str:
        return str(getattr(row, field))

    shown.__name__ = field
    return shown


NAME = in_language("name", _("name"))


def counted(relation: str, label: Label) -> Callable[[Any], Any]:
    """A column of a list: how many rows hang on this one; the page names the relation in its `counts`."""

    @admin.display(description=label, ordering=f"{relation}_count")
    def shown(row: models.Model) -> int:
        return int(getattr(row, f"{relation}_count") or 0)

    shown.__name__ = f"{relation}_count"
    return shown


def is_called(name: str, text: str, word: str) -> bool:
    """Whether a name has the word in it; or that of a family is what the word begins with, as Podium is of podiumkunsten."""
    if word in text:
        return True
    return name.startswith("family__") and any(len(one) > 4 and word.startswith(one) for one in text.split())


def opened_where_wrong(fieldsets: Sequence[Any], form: forms.BaseForm) -> list[Any]:
    """Parts of a form that are folded, and hold what is not right, stand open; also where fields share a line."""
    found = []
    for name, options in fieldsets:
        classes = options.get("classes", ())
        if "collapse" in classes and any(field in form.errors for field in flatten(options["fields"])):
            options = {**options, "classes": [one for one in classes if one != "collapse"]}
        found.append((name, options))
    return found


class ListedForm(ModelForm[Any]):
    """A row of a list that is a form: its fields stand below the head of their column, and say of themselves what they are."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{capfirst(str(field.label))}: {self.instance}"


class CatalogueAdmin(Choosing, ModelAdmin[Any]):
    """A page of staff in the house form."""

    form: type[ModelForm[Any]] = ChoosingForm
    formfield_overrides = WRITTEN
    list_per_page = 50
    counts: ClassVar[Sequence[str]] = ()
    """Relations of which the list shows how many rows there are."""

    class Media:
        css = {"all": ["catalogue/admin.css"]}
        js = [Script("catalogue/full_form.js", type="module")]

    def get_changelist_form(self, request: HttpRequest, **options: Any) -> type[ModelForm[Any]]:
        made: type[ModelForm[Any]] = super().get_changelist_form(request, **{"form": ListedForm, **options})
        return made

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """What Django finds, and what has all the words in its names, or in those of what it belongs to, but for accents."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        names = [name for name in self.get_search_fields(request) if NAMED.search(name)]
        words = folded(search_term).split()
        if not names or not words:
            return found, may_repeat
        named = set()
        for pk, *texts in self.model._default_manager.values_list("pk", *names):
            called = [(name, folded(text)) for name, text in zip(names, texts, strict=True) if text]
            if all(any(is_called(name, text, word) for name, text in called) for word in words):
                named.add(pk)
        return queryset.filter(models.Q(pk__in=named) | models.Q(pk__in=found.values("pk"))), False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        shown = context["adminform"]
        shown.fieldsets = opened_where_wrong(shown.fieldsets, shown.form)
        return super().render_change_form(request, context, *args, **options)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_queryset(request)
        if not self.counts:
            return rows
        counted: models.QuerySet[Any] = rows.annotate(
            **{f"{one}_count": models.Count(one, distinct=True) for one in self.counts}
        )
        ordering: Any = self.opts.ordering
        return counted.order_by(*ordering)  # counting forgets the order of the model


class SlugAdmin(CatalogueAdmin):
    """Proposes the short name of a new row; that of an old one stands in addresses and stays as it is."""

    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ["name_nl"]}

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else self.prepopulated_fields


class Tabular(Choosing, TabularInline[Any, Any]):
    form = ChoosingForm
    formfield_overrides = WRITTEN
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A box in a table has no label of its own: it is called as its column."""
        field: Any = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None:
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", field.label)
        return field

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return self.with_chosen(super().get_queryset(request), request)


class Sources(Tabular):
    fields = ["position", "url", "ref", *pair("supports"), "seen"]
    classes = ["collapse"]


class Doubts(Tabular):
    fields = ["position", *pair("text")]
    classes = ["collapse"]
