"""With whom: how many partners, where the partnership has members, and who applies for whom."""

from typing import Annotated, Any

from pydantic import Field

from catalogue import models as rows
from catalogue.entries.parts import Key, Parts, codes, key_or_none, slug_or_none, slugs, words, words_of
from catalogue.entries.values import Count, Ids, Part, Ref, Words


class SideEntry(Part):
    """At least so many of the applicant and the partners are established in these groups and places."""

    least: Annotated[int, Field(ge=1)] = 1
    groups: Annotated[Ids, Ref("group")] = []
    places: Annotated[Ids, Ref("place")] = []


class PartnersEntry(Part):
    """Partners and their countries are counted beside the applicant; `sides` count the applicant too."""

    min_partners: Count | None = None
    min_countries: Count | None = None
    sides: list[SideEntry] = []
    note: Words | None = None


class ThroughEntry(Part):
    """Another applies for plans of this sort of applicant; `by` is left out where no applicant of the list does. `goals` are
    those of such a plan where who applies has another one; the instrument's own are always those of who applies. `home` is the
    group in which this applicant is established; wherever, where none is named."""

    applicant: Annotated[str, Ref("applicant")]
    home: Annotated[str | None, Ref("group")] = None
    by: Annotated[str | None, Ref("applicant")] = None
    goals: Annotated[Ids, Ref("goal")] = []
    reason: Words


def side_parts(value: SideEntry) -> Parts:
    links = {"groups": ("group", value.groups), "places": ("place", value.places)}
    return Parts({"least": value.least}, links=links)


def side_back(row: rows.Side) -> dict[str, Any]:
    return {"least": row.least, "groups": slugs(row.groups), "places": codes(row.places)}


def through_parts(value: ThroughEntry) -> Parts:
    return Parts(
        {
            "applicant": Key("applicant", value.applicant),
            "home": key_or_none("group", value.home),
            "by": key_or_none("applicant", value.by),
            **words("reason", value.reason),
        },
        links={"goals": ("goal", value.goals)},
    )


def through_back(row: rows.Through) -> dict[str, Any]:
    return {
        "applicant": row.applicant.slug,
        "home": slug_or_none(row.home),
        "by": slug_or_none(row.by),
        "goals": slugs(row.goals),
        "reason": words_of(row, "reason"),
    }
