"""The first page: what this is, what there is, and what closes first."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Instrument
from catalogue.vocabulary import MONEY_KINDS
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_every_route_that_gives_money_is_a_tile_of_the_poster(client: Client) -> None:
    html = page(client, "/")
    poster = html[html.index('class="frieze') : html.index("frieze-cap")]
    total = Instrument.objects.published().filter(kind__in=MONEY_KINDS).count()
    assert poster.count("<use ") == total
    assert f"{total} routes" in html


def test_each_level_leads_to_its_routes(client: Client) -> None:
    html = page(client, "/")
    for level in ("sectoral", "bilateral", "multilateral"):
        assert f'href="/routes/?level={level}"' in html
        assert client.get(f"/routes/?level={level}").status_code == 200


def test_each_square_of_the_matrix_leads_to_as_many_routes_as_it_says(client: Client) -> None:
    squares = re.findall(
        r'class="mx-cell on-colour" href="([^"]+)">\s*<span class="num mx-n">(\d+)<', page(client, "/")
    )
    assert len(squares) == 9
    for address, count in squares:
        assert client.get(address.replace("/routes/", "/api/v1/instruments")).json()["count"] == int(count)


def test_the_examples_of_a_square_can_be_applied_for(client: Client) -> None:
    """Each one by its own page: none is closed, ended, or for nobody to ask."""
    html = page(client, "/en/?on=2026-11-21")
    names = {str(one.name.en): one.id for one in held().all(InstrumentEntry).values()}
    cells = re.findall(r'class="mx-ex small">([^<]+)<', html)
    assert len(cells) == 9
    found = {slug for name, slug in names.items() if any(name in cell for cell in cells)}
    assert len(found) >= 9
    for slug in found:
        told = client.get(f"/api/v1/instruments/{slug}?on=2026-11-21").json()
        assert told["availability"] in {"open", "upcoming", "expected"}, slug


def test_the_first_page_promises_no_day_that_is_not_known(client: Client) -> None:
    undated = [one.id for one in held().all(InstrumentEntry).values() if not any(source.seen for source in one.sources)]
    assert undated, "routes without a dated source"
    html = page(client, "/en/?on=2026-11-21")
    assert "each with its sources, and the date they were seen where we know it" in html
    assert "with the date it was seen where we know it" in html
    assert "Every fact has its source and the date" not in html


def test_a_plan_can_begin_with_one_sentence(client: Client) -> None:
    form = page(client, "/").split('class="zin"')[1].split("</form>")[0]
    assert re.findall(r'<select id="[^"]+" name="([^"]+)">', form) == ["applicant", "goal", "place"]
    results = page(client, "/match/results/?applicant=individual-artist&goal=&place=NL")
    assert "Land of regio" in results


def test_the_next_closing_days_are_of_the_day_in_the_address_and_in_order(client: Client) -> None:
    html = page(client, "/?on=2026-11-21")
    left = re.findall(r'"num dl-d">(\d+)</span>\s*<span class="dl-m">(\w+)<br><span class="dl-y">(\d{4})<', html)
    months = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]
    months += ["november", "december"]
    days = [(int(year), months.index(month), int(day)) for day, month, year in left]
    assert len(days) == 6
    assert days == sorted(days)
    assert html.count("meestal, niet aangekondigd") == 6
    assert not re.search(r"nog \d+ dagen", html), "only an announced day is counted down"
    assert "nog 3 dagen" in page(client, "/?on=2027-05-01")
    assert "/routes/kunstendecreet-ip/" in html


def test_a_day_that_is_none_is_told_and_today_stands_in(client: Client) -> None:
    html = page(client, "/?on=gisteren")
    assert "“gisteren” is geen datum" in html
    assert 'class="dl-row"' in html


@pytest.mark.parametrize(
    ("address", "dutch", "english"),
    [
        ("/routes/?kind=loan&on=2026-11-21", "/routes/?kind=loan&on=2026-11-21", "/en/routes/?kind=loan&on=2026-11-21"),
        ("/en/routes/kunstendecreet-ip/", "/routes/kunstendecreet-ip/", "/en/routes/kunstendecreet-ip/"),
        ("/?on=2026-11-21", "/?on=2026-11-21", "/en/?on=2026-11-21"),
    ],
)
def test_the_other_language_is_the_same_page_with_the_same_question(
    client: Client, address: str, dutch: str, english: str
) -> None:
    html = page(client, address)
    assert f'<a href="{dutch}" lang="nl"' in html
    assert f'<a href="{english}" lang="en"' in html


def test_a_page_names_its_one_address_and_its_other_languages(client: Client) -> None:
    html = page(client, "/en/routes/?kind=loan")
    assert '<link rel="canonical" href="http://testserver/en/routes/">' in html
    assert '<link rel="alternate" hreflang="nl" href="http://testserver/routes/">' in html
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/routes/">' in html


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/routes/", '<a href="/routes/" aria-current="page">'),
        ("/routes/kunstendecreet-ip/", '<a href="/routes/" aria-current="true">'),
        ("/match/", '<a href="/match/" aria-current="page">'),
        ("/match/results/", '<a href="/match/" aria-current="true">'),
    ],
)
def test_the_menu_says_where_one_is(client: Client, address: str, marked: str) -> None:
    assert marked in page(client, address)


@pytest.mark.parametrize("address", ["/", "/en/", "/routes/", "/routes/kunstendecreet-ip/"])
def test_a_page_has_no_script_of_its_own_and_one_heading(client: Client, address: str) -> None:
    html = page(client, address)
    assert re.findall(r"<script(?! src=)", html) == []
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert 'class="skip" href="#content"' in html


def test_the_first_page_takes_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    with django_assert_max_num_queries(14):
        client.get("/")
