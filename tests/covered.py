"""Which lines and branches no test takes, room by room. `make coverage` calls it: a room below what it is to have fails.

What needs a browser is left out. Locks at which writers wait are taken on PostgreSQL alone: their tests run there too, where
one answers."""

import os
import subprocess
import sys

from tests.run import TESTS, postgresql

LEAST = {
    "catalogue": 98,
    "matcher": 98,
    "catalogue/editions": 100,
    "matcher/answers": 100,
    "matcher/engine": 100,
}
"""In whole percents, branches included."""
ON_POSTGRESQL = ["tests/catalogue/test_locks.py", "tests/access/test_locks.py"]


def coverage(*arguments: str, database: str | None = None) -> int:
    settings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    if database:
        settings["DATABASE_URL"] = database
    command = [sys.executable, "-m", "coverage", *arguments]
    return subprocess.run(command, env=settings, cwd=TESTS.parent, check=False).returncode


def main() -> int:
    for old in (TESTS.parent / "test-results").glob("coverage*"):
        old.unlink()
    server = postgresql()
    pytest = ("run", "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup")
    failed = coverage(*pytest, "-m", "not browser", *sys.argv[1:])
    if server:
        failed |= coverage(*pytest, "-m", "both_databases", *ON_POSTGRESQL, database=server)
    coverage("combine", "--quiet")
    failed |= coverage("report")
    for room, least in LEAST.items():
        print(f"{room}: at least {least} %")
        failed |= coverage("report", f"--include={room}/*", f"--fail-under={least}", "--format=total", "--precision=2")
    return failed


if __name__ == "__main__":
    sys.exit(main())
