"""The list of routes sorts and filters by what the engine knows of them; pickers forgive accents and know families."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from catalogue.admin.instrument_list import next_closing
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Discipline, Instrument, Organisation
from matcher.engine.agenda import Standing
from matcher.engine.availability import Availability
from matcher.engine.due import Certainty
from matcher.rules.holding import working_site
from tests.matcher.staff_pages import staff

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.usefixtures("everything")]
LIST = "admin:catalogue_instrument_changelist"


@pytest.fixture
def client_of_staff() -> Client:
    return staff("reader")


def listed(client: Client, **asked: str | int) -> list[str]:
    page = client.get(reverse(LIST), asked)
    assert page.status_code == 200
    return [row.slug for row in page.context["cl"].queryset]


def standings() -> dict[str, Standing]:
    site = working_site()
    compiled = site.compiled(localdate())
    return {slug: compiled.standing(slug) for slug in site.all(InstrumentEntry)}


@pytest.mark.parametrize("days", [30, 365])
def test_what_closes_within_so_many_days(client_of_staff: Client, days: int) -> None:
    last = localdate() + timedelta(days=days)
    expected = {slug for slug, one in standings().items() if one.closes and one.closes <= last}
    assert expected
    assert set(listed(client_of_staff, closes=days)) == expected


@pytest.mark.parametrize("certainty", [Certainty.ANNOUNCED, Certainty.USUAL])
def test_by_how_sure_the_day_is(client_of_staff: Client, certainty: Certainty) -> None:
    expected = {slug for slug, one in standings().items() if one.next.certainty is certainty}
    assert expected
    assert set(listed(client_of_staff, certainty=certainty.value)) == expected


@pytest.mark.parametrize("wanted", list(Availability))
def test_by_whether_one_can_apply(client_of_staff: Client, wanted: Availability) -> None:
    expected = {slug for slug, one in standings().items() if one.availability is wanted}
    assert set(listed(client_of_staff, availability=wanted.value)) == expected


def test_fresh_and_stale_are_all_routes_once(client_of_staff: Client) -> None:
    fresh, stale, twice = (set(listed(client_of_staff, staleness=value)) for value in ("fresh", "stale", "twice"))
    assert fresh.isdisjoint(stale)
    assert fresh | stale == set(standings())
    assert twice < stale


def test_what_is_no_value_of_a_filter_filters_nothing(client_of_staff: Client) -> None:
    assert len(listed(client_of_staff, closes="soon")) == Instrument.objects.count()


@pytest.mark.both_databases
def test_the_list_is_ordered_by_the_next_closing_day(client_of_staff: Client) -> None:
    columns = client_of_staff.get(reverse(LIST)).context["cl"].list_display
    place = columns.index(next_closing)
    known = standings()
    days: list[date] = [
        day for slug in listed(client_of_staff, o=place) if slug in known and (day := known[slug].closes)
    ]
    assert len(days) > 20
    assert days == sorted(days)


def test_the_counts_beside_the_filters_are_what_they_show(client_of_staff: Client) -> None:
    page = client_of_staff.get(reverse(LIST), {"_facets": "True"})
    found = next(
        spec for spec in page.context["cl"].filter_specs if getattr(spec, "parameter_name", "") == "availability"
    )
    choices = list(found.choices(page.context["cl"]))[1:]
    shown = {
        str(one["query_string"]).partition("availability=")[2].partition("&")[0]: str(one["display"]) for one in choices
    }
    counted = {wanted.value: len(listed(client_of_staff, availability=wanted.value)) for wanted in Availability}
    assert {value: label.endswith(f"({counted[value]})") for value, label in shown.items()} == dict.fromkeys(
        counted, True
    )


# --- Pickers ------------------------------------------------------------------------------------------------------


def picked(client: Client, model: str, field: str, term: str) -> list[str]:
    asked = {"app_label": "catalogue", "model_name": model, "field_name": field, "term": term}
    return [one["text"] for one in client.get(reverse("admin:autocomplete"), asked).json()["results"]]


@pytest.mark.parametrize("term", ["podiumkunsten", "podium", "performing arts"])
def test_a_family_brings_its_disciplines(client_of_staff: Client, term: str) -> None:
    expected = {str(one) for one in Discipline.objects.filter(family__name_en="Performing arts")}
    assert len(expected) > 2
    assert set(picked(client_of_staff, "instrument", "disciplines", term)) == expected


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("model", "field", "term", "part"),
    [
        ("instrument", "provider", "accion cultural espanola", "Acción Cultural Española"),
        ("instrument", "where_places", "italie", "Italië"),
    ],
)
def test_accents_are_forgiven(client_of_staff: Client, model: str, field: str, term: str, part: str) -> None:
    assert any(part in one for one in picked(client_of_staff, model, field, term))


def test_the_list_forgives_accents_too(client_of_staff: Client) -> None:
    def shown(asked: str) -> str:
        page = client_of_staff.get(reverse("admin:catalogue_organisation_changelist"), {"q": asked})
        return unescape(page.content.decode())

    assert "Acción Cultural Española" in shown("espanola")
    assert "Acción Cultural Española" not in shown("espanola unesco"), "all words must be there"
    assert Organisation.objects.filter(name_nl__icontains="espanola").count() == 0
