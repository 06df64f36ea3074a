"""The kit: it holds every component in every state, for staff alone, and its pages are as sound as those of the public."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import translation

from matcher.pages.kit.kit import Component, Specimen, Token, stand_together, tokens
from matcher.pages.kit.specimens import Stock, kit
from matcher.rules.holding import held
from tests.pages import LANGUAGES
from tests.web.test_html import complaints

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_user("designer", is_staff=True))
    return client


def addresses() -> Iterator[str]:
    """Every page of the kit, of one language."""
    stock = Stock(held())
    yield reverse("kit")
    for name, component in kit.components.items():
        yield reverse("component", args=[name])
        states = component.specimens(stock)
        if not stand_together(states):
            yield from (reverse("component-state", args=[name, one.slug]) for one in states)


# Who sees it


@pytest.mark.parametrize("address", ["/kit/", "/en/kit/", "/kit/tile/", "/kit/tile/sectoral-on/"])
def test_the_kit_is_for_staff_and_for_who_builds(client: Client, staff: Client, settings, address: str) -> None:
    visitor = Client()
    assert visitor.get(address).status_code == 404
    assert staff.get(address).status_code == 200
    settings.DEBUG = True
    assert visitor.get(address).status_code == 200


def test_who_is_logged_in_but_no_staff_sees_no_kit(client: Client) -> None:
    client.force_login(User.objects.create_user("visitor"))
    assert client.get("/kit/").status_code == 404


def test_no_search_engine_and_no_cache_keeps_it(client: Client, staff: Client) -> None:
    page = staff.get("/kit/tile/")
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "/kit/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("address", ["/kit/no-such-component/", "/kit/tile/no-such-state/"])
def test_what_the_kit_does_not_hold_is_not_found(staff: Client, address: str) -> None:
    assert staff.get(address).status_code == 404


# What it holds


def test_every_component_is_in_the_kit() -> None:
    files = {path.stem for path in (ROOT / "templates" / "components").glob("*.html")}
    assert files == kit.components.keys(), "matcher/views/specimens.py shows each, by a function of its name"


@pytest.mark.parametrize("name", kit.components)
def test_every_component_says_what_it_takes(name: str) -> None:
    assert kit.components[name].takes.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_shows_something_under_a_name_of_its_own(language: str) -> None:
    stock = Stock(held())
    with translation.override(language):
        found = {name: component.specimens(stock) for name, component in kit.components.items()}
    assert [name for name, states in found.items() if not states] == []
    assert [
        (name, one.caption) for name, states in found.items() for one in states if one.is_silent == bool(one.html)
    ] == []
    twice = {name: Counter(one.slug for one in states).most_common(1)[0] for name, states in found.items()}
    assert {name: slug for name, (slug, times) in twice.items() if times > 1} == {}


def test_states_that_share_an_id_or_a_landmark_each_have_an_address(staff: Client) -> None:
    together, apart = staff.get("/kit/due/").content.decode(), staff.get("/kit/counter/").content.decode()
    assert together.count("<figure") == len(kit.components["due"].specimens(Stock(held())))
    assert apart.count('<figure class="kit-one"') == 1
    assert [staff.get(one).status_code for one in re.findall(r'href="(/kit/counter/[^"]+)"', apart)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("html", "may"),
    [
        (('<p id="a">', '<p id="b">'), True),
        (('<p id="a">', '<p id="a">'), False),
        (('<nav aria-label="a">', '<nav aria-label="a">'), False),
        (('<p data-id="a">', '<p data-id="a">'), True),
    ],
)
def test_when_states_may_stand_on_one_page(html: tuple[str, ...], may: bool) -> None:
    assert stand_together([Specimen("a state", one) for one in html]) is may


def test_a_state_that_is_in_no_data_says_so(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tile = kit.components["tile"]
    gone = Component(
        "tile", tile.group, lambda stock: iter([("gone", {"level": stock.entry(lambda row: False)})]), **REST
    )
    monkeypatch.setitem(kit.components, "tile", gone)
    assert "Nothing in the catalogue stands like this today." in staff.get("/kit/tile/").content.decode()


REST = {"width": "small", "around": "{}", "before": "", "drawn_by": ""}


# The stylesheet, read


def test_the_foundations_are_those_of_the_stylesheet() -> None:
    found = {one.name: one for one in tokens()}
    assert found["sect"] == Token("sect", "#ffcf33")
    assert (found["ink"].value, found["ink"].dark) == ("#14131a", "#f5f4f8")
    assert [one.px for one in tokens() if re.fullmatch(r"s\d+", one.name)] == [4, 8, 12, 16, 24, 32, 48, 64, 96, 128]


def test_every_size_of_letters_is_shown_in_that_size() -> None:
    css = (ROOT / "matcher" / "static" / "kit.css").read_text()
    assert [
        one.name for one in tokens() if one.name[:2] in ("t-", "n-") and f"font-size: var(--{one.name})" not in css
    ] == []


# Its pages


def test_every_page_of_the_kit_is_valid_html_with_one_heading_and_a_title_of_its_own(
    staff: Client, tmp_path: Path
) -> None:
    """In another language they differ in words alone; of those the first is looked at."""
    titles = Counter()
    for address in [*addresses(), "/en/kit/"]:
        page = staff.get(address).content
        (tmp_path / address.replace("/", " ").strip()).with_suffix(".html").write_bytes(page)
        html = unescape(page.decode())
        titles[re.search(r"<title>(.+?) · Overzet</title>", html)[1]] += not address.startswith("/en/")
        assert len(re.findall(r"<h1[ >]", html)) == 1, address
    assert [title for title, times in titles.items() if times > 1] == []
    assert complaints(tmp_path) == []
