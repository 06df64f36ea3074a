"""The parts of which entries are made. Every entry is a pydantic model that refuses unknown fields.

What is left out is not known (numbers, days) or empty (lists, texts). Lists of ids are sets: their order means nothing, and
they are kept sorted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, ValidationInfo, model_validator

from catalogue.languages import in_active_language
from catalogue.models.days import HOUR, MONTH_DAY, PARTIAL_DATE
from catalogue.models.words import SLUG


@dataclass
class FixtureError(Exception):
    """What is wrong in which file, in which entry, in which field. `also`: its other fields, each with a reason."""

    file: Path | str
    entry: str
    field: str
    reason: str
    also: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        lines = (
            (str(self.file), self.entry, field, reason) for field, reason in ((self.field, self.reason), *self.also)
        )
        return "\n".join(": ".join(part for part in line if part) for line in lines)


@dataclass(frozen=True)
class Ref:
    """Marks a field whose ids are keys of entries of this kind.

    A hard one must be there for the entry to mean anything; a soft one is left out of pages while the other is not public."""

    kind: str
    is_hard: bool = True


def is_from_a_row(info: ValidationInfo) -> bool:
    """A value read back from the database, which staff may have left half filled; a file may not be."""
    return bool(info.context and info.context.get("row"))


def _filled(text: str, info: ValidationInfo) -> str:
    if not text.strip() and not is_from_a_row(info):
        raise ValueError("is empty: write it, or leave the whole field out")
    return text


def _matches(form: str, expected: str) -> AfterValidator:
    def check(text: str, info: ValidationInfo) -> str:
        if text and not is_from_a_row(info) and not re.fullmatch(form, text):
            raise ValueError(f"expected {expected}, got {text!r}")
        return text

    return AfterValidator(check)


def _once(ids: list[str]) -> list[str]:
    """The ids in order; raises where one is named twice."""
    if len(set(ids)) < len(ids):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        raise ValueError(f"named twice: {', '.join(twice)}")
    return sorted(ids)


Text = Annotated[str, AfterValidator(_filled)]
Id = Annotated[str, _matches(SLUG, "lower-case letters, digits and single hyphens")]
Ids = Annotated[list[str], AfterValidator(_once)]
Url = Annotated[str, _matches(r"https?://[^\s/]+\.[^\s]+", "an address such as https://example.org/page")]
PartialDate = Annotated[str, _matches(PARTIAL_DATE, "a day as 2026, 2026-02 or 2026-02-28")]
MonthDay = Annotated[str, _matches(MONTH_DAY, "a month and a day as 10-31")]
Hour = Annotated[str, _matches(HOUR, "an hour as 17:00")]
Year = Annotated[str, _matches(r"[0-9]{4}", "a year as 2026")]
CountryCode = Annotated[str, _matches(r"[A-Z]{2}|INT", "two capitals (BE), or EU, or INT")]
PlaceCode = Annotated[
    str, _matches(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|x-[a-z]{2}-[a-z]{2,5}", "a code as FR, FR-HDF, x-be-fwb")
]
Count = Annotated[int, Field(ge=0)]
Lax = Strict(False)


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Itself: nothing in it changes. Entries share the parts that a field has by default, which pydantic copies so."""
        return self


class Words(Part):
    """One text in both languages; as a string, in the active one."""

    nl: Text
    en: Text

    def __str__(self) -> str:
        """In the active language, or in the first that has it."""
        return in_active_language({"nl": self.nl, "en": self.en})


class SourceEntry(Part):
    url: Url = ""
    ref: str = ""
    supports: Words
    seen: str = ""

    @model_validator(mode="after")
    def _names_a_place(self) -> "SourceEntry":
        if not self.url and not self.ref:
            raise ValueError("a source needs an address (url) or a reference (ref)")
        return self


class Entry(Part):
    """A thing that other entries may name. `kind_of_entry` is the word by which kinds and errors know it."""

    kind_of_entry: ClassVar[str]

    @property
    def key(self) -> str:
        return str(getattr(self, "id"))  # noqa: B009 - each entry declares its own id


class MergedEntry(Entry):
    """An entry that others may be merged into: `former_keys` are theirs, and lead here for ever after."""

    former_keys: Ids = []


class OrderedEntry(Entry):
    """An entry that has a place in lists. A file may leave it out: the order in the file gives steps of ten."""

    position: Count = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of an entry or of its parts, and the entries that it names."""

    field: str
    kind: str
    keys: Sequence[str]
    is_hard: bool


def references(part: BaseModel, path: str = "") -> Iterator[Reference]:
    """For every field that is marked with a Ref, in the entry and in its parts."""
    for name, ref, has_parts in marked(type(part)):
        value = getattr(part, name)
        said = f"{path}{type(part).model_fields[name].alias or name}"  # as the files call it
        if ref and value and value != "all":
            keys = [value] if isinstance(value, str) else value
            yield Reference(said, ref.kind, keys, ref.is_hard)
        elif has_parts and isinstance(value, BaseModel):
            yield from references(value, f"{said}.")
        elif has_parts and isinstance(value, list):
            for place, inside in enumerate(value, start=1):
                yield from references(inside, f"{said}.{place}.")


@cache
def marked(shape: type[BaseModel]) -> tuple[tuple[str, Ref | None, bool], ...]:
    """(field, its Ref if it has one, whether it holds parts with Refs) for the fields that matter."""
    found = []
    for name, field in shape.model_fields.items():
        ref = next((mark for mark in field.metadata if isinstance(mark, Ref)), None)
        has_parts = any(marked(part) for part in parts_in(field.annotation))
        if ref or has_parts:
            found.append((name, ref, has_parts))
    return tuple(found)


def parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inside in getattr(annotation, "__args__", ()):
        yield from parts_in(inside)
