"""Writing an edit as any save of staff: in one transaction, kept whole with who and when, refused where somebody else saved since
the page was opened. How one is undone stands in `catalogue.editions.undo`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from catalogue.editions.working import exclusive_transaction, keep
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry, FixtureError
from catalogue.loading.writing import write
from catalogue.models import Change, StoredEntry, Working

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Edit = Callable[[Entry, str, date], Entry | None]
"""The entry, which part of it, and the day, to the entry as it is to be; None where there is nothing to do."""
SEEN_LENGTH = 16
"""So much of a digest tells whether an entry still reads as it did."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A part of an entry ("" is all of it), and how the entry read on the page on which somebody pointed at it."""

    name: Name
    part: str
    seen: str


@dataclass(frozen=True, slots=True)
class Saved:
    """`conflicts` read otherwise by now, `nothing` needed no edit, `refused` no longer fit what is there."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Name, ...] = ()
    nothing: tuple[Name, ...] = ()
    refused: tuple[Name, ...] = ()


def save(edit: Edit, pointed: Sequence[Pointed], *, author: "User", note: str, on: date) -> Saved:
    """Several parts of one entry are edited one after the other, and written once."""
    with exclusive_transaction():
        there = working_values({one.name for one in pointed})
        conflicts = {one.name for one in pointed if not _reads_as(there.get(one.name), one.seen)}
        edited: dict[Name, Entry] = {}
        for one in pointed:
            if one.name not in conflicts:
                value = edit(edited.get(one.name, there[one.name][1]), one.part, on)
                if value is not None:
                    edited[one.name] = value
        nothing = {one.name for one in pointed} - conflicts - edited.keys()
        changes, refused = [], []
        for name, value in edited.items():
            try:
                with transaction.atomic():
                    write([value])
            except FixtureError:
                refused.append(name)
                continue
            if (change := keep(name, author, note)) is not None:
                changes.append(change)
    return Saved(
        tuple(changes),
        tuple(sorted(conflicts)),
        tuple(sorted(nothing)),
        tuple(refused),
    )


def _reads_as(found: tuple[str, Entry] | None, seen: str) -> bool:
    return found is not None and len(seen) >= SEEN_LENGTH and found[0].startswith(seen)


def working_digests(names: Collection[Name]) -> Mapping[Name, str]:
    """How these read now; what is not there is left out."""
    rows = Working.objects.order_by().filter(kind__in={kind for kind, _key in names}, key__in=[key for _, key in names])
    return {(kind, key): digest for kind, key, digest in rows.values_list("kind", "key", "digest")}


def working_values(names: Collection[Name]) -> dict[Name, tuple[str, Entry]]:
    """The same with what they hold."""
    digests = {name: digest for name, digest in working_digests(names).items() if name in names}
    stored = StoredEntry.objects.in_bulk(list(digests.values()))
    return {
        name: (digest, KINDS[name[0]].opened(stored[digest].entry, stored[digest].schema))
        for name, digest in digests.items()
        if digest in stored
    }
