"""For which places a route is, and where those who apply are established."""

from collections.abc import Sequence
from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.parts import codes, slugs, words, words_of
from catalogue.entries.values import Ids, Lax, Part, Ref, Words
from catalogue.vocabulary import WhereRole


class WhereEntry(Part):
    groups: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []
    role: Annotated[WhereRole, Lax] = WhereRole.DESTINATION
    note: Words | None = None


class BasedInEntry(Part):
    groups: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []
    not_for: Annotated[Ids, Ref("applicant")] = []
    lead_only: bool = False
    note: Words | None = None


def where_columns(value: WhereEntry) -> dict[str, Any]:
    return {"where_role": value.role, **words("where_note", value.note)}


def where_links(value: WhereEntry) -> dict[str, tuple[str, Sequence[str]]]:
    return {"where_groups": ("group", value.groups), "where_places": ("place", value.places)}


def where_back(row: rows.Instrument) -> dict[str, Any]:
    return {
        "groups": slugs(row.where_groups),
        "places": codes(row.where_places),
        "role": row.where_role,
        "note": words_of(row, "where_note"),
    }


def based_in_columns(value: BasedInEntry) -> dict[str, Any]:
    return {"based_lead_only": value.lead_only, **words("based_note", value.note)}


def based_in_links(value: BasedInEntry) -> dict[str, tuple[str, Sequence[str]]]:
    return {
        "based_groups": ("group", value.groups),
        "based_places": ("place", value.places),
        "based_not_for": ("applicant", value.not_for),
    }


def based_in_back(row: rows.Instrument) -> dict[str, Any]:
    return {
        "groups": slugs(row.based_groups),
        "places": codes(row.based_places),
        "not_for": slugs(row.based_not_for),
        "lead_only": row.based_lead_only,
        "note": words_of(row, "based_note"),
    }
