"""The fixture files: YAML to checked entries, without the database."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from catalogue.entries.former import claimed_twice, merged_kinds
from catalogue.entries.kinds import KINDS
from catalogue.entries.values import Entry, FixtureError, OrderedEntry, parts_in, references

STEP = 10
"""Between the places of two entries that follow one another in a file, so that one fits in between."""


class FixtureLoader(yaml.CSafeLoader):
    """YAML in which `NO` is Norway and 2026-02-28 is text, and in which a key stands once."""


FixtureLoader.yaml_implicit_resolvers = {
    first: [
        (tag, form) for tag, form in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
FixtureLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _mapping(loader: FixtureLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [key.value for key, _value in node.value]
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise yaml.constructor.ConstructorError(None, None, f"{twice} stands twice", node.start_mark)
    return loader.construct_mapping(node, deep=True)


FixtureLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


@dataclass(frozen=True)
class Read:
    """An entry and the file it was read from, named as it stands below the directory."""

    file: str
    value: Entry


def sections_by_file() -> dict[str, dict[str, type[Entry]]]:
    """What each file holds: pattern -> heading -> the shape of its entries."""
    found: dict[str, dict[str, type[Entry]]] = {}
    for kind in KINDS.values():
        found.setdefault(kind.file, {})[kind.section] = kind.entry
    return found


def read_directory(
    directory: Path, files: Mapping[str, Mapping[str, type[Entry]]] | None = None
) -> dict[str, dict[str, Read]]:
    """Every entry by kind and key, in the order of `files` (all kinds), with all ids resolved. Raises FixtureError."""
    if not directory.is_dir():
        raise FixtureError(directory, "", "", "is not a directory")
    found: dict[str, dict[str, Read]] = {}
    for pattern, sections in (sections_by_file() if files is None else files).items():
        for shape in sections.values():
            found.setdefault(shape.kind_of_entry, {})
        paths = sorted(directory.glob(pattern))
        if not paths:
            raise FixtureError(directory / pattern, "", "", "does not exist")
        for path in paths:
            for read in read_file(path, path.relative_to(directory).as_posix(), sections):
                entries = found[read.value.kind_of_entry]
                if read.value.key in entries:
                    first = entries[read.value.key].file
                    raise FixtureError(read.file, read.value.key, "id", f"stands already in {first}")
                entries[read.value.key] = read
    check_references(found)
    return found


def read_file(path: Path, name: str, sections: Mapping[str, type[Entry]]) -> Iterator[Read]:
    """The entries of one file, section by section. `name` is how errors call the file."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=FixtureLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        raise FixtureError(name, where, "", getattr(error, "problem", None) or "is not YAML") from error
    if not isinstance(content, dict):
        raise FixtureError(name, "", "", f"expected the sections {', '.join(sections)}")
    for section, raws in content.items():
        if section not in sections:
            raise FixtureError(name, "", str(section), f"unknown section{_nearest(str(section), sections)}")
        if not isinstance(raws, list):
            raise FixtureError(name, "", str(section), "expected a list of entries")
    for section, shape in sections.items():
        for place, raw in enumerate(content.get(section) or (), start=1):
            value = read_entry(shape, raw, name, f"{section} {place}")
            if isinstance(value, OrderedEntry) and not value.position:
                value = value.model_copy(update={"position": STEP * place})
            yield Read(name, value)


def read_entry(shape: type[Entry], raw: Any, file: str, otherwise: str) -> Entry:
    """The value of one entry; an error calls it by its id, or by `otherwise` when it has none; one reason a field."""
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        entry = str((raw.get("id") or raw.get("code") or otherwise) if isinstance(raw, dict) else otherwise)
        first_of: dict[Any, Any] = {}
        for one in error.errors():
            first_of.setdefault(one["loc"][:1], one)
        (field, reason), *also = [(_path(one["loc"]), _reason(one, shape)) for one in first_of.values()]
        raise FixtureError(file, entry, field, reason, tuple(also)) from error


def _path(steps: Iterable[int | str]) -> str:
    return ".".join(str(step + 1 if isinstance(step, int) else step) for step in steps)


def _reason(error: Any, shape: type[Entry]) -> str:
    if error["type"] == "extra_forbidden":
        name = str(error["loc"][-1])
        known = ", ".join(_fields_at(shape, error["loc"][:-1]))
        return f"unknown field{_nearest(name, _field_names(shape)) or f'; there may be {known}'}"
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return f"{error['msg'][:1].lower()}{error['msg'][1:]}, got {error['input']!r:.80}"


def _fields_at(shape: type[BaseModel], steps: Iterable[int | str]) -> list[str]:
    """The fields of the part of an entry to which these steps lead; those of the entry, where they lead to no one part."""
    for step in steps:
        named = {field.alias or name: field for name, field in shape.model_fields.items()}
        parts = list(parts_in(named[step].annotation)) if isinstance(step, str) and step in named else [shape]
        shape = parts[0] if len(parts) == 1 else shape
    return sorted(field.alias or name for name, field in shape.model_fields.items())


@cache
def _field_names(shape: type[BaseModel]) -> frozenset[str]:
    """The names of all fields of an entry and of its parts."""
    names = {field.alias or name for name, field in shape.model_fields.items()}
    for field in shape.model_fields.values():
        for part in parts_in(field.annotation):
            names |= _field_names(part)
    return frozenset(names)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def check_references(found: Mapping[str, Mapping[str, Read]]) -> None:
    """Raise FixtureError at the first id that names nothing, or at a place that overlaps without being overlapped."""
    for entries in found.values():
        for key, read in entries.items():
            for named in references(read.value):
                known = found.get(named.kind, {})
                for one in named.keys:
                    if one not in known:
                        reason = f"no {named.kind} is called {one!r}{_nearest(one, known)}"
                        raise FixtureError(read.file, key, named.field, reason)
    for kind in merged_kinds():
        entries = found.get(kind, {})
        former = [(one, key) for key, read in entries.items() for one in getattr(read.value, "former_keys", ())]
        for one, (first, second) in claimed_twice(entries, former).items():
            raise FixtureError(entries[second].file, second, "former_keys", f"{one!r} is that of {first!r} already")
    places = found.get("place", {})
    for code, read in places.items():
        for other in getattr(read.value, "overlaps", ()):
            if code not in getattr(places[other].value, "overlaps", ()):
                raise FixtureError(read.file, code, "overlaps", f"{other} has to overlap with {code} too")
