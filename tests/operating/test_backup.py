"""A backup is one file, for whoever has its key alone; what is restored from it is what was there, on either database."""

import json
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pyrage
import pytest
from django.db import connection
from psycopg import sql

from catalogue.backup.archive import MANIFEST
from tests.loaded import Content, address, copy_sqlite, postgresql_copy, server_of, sqlite_file
from tests.run import LOCAL
from tests.started import run

pytestmark = pytest.mark.both_databases

FILL = """
from datetime import date
from django.contrib.auth.models import User
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from catalogue.models import Instrument, Edition
from catalogue.editions.publish import publish
from catalogue.editions.working import exclusive_transaction, keep
from matcher.models import Follower, Persona, Selection
from matcher.pages.selections.links import digests, new_seed
who = User.objects.create_user("ann", password="a long word of ann")
User.objects.filter(pk=who.pk).update(id=70)
who = User.objects.get(pk=70)
route = Instrument.objects.order_by("slug").first()
for name in ("Één", "‘twee’ \\\\ \\n \\u2028 €", "drie"):
    with exclusive_transaction():
        Instrument.objects.filter(pk=route.pk).update(name_nl=name)
        keep(("instrument", route.slug), who, "note")
    if name != "drie":
        publish(author=who, why=f"So {name} is")
seed = new_seed()
kept = Selection.objects.create(seed=seed, **digests(seed), name="Lyon", page="compare", query="route=x", edition=1,
                                kept_on=date(2026, 11, 1), visited_on=date(2026, 11, 2))
Follower.objects.create(selection=kept, email="an@example.org", language="nl", origin="https://example.org", seed=seed,
                        digest="0" * 64, asked_on=date(2026, 11, 1), told_edition=1, told_on=date(2026, 11, 1))
LogEntry.objects.create(user=who, content_type=ContentType.objects.get_for_model(Persona), object_id="1", action_flag=1)
session = SessionStore(); session["who"] = 70; session.save()
"""
"""Two editions more, an edit that waits, what a visitor keeps, an account, and somebody who is signed in."""

READ = """
import hashlib, json
from django.apps import apps
from django.db import connection
found = {}
for model in apps.get_models(include_auto_created=True):
    if model._meta.label_lower not in ("sessions.session", "matcher.attempts"):
        rows = [repr([(f.attname, sorted(v.items()) if isinstance(v := getattr(row, f.attname), dict) else v)
                      for f in model._meta.concrete_fields]) for row in model._base_manager.all()]
        found[model._meta.label_lower] = [len(rows), hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()]
found["sessions"] = apps.get_model("sessions.session").objects.count()
print(json.dumps(found))
"""
"""Every row by today's models, told by another program than the one that is tried."""


class Database:
    """One of its own, worked on by real processes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": url}

    def tried(self, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return run(["manage.py", *command], self.settings | settings)

    def does(self, *command: str, **settings: str) -> str:
        done = self.tried(*command, **settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refuses(self, told: str, *command: str, **settings: str) -> None:
        done = self.tried(*command, **settings)
        assert (done.returncode, told in done.stderr) == (1, True), done.stderr
        assert "Traceback" not in done.stderr

    def reads(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.does("shell", "--no-imports", "-c", READ))
        return read


Named = Callable[[str], Database]


@contextmanager
def nothing_in(vendor: str, directory: Path, server: str) -> Iterator[str]:
    """The address of a database without a table."""
    name = f"test_overzet_bare_{os.urandom(4).hex()}"
    if vendor == "sqlite":
        yield f"sqlite:///{directory / name}.sqlite3"
        return
    with psycopg.connect(server, autocommit=True) as postgres:
        postgres.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield address(server, name)
    finally:
        with psycopg.connect(server, autocommit=True) as postgres:
            postgres.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def tables_in(vendor: str, directory: Path, server: str) -> Iterator[str]:
    """The address of a database with all tables and no rows, as `migrate` makes them. To migrate takes a while: the drill alone
    begins without tables."""
    if vendor == "sqlite":
        file = directory / f"{os.urandom(4).hex()}.sqlite3"
        copy_sqlite(sqlite_file(Content.EMPTY), file)
        yield f"sqlite:///{file}"
        return
    with postgresql_copy(server, Content.EMPTY) as name:
        yield address(server, name)


def other(vendor: str) -> tuple[str, str]:
    """The other kind of database and its server; skips where there is none."""
    if vendor == "postgresql":
        return "sqlite", ""
    try:
        psycopg.connect(LOCAL, connect_timeout=3).close()
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers, to restore on another kind of database")
    return "postgresql", LOCAL


@pytest.fixture(scope="module")
def server(django_db_setup: None) -> str:
    return server_of(connection.settings_dict) if connection.vendor == "postgresql" else ""


@pytest.fixture(scope="module")
def used(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One that was worked with."""
    directory = tmp_path_factory.mktemp("used")
    with ExitStack() as until:
        if server:
            database = Database(address(server, until.enter_context(postgresql_copy(server, Content.LITTLE))))
        else:
            copy_sqlite(sqlite_file(Content.LITTLE), directory / "db.sqlite3")
            database = Database(f"sqlite:///{directory / 'db.sqlite3'}")
        database.does("shell", "--no-imports", "-c", FILL)
        yield database


