"""Projects that were funded stand with the routes that paid for them, or with those that may have."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalogue.editions.publish import publish
from catalogue.editions.store import read_latest
from catalogue.editions.working import keep, record
from catalogue.entries.example import ExampleEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Example, Instrument, Programme
from matcher.rules.holding import held
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "?on=2026-11-21"


def titles(client: Client, slug: str) -> list[str]:
    html = client.get(f"/routes/{slug}/{ON}").content.decode()
    section = html.partition('aria-labelledby="examples"')[2].partition("</section>")[0]
    return [unescape(one) for one in re.findall(r"<h3>(.*?)</h3>", section)]


def published(slug: str) -> None:
    record([("example", slug)])
    publish(author=None, why="for a test")


def test_every_example_stands_on_the_page_of_a_route(client: Client) -> None:
    site = held()
    routes = site.all(InstrumentEntry).values()
    for example in some(site.all(ExampleEntry).values()):
        stands = [one.id for one in routes if one.id in example.paid_by or example.may_be_of(one)]
        assert stands, example.id
        assert example.title in titles(client, stands[0])


def test_one_that_two_routes_paid_for_stands_with_both(client: Client) -> None:
    Example.objects.get(slug="thrive").also_paid_by.add(Instrument.objects.get(slug="ietm"))
    published("thrive")
    title = Example.objects.get(slug="thrive").title
    assert title in titles(client, "ietm")
    assert title in titles(client, "creative-europe-networks")


def test_one_of_a_programme_stands_with_all_its_routes_and_says_that_the_route_is_not_known(client: Client) -> None:
    example = Example.objects.get(slug="queerpassion")
    assert example.title not in titles(client, "creative-europe-platforms"), "its candidates are known"
    example.candidates.clear()
    published("queerpassion")
    assert example.title in titles(client, "creative-europe-platforms")
    html = client.get(f"/routes/creative-europe-platforms/{ON}").content.decode()
    assert "door welke route daarvan, is niet bekend" in html


def test_a_country_names_the_programme_where_the_route_is_not_known(client: Client) -> None:
    html = client.get(f"/countries/PL/{ON}").content.decode()
    assert "Creative Europe - Cultuur, welke route betaalde" in html


def test_a_programme_that_is_named_is_no_reason_to_forget_the_route(client: Client, admin_user: User) -> None:
    Example.objects.filter(slug="thrive").update(programme=Programme.objects.get(slug="creative-europe-culture"))
    assert keep(("example", "thrive"), admin_user) is not None
    published("thrive")
    thrive = read_latest().get(ExampleEntry, "thrive")
    assert thrive is not None
    assert thrive.paid_by == ("creative-europe-networks",)
    assert thrive.title not in titles(client, "creative-europe-platforms")
