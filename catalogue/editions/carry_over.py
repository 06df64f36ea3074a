"""From a database in which the rows were what the public saw, and edits waited as entries beside them.

Called after every migration, and does something once: where rows are there and no working state is noted. Then what the rows say
is what is published, and the edits that waited are written to the rows, as they would be had they been made today."""

import logging
from typing import Any

from django.db import connection

from catalogue import models as rows
from catalogue.editions.publish import publish_rows
from catalogue.editions.working import exclusive_transaction, record
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry, FixtureError
from catalogue.loading.writing import write

log = logging.getLogger(__name__)


def carry_over(**_: Any) -> None:
    if not _is_migrated() or rows.Working.objects.exists() or not rows.LoadedEntry.objects.exists():
        return
    with exclusive_transaction():
        names = [
            (kind.name, kind.key(row))
            for kind in KINDS.values()
            if kind.in_editions
            for row in kind.model._default_manager.all()
        ]
        edits = list(rows.Change.objects.waiting().select_related("stored"))
        record(names)
        publish_rows(names, "What was public before editions held all kinds")
        # What went out are the rows, also where an edit of them waited: that goes on waiting.
        rows.Change.objects.filter(pk__in=[one.pk for one in edits]).update(edition=None)
        waited = {(one.kind, one.key): one for one in edits}
        for name, change in waited.items():
            _write_edit(name, change)
        record(waited)


def _is_migrated() -> bool:
    """Whether the tables are there: a migration may have stopped on its way."""
    return {model._meta.db_table for model in (rows.Edition, rows.Working, rows.Change)} <= set(
        connection.introspection.table_names()
    )


def _write_edit(name: Name, change: rows.Change) -> None:
    kind, key = name
    if change.stored is None:
        for row in KINDS[kind].model._default_manager.filter(**KINDS[kind].lookup(key)):
            row.delete()
        return
    value: Entry = KINDS[kind].opened(change.stored.entry, change.stored.schema)
    try:
        write([value])
    except FixtureError:
        log.warning("The edit of %s %s names what is gone: it stays in the history.", kind, key)
