"""Fixture files to rows, convergent: the same files give the same rows whatever was there before, except what staff changed.

What was loaded is remembered as a digest per entry, so that a row which reads differently today was changed by staff and is left
alone. A row that staff deleted comes back: unpublish it instead. What was written is published at once, what staff have waiting
is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction

from catalogue import models as rows
from catalogue.editions.publish import publish_rows
from catalogue.editions.repointing import naming, repointed
from catalogue.editions.working import exclusive_transaction, record, row_of
from catalogue.entries.former import check_rows, merged_kinds
from catalogue.entries.kinds import KINDS, EntryKind, Name, digest, earlier_digest
from catalogue.entries.values import Entry, FixtureError, MergedEntry
from catalogue.loading.files import Read, read_directory
from catalogue.loading.writing import Write, Writer, write


@dataclass
class Outcome:
    """What happened to the entries of one kind, by key."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Those that stand in no file any more, and lost their tick."""
    merged: list[str] = field(default_factory=list)
    """Those that are former short names in the files: they are no rows of their own any more."""

    def written(self, kind: str) -> list[Name]:
        return [(kind, key) for key in (*self.created, *self.changed, *self.left, *self.merged)]


def load(directory: Path, *, overwrite: bool = False, dry_run: bool = False) -> dict[str, Outcome]:
    """Write what the files say, in one transaction, publish it, and tell per kind what happened. Raises FixtureError, and
    NotPublished where it does not add up with what is public."""
    found = read_directory(directory)
    with exclusive_transaction():
        outcomes = _Load(overwrite).run(found)
        publish_rows([name for kind, outcome in outcomes.items() for name in outcome.written(kind)], "load_catalogue")
        transaction.set_rollback(dry_run)
    return outcomes


