"""What a file says beside what is kept: the differences first, and only then the writing, as every save writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext
from pydantic import ValidationError

from catalogue.editions.differences import Difference, RowsByKey, differences
from catalogue.editions.working import exclusive_transaction, keep
from catalogue.entries.kinds import KINDS, EntryKind, digest
from catalogue.entries.values import Entry, FixtureError, references
from catalogue.exchange.columns import columns, plain_of
from catalogue.loading.writing import write

HEADER_LINES = 1


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where in the file something is wrong. `row` counts as a spreadsheet does: the first line names the columns."""

    sheet: str
    row: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One entry that reads otherwise in the file. `before` is its digest as it is kept, "" for a new one."""

    value: Entry
    before: str
    changes: tuple[Difference, ...]

    @property
    def is_new(self) -> bool:
        return not self.before


@dataclass(frozen=True, slots=True)
class Proposal:
    kind: EntryKind
    proposed: tuple[Proposed, ...]
    same: int
    mistakes: tuple[Mistake, ...]


def proposal(kind: EntryKind, rows: Sequence[Mapping[str, Any]]) -> Proposal:
    """What the file would change. With a mistake in it nothing can be taken over; what the file leaves out stays."""
    now = {kind.key(row): kind.value_of(row) for row in kind.rows()}
    values: list[tuple[int, Entry]] = []
    known = set(columns(kind.entry))
    mistakes = [
        Mistake(kind.name, HEADER_LINES, name, gettext("There is no such column."))
        for name in (rows[0] if rows else ())
        if name not in known
    ]
    lines: dict[str, int] = {}
    for line, row in enumerate(rows, start=HEADER_LINES + 1):
        try:
            value = kind.entry.model_validate(plain_of(row, kind.entry), context={"row": True})
        except ValidationError as error:
            mistakes += [
                Mistake(kind.name, line, ".".join(map(str, one["loc"])) or "–", reason(one)) for one in error.errors()
            ]
            continue
        if (first := lines.setdefault(value.key, line)) != line:
            told = gettext("“%(key)s” is already in row %(row)s.") % {"key": value.key, "row": first}
            mistakes.append(Mistake(kind.name, line, "id", told))
        values.append((line, value))
    mistakes += _naming_nothing(kind, values)
    shared = RowsByKey()
    proposed = [
        Proposed(
            value, digest(now[value.key]) if value.key in now else "", differences(now.get(value.key), value, shared)
        )
        for _line, value in values
        if now.get(value.key) != value
    ]
    return Proposal(kind, tuple(proposed), len(values) - len(proposed), tuple(mistakes))


def reason(error: Mapping[str, Any]) -> str:
    """What pydantic has against a cell, in the words of staff where it is one of the usual mistakes."""
    expected = error.get("ctx", {}).get("expected", "")
    match error["type"]:
        case "missing":
            return gettext("It may not be empty.")
        case "enum" | "literal_error":
            return gettext("Choose one of these: %(expected)s.") % {"expected": expected}
        case "int_type" | "int_parsing":
            return gettext("Write a whole number.")
        case "bool_type":
            return gettext("Write yes or no.")
        case "list_type":
            return gettext("Write one on each line.")
        case "greater_than_equal":
            return gettext("It may not be below %(least)s.") % {"least": error["ctx"]["ge"]}
        case _:
            return str(error["msg"])


def _naming_nothing(kind: EntryKind, values: Sequence[tuple[int, Entry]]) -> Iterator[Mistake]:
    """What names something that is not there, nor in the file itself."""
    there: dict[str, set[str]] = {kind.name: {value.key for _line, value in values}}
    asked: set[str] = set()
    for line, value in values:
        for named in references(value):
            if named.kind not in asked:
                asked.add(named.kind)
                how = KINDS[named.kind]
                there.setdefault(named.kind, set()).update(how.key(row) for row in how.rows_for_keys())
            for key in named.keys:
                if key not in there[named.kind]:
                    told = gettext("“%(key)s” is not there: add it first, or choose another.") % {"key": key}
                    yield Mistake(kind.name, line, named.field, told)


def keep_proposal(
    kind: EntryKind, values: Mapping[str, Entry], seen: Mapping[str, str], author: User, note: str
) -> int:
    """Write these entries and keep each; how many read otherwise now. Nothing at all is written where one does not fit.

    `seen` are the digests that the differences were shown against. Raises FixtureError with what stands in the way."""
    with exclusive_transaction():
        now = {kind.key(row): digest(kind.value_of(row)) for row in kind.rows()}
        for key in values:
            if now.get(key, "") != seen.get(key, ""):
                reason = gettext("Somebody else changed it since you looked at the differences: give the file again.")
                raise FixtureError("", key, "", reason)
        write(values.values())
        kept = [keep((kind.name, key), author, note) for key in values]
    return sum(change is not None for change in kept)
