"""What people write for a place beside its own name."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Parts, codes, slugs, words, words_of
from catalogue.entries.values import Entry, Id, Ids, Ref, Text, Words


class PlaceNameEntry(Entry):
    """Names that stand for the same. More than one place or group: a visitor is asked which; none: `told` says why."""

    kind_of_entry = "place-name"
    id: Id
    names: list[Text]
    places: Annotated[Ids, Ref("place")] = []
    groups: Annotated[Ids, Ref("group")] = []
    lies_within: bool = False
    told: Words | None = None


def _place_name_parts(value: PlaceNameEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "names": list(value.names),
            "lies_within": value.lies_within,
            **words("told", value.told),
        },
        links={"places": ("place", value.places), "groups": ("group", value.groups)},
    )


def _place_name_back(row: rows.PlaceName) -> dict[str, Any]:
    return {
        "id": row.slug,
        "names": row.names,
        "places": codes(row.places),
        "groups": slugs(row.groups),
        "lies_within": row.lies_within,
        "told": words_of(row, "told"),
    }


register(
    EntryKind(
        PlaceNameEntry,
        rows.PlaceName,
        _place_name_parts,
        _place_name_back,
        lambda: rows.PlaceName.objects.prefetch_related("places", "groups"),
        "place_names.yaml",
        "place_names",
    )
)
