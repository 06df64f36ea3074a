"""The short form for a new call: what is typed is read as people say it, kept as every save is, and waits."""

import doctest
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import kept_entry, waiting
from catalogue.models import Change, Discipline, DisciplineFamily, Instrument
from matcher.admin.short_call import said
from matcher.admin.short_call.form import known_disciplines
from matcher.answers.places.names import place_names
from matcher.rules.holding import working_site
from tests.matcher.staff_pages import staff
from tests.responses import Response
from tests.the import the

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "in_dutch"),
]
CALL = {
    "name": "Projectoproep met Québec 2027",
    "payer": "departement cultuur, jeugd en media",
    "level": "bilateral",
    "kind": "call",
    "goals": "coproduceren",
    "applicants": "",
    "disciplines": "podiumkunsten",
    "where": "Montréal",
    "closes": "15 april 2027",
    "certainty": "announced",
    "sum": "10.000",
    "sum_is": "most",
    "source": "https://example.org/oproep",
    "apply_url": "https://example.org/indienen",
}


@pytest.fixture
def in_dutch() -> Iterator[None]:
    with override("nl"):
        yield


def send(client: Client, button: str = "_save", **changes: str) -> Response:
    return client.post(reverse("admin:catalogue_instrument_short"), {**CALL, **changes, button: "1"})


def errors(response: Response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


@pytest.mark.both_databases
def test_twelve_fields_make_a_route_that_waits_to_be_published() -> None:
    client = staff("curator")
    answer = send(client, closes="15 april 2027")
    route = Instrument.objects.get(slug="projectoproep-met-quebec-2027")
    assert answer["Location"] == reverse("admin:catalogue_instrument_change", args=[route.pk])
    entry = the(kept_entry(("instrument", route.slug)))
    plain = entry.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    family = DisciplineFamily.objects.get(slug="performing")
    today = localdate().isoformat()
    assert plain["where"] == {"places": ["CA-QC"]}
    assert plain["disciplines"] == sorted(family.disciplines.values_list("slug", flat=True))
    assert (plain["provider"], plain["kind"], plain["level"]) == ("departement-cjm", "call", "bilateral")
    assert plain["rounds"] == [{"closes": "2027-04-15"}]
    assert plain["amount"] == {"max_eur": 10_000}
    assert plain["status"] == {"state": "open", "as_of": today}
    assert plain["apply"] == {"url": "https://example.org/indienen"}
    assert (plain["sources"][0]["url"], plain["sources"][0]["seen"]) == ("https://example.org/oproep", today)
    assert plain["summary"]["nl"] == "Projectoproep: Departement Cultuur, Jeugd en Media."
    assert [one.name for one in waiting(read_latest())] == [("instrument", route.slug)]
    assert ("instrument", route.slug) not in read_latest().stored
    assert Change.objects.get(key=route.slug).signed == "Curator"


def test_looking_at_what_was_typed_keeps_nothing() -> None:
    page = unescape(send(staff("curator"), "_look").content.decode())
    assert "Montréal: Quebec, Canada." in page
    assert "Donderdag 15 april 2027." in page
    assert not Instrument.objects.filter(name_nl=CALL["name"]).exists()


def test_one_goes_on_to_what_a_visitor_would_see() -> None:
    client = staff("curator")
    shown = client.get(send(client, "_see")["Location"])
    assert shown.status_code == 200
    assert CALL["name"] in unescape(shown.content.decode())


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        pytest.param("15 april 2027", "2027-04-15", id="a day"),
        pytest.param("15/4/2027", "2027-04-15", id="a day in figures"),
        pytest.param("april 2027", "2027-04", id="a month"),
        pytest.param("2027", "2027", id="a year"),
    ],
)
def test_a_day_is_as_precise_as_it_was_said(written: str, stored: str) -> None:
    assert said.partial_day(written).written == stored


@pytest.mark.parametrize("written", ["31 februari 2027", "binnenkort", "1 januari 2099", "0000", "1 mei 1850"])
def test_what_is_no_day_of_a_call_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        said.partial_day(written)


@pytest.mark.parametrize(
    ("typed", "places", "groups"),
    [
        pytest.param("Frankrijk", ("FR",), (), id="a country"),
        pytest.param("frankrijk, DUITSLAND", ("DE", "FR"), (), id="two"),
        pytest.param("Quebec", None, (), id="without the accent as with it"),
        pytest.param("", (), (), id="nothing is anywhere"),
    ],
)
def test_places_are_found_as_they_are_typed(
    typed: str, places: tuple[str, ...] | None, groups: tuple[str, ...]
) -> None:
    names = place_names(working_site().words)
    found = said.places(typed, names)
    assert found.places == (said.places("Québec", names).places if places is None else places)
    assert found.groups == groups


def test_a_group_of_places_is_a_group() -> None:
    group = working_site().words.groups
    slug, name = next((slug, name) for slug, name in group.items() if slug == "eu-27" or "eu" in slug.split("-"))
    found = said.places(name["nl"], place_names(working_site().words))
    assert slug in found.groups
    assert found.places == ()


