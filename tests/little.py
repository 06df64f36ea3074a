"""A little catalogue, for tests that need one of each kind and not all: what is edited, published and loaded in it takes a tenth.

It is cut out of `fixtures/`: the first few entries of each kind with all that they name, so that it stands by itself."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from catalogue.entries.kinds import KINDS
from catalogue.entries.values import Entry, references
from catalogue.loading.files import Read, read_directory
from tests.the import as_a, the

FACTS = Path(__file__).parents[1] / "fixtures"
WHOLE = ("discipline-family", "discipline", "goal", "applicant", "theme", "question", "weight", "shelf-life")
"""Kinds of which everything stands in it."""
ROUTES = ("kunstendecreet-tip", "kunstendecreet-ip", "vaf-nff-coproductie")
FEW = {"instrument": 6, "cell": 1, "rule": 6, "persona": 6, "place": 0, "group": 0, "programme": 0}
"""How many entries of the other kinds it begins with, beside these routes; 4 of those that are not named."""
Name = tuple[str, str]
Facts = dict[str, dict[str, Read]]
"""By kind and key."""
E = TypeVar("E", bound=Entry)


@cache
def committed_facts() -> Facts:
    """What the files say: read once by a process, which takes two seconds. Who asks changes nothing in it."""
    return read_directory(FACTS)


def committed(shape: type[E]) -> dict[str, E]:
    """What they say of one kind, by key."""
    return {key: as_a(shape, read.value) for key, read in committed_facts()[shape.kind_of_entry].items()}


def write_little(directory: Path) -> None:
    """Fill the directory with its facts."""
    found = committed_facts()
    kept = with_all_they_name(first_ones(found), found)
    for kind in KINDS.values():
        for path in FACTS.glob(kind.file):
            target = directory / path.relative_to(FACTS)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                target.write_text(cut(path, kept, found), encoding="utf-8")


def first_ones(found: dict[str, dict[str, Read]]) -> Iterator[Name]:
    yield from (("instrument", slug) for slug in ROUTES)
    for kind, entries in found.items():
        many = len(entries) if kind in WHOLE else FEW.get(kind, 4)
        yield from ((kind, key) for key in list(entries)[:many])


def with_all_they_name(names: Iterable[Name], found: dict[str, dict[str, Read]]) -> set[Name]:
    left, kept = list(names), set[Name]()
    while left:
        name = left.pop()
        if name not in kept:
            kept.add(name)
            left += named_by(name, found)
    return kept


def named_by(name: Name, found: dict[str, dict[str, Read]]) -> Iterator[Name]:
    """What an entry refers to, and the places and groups that stand among its answers, as those of a persona or a question."""
    kind, key = name
    entry = found[kind][key].value
    for one in references(entry):
        yield from ((one.kind, other) for other in one.keys)
    if kind in ("persona", "question"):
        said = set(texts_in(entry.model_dump()))
        yield from ((other, text) for other in ("place", "group") for text in said.intersection(found[other]))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts_in(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in texts_in(one))


def cut(path: Path, kept: set[Name], found: dict[str, dict[str, Read]]) -> str:
    """What stands in a file of facts, as it stands there, less the entries that are not kept."""
    file = path.relative_to(FACTS).as_posix()
    left = dict[str, str]()
    for kind in KINDS.values():
        if path.match(kind.file):
            keys = [key for key, read in found[kind.name].items() if read.file == file]
            texts = entries_of(path).get(kind.section, [])
            left[kind.section] = "".join(
                text for key, text in zip(keys, texts, strict=True) if (kind.name, key) in kept
            )
    return "".join(f"{section}:\n{text}" if text else f"{section}: []\n" for section, text in left.items())


@cache
def entries_of(path: Path) -> dict[str, list[str]]:
    """The lines of each entry, by section, in the order of the file."""
    text = path.read_text(encoding="utf-8")
    lines, root = text.splitlines(keepends=True), the(yaml.compose(text, Loader=yaml.CSafeLoader))
    found: dict[str, list[str]] = {}
    for section, entries in root.value:
        begins = [entry.start_mark.line for entry in entries.value]
        ends = [*begins[1:], entries.end_mark.line]
        found[section.value] = ["".join(lines[begin:end]) for begin, end in zip(begins, ends, strict=True)]
    return found
