import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from catalogue import drafts, fixture_files, loading
from catalogue.loading import load


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    """The committed fixtures of this app alone, loaded once per module; what a test changes is rolled back."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(loading, "LOADERS", [loader for loader in loading.LOADERS if is_ours(loader.entry)])
        ours = {
            file: {section: entry for section, entry in sections.items() if is_ours(entry)}
            for file, sections in fixture_files.FILES.items()
        }
        patch.setattr(fixture_files, "FILES", {file: sections for file, sections in ours.items() if sections})
        patch.setattr(loading, "AFTER_A_CHANGE", [])
        patch.setattr(drafts, "KINDS", {"instrument": drafts.KINDS["instrument"]})
        load(settings.FIXTURES_DIR)
        yield
        with transaction.atomic():
            for model in apps.get_app_config("catalogue").get_models(include_auto_created=True):
                model._default_manager.all()._raw_delete("default")


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
