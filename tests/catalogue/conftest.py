import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from catalogue.entries.kinds import KINDS


@pytest.fixture
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading reads and writes the kinds of this app alone."""
    for name, kind in list(KINDS.items()):
        if kind.model._meta.app_label != "catalogue":
            monkeypatch.delitem(KINDS, name)
    monkeypatch.setattr("catalogue.editions.problems.CHECKS", [])


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages are told apart by their own words, not by those of a translation."""
    with override("en"):
        yield


@pytest.fixture
def edited(tmp_path: Path, little_facts: Path) -> Callable[..., Path]:
    """A copy of them in which one file reads `new` where it read `old`."""

    def edit(file: str, old: str, new: str) -> Path:
        directory = tmp_path / "fixtures"
        if not directory.exists():
            shutil.copytree(little_facts, directory)
        path = directory / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} holds no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return directory

    return edit
