"""Editions in the database and as files: the same value there and back.

A file holds one edition whole, with its licence: what `manage.py export_edition` writes, and the copy from which a process starts
while the database does not answer."""

import json
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from catalogue import models as rows
from catalogue.editions.edition import EMPTY, Edition, Stored, digest_of
from catalogue.entries.kinds import KINDS, Name

FORMAT = "overzet-edition/1"
LICENCE = "CC BY 4.0"
AT_ONCE = 500
"""Digests that are asked for in one query."""

LEFT_SECONDS = 3600

Manifest = dict[str, dict[str, list[Any]]]


def latest_mark() -> tuple[int, str]:
    """Number and digest of the edition in force, in one query; (0, "") where nothing was published."""
    return rows.Edition.objects.values_list("number", "digest").first() or (0, "")


def read_latest(known: Edition = EMPTY) -> Edition:
    """The edition in force. What `known` holds already is not read again."""
    row = rows.Edition.objects.first()
    return EMPTY if row is None else read_edition(row, known)


def digest_numbered(number: int) -> str:
    """The digest of a published edition; "" where none has the number."""
    return rows.Edition.objects.filter(number=number).values_list("digest", flat=True).first() or ""


def read_numbered(number: int, known: Edition = EMPTY) -> Edition | None:
    """A published edition by its number; None where there is none."""
    row = rows.Edition.objects.filter(number=number).first()
    return read_edition(row, known) if row else None


def read_edition(row: rows.Edition, known: Edition = EMPTY, only: Name | None = None) -> Edition:
    """A published edition; `only` one thing of it, where nothing else is asked for."""
    manifest: Manifest = json.loads(row.manifest)
    if only is not None:
        kind, key = only
        manifest = {kind: {key: manifest[kind][key]}} if key in manifest.get(kind, {}) else {}
    texts = {(one.kind, one.digest): (one.schema, one.text) for one in known.stored.values()}
    wanted = {(kind, told[0]) for kind, keys in manifest.items() if kind in KINDS for told in keys.values()}
    texts |= _texts(sorted(digest for _kind, digest in wanted - texts.keys()))
    stored = {
        (kind, key): Stored(kind, digest, *texts[kind, digest], since, date.fromisoformat(since_on))
        for kind, keys in manifest.items()
        if kind in KINDS
        for key, (digest, since, since_on) in keys.items()
    }
    return Edition(row.number, MappingProxyType(stored), row.at, row.signed, row.why, row.is_whole)


def _texts(digests: list[str]) -> dict[tuple[str, str], tuple[int, str]]:
    found = {}
    for start in range(0, len(digests), AT_ONCE):
        chosen = rows.StoredEntry.objects.filter(digest__in=digests[start : start + AT_ONCE])
        for kind, digest, schema, text in chosen.values_list("kind", "digest", "schema", "entry"):
            found[kind, digest] = schema, text
    return found


def manifest_of(edition: Edition) -> str:
    found: Manifest = {}
    for (kind, key), one in sorted(edition.stored.items()):
        found.setdefault(kind, {})[key] = [one.digest, one.since, one.since_on.isoformat()]
    return json.dumps(found, ensure_ascii=False)


def store(entries: Iterable[tuple[Name, Stored]]) -> None:
    """Keep the texts that are not there yet."""
    rows.StoredEntry.objects.bulk_create(
        [
            rows.StoredEntry(digest=one.digest, kind=kind, key=key, schema=one.schema, entry=one.text)
            for (kind, key), one in entries
        ],
        ignore_conflicts=True,
    )


# --- Files --------------------------------------------------------------------------------------------------------


def exported(edition: Edition) -> str:
    """The edition as JSON (docs/editions.md says what stands where)."""
    kinds: dict[str, Any] = {}
    for (kind, key), one in sorted(edition.stored.items()):
        kept = {"schema": one.schema, "digest": one.digest, "since": one.since, "since_on": one.since_on.isoformat()}
        kinds.setdefault(kind, {})[key] = {**kept, "entry": json.loads(one.text)}
    told = {
        "format": FORMAT,
        "licence": LICENCE,
        "number": edition.number,
        "digest": edition.digest,
        "at": edition.at.isoformat() if edition.at else None,
        "signed": edition.signed,
        "why": edition.why,
        "kinds": kinds,
    }
    return json.dumps(told, ensure_ascii=False)


def imported(text: str) -> Edition:
    """The edition of a file. Raises ValueError for one of another format, or that was changed."""
    told = json.loads(text)
    if not isinstance(told, Mapping) or told.get("format") != FORMAT:
        raise ValueError(f"expected a file of the format {FORMAT}")
    stored = {
        (kind, key): Stored(
            kind,
            one["digest"],
            one["schema"],
            json.dumps(one["entry"], ensure_ascii=False),
            one["since"],
            date.fromisoformat(one["since_on"]),
        )
        for kind, keys in told["kinds"].items()
        if kind in KINDS
        for key, one in keys.items()
    }
    named = {(kind, key): one["digest"] for kind, keys in told["kinds"].items() for key, one in keys.items()}
    if digest_of(named) != told["digest"]:
        raise ValueError("the digest does not fit what the file holds")
    at = datetime.fromisoformat(told["at"]) if told["at"] else None
    return Edition(told["number"], MappingProxyType(stored), at, told["signed"], told["why"])


def write_file(edition: Edition, path: Path) -> None:
    """At once or not at all: who reads meanwhile sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f".{path.name}.*"):
        if time.time() - left.stat().st_mtime > LEFT_SECONDS:  # by a process that was killed
            left.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(exported(edition))
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def read_file(path: Path) -> Edition | None:
    """None where there is no such file, or none that can be read."""
    try:
        return imported(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
