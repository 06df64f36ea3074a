"""Countries: the same notion of "for this place" as the catalogue, and what else is known of working there."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from catalogue.models import Example, Place
from matcher.pages.countries.countries import sheet_of
from matcher.pages.routes.days import RoutesOnDay
from matcher.rules.holding import held
from matcher.speech.world import CODES, WorldRegion, part_of_the_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"
A_FEW = ("FR", "FR-HDF", "BE", "x-be-fwb", "BE-BRU", "MA", "JP", "XK", "AQ", "NL-ZE", "ES-PV")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def in_catalogue(client: Client, code: str) -> int:
    html = page(client, f"/routes/?{ON}&place={code}")
    return int(re.search(r'class="cat-n"><span class="num">(\d+)</span>', html)[1])


def sheet(code: str, on: date = date(2026, 11, 21)):
    site = held()
    return sheet_of(site, RoutesOnDay.of(site, on), code)


def slugs(lines) -> list[str]:
    return [line.route.slug for line in lines]


@pytest.mark.parametrize(("address", "said"), [("/countries/", "Frankrijk"), ("/en/countries/", "France")])
def test_every_country_stands_once_on_the_list(client: Client, address: str, said: str) -> None:
    html = page(client, address)
    assert said in html
    codes = re.findall(r'href="(?:/en)?/countries/([^/"]+)/"', html)
    assert sorted(codes) == sorted(Place.objects.filter(kind="country").values_list("code", flat=True))


def test_every_country_has_one_part_of_the_world() -> None:
    codes = [code for part in CODES.values() for code in part.split()]
    assert len(codes) == len(set(codes))
    elsewhere = set(Place.objects.filter(kind="country").values_list("code", flat=True)) - set(codes)
    assert elsewhere == {"AQ"}
    assert part_of_the_world("AQ") is WorldRegion.ELSEWHERE


@pytest.mark.parametrize("code", ["FR", "JP", "BE", "AQ"])
def test_the_count_on_the_list_is_that_of_the_catalogue(client: Client, code: str) -> None:
    html = page(client, f"/countries/?{ON}")
    shown = re.search(rf'href="/routes/\?place={code}&{ON}">(?:<span[^>]*>[^<]*</span>)?(\d+)<', html)
    assert int(shown[1]) == in_catalogue(client, code)


@pytest.mark.parametrize("code", A_FEW)
def test_a_page_sorts_exactly_the_routes_that_the_catalogue_finds(client: Client, code: str) -> None:
    routes = sheet(code).routes
    assert routes.total == in_catalogue(client, code)
    once = [*slugs(routes.close), *(slug for via in routes.via for slug in slugs(via.lines))]
    assert len(once) == len(set(once))
    assert f'href="/routes/?place={code}&{ON}"' in page(client, f"/countries/{code}/?{ON}")


def test_bilateral_routes_come_first_and_residencies_stand_apart() -> None:
    france = sheet("FR")
    assert "bilateraal-hauts-de-france" in slugs(france.routes.between)
    assert "residentie-cite-des-arts-parijs" in slugs(france.routes.residencies)
    assert all(line.route.level == "bilateral" for line in france.routes.between)
    assert all(line.route.entry.kind == "residency" for line in france.routes.residencies)


def test_regions_with_a_call_of_their_own_are_named() -> None:
    regions = {one.code: slugs(one.lines) for one in sheet("FR").regions}
    assert regions["FR-HDF"] == ["bilateraal-hauts-de-france"]
    assert "x-be-fwb" in {one.code for one in sheet("BE").regions}


def test_a_region_has_a_page_below_its_country(client: Client) -> None:
    html = page(client, "/countries/FR-HDF/")
    assert "<h1" in html
    assert "Samenwerken met Hauts-de-France" in html
    assert '<a href="/countries/FR/">Frankrijk</a>' in html


def test_priority_is_that_of_the_day(client: Client) -> None:
    then = sheet("FR", date(2024, 5, 1)).priority
    assert "vl-prio-buurlanden" in {one.slug for one in then.current}
    today = sheet("FR").priority
    assert today.current == ()
    assert {one.until for one in today.before} == {date(2025, 12, 31)}
    assert "Niet op een lijst die nu geldt." in page(client, f"/countries/FR/?{ON}")
    assert "Niet op een lijst" not in page(client, "/countries/FR/?on=2024-05-01")
    assert "prioriteit tot 2025" in page(client, f"/countries/?{ON}")


def test_a_country_of_which_only_a_part_counts_says_so() -> None:
    part = {one.slug: one.is_partial for one in sheet("ES").priority.before}
    assert part["vl-prio-sterke-regios"] is True
    assert part["vl-diplomatieke-ambtsgebieden"] is False


def test_groups_are_those_of_the_day_with_their_period(client: Client) -> None:
    groups = {one.slug: one for one in sheet("FR").belongs}
    assert groups["creative-europe-cultuur"].until == date(2027, 12, 31)
    assert "eu27" not in {one.slug for one in sheet("GB").belongs}
    assert "1 januari 2021 tot 31 december 2027" in page(client, f"/countries/FR/?{ON}")
    assert "creative-europe-cultuur" not in {one.slug for one in sheet("FR", date(2030, 1, 1)).belongs}


def test_projects_that_were_funded_there_are_shown() -> None:
    there = {one.slug for one in sheet("PL").examples}
    assert there >= {one.slug for one in Example.objects.all() if "PL" in one.countries}
    assert there


def test_who_advises_on_these_routes_is_named_with_a_page(client: Client) -> None:
    france = sheet("FR")
    assert france.advisers
    html = page(client, "/countries/FR/")
    assert all(f'href="{one.address}"' in html for one in (*france.advisers, *france.there))


def test_the_questionnaire_begins_with_the_place_filled_in(client: Client) -> None:
    assert f'href="/match/?place=FR&{ON}"' in page(client, f"/countries/FR/?{ON}")
    assert 'href="/match/?place=x-be-fwb"' in page(client, "/countries/x-be-fwb/")


def test_capitals_do_not_matter(client: Client) -> None:
    answer = client.get("/countries/fr-hdf/?on=2026-11-21")
    assert (answer.status_code, answer["Location"]) == (302, "/countries/FR-HDF/?on=2026-11-21")


@pytest.mark.parametrize("code", ["QQ", "FR-", "eu27", "%00", "x" * 300, "<script>"])
def test_a_place_that_is_none_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/countries/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "told"),
    [("on=morgen", "“morgen” is geen datum"), ("land=FR", "We kennen “land” in het adres niet."), ("onn=1", "“on”")],
)
@pytest.mark.parametrize("address", ["/countries/", "/countries/FR/"])
def test_what_is_not_understood_is_told(client: Client, address: str, query: str, told: str) -> None:
    assert told in page(client, f"{address}?{query}")


def test_every_place_has_a_page(client: Client) -> None:
    for number, code in enumerate(Place.objects.values_list("code", flat=True)):
        if number % 24 == 0:
            assert client.get(f"/countries/{code}/").status_code == 200
        elif number % 6 == 0:
            assert sheet(code).routes.total > 0
    assert "Working with France" in page(client, "/en/countries/FR/")


@pytest.mark.parametrize("address", ["/countries/", "/countries/FR/", "/countries/BE/", "/countries/JP/"])
def test_a_page_asks_only_which_edition_is_in_force(client: Client, django_assert_num_queries, address: str) -> None:
    with django_assert_num_queries(1):
        client.get(address)
