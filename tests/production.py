"""The site as production serves it, on this machine: its settings, gunicorn, hashed files, a copy of the catalogue.

Only HTTPS is missing, for which a proxy stands in front. `python -m tests.production` serves until it is interrupted."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.loaded import KEPT, Content, address, copy_sqlite, digest_of, kept_lock, postgresql_copy, sqlite_file

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60
STATIC_FILES = [*ROOT.glob("*/static"), ROOT / "requirements.lock", ROOT / "config" / "settings"]


@dataclass(frozen=True, slots=True)
class Served:
    url: str
    """Without a slash at the end."""
    others: tuple[str, ...]
    """The same site, served by other processes."""
    staff: str
    """Name of the one account there is, which may do everything."""
    password: str


@contextmanager
def production(*, processes: int = 1, workers: int = 1, threads: int = 4, postgresql: str = "") -> Iterator[Served]:
    """Starts the site in a directory of its own, and leaves nothing behind. `postgresql` is how to reach a server that the
    database is to stand on; without it there is an SQLite file in the directory. Each process has its own port and so many
    workers, each worker so many threads."""
    ports = [free_port() for _ in range(processes)]
    first, *others = (f"http://localhost:{port}" for port in ports)
    served = Served(first, tuple(others), "staff", secrets.token_urlsafe(16))
    with tempfile.TemporaryDirectory(prefix="overzet-") as directory, ExitStack() as running:
        database = running.enter_context(loaded_database(Path(directory), postgresql))
        settings = environment(served, database)
        collect(settings)
        manage(settings, "createsuperuser", "--noinput", "--username", served.staff, "--email", "")
        for port in ports:
            running.enter_context(server(port, settings, workers, threads))
        yield served


@contextmanager
def loaded_database(directory: Path, postgresql: str) -> Iterator[str]:
    """The address of a database with the whole catalogue, of which nobody else knows."""
    if postgresql:
        with postgresql_copy(postgresql, Content.LOADED) as name:
            yield address(postgresql, name)
    else:
        copy_sqlite(sqlite_file(Content.LOADED), directory / "db.sqlite3")
        yield f"sqlite:///{directory / 'db.sqlite3'}"


@contextmanager
def server(port: int, settings: dict[str, str], workers: int, threads: int) -> Iterator[None]:
    how = ["--workers", str(workers), "--threads", str(threads), "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"localhost:{port}", *how]
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        wait_for(process, f"http://localhost:{port}")
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def collect(settings: dict[str, str]) -> None:
    """Hashed and compressed files, which are kept as long as nothing in them changes."""
    with kept_lock():
        if not (Path(settings["STATIC_ROOT"]) / "staticfiles.json").exists():
            manage(settings, "collectstatic", "--noinput", "--verbosity", "0")


def manage(settings: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=True, stdout=sys.stderr)


def environment(served: Served, database: str) -> dict[str, str]:
    """What production's settings ask for."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": database,
        "STATIC_ROOT": str(KEPT / f"static-{digest_of(STATIC_FILES)}"),
        "SECURE_SSL_REDIRECT": "False",
        "DJANGO_SUPERUSER_PASSWORD": served.password,
    }


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("localhost", 0))
        return int(chosen.getsockname()[1])


def wait_for(server: subprocess.Popen[bytes], url: str) -> None:
    """Until the first page is there, which reads the ruleset too."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"The server stopped with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(f"{url}/match/results/", timeout=PATIENCE_SECONDS).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{url} does not answer within {PATIENCE_SECONDS} seconds.")


if __name__ == "__main__":
    with production() as site:
        print(f"{site.url}/  (staff: {site.url}/admin/, {site.staff}, {site.password})", flush=True)
        try:
            time.sleep(24 * 3600)
        except KeyboardInterrupt:
            sys.exit(0)