class _Load:
    def __init__(self, overwrite: bool) -> None:
        self.overwrite = overwrite
        self.writer = Writer()
        self.loaded = {(one.kind, one.slug): one.digest for one in rows.LoadedEntry.objects.all()}

    def run(self, found: Mapping[str, Mapping[str, Read]]) -> dict[str, Outcome]:
        outcomes: dict[str, Outcome] = {}
        merged = {name: self.merged_by_staff(KINDS[name], found.get(name, {})) for name in merged_kinds()}
        for kind in KINDS.values():
            try:
                reads = {key: as_merged(read, merged) for key, read in found.get(kind.name, {}).items()}
                stays = {key: read for key, read in reads.items() if key not in merged.get(kind.name, {})}
                outcome = outcomes[kind.name] = self.load_kind(kind, stays)
                outcome.kept += [key for key in reads if key not in stays]
                record(outcome.written(kind.name))  # what comes after may look at the working state
            except IntegrityError as error:
                raise FixtureError("", kind.name, "", f"the database refuses it: {error}") from error
        for name in merged_kinds():
            for read in found.get(name, {}).values():
                self.merge_away(read, outcomes)
            check_rows(name)
        return outcomes

    def merged_by_staff(self, kind: EntryKind, reads: Mapping[str, Read]) -> dict[str, str]:
        """By the short name of what staff merged into another, that of the other: what the files say of it is about that one. Not
        where the files are about to say anew what the other is."""
        found: dict[str, str] = {}
        for row in kind.rows().exclude(former_keys=[]):
            key = kind.key(row)
            is_written = key in reads and (self.overwrite or self.reads_as_loaded((kind.name, key), kind.value_of(row)))
            if not is_written:
                found |= dict.fromkeys(row.former_keys, key)
        return found

    def merge_away(self, read: Read, outcomes: Mapping[str, Outcome]) -> None:
        """The rows of which a file says that they were merged into another: what names them names the other."""
        value = read.value
        assert isinstance(value, MergedEntry)
        kind = value.kind_of_entry
        for former in value.former_keys:
            if row_of((kind, former)) is None or row_of((kind, value.key)) is None:
                continue
            others = [(name, other) for name, other in naming(kind, former) if name != (kind, former)]
            if edited := ["/".join(name) for name, other in others if not self.reads_as_loaded(name, other)]:
                reason = f"{former} was merged into it, and staff edited what names that: {', '.join(edited)}"
                raise FixtureError(read.file, value.key, "former_keys", reason)
            after = [(name, repointed(other, kind, former, value.key)) for name, other in others]
            write([other for _name, other in after], without=[(kind, former)])
            for (of, key), other in after:
                outcomes[of].changed.append(key)
                self.remember(of, {key: digest(other)})
            outcomes[kind].merged.append(former)
            record([(kind, former), *(name for name, _other in after)])

    def load_kind(self, kind: EntryKind, reads: Mapping[str, Read]) -> Outcome:
        outcome = Outcome()
        present = {kind.key(row): row for row in kind.rows()}
        values = {key: kind.value_of(row) for key, row in present.items()}
        self.writer.keys[kind.name] = {key: row.pk for key, row in present.items()}
        writes: list[Write] = []
        remembered: dict[str, str] = {}
        for key, read in reads.items():
            wanted = digest(read.value)
            if key not in present:
                outcome.created.append(key)
            elif digest(values[key]) == wanted:
                outcome.unchanged.append(key)
                remembered[key] = wanted
                continue
            elif self.overwrite or self.reads_as_loaded((kind.name, key), values[key]):
                outcome.changed.append(key)
            else:
                outcome.kept.append(key)
                continue
            remembered[key] = wanted
            writes.append(Write(read.value, read.file, present.get(key)))
        if kind.check and writes:
            kind.check([(one.file, one.value) for one in writes])
        strays = {key: value for key, value in values.items() if key not in reads}
        for value in self.without_tick(kind, strays):
            outcome.left.append(value.key)
            remembered[value.key] = digest(value)
            writes.append(Write(value, "", present[value.key]))
        self.writer.write(kind, writes)
        self.remember(kind.name, remembered)
        return outcome

    def without_tick(self, kind: EntryKind, strays: Mapping[str, Entry]) -> list[Entry]:
        """Those that a load once wrote, that nobody changed since, and that the files have no more: kept from the public."""
        return [
            value.model_copy(update={kind.tick: False})
            for key, value in strays.items()
            if kind.tick and kind.is_shown(value) and self.reads_as_loaded((kind.name, key), value)
        ]

    def reads_as_loaded(self, name: Name, value: Entry) -> bool:
        """Whether nobody changed it since it was loaded."""
        loaded = self.loaded.get(name)
        return loaded is not None and loaded in (digest(value), earlier_digest(value))

    def remember(self, kind: str, digests: Mapping[str, str]) -> None:
        new = {key: told for key, told in digests.items() if self.loaded.get((kind, key)) != told}
        rows.LoadedEntry.objects.bulk_create(
            [rows.LoadedEntry(kind=kind, slug=key, digest=told) for key, told in new.items()],
            update_conflicts=True,
            unique_fields=["kind", "slug"],
            update_fields=["digest"],
        )


def as_merged(read: Read, merged: Mapping[str, Mapping[str, str]]) -> Read:
    """With what it names called as it is now."""
    value = read.value
    for kind, keys in merged.items():
        for old, new in keys.items():
            value = repointed(value, kind, old, new)
    return Read(read.file, value) if value is not read.value else read


def told(outcomes: Mapping[str, Outcome]) -> Iterable[str]:
    """A line per kind, and one for each entry that was kept or that lost its tick."""
    for kind, outcome in outcomes.items():
        yield (
            f"{kind:<18}{len(outcome.created):>5} created {len(outcome.changed):>5} changed "
            f"{len(outcome.unchanged):>5} unchanged {len(outcome.kept):>5} kept (changed by hand)"
        )
        yield from (f"  kept: {key}" for key in outcome.kept)
        yield from (f"  merged into another: {key}" for key in outcome.merged)
        yield from (f"  in no file any more, not published: {key}" for key in outcome.left)
