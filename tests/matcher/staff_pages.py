"""Every page that staff can open, by its address; with something of every kind of entry waiting to be published."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models, transaction
from django.urls import reverse

from catalogue.admin.entry import EntryAdmin
from catalogue.editions.working import keep, row_of
from catalogue.entries.kinds import KINDS, EntryKind
from catalogue.models import Edition

TEXT_ENDS = ("_nl", "_en")


def entry_kinds() -> list[EntryKind]:
    """The kinds of entries that are published."""
    return [kind for kind in KINDS.values() if kind.in_editions]


def first_row(kind: EntryKind) -> Any:
    """A row that the public sees."""
    return next(row for row in kind.rows().order_by("pk") if kind.is_shown(kind.value_of(row)))


def text_column(model: type[models.Model]) -> str:
    """A column with free text, of a model that has one; else one with a number."""
    columns = [one for one in model._meta.concrete_fields if one.editable and not one.choices and one.name != "slug"]
    texts = [one.name for one in columns if isinstance(one, models.CharField | models.TextField)]
    worded = [name for name in texts if name.endswith(TEXT_ENDS)]
    return (worded or [name for name in texts if name not in ("code", "name", "part")] or ["points"])[0]


def page_of(row: models.Model, view: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=[row.pk])


def list_of(model: type[models.Model], view: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


def let_wait(kind: EntryKind, row: Any, author: User) -> None:
    """Somebody saved this row with another text."""
    column = text_column(kind.model)
    was = getattr(row, column)
    with transaction.atomic():
        kind.model._default_manager.filter(pk=row.pk).update(
            **{column: f"{was} (new)" if isinstance(was, str) else was + 1}
        )
        assert keep((kind.name, kind.key(row)), author) is not None


def registered() -> list[type[models.Model]]:
    return [model for model in admin.site._registry if model._meta.app_label in ("catalogue", "matcher")]


def addresses() -> Iterator[str]:
    """Of every page, and of the lists in the ways that they can be shown."""
    yield reverse("admin:index")
    for model in registered():
        page = admin.site._registry[model]
        yield list_of(model)
        yield list_of(model) + "?q=europa"
        if isinstance(page, EntryAdmin) and not page.owner:
            yield list_of(model) + "?waits=yes"
        yield list_of(model, "add")
        row = model._default_manager.first()
        if row is not None:
            yield from (page_of(row, view) for view in ("change", "history", "delete"))
    last = Edition.objects.first()
    assert last is not None
    yield list_of(Edition, "add") + "?pick=organisation/x"
    yield reverse("admin:catalogue_edition_preview") + "?goal=network&on=2026-11-21"
    yield reverse("verification")


__all__ = ["addresses", "entry_kinds", "first_row", "let_wait", "list_of", "page_of", "row_of", "text_column"]
