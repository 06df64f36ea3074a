"""Rows with the least that the database asks for; what a test is about, it says itself."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any, TypeVar

from django.db import models

from catalogue.models import (
    ApplicantType,
    Check,
    Discipline,
    DisciplineFamily,
    Goal,
    Instrument,
    InstrumentSource,
    Membership,
    Organisation,
    Place,
    PlaceGroup,
    PlaceGroupPeriod,
    Programme,
    Round,
    Theme,
    Window,
)
from catalogue.vocabulary import GroupKind, Kind, Level, OrganisationKind, PlaceKind, State

M = TypeVar("M", bound=models.Model)
_number = count(1)


def _slug(stem: str) -> str:
    return f"{stem}-{next(_number)}"


def _named(slug: str, overrides: dict[str, Any]) -> dict[str, Any]:
    return {"slug": slug, "name_nl": f"{slug} (nl)", "name_en": f"{slug} (en)", **overrides}


def _term(model: type[M], slug: str, **overrides: Any) -> M:
    row, _is_new = model._default_manager.get_or_create(slug=slug, defaults=_named(slug, overrides))
    return row


def discipline(slug: str = "dance", **overrides: Any) -> Discipline:
    return _term(Discipline, slug, **overrides)


def family(slug: str = "performing", **overrides: Any) -> DisciplineFamily:
    return _term(DisciplineFamily, slug, **overrides)


def goal(slug: str = "present-tour", **overrides: Any) -> Goal:
    return _term(Goal, slug, **overrides)


def applicant(slug: str = "individual-artist", **overrides: Any) -> ApplicantType:
    return _term(ApplicantType, slug, **overrides)


def theme(slug: str = "capacity-building", **overrides: Any) -> Theme:
    return _term(Theme, slug, **{"abbreviation": "CO", **overrides})


def programme(slug: str = "kunstendecreet", **overrides: Any) -> Programme:
    return _term(Programme, slug, **overrides)


def place(code: str = "FR", **overrides: Any) -> Place:
    """A country, or a region of the country that its code begins with; the same row when it is there."""
    if present := Place.objects.filter(code=code).first():
        return present
    values: dict[str, Any] = {"code": code, "name_nl": code, "name_en": code, "kind": PlaceKind.COUNTRY}
    if "-" in code:
        values |= {"kind": PlaceKind.REGION, "parent": overrides.pop("parent", None) or place(code[:2])}
    return Place.objects.create(**values | overrides)


def group(
    slug: str = "",
    places: Iterable[str] = (),
    *,
    partial: Iterable[str] = (),
    includes: Iterable[PlaceGroup] = (),
    holds_from: date | None = None,
    holds_until: date | None = None,
    all_countries: bool = False,
    except_places: Iterable[str] = (),
    **overrides: Any,
) -> PlaceGroup:
    """A group with one period that holds these places, `partial` only in part."""
    slug = slug or _slug("group")
    row = PlaceGroup.objects.create(**_named(slug, {"kind": GroupKind.PROGRAMME, **overrides}))
    period = PlaceGroupPeriod.objects.create(
        group=row, holds_from=holds_from, holds_until=holds_until, all_countries=all_countries
    )
    period.except_places.set([place(code) for code in except_places])
    period.includes.set(includes)
    for is_partial, codes in ((False, places), (True, partial)):
        for code in codes:
            Membership.objects.create(period=period, place=place(code), is_partial=is_partial)
    return row


def organisation(slug: str = "departement-cjm", **overrides: Any) -> Organisation:
    return _term(Organisation, slug, **{"kind": OrganisationKind.FUNDER, "country": "BE", **overrides})


MANY = {
    "themes": theme,
    "applicants": applicant,
    "disciplines": discipline,
    "goals": goal,
    "where_places": place,
    "based_places": place,
    "based_not_for": applicant,
    "help": organisation,
}


def instrument(slug: str = "", **overrides: Any) -> Instrument:
    """A published grant without conditions. Relations take rows, or the slugs and codes of rows that it makes."""
    slug = slug or _slug("route")
    many = {field.name for field in Instrument._meta.many_to_many}
    related = {name: overrides.pop(name) for name in list(overrides) if name in many}
    values = {
        "kind": Kind.GRANT,
        "state": State.OPEN,
        "summary_nl": "Samenvatting.",
        "summary_en": "Summary.",
        "level": overrides.pop("level", Level.SECTORAL),
        "provider": overrides.pop("provider", None) or organisation(),
    }
    row = Instrument.objects.create(**_named(slug, values | overrides))
    for name, ones in related.items():
        getattr(row, name).set([MANY[name](one) if isinstance(one, str) else one for one in ones])
    return row


def window(of: Instrument, submit_by: str = "10-31", **overrides: Any) -> Window:
    return Window.objects.create(instrument=of, submit_by=submit_by, **overrides)


def dated_round(of: Instrument, **overrides: Any) -> Round:
    return Round.objects.create(instrument=of, **overrides)


def source(of: Instrument, url: str = "https://example.org/page", **overrides: Any) -> InstrumentSource:
    return InstrumentSource.objects.create(
        instrument=of, url=url, **{"supports_nl": "bedragen", "supports_en": "amounts", **overrides}
    )


def check(of: Instrument, slug: str = "selected-by-host", **overrides: Any) -> Check:
    values = {"statement_nl": "De gastheer heeft je gekozen.", "statement_en": "The host has selected you."}
    return Check.objects.create(instrument=of, slug=slug, **values | overrides)
