"""The site as production serves it, on this machine: its settings, gunicorn, compressed and hashed files, a catalogue of its own.

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

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60


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
def production(*, processes: int = 1, database: str = "") -> Iterator[Served]:
    """Starts the site in a directory of its own, and leaves nothing behind. `database` is the address of an empty one; without
    it there is an SQLite file in the directory."""
    ports = [free_port() for _ in range(processes)]
    first, *others = (f"http://localhost:{port}" for port in ports)
    served = Served(first, tuple(others), "staff", secrets.token_urlsafe(16))
    with tempfile.TemporaryDirectory(prefix="overzet-") as directory, ExitStack() as running:
        settings = environment(Path(directory), served, database)
        for command in (
            ["migrate", "--verbosity", "0"],
            ["load_catalogue"],
            ["createsuperuser", "--noinput", "--username", served.staff, "--email", ""],
            ["collectstatic", "--noinput", "--verbosity", "0"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=True, stdout=sys.stderr
            )
        for port in ports:
            running.enter_context(server(port, settings))
        yield served


@contextmanager
def server(port: int, settings: dict[str, str]) -> Iterator[None]:
    bind = ["--bind", f"localhost:{port}", "--workers", "1", "--threads", "4", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", *bind]
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        wait_for(process, f"http://localhost:{port}")
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def environment(directory: Path, served: Served, database: str) -> dict[str, str]:
    """What production's settings ask for."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": database or f"sqlite:///{directory / 'db.sqlite3'}",
        "STATIC_ROOT": str(directory / "staticfiles"),
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
