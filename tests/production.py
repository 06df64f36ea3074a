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
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.loaded import KEPT, Content, address, copy_sqlite, digest_of, kept_lock, postgresql_copy, sqlite_file

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60
STAFF = "staff"
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
    settings: Mapping[str, str]
    """The environment that its processes have."""
    parents: tuple[int, ...] = ()
    """The processes that started those which answer."""


@contextmanager
def production(
    *,
    processes: int = 1,
    workers: int = 1,
    threads: int = 4,
    postgresql: str = "",
    facts: Path | None = None,
    content: Content = Content.LOADED,
    kit: bool = False,
    cache: str = "",
    two_factors: bool = False,
) -> Iterator[Served]:
    """Starts the site in a directory of its own, and leaves nothing behind.

    Each of the `processes` has its own port and so many `workers` of so many `threads`, with the `kit` or without.
    `postgresql` is how to reach a server that the database is to stand on, without which it is an SQLite file; `content` what
    stands in it, `facts` a directory that is loaded instead; `cache` the address of a Redis in which all of them keep pages.
    With `two_factors` who signs in needs a phone."""
    ports = [free_port() for _ in range(processes)]
    password = secrets.token_urlsafe(16)
    with tempfile.TemporaryDirectory(prefix="overzet-") as directory, ExitStack() as running:
        start_with = Content.EMPTY if facts else content
        settings = environment(running.enter_context(database(start_with, Path(directory), postgresql)), password)
        settings["KIT"] = str(kit)
        settings["TWO_FACTORS"] = str(two_factors)
        if cache:
            settings["CACHE_URL"] = cache
        collect(settings)
        if facts:
            manage(settings, "load_catalogue", str(facts))
        manage(settings, "createsuperuser", "--noinput", "--username", STAFF, "--email", "")
        servers = [
            running.enter_context(started("config.wsgi", port, settings, workers=workers, threads=threads))
            for port in ports
        ]
        for server, port in zip(servers, ports, strict=True):
            wait_for(server, f"http://localhost:{port}/match/results/")
        first, *others = (f"http://localhost:{port}" for port in ports)
        yield Served(first, tuple(others), STAFF, password, settings, tuple(server.pid for server in servers))


@contextmanager
def database(content: Content, directory: Path, postgresql: str) -> Iterator[str]:
    """The address of one that nobody else knows of."""
    if postgresql:
        with postgresql_copy(postgresql, content) as name:
            yield address(postgresql, name)
    else:
        copy_sqlite(sqlite_file(content), directory / "db.sqlite3")
        yield f"sqlite:///{directory / 'db.sqlite3'}"


@contextmanager
def gunicorn(
    application: str,
    port: int,
    settings: Mapping[str, str],
    *,
    workers: int,
    threads: int,
    first: str = "/match/results/",
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that has answered its `first` page."""
    with started(application, port, settings, workers=workers, threads=threads) as process:
        wait_for(process, f"http://localhost:{port}{first}")
        yield process


@contextmanager
def started(
    application: str, port: int, settings: Mapping[str, str], *, workers: int, threads: int
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that begins to start, so that several do at once."""
    how = ["--workers", str(workers), "--threads", str(threads), "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"localhost:{port}", *how]
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        yield process
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


def environment(database: str, password: str) -> dict[str, str]:
    """What production's settings ask for."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": database,
        "SQLITE_IS_MEANT": "1",
        "STATIC_ROOT": str(KEPT / f"static-{digest_of(STATIC_FILES)}"),
        "SECURE_SSL_REDIRECT": "False",
        "DJANGO_SUPERUSER_PASSWORD": password,
    }


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("localhost", 0))
        return int(chosen.getsockname()[1])


def wait_for(server: subprocess.Popen[bytes], url: str) -> None:
    """Until the page is there. The results read the ruleset too."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"The server stopped with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(url, timeout=PATIENCE_SECONDS).close()
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
