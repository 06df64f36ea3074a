"""A group of places, with its members period by period."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from django.db.models import Prefetch, QuerySet
from pydantic import model_validator

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import (
    Key,
    Parts,
    codes,
    columns_of,
    slugs,
    sources,
    sources_of,
    texts,
    texts_of,
    words,
    words_of,
)
from catalogue.entries.values import Entry, Id, Ids, Lax, Part, Ref, SourceEntry, Words
from catalogue.vocabulary import GroupKind, MemberRole


class MemberEntry(Part):
    """A member with something to say: that it counts only in part, or how."""

    place: Annotated[str, Ref("place")]
    is_partial: bool = False
    role: Annotated[MemberRole, Lax] = MemberRole.FULL
    since: Annotated[date | None, Lax] = None
    until: Annotated[date | None, Lax] = None
    note: Words | None = None

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say of it but that it is one."""
        return self == MemberEntry(place=self.place)


class PeriodEntry(Part):
    holds_from: Annotated[date | None, Lax] = None
    holds_until: Annotated[date | None, Lax] = None
    all_countries: bool = False
    with_territories: bool = False
    except_places: Annotated[Ids, Ref("place")] = []
    includes: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []
    limited: list[MemberEntry] = []

    @model_validator(mode="after")
    def _once_and_in_order(self) -> "PeriodEntry":
        if twice := {member.place for member in self.limited} & set(self.places):
            raise ValueError(f"stands in places and in limited: {', '.join(sorted(twice))}")
        if self.holds_from and self.holds_until and self.holds_from > self.holds_until:
            raise ValueError("holds_until comes before holds_from")
        return self


class GroupEntry(Entry):
    kind_of_entry = "group"
    id: Id
    name: Words
    legal_name: Words | None = None
    kind: Annotated[GroupKind, Lax]
    note: Words | None = None
    provenance: str = ""
    dossier: str = ""
    periods: list[PeriodEntry]
    sources: list[SourceEntry] = []
    doubts: list[Words] = []

    @model_validator(mode="after")
    def _periods_apart(self) -> "GroupEntry":
        ordered = sorted(self.periods, key=lambda period: period.holds_from or date.min)
        for earlier, later in pairwise(ordered):
            if (earlier.holds_until or date.max) >= (later.holds_from or date.min):
                raise ValueError("two periods overlap: end one on the day before the other starts")
        return self


def _group_parts(value: GroupEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "kind": value.kind,
            "provenance": value.provenance,
            "dossier": value.dossier,
            **words("name", value.name),
            **words("legal_name", value.legal_name),
            **words("note", value.note),
        },
        children={
            "periods": [_period_parts(period) for period in value.periods],
            "sources": sources(value.sources),
            "doubts": texts(value.doubts),
        },
    )


def _period_parts(value: PeriodEntry) -> Parts:
    members = [MemberEntry(place=code) for code in value.places] + value.limited
    return Parts(
        {
            "holds_from": value.holds_from,
            "holds_until": value.holds_until,
            "all_countries": value.all_countries,
            "with_territories": value.with_territories,
        },
        links={"except_places": ("place", value.except_places), "includes": ("group", value.includes)},
        children={
            "memberships": [
                Parts(
                    {
                        "place": Key("place", one.place),
                        "is_partial": one.is_partial,
                        "role": one.role,
                        "since": one.since,
                        "until": one.until,
                        **words("note", one.note),
                    }
                )
                for one in members
            ]
        },
    )


def _group_back(row: rows.PlaceGroup) -> dict[str, Any]:
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "legal_name": words_of(row, "legal_name"),
        "kind": row.kind,
        "note": words_of(row, "note"),
        "provenance": row.provenance,
        "dossier": row.dossier,
        "periods": [_period_back(period) for period in row.periods.all()],
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


def _period_back(row: rows.PlaceGroupPeriod) -> dict[str, Any]:
    members = [
        {
            **columns_of(member, MemberEntry, "place", "note"),
            "place": member.place.code,
            "note": words_of(member, "note"),
        }
        for member in row.memberships.all()
    ]
    plain = [one["place"] for one in members if MemberEntry.model_construct(**one).is_plain]
    limited = [one for one in members if one["place"] not in plain]
    return {
        "holds_from": row.holds_from,
        "holds_until": row.holds_until,
        "all_countries": row.all_countries,
        "with_territories": row.with_territories,
        "except_places": codes(row.except_places),
        "includes": slugs(row.includes),
        "places": plain,
        "limited": limited,
    }


def _groups() -> QuerySet[rows.PlaceGroup]:
    periods = rows.PlaceGroupPeriod.objects.prefetch_related("except_places", "includes", "memberships__place")
    return rows.PlaceGroup.objects.prefetch_related(Prefetch("periods", periods), "sources", "doubts")


register(EntryKind(GroupEntry, rows.PlaceGroup, _group_parts, _group_back, _groups, "places.yaml", "groups"))
