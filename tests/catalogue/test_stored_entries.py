"""Entries outlive code: what was stored by an earlier schema opens as a value of today, and its text and digest never change."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalogue.editions.edition import Stored
from catalogue.entries.kinds import KINDS, EntryKind, digest, stored_text
from catalogue.entries.programme import ProgrammeEntry

GOLDEN = Path(__file__).parent / "golden"
IN_EDITIONS = {name: kind for name, kind in KINDS.items() if kind.in_editions}


def golden(kind: str, schema: int) -> dict[str, object]:
    found: dict[str, object] = json.loads((GOLDEN / f"{kind}-{schema}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", IN_EDITIONS)
def test_every_schema_that_was_shipped_has_a_stored_entry_to_show_for_it(name: str) -> None:
    for schema in range(1, KINDS[name].schema + 1):
        assert (GOLDEN / f"{name}-{schema}.json").exists()
    assert not (GOLDEN / f"{name}-{KINDS[name].schema + 1}.json").exists()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_what_was_stored_opens_today(path: Path) -> None:
    kind, _hyphen, schema = path.stem.rpartition("-")
    found = json.loads(path.read_text(encoding="utf-8"))
    value = KINDS[kind].opened(json.dumps(found["entry"]), int(schema))
    assert value.key == found["key"]
    if int(schema) == KINDS[kind].schema:
        assert digest(value) == found["digest"], "a default that was shipped has changed, or a field was renamed"
        assert json.loads(stored_text(value)) == found["entry"]


def split_name(entry: dict[str, object]) -> dict[str, object]:
    """A step as a later schema would need one: what was called a title is a name now."""
    return {("name" if key == "title" else key): value for key, value in entry.items()}


@pytest.fixture
def in_two_schemas(monkeypatch: pytest.MonkeyPatch) -> EntryKind:
    kind = replace(KINDS["programme"], upgrades=(split_name,))
    monkeypatch.setitem(KINDS, "programme", kind)
    return kind


def test_an_entry_of_an_earlier_schema_is_brought_up_to_date_when_it_is_read(in_two_schemas: EntryKind) -> None:
    text = json.dumps({"id": "old", "title": {"nl": "Oud", "en": "Old"}})
    stored = Stored("programme", hashlib.sha256(text.encode()).hexdigest(), 1, text, 1, date(2026, 11, 1))
    assert stored.entry == ProgrammeEntry.model_validate({"id": "old", "name": {"nl": "Oud", "en": "Old"}})
    assert (stored.text, stored.digest) == (text, hashlib.sha256(text.encode()).hexdigest())
    assert stored.digest_now == digest(stored.entry), "so that it is not taken for an edit"


def test_one_of_today_is_not_touched(in_two_schemas: EntryKind) -> None:
    value = ProgrammeEntry.model_validate({"id": "new", "name": {"nl": "Nieuw", "en": "New"}})
    stored = Stored.of(value, 1, date(2026, 11, 1))
    assert (stored.schema, stored.entry, stored.digest_now) == (2, value, stored.digest)
