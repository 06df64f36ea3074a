"""A decree or programme to which routes belong."""

from typing import Any

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Parts, words, words_of
from catalogue.entries.values import Id, MergedEntry, Words


class ProgrammeEntry(MergedEntry):
    kind_of_entry = "programme"
    id: Id
    name: Words


def _programme_parts(value: ProgrammeEntry) -> Parts:
    return Parts({"slug": value.id, "former_keys": list(value.former_keys), **words("name", value.name)})


def _programme_back(row: rows.Programme) -> dict[str, Any]:
    return {"id": row.slug, "former_keys": row.former_keys, "name": words_of(row, "name")}


register(
    EntryKind(
        ProgrammeEntry,
        rows.Programme,
        _programme_parts,
        _programme_back,
        rows.Programme.objects.all,
        "instruments/*.yaml",
        "programmes",
    )
)
