"""Countries: the same notion of "for this place" as the catalogue, and what else is known of working there."""

import re
from collections.abc import Iterable
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from catalogue.entries.fact import FactEntry
from catalogue.models import Example, Fact, Place
from matcher.answers.advisers import advisers_of_route
from matcher.pages.countries.countries import Sheet, sheet_of
from matcher.pages.routes.days import RoutesOnDay
from matcher.pages.routes.timetable import RouteLine
from matcher.rules.holding import held
from matcher.speech.world import CODES, WorldRegion, part_of_the_world
from matcher.speech.writing import in_a_sentence
from tests.reading import found_in
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"
A_FEW = ("FR", "FR-HDF", "BE", "x-be-fwb", "BE-BRU", "MA", "JP", "XK", "AQ", "NL-ZE", "ES-PV")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def in_catalogue(client: Client, code: str) -> int:
    html = page(client, f"/routes/?{ON}&place={code}")
    return int(found_in(r'class="cat-n"><span class="num">(\d+)</span>', html)[1])


def sheet(code: str, on: date = date(2026, 11, 21)) -> Sheet:
    site = held()
    return sheet_of(site, RoutesOnDay.of(site, on), code)


def slugs(lines: Iterable[RouteLine]) -> list[str]:
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
    shown = found_in(rf'href="/routes/\?place={code}&{ON}">(?:<span[^>]*>[^<]*</span>)?(\d+)<', html)
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


def test_who_advises_on_these_routes_is_who_is_called_about_each_of_them(client: Client) -> None:
    france = sheet("FR")
    to_call = {str(one.name) for line in france.routes.close for one in advisers_of_route(held(), line.route.entry).all}
    assert {one.name for one in france.advisers} == to_call != set()
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
    [("on=ooit", "“ooit” is geen datum"), ("land=FR", "We kennen “land” in het adres niet."), ("onn=1", "“on”")],
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
def test_a_page_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(1):
        client.get(address)


def test_who_pays_there_and_what_decides_stand_on_the_page(client: Client) -> None:
    html = page(client, f"/countries/FR/?{ON}")
    assert '<a href="https://www.onda.fr/" rel="noopener">Onda' in html
    assert "voor Franse zalen en festivals" in html
    assert "Belgen en andere EU-burgers hebben in een EU-land geen visum nodig" in html
    assert 'href="/organisations/vlaamse-post-parijs/"' in html
    assert "Zo stond het in april 2016: vraag na of het nog geldt." in html
    assert "Op de bladzijde die dit zegt, staat geen datum." in html


@pytest.mark.parametrize(
    ("code", "there", "not_there"),
    [
        ("DE", {"eu-visum", "eu-douane", "post-berlijn"}, {"eer-douane", "ver-douane", "post-parijs"}),
        ("IE", {"eu-visum", "post-londen"}, {"gb-visum"}),
        ("CH", {"eer-a1", "eer-douane", "ch-werken"}, {"eu-visum", "ver-douane"}),
        ("BO", {"ver-douane", "ver-sociale-zekerheid"}, {"eu-douane", "eer-douane", "post-new-york"}),
        ("BE", set(), {"eu-visum", "ver-douane"}),
        ("CA", {"ca-calq"}, {"gb-creative-scotland"}),
        ("GB-SCT", {"gb-creative-scotland", "gb-visum"}, {"gb-wales-arts-international"}),
    ],
)
def test_a_fact_stands_where_it_holds(code: str, there: set[str], not_there: set[str]) -> None:
    practice = sheet(code).practice
    found = {one.id for one in (*practice.payers, *practice.presence)}
    found |= {one.id for topic in practice.topics for one in topic.facts}
    assert there <= found
    assert found & not_there == set()


def test_what_holds_for_a_part_of_a_country_says_for_which(client: Client) -> None:
    assert "<b>Schotland:</b>" in page(client, "/countries/GB/")
    assert "<b>Schotland:</b>" not in page(client, "/countries/GB-SCT/")


@pytest.mark.parametrize("code", ["FR", "NL", "PT", "GB", "US", "CH"])
def test_where_a_country_has_a_fact_of_its_own_what_holds_for_others_says_that_it_is_general(code: str) -> None:
    """The old treaty with France has no article 17: beside it, what article 17 says reads as its contradiction."""
    entries = held().all(FactEntry)
    for topic in some(sheet(code).practice.topics):
        own = [one for one in topic.facts if entries[one.id].places == [code] and not one.name]
        others = [one for one in topic.facts if entries[one.id].places != [code] and not one.name]
        assert {one.where for one in others} <= ({"In het algemeen"} if own else {""})
        assert topic.facts[: len(own)] == tuple(own) or not others


