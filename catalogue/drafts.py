"""Edits wait until they are published; the rows are what is in force.

An edit is a whole entry, as in the fixture files (`catalogue.loading`). What staff see while they work is made by writing the
edits that wait to the rows inside a transaction that is rolled back (`working`). Publishing writes them for good, and keeps
all entries as a version that never changes."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, ProtectedError

from catalogue.fixture_files import Entry, FixtureError
from catalogue.loading import AFTER_A_CHANGE, digest, loader_of, read_all, read_back, write
from catalogue.models import Edit, StoredEntry, Version

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KINDS: dict[str, str] = {"instrument": "is_published"}
"""The kinds of which edits wait, and the field that keeps a new row from the public until it is published ("": none are
added). Other apps add theirs."""

Name = tuple[str, str]
"""Kind and key."""
State = Mapping[Name, Entry | None]
"""Entries as they are to be; None: gone."""

REFUSALS = (FixtureError, IntegrityError, ProtectedError)
_LOCK = 20_261_121
_applied: ContextVar[frozenset[str] | None] = ContextVar("applied", default=None)


# --- Entries ------------------------------------------------------------------------------------------------------


def value_of(stored: StoredEntry) -> Entry:
    return loader_of(stored.kind).entry.model_validate_json(json.dumps(stored.entry), context={"row": True})


def store(values: Iterable[Entry]) -> list[StoredEntry]:
    """The stored entries of these values, made where they are new."""
    made = {
        (name := digest(value)): StoredEntry(
            digest=name,
            kind=value.kind_of_entry,
            key=value.key,
            entry=value.model_dump(mode="json", exclude_defaults=True, by_alias=True),
        )
        for value in values
    }
    StoredEntry.objects.bulk_create(made.values(), ignore_conflicts=True)
    return list(made.values())


def entry_of(kind: str, key: str) -> Entry | None:
    """The value of the row as it stands in the database just now; None where there is none."""
    loader = loader_of(kind)
    pk = next((row.pk for row in loader.model._default_manager.all() if loader.key(row) == key), None)
    return None if pk is None else read_back(loader.rows().get(pk=pk))


def in_force() -> dict[Name, Entry]:
    """All entries that edits may change, as the rows have them."""
    return {(kind, key): value for kind in KINDS for key, value in read_all(kind).items()}


# --- Edits that wait ----------------------------------------------------------------------------------------------


def waiting() -> dict[Name, Edit]:
    """The last edit of each thing, the oldest thing first."""
    return {(edit.kind, edit.key): edit for edit in Edit.objects.waiting().select_related("stored", "author")}


def wanted(edits: Iterable[Edit]) -> dict[Name, Entry | None]:
    return {(edit.kind, edit.key): value_of(edit.stored) if edit.stored else None for edit in edits}


def seen(kind: str, key: str) -> str:
    """The digest of the thing as staff see it now: its last edit that waits, else its row. "": it is not there."""
    edit = Edit.objects.waiting().filter(kind=kind, key=key).last()
    if edit is not None:
        return edit.stored_id or ""
    value = entry_of(kind, key)
    return digest(value) if value else ""


def keep(name: Name, value: Entry | None, author: "User") -> Edit | None:
    """An edit that waits from now on. None, and none waits any more, when it is what is in force already."""
    kind, key = name
    with alone():
        begin()
        before = Edit.objects.waiting().filter(kind=kind, key=key)
        now = entry_of(kind, key)
        if value is not None and now is not None and digest(now) == digest(value):
            before.update(is_dropped=True)
            return None
        stored = store([value])[0] if value else None
        last = before.last()
        if last is not None and last.stored_id == (stored and stored.pk):
            return last
        return Edit.objects.create(kind=kind, key=key, stored=stored, author=author, signed=signature(author))


def drop(name: Name) -> None:
    """What waits for this thing waits no more. What was never published goes altogether."""
    kind, key = name
    with alone():
        Edit.objects.waiting().filter(kind=kind, key=key).update(is_dropped=True)
        if not was_published(name):
            _delete([name])


def was_published(name: Name) -> bool:
    kind, key = name
    return StoredEntry.objects.filter(kind=kind, key=key).exclude(versions=None).exists()


# --- The working state --------------------------------------------------------------------------------------------


def apart() -> frozenset[str] | None:
    """What sets the rows apart from those in force while `working`; None outside it."""
    return _applied.get()


@contextmanager
def working(state: State | None = None) -> Iterator[dict[Name, str]]:
    """The rows as staff want them: with all edits that wait, or with `state`. When the block ends they are as they were.

    Gives what could not be written, with why: an edit may name what is gone since."""
    state = wanted(waiting().values()) if state is None else state
    with transaction.atomic():
        token = _applied.set(frozenset(digest(value) if value else "/".join(name) for name, value in state.items()))
        try:
            yield _apply_what_can_be(state)
        finally:
            _applied.reset(token)
            transaction.set_rollback(True)


def _apply_what_can_be(state: State) -> dict[Name, str]:
    """All at once, for they may name one another; one by one where that fails."""
    try:
        with transaction.atomic():
            _apply(state)
    except REFUSALS:
        refused: dict[Name, str] = {}
        for name, value in state.items():
            try:
                with transaction.atomic():
                    _apply({name: value})
            except REFUSALS as error:
                refused[name] = str(error)
        return refused
    return {}


def _apply(state: State) -> None:
    write(value for value in state.values() if value is not None)
    _delete(name for name, value in state.items() if value is None)


def _delete(names: Iterable[Name]) -> None:
    for kind, key in names:
        loader = loader_of(kind)
        for row in loader.model._default_manager.all():
            if loader.key(row) == key:
                row.delete()


# --- What is published --------------------------------------------------------------------------------------------


def publish(edits: Collection[Edit], *, author: "User", why: str, despite: str = "") -> Version:
    """Put these edits in force, all or none. Raises one of REFUSALS for an edit that names what is gone."""
    with alone():
        begin()
        _apply(wanted(edits))
        version = _record(why, author, despite)
        for edit in edits:
            Edit.objects.waiting().filter(kind=edit.kind, key=edit.key, pk__lte=edit.pk).update(version=version)
        return version


def restore(version: Version, *, author: "User", why: str, despite: str = "") -> Version:
    """Put an older version in force again, as a new one. What it did not have yet is kept from the public; what waits goes on
    waiting."""
    with alone():
        _apply(back_to(version))
        return _record(why, author, despite)


def back_to(version: Version) -> dict[Name, Entry | None]:
    """What has to be written to have an older version again."""
    now = in_force()
    then = {(stored.kind, stored.key): value_of(stored) for stored in version.entries.all()}
    changed: dict[Name, Entry | None] = {
        name: value for name, value in then.items() if name not in now or digest(now[name]) != digest(value)
    }
    for name, value in now.items():
        if name not in then and (flag := KINDS[name[0]]) and getattr(value, flag):
            changed[name] = value.model_copy(update={flag: False})
    return changed


def begin() -> None:
    """Keep what is in force as the first version, in a database that has none: from then on it is known what was published."""
    if not Version.objects.exists():
        _record("Before anything was edited here", None, "")


def record_if_new() -> None:
    """Keep what is in force as a version where it differs from the last one: after a load."""
    digests = {digest(value) for value in in_force().values()}
    last = Version.objects.first()
    if last is None or digests != set(last.entries.values_list("digest", flat=True)):
        _record("load_catalogue", None, "")


def _record(why: str, author: "User | None", despite: str) -> Version:
    stored = store(in_force().values())
    last = Version.objects.aggregate(last=Max("number"))["last"] or 0
    signed = signature(author) if author else "load_catalogue"
    version = Version.objects.create(number=last + 1, why=why, despite=despite, author=author, signed=signed)
    version.entries.set(stored)
    for then in AFTER_A_CHANGE:
        if then is not record_if_new:
            then()
    return version


def signature(author: "User") -> str:
    return author.get_full_name() or author.get_username()


@contextmanager
def alone() -> Iterator[None]:
    """A transaction in which no other process keeps or publishes. SQLite has one writer at a time as it is."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield
