"""What `manage.py backup` and `manage.py restore` do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.timezone import now

from catalogue import models as rows
from catalogue.backup.archive import Archive, BackupError, Manifest, opened, write
from catalogue.backup.tables import Table, applied, migrate_to, settle, tables, unknown
from catalogue.editions.edition import EMPTY
from catalogue.editions.store import read_edition
from catalogue.editions.working import exclusive_transaction

NAME = "overzet-%Y-%m-%d-%H%M%S"
MADE_BY_MIGRATIONS = {
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "contenttypes.contenttype",
}
"""Tables that hold rows in a database which was never used."""


def back_up(target: Path) -> Manifest:
    """Write all that is kept, as it stood at one moment. Raises BackupError."""
    migrations = applied()
    if newer := unknown(migrations):
        raise BackupError(
            f"The database is of a later release, which has {_named(newer[0])}: back it up with that one."
        )
    head = {"release": settings.VERSION, "made_at": now().isoformat(), "migrations": migrations}
    kept = {name: one for name, one in tables(migrations).items() if name not in settings.BACKUP_WITHOUT}
    with _at_one_moment():
        editions = dict(kept["catalogue.edition"].model._base_manager.values_list("number", "digest"))
        return write(target, kept, editions, head, settings.BACKUP_RECIPIENT)


def back_up_into(directory: Path, at: datetime) -> tuple[Path, Manifest]:
    """Under the name of this moment; the oldest of them go, so that no more stay than are kept."""
    directory.mkdir(parents=True, exist_ok=True)
    target = directory / f"{at.strftime(NAME)}.zip{'.age' if settings.BACKUP_RECIPIENT else ''}"
    manifest = back_up(target)
    made = sorted(path for path in directory.glob("overzet-*") if path.name.endswith((".zip", ".zip.age")))
    for path in made[: max(0, len(made) - settings.BACKUPS_KEPT)] if settings.BACKUPS_KEPT else []:
        path.unlink(missing_ok=True)
    for left in directory.glob(".overzet-*.making"):
        if at.timestamp() - left.stat().st_mtime > 24 * 3600:  # of a run that was killed
            left.unlink(missing_ok=True)
    return target, manifest


def restore(path: Path, *, identity: Path | None = None, overwrite: bool = False) -> Manifest:
    """Put what was kept into the database that the settings name; all of it or nothing. Raises BackupError.

    The whole file is read before anything is written. The rows are compared with it before they are committed, and the editions
    after the database was migrated to this release."""
    with opened(path, identity) as archive:
        archive.check()
        manifest = archive.manifest
        if newer := unknown(manifest.migrations):
            raise BackupError(f"It was made by a later release ({manifest.release}), which has {_named(newer[0])}.")
        if not (there := applied()):
            migrate_to(manifest.migrations)
        elif there != manifest.migrations:
            raise BackupError(
                f"The tables of this database are those of another release than {manifest.release}: "
                "name an empty database, in which none were made, and it is migrated afterwards."
            )
        with exclusive_transaction():
            _write(archive, overwrite=overwrite)
    call_command("migrate", verbosity=0, interactive=False)
    compare_editions(manifest)
    return manifest


def look(path: Path, *, identity: Path | None = None) -> Manifest:
    """Read the whole file, and say what it holds. Raises BackupError."""
    with opened(path, identity) as archive:
        archive.check()
        return archive.manifest


def compare_editions(manifest: Manifest) -> None:
    """Raises BackupError unless exactly its editions can be read, each with the digest that it had."""
    found, known = {}, EMPTY
    for row in rows.Edition.objects.order_by("number"):
        known = read_edition(row, known)
        found[row.number] = known.digest
    for number in sorted(found.keys() | manifest.editions.keys()):
        if found.get(number) != manifest.editions.get(number):
            raise BackupError(f"Edition {number} does not read as it did. Do not serve this database.")


def _write(archive: Archive, *, overwrite: bool) -> None:
    manifest = archive.manifest
    there = tables(manifest.migrations)
    used = [name for name, table in there.items() if name not in MADE_BY_MIGRATIONS and not table.is_empty()]
    if used and not overwrite:
        raise BackupError(f"The database is in use ({used[0]} has rows): name an empty one, or say --overwrite.")
    for table in there.values():
        table.empty()
    written: list[Table] = []
    for name, told in manifest.tables.items():
        table = there[name]
        if table.columns != told.columns:
            raise BackupError(f"{name} has other columns than its migrations say: {', '.join(told.columns)}.")
        table.write(archive.lines(name))
        written.append(table)
    settle(written)
    for table in written:
        if table.told() != manifest.tables[table.name]:
            raise BackupError(f"The rows of {table.name} do not read as they were written; nothing was restored.")


@contextmanager
def _at_one_moment() -> Iterator[None]:
    """Nothing that is written meanwhile is seen. SQLite has one writer at a time as it is."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _named(migration: tuple[str, str]) -> str:
    return ".".join(migration)
