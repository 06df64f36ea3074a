"""What one looks into oneself before applying, as no question asks it."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.needs import sibling_source, source_back
from catalogue.entries.parts import Parts, slugs, words, words_of
from catalogue.entries.values import Id, Ids, Part, Ref, Words


class CheckEntry(Part):
    """`source` is the address, or else the reference, of one of the instrument's sources. It is for these applicants alone; for
    all, where none is named. `is_existence`: what one looks into is whether the instrument still exists."""

    id: Id
    statement: Words
    source: str = ""
    applicants: Annotated[Ids, Ref("applicant")] = []
    is_existence: bool = False


def check_parts(value: CheckEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            **words("statement", value.statement),
            "source": sibling_source(value.source),
            "is_existence": value.is_existence,
        },
        links={"applicants": ("applicant", value.applicants)},
    )


def check_back(row: rows.Check) -> dict[str, Any]:
    return {
        "id": row.slug,
        "statement": words_of(row, "statement"),
        "source": source_back(row),
        "applicants": slugs(row.applicants),
        "is_existence": row.is_existence,
    }
