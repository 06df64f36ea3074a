"""A project that was funded, as the dossier tells it."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import (
    Key,
    Parts,
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
from catalogue.entries.values import CountryCode, Id, Ids, OrderedEntry, Part, Ref, SourceEntry, Text, Words


class PartnerEntry(Part):
    name: Text
    country: Annotated[CountryCode, Ref("place")] = ""


class ExampleEntry(OrderedEntry):
    kind_of_entry = "example"
    id: Id
    title: Text
    instrument: Annotated[str | None, Ref("instrument", is_hard=False)] = None
    also_paid_by: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    programme: Annotated[str | None, Ref("programme", is_hard=False)] = None
    funding_family: Id = ""
    candidates: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    table: str = ""
    chapter: str = ""
    theme: Annotated[str, Ref("theme")]
    lead: PartnerEntry | None = None
    partners: list[PartnerEntry] = []
    countries: Annotated[list[str], Ref("place")] = []
    disciplines: Annotated[Ids, Ref("discipline")] = []
    period: str = ""
    call: str = ""
    artists: list[Text] = []
    summary: Words
    sources: list[SourceEntry]
    doubts: list[Words] = []

    @property
    def paid_by(self) -> tuple[str, ...]:
        """The routes that are known to have paid."""
        return tuple(key for key in (self.instrument, *self.also_paid_by) if key)

    def may_be_of(self, route: InstrumentEntry) -> bool:
        """Whether the route may have paid, where it is not known which one did."""
        if self.paid_by or self.candidates:
            return not self.paid_by and route.id in self.candidates
        return self.programme is not None and route.programme == self.programme


def _example_parts(value: ExampleEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "position": value.position,
            "title": value.title,
            "instrument": key_or_none("instrument", value.instrument),
            "programme": key_or_none("programme", value.programme),
            "funding_family": value.funding_family,
            "table": value.table,
            "chapter": value.chapter,
            "theme": Key("theme", value.theme),
            "lead_name": value.lead.name if value.lead else "",
            "lead_country": value.lead.country if value.lead else "",
            "countries": list(value.countries),
            "period": value.period,
            "call": value.call,
            "artists": list(value.artists),
            **words("summary", value.summary),
        },
        links={
            "also_paid_by": ("instrument", value.also_paid_by),
            "candidates": ("instrument", value.candidates),
            "disciplines": ("discipline", value.disciplines),
        },
        children={
            "partners": [Parts({"name": one.name, "country": one.country}) for one in value.partners],
            "sources": sources(value.sources),
            "doubts": texts(value.doubts),
        },
    )


def _example_back(row: rows.Example) -> dict[str, Any]:
    return {
        "id": row.slug,
        "position": row.position,
        "title": row.title,
        "instrument": slug_or_none(row.instrument),
        "also_paid_by": slugs(row.also_paid_by),
        "programme": slug_or_none(row.programme),
        "funding_family": row.funding_family,
        "candidates": slugs(row.candidates),
        "table": row.table,
        "chapter": row.chapter,
        "theme": row.theme.slug,
        "lead": {"name": row.lead_name, "country": row.lead_country} if row.lead_name else None,
        "partners": [{"name": one.name, "country": one.country} for one in row.partners.all()],
        "countries": row.countries,
        "disciplines": slugs(row.disciplines),
        "period": row.period,
        "call": row.call,
        "artists": row.artists,
        "summary": words_of(row, "summary"),
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


register(
    EntryKind(
        ExampleEntry,
        rows.Example,
        _example_parts,
        _example_back,
        lambda: rows.Example.objects.select_related("instrument", "programme", "theme").prefetch_related(
            "also_paid_by", "candidates", "disciplines", "partners", "sources", "doubts"
        ),
        "examples.yaml",
        "examples",
    )
)
