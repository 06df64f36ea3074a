"""How long facts of a route may be relied on after they were seen."""

from typing import Annotated, Any

from pydantic import Field

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Parts
from catalogue.entries.values import Entry, Lax
from catalogue.models.shelf_life import LONGEST
from catalogue.vocabulary import FactSubject


class ShelfLifeEntry(Entry):
    kind_of_entry = "shelf-life"
    id: Annotated[FactSubject, Lax]
    months: Annotated[int, Field(ge=1, le=LONGEST)]


def _shelf_life_parts(value: ShelfLifeEntry) -> Parts:
    return Parts({"subject": value.id.value, "months": value.months})


def _shelf_life_back(row: rows.ShelfLife) -> dict[str, Any]:
    return {"id": row.subject, "months": row.months}


register(
    EntryKind(
        ShelfLifeEntry,
        rows.ShelfLife,
        _shelf_life_parts,
        _shelf_life_back,
        rows.ShelfLife.objects.all,
        "vocabulary.yaml",
        "shelf_lives",
        key=lambda row: str(row.subject),
        lookup=lambda key: {"subject": key},
    )
)
