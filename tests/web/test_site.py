"""What machines read: each page's own address, its other language and its picture; the map of the site, robots, the manifest."""

import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from catalogue.models import Instrument
from matcher.urls import urlpatterns
from tests.pages import LANGUAGES, PAGES
from tests.web.conftest import PageAt

pytestmark = [pytest.mark.xdist_group("pages"), pytest.mark.django_db, pytest.mark.usefixtures("everything")]

NOT_TO_BE_FOUND = ("not found", "report", "reported")
"""Pages that ask not to be listed."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in PAGES if name not in NOT_TO_BE_FOUND])
def test_a_page_names_itself_its_other_language_and_its_picture(page_at: PageAt, name: str, language: str) -> None:
    path = PAGES[name].partition("?")[0]
    html = unescape(page_at(f"{LANGUAGES[language]}{PAGES[name]}").content.decode())
    here = f"http://testserver{LANGUAGES[language]}{path}"
    assert re.findall(r'<link rel="canonical" href="([^"]+)"', html) == [here]
    others = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
    assert others["nl"] == f"http://testserver{path}"
    assert others["en"] == f"http://testserver/en{path}"
    shared = dict(re.findall(r'<meta property="og:([a-z_]+)" content="([^"]*)"', html))
    assert shared["url"] == here
    assert shared["title"]
    assert shared["description"]
    assert finders.find(shared["image"].removeprefix("http://testserver/static/"))


@pytest.mark.parametrize("name", NOT_TO_BE_FOUND)
def test_a_page_that_nobody_should_find_says_so(page_at: PageAt, name: str) -> None:
    assert '<meta name="robots" content="noindex">' in page_at(PAGES[name]).content.decode()


def test_the_map_of_the_site_holds_every_route_in_both_languages(client: Client) -> None:
    found = set(re.findall(r"<loc>http://[^/<]+([^<]+)</loc>", client.get("/sitemap.xml").content.decode()))
    routes = Instrument.objects.published().values_list("slug", flat=True)
    assert {f"{prefix}/routes/{slug}/" for slug in routes for prefix in LANGUAGES.values()} <= found
    assert "/en/about/ranking/" in found
    assert not any(address.startswith(("/admin", "/kit", "/report", "/saved")) for address in found)


def test_the_map_of_the_site_holds_every_page_without_a_plan(client: Client) -> None:
    """Those about one's own plan, or that nobody should find, are not in it."""
    found = set(re.findall(r"<loc>http://[^/<]+([^<]+)</loc>", client.get("/sitemap.xml").content.decode()))
    simple = [one for one in urlpatterns if "." not in str(one.pattern) and not one.pattern.converters]
    own = {"who-applies", "results", "plan", "compare", "saved", "selection-deleted", "report", "reported"}
    assert {reverse(one.name) for one in simple if one.name not in own} <= found, (
        "name it in PAGES (matcher/pages/site)"
    )


def test_robots_lead_to_the_map_and_not_to_the_admin(client: Client) -> None:
    said = client.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in said
    assert "Disallow: /admin/" in said


def test_the_manifest_names_icons_that_are_there(client: Client) -> None:
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["start_url"] == "/"
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in manifest["icons"])
