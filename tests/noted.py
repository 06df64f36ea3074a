"""`mended()` that does not read again what a test cannot have touched: all rows take a second, and most tests write one kind.

The rows that tests start from read as was noted; `tests/catalogue/test_noted.py` reads them all. So a kind is read where a
table was written on which it rests, or where what is noted of it is no longer what it was."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.editions.edition import Stored
from catalogue.editions.working import record
from catalogue.entries.kinds import KINDS, EntryKind, Name
from catalogue.models import Working

WRITES = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"(\w+)"', re.IGNORECASE)
READS = re.compile(r'\b(?:FROM|JOIN)\s+"(\w+)"', re.IGNORECASE)
Notes = dict[str, dict[str, tuple[str, bool]]]
"""By kind and key: the digest, and whether the public sees it."""


def notes() -> Notes:
    found: Notes = {}
    for kind, key, digest, is_shown in Working.objects.order_by().values_list("kind", "key", "digest", "is_shown"):
        found.setdefault(kind, {})[key] = digest, is_shown
    return found


@dataclass
class Start:
    """What a test starts from."""

    notes: Notes
    tables: dict[str, set[str]] = field(default_factory=dict)
    """Those from which the values of a kind are read, as far as somebody asked. Below a row that is not there nothing is read;
    who writes something below it writes it too."""

    def tables_of(self, kind: EntryKind) -> set[str]:
        if kind.name not in self.tables:
            with CaptureQueriesContext(connection) as queries:
                for row in kind.rows():
                    kind.value_of(row)
            self.tables[kind.name] = {table for one in queries for table in READS.findall(one["sql"])}
        return self.tables[kind.name]


@dataclass
class Watch:
    """What the test that runs just now wrote; the wrapper of its connection."""

    start: Start | None = None
    """None where it starts from nothing."""
    written: set[str] = field(default_factory=set)

    def begin(self, start: Start | None) -> None:
        self.start, self.written = start, set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if found := WRITES.match(sql):
            self.written.add(found[1])
        return execute(sql, params, many, context)

    def may_differ(self, kind: EntryKind, now: Notes) -> bool:
        if self.start is None or now.get(kind.name) != self.start.notes.get(kind.name):
            return True
        return not self.written.isdisjoint(self.start.tables_of(kind))


watch = Watch()


def mended() -> dict[Name, Stored | None]:
    """What of the working state did not fit the rows, after it was noted anew."""
    now = notes()
    kinds = [kind for kind in KINDS.values() if kind.in_editions and watch.may_differ(kind, now)]
    names = {(kind.name, key) for kind in kinds for key in now.get(kind.name, {})}
    names |= {(kind.name, kind.key(row)) for kind in kinds for row in kind.rows_for_keys()}
    return record(sorted(names))
