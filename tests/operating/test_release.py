"""A release is a tag with notes, set when all of it is there."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import release

ROOT = Path(__file__).parents[2]
DAY = "2026-12-01"
CHANGES = f"# Changes\n\n## 9.8.7, {DAY}\n\n- A thing.\n\n## 0.1.0, 2026-01-01\n\n- Another.\n"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which 9.8.7 is ready but for what the locks and models say, which needs a registry and time."""
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "9.8.7"\n')
    (tmp_path / "manage.py").write_text("")
    monkeypatch.setattr(release, "stale_locks", lambda root: iter(()))
    for command in (
        ["init", "-q"],
        ["config", "user.name", "Releaser"],
        ["config", "user.email", "releaser@example.org"],
        ["add", "."],
        ["commit", "-qm", "all"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def test_what_is_ready_has_nothing_missing(copy: Path) -> None:
    assert list(release.missing(copy, "9.8.7", DAY)) == []
    assert release.notes(copy, "9.8.7") == "- A thing."


def test_what_is_missing_is_told_all_at_once(copy: Path) -> None:
    subprocess.run(["git", "tag", "v9.8.8"], cwd=copy, check=True)
    (copy / "manage.py").write_text("raise SystemExit(1)")
    told = list(release.missing(copy, "9.8.8", "2026-12-02"))
    assert [sentence.split(":")[0].split(" ")[0] for sentence in told] == [
        "Something",
        "v9.8.8",
        "pyproject.toml",
        "CHANGELOG.md",
        "A",
    ]


def test_a_lock_is_compared_by_what_it_pins(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text(
        "django==5.2.1 \\\n    --hash=sha256:00\n    # via x\npsycopg[binary]==3.3.9 ; python_version < '4'\n"
    )
    assert release.pinned(lock) == {"django==5.2.1", "psycopg[binary]==3.3.9"}
    assert len(release.pinned(ROOT / "requirements.lock")) > 20


def test_a_version_is_three_numbers() -> None:
    if not shutil.which("make"):
        pytest.skip("no make")
    done = subprocess.run(["make", "release"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Name the version" in done.stderr
