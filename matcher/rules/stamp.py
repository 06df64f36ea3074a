"""Keeps what processes hold fresh: a change to any row that matching reads raises the stamp, in the same transaction.

Connected once, in `MatcherConfig.ready`. Bulk writers send no signals: they call `raise_stamp` themselves."""

from typing import Any

from django.apps import apps
from django.db.models import F, Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from catalogue.drafts import apart
from catalogue.models import Edit, Report, StoredEntry, Version
from matcher.models import Expectation, Persona, RulesetStamp

READ_BY_MATCHING = ("catalogue", "matcher")
NOT_READ = (RulesetStamp, Report, Edit, StoredEntry, Version, Persona, Expectation)
"""What visitors send, and what staff keep for later or expect of matching, must not make every process read all rows anew."""


def raise_stamp() -> None:
    """The next request, in every process, reads the rows anew. Not for what is rolled back after it was seen."""
    if apart() is not None:
        return
    if not RulesetStamp.objects.filter(pk=1).update(number=F("number") + 1):
        RulesetStamp.objects.get_or_create(pk=1, defaults={"number": 1})


def connect() -> None:
    for label in READ_BY_MATCHING:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if model not in NOT_READ:
                post_save.connect(_changed, sender=model)
                post_delete.connect(_changed, sender=model)
                m2m_changed.connect(_linked, sender=model)


def _changed(sender: type[Model], raw: bool = False, **_: Any) -> None:
    if not raw:
        raise_stamp()


def _linked(sender: type[Model], action: str, **_: Any) -> None:
    if action.startswith("post_"):
        raise_stamp()
