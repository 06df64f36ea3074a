"""How one kind of entry is written to rows and read back, and the kinds there are, in the order in which they load.

A stored entry outlives the code: it carries the number of the schema in which it was written, and `upgrades` bring it up to date
when it is read. Its text and its digest never change, and a default that was shipped never does."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet

from catalogue.entries.parts import Parts
from catalogue.entries.values import Entry

Name = tuple[str, str]
"""Kind and key: by this everything is known."""
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""An entry as one schema wrote it, as the next one does. Pure; the dict that is given is not changed."""


def _by_slug(key: str) -> dict[str, str]:
    return {"slug": key}


def _slug(row: Any) -> str:
    return str(row.slug)


@dataclass(frozen=True)
class EntryKind:
    """How one kind of entry is written and read back.

    `parts` gives the row of a value; `read_back` gives a row's value as plain data; `rows` prefetches what that needs; `key` is
    the key of a row, `lookup` how a row is found by its key. `tick` names the field that keeps a row from the public, "" where
    there is none. `check` sees all entries that are about to be loaded, after the kinds before it; it raises FixtureError."""

    entry: type[Entry]
    model: type[models.Model]
    parts: Callable[[Any], Parts]
    read_back: Callable[[Any], Mapping[str, Any]]
    rows: Callable[[], QuerySet[Any]]
    file: str
    """The fixture files that hold it, as a pattern, and below which heading."""
    section: str
    key: Callable[[Any], str] = _slug
    lookup: Callable[[str], Mapping[str, str]] = _by_slug
    tick: str = ""
    in_editions: bool = True
    """Whether the public sees it: what only staff look at is kept as rows alone."""
    check: Callable[[Sequence[tuple[str, Entry]]], None] | None = None
    upgrades: tuple[Upgrade, ...] = ()
    is_digested_bare: bool = False
    """Without its kind, as the first kinds were that were kept by digest. No entry of theirs can equal one of another kind."""

    @property
    def name(self) -> str:
        return self.entry.kind_of_entry

    def rows_for_keys(self) -> QuerySet[Any]:
        """All rows with no more than their key and their name ask for."""
        ahead = {name.rpartition("__")[0] for name in self.lookup("a/b")} - {""}
        found: QuerySet[Any] = self.model._default_manager.all()
        return found.select_related(*ahead) if ahead else found

    @property
    def schema(self) -> int:
        return len(self.upgrades) + 1

    def is_shown(self, value: Entry) -> bool:
        """Whether the public may see it."""
        return not self.tick or bool(getattr(value, self.tick))

    def value_of(self, row: models.Model) -> Entry:
        """The value that a file would hold for this row. Staff may have left it half filled; a file may not be."""
        return self.entry.model_validate(self.read_back(row), context={"row": True})

    def opened(self, text: str, schema: int) -> Entry:
        """The value of a stored entry, whichever schema wrote it."""
        if upgrades := self.upgrades[schema - 1 :]:
            plain = json.loads(text)
            for upgrade in upgrades:
                plain = upgrade(plain)
            text = json.dumps(plain)
        return self.entry.model_validate_json(text, context={"row": True})


KINDS: dict[str, EntryKind] = {}
"""By name, in the order in which they load: each after those that it names. Other apps add theirs with `register`."""


def register(kind: EntryKind) -> None:
    KINDS[kind.name] = kind


def kind_of(row: models.Model) -> EntryKind | None:
    """The kind of which this row is; None for what is a part of something, or no entry at all."""
    return next((kind for kind in KINDS.values() if kind.model is type(row)), None)


def stored_text(value: Entry) -> str:
    """As a stored entry keeps it: JSON, a field at its default left out."""
    return json.dumps(value.model_dump(mode="json", exclude_defaults=True, by_alias=True), ensure_ascii=False)


def digest(value: Entry) -> str:
    """Tells values of all kinds apart. A field at its default does not count, so that a new field changes no digest."""
    told = _sorted_json(value, frozenset())
    kind = KINDS[value.kind_of_entry]
    return hashlib.sha256((told if kind.is_digested_bare else f"{kind.name} {told}").encode()).hexdigest()


def earlier_digest(value: Entry) -> str:
    """As digests were made while an entry did not know its place in lists."""
    return hashlib.sha256(_sorted_json(value, frozenset({"position"})).encode()).hexdigest()


def _sorted_json(value: Entry, but: frozenset[str]) -> str:
    plain = value.model_dump(mode="json", exclude_defaults=True)
    plain = {name: told for name, told in plain.items() if name not in but}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)
