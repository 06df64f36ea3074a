"""The addresses on which facts of an entry rest, and the edits that are about one of them, whichever kind the entry is of.

What rests on an address is any part of an entry that has one and the day on which it was seen: sources, contacts, advice."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from catalogue.entries.values import Entry

WEB = ("http://", "https://")


def addresses_of(entry: Entry) -> frozenset[str]:
    """Of pages on the web that facts of this entry were read on."""
    return frozenset(one["url"] for one in _resting(_plain(entry)))


def seen_at(entry: Entry, url: str, on: date) -> Entry | None:
    """Somebody read this page today, and all that rests on it still stands there. None where nothing does, or it says so
    already."""
    plain = _plain(entry)
    found = [one for one in _resting(plain) if one["url"] == url and one["seen"] != on.isoformat()]
    for one in found:
        one["seen"] = on.isoformat()
    return _opened(entry, plain) if found else None


def moved_from(url: str) -> Callable[[Entry, str, date], Entry | None]:
    """The edit that writes the address which it is given (as the part) wherever the entry has the old one."""

    def moved(entry: Entry, to: str, _on: date) -> Entry | None:
        before = _plain(entry)
        after = _replaced(before, url, to)
        return _opened(entry, after) if after != before else None

    return moved


def _plain(entry: Entry) -> Any:
    return entry.model_dump(mode="json", by_alias=True)


def _opened(entry: Entry, plain: Any) -> Entry:
    return type(entry).model_validate_json(json.dumps(plain), context={"row": True})


def _resting(plain: Any) -> Iterator[dict[str, Any]]:
    if isinstance(plain, dict):
        if "seen" in plain and str(plain.get("url", "")).startswith(WEB):
            yield plain
        for one in plain.values():
            yield from _resting(one)
    elif isinstance(plain, list):
        for one in plain:
            yield from _resting(one)


def _replaced(plain: Any, old: str, new: str) -> Any:
    if isinstance(plain, dict):
        return {name: _replaced(one, old, new) for name, one in plain.items()}
    if isinstance(plain, list):
        return [_replaced(one, old, new) for one in plain]
    return new if plain == old else plain
