"""Values to rows: the columns, links and children of an entry, whatever stands there already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.entries.former import check_rows
from catalogue.entries.kinds import KINDS, EntryKind, Name
from catalogue.entries.parts import Key, Parts, Sibling
from catalogue.entries.values import Entry, FixtureError


def write(values: Iterable[Entry], without: Iterable[Name] = ()) -> None:
    """Write these values to their rows; rows that are not there are made. Then delete the rows `without`. Call it in a
    transaction.

    Raises FixtureError for a value that does not fit what is there now: it names a row that is gone, or its short name leads to
    another; ProtectedError where what is to be deleted is still named."""
    found: dict[str, list[Write]] = {}
    for value in values:
        found.setdefault(value.kind_of_entry, []).append(Write(value))
    writer = Writer()
    for name, kind in KINDS.items():
        if writes := found.get(name):
            keys = writer.keys[name]
            there = kind.model._default_manager.in_bulk(
                [keys[one.value.key] for one in writes if one.value.key in keys]
            )
            for one in writes:
                one.row = there.get(keys.get(one.value.key))
            writer.write(kind, writes)
    for name, key in without:
        for row in KINDS[name].model._default_manager.filter(**KINDS[name].lookup(key)):
            row.delete()
    for name in found:
        check_rows(name)


@dataclass(slots=True)
class Write:
    """An entry on its way to its row; `file` is how an error calls where it came from."""

    value: Entry
    file: str = ""
    row: models.Model | None = None

    @property
    def parts(self) -> Parts:
        return KINDS[self.value.kind_of_entry].parts(self.value)

    def error(self, field: str, reason: str) -> FixtureError:
        return FixtureError(self.file, self.value.key, field, reason)


class PrimaryKeys(dict[str, dict[str, Any]]):
    """Kind -> key -> primary key, read when a kind is first asked for."""

    def __missing__(self, name: str) -> dict[str, Any]:
        kind = KINDS[name]
        self[name] = {kind.key(row): row.pk for row in kind.model._default_manager.all()}
        return self[name]


class Writer:
    def __init__(self) -> None:
        self.keys = PrimaryKeys()

    def write(self, kind: EntryKind, writes: Sequence[Write]) -> None:
        known = self.keys[kind.name]
        planned = [(one, one.parts) for one in writes]
        pending = [(one, parts) for one, parts in planned if one.row is None]
        existing = [(one.row, one, parts) for one, parts in planned if one.row is not None]
        while pending:  # a row waits until the row of its own kind that it names is there
            ready = [(one, parts) for one, parts in pending if all(key in known for key in keys_in(parts, kind.name))]
            if not ready:
                coming = {one.value.key for one, _parts in pending}
                for key in (key for _one, parts in pending for key in keys_in(parts, kind.name) if key not in coming):
                    self.pk_of(kind.name, key)  # which says so of one that is gone
                raise pending[0][0].error("", "names itself in a circle")
            for one, parts in ready:
                one.row = kind.model(**self.columns(parts))
                clean(one.row, one)
            kind.model._default_manager.bulk_create([one.row for one, _parts in ready if one.row is not None])
            known.update({one.value.key: one.row.pk for one, _parts in ready if one.row is not None})
            pending = [(one, parts) for one, parts in pending if one.row is None]
        for row, one, parts in existing:
            for column, value in self.columns(parts).items():
                setattr(row, column, value)
            clean(row, one)
            row.save()
        self.attach(kind.model, [(one.row, parts, one) for one, parts in planned if one.row is not None], fresh=False)

    def columns(self, parts: Parts) -> dict[str, Any]:
        columns = {}
        for name, value in parts.columns.items():
            if isinstance(value, Key):
                columns[f"{name}_id"] = self.pk_of(value.kind, value.key)
            elif not isinstance(value, Sibling):
                columns[name] = value
        return columns

    def pk_of(self, kind: str, key: str) -> Any:
        """Files were checked before; a value that was kept for long may name what is gone."""
        if key not in self.keys[kind]:
            raise FixtureError("", kind, key, "is not there any more")
        return self.keys[kind][key]

    def attach(
        self, model: type[models.Model], owners: Sequence[tuple[models.Model, Parts, Write]], *, fresh: bool
    ) -> None:
        """Give the rows their links and their children; those that they had go first, unless the rows are fresh."""
        pks = [row.pk for row, _parts, _one in owners]
        for name in names(parts.links for _row, parts, _one in owners):
            self.link(model, name, owners, [] if fresh else pks)
        siblings: dict[tuple[Any, str, str], models.Model] = {}
        for name in names(parts.children for _row, parts, _one in owners):
            relation: Any = model._meta.get_field(name)
            child, parent = relation.related_model, relation.field.attname
            if not fresh:
                child._default_manager.filter(**{f"{parent}__in": pks}).delete()
            has_position = any(column.name == "position" for column in child._meta.fields)
            made: list[tuple[models.Model, Parts, Write]] = []
            for row, parts, one in owners:
                for position, inside in enumerate(parts.children.get(name, ())):
                    columns = self.columns(inside) | {parent: row.pk}
                    if has_position:
                        columns["position"] = position
                    for column, value in inside.columns.items():
                        if isinstance(value, Sibling):
                            columns[column] = siblings.get((row.pk, value.children, value.mark))
                    born = child(**columns)
                    clean(born, one, f"{name}.{position + 1}.")
                    made.append((born, inside, one))
                    siblings.setdefault((row.pk, name, inside.mark), born)
            child._default_manager.bulk_create([born for born, _inside, _one in made])
            self.attach(child, made, fresh=True)

    def link(
        self,
        model: type[models.Model],
        name: str,
        owners: Sequence[tuple[models.Model, Parts, Write]],
        stale: Sequence[Any],
    ) -> None:
        many: Any = model._meta.get_field(name)
        through = many.remote_field.through
        source, target = f"{many.m2m_field_name()}_id", f"{many.m2m_reverse_field_name()}_id"
        if stale:
            through._default_manager.filter(**{f"{source}__in": stale}).delete()
        through._default_manager.bulk_create(
            [
                through(**{source: row.pk, target: self.pk_of(kind, key)})
                for row, parts, _one in owners
                for kind, keys in [parts.links.get(name, ("", ()))]
                for key in keys
            ]
        )


def keys_in(parts: Parts, kind: str) -> Iterator[str]:
    """The rows of its own kind that a row names in its columns."""
    for value in parts.columns.values():
        if isinstance(value, Key) and value.kind == kind:
            yield value.key


def names(parts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names in order of appearance: siblings that others refer to are declared first."""
    return list(dict.fromkeys(name for one in parts for name in one))


def clean(row: models.Model, one: Write, where: str = "") -> None:
    """Refuse what the columns refuse: too long, not in the list, not a day. Relations are resolved already."""
    relations = {column.name for column in row._meta.concrete_fields if column.is_relation}
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise one.error(f"{where}{name}", " ".join(messages)) from error
