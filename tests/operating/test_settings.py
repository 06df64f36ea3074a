"""Production starts with settings that fit, and else says what to do: each fault in a sentence, all of them at once."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings.demands import complaints
from tests.production import free_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SECRET = secrets.token_urlsafe(64)
RIGHT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "overzet.example,.example.org,[::1]",
    "DATABASE_URL": "postgres://overzet:secret@127.0.0.1:1/overzet",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "EMAIL_FROM": "Overzet <overzet@example.org>",
    "CACHE_URL": "redis://127.0.0.1:6379/0",
    "DATABASE_LOCK_SECONDS": "10",
    "SECURE_SSL_REDIRECT": "True",
}
WRONG: list[tuple[dict[str, str | None], str]] = [
    ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
    ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    ({"SECRET_KEY": "x" * 80}, "SECRET_KEY can be guessed"),
    ({"SECRET_KEY": SECRET[:30]}, "SECRET_KEY can be guessed"),
    ({"SECRET_KEY_FALLBACKS": f"{SECRET},old"}, "SECRET_KEY_FALLBACKS can be guessed"),
    ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is missing"),
    ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is missing"),
    ({"ALLOWED_HOSTS": "overzet.example,*"}, "ALLOWED_HOSTS has “*”"),
    ({"ALLOWED_HOSTS": "https://overzet.example"}, "write the name alone"),
    ({"ALLOWED_HOSTS": "overzet.example:8000"}, "write the name alone"),
    ({"DATABASE_URL": None}, "DATABASE_URL is missing"),
    ({"DATABASE_URL": "sqlite:////var/lib/overzet/db.sqlite3"}, "DATABASE_URL names SQLite"),
    ({"DATABASE_URL": "sqlite:///db", "SQLITE_IS_MEANT": "0"}, "DATABASE_URL names SQLite"),
    ({"DATABASE_URL": "mysql://overzet@127.0.0.1/overzet"}, "DATABASE_URL begins with “mysql”"),
    ({"DATABASE_URL": "postgres://overzet@127.0.0.1:5432/"}, "DATABASE_URL names no database"),
    ({"EMAIL_FROM": None}, "EMAIL_URL is there and EMAIL_FROM is not"),
    ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL names no mail server"),
    ({"EMAIL_URL": ""}, "EMAIL_URL names no mail server"),
    ({"CACHE_URL": "locmemcache://"}, "CACHE_URL names no Redis"),
    ({"CACHE_URL": ""}, "CACHE_URL names no Redis"),
    ({"DATABASE_LOCK_SECONDS": "ten"}, "DATABASE_LOCK_SECONDS is “ten”"),
    ({"DATABASE_STATEMENT_SECONDS": "-1"}, "DATABASE_STATEMENT_SECONDS is “-1”"),
    ({"SECURE_SSL_REDIRECT": "of"}, "SECURE_SSL_REDIRECT is “of”"),
    ({"EDITION_FILE": "/dev/null/edition.json"}, "may not write in /dev/null"),
    ({"EDITION_FILE": "/tmp"}, "which is a directory"),
    ({"BACKUP_DIRECTORY": "/dev/null"}, "may not write there"),
]


def settings(**changed: str | None) -> dict[str, str]:
    return {name: value for name, value in {**RIGHT, **changed}.items() if value is not None}


def started(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """With this environment alone."""
    bare = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        command, cwd=ROOT, env=bare, check=False, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )


def test_what_fits_is_taken(tmp_path: Path) -> None:
    assert list(complaints(settings(EDITION_FILE=str(tmp_path / "new" / "edition.json")))) == []
    assert list(complaints(settings(EMAIL_URL=None, EMAIL_FROM=None, CACHE_URL=None))) == []
    assert list(complaints(settings(DATABASE_URL="sqlite:///db.sqlite3", SQLITE_IS_MEANT="1"))) == []


@pytest.mark.parametrize(("changed", "told"), WRONG, ids=[f"{next(iter(one))}-{n}" for n, (one, _) in enumerate(WRONG)])
def test_what_does_not_fit_is_told_in_one_sentence(changed: dict[str, str | None], told: str) -> None:
    (sentence,) = complaints(settings(**changed))
    assert told in sentence
    assert SECRET not in sentence


def test_a_command_stops_before_it_does_anything_and_says_all_of_it() -> None:
    done = started(
        sys.executable, "manage.py", "migrate", DJANGO_SETTINGS_MODULE="config.settings.prod", SECRET_KEY="a"
    )
    assert done.returncode == 1
    for told in ("SECRET_KEY can be guessed", "ALLOWED_HOSTS is missing", "DATABASE_URL is missing"):
        assert done.stderr.count(told) == 1
    assert "Traceback" not in done.stderr


def test_a_command_runs_where_all_fits() -> None:
    done = started(sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **RIGHT)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


def test_the_server_stops_at_the_start(tmp_path: Path) -> None:
    """And does not start its workers again and again."""
    serve = (sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{free_port()}")
    wrong = started(*serve, **settings(ALLOWED_HOSTS="*"))
    assert (wrong.returncode, "ALLOWED_HOSTS has “*”" in wrong.stderr) == (3, True)
    bare = started(*serve, **settings(STATIC_ROOT=str(tmp_path)))
    assert (bare.returncode, "run manage.py collectstatic" in bare.stderr) == (3, True)


def test_where_nothing_says_which_settings_a_server_falls_back_on_none(tmp_path: Path) -> None:
    """In an environment that `make` did not set up to work in. Its database of SQLite is not made either."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to(shutil.which("python3", path=Path(sys.executable).parent) or sys.executable)
    (tmp_path / "pyvenv.cfg").write_text((Path(sys.prefix) / "pyvenv.cfg").read_text())
    (tmp_path / "lib").symlink_to(Path(sys.prefix) / "lib")
    refused = started(str(python), "manage.py", "migrate")
    assert (refused.returncode, "DJANGO_SETTINGS_MODULE is missing" in refused.stderr) == (1, True)
    told = started(str(python), "manage.py", "check", **RIGHT)
    assert told.returncode == 0, told.stderr
