"""The databases that tests start from: an empty one with its tables, one with a little catalogue, one with the whole.

They are made once for what they are made of (the facts, the migrations, the code that loads) and kept between runs: for SQLite
as files below `.pytest_cache`, on PostgreSQL as databases that others are copied from."""

import fcntl
import hashlib
import os
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache" / "kept"
MOST_KEPT = 3
"""How many sets of them there may be, of the states of the code that were tested last."""
PREFIX = "overzet_kept"
LOCK = 20_261_121
ABOVE_LOADING = {"pages", "api", "access", "watch", "admin", "locale", "static"}
"""Rooms of an app that nothing which loads reaches: a change there needs no other database."""


WRITE_LITTLE = "from pathlib import Path; from tests.little import write_little; write_little(Path(%r))"


class Content(StrEnum):
    EMPTY = "empty"
    LITTLE = "little"
    LOADED = "loaded"


@cache
def digest() -> str:
    """Tells apart what the databases are made of."""
    rooms = [path for room in ("catalogue", "matcher", "config") for path in (ROOT / room).rglob("*.py")]
    code = [path for path in rooms if ABOVE_LOADING.isdisjoint(path.relative_to(ROOT).parts)]
    return digest_of([*code, ROOT / "fixtures", ROOT / "requirements.lock", ROOT / "tests" / "little.py"])


def digest_of(paths: Iterable[Path]) -> str:
    """Of the names and contents of these files, and of all that stand in these directories."""
    files = {file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))}
    read = hashlib.sha256()
    for file in sorted(files):
        if file.is_file() and file.suffix != ".pyc":
            read.update(f"{file.relative_to(ROOT)} {file.stat().st_size}\n".encode())
            read.update(file.read_bytes())
    return read.hexdigest()[:12]


@contextmanager
def kept_lock() -> Iterator[None]:
    """One process at a time makes what is kept; those that ask at the same moment wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(address_of: Callable[[Content], str], copy: Callable[[Content], None]) -> None:
    """Fill the databases that `address_of` names, in processes of their own; `copy` makes another one of the empty one."""
    run(address_of(Content.EMPTY), "migrate", "--verbosity", "0")
    with TemporaryDirectory() as facts:
        run(address_of(Content.EMPTY), "shell", "--no-imports", "--command", WRITE_LITTLE % facts)
        loads = []
        for content, directory in ((Content.LITTLE, [facts]), (Content.LOADED, [])):
            copy(content)
            loads.append(start(address_of(content), "load_catalogue", *directory))
        for load in loads:  # at once: the other processes of the run wait for both
            finish(load)


def run(address: str, *command: str) -> None:
    finish(start(address, *command))


def start(address: str, *command: str) -> subprocess.Popen[bytes]:
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": address}
    command = (sys.executable, "manage.py", *command)
    return subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)


def finish(process: subprocess.Popen[bytes]) -> None:
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, process.args)


# --- SQLite -------------------------------------------------------------------------------------------------------


def sqlite_file(content: Content) -> Path:
    """The file that is kept; it is copied, never written."""
    found = KEPT / f"{digest()}-{content}.sqlite3"
    with kept_lock():
        if not found.exists():
            make_sqlite_files()
    return found


def make_sqlite_files() -> None:
    older = sorted(KEPT.glob("*.sqlite3*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in older[(MOST_KEPT - 1) * len(Content) :]:
        path.unlink()
    made = {content: KEPT / f"{digest()}-{content}.making" for content in Content}
    for path in made.values():
        path.unlink(missing_ok=True)
    make(
        lambda content: f"sqlite:///{made[content]}",
        lambda content: copy_sqlite(made[Content.EMPTY], made[content]),
    )
    for path in made.values():
        path.rename(path.with_suffix(".sqlite3"))


def copy_sqlite(source: Path, target: Path | str) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


# --- PostgreSQL ---------------------------------------------------------------------------------------------------


def postgresql_template(server: str, content: Content) -> str:
    """The name of the database that is kept on this server; nobody connects to it, so that it can be copied."""
    name = f"{PREFIX}_{digest()}_{content}"
    with psycopg.connect(server, autocommit=True) as postgres:
        postgres.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not postgres.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            make_postgresql_templates(postgres, server)
    return name


def make_postgresql_templates(postgres: psycopg.Connection, server: str) -> None:
    there = "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC"
    older = [name for (name,) in postgres.execute(there, [f"{PREFIX}%"]).fetchall()]
    made = {content: f"{PREFIX}_{digest()}_{content}_making" for content in Content}
    for name in [*older[(MOST_KEPT - 1) * len(Content) :], *made.values()]:
        postgres.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
    postgres.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made[Content.EMPTY])))
    make(
        lambda content: address(server, made[content]),
        lambda content: copy_postgresql(postgres, made[Content.EMPTY], made[content]),
    )
    for name in made.values():
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        postgres.execute(rename.format(sql.Identifier(name), sql.Identifier(name.removesuffix("_making"))))


def copy_postgresql(postgres: psycopg.Connection, source: str, target: str) -> None:
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    postgres.execute(copy.format(sql.Identifier(target), sql.Identifier(source)))


@contextmanager
def postgresql_copy(server: str, content: Content) -> Iterator[str]:
    """The name of a database of one's own, which is gone afterwards."""
    template = postgresql_template(server, content)
    name = f"test_overzet_{content}_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as postgres:
        postgres.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # two cannot copy one template at the same moment
        copy_postgresql(postgres, template, name)
        postgres.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        quick = sql.SQL("ALTER DATABASE {} SET synchronous_commit = off")  # lost only where the server itself falls
        postgres.execute(quick.format(sql.Identifier(name)))
    try:
        yield name
    finally:
        with psycopg.connect(server, autocommit=True) as postgres:
            postgres.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def server_of(settings: Mapping[str, str | int | None]) -> str:
    """How to reach the server that Django's settings name, at a database that is always there."""
    return make_conninfo(
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        dbname="postgres",
    )


def address(server: str, name: str) -> str:
    """The same server with another database, as DATABASE_URL has it."""
    at = conninfo_to_dict(server)
    login = ":".join(str(part) for part in (at.get("user"), at.get("password")) if part)
    return f"postgresql://{login}@{at.get('host') or ''}:{at.get('port') or 5432}/{name}"
