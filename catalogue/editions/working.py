"""The working state: how the rows read now, by digest, and what of it waits to be published.

Whoever writes rows says so here, in the same transaction: `record` after a load, `keep` after somebody's save. Nothing that shows
what waits reads rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from catalogue import models as rows
from catalogue.editions.edition import Edition, Stored
from catalogue.editions.store import AT_ONCE, store
from catalogue.entries.kinds import KINDS, EntryKind, Name
from catalogue.entries.values import Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORKING = -1
"""Stands for the number of the edition that the working state would be."""
ASKED_BY_NAME = 50
"""Of more rows than this all of their kind are read: no query has to name them."""
_LOCK = 20_261_121


class SomebodyElseWritesError(OperationalError):
    """The lock did not come free in the time that one waits for it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else is publishing, saving or loading just now: nothing was done, try again in a minute."
        )


@contextmanager
def exclusive_transaction() -> Iterator[None]:
    """A transaction in which no other process keeps or publishes. SQLite has one writer at a time as it is.

    Raises SomebodyElseWritesError where the other one goes on for longer than DATABASE_LOCK_SECONDS (on SQLite: five seconds)."""
    with ExitStack() as until:
        try:
            until.enter_context(transaction.atomic())
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        except OperationalError as error:
            if is_lock_taken(error):
                raise SomebodyElseWritesError from error
            raise
        yield


def is_lock_taken(error: OperationalError) -> bool:
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) == "55P03" or getattr(cause, "sqlite_errorname", "").startswith(
        "SQLITE_BUSY"
    )


# --- What is written ----------------------------------------------------------------------------------------------


def row_of(name: Name) -> Entry | None:
    """The value of a row as it stands in the database just now; None where there is none."""
    kind, key = name
    how = KINDS[kind]
    row = how.rows().filter(**how.lookup(key)).first()
    return how.value_of(row) if row is not None else None


def kept_entry(name: Name) -> Entry | None:
    """The value of a row as it was saved last, without reading the row; None where none was."""
    kind, key = name
    digest = rows.Working.objects.filter(kind=kind, key=key).order_by().values("digest")[:1]
    stored = rows.StoredEntry.objects.filter(digest=digest).first()
    return KINDS[kind].opened(stored.entry, stored.schema) if stored is not None else None


def record(names: Iterable[Name]) -> dict[Name, Stored | None]:
    """Note how these rows read now; gives what is kept of each, None for those that are gone. A row that reads as before is
    left out."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in names:
        if kind in KINDS and KINDS[kind].in_editions:
            by_kind.setdefault(kind, []).append(key)
    found: dict[Name, Stored | None] = {}
    for kind, keys in by_kind.items():
        found |= _record_kind(KINDS[kind], keys)
    return found


def _record_kind(kind: EntryKind, keys: Collection[str]) -> dict[Name, Stored | None]:
    noted = rows.Working.objects.filter(kind=kind.name)
    before = {one.key: one for one in (noted.filter(key__in=keys) if len(keys) <= ASKED_BY_NAME else noted)}
    values = _values(kind, keys)
    today = localdate()
    kept = {key: Stored.of(value, WORKING, today) for key, value in values.items()}
    changed = {key: one for key, one in kept.items() if key not in before or before[key].digest != one.digest}
    gone = [key for key in keys if key not in values and key in before]
    store(((kind.name, key), one) for key, one in changed.items())
    rows.Working.objects.bulk_create(
        [
            rows.Working(kind=kind.name, key=key, digest=one.digest, is_shown=kind.is_shown(values[key]))
            for key, one in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["digest", "is_shown"],
    )
    rows.Working.objects.filter(kind=kind.name, key__in=gone).delete()
    return {(kind.name, key): one for key, one in changed.items()} | {(kind.name, key): None for key in gone}


def _values(kind: EntryKind, keys: Collection[str]) -> dict[str, Entry]:
    wanted, found = set(keys), kind.rows()
    if len(wanted) <= ASKED_BY_NAME:
        found = found.filter(reduce(or_, (Q(**kind.lookup(key)) for key in wanted)))
    return {key: kind.value_of(row) for row in found if (key := kind.key(row)) in wanted}


def keep(name: Name, author: "User", note: str = "", together: UUID | None = None) -> rows.Change | None:
    """What somebody saved of one thing; None where it reads as before. Call it in the transaction that wrote the row. All saves
    of one act share `together`."""
    kind, key = name
    noted = rows.Working.objects.filter(kind=kind, key=key).order_by().values_list("digest", flat=True).first()
    changed = record([name])
    if name not in changed:
        return None
    stored = changed[name]
    return rows.Change.objects.create(
        kind=kind,
        key=key,
        stored_id=stored.digest if stored else None,
        before_id=noted,
        author=author,
        signed=signature(author),
        note=note,
        together=together,
    )


def signature(author: "User | None") -> str:
    return (author.get_full_name() or author.get_username()) if author else "load_catalogue"


def mended() -> dict[Name, Stored | None]:
    """What of the working state did not fit the rows, after it was noted anew: nothing, if everybody who wrote said so."""
    keys: set[Name] = set(rows.Working.objects.values_list("kind", "key"))
    for kind in KINDS.values():
        if kind.in_editions:
            keys |= {(kind.name, kind.key(row)) for row in kind.model._default_manager.all()}
    return record(sorted(keys))


# --- What waits ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that reads otherwise than what is published. `after` is None for what is to leave, `before` for what is new."""

    name: Name
    before: Stored | None
    after: Stored | None


def waiting(published: Edition, among: Collection[Name] | None = None) -> tuple[Waiting, ...]:
    """All that differs from what is published (or only that of `among`), in the order of kinds and keys."""
    shown = dict[Name, str]()
    for kind, key, digest in rows.Working.objects.filter(is_shown=True).values_list("kind", "key", "digest"):
        if kind in KINDS:
            shown[kind, key] = digest
    differs = [
        name
        for name in shown.keys() | published.stored.keys()
        if (among is None or name in among)
        and (published.stored[name].digest_now if name in published.stored else None) != shown.get(name)
    ]
    texts = _stored([shown[name] for name in differs if name in shown])
    order = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(
        Waiting(name, published.stored.get(name), texts.get(shown.get(name, "")))
        for name in sorted(differs, key=lambda name: (order[name[0]], name[1]))
    )


def _stored(digests: list[str]) -> dict[str, Stored]:
    today: date = localdate()
    found = {}
    for start in range(0, len(digests), AT_ONCE):
        for one in rows.StoredEntry.objects.filter(digest__in=digests[start : start + AT_ONCE]):
            found[one.digest] = Stored(one.kind, one.digest, one.schema, one.entry, WORKING, today)
    return found


def working_edition(published: Edition, waits: Iterable[Waiting] | None = None) -> Edition:
    """What the public would see if all that waits were published; `waits` where that was read already."""
    return published.replaced(WORKING, replacements(waiting(published) if waits is None else waits))


def replacements(found: Iterable[Waiting]) -> Mapping[Name, Stored | None]:
    return {one.name: one.after for one in found}
