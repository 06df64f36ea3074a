"""A value as a row with its links and children, and the small pieces that many kinds share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from catalogue.entries.values import Part, SourceEntry, Words


@dataclass(frozen=True)
class Key:
    """Stands in a column for the row of this kind with this key."""

    kind: str
    key: str


@dataclass(frozen=True)
class Sibling:
    """Stands in a child's column for the child of the same parent, under another name, with this mark."""

    children: str
    mark: str


@dataclass(frozen=True)
class Parts:
    """One row: its columns, the keys that its many-to-many fields link to, and the rows that belong to it.

    `links` is field -> (kind, keys); `children` is related name -> rows; `mark` is how a `Sibling` finds it."""

    columns: Mapping[str, Any]
    links: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    children: Mapping[str, Sequence["Parts"]] = field(default_factory=dict)
    mark: str = ""


def words(name: str, value: Words | None) -> dict[str, str]:
    """The pair of columns of a text."""
    return {f"{name}_nl": value.nl if value else "", f"{name}_en": value.en if value else ""}


def words_of(row: models.Model, name: str) -> dict[str, str] | None:
    text = {"nl": getattr(row, f"{name}_nl"), "en": getattr(row, f"{name}_en")}
    return text if any(text.values()) else None


def slugs(related: Any) -> list[str]:
    return [row.slug for row in related.all()]


def codes(related: Any) -> list[str]:
    return [row.code for row in related.all()]


def texts(values: Sequence[Words], **columns: Any) -> list[Parts]:
    return [Parts({**words("text", value), **columns}) for value in values]


def texts_of(related: Iterable[models.Model]) -> list[dict[str, str] | None]:
    return [words_of(row, "text") for row in related]


def sources(values: Sequence[SourceEntry]) -> list[Parts]:
    return [
        Parts(
            {"url": one.url, "ref": one.ref, "seen": one.seen, **words("supports", one.supports)},
            mark=one.url or one.ref,
        )
        for one in values
    ]


def sources_of(row: Any) -> list[dict[str, Any]]:
    return [
        {"url": one.url, "ref": one.ref, "seen": one.seen, "supports": words_of(one, "supports")}
        for one in row.sources.all()
    ]


def key_or_none(kind: str, key: str | None) -> Key | None:
    return Key(kind, key) if key else None


def slug_or_none(row: Any) -> str | None:
    return row.slug if row else None


def columns_of(row: models.Model, shape: type[Part], *but: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.model_fields if name not in but}