@pytest.fixture(scope="module")
def made(used: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("made") / "made.zip"
    assert "and 3 editions stand in" in used.does("backup", str(file))
    return file


@pytest.fixture
def bare(server: str, tmp_path: Path) -> Iterator[Database]:
    with nothing_in(connection.vendor, tmp_path, server) as url:
        yield Database(url)


@pytest.fixture
def migrated(server: str, tmp_path: Path) -> Iterator[Database]:
    with tables_in(connection.vendor, tmp_path, server) as url:
        yield Database(url)


@pytest.mark.as_production
def test_a_drill(used: Database, made: Path, bare: Database) -> None:
    """As docs/operating.md has it: into an empty database, after which it is worked with as before."""
    assert "is restored and compared" in bare.does("restore", str(made))
    before, after = used.reads(), bare.reads()
    assert (before.pop("sessions"), after.pop("sessions")) == (1, 0), "who was signed in signs in again"
    assert before["catalogue.edition"][0] == 3
    assert after == before
    bare.does("check_working")
    bare.does("shell", "--no-imports", "-c", "from django.contrib.auth.models import User; User(username='new').save()")
    bare.refuses("The database is in use", "restore", str(made))
    assert bare.reads()["auth.user"][0] == before["auth.user"][0] + 1
    bare.does("restore", str(made), "--overwrite")
    after = bare.reads()
    after.pop("sessions")
    assert after == before


def test_it_goes_from_one_kind_of_database_to_the_other(used: Database, made: Path, tmp_path: Path) -> None:
    vendor, server = other(connection.vendor)
    with tables_in(vendor, tmp_path, server) as url:
        moved = Database(url)
        moved.does("restore", str(made))
        before, after = used.reads(), moved.reads()
    assert (before.pop("sessions"), after.pop("sessions")) == (1, 0)
    assert after == before


@pytest.mark.as_production
def test_only_who_has_the_key_opens_it(used: Database, bare: Database, tmp_path: Path) -> None:
    """By the program `age` too, where it is there."""
    key, other_key, file = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate(), tmp_path / "b.zip.age"
    (tmp_path / "key").write_text(f"# a comment, as age-keygen writes one\n{key}\n")
    (tmp_path / "other").write_text(f"{other_key}\n")
    used.refuses("is no age key", "backup", str(file), BACKUP_RECIPIENT="age1no")
    assert not list(tmp_path.glob("*age*")), "nothing half-written stays"
    used.does("backup", str(file), BACKUP_RECIPIENT=str(key.to_public()))
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes()[:21] == b"age-encryption.org/v1"
    bare.refuses("--identity names the file", "restore", str(file))
    bare.refuses("cannot be opened with this identity", "restore", str(file), "--identity", str(tmp_path / "other"))
    assert "and 3 editions" in bare.does("restore", str(file), "--look", "--identity", str(tmp_path / "key"))
    if age := shutil.which("age"):
        plain = tmp_path / "plain.zip"
        subprocess.run([age, "-d", "-i", tmp_path / "key", "-o", plain, file], check=True)
        assert MANIFEST in zipfile.ZipFile(plain).namelist()


def test_no_link_of_a_visitor_and_no_session_stands_in_it(made: Path) -> None:
    """Links follow from seeds and the secret of the site, which is not in it."""
    with zipfile.ZipFile(made) as opened:
        told = json.loads(opened.read(MANIFEST))
        assert "sessions.session" not in told["tables"]
        assert all(b"only-for-tests" not in opened.read(name) for name in opened.namelist())
        assert set(opened.namelist()) == {MANIFEST, *(f"tables/{name}.jsonl" for name in told["tables"])}


@pytest.mark.as_production
@pytest.mark.parametrize("damage", ["cut off", "a row less", "a row changed", "another file"])
def test_what_is_damaged_is_refused_before_anything_is_written(
    made: Path, bare: Database, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "damaged.zip"
    if damage == "cut off":
        file.write_bytes(made.read_bytes()[:-2000])
    elif damage == "another file":
        file.write_bytes(b"age" * 100)
    else:
        with zipfile.ZipFile(made) as read, zipfile.ZipFile(file, "w") as written:
            for name in read.namelist():
                content = read.read(name)
                if name == "tables/catalogue.instrument.jsonl":
                    lines = content.splitlines(keepends=True)
                    content = b"".join(lines[1:]) if damage == "a row less" else content.replace(b"drie", b"vier")
                    assert content != read.read(name)
                written.writestr(name, content)
    bare.refuses("damaged", "restore", str(file))
    bare.refuses("damaged", "restore", str(file), "--look")
    assert "table" not in bare.does("shell", "--no-imports", "-c", TABLES)


TABLES = "from django.db import connection; print(''.join('table' for _ in connection.introspection.table_names()))"


@pytest.mark.as_production
def test_another_release_is_told(used: Database, made: Path, migrated: Database, tmp_path: Path) -> None:
    """A later one is refused; one of before needs tables of its own, and is migrated to this release afterwards."""
    later, earlier = tmp_path / "later.zip", tmp_path / "earlier.zip"
    told = json.loads(zipfile.ZipFile(made).read(MANIFEST))
    told["migrations"].append(["catalogue", "9999_of_tomorrow"])
    _with_manifest(made, later, told)
    migrated.refuses("catalogue.9999_of_tomorrow", "restore", str(later))
    migrated.does("migrate", "--verbosity", "0", "matcher", "0010")
    migrated.refuses("those of another release", "restore", str(made))
    migrated.does("backup", str(earlier))
    assert "matcher.follower" not in json.loads(zipfile.ZipFile(earlier).read(MANIFEST))["tables"]
    with nothing_in(connection.vendor, tmp_path, _server(used)) as url:
        now = Database(url)
        now.does("restore", str(earlier))
        assert now.does("showmigrations", "--plan").count("[ ]") == 0
    used_by_later = (
        "from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection; "
    )
    migrated.does("shell", "--no-imports", "-c", used_by_later + "R(connection).record_applied('matcher', '9999_next')")
    migrated.refuses("of a later release", "backup", str(tmp_path / "no.zip"))


def _server(database: Database) -> str:
    return "" if database.url.startswith("sqlite") else server_of(connection.settings_dict)


def _with_manifest(source: Path, target: Path, manifest: dict[str, Any]) -> None:
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as written:
        for name in read.namelist():
            written.writestr(name, json.dumps(manifest) if name == MANIFEST else read.read(name))


@pytest.mark.as_production
def test_of_those_made_each_night_the_oldest_go(used: Database, tmp_path: Path) -> None:
    (tmp_path / "others.zip").touch()
    oldest, killed = tmp_path / "overzet-2026-01-01-020000.zip", tmp_path / ".overzet-2026-01-01-020000.zip.making"
    for left in (oldest, killed):
        left.touch()
        os.utime(left, (0, 0))
    nightly = {"BACKUP_DIRECTORY": str(tmp_path), "BACKUPS_KEPT": "2"}
    first = used.does("backup", **nightly).split()[-1].rstrip(".")
    assert {path.name for path in tmp_path.iterdir()} == {"others.zip", oldest.name, Path(first).name}
    time.sleep(1.1)
    second = used.does("backup", **nightly).split()[-1].rstrip(".")
    assert {path.name for path in tmp_path.iterdir()} == {"others.zip", Path(first).name, Path(second).name}
    used.refuses("Where to?", "backup")
