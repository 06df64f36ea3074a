"""How an organisation is reached, and whom it advises on what: each with where it was read, and the day it was seen there."""

import re
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, model_validator

from catalogue import models as rows
from catalogue.entries.parts import Parts, columns_of, slugs, words, words_of
from catalogue.entries.values import Ids, Lax, Part, Ref, Url, Words, is_from_a_row
from catalogue.models.contact import FIRST, FORMS, LAST
from catalogue.vocabulary import ContactKind


class ReadEntry(Part):
    url: Url = ""
    ref: str = ""
    seen: str = ""

    @model_validator(mode="after")
    def _names_a_place(self) -> "ReadEntry":
        if not self.url and not self.ref:
            raise ValueError("say where it was read: an address (url) or a reference (ref)")
        return self


class ContactEntry(ReadEntry):
    """A number or an address, as the organisation writes it for everybody; opening hours stand in `text`, in words."""

    kind: Annotated[ContactKind, Lax]
    value: str = ""
    text: Words | None = None

    @model_validator(mode="after")
    def _is_written_so(self, info: ValidationInfo) -> "ContactEntry":
        if is_from_a_row(info):
            return self
        if (self.kind == ContactKind.HOURS) != bool(self.text) or bool(self.text) == bool(self.value):
            raise ValueError("give opening hours as text, and anything else as a value alone")
        if self.kind in FORMS and not re.fullmatch(FORMS[self.kind], self.value):
            raise ValueError(f"expected a {self.kind.value} as {FORMS[self.kind]}, got {self.value!r}")
        return self


class AdviceEntry(ReadEntry):
    """Whom it advises: of each list that is not empty one must be asked for. `programmes` and `on_own_routes` are on routes
    alone."""

    rank: Annotated[int, Field(ge=FIRST, le=LAST)] = FIRST
    is_certain: bool = True
    disciplines: Annotated[Ids, Ref("discipline")] = []
    applicants: Annotated[Ids, Ref("applicant")] = []
    goals: Annotated[Ids, Ref("goal")] = []
    programmes: Annotated[Ids, Ref("programme", is_hard=False)] = []
    on_own_routes: bool = False


def contact_parts(value: ContactEntry) -> Parts:
    return Parts(
        {
            "kind": value.kind,
            "value": value.value,
            **words("text", value.text),
            "url": value.url,
            "ref": value.ref,
            "seen": value.seen,
        }
    )


def contact_back(row: rows.OrganisationContact) -> dict[str, Any]:
    return {**columns_of(row, ContactEntry, "text"), "text": words_of(row, "text")}


LISTS = {"disciplines": "discipline", "applicants": "applicant", "goals": "goal", "programmes": "programme"}


def advice_parts(value: AdviceEntry) -> Parts:
    return Parts(
        {name: getattr(value, name) for name in AdviceEntry.model_fields if name not in LISTS},
        links={name: (kind, getattr(value, name)) for name, kind in LISTS.items()},
    )


def advice_back(row: rows.OrganisationAdvice) -> dict[str, Any]:
    return {**columns_of(row, AdviceEntry, *LISTS), **{name: slugs(getattr(row, name)) for name in LISTS}}