def test_a_family_is_all_that_belong_to_it_and_a_name_is_one() -> None:
    family = DisciplineFamily.objects.get(slug="performing")
    members = set(family.disciplines.values_list("slug", flat=True))
    for name in ("podiumkunsten", "Podium", "performing arts"):
        assert set(known_disciplines().read(name).keys) == members
    dance = Discipline.objects.get(slug="dance")
    assert known_disciplines().read(f"{dance.name_nl.upper()} , {dance.name_en}").keys == ("dance",)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        pytest.param({"name": ""}, "name", "verplicht", id="no name"),
        pytest.param({"payer": "Departement Cultur"}, "payer", "kennen “Departement Cultur” niet", id="unknown payer"),
        pytest.param({"goals": "dansen op de maan"}, "goals", "We kennen “dansen op de maan” niet.", id="unknown goal"),
        pytest.param({"where": "Nergenshuizen"}, "where", "We kennen “Nergenshuizen” niet.", id="no place"),
        pytest.param({"where": "Nergenshuizen, Frankrijk"}, "where", "Nergenshuizen", id="a place in doubt"),
        pytest.param({"closes": "binnenkort"}, "closes", "15 april 2027, april 2027 of 2027", id="no day"),
        pytest.param({"closes": ""}, "closes", "“niet bekend”", id="no day, and none said to be unknown"),
        pytest.param({"certainty": "unknown"}, "certainty", "maak de dag leeg", id="a day that is not known"),
        pytest.param({"sum": "veel"}, "sum", "schrijf het als 10000", id="no sum"),
        pytest.param({"sum": "1,500"}, "sum", "kan 1.500 of 1 zijn", id="a sum that can be two"),
        pytest.param({"sum": "120", "sum_is": "share"}, "sum", "0 tot 100", id="more than all"),
        pytest.param({"source": ""}, "source", "verplicht", id="no source"),
        pytest.param({"source": "javascript:alert(1)"}, "source", "URL", id="no address"),
        pytest.param({"min_partners": "-1"}, "min_partners", "0", id="below nought"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_keeps_nothing(changes: dict[str, Any], field: str, told: str) -> None:
    found = errors(send(staff("curator"), **changes))
    assert list(found) == [field]
    assert told in " ".join(found[field])
    assert not Instrument.objects.filter(slug__startswith="projectoproep-met-quebec").exists()


def test_the_same_name_twice_is_told() -> None:
    client = staff("curator")
    send(client)
    assert list(errors(send(client))) == ["name"]
    send(client, name="Projectoproep met Québec 2027!")
    assert Instrument.objects.filter(slug="projectoproep-met-quebec-2027-2").exists()


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        pytest.param({"closes": "1 maart 2020"}, "closed", id="over"),
        pytest.param({"closes": "2020", "certainty": "usual"}, "recurring", id="it comes back"),
        pytest.param({"closes": "", "certainty": "unknown"}, "open", id="not known"),
        pytest.param({"kind": "network"}, "label-only", id="gives no money"),
    ],
)
def test_the_state_follows_from_the_day(changes: dict[str, Any], state: str) -> None:
    send(staff("curator"), **changes)
    assert Instrument.objects.get(slug="projectoproep-met-quebec-2027").state == state


def test_a_sum_can_be_for_each_day() -> None:
    send(staff("curator"), sum="75", sum_is="per-day")
    route = Instrument.objects.get(slug="projectoproep-met-quebec-2027")
    assert [(one.per, one.eur) for one in route.units.all()] == [("day", Decimal(75))]
    assert (route.min_eur, route.max_eur) == (None, None)


@pytest.mark.parametrize(("text", "number"), [("2.500,00", 2500), ("2.500", 2500), ("2500,-", 2500)])
def test_a_sum_is_in_whole_euros(text: str, number: int) -> None:
    assert said.whole_euros(text).number == number


@pytest.mark.parametrize("text", ["2.500,50", "2500,5", "12.99"])
def test_cents_do_not_go_in_silence(text: str) -> None:
    with pytest.raises(ValidationError, match="heeft centen"):
        said.whole_euros(text)


def test_it_stands_on_the_list_for_who_may_add_and_for_nobody_else(
    client: Client, django_user_model: type[User]
) -> None:
    where = reverse("admin:catalogue_instrument_short")
    listing = reverse("admin:catalogue_instrument_changelist")
    assert where in staff("curator").get(listing).content.decode()
    assert client.get(where).status_code == 302
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(where).status_code == 403


def test_what_is_typed_is_never_markup() -> None:
    page = send(staff("curator"), "_look", where="<b>x</b>", goals="<i>y</i>").content.decode()
    assert "<b>x</b>" not in page
    assert "<i>y</i>" not in page


def test_the_examples_hold() -> None:
    assert doctest.testmod(said).failed == 0
    assert said.partial_day("15 april 2027").told
    assert date(2027, 4, 15).isoformat() == said.partial_day("15-4-2027").written
