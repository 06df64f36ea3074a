"""A new edition: from what waits, all of it or some, or from an older one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.timezone import localdate, now

from catalogue import models as rows
from catalogue.editions.edition import Edition, Stored
from catalogue.editions.problems import Problem, missing, problems
from catalogue.editions.store import manifest_of, read_edition, read_latest, store
from catalogue.editions.working import (
    Waiting,
    exclusive_transaction,
    record,
    replacements,
    signature,
    waiting,
)
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry, FixtureError, MergedEntry
from catalogue.loading.writing import write

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass
class NotPublished(Exception):  # noqa: N818 - what a publisher is told
    """What is in the way, each in a sentence that says what to do."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return " ".join(problem.sentence for problem in self.problems)


class SavedTogetherError(ValueError):
    """It was saved with others as one, and is undone with them."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes out: what was chosen, and what must come along because it is named."""

    chosen: tuple[Waiting, ...]
    along: tuple[Waiting, ...]

    @property
    def all(self) -> tuple[Waiting, ...]:
        return (*self.chosen, *self.along)


def select(published: Edition, names: Collection[Name] | None = None) -> Selection:
    """What waits, or what of it is named; with what that cannot do without. Raises NotPublished where a thing would leave that
    others still name, or where what is named waits no more."""
    found = {one.name: one for one in waiting(published)}
    chosen = tuple(one for one in found.values() if names is None or one.name in names)
    along = {name: found[name] for name in saved_together([one.name for one in chosen]) if name in found}
    todo = [one.name for one in (*chosen, *along.values()) if one.after]
    edition = published.replaced(published.number, replacements((*chosen, *along.values())))
    while todo:
        name = todo.pop()
        for _field, other in missing(edition, name):
            waits = found.get(other)
            if waits is not None and waits.after is not None and other not in along:
                along[other] = waits
                edition = edition.replaced(edition.number, {other: waits.after})
                todo.append(other)
    return Selection(chosen, tuple(along.values()))


def saved_together(names: Collection[Name]) -> list[Name]:
    """What goes out with these and is none of them: what the same act saved, and what another act saved with that."""
    linked = dict[Name, set[UUID | None]]()
    waits = rows.Change.objects.waiting().exclude(together=None)
    for kind, key, act in waits.values_list("kind", "key", "together"):
        linked.setdefault((kind, key), set()).add(act)
    found = dict.fromkeys(name for name in names if name in linked)
    todo = list(found)
    while todo:
        acts = linked[todo.pop()]
        more = [name for name, its in linked.items() if name not in found and not acts.isdisjoint(its)]
        found |= dict.fromkeys(more)
        todo += more
    return [name for name in found if name not in set(names)]


def publish(
    *, author: "User | None", why: str, names: Collection[Name] | None = None, despite: str = ""
) -> rows.Edition:
    """Put what waits (or what of it is named, and what must come along) before the public, as a new edition. Raises NotPublished
    for one that would not add up."""
    with exclusive_transaction():
        published = read_latest()
        selection = select(published, names)
        return _record(published, replacements(selection.all), author, why, despite)


def restore(number: int, *, author: "User", why: str, despite: str = "") -> rows.Edition:
    """Put an older edition before the public again, as a new one.

    A row is written only where nothing waits for it; what waits goes on waiting. What the older one did not have loses its
    tick."""
    with exclusive_transaction():
        published = read_latest()
        changes = back_to(published, number)
        untouched = changes.keys() - {one.name for one in waiting(published)}
        there_again = {name for name, one in changes.items() if one is not None}
        back = (_written_back(published, name, changes[name], there_again) for name in untouched)
        values = [value for value in back if value is not None]
        try:
            write(values)
        except FixtureError as error:
            raise NotPublished((Problem(("", error.entry), error.field, str(error)),)) from error
        record((value.kind_of_entry, value.key) for value in values)
        return _record(published, changes, author, why, despite)


def back_to(published: Edition, number: int) -> Mapping[Name, Stored | None]:
    """What has to change to have an older edition again. One of before, which held fewer kinds, leaves the others as they are."""
    older = read_edition(rows.Edition.objects.get(number=number), published)
    kinds = {kind for kind, _key in older.stored}
    changes: dict[Name, Stored | None] = {
        name: one
        for name, one in older.stored.items()
        if name not in published.stored or published.stored[name].digest_now != one.digest_now
    }
    for name in published.stored:
        if name not in older.stored and (older.is_whole or name[0] in kinds):
            changes[name] = None
    return changes


def _written_back(published: Edition, name: Name, stored: Stored | None, there_again: Collection[Name]) -> Entry | None:
    """What its row is to read; None: as it does. What went out since loses its tick, and the short names of what was merged into
    it and is there again: those lead to themselves."""
    if stored is not None:
        return stored.entry
    now_there = published.stored[name].entry
    update: dict[str, Any] = {}
    if tick := KINDS[name[0]].tick:
        update[tick] = False
    if isinstance(now_there, MergedEntry):
        lead_on = [one for one in now_there.former_keys if (name[0], one) not in there_again]
        if lead_on != now_there.former_keys:
            update["former_keys"] = lead_on
    return now_there.model_copy(update=update) if update else None


def take_back(name: Name) -> None:
    """What waits for this thing waits no more: its row reads as what is published. What never was published goes altogether.

    Raises SavedTogetherError for a part of what was saved as one."""
    kind, key = name
    how = KINDS[kind]
    with exclusive_transaction():
        value = read_latest().entry(name)
        if saved_together([name]):
            raise SavedTogetherError
        if value is not None:
            write([value])
        else:
            for row in how.model._default_manager.filter(**how.lookup(key)):
                row.delete()
        record([name])
        rows.Change.objects.waiting().filter(kind=kind, key=key).update(is_taken_back=True)


def publish_rows(names: Iterable[Name], why: str) -> rows.Edition | None:
    """Publish exactly these, as a load wrote them; None where none of them changes what is public."""
    names = set(names)
    published = read_latest()
    changes = replacements(waiting(published, among=names))
    return _record(published, changes, None, why, "") if changes else None


def _record(
    published: Edition, changes: Mapping[Name, Stored | None], author: "User | None", why: str, despite: str
) -> rows.Edition:
    number, today = published.number + 1, localdate()
    dated = {
        name: Stored(one.kind, one.digest, one.schema, one.text, number, today) if one else None
        for name, one in changes.items()
    }
    edition = published.replaced(number, dated, at=now(), why=why)
    if found := problems(edition):
        raise NotPublished(found)
    store((name, one) for name, one in dated.items() if one)
    row = rows.Edition.objects.create(
        number=number,
        digest=edition.digest,
        manifest=manifest_of(edition),
        why=why,
        despite=despite,
        author=author,
        signed=signature(author),
    )
    for kind, key in changes:
        rows.Change.objects.waiting().filter(kind=kind, key=key).update(edition=row)
    return row
