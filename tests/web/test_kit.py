"""The kit: it holds every component in every state, for who builds pages, and its pages are as sound as those of the public."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from catalogue.editions.edition import EMPTY
from matcher.pages.kit.kit import Component, Specimen, States, Token, stand_together, tokens
from matcher.pages.kit.specimens import Stock, kit
from matcher.rules.holding import held
from matcher.rules.site import Site
from tests.pages import LANGUAGES
from tests.production import environment
from tests.reading import found_in
from tests.tools_found import html_complaints

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ROOT = Path(__file__).parents[2]


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


def test_production_has_no_kit_and_imports_nothing_of_it() -> None:
    """Nor of the lab, in which verification itself is measured."""
    program = """
import sys, django
django.setup()
from django.urls import NoReverseMatch, resolve, reverse
resolve("/match/")
print(sorted(name for name in sys.modules if name.startswith(("matcher.pages.kit", "matcher.proof.lab"))))
try:
    reverse("kit")
except NoReverseMatch:
    print("no kit")
"""
    settings = environment("sqlite:///:memory:", "password")
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=settings, check=True, capture_output=True, text=True
    )
    assert run.stdout.split("\n")[:2] == ["[]", "no kit"]


def test_no_search_engine_and_no_cache_keeps_it(client: Client) -> None:
    page = client.get("/kit/tile/")
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "/kit/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("address", ["/kit/no-such-component/", "/kit/tile/no-such-state/"])
def test_what_the_kit_does_not_hold_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_without_a_catalogue_there_is_nothing_to_show(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.delivery.request_site.held", lambda: Site(EMPTY))
    assert client.get("/kit/").status_code == 404
    assert client.get("/kit/tile/").status_code == 404


# What it holds


def test_every_component_is_in_the_kit() -> None:
    files = {path.stem for path in (ROOT / "templates" / "components").glob("*.html")}
    assert files == kit.components.keys(), "matcher/pages/kit/specimens/ shows each, by a function of its name"


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


def test_states_that_share_an_id_or_a_landmark_each_have_an_address(client: Client) -> None:
    together, apart = client.get("/kit/due/").content.decode(), client.get("/kit/counter/").content.decode()
    assert together.count("<figure") == len(kit.components["due"].specimens(Stock(held())))
    assert apart.count('<figure class="kit-one"') == 1
    assert [client.get(one).status_code for one in re.findall(r'href="(/kit/counter/[^"]+)"', apart)] == [200, 200, 200]


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
    assert stand_together([Specimen("a state", SafeString(one)) for one in html]) is may


def test_a_state_that_is_in_no_data_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tile = kit.components["tile"]

    def states(stock: Stock) -> States:
        yield "gone", {"level": stock.entry(lambda row: False)}

    gone = Component("tile", tile.group, states, width="small", around="{}", before="", drawn_by="")
    monkeypatch.setitem(kit.components, "tile", gone)
    assert "Nothing in the catalogue stands like this today." in client.get("/kit/tile/").content.decode()


# The stylesheet, read


def test_the_foundations_are_those_of_the_stylesheet() -> None:
    found = {one.name: one for one in tokens()}
    assert found["sect"] == Token("sect", "#ffcf33")
    assert (found["ink"].value, found["ink"].dark) == ("#14131a", "#f5f4f8")
    assert [one.px for one in tokens() if re.fullmatch(r"s\d+", one.name)] == [4, 8, 12, 16, 24, 32, 48, 64, 96, 128]


def test_every_size_of_letters_is_shown_in_that_size() -> None:
    css = (ROOT / "matcher" / "static" / "css" / "kit.css").read_text()
    assert [
        one.name for one in tokens() if one.name[:2] in ("t-", "n-") and f"font-size: var(--{one.name})" not in css
    ] == []


# Its pages


def test_every_page_of_the_kit_is_valid_html_with_one_heading_and_a_title_of_its_own(
    client: Client, tmp_path: Path
) -> None:
    """In another language they differ in words alone; of those the first is looked at."""
    titles: Counter[str] = Counter()
    for address in [*addresses(), "/en/kit/"]:
        page = client.get(address).content
        (tmp_path / address.replace("/", " ").strip()).with_suffix(".html").write_bytes(page)
        html = unescape(page.decode())
        titles[found_in(r"<title>(.+?) · Overzet</title>", html)[1]] += not address.startswith("/en/")
        assert len(re.findall(r"<h1[ >]", html)) == 1, address
    assert [title for title, times in titles.items() if times > 1] == []
    assert html_complaints(tmp_path) == []
