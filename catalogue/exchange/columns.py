"""An entry as a row of cells: a column for each field, `name.nl` for a field of a part, and lists as lines or as JSON.

An empty cell is a field at its default. A cell is text, a whole number or yes/no, whatever the format makes of it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from catalogue.entries.values import Part

Cell = str | int | float | bool | None
YES, NO = "yes", "no"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for the beginning of a formula, and the mark before a text that no spreadsheet may run."""


def part_of(annotation: Any) -> type[BaseModel] | None:
    """The part that a field holds one of; None for a list of them, and for anything else."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = [one for one in get_args(annotation) if isinstance(one, type) and issubclass(one, BaseModel)]
    is_list = getattr(annotation, "__origin__", None) is list
    return inside[0] if len(inside) == 1 and not is_list else None


def columns(shape: type[BaseModel], before: str = "") -> Iterator[str]:
    """The names of the cells, in the order of the fields."""
    for name, field in shape.model_fields.items():
        called = field.alias or name
        part = part_of(field.annotation)
        if part is not None:
            yield from columns(part, f"{before}{called}.")
        else:
            yield f"{before}{called}"


def cells(value: BaseModel) -> dict[str, Cell]:
    """What differs from the default, by column."""
    return dict(_flat(value.model_dump(mode="json", exclude_defaults=True, by_alias=True), type(value), ""))


def _flat(plain: Mapping[str, Any], shape: type[BaseModel], before: str) -> Iterator[tuple[str, Cell]]:
    for name, field in shape.model_fields.items():
        called = field.alias or name
        if called not in plain:
            continue
        told, part = plain[called], part_of(field.annotation)
        if part is not None and isinstance(told, Mapping):
            yield from _flat(told, part, f"{before}{called}.")
        else:
            yield f"{before}{called}", _cell(told)


def _cell(told: Any) -> Cell:
    match told:
        case bool():
            return YES if told else NO
        case int() | float() | None:
            return told
        case str():
            return f"'{told}" if told.startswith(FORMULA) else told
        case list() if all(isinstance(one, str) and is_line(one) for one in told):
            lines = "\n".join(told)
            return f"'{lines}" if lines.startswith(FORMULA) else lines
        case _:
            return json.dumps(told, ensure_ascii=False)


def is_line(text: str) -> bool:
    """Whether a text can stand among others, one on each line."""
    return bool(text.strip()) and text.splitlines() == [text] and text == text.strip() and text[:1] not in "[{"


def plain_of(row: Mapping[str, Cell], shape: type[BaseModel]) -> dict[str, Any]:
    """The row as plain data for the entry to look at; empty cells are left out."""
    found = _nested(row, shape, "")
    return found or {}


def _nested(row: Mapping[str, Cell], shape: type[BaseModel], before: str) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    missing_texts: dict[str, Any] = {}
    for name, field in shape.model_fields.items():
        called = field.alias or name
        part = part_of(field.annotation)
        if part is not None:
            if (inside := _nested(row, part, f"{before}{called}.")) is not None:
                found[called] = inside
            continue
        cell = row.get(f"{before}{called}")
        if cell is None or cell == "":
            if field.is_required() and field.annotation is str:
                missing_texts[called] = ""
            continue
        found[called] = _read(cell, field.annotation)
    if not found:
        return None
    return {**found, **missing_texts} if issubclass(shape, Part) and before else found


def _read(cell: Cell, annotation: Any) -> Any:
    kinds = set(_leaves(annotation))
    text = str(cell)
    if bool in kinds:
        return {YES: True, NO: False, "true": True, "false": False}.get(text.casefold(), text)
    if kinds & {int, float} and str not in kinds:
        return _number(cell)
    if text.startswith("'"):
        text = text[1:]
    if list in kinds or tuple in kinds or dict in kinds:
        if text[:1] in "[{":
            try:
                return json.loads(text)
            except ValueError:
                return text
        return text if text == "all" and str not in kinds else text.splitlines()
    return text


def _number(cell: Cell) -> Any:
    if isinstance(cell, str):
        try:
            return int(cell)
        except ValueError:
            try:
                return float(cell)
            except ValueError:
                return cell
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _leaves(annotation: Any) -> Iterator[Any]:
    """The plain types that a field may hold: a list counts as a list, whatever stands in it."""
    origin = getattr(annotation, "__origin__", None)
    if origin in (list, tuple, dict):
        yield origin
        return
    inside = get_args(annotation)
    if not inside:
        yield annotation
    for one in inside:
        if isinstance(one, type) or getattr(one, "__origin__", None) is not None:
            yield from _leaves(one)
