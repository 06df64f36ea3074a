"""What differs between two entries, in the words of the pages of staff: the names of fields, and of what they hold."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.entries.kinds import KINDS
from catalogue.entries.parts import Key, Parts, Sibling
from catalogue.entries.values import Entry

VALUES: dict[str, Callable[[Mapping[str, Any], Any], str]] = {}
"""Who says in words what a field holds that knows words only by their short names, by the label of the field ("app.Model.field").
It is given the columns of the row, and the value. `matcher.admin` adds its own."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as it was and as it is to be; "" for nothing. Of a list: what goes, and what comes."""

    label: str
    before: str
    after: str


class RowsByKey:
    """The rows that staff see, by kind and key: those of a kind are read once, when the first is asked for."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Any]] = {}

    def of(self, kind: str) -> Mapping[str, Any]:
        if kind not in self._kinds:
            how = KINDS[kind]
            self._kinds[kind] = {how.key(row): row for row in how.rows_for_keys()}
        return self._kinds[kind]

    def names(self, kind: str, keys: Iterable[str]) -> str:
        """What these are called now; the key of what is gone."""
        wanted = set(keys)
        if not wanted:
            return ""
        rows = self.of(kind)
        return ", ".join(sorted(str(rows.get(key, key)) for key in wanted))


def differences(before: Entry | None, after: Entry | None, rows: RowsByKey | None = None) -> tuple[Difference, ...]:
    """In the order of the fields; of a new or a lost entry, all that it says. None: it is not there. `rows` is shared by those
    who ask this of many entries."""
    value = after or before
    if value is None:
        return ()
    kind = KINDS[value.kind_of_entry]
    sides = [kind.parts(one) if one else Parts({}) for one in (before, after)]
    return tuple(_between(kind.model, sides[0], sides[1], "", rows or RowsByKey()))


def _between(
    model: type[models.Model], before: Parts, after: Parts, where: str, rows: RowsByKey
) -> Iterator[Difference]:
    for name in _both(before.columns, after.columns):
        field: Any = model._meta.get_field(name)
        say = VALUES.get(str(field))
        was, now = before.columns.get(name), after.columns.get(name)
        if was == now:
            continue
        old, new = (
            say(side.columns, value) if say and value else _shown(field, value, rows)
            for side, value in ((before, was), (after, now))
        )
        if old != new:
            yield Difference(_label(where, field.verbose_name), old, new)
    for name in _both(before.links, after.links):
        kind = (after.links.get(name) or before.links[name])[0]
        had, has = (set(side.links.get(name, ("", ()))[1]) for side in (before, after))
        if had != has:
            many: Any = model._meta.get_field(name)
            label = _label(where, many.verbose_name)
            yield Difference(label, rows.names(kind, had - has), rows.names(kind, has - had))
    for name in _both(before.children, after.children):
        relation: Any = model._meta.get_field(name)
        child = relation.related_model
        for number, old_child, new_child in _pairs(before.children.get(name, ()), after.children.get(name, ())):
            label = _label(where, f"{child._meta.verbose_name} {number}")
            yield from _between(child, old_child or Parts({}), new_child or Parts({}), label, rows)


def _both(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*after, *before]))


def _label(where: str, name: Any) -> str:
    return f"{where}: {name}" if where else capfirst(str(name))


def _pairs(before: Sequence[Parts], after: Sequence[Parts]) -> Iterator[tuple[int, Parts | None, Parts | None]]:
    """The children that differ, each beside the one that it was; those that only moved are left out."""
    old, new = ([_told(one) for one in side] for side in (before, after))
    for how, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            for number, (was, now) in enumerate(zip_longest(before[i:j], after[k:m]), start=k + 1):
                yield number, was, now


def _told(parts: Parts) -> str:
    inside = {name: [_told(one) for one in children] for name, children in parts.children.items()}
    return json.dumps([parts.columns, parts.links, inside], default=str, sort_keys=True)


def _shown(field: Any, value: Any, rows: RowsByKey) -> str:
    if isinstance(value, Key):
        return rows.names(value.kind, [value.key])
    if isinstance(value, Sibling):
        return value.mark
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)
