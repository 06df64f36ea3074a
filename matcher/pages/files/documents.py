"""A PDF that a screen reader can read: tagged, with headings, links, a language and page numbers (PDF/UA-1), made by Typst.

What it holds comes in as data and is written as text: nothing in it is read as markup."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

TEMPLATE = Path("templates") / "pdf" / "sheet.typ"


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A piece of the text, by its `kind`: heading (of `level` 2 or 3), text, list, facts (pairs), link."""

    kind: str
    text: str = ""
    level: int = 2
    items: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    language: str
    lead: str
    address: str
    """Where the page stands of which this is the paper."""
    foot: str
    on: date
    blocks: Sequence[SheetBlock] = field(default_factory=tuple)


def heading(text: str, level: int = 2) -> SheetBlock:
    return SheetBlock("heading", text, level)


def text(said: str) -> SheetBlock:
    return SheetBlock("text", said)


def items(said: Sequence[str]) -> SheetBlock:
    return SheetBlock("list", items=tuple(said))


def facts(pairs: Sequence[tuple[str, str]]) -> SheetBlock:
    return SheetBlock("facts", pairs=tuple(pairs))


def link(said: str, url: str) -> SheetBlock:
    return SheetBlock("link", said, url=url)


@cache
def template() -> bytes:
    return (settings.BASE_DIR / TEMPLATE).read_bytes()


def pdf_file(document: Document) -> bytes:
    """The same document gives the same bytes."""
    made: bytes = typst.compile(
        template(),
        format="pdf",
        sys_inputs={"data": json.dumps(asdict(document) | {"on": document.on.isoformat()})},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=int(datetime.combine(document.on, time(), UTC).timestamp()),
    )
    return made
