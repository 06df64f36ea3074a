from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from catalogue.models import (
    Discipline,
    Membership,
    Organisation,
    Place,
    PlaceGroup,
    PlaceGroupPeriod,
    PlaceName,
    Round,
    Window,
)
from catalogue.models.instrument import InstrumentSource
from catalogue.vocabulary import Effort, Kind, effort_of
from tests import factories as make

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("language", "columns", "read"),
    [
        pytest.param("nl", {"name_nl": "Dans", "name_en": "Dance"}, "Dans", id="Dutch"),
        pytest.param("en", {"name_nl": "Dans", "name_en": "Dance"}, "Dance", id="English"),
        pytest.param("en-gb", {"name_nl": "Dans", "name_en": "Dance"}, "Dance", id="English of a country"),
        pytest.param("en", {"name_nl": "Dans", "name_en": ""}, "Dans", id="Dutch stands in"),
        pytest.param("fr", {"name_nl": "", "name_en": "Dance"}, "Dance", id="English stands in last"),
        pytest.param("nl", {"name_nl": "", "name_en": ""}, "", id="nothing at all"),
    ],
)
def test_a_text_is_read_in_the_active_language(language: str, columns: dict[str, str], read: str) -> None:
    with override(language):
        assert Discipline(**columns).name == read


REFUSED = [
    pytest.param({"min_eur": 2, "max_eur": 1}, "minimum is above", id="amounts turned"),
    pytest.param({"max_rate_pct": 101}, "from 0 to 100", id="more than all"),
    pytest.param({"timing_kind": "call", "lead_days": 60}, "open all year", id="a lead time on a call"),
    pytest.param({"timing_kind": "rolling", "lead_days": 60, "lead_months": 2}, "days or in months", id="two units"),
    pytest.param({"state_as_of": "2026-13"}, "Write a year", id="a thirteenth month"),
    pytest.param({"kind": "gift"}, "gift", id="a kind that is none"),
    pytest.param({"slug": "Two Words"}, "lower-case", id="a short name with a space"),
]


@pytest.mark.parametrize(("values", "message"), REFUSED)
def test_the_database_refuses_an_instrument_that_contradicts_itself(values: dict[str, Any], message: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.instrument(**values)


@pytest.mark.parametrize(("values", "message"), REFUSED)
def test_staff_are_told_what_to_do(values: dict[str, Any], message: str) -> None:
    row = make.instrument()
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError, match=message):
        row.full_clean()


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        pytest.param({"opens": "2026-02-01", "closes": "2026-03-01"}, False, id="in order"),
        pytest.param({"opens": "2026-02", "closes": "2026-02-15"}, False, id="a month holds its days"),
        pytest.param({"opens": "2026-02-15", "closes": "2026"}, False, id="a year holds its days"),
        pytest.param({"opens": "2026-02-15", "closes": ""}, False, id="the end not known"),
        pytest.param({}, False, id="nothing known"),
        pytest.param({"opens": "2026-03", "closes": "2026-02-15"}, True, id="closes before it opens"),
        pytest.param({"starts_from": "2027", "starts_until": "2026-12"}, True, id="starts turned"),
        pytest.param({"closes": "31-12-2026"}, True, id="another order of day and year"),
        pytest.param({"closes": "soon"}, True, id="a word"),
    ],
)
def test_rounds_hold_days_in_order(values: dict[str, Any], is_refused: bool) -> None:
    row = Round(instrument=make.instrument(), **values)
    if is_refused:
        with pytest.raises(ValidationError):
            row.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    else:
        row.full_clean()
        row.save()


