"""Who pays, advises or connects."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.contact import (
    AdviceEntry,
    ContactEntry,
    advice_back,
    advice_parts,
    contact_back,
    contact_parts,
)
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import (
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
from catalogue.entries.values import CountryCode, Id, Ids, Lax, MergedEntry, Part, Ref, SourceEntry, Text, Url, Words
from catalogue.vocabulary import OrganisationKind


class TodayEntry(Part):
    """What became of an organisation; without a name it is gone, or nobody could say."""

    name: str = ""
    organisation: Annotated[str | None, Ref("organisation", is_hard=False)] = None
    is_certain: bool
    note: Words | None = None


class OrganisationEntry(MergedEntry):
    kind_of_entry = "organisation"
    id: Id
    name: Words
    kind: Annotated[OrganisationKind, Lax]
    country: CountryCode
    disciplines: Annotated[Ids, Ref("discipline")] = []
    serves_all_disciplines: bool = False
    does: Words | None = None
    url: Url = ""
    advises: Words | None = None
    for_whom: Words | None = None
    contacts: list[ContactEntry] = []
    advice: list[AdviceEntry] = []
    former_names: list[Text] = []
    platform_member_2010: str = ""
    today: TodayEntry | None = None
    sources: list[SourceEntry] = []
    doubts: list[Words] = []

    @property
    def stands_today(self) -> bool:
        """Whether there is still one behind this name, or behind its new name, as far as is known."""
        if self.today is None:
            return True
        if self.today.organisation is not None or not self.today.is_certain:
            return False
        return bool(self.today.name)


def _organisation_parts(value: OrganisationEntry) -> Parts:
    today = value.today
    return Parts(
        {
            "slug": value.id,
            "kind": value.kind,
            "country": value.country,
            "serves_all_disciplines": value.serves_all_disciplines,
            "url": value.url,
            "former_keys": list(value.former_keys),
            "former_names": list(value.former_names),
            "platform_member_2010": value.platform_member_2010,
            "today_name": today.name if today else "",
            "today_organisation": key_or_none("organisation", today.organisation if today else None),
            "today_is_certain": today.is_certain if today else None,
            **words("today_note", today.note if today else None),
            **words("name", value.name),
            **words("does", value.does),
            **words("advises", value.advises),
            **words("for_whom", value.for_whom),
        },
        links={"disciplines": ("discipline", value.disciplines)},
        children={
            "contacts": [contact_parts(one) for one in value.contacts],
            "advice": [advice_parts(one) for one in value.advice],
            "sources": sources(value.sources),
            "doubts": texts(value.doubts),
        },
    )


def _organisation_back(row: rows.Organisation) -> dict[str, Any]:
    today = {
        "name": row.today_name,
        "organisation": slug_or_none(row.today_organisation),
        "is_certain": bool(row.today_is_certain),
        "note": words_of(row, "today_note"),
    }
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "kind": row.kind,
        "country": row.country,
        "disciplines": slugs(row.disciplines),
        "serves_all_disciplines": row.serves_all_disciplines,
        "does": words_of(row, "does"),
        "url": row.url,
        "advises": words_of(row, "advises"),
        "for_whom": words_of(row, "for_whom"),
        "contacts": [contact_back(one) for one in row.contacts.all()],
        "advice": [advice_back(one) for one in row.advice.all()],
        "former_keys": row.former_keys,
        "former_names": row.former_names,
        "platform_member_2010": row.platform_member_2010,
        "today": today if row.today_is_certain is not None or any(today.values()) else None,
        "sources": sources_of(row),
        "doubts": texts_of(row.doubts.all()),
    }


register(
    EntryKind(
        OrganisationEntry,
        rows.Organisation,
        _organisation_parts,
        _organisation_back,
        lambda: rows.Organisation.objects.select_related("today_organisation").prefetch_related(
            "disciplines",
            "sources",
            "doubts",
            "contacts",
            *(f"advice__{one}" for one in ("disciplines", "applicants", "goals", "programmes")),
        ),
        "organisations.yaml",
        "organisations",
    )
)
