"""Which rows name a row by a relation, and of which entries those are a part."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from catalogue.entries.kinds import Name, kind_of


def linked(row: models.Model) -> Iterator[models.Model]:
    """The rows that name this one, its own parts left out."""
    for relation in row._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and relation.is_relation):
            continue
        model: Any = relation.related_model
        field: Any = relation.remote_field
        if model._meta.auto_created or field.name == part_of(model):
            continue
        above = [name for name in [part_of(model)] if name]
        yield from model._default_manager.filter(**{field.name: row}).select_related(*above)


def part_of(model: type[models.Model]) -> str:
    """The field that names what rows of this model are a part of; "" for those that stand on their own."""
    owned = (one.name for one in model._meta.fields if getattr(one.remote_field, "on_delete", None) is models.CASCADE)
    return next(owned, "")


def names_linked(row: models.Model) -> set[Name]:
    """The entries that read otherwise when this row goes: those that name it, or of which it is a part."""
    return {name for other in (row, *linked(row)) if (name := entry_above(other))}


def entry_above(row: Any) -> Name | None:
    """The entry that a row is, or is a part of; None for what is no entry, such as a persona."""
    while kind_of(row) is None and (above := part_of(type(row))):
        row = getattr(row, above)
    kind = kind_of(row)
    return (kind.name, kind.key(row)) if kind is not None and kind.in_editions else None
