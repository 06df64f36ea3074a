"""Everything the public sees, as one immutable numbered value.

Its entries are kept as text and opened when a page asks for one; two editions share what they both hold. Plain values: how an
edition is read and written stands in `catalogue.editions.store`, how one is made in `catalogue.editions.publish`."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Generic, TypeVar, cast

from catalogue.entries.kinds import KINDS, Name, digest, stored_text
from catalogue.entries.values import Entry, MergedEntry, OrderedEntry

E = TypeVar("E", bound=Entry)

MOST_OPENED = 4096
"""Entries that a process keeps opened."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One entry as it is kept."""

    kind: str
    digest: str
    """Of its text as it was written: never another one."""
    schema: int
    text: str
    since: int
    """The edition in which it came to read so."""
    since_on: date
    """The day of that edition."""

    @classmethod
    def of(cls, value: Entry, since: int, since_on: date) -> "Stored":
        kind = value.kind_of_entry
        return cls(kind, digest(value), KINDS[kind].schema, stored_text(value), since, since_on)

    @property
    def entry(self) -> Entry:
        return _opened(self.kind, self.digest, self.schema, self.text)

    @property
    def digest_now(self) -> str:
        """The digest of the value that it opens as: another one only where a later schema writes it otherwise."""
        return self.digest if self.schema == KINDS[self.kind].schema else digest(self.entry)


@lru_cache(maxsize=MOST_OPENED)
def _opened(kind: str, digest: str, schema: int, text: str) -> Entry:
    return KINDS[kind].opened(text, schema)


def digest_of(digests: Mapping[Name, str]) -> str:
    """Of an edition that holds these entries."""
    lines = sorted(f"{kind} {key} {digest}" for (kind, key), digest in digests.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class Entries(Mapping[str, E], Generic[E]):
    """The entries of one kind by key, each opened when it is asked for; in the order in which lists show them."""

    def __init__(self, stored: Mapping[str, Stored], shape: type[E]) -> None:
        self._stored = stored
        self._order = sorted(stored)
        if issubclass(shape, OrderedEntry):
            self._order.sort(key=lambda key: cast("OrderedEntry", stored[key].entry).position)

    def __getitem__(self, key: str) -> E:
        return cast("E", self._stored[key].entry)

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, key: object) -> bool:
        return key in self._stored

    def changed_on(self, key: str) -> date:
        """The day of the edition in which this entry came to read as it does."""
        return self._stored[key].since_on

    def changed_in(self, key: str) -> int:
        """The number of that edition."""
        return self._stored[key].since


@dataclass(frozen=True)
class Edition:
    """`number` is 0 for a database in which nothing was published, and -1 for the working state."""

    number: int
    stored: Mapping[Name, Stored]
    at: datetime | None = None
    signed: str = ""
    why: str = ""
    is_whole: bool = True
    _by_kind: dict[type[Entry], Entries[Entry]] = field(default_factory=dict, compare=False, repr=False)
    _merged: dict[type[MergedEntry], Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def digest(self) -> str:
        """Of all that it holds: the same for the same content, whatever its number."""
        return digest_of({name: one.digest for name, one in self.stored.items()})

    def all(self, shape: type[E]) -> Entries[E]:
        """The entries of a kind, by key."""
        found = self._by_kind.get(shape)
        if found is None:
            name = shape.kind_of_entry
            chosen = {key: one for (kind, key), one in self.stored.items() if kind == name}
            found = self._by_kind[shape] = cast("Entries[Entry]", Entries(chosen, shape))
        return cast("Entries[E]", found)

    def get(self, shape: type[E], key: str) -> E | None:
        """One entry, also by the short name of one that was merged into it; None for one that is not public."""
        found = self.stored.get((shape.kind_of_entry, key))
        if found is None and issubclass(shape, MergedEntry):
            found = self.stored.get((shape.kind_of_entry, self.merged(shape).get(key, "")))
        return cast("E", found.entry) if found else None

    def merged(self, shape: type[MergedEntry]) -> Mapping[str, str]:
        """By the short name of each that was merged into another, that of the other."""
        found = self._merged.get(shape)
        if found is None:
            entries = self.all(shape)
            found = self._merged[shape] = {one: key for key in entries for one in entries[key].former_keys}
        return found

    def entry(self, name: Name) -> Entry | None:
        found = self.stored.get(name)
        return found.entry if found else None

    def replaced(self, number: int, changes: Mapping[Name, Stored | None], **signed: object) -> "Edition":
        """This edition with some entries otherwise, or (None) without them."""
        stored = {name: one for name, one in self.stored.items() if name not in changes}
        stored |= {name: one for name, one in changes.items() if one is not None}
        return Edition(number, MappingProxyType(stored), **signed)  # type: ignore[arg-type]


EMPTY = Edition(0, MappingProxyType({}))
"""That of a database in which nothing was published yet: every page answers from it."""
