"""The code of the release before goes on answering while the database is migrated, and after a rollback (docs/operating.md)."""

import io
import os
import re
import subprocess
import sys
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.loaded import WRITE_LITTLE, copy_sqlite
from tests.reading import found_in

ROOT = Path(__file__).parents[2]
OURS = ("catalogue", "matcher")
CONTRACTED: dict[tuple[str, str], str] = {}
"""Migrations that take away what no release still reads: each with the release from which on nothing reads it."""


def takes_away(operation: Operation) -> str:
    """What the code of the release before would miss, or could no longer write; "" for what fits it."""
    match operation:
        case migrations.RemoveField() | migrations.DeleteModel() | migrations.RenameField() | migrations.RenameModel():
            return type(operation).__name__
        case migrations.AlterModelTable():
            return "AlterModelTable"
        case migrations.AddField():
            field = operation.field
            writes_itself = field.many_to_many or field.null or field.has_db_default()
            return "" if writes_itself else f"AddField {operation.name} without null or db_default"
        case migrations.SeparateDatabaseAndState():
            return next(filter(None, map(takes_away, operation.database_operations)), "")
        case migrations.RunSQL():
            return "RunSQL, which nobody but you can judge"
    return ""


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (migrations.RemoveField("route", "name"), "RemoveField"),
        (migrations.RenameField("route", "name", "title"), "RenameField"),
        (migrations.DeleteModel("route"), "DeleteModel"),
        (migrations.AddField("route", "name", models.TextField(default="")), "AddField name"),
        (migrations.AddField("route", "name", models.TextField(null=True)), ""),
        (migrations.AddField("route", "name", models.TextField(db_default="")), ""),
        (migrations.CreateModel("route", []), ""),
    ],
)
def test_what_takes_away_is_known(operation: Operation, told: str) -> None:
    assert takes_away(operation).startswith(told)
    assert bool(takes_away(operation)) == bool(told)


# --- With the code and the database of the last release ------------------------------------------------------------


def git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def tag() -> str:
    """The last release, by its tag or else by the commit that dated its changes, as tags are easily left behind. Skips in a
    checkout without its history. RELEASE_BEFORE names another commit."""
    dated = found_in(r"^## [\d.]+, \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0]
    for asked in (
        ("describe", "--tags", "--abbrev=0", "--match", "v*"),
        ("log", "-1", "--format=%H", "-S", dated, "--", "CHANGELOG.md"),
    ):
        with suppress(subprocess.CalledProcessError, OSError):
            if found := os.environ.get("RELEASE_BEFORE") or git(*asked).decode().strip():
                return found
    pytest.skip("this checkout has no history with a release to upgrade from")


def test_a_migration_fits_the_release_before(tag: str) -> None:
    """Expand in one release, contract in a later one. A column that is new and not null has a `db_default`, for code that does
    not know it writes rows too."""
    released = set(git("ls-tree", "-r", "--name-only", tag).decode().splitlines())
    wrong = [
        f"{label}.{name}: {told}"
        for (label, name), migration in sorted(MigrationLoader(None).disk_migrations.items())
        if label in OURS and f"{label}/migrations/{name}.py" not in released and (label, name) not in CONTRACTED
        for operation in migration.operations
        if (told := takes_away(operation))
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def release(tag: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the last release."""
    place = tmp_path_factory.mktemp("release")
    with tarfile.open(fileobj=io.BytesIO(git("archive", tag))) as files:
        files.extractall(place, filter="data")
    return place


ANSWERS = """
from django.test import Client
from django.contrib.auth.models import User
from catalogue.models import Edition
assert Edition.objects.exists()
visitor = Client()
for path in ("/", "/match/results/?applicant=artist", "/routes/", "/deadlines/", "/api/v1/instruments", "/readyz"):
    answer = visitor.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    b"".join(answer)
who = User.objects.create_superuser("of the release before")
visitor.force_login(who)
for path in ("/admin/", "/admin/catalogue/instrument/", "/admin/catalogue/instrument/add/", "/admin/matcher/rule/"):
    assert visitor.get(path).status_code == 200, path
kept = visitor.post("/saved/keep/results/?discipline=dance", {"name": "Lyon"})
assert kept.status_code in (200, 302, 303), kept.status_code
who.delete()
"""
"""Public pages, pages of staff, and a row that is written."""


def test_an_upgrade_and_a_rollback(release: Path, tmp_path: Path) -> None:
    """The database of the last release, migrated by this one; with it both answer, before and after a load."""
    database = tmp_path / "db.sqlite3"
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": f"sqlite:///{database}"}

    def manage(place: Path, *command: str) -> str:
        run = [sys.executable, "manage.py", *command]
        done = subprocess.run(run, cwd=place, env=settings, check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"{place.name} {command[0]}: {done.stderr[-3000:]}"
        return done.stdout

    def load(place: Path) -> None:
        """A little of each kind, as its own tests take it."""
        facts = tmp_path / place.name
        facts.mkdir()
        manage(place, "shell", "--no-imports", "--command", WRITE_LITTLE % str(facts))
        manage(place, "load_catalogue", str(facts))

    manage(release, "migrate", "--verbosity", "0")
    load(release)
    manage(ROOT, "migrate", "--verbosity", "0")
    manage(release, "shell", "-v", "0", "-c", ANSWERS)
    migrated = tmp_path / "migrated.sqlite3"
    copy_sqlite(database, migrated)
    load(ROOT)
    manage(ROOT, "check_working")
    manage(ROOT, "shell", "-v", "0", "-c", ANSWERS)
    copy_sqlite(migrated, database)
    manage(release, "check_working")
    manage(release, "shell", "-v", "0", "-c", ANSWERS)
