"""A country, or a region of one."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Parts, codes, key_or_none, words, words_of
from catalogue.entries.values import Ids, Lax, MergedEntry, PlaceCode, Ref, Words
from catalogue.vocabulary import PlaceKind


class PlaceEntry(MergedEntry):
    kind_of_entry = "place"
    code: PlaceCode
    name: Words
    kind: Annotated[PlaceKind, Lax] = PlaceKind.COUNTRY
    parent: Annotated[str | None, Ref("place")] = None
    state: Annotated[str | None, Ref("place")] = None
    overlaps: Annotated[Ids, Ref("place")] = []
    is_covered_by_children: bool = False

    @property
    def key(self) -> str:
        return self.code


def _place_parts(value: PlaceEntry) -> Parts:
    return Parts(
        {
            "code": value.code,
            "former_keys": list(value.former_keys),
            "kind": value.kind,
            "parent": key_or_none("place", value.parent),
            "state": key_or_none("place", value.state),
            "is_covered_by_children": value.is_covered_by_children,
            **words("name", value.name),
        },
        links={"overlaps": ("place", value.overlaps)},
    )


def _place_back(row: rows.Place) -> dict[str, Any]:
    return {
        "code": row.code,
        "former_keys": row.former_keys,
        "name": words_of(row, "name"),
        "kind": row.kind,
        "parent": row.parent.code if row.parent else None,
        "state": row.state.code if row.state else None,
        "overlaps": codes(row.overlaps),
        "is_covered_by_children": row.is_covered_by_children,
    }


register(
    EntryKind(
        PlaceEntry,
        rows.Place,
        _place_parts,
        _place_back,
        lambda: rows.Place.objects.select_related("parent", "state").prefetch_related("overlaps"),
        "places.yaml",
        "places",
        key=lambda row: str(row.code),
        lookup=lambda key: {"code": key},
    )
)
