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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Served:
    url: str
    """Without a slash at the end."""
    staff: str
    """Name of the one account there is, which may do everything."""
    password: str


@contextmanager
def production() -> Iterator[Served]:
    """Starts the site in a directory of its own, and leaves nothing behind."""
    port = free_port()
    served = Served(f"http://localhost:{port}", "staff", secrets.token_urlsafe(16))
    with tempfile.TemporaryDirectory(prefix="overzet-") as directory:
        settings = environment(Path(directory), served)
        for command in (
            ["migrate", "--verbosity", "0"],
            ["load_catalogue"],
            ["createsuperuser", "--noinput", "--username", served.staff, "--email", ""],
            ["collectstatic", "--noinput", "--verbosity", "0"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=True, stdout=sys.stderr
            )
        bind = ["--bind", f"localhost:{port}", "--workers", "1", "--threads", "4", "--log-level", "warning"]
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", *bind]
        server = subprocess.Popen(command, cwd=ROOT, env=settings)
        try:
            wait_for(server, served.url)
            yield served
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_SECONDS)


def environment(directory: Path, served: Served) -> dict[str, str]:
    """What production's settings ask for."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{directory / 'db.sqlite3'}",
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
