"""The benchmarks start: nothing else runs them, and what they import moves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loaded import Content, copy_sqlite, sqlite_file

ROOT = Path(__file__).parents[1]


MODULES = ("tests.benchmarks", "tests.benchmarks.verification", "tests.benchmarks.stacking", "tests.benchmarks.web")
ASK_ALL = f"""
import runpy, sys
from contextlib import suppress
for module in {MODULES}:
    sys.argv = [module, "--help"]
    with suppress(SystemExit):
        runpy.run_module(module, run_name="__main__", alter_sys=True)
"""


def test_each_benchmark_says_what_it_takes() -> None:
    """In one process: most of the time goes into what all of them import."""
    done = run("-c", ASK_ALL)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("usage:") == len(MODULES)


@pytest.mark.slow
def test_the_engine_is_measured_on_the_catalogue(tmp_path: Path) -> None:
    """As it was loaded already: `tests.loaded` migrates and loads with the same commands."""
    copy_sqlite(sqlite_file(Content.LOADED), tmp_path / "db.sqlite3")
    database = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    done = run("-m", "tests.benchmarks", "--sizes", "254", "--no-libraries", DATABASE_URL=database)
    assert done.returncode == 0, done.stderr
    assert "| 254 |" in done.stdout


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    own = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=own | settings, check=False, capture_output=True, text=True)
