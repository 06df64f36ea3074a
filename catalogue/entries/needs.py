"""What an application needs, and what a route pays on top for some."""

from collections.abc import Sequence
from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.parts import Parts, Sibling, words, words_of
from catalogue.entries.values import Count, Lax, Part, Url, Words
from catalogue.vocabulary import ExtraKind, NeedKind


class NeedEntry(Part):
    """`what` in a few words; `url`: where to get it; `weeks`: how long that takes, where a source says so.

    `source` is the address, or else the reference, of one of the instrument's sources."""

    kind: Annotated[NeedKind, Lax]
    what: Words
    url: Url = ""
    weeks: Count | None = None
    source: str = ""


class ExtraEntry(Part):
    """What is paid on top to those for whom it holds. `source` as for a need."""

    kind: Annotated[ExtraKind, Lax]
    what: Words
    source: str = ""


def need_parts(value: NeedEntry) -> Parts:
    return Parts(
        {
            "kind": value.kind,
            **words("what", value.what),
            "url": value.url,
            "weeks": value.weeks,
            "source": sibling_source(value.source),
        }
    )


def need_back(row: rows.Need) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "what": words_of(row, "what"),
        "url": row.url,
        "weeks": row.weeks,
        "source": source_back(row),
    }


def extra_parts(value: ExtraEntry) -> Parts:
    return Parts({"kind": value.kind, **words("what", value.what), "source": sibling_source(value.source)})


def extra_back(row: rows.Extra) -> dict[str, Any]:
    return {"kind": row.kind, "what": words_of(row, "what"), "source": source_back(row)}


def sibling_source(mark: str) -> Sibling | None:
    """The source of the same instrument that has this address or reference."""
    return Sibling("sources", mark) if mark else None


def source_back(row: rows.Check | rows.Need | rows.Extra) -> str:
    return (row.source.url or row.source.ref) if row.source else ""


def unknown_sources(named: Sequence[str], known: set[str]) -> list[str]:
    """Those that are none of the instrument's own."""
    return [one for one in named if one and one not in known]
