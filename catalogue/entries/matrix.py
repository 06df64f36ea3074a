"""What the dossier says of three levels by three themes, and its tables, figures and notes."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import Prefetch, QuerySet
from pydantic import model_validator

from catalogue import models as rows
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import (
    Key,
    Parts,
    codes,
    key_or_none,
    slug_or_none,
    slugs,
    texts,
    texts_of,
    words,
    words_of,
)
from catalogue.entries.values import Entry, Id, Ids, Lax, OrderedEntry, Part, Ref, Text, Words
from catalogue.vocabulary import ChallengeBasis, ChallengeGroup, FacetKind, Level


class ChallengeEntry(OrderedEntry):
    kind_of_entry = "challenge"
    id: Id
    chapter: str
    group: Annotated[ChallengeGroup, Lax]
    summary: Words


class CellInstrumentEntry(Part):
    """An instrument, or a family of them with its members."""

    instrument: Annotated[str | None, Ref("instrument", is_hard=False)] = None
    family: Id = ""
    members: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    name: Text
    chapter: str
    note: Words | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "CellInstrumentEntry":
        if (self.instrument is None) == (not self.family):
            raise ValueError("name an instrument or a family, not both")
        return self


class CellNetworkEntry(Part):
    instrument: Annotated[str, Ref("instrument", is_hard=False)]
    chapter: str


class PracticeEntry(Part):
    name: Words
    chapter: str
    instrument: Annotated[str | None, Ref("instrument", is_hard=False)] = None


class CellChallengeEntry(Part):
    challenge: Annotated[str, Ref("challenge", is_hard=False)]
    basis: Annotated[ChallengeBasis, Lax]


class CellEntry(OrderedEntry):
    kind_of_entry = "cell"
    level: Annotated[Level, Lax]
    theme: Annotated[str, Ref("theme")]
    chapter: str
    summary: Words
    instruments: list[CellInstrumentEntry] = []
    networks: list[CellNetworkEntry] = []
    organisations: Annotated[Ids, Ref("organisation", is_hard=False)] = []
    practices: list[PracticeEntry] = []
    examples: Annotated[Ids, Ref("example", is_hard=False)] = []
    challenges: list[CellChallengeEntry] = []

    @property
    def key(self) -> str:
        return f"{self.level}/{self.theme}"


class FacetEntry(OrderedEntry):
    kind_of_entry = "facet"
    kind: Annotated[FacetKind, Lax]
    id: Id
    chapter: str
    name: Words

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.id}"


class FrameworkRowEntry(OrderedEntry):
    """A row of table 5; `themes` are those that the table marks."""

    kind_of_entry = "framework-row"
    id: Id
    group: Text
    name: Text
    instrument: Annotated[str | None, Ref("instrument", is_hard=False)] = None
    members: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    type: Words
    core_focus: Words
    themes: Annotated[Ids, Ref("theme")] = []
    marks_as_printed: Text
    note: Words | None = None


class DecreeEntry(OrderedEntry):
    kind_of_entry = "decree"
    id: Id
    name: Text
    lines: list[Words]
    note: Words | None = None


class StatisticEntry(OrderedEntry):
    kind_of_entry = "statistic"
    id: Id
    figure: Text
    about: Words
    source: Text
    year: Text
    chapter: str = ""
    note: Words | None = None
    level: Annotated[Level | None, Lax] = None
    disciplines: Annotated[Ids, Ref("discipline", is_hard=False)] = []
    places: Annotated[Ids, Ref("place", is_hard=False)] = []


class AttentionPointEntry(OrderedEntry):
    kind_of_entry = "attention-point"
    id: Id
    name: Words


class PriorityPartnerEntry(OrderedEntry):
    kind_of_entry = "priority-partner"
    id: Id
    name: Words


class DossierNoteEntry(OrderedEntry):
    kind_of_entry = "dossier-note"
    id: Id
    title: str = ""
    author: str = ""
    year: str = ""
    chapter: str = ""
    text: Words


def _challenge_parts(value: ChallengeEntry) -> Parts:
    return Parts(
        {
            "position": value.position,
            "slug": value.id,
            "chapter": value.chapter,
            "group": value.group,
            **words("summary", value.summary),
        }
    )


def _challenge_back(row: rows.Challenge) -> dict[str, Any]:
    return {
        "position": row.position,
        "id": row.slug,
        "chapter": row.chapter,
        "group": row.group,
        "summary": words_of(row, "summary"),
    }


def _cell_parts(value: CellEntry) -> Parts:
    return Parts(
        {
            "position": value.position,
            "level": value.level,
            "theme": Key("theme", value.theme),
            "chapter": value.chapter,
            **words("summary", value.summary),
        },
        links={
            "organisations": ("organisation", value.organisations),
            "examples": ("example", value.examples),
        },
        children={
            "instruments": [
                Parts(
                    {
                        "instrument": key_or_none("instrument", one.instrument),
                        "family": one.family,
                        "name": one.name,
                        "chapter": one.chapter,
                        **words("note", one.note),
                    },
                    links={"members": ("instrument", one.members)},
                )
                for one in value.instruments
            ],
            "networks": [
                Parts({"instrument": Key("instrument", one.instrument), "chapter": one.chapter})
                for one in value.networks
            ],
            "practices": [
                Parts(
                    {
                        "chapter": one.chapter,
                        "instrument": key_or_none("instrument", one.instrument),
                        **words("name", one.name),
                    }
                )
                for one in value.practices
            ],
            "challenges": [
                Parts({"challenge": Key("challenge", one.challenge), "basis": one.basis}) for one in value.challenges
            ],
        },
    )


def _cell_back(row: rows.MatrixCell) -> dict[str, Any]:
    return {
        "position": row.position,
        "level": row.level,
        "theme": row.theme.slug,
        "chapter": row.chapter,
        "summary": words_of(row, "summary"),
        "instruments": [
            {
                "instrument": slug_or_none(one.instrument),
                "family": one.family,
                "members": slugs(one.members),
                "name": one.name,
                "chapter": one.chapter,
                "note": words_of(one, "note"),
            }
            for one in row.instruments.all()
        ],
        "networks": [{"instrument": one.instrument.slug, "chapter": one.chapter} for one in row.networks.all()],
        "organisations": slugs(row.organisations),
        "practices": [
            {"name": words_of(one, "name"), "chapter": one.chapter, "instrument": slug_or_none(one.instrument)}
            for one in row.practices.all()
        ],
        "examples": slugs(row.examples),
        "challenges": [{"challenge": one.challenge.slug, "basis": one.basis} for one in row.challenges.all()],
    }


def _facet_parts(value: FacetEntry) -> Parts:
    return Parts(
        {
            "position": value.position,
            "kind": value.kind,
            "slug": value.id,
            "chapter": value.chapter,
            **words("name", value.name),
        }
    )


def _facet_back(row: rows.Facet) -> dict[str, Any]:
    return {
        "position": row.position,
        "kind": row.kind,
        "id": row.slug,
        "chapter": row.chapter,
        "name": words_of(row, "name"),
    }


def _framework_row_parts(value: FrameworkRowEntry) -> Parts:
    return Parts(
        {
            "position": value.position,
            "slug": value.id,
            "group": value.group,
            "name": value.name,
            "instrument": key_or_none("instrument", value.instrument),
            "marks_as_printed": value.marks_as_printed,
            **words("type", value.type),
            **words("core_focus", value.core_focus),
            **words("note", value.note),
        },
        links={"members": ("instrument", value.members), "themes": ("theme", value.themes)},
    )


def _framework_row_back(row: rows.FrameworkRow) -> dict[str, Any]:
    return {
        "position": row.position,
        "id": row.slug,
        "group": row.group,
        "name": row.name,
        "instrument": slug_or_none(row.instrument),
        "members": slugs(row.members),
        "type": words_of(row, "type"),
        "core_focus": words_of(row, "core_focus"),
        "themes": slugs(row.themes),
        "marks_as_printed": row.marks_as_printed,
        "note": words_of(row, "note"),
    }


def _decree_parts(value: DecreeEntry) -> Parts:
    return Parts(
        {"position": value.position, "slug": value.id, "name": value.name, **words("note", value.note)},
        children={"lines": texts(value.lines)},
    )


def _decree_back(row: rows.Decree) -> dict[str, Any]:
    lines = texts_of(row.lines.all())
    return {"position": row.position, "id": row.slug, "name": row.name, "lines": lines, "note": words_of(row, "note")}


def _statistic_parts(value: StatisticEntry) -> Parts:
    return Parts(
        {
            "position": value.position,
            "slug": value.id,
            "figure": value.figure,
            "source": value.source,
            "year": value.year,
            "chapter": value.chapter,
            "level": value.level or "",
            **words("about", value.about),
            **words("note", value.note),
        },
        links={"disciplines": ("discipline", value.disciplines), "places": ("place", value.places)},
    )


def _statistic_back(row: rows.Statistic) -> dict[str, Any]:
    return {
        "position": row.position,
        "id": row.slug,
        "figure": row.figure,
        "about": words_of(row, "about"),
        "source": row.source,
        "year": row.year,
        "chapter": row.chapter,
        "note": words_of(row, "note"),
        "level": row.level or None,
        "disciplines": slugs(row.disciplines),
        "places": codes(row.places),
    }


def _dossier_note_parts(value: DossierNoteEntry) -> Parts:
    return Parts(
        {
            "position": value.position,
            "slug": value.id,
            "title": value.title,
            "author": value.author,
            "year": value.year,
            "chapter": value.chapter,
            **words("text", value.text),
        }
    )


def _dossier_note_back(row: rows.DossierNote) -> dict[str, Any]:
    return {
        "position": row.position,
        "id": row.slug,
        "title": row.title,
        "author": row.author,
        "year": row.year,
        "chapter": row.chapter,
        "text": words_of(row, "text"),
    }


def _named_parts(value: Any) -> Parts:
    return Parts({"position": value.position, "slug": value.id, **words("name", value.name)})


def _named_back(row: Any) -> dict[str, Any]:
    return {"position": row.position, "id": row.slug, "name": words_of(row, "name")}


def _cells() -> QuerySet[rows.MatrixCell]:
    instruments = rows.CellInstrument.objects.select_related("instrument").prefetch_related("members")
    return rows.MatrixCell.objects.select_related("theme").prefetch_related(
        Prefetch("instruments", instruments),
        "networks__instrument",
        "organisations",
        "practices__instrument",
        "examples",
        "challenges__challenge",
    )


def _two(first: str, second: str) -> Callable[[str], dict[str, str]]:
    """How a row is found by a key of two halves."""
    return lambda key: dict(zip((first, second), key.split("/", 1), strict=True))


def _register(
    section: str,
    entry: type[Entry],
    model: Any,
    parts: Callable[[Any], Parts],
    back: Callable[[Any], Any],
    present: Callable[[], QuerySet[Any]] | None = None,
    **how: Any,
) -> None:
    register(EntryKind(entry, model, parts, back, present or model.objects.all, "matrix.yaml", section, **how))


_register("dossier_notes", DossierNoteEntry, rows.DossierNote, _dossier_note_parts, _dossier_note_back)
_register(
    "facets",
    FacetEntry,
    rows.Facet,
    _facet_parts,
    _facet_back,
    key=lambda row: f"{row.kind}/{row.slug}",
    lookup=_two("kind", "slug"),
)
_register("challenges", ChallengeEntry, rows.Challenge, _challenge_parts, _challenge_back)
_register(
    "cells",
    CellEntry,
    rows.MatrixCell,
    _cell_parts,
    _cell_back,
    _cells,
    key=lambda row: f"{row.level}/{row.theme.slug}",
    lookup=_two("level", "theme__slug"),
)
_register(
    "framework_rows",
    FrameworkRowEntry,
    rows.FrameworkRow,
    _framework_row_parts,
    _framework_row_back,
    lambda: rows.FrameworkRow.objects.select_related("instrument").prefetch_related("members", "themes"),
)
_register(
    "decrees",
    DecreeEntry,
    rows.Decree,
    _decree_parts,
    _decree_back,
    lambda: rows.Decree.objects.prefetch_related("lines"),
)
_register(
    "statistics",
    StatisticEntry,
    rows.Statistic,
    _statistic_parts,
    _statistic_back,
    lambda: rows.Statistic.objects.prefetch_related("disciplines", "places"),
)
_register("attention_points", AttentionPointEntry, rows.AttentionPoint, _named_parts, _named_back)
_register("priority_partners", PriorityPartnerEntry, rows.PriorityPartner, _named_parts, _named_back)
