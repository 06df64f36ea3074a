"""Words that people type in the search box, and the word of the catalogue that is meant."""

from typing import Annotated, Any

from pydantic import Field

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Parts
from catalogue.entries.values import Entry, Id, Text


class SynonymEntry(Entry):
    kind_of_entry = "synonym"
    id: Id
    typed: Annotated[list[Text], Field(min_length=1)]
    finds: Text


def _synonym_parts(value: SynonymEntry) -> Parts:
    return Parts({"slug": value.id, "typed": list(value.typed), "finds": value.finds})


def _synonym_back(row: rows.Synonym) -> dict[str, Any]:
    return {"id": row.slug, "typed": row.typed, "finds": row.finds}


register(
    EntryKind(
        SynonymEntry,
        rows.Synonym,
        _synonym_parts,
        _synonym_back,
        rows.Synonym.objects.all,
        "synonyms.yaml",
        "synonyms",
    )
)