@pytest.mark.parametrize(("day", "message"), [("2026-02-30", "does not exist"), ("2027-02-29", "does not exist")])
def test_a_day_that_is_none_is_refused(day: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Round(instrument=make.instrument(), closes=day).full_clean()


@pytest.mark.parametrize("day", ["2028-02-29", "2026-02", "2026", ""])
def test_a_day_may_be_as_vague_as_it_is_known(day: str) -> None:
    Round(instrument=make.instrument(), closes=day).full_clean()


@pytest.mark.parametrize(
    "values", [{"submit_by": "31-10"}, {"submit_by": ""}, {"submit_by": "10-31", "start_from": "2-1"}]
)
def test_a_window_holds_month_and_day(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Window.objects.create(instrument=make.instrument(), **values)


def test_a_source_names_an_address_or_a_reference() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        InstrumentSource.objects.create(instrument=make.instrument(), supports_nl="x", supports_en="x")


def test_a_check_stands_once_on_an_instrument() -> None:
    route = make.instrument()
    make.check(route)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.check(route)
    make.check(make.instrument())


@pytest.mark.parametrize(
    ("holds_from", "holds_until", "is_refused"),
    [
        pytest.param(date(2028, 1, 1), None, False, id="the day after"),
        pytest.param(None, date(2020, 12, 31), False, id="until the day before"),
        pytest.param(date(2027, 12, 31), None, True, id="the last day is shared"),
        pytest.param(None, None, True, id="always"),
        pytest.param(date(2023, 1, 1), date(2023, 12, 31), True, id="inside"),
        pytest.param(None, date(2021, 1, 1), True, id="the first day is shared"),
    ],
)
def test_periods_of_a_group_share_no_day(holds_from: date | None, holds_until: date | None, is_refused: bool) -> None:
    group = make.group(holds_from=date(2021, 1, 1), holds_until=date(2027, 12, 31))
    row = PlaceGroupPeriod(group=group, holds_from=holds_from, holds_until=holds_until)
    if not is_refused:
        row.full_clean()
        row.save()
        return
    with pytest.raises(ValidationError, match="overlaps with"):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_period_may_not_be_stretched_over_another() -> None:
    group = make.group(holds_until=date(2020, 12, 31))
    later = PlaceGroupPeriod.objects.create(group=group, holds_from=date(2021, 1, 1))
    later.save()
    later.holds_from = date(2020, 12, 31)
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save()


def test_periods_of_two_groups_may_share_days() -> None:
    make.group()
    make.group()
    assert PlaceGroup.objects.count() == PlaceGroupPeriod.objects.count() == 2


def test_a_period_ends_after_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.group(holds_from=date(2021, 1, 1), holds_until=date(2020, 1, 1))


def test_a_place_is_a_member_once() -> None:
    period = make.group(places=["FR"]).periods.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(period=period, place=make.place("FR"))


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"code": "France", "kind": "country"}, id="a name as code"),
        pytest.param({"code": "FR-HDF", "kind": "region"}, id="a region in no country"),
    ],
)
def test_a_place_has_a_code_and_lies_in_its_country(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(name_nl="x", name_en="x", **values)


def test_an_organisation_has_a_country_of_two_capitals() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(slug="o", name_nl="o", name_en="o", kind="funder", country="be")


def test_overlap_goes_both_ways() -> None:
    one, other = make.place("BE-BRU"), make.place("BE-WAL")
    one.overlaps.add(other)
    assert list(other.overlaps.all()) == [one]


@pytest.mark.parametrize(("kind", "effort"), [(Kind.ALLOWANCE, Effort.LIGHT), (Kind.GRANT, Effort.MEDIUM)])
def test_effort_follows_from_the_kind_unless_it_is_stated(kind: Kind, effort: Effort) -> None:
    assert effort_of(kind) == effort == make.instrument(kind=kind).usual_effort
    assert make.instrument(kind=kind, effort=Effort.HEAVY).usual_effort == Effort.HEAVY


def test_every_kind_has_an_effort() -> None:
    assert all(effort_of(kind) in Effort for kind in Kind)


def test_a_name_stands_for_places_in_one_row_alone() -> None:
    PlaceName.objects.create(slug="the-kingdom", names=["UK", "Groot-Brittannië"])
    with pytest.raises(ValidationError, match="the-kingdom"):
        PlaceName(slug="another", names=["groot brittannie"]).full_clean()
    PlaceName(slug="another", names=["Holland"]).full_clean()