def test_the_sheet_of_france_says_of_the_general_rule_on_tax_that_it_is_general(client: Client) -> None:
    html = page(client, "/countries/FR/")
    assert html.index("Frankrijk is een uitzondering") < html.index("<b>In het algemeen:</b> Staat er een artikel 17")


def test_what_nobody_saw_a_page_for_stands_nowhere(client: Client) -> None:
    waiting = Fact.objects.filter(is_confirmed=False)
    assert waiting.count() >= 15
    data = client.get("/api/v1/edition").content.decode()
    assert [one.slug for one in waiting if f'"{one.slug}"' in data] == []
    codes = {place.code for one in waiting for place in one.places.all()}
    said = "".join(
        page(client, f"/countries/{code}/") + client.get(f"/api/v1/countries/{code}").content.decode() for code in codes
    )
    assert [one.slug for one in waiting if one.name_nl and f">{one.name_nl}<" in said] == []
    assert [one.slug for one in waiting if f'"{one.slug}"' in said] == []
    assert len(codes) >= 10


def test_the_list_is_in_parts_of_which_one_is_open(client: Client) -> None:
    html = page(client, "/countries/")
    assert html.count('<details class="land-f"') == 6
    assert html.count('<details class="land-f" open>') == 1


def test_the_api_gives_the_same_as_the_page(client: Client) -> None:
    answer = client.get(f"/api/v1/countries/fr?{ON}").json()
    practice = sheet("FR").practice
    assert [one["id"] for one in answer["facts"] if one["topic"] == "payer"] == [one.id for one in practice.payers]
    onda = next(one for one in answer["facts"] if one["id"] == "fr-onda")
    assert onda["pays"] == {"nl": "Franse zalen en festivals", "en": "French venues and festivals"}
    assert (onda["age"], onda["seen"]) == ("now", "2024")
    assert sorted(answer["routes"]["between"]) == sorted(slugs(sheet("FR").routes.between))
    assert client.get("/api/v1/countries/qq").status_code == 404
    listed = {one["code"]: one["facts"] for one in client.get("/api/v1/countries").json()["results"]}
    assert len(listed) == Place.objects.filter(kind="country").count()
    assert listed["GB"] == Fact.objects.filter(is_confirmed=True, places__code__startswith="GB").distinct().count()
    assert listed["BO"] == 0


def test_the_map_of_the_site_has_every_country(client: Client) -> None:
    listed = client.get("/sitemap.xml").content.decode()
    assert "/countries/BO/</loc>" in listed
    assert "/en/countries/GB-SCT/</loc>" in listed


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/countries/US/", "Samenwerken met de Verenigde Staten"),
        ("/countries/GB/", "Samenwerken met het Verenigd Koninkrijk"),
        ("/countries/PH/", "Samenwerken met de Filipijnen"),
        ("/countries/FO/", "Samenwerken met de Faeröer"),
        ("/countries/x-be-fwb/", "Samenwerken met de Franse Gemeenschap"),
        ("/countries/FR/", "Samenwerken met Frankrijk"),
        ("/en/countries/US/", "Working with the United States"),
        ("/en/countries/PH/", "Working with the Philippines"),
        ("/en/countries/CD/", "Working with Congo - Kinshasa"),
    ],
)
def test_a_name_has_its_article_in_a_sentence_and_none_where_it_stands_alone(
    client: Client, address: str, said: str
) -> None:
    html = page(client, address)
    assert f"<title>{said}" in html
    assert f">{said}</h1>" in html
    name = re.sub(r"^(the|de|het) ", "", said.partition(" met ")[2] or said.partition(" with ")[2])
    assert f'<li aria-current="page">{name}</li>' in html


@pytest.mark.parametrize(("language", "articles"), [("nl", "de|het"), ("en", "the")])
def test_a_name_in_the_plural_has_an_article_in_a_sentence(language: str, articles: str) -> None:
    """Islands, states and republics, where it is one name and not two."""
    plural = r"(eilanden|Staten|Republiek|Emiraten|Gemeenschap|Islands|States|Republic|Emirates|Kingdom|Community)$"
    site = held()
    with override(language):
        names = {code: site.words.place(code) for code in site.words.places}
        found = {
            code: in_a_sentence(code, name)
            for code, name in names.items()
            if re.search(plural, name) and not re.search(" (en|&) ", name)
        }
    assert len(found) > 15
    assert [told for told in found.values() if not re.match(rf"({articles}) ", told)] == []
