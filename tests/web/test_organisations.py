"""Who helps: found by what it does, by discipline and by name; and the page of each."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Instrument, Organisation
from tests.reading import found_in
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def number(html: str) -> int:
    return int(found_in(r'class="cat-n"><span class="num">(\d+)</span>', html)[1])


def listed(html: str) -> list[str]:
    return re.findall(r'<h4><a href="(?:/en)?/organisations/([a-z0-9-]+)/', html)


def count_beside(html: str, name: str, value: str) -> int:
    option = (
        rf'name="{name}" value="{value}"[^>]*>\s*<span class="fo-t">[^<]*</span><span class="nar fo-n">(\d+)</span>'
    )
    return int(found_in(option, html, re.S)[1])


@pytest.mark.parametrize(("address", "said"), [("/organisations/", "Wie helpt?"), ("/en/organisations/", "Who helps?")])
def test_all_of_them_stand_under_headings(client: Client, address: str, said: str) -> None:
    html = page(client, address)
    assert f"<h1>{said}</h1>" in html
    found = listed(html)
    assert len(found) == len(set(found)) == number(html)
    names_from_before = set(Organisation.objects.values_list("slug", flat=True)) - set(found)
    assert {"kunstenpunt", "departement-cjm", "wiels"} <= set(found)
    assert {"vti", "kunstenloket", "boek-be", "bea"} <= names_from_before


def test_every_organisation_stands_on_the_list_once(client: Client) -> None:
    linked = re.findall(r'href="/organisations/([a-z0-9-]+)/"', page(client, "/organisations/"))
    assert sorted(linked) == sorted(Organisation.objects.values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("name", "value"),
    [("helps", "advises"), ("helps", "funds"), ("helps", "connects"), ("helps", "hosts"), ("discipline", "circus")],
)
@pytest.mark.parametrize("others", ["", "&text=vlaam"])
def test_the_count_beside_an_option_is_what_choosing_it_gives(
    client: Client, name: str, value: str, others: str
) -> None:
    before = page(client, f"/organisations/?{ON}{others}")
    assert count_beside(before, name, value) == number(page(client, f"/organisations/?{ON}{others}&{name}={value}"))


def test_who_advises_on_a_route_gives_advice(client: Client) -> None:
    found = listed(page(client, "/organisations/?helps=advises"))
    advisers = Organisation.objects.filter(advises_on__is_published=True).distinct()
    assert {one.slug for one in advisers if one.stands_today} <= set(found)


def test_a_name_is_found_however_it_is_written(client: Client) -> None:
    for text in ("kunstenpunt", "KUNSTENPUNT", "punt+kunsten"):
        assert "kunstenpunt" in listed(page(client, f"/organisations/?text={text}"))
    assert "meemoo" in listed(page(client, "/organisations/?text=packed")), "by a name from before"


def test_a_chip_takes_one_filter_away_and_keeps_the_others(client: Client) -> None:
    html = page(client, f"/organisations/?helps=advises&discipline=dance&text=punt&{ON}")
    ways = [set(way.split("&")) for way in re.findall(r'class="chip chip-x" href="\?([^"]*)"', html)]
    asked = {"helps=advises", "discipline=dance", "text=punt", ON}
    assert sorted(map(sorted, ways)) == sorted(map(sorted, (asked - {one} for one in asked if one != ON)))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("helps=advise", "Bedoel je Geeft advies (advises)?"),
        ("discipline=danse", "Bedoel je Dans (dance)?"),
        ("helpz=advises", "Bedoel je “helps”?"),
        ("on=gisteren", "“gisteren” is geen datum"),
        ("zzz=%00", "We kennen “zzz” in het adres niet."),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_shown(client: Client, query: str, told: str) -> None:
    html = page(client, f"/organisations/?text=kunst&{query}")
    assert told in html
    assert listed(html) == listed(page(client, "/organisations/?text=kunst")) != []


def test_nothing_found_offers_a_way_out(client: Client) -> None:
    html = page(client, "/organisations/?text=nietsdaarvan")
    assert number(html) == 0
    assert "Wis alle filters" in html


def test_a_page_lists_what_it_gives_and_what_it_advises_on(client: Client) -> None:
    html = page(client, f"/organisations/vi-be/?{ON}")
    row = Organisation.objects.get(slug="vi-be")
    for route in Instrument.objects.published().filter(provider=row) | Instrument.objects.published().filter(help=row):
        assert f'href="/routes/{route.slug}/?{ON}"' in html
    assert row.url in html
    for source in row.sources.all():
        assert (source.url or source.ref)[:60] in html


def test_a_page_says_what_is_not_known(client: Client) -> None:
    html = page(client, "/organisations/op-til/")
    assert "We hebben geen telefoonnummer of e-mailadres" in html
    doubted = Organisation.objects.get(slug="dkbuza")
    html = page(client, "/organisations/dkbuza/")
    assert all(doubt.text_nl in html for doubt in doubted.doubts.all())
    assert "We hebben geen website" in page(client, "/organisations/livemx/")


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("vti", 'href="/organisations/kunstenpunt/">Kunstenpunt</a>'),
        ("boek-be", "Deze organisatie is gestopt."),
        ("bea", "We konden niet bevestigen wat ervan geworden is."),
    ],
)
def test_a_name_from_before_says_what_became_of_it(client: Client, slug: str, said: str) -> None:
    assert said in page(client, f"/organisations/{slug}/")


@pytest.mark.parametrize("slug", ["nope", "vti-", "x" * 200])
def test_an_organisation_that_is_none_is_not_found(client: Client, slug: str) -> None:
    assert client.get(f"/organisations/{slug}/").status_code == 404


def test_every_organisation_has_a_page_in_both_languages(client: Client) -> None:
    for number, row in some(enumerate(Organisation.objects.all())):
        prefix, name = [("", row.name_nl), ("/en", row.name_en)][number % 2]
        assert f"<h1>{name}</h1>" in page(client, f"{prefix}/organisations/{row.slug}/")


@pytest.mark.parametrize(
    "address", ["/organisations/", "/organisations/?discipline=dance&helps=funds", "/organisations/departement-cjm/"]
)
def test_a_page_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("text", ["", "kunst"])
def test_crispy_draws_a_field_for_every_filter(client: Client, text: str) -> None:
    answer = client.get(f"/organisations/?{ON}&text={text}&helps=advises")
    form = answer.context["form"]
    assert set(form.fields) == form.rendered_fields == {"helps", "discipline"}
    (drawn,) = re.findall(r'<form[^>]*id="filters".*?</form>', answer.content.decode(), re.S)
    assert re.findall(r'type="hidden" name="([a-z]+)"', drawn) == [*(["text"] if text else []), "on"]
    assert re.findall(r'name="helps" value="([a-z]+)" checked', drawn) == ["advises"]
