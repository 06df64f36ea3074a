"""A new call by the short form in a real browser: how many clicks it takes, on a screen and a phone, with axe looking on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.standing import scrolls_sideways, sign_in
from tests.browser.test_weight import VIOLATIONS
from tests.production import Served
from tests.the import the

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]
COUNT = """window.addEventListener("click", event => {
  if (event.detail) sessionStorage.clicks = 1 + Number(sessionStorage.clicks || 0);
}, true)"""
MOST_CLICKS = 15
TYPED = {
    "name": "Projectoproep met Québec 2027",
    "payer": "Departement Cultuur, Jeugd en Media",
    "goals": "maken en coproduceren",
    "applicants": "kunstenaar",
    "disciplines": "podiumkunsten",
    "where": "Montréal",
    "closes": "15 april 2027",
    "sum": "10.000",
    "source": "https://example.org/oproep",
    "apply_url": "https://example.org/indienen",
}
CHOSEN = {"level": "bilateral", "kind": "call"}


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, chromium: Browser, signed_in: StorageState) -> Iterator[Page]:
    window: ViewportSize = {"width": request.param, "height": 900}
    context = chromium.new_context(viewport=window, reduced_motion="reduce", storage_state=signed_in)
    context.add_init_script(VIOLATIONS + ";" + COUNT)
    page = context.new_page()
    yield page
    context.close()


def test_a_new_call_takes_few_clicks(page: Page, served: Served, tmp_path: Path) -> None:
    page.goto(f"{served.url}/admin/catalogue/instrument/")
    page.evaluate("sessionStorage.clicks = 0")
    with page.expect_navigation():
        page.get_by_role("link", name="Nieuwe oproep").click()
    assert violations(page) == []
    assert not scrolls_sideways(page)
    width = the(page.viewport_size)["width"]
    for name, text in TYPED.items():
        page.click(f"#id_{name}")
        page.keyboard.type(f"{text} {width}" if name == "name" else text)
        for select in CHOSEN if name == "payer" else ():
            page.click(f"#id_{select}")
            page.select_option(f"#id_{select}", CHOSEN[select])
    expect(page.locator("#id_where_helptext .said-now")).to_have_text("Montréal: Quebec, Canada.")
    expect(page.locator("#id_closes_helptext .said-now")).to_have_text("Donderdag 15 april 2027.")
    assert violations(page) == []
    page.screenshot(path=tmp_path / f"short-{width}.png", full_page=True)
    page.get_by_role("button", name="Bewaar en bekijk als bezoeker").click()
    expect(page.locator("h1")).to_contain_text("Projectoproep met Québec 2027")
    assert int(page.evaluate("sessionStorage.clicks")) <= MOST_CLICKS
    assert page.evaluate("window.violations") == []


def test_a_mistake_stands_at_its_field(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/admin/catalogue/instrument/short/")
    page.fill("#id_where", "Nergenshuizen")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("#id_where_error")).to_have_text("We kennen “Nergenshuizen” niet.")
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_it_works_without_script(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    sign_in(page, served)
    page.goto(f"{served.url}/admin/catalogue/instrument/short/")
    page.fill("#id_where", "Quebec")
    page.get_by_role("button", name="Kijk eerst na wat ik typte").click()
    expect(page.locator("#id_where_helptext .said-as")).to_contain_text("Canada")
    context.close()
