import os
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from catalogue.loading import load
from matcher.models import RulesetStamp
from matcher.rules import current, ruleset

# Generated examples are the same at every run; HYPOTHESIS_PROFILE=search looks further.
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis.register_profile("same", max_examples=120, derandomize=True, deadline=None, suppress_health_check=QUIET)
hypothesis.register_profile("search", max_examples=3000, deadline=None, suppress_health_check=QUIET)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A module stays with one process, so that what it loads is loaded once; the browser's tests name groups of their own."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """Each test begins in the language of the bare addresses: a page that was asked for leaves its own behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """All committed fixtures, rules and questions included; tests roll back what they change. They stay for the next module if
    it asks for them as well."""
    with django_db_blocker.unblock():
        forget()
        name = str(connections["default"].settings_dict["NAME"])
        assert "test_" in name or "mode=memory" in name, (
            f"{name} is no database of tests: mark the test with django_db."
        )
        if not RulesetStamp.objects.exists():
            load(settings.FIXTURES_DIR)
        yield
        if not Upcoming.asks_for_everything:
            with transaction.atomic():
                for label in ("matcher", "catalogue"):
                    for model in apps.get_app_config(label).get_models(include_auto_created=True):
                        model._default_manager.all()._raw_delete("default")
        forget()


class Upcoming:
    """Of the test that this process runs next."""

    asks_for_everything = False


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    Upcoming.asks_for_everything = "everything" in getattr(nextitem, "fixturenames", ())


def forget() -> None:
    """What this process holds of a ruleset: the stamps of two modules may be the same number."""
    ruleset._held = None
    current._held = None
    current._held_apart.clear()
