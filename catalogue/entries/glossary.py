"""A word of funders, in everyday words."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import (
    Parts,
    key_or_none,
    slug_or_none,
    slugs,
    sources,
    sources_of,
    words,
    words_of,
)
from catalogue.entries.values import Id, Ids, OrderedEntry, Ref, SourceEntry, Text, Words


class GlossaryEntry(OrderedEntry):
    kind_of_entry = "glossary-term"
    id: Id
    name: Words
    also: list[Text] = []
    text: Words
    is_marked: bool = True
    guide: Annotated[str | None, Ref("guide", is_hard=False)] = None
    routes: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    sources: list[SourceEntry] = []


def _glossary_parts(value: GlossaryEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "position": value.position,
            "also": list(value.also),
            "is_marked": value.is_marked,
            "guide": key_or_none("guide", value.guide),
            **words("name", value.name),
            **words("text", value.text),
        },
        links={"routes": ("instrument", value.routes)},
        children={"sources": sources(value.sources)},
    )


def _glossary_back(row: rows.GlossaryTerm) -> dict[str, Any]:
    return {
        "id": row.slug,
        "position": row.position,
        "name": words_of(row, "name"),
        "also": row.also,
        "text": words_of(row, "text"),
        "is_marked": row.is_marked,
        "guide": slug_or_none(row.guide),
        "routes": slugs(row.routes),
        "sources": sources_of(row),
    }


register(
    EntryKind(
        GlossaryEntry,
        rows.GlossaryTerm,
        _glossary_parts,
        _glossary_back,
        lambda: rows.GlossaryTerm.objects.select_related("guide").prefetch_related("routes", "sources"),
        "glossary.yaml",
        "terms",
    )
)
