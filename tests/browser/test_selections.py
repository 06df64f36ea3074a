"""A selection in a browser: kept by clicking, with a script and without, listed on this device alone, and gone from it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import COLOURS_ALONE, violations
from tests.browser.standing import scrolls_sideways
from tests.pages import CHOREOGRAPHER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

RESULTS = f"/match/results/?{CHOREOGRAPHER}"
LINK = re.compile(r"/saved/[\w-]{43}/$")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def with_script(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def keep(page: Page, site: str, name: str = "Lyon in juni", language: str = "") -> str:
    page.goto(f"{site}{language}{RESULTS}")
    page.locator(f'a[href^="{language}/saved/keep/results/"]').first.click()
    page.locator("#id_name").fill(name)
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(LINK)
    return page.url


def test_it_is_kept_written_on_and_deleted_by_clicking(visitor: BrowserContext, site: str) -> None:
    page = visitor.new_page()
    keep(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lyon in juni")
    page.locator("summary", has_text="Schrijf een notitie").click()
    page.get_by_role("link", name="Schrijf een notitie").first.click()
    page.get_by_label("Hoever sta je?").select_option("aangevraagd")
    page.get_by_label("Je eigen notities").fill("Gebeld")
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(page.locator(".st-n")).to_contain_text("Gebeld")
    page.get_by_label("Een naam die je herkent").fill("Lyon, toch")
    page.get_by_role("button", name="Geef een andere naam").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lyon, toch")
    page.get_by_role("link", name="Wis alles nu").click()
    page.get_by_role("button", name="Voorgoed wissen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gewist")
    assert visitor.cookies() == []


def test_only_this_device_lists_it_until_it_is_deleted(with_script: Page, chromium: Browser, site: str) -> None:
    page = with_script
    link = keep(page, site, "Tokio & <b>")
    page.goto(f"{site}/saved/")
    there = page.get_by_role("link", name="Tokio & <b>")
    expect(there).to_have_attribute("href", link.removeprefix(site))
    other = chromium.new_page()
    other.goto(f"{site}/saved/")
    expect(other.get_by_role("heading", name="Bewaarde selecties op dit toestel")).to_have_count(0)
    other.close()
    page.goto(f"{link}delete/")
    page.get_by_role("button", name="Voorgoed wissen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gewist")
    page.goto(f"{site}/saved/")
    expect(there).to_have_count(0)


@pytest.mark.parametrize("language", ["", "/en"], ids=["Dutch", "English"])
def test_axe_finds_nothing_light_or_dark_and_nothing_runs_off_the_screen(
    chromium: Browser, site: str, language: str
) -> None:
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 320, "height": 700})
    page = context.new_page()
    link = keep(page, site, "Een naam zonder eind" + "e" * 60, language)
    reader = page.locator(".keep a[href*='/saved/']").first.get_attribute("href")
    for address in (
        f"{site}{language}/saved/keep/compare/?{CHOREOGRAPHER}",
        f"{link}?on=2027-10-20",
        f"{link}?note=kunstendecreet-tip",
        f"{site}{reader}",
        f"{link}delete/",
        f"{site}{language}/saved/{'x' * 43}/",
        f"{site}{language}/saved/deleted/",
    ):
        page.emulate_media(color_scheme="light")
        page.goto(address)
        assert violations(page) == [], address
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS_ALONE) == [], f"{address} in the dark"
        assert not scrolls_sideways(page), address
    context.close()
