"""The rows of a table as lines of JSON, and back.

Tables are those that the applied migrations made, not those of today's models: so a backup of an earlier release can be read, and
one can be made before a migration runs."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

AT_ONCE = 500

Migration = tuple[str, str]
"""The label of an app, and the name of one of its migrations."""


def applied() -> list[Migration]:
    return sorted(MigrationRecorder(connection).applied_migrations())


def unknown(migrations: Iterable[Migration]) -> list[Migration]:
    """Those that this release does not have."""
    return sorted(set(migrations) - set(MigrationExecutor(connection).loader.graph.nodes))


def migrate_to(migrations: Iterable[Migration]) -> None:
    """Make the tables in an empty database as they were after exactly these."""
    executor = MigrationExecutor(connection)
    wanted, graph = set(migrations), executor.loader.graph
    executor.migrate(
        sorted(
            node
            for node in wanted
            if not any(child.key in wanted and child.key[0] == node[0] for child in graph.node_map[node].children)
        )
    )


@dataclass(frozen=True, slots=True)
class Table:
    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def fields(self) -> list[Any]:
        return list(self.model._meta.concrete_fields)

    @property
    def columns(self) -> list[str]:
        return [field.attname for field in self.fields]

    def lines(self) -> Iterator[str]:
        rows = self.model._base_manager.order_by("pk").values_list(*self.columns)
        for row in rows.iterator(AT_ONCE):
            yield json.dumps(row, ensure_ascii=False, sort_keys=True, default=_as_json)

    def write(self, lines: Iterable[str]) -> None:
        fields = self.fields
        for field in fields:
            field.auto_now = field.auto_now_add = (
                False  # of a model that stands for this state alone: keep what is written
            )
        rows = (
            self.model(
                **{one.attname: one.to_python(value) for one, value in zip(fields, json.loads(line), strict=True)}
            )
            for line in lines
        )
        while some := list(islice(rows, AT_ONCE)):
            self.model._base_manager.bulk_create(some)

    def is_empty(self) -> bool:
        return not self.model._base_manager.exists()

    def empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(self.model._meta.db_table)}")

    def told(self) -> "Told":
        return Told.of(self.columns, self.lines())


@dataclass(frozen=True, slots=True)
class Told:
    """By what the rows of a table are known again, in whichever order a database gives them."""

    columns: list[str]
    rows: int
    digest: str

    @classmethod
    def of(cls, columns: list[str], lines: Iterable[str]) -> "Told":
        digests = sorted(hashlib.sha256(line.encode()).digest() for line in lines)
        return cls(columns, len(digests), hashlib.sha256(b"".join(digests)).hexdigest())


def tables(migrations: Iterable[Migration]) -> dict[str, Table]:
    """All that these migrations made, by name."""
    state = MigrationExecutor(connection).loader.project_state(sorted(migrations))
    made = state.apps.get_models(include_auto_created=True)
    found = (Table(model) for model in made if model._meta.managed and not model._meta.proxy)
    return {table.name: table for table in sorted(found, key=lambda table: table.name)}


def settle(written: Iterable[Table]) -> None:
    """After rows were written: what they name is there, and the next row gets a number of its own. Raises IntegrityError."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in written]):
            cursor.execute(statement)


def _as_json(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, date | time | Decimal | UUID):
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be written as JSON")
