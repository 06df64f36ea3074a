import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from catalogue import drafts, fixture_files, loading


@pytest.fixture
def catalogue(everything: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The committed facts, of which loading reads and writes those of this app alone."""
    monkeypatch.setattr(loading, "LOADERS", [loader for loader in loading.LOADERS if is_ours(loader.entry)])
    ours = {
        file: {section: entry for section, entry in sections.items() if is_ours(entry)}
        for file, sections in fixture_files.FILES.items()
    }
    monkeypatch.setattr(fixture_files, "FILES", {file: sections for file, sections in ours.items() if sections})
    monkeypatch.setattr(loading, "AFTER_A_CHANGE", [])
    monkeypatch.setattr(drafts, "KINDS", {"instrument": drafts.KINDS["instrument"]})


@pytest.fixture(autouse=True)
def in_english():
    """Messages are told apart by their own words, not by those of a translation."""
    with override("en"):
        yield


def is_ours(entry: type[fixture_files.Entry]) -> bool:
    return entry.__module__ == fixture_files.__name__


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the fixtures in which one file reads `new` where it read `old`."""

    def edit(file: str, old: str, new: str) -> Path:
        directory = tmp_path / "fixtures"
        if not directory.exists():
            shutil.copytree(settings.FIXTURES_DIR, directory)
        path = directory / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} holds no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return directory

    return edit
