"""A slip of the keyboard is refused by every field that staff fill in, in forms, in files and on the command line alike."""

from datetime import timedelta
from typing import Any, TypeAlias

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate

from catalogue.models.limits import LONGEST_PROSE

AnyField: TypeAlias = "models.Field[Any, Any]"
NOT_TYPED = {
    "StoredEntry", "Change", "LoadedEntry", "Attempts", "CalendarDay", "Follower", "Reminder", "Selection",
    "DayCount", "PendingCount", "CityFigure",
    "WatchedPage", "Announcement",
}  # fmt: skip
"""Rows that no form fills in."""
NO_LIMIT = {
    "catalogue.Edition.manifest",
    "catalogue.Edition.number",
    "matcher.PlannedPublication.refused",
    "catalogue.Instrument.max_rate_pct",
    "catalogue.Figure.rate_pct",
}
"""Written by a publication, or by one that could not be; and what a constraint holds between 0 and 100, in better words."""
ABSURD = {
    "months": 600,
    "weeks": 600,
    "days": 6_000,
    "day": 6_000,
    "km": 100_000,
    "partners": 1_000,
    "countries": 1_000,
    "eur": 10_000_000_000,
    "pct": 101,
    "rank": 10_000,
    "year": 1_000,
    "least": 10_000_000_000,
    "most": 10_000_000_000,
    "minimum": 10_000_000_000,
    "maximum": 10_000_000_000,
    "number": 10_000_000_000,
    "offset": 50,
    "points": 1_000,
}
"""By the last word of a number's name: what nobody means."""


def fields(*types: type[AnyField]) -> list[AnyField]:
    return [
        field
        for app in ("catalogue", "matcher")
        for model in apps.get_app_config(app).get_models()
        if model.__name__ not in NOT_TYPED
        for field in model._meta.concrete_fields
        if isinstance(field, types)
        and not field.choices
        and not field.auto_created
        and str(field) not in NO_LIMIT
        and field.name != "position"
    ]


def is_refused(field: AnyField, value: object) -> bool:
    """By the field, as forms, files and the command line ask it; of a long text that has no more to it, by its form."""
    try:
        field.clean(value, None)
    except ValidationError:
        return True
    return isinstance(value, str) and len(value) > (field.max_length or len(value))


@pytest.mark.parametrize("field", fields(models.TextField), ids=str)
def test_no_text_is_a_hundred_thousand_characters_long(field: AnyField) -> None:
    assert not is_refused(field, "a" * LONGEST_PROSE)
    assert is_refused(field, "a" * 100_000)


@pytest.mark.parametrize("field", fields(models.IntegerField, models.DecimalField), ids=str)
def test_no_number_is_beyond_what_can_be(field: AnyField) -> None:
    assert is_refused(field, ABSURD[field.name.rpartition("_")[2]])
    assert not is_refused(field, 1)


@pytest.mark.parametrize("field", fields(models.IntegerField), ids=str)
def test_no_number_but_the_points_of_a_rule_is_below_nought(field: AnyField) -> None:
    assert is_refused(field, -1) is not (str(field) == "matcher.Rule.points")


def days() -> list[AnyField]:
    """Those that hold a day, or a year or a month where no more is known."""
    found = fields(models.DateField, models.CharField)
    return [one for one in found if type(one) is models.DateField or is_a_day(one)]


def is_a_day(field: AnyField) -> bool:
    return isinstance(field, models.CharField) and is_refused(field, "word") and not is_refused(field, "2026")


@pytest.mark.parametrize("field", days(), ids=str)
@pytest.mark.parametrize("year", ["2099", "0226"])
def test_no_day_lies_beyond_our_time(field: AnyField, year: str) -> None:
    assert is_refused(field, f"{year}-03-01" if isinstance(field, models.DateField) else year)


def test_there_are_days_of_both_kinds() -> None:
    assert {type(field) for field in days()} >= {models.DateField, models.CharField}


@pytest.mark.parametrize("field", [one for one in fields(models.CharField) if one.name == "seen"], ids=str)
def test_no_page_was_seen_on_a_day_to_come(field: AnyField) -> None:
    today = localdate()
    assert is_refused(field, (today + timedelta(days=2)).isoformat())
    assert is_refused(field, str(today.year + 1))
    assert not is_refused(field, today.isoformat())
    assert not is_refused(field, f"{today:%Y-%m}")
    assert not is_refused(field, "in the leaflet of spring")
