"""Which entries name another, and how they read once they name a third instead. Values, by the marks of their fields."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from catalogue.entries.group import PeriodEntry
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.values import Entry, MergedEntry, marked, parts_in, references
from catalogue.models import StoredEntry, Working

P = TypeVar("P", bound=BaseModel)


def naming(kind: str, key: str) -> Iterator[tuple[Name, Entry]]:
    """All entries of the working state that name this one, whether the public sees them or not."""
    for other, how in KINDS.items():
        if how.in_editions and kind in kinds_named(how.entry):
            noted = Working.objects.order_by().filter(kind=other).values("digest")
            found = StoredEntry.objects.filter(kind=other, digest__in=noted, entry__contains=f'"{key}"')
            for stored in found.order_by("key"):
                value = how.opened(stored.entry, stored.schema)
                if any(one.kind == kind and key in one.keys for one in references(value)):
                    yield (other, stored.key), value


def kinds_named(shape: type[BaseModel]) -> frozenset[str]:
    """The kinds of which entries of a shape, or parts of them, may name one."""
    found: set[str] = set()
    for name, ref, has_parts in marked(shape):
        if ref:
            found.add(ref.kind)
        if has_parts:
            for part in parts_in(shape.model_fields[name].annotation):
                found |= kinds_named(part)
    return frozenset(found)


def repointed(part: P, kind: str, old: str, new: str) -> P:
    """The same, naming `new` where it named `old`; once where it named both. A part that then says what another says goes."""
    update: dict[str, Any] = {}
    for name, ref, has_parts in marked(type(part)):
        value = getattr(part, name)
        if ref and ref.kind == kind:
            if value == old:
                update[name] = new
            elif isinstance(value, list) and old in value:
                renamed = list(dict.fromkeys(new if one == old else one for one in value))
                update[name] = sorted(renamed) if value == sorted(value) else renamed
        elif has_parts and isinstance(value, BaseModel):
            update[name] = repointed(value, kind, old, new)
        elif has_parts and isinstance(value, list):
            inside = [repointed(one, kind, old, new) for one in value]
            if inside != value:
                update[name] = _each_once(inside)
    if isinstance(part, PeriodEntry) and update.get("places"):
        limited = update.get("limited", part.limited)
        update["limited"] = [one for one in limited if not (one.is_plain and one.place in update["places"])]
    changed = {name: value for name, value in update.items() if value != getattr(part, name)}
    return part.model_copy(update=changed) if changed else part


def _each_once(parts: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for one in parts:
        if one not in found:
            found.append(one)
    return found


def without_itself(entry: MergedEntry) -> MergedEntry:
    """What one would say of itself: that it overlaps with itself, or went into itself."""
    if isinstance(entry, PlaceEntry) and entry.code in entry.overlaps:
        return entry.model_copy(update={"overlaps": [one for one in entry.overlaps if one != entry.code]})
    if isinstance(entry, OrganisationEntry) and entry.today and entry.today.organisation == entry.id:
        return entry.model_copy(update={"today": None})
    return entry
