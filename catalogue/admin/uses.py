"""What uses a row: shown on its page, and named where it would be deleted.

Deleting a group or a discipline takes it out of every list that names it, and a list that becomes empty asks nothing any more.
So what is in use stays, until nothing names it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext

from catalogue.admin.entry import EntryAdmin, EntryForm
from catalogue.admin.linked import linked, part_of

Finder = Callable[[models.Model], Iterable[models.Model]]
FINDERS: list[Finder] = []
"""Who knows of rows that use one without a relation to it. The catalogue does not: `matcher.admin` adds itself."""
PASSED: list[Finder] = []
"""Who knows of rows that shut out others by name, and so let in what is new."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A page of staff on which something is named; its address "" where it has none."""

    what: str
    label: str
    address: str


def uses_of(row: models.Model) -> list[Use]:
    """In the order of their kinds and names."""
    return _found(row, [linked, *FINDERS])


def uses_by_value(row: models.Model) -> list[Use]:
    """Those that no relation ties to the row: they lose it when its short name becomes another."""
    return _found(row, FINDERS)


def _found(row: models.Model, finders: Iterable[Finder]) -> list[Use]:
    return sorted({use_of(other) for find in finders for other in find(row)})


def use_of(row: models.Model) -> Use:
    """The page of what it is a part of, where it has none of its own."""
    while not admin.site.is_registered(type(row)) and (above := part_of(type(row))):
        row = getattr(row, above)
    opts = row._meta
    has_page = admin.site.is_registered(type(row))
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk]) if has_page else ""
    return Use(capfirst(str(opts.verbose_name)), str(row), address)


class UsedForm(EntryForm):
    """Keeps the name by which rules and personas know a row."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        renamed = [name for name in ("slug", "code") if name in self.changed_data]
        if self.instance.pk and renamed:
            row = type(self.instance)._default_manager.get(pk=self.instance.pk)
            if uses := uses_by_value(row):
                self.add_error(renamed[0], in_use(row, uses))
        return cleaned


class UsedAdmin(EntryAdmin):
    """A page that says what uses its row, and refuses to delete it until nothing does."""

    form: type[ModelForm[Any]] = UsedForm
    change_form_template = "admin/used/change_form.html"
    delete_confirmation_template = "admin/used/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/used/delete_selected_confirmation.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        row = context.get("original")
        used = {"is_used_shown": row is not None, "uses": uses_of(row) if row is not None else []}
        return super().render_change_form(request, {**context, **used}, *args, **options)

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        added = [] if change else [form.instance]
        added += [row for one in formsets if isinstance(one, UsedFormSet) for row in one.new_objects]
        for row in added:
            if passed := _found(row, PASSED):
                self.message_user(request, passes(row, passed), messages.WARNING)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        rows, counts, perms, protected = super().get_deleted_objects(objs, request)
        named = sorted({use for row in objs for use in uses_of(row)})
        return rows, counts, perms, [linked_name(use) for use in named] or protected


def linked_name(use: Use) -> str:
    if not use.address:
        return f"{use.what}: {use.label}"
    return format_html('{}: <a href="{}">{}</a>', use.what, use.address, use.label)


class UsedFormSet(BaseInlineFormSet[Any, Any]):
    """Refuses to take away a row that is in use, or to give it another name."""

    key_field = ""
    """The field by whose value others name the row; "" where they name the row itself."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            gone = form in self.deleted_forms
            renamed = bool(self.key_field) and self.key_field in form.changed_data
            if form.instance.pk and (gone or renamed):
                row = type(form.instance)._default_manager.get(pk=form.instance.pk)
                if uses := uses_of(row):
                    raise ValidationError(in_use(row, uses))


def in_use(row: models.Model, uses: Iterable[Use]) -> str:
    told = gettext("“%(name)s” is in use, so it stays as it is. Take it out of these first: %(uses)s.")
    return told % {"name": row, "uses": listed(uses)}


def passes(row: models.Model, passed: Iterable[Use]) -> str:
    told = gettext(
        "Who answers “%(name)s” is let in by what shuts out others by name: %(uses)s. Look whether their sources say so."
    )
    return told % {"name": row, "uses": listed(passed)}


def listed(uses: Iterable[Use]) -> str:
    return "; ".join(f"{use.what}: {use.label}" for use in uses)
