"""The suite on SQLite, and what differs by database on PostgreSQL too, where one answers. `make test` calls it.

PostgreSQL is the one that DATABASE_URL names, else one on this machine that lets `postgres` in without a password. With
REQUIRE_POSTGRESQL=1 it is an error that there is none. DEAREST=20 lists the twenty dearest tests of each."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from tests.browser_found import install_browser
from tests.some import THOROUGH
from tests.tools_found import nu_checker

TESTS = Path(__file__).parent
LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"
NOT_FOR_THEM = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
"""What the processes of a run do not take over. Dozens read the same files: each is compiled once, not by all of them."""


def postgresql() -> str | None:
    """The address of a PostgreSQL server that answers, if any."""
    given = os.environ.get("DATABASE_URL", "")
    for address in [given] if given.startswith("postgres") else [LOCAL]:
        try:
            psycopg.connect(address, connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if given:
                sys.exit(f"DATABASE_URL names a PostgreSQL that does not answer: {error}")
            return None
        return address
    return None


def suite(name: str, database: str | None, processes: int, *arguments: str) -> int:
    print(f"\n== {name} ==", flush=True)
    settings = {key: value for key, value in os.environ.items() if key not in NOT_FOR_THEM}
    settings["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    if database:
        settings["DATABASE_URL"] = database
    how = ["-n", str(processes), "--dist", "loadgroup", "--no-loadscope-reorder"]
    how += ["--max-worker-restart", "0"]  # one that crashes ends the run
    if dearest := os.environ.get("DEAREST"):
        how.append(f"--durations={dearest}")
    command = [sys.executable, "-m", "pytest", "-q", *how, *arguments]
    return subprocess.run(command, env=settings, cwd=TESTS.parent, check=False).returncode


def with_both_databases() -> list[str]:
    """The files in which there is something for both; no process need read the others."""
    found = [path for path in sorted(TESTS.rglob("test_*.py")) if "mark.both_databases" in path.read_text("utf-8")]
    return [str(path) for path in found]


def there_alone(server: str | None) -> list[str]:
    """What keeps away from SQLite whatever runs on a PostgreSQL as production has it."""
    return ["-m", "not as_production"] if server and not THOROUGH else []


def main() -> int:
    install_browser()
    nu_checker()
    server, these = postgresql(), sys.argv[1:]
    if server is None and os.environ.get("REQUIRE_POSTGRESQL") == "1":
        sys.exit("No PostgreSQL answers, and REQUIRE_POSTGRESQL asks for one.")
    failed = suite("SQLite", None, 3, *(these or there_alone(server)))
    if server is None:
        print("\nNo PostgreSQL answers: start one, or name one in DATABASE_URL, to run the suite on it too.")
        return failed
    there = suite("PostgreSQL", server, 3, "-m", "both_databases", *(these or with_both_databases()))
    return failed or there


if __name__ == "__main__":
    sys.exit(main())
