"""What decides in practice when one works abroad: who pays there, visa, social security, tax, customs."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import (
    Parts,
    codes,
    key_or_none,
    slug_or_none,
    slugs,
    sources,
    sources_of,
    texts,
    texts_of,
    words,
    words_of,
)
from catalogue.entries.values import Id, Ids, Lax, OrderedEntry, Ref, SourceEntry, Url, Words
from catalogue.vocabulary import FactTopic


class FactEntry(OrderedEntry):
    """It holds for its places and the members of its groups, or for every country outside some
    groups; or it stands in a guide."""

    kind_of_entry = "fact"
    id: Id
    topic: Annotated[FactTopic, Lax]
    text: Words
    name: Words | None = None
    url: Url = ""
    pays: Words | None = None
    places: Annotated[Ids, Ref("place")] = []
    groups: Annotated[Ids, Ref("group")] = []
    outside: Annotated[Ids, Ref("group")] = []
    guide: Annotated[str | None, Ref("guide")] = None
    organisations: Annotated[Ids, Ref("organisation", is_hard=False)] = []
    routes: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    is_confirmed: bool = False
    sources: list[SourceEntry] = []
    doubts: list[Words] = []


def _fact_parts(value: FactEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "position": value.position,
            "topic": value.topic,
            "url": value.url,
            "guide": key_or_none("guide", value.guide),
            "is_confirmed": value.is_confirmed,
            **words("text", value.text),
            **words("name", value.name),
            **words("pays", value.pays),
        },
        links={
            "places": ("place", value.places),
            "groups": ("group", value.groups),
            "outside": ("group", value.outside),
            "organisations": ("organisation", value.organisations),
            "routes": ("instrument", value.routes),
        },
        children={"sources": sources(value.sources), "doubts": texts(value.doubts)},
    )


def _fact_back(row: rows.Fact) -> dict[str, Any]:
    return {
        "id": row.slug,
        "position": row.position,
        "topic": row.topic,
        "text": words_of(row, "text"),
        "name": words_of(row, "name"),
        "url": row.url,
        "pays": words_of(row, "pays"),
        "places": codes(row.places),
        "groups": slugs(row.groups),
        "outside": slugs(row.outside),
        "guide": slug_or_none(row.guide),
        "organisations": slugs(row.organisations),
        "routes": slugs(row.routes),
        "is_confirmed": row.is_confirmed,
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


register(
    EntryKind(
        FactEntry,
        rows.Fact,
        _fact_parts,
        _fact_back,
        lambda: rows.Fact.objects.select_related("guide").prefetch_related(
            "places", "groups", "outside", "organisations", "routes", "sources", "doubts"
        ),
        "facts/*.yaml",
        "facts",
        tick="is_confirmed",
    )
)
