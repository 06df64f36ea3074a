"""The file of a backup: a ZIP with `manifest.json` and the rows of each table, encrypted with age where somebody is named who may
open it.

Both are formats that other programs read: `age --decrypt`, `unzip -p`."""

import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import pyrage

from catalogue.backup.tables import Migration, Table, Told

FORMAT = "overzet-backup/1"
MANIFEST = "manifest.json"
ENCRYPTED = b"age-encryption.org/"


class BackupError(Exception):
    """What is wrong, in a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. Editions by their number, with their digest."""

    release: str
    made_at: str
    migrations: list[Migration]
    tables: dict[str, Told]
    editions: dict[int, str]

    def as_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: str) -> "Manifest":
        told: dict[str, Any] = json.loads(text)
        if told.get("format") != FORMAT:
            raise BackupError(f"This is a backup of the format {told.get('format')}, and not {FORMAT}.")
        return cls(
            told["release"],
            told["made_at"],
            [(app, name) for app, name in told["migrations"]],
            {name: Told(**one) for name, one in told["tables"].items()},
            {int(number): digest for number, digest in told["editions"].items()},
        )


class Archive:
    """An opened backup, of which nothing is believed before it was `checked`."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self.manifest = Manifest.read(opened.read(MANIFEST).decode())

    def lines(self, table: str) -> Iterator[str]:
        with self._opened.open(_member(table)) as read:
            yield from (line.rstrip("\n") for line in io.TextIOWrapper(read, "utf-8", newline="\n"))

    def check(self) -> None:
        """Raises BackupError where a row is not as it was written."""
        for name, told in self.manifest.tables.items():
            if Told.of(told.columns, self.lines(name)) != told:
                raise BackupError(f"The backup is damaged: the rows of {name} are not those that were written.")


def write(
    target: Path, tables: Mapping[str, Table], editions: Mapping[int, str], head: Mapping[str, Any], to: str
) -> Manifest:
    """At once or not at all, for this account alone to read; and only after it was read again. `to` is an age key, or ""."""
    target = target.absolute()
    with TemporaryFile(dir=target.parent) as plain:  # it has no name, so that nothing of it stays
        with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as made:
            told = {name: _put(made, table) for name, table in tables.items()}
            manifest = Manifest(tables=told, editions=dict(editions), **head)
            made.writestr(MANIFEST, manifest.as_json())
        with _reading(plain) as archive:
            archive.check()
        plain.seek(0)
        with _replacing(target) as file:
            if to:
                pyrage.encrypt_io(plain, file, [_recipient(to)])
            else:
                while some := plain.read(1_000_000):
                    file.write(some)
    return manifest


@contextmanager
def opened(path: Path, identity: Path | None) -> Iterator[Archive]:
    """Raises BackupError for what is none, or cannot be opened with this age identity."""
    with path.open("rb") as file, TemporaryFile() as plain:
        is_encrypted = file.read(len(ENCRYPTED)) == ENCRYPTED
        file.seek(0)
        if is_encrypted:
            try:
                pyrage.decrypt_io(file, plain, _identities(identity))
            except (pyrage.DecryptError, OSError) as error:
                raise BackupError(f"{path} cannot be opened with this identity, or is damaged: {error}") from error
        with _reading(plain if is_encrypted else file) as archive:
            yield archive


@contextmanager
def _reading(file: IO[bytes]) -> Iterator[Archive]:
    try:
        with zipfile.ZipFile(file) as found:
            yield Archive(found)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise BackupError(f"This is no backup, or it is damaged: {error}") from error


def _put(made: zipfile.ZipFile, table: Table) -> Told:
    def written() -> Iterator[str]:
        for line in table.lines():
            file.write(line.encode() + b"\n")
            yield line

    with made.open(_member(table.name), "w") as file:
        return Told.of(table.columns, written())


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `target` when all of it is on disk."""
    making = target.with_name(f".{target.name}.making")
    with suppress(FileNotFoundError):
        making.unlink()  # of a run that was killed
    handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(handle)
        os.replace(making, target)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
    directory = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _recipient(key: str) -> "pyrage.x25519.Recipient":
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise BackupError(f"BACKUP_RECIPIENT is no age key (age1...), as `age-keygen` writes one: {error}") from error


def _identities(path: Path | None) -> "list[pyrage.x25519.Identity]":
    if path is None:
        raise BackupError("It is encrypted: --identity names the file with the age key that opens it.")
    lines = [line.strip() for line in path.read_text().splitlines()]
    try:
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as error:
        raise BackupError(f"{path} is no file with an age key (AGE-SECRET-KEY-...): {error}") from error
