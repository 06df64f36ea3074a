"""The rows of a form that was opened before somebody else saved: those that it names may be gone, or have another primary key.

Django refuses a row of which the key is gone, and whoever sent it could only begin anew. Here such a row is known by what it
says: it is the row that says most of the same now, or else a new one. A row that is there and that the form does not name was
added meanwhile: where it is asked for, it is added to the form, as if the form had been opened on it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms import ModelForm
from django.http import QueryDict

MOST_ROWS = 1000
KEY = "id"
SentRow = dict[str, list[str]]
"""The values of one row by the names of its fields."""
Moved = dict[tuple[type[models.Model], str], str]
"""The key under which a row is there now, by its model and the key that the form names."""


@dataclass(frozen=True, slots=True)
class RowsThere:
    """The rows of one kind that belong to the page's own row, as they stand in the database, by primary key as text."""

    prefix: str
    model: type[models.Model]
    rows: Mapping[str, models.Model]
    make_forms: Callable[[], Iterable[ModelForm[models.Model]]]
    """Of these rows, as a page shows them that is opened now."""


def with_rows_there(sent: QueryDict, kinds: Iterable[RowsThere], *, also_added: bool = False) -> QueryDict:
    """The same form, in which each row has the key of one that is there, or none; `also_added`: with the rows that are there
    and that it does not name."""
    data, moved = sent.copy(), Moved()
    sent_by_kind = [(kind, sent_rows(data, kind.prefix)) for kind in kinds]
    for kind, rows in sent_by_kind:
        reassign(kind, rows, moved)
    for kind, rows in sent_by_kind:
        follow(kind.model, rows, moved)
        put(data, kind.prefix, [*rows, *(added(kind, rows) if also_added else ())])
    return data


def sent_rows(data: QueryDict, prefix: str) -> list[SentRow]:
    """In the order of the form."""
    total = data.get(f"{prefix}-TOTAL_FORMS") or ""
    count = min(int(total), MOST_ROWS) if str(total).isdecimal() else 0
    found: list[SentRow] = [{} for _ in range(count)]
    for name in data:
        number, _dash, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and number.isdecimal() and int(number) < count:
            found[int(number)][field] = [str(one) for one in data.getlist(name)]
    return found


def key_of(row: SentRow) -> str:
    return (row.get(KEY) or [""])[0]


def reassign(kind: RowsThere, rows: list[SentRow], moved: Moved) -> None:
    free = {key: row for key, row in kind.rows.items() if key not in {key_of(one) for one in rows}}
    for row in rows:
        key = key_of(row)
        if key and key not in kind.rows:
            other = says_the_same(row, free)
            free.pop(other, None)
            moved[kind.model, key] = other
            row[KEY] = [other]


def says_the_same(row: SentRow, among: Mapping[str, models.Model]) -> str:
    """The key of the row of which most columns are as they were sent, more than half of those that say something; "" for none."""
    best, most = "", 0.5
    for key, there in among.items():
        columns = {one.name: one for one in there._meta.concrete_fields if one.name in row and one.name != KEY}
        pairs = [(value_sent, value_there(there, columns[name])) for name in columns for value_sent in row[name][:1]]
        telling = [(sent, found) for sent, found in pairs if sent or found]
        share = sum(sent == found for sent, found in telling) / len(telling) if telling else 0
        if share > most:
            best, most = key, share
    return best


def value_there(row: models.Model, column: Any) -> str:
    value = column.value_from_object(row)
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def follow(model: type[models.Model], rows: list[SentRow], moved: Moved) -> None:
    """A row may name another row of the same page: a check its source."""
    for column in model._meta.concrete_fields:
        for row in rows if isinstance(column, models.ForeignKey) else ():
            row_named = column.related_model, (row.get(column.name) or [""])[0]
            if row_named in moved:
                row[column.name] = [moved[row_named]]


def added(kind: RowsThere, rows: Iterable[SentRow]) -> list[SentRow]:
    named = {key_of(row) for row in rows}
    if kind.rows.keys() <= named:
        return []
    return [as_sent(form) for form in kind.make_forms() if str(form.instance.pk) not in named]


def as_sent(form: ModelForm[models.Model]) -> SentRow:
    """What a browser would send of a row that nobody touched."""
    found: SentRow = {}
    for name, field in form.fields.items():
        widget: Any = getattr(field.widget, "widget", field.widget)
        value = widget.format_value(form[name].value())
        if isinstance(widget, forms.CheckboxInput):
            if widget.check_test(form[name].value()):
                found[name] = ["on"]
        else:
            found[name] = [*value] if isinstance(value, list) else ["" if value is None else str(value)]
    return found


def put(data: QueryDict, prefix: str, rows: list[SentRow]) -> None:
    """Those that are there first, as Django counts them."""
    if not rows:
        return
    for name in [
        one for one in data if one.removeprefix(f"{prefix}-")[:1].isdecimal() and one.startswith(f"{prefix}-")
    ]:
        del data[name]
    ordered = sorted(rows, key=lambda row: not key_of(row))
    for number, row in enumerate(ordered):
        for field, values in row.items():
            data.setlist(f"{prefix}-{number}-{field}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(sum(1 for row in rows if key_of(row)))
