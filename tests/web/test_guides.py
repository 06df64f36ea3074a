"""Practical guides: what was seen on a page, with its day, who decides and whom to ask."""

from html import unescape

import pytest
from django.test import Client

from catalogue.entries.guide import GuideEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Fact, Guide
from matcher.pages.guides.guides import guides_for_route
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_list_leads_to_every_guide(client: Client) -> None:
    html = page(client, "/guides/")
    assert Guide.objects.count() == 13
    assert [one.slug for one in Guide.objects.all() if f'href="/guides/{one.slug}/"' not in html] == []
    assert 'href="/guides/"' in page(client, "/"), "the foot of every page leads to it"


def test_every_guide_says_what_it_is_and_what_it_is_not(client: Client) -> None:
    for guide in Guide.objects.all():
        html = page(client, f"/guides/{guide.slug}/?{ON}")
        facts = guide.facts.filter(is_confirmed=True)
        assert facts
        assert [one.slug for one in facts if f'<li id="{one.slug}">' not in html] == []
        assert html.count('<details class="so">') == len(facts)
        assert "Informatie, geen advies over recht of belasting." in html
        assert "Wie beslist?" in html
    assert client.get("/guides/nope/").status_code == 404


def test_how_old_a_fact_is_stands_beside_it(client: Client) -> None:
    html = page(client, f"/guides/artiesten-naar-belgie/?{ON}")
    assert "Zo stond het in 2019: vraag na of het nog geldt." in html
    assert "3 bronnen, gezien 2024" in html
    assert "Zo stond het in 2024" in page(client, "/guides/artiesten-naar-belgie/?on=2027-01-02")


def test_what_is_not_confirmed_stands_in_no_guide(client: Client) -> None:
    assert Fact.objects.filter(is_confirmed=False).exists()
    shown = {
        fact["id"]
        for guide in Guide.objects.all()
        for fact in client.get(f"/api/v1/guides/{guide.slug}").json()["facts"]
    }
    assert len(shown) > 70
    assert not shown.intersection(Fact.objects.filter(is_confirmed=False).values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("route", "there", "not_there"),
    [
        ("culture-moves-europe-individual", {"groen-reizen", "toegankelijkheid"}, {"bruikleen-en-waarborg"}),
        ("vlaamse-indemniteit", {"bruikleen-en-waarborg"}, {"groen-reizen"}),
        ("kunstendecreet-tip", {"douane", "belasting-op-gages", "sociale-zekerheid-en-a1"}, {"kunstenaars-in-gevaar"}),
    ],
)
def test_a_guide_stands_with_the_routes_for_which_it_matters(
    client: Client, route: str, there: set[str], not_there: set[str]
) -> None:
    site = held()
    entry = site.all(InstrumentEntry)[route]
    found = {key for key, one in site.all(GuideEntry).items() if one.matters_for(entry)}
    assert there <= found
    assert found & not_there == set()
    html = page(client, f"/routes/{route}/?{ON}")
    assert [one.address for one in guides_for_route(site, entry) if f'href="{one.address}"' not in html] == []


def test_a_country_leads_to_the_guides_of_its_topics(client: Client) -> None:
    html = page(client, "/countries/JP/")
    assert 'href="/guides/douane/"' in html
    assert 'href="/guides/kunstenaars-in-gevaar/"' not in html


@pytest.mark.parametrize(
    ("text", "found"),
    [("ATA-carnet", "douane"), ("palissander", "beschermde-soorten"), ("staatswaarborg", "bruikleen-en-waarborg")],
)
def test_a_guide_is_found_by_what_it_says(client: Client, text: str, found: str) -> None:
    assert f'href="/guides/{found}/"' in page(client, f"/routes/?text={text}&{ON}")


def test_the_api_gives_the_guides(client: Client) -> None:
    listed = client.get("/api/v1/guides").json()
    assert listed["count"] == Guide.objects.count()
    one = client.get(f"/api/v1/guides/douane?{ON}").json()
    assert one["name"]["en"] == "Customs: instruments, sets and works"
    assert {fact["guide"] for fact in one["facts"]} == {"douane"}
    assert client.get("/api/v1/guides/nope").status_code == 404
    assert "/guides/douane/</loc>" in client.get("/sitemap.xml").content.decode()
