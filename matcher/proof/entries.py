"""Personas as entries: their shape, their rows, and the way there and back. They are no part of an edition."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from django.core.exceptions import ValidationError
from pydantic import BeforeValidator, model_validator

from catalogue.editions.store import read_latest
from catalogue.editions.working import working_edition
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Key, Parts, words, words_of
from catalogue.entries.values import Entry, FixtureError, Id, Lax, Part, Ref, Words
from matcher.models import Expectation, Outlook, Persona
from matcher.proof import personas
from matcher.rules.site import Site


def _as_texts(given: object) -> object:
    """Answers as in an address: a list of texts per question. A file may leave the list out for a single one."""
    if not isinstance(given, Mapping):
        return given
    return {
        name: [str(one) for one in values] if isinstance(values, list) else [str(values)]
        for name, values in given.items()
    }


class ExpectationEntry(Part):
    """`submit_by` is the last day to apply; without a start, the next closing day."""

    route: Annotated[str, Ref("instrument")]
    verdict: Annotated[Outlook, Lax]
    submit_by: Annotated[date | None, Lax] = None


IN_SHORT: dict[str, Outlook] = {
    "fits": Outlook.FITS,
    "may_fit": Outlook.MAY_FIT,
    "almost": Outlook.ALMOST,
    "no": Outlook.NO,
}
"""Lists of routes of which only the verdict is expected."""


class PersonaEntry(Entry):
    """`order` names routes out of `expects` that come in this order; others may stand between them.

    A file may write what it expects in short too: `fits: [one, another]` is a row for each (IN_SHORT)."""

    kind_of_entry: ClassVar[str] = "persona"
    id: Id
    name: Words
    answers: Annotated[dict[str, list[str]], BeforeValidator(_as_texts)]
    on: Annotated[date, Lax]
    is_must: bool = False
    names_all: bool = False
    because: Words | None = None
    expects: list[ExpectationEntry] = []
    order: Annotated[list[str], Ref("instrument")] = []

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, raw: Any) -> Any:
        if not isinstance(raw, dict) or not IN_SHORT.keys() & raw.keys():
            return raw
        rows = [
            {"route": route, "verdict": verdict} for name, verdict in IN_SHORT.items() for route in raw.get(name, ())
        ]
        return {name: value for name, value in raw.items() if name not in IN_SHORT} | {
            "expects": [*raw.get("expects", ()), *rows]
        }

    @model_validator(mode="after")
    def _adds_up(self) -> "PersonaEntry":
        routes = [one.route for one in self.expects]
        for which in (routes, self.order):
            if twice := sorted({one for one in which if which.count(one) > 1}):
                raise ValueError(f"named twice: {', '.join(twice)}")
        if strays := [one for one in self.order if one not in routes]:
            raise ValueError(f"order names {', '.join(strays)}, of which nothing is expected: say its verdict too")
        if self.is_must and self.because is None:
            raise ValueError("a persona that must hold says why: write because")
        return self


def _persona_parts(value: PersonaEntry) -> Parts:
    ranks = {route: place for place, route in enumerate(value.order, start=1)}
    return Parts(
        {
            "slug": value.id,
            "answers": value.answers,
            "on": value.on,
            "is_must": value.is_must,
            "names_all": value.names_all,
            **words("name", value.name),
            **words("because", value.because),
        },
        children={
            "expectations": [
                Parts(
                    {
                        "instrument": Key("instrument", one.route),
                        "verdict": one.verdict,
                        "submit_by": one.submit_by,
                        "rank": ranks.get(one.route),
                    }
                )
                for one in value.expects
            ]
        },
    )


def _check_answers(reads: Sequence[tuple[str, Entry]]) -> None:
    """Refuse what no question takes. Questions, places and routes are in the database by then, not yet published."""
    site = Site(working_edition(read_latest()))
    for file, value in reads:
        assert isinstance(value, PersonaEntry)
        for name, given in value.answers.items():
            try:
                wanted = personas.understood({name: given}, site)
            except ValidationError as error:
                raise FixtureError(file, value.key, f"answers.{name}", " ".join(error.messages)) from error
            if wanted.get(name) != sorted({site.words.former_places.get(one, one) for one in given}):
                raise FixtureError(file, value.key, f"answers.{name}", f"write it as {wanted.get(name)}")


def _persona_back(row: Persona) -> dict[str, Any]:
    expected = list(row.expectations.all())
    ranked = sorted((one.rank, one.instrument.slug) for one in expected if one.rank is not None)
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "answers": row.answers,
        "on": row.on,
        "is_must": row.is_must,
        "names_all": row.names_all,
        "because": words_of(row, "because"),
        "expects": [_expectation_back(one) for one in expected],
        "order": [slug for _rank, slug in ranked],
    }


def _expectation_back(row: Expectation) -> dict[str, Any]:
    return {"route": row.instrument.slug, "verdict": row.verdict, "submit_by": row.submit_by}


register(
    EntryKind(
        PersonaEntry,
        Persona,
        _persona_parts,
        _persona_back,
        Persona.objects.for_check,
        "personas.yaml",
        "personas",
        in_editions=False,
        check=_check_answers,
    )
)
