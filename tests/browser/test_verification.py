"""The page on which staff see what is wrong with the rules, as production serves it: its bar, its report, keyboard and axe."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import COLOURS_ALONE, violations
from tests.browser.standing import sign_in
from tests.production import Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]

ON = "on=2026-11-21"
PATH = f"/admin/matcher/rule/verification/?{ON}"
LONG = 180_000
"""Milliseconds that a report may take: on a slow machine, with other tests beside it, more than a minute."""


@pytest.fixture(scope="module")
def staff(chromium: Browser, served: Served) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, served)
    leave(page)
    yield context
    context.close()


@pytest.fixture
def page(staff: BrowserContext) -> Iterator[Page]:
    page = staff.new_page()
    yield page
    leave(page)


def leave(page: Page) -> None:
    """Chromium may never end closing a page on which something still arrives."""
    page.goto("about:blank")
    page.close()


def test_the_page_comes_with_a_bar_and_fills_itself(page: Page, served: Served) -> None:
    """What the bar had reached is kept as it goes: the page may be done before one looks."""
    page.add_init_script(
        """window.reached = [];
        new MutationObserver(() => {
          const bar = document.querySelector("progress");
          if (bar) window.reached.push(bar.value);
        }).observe(document, { subtree: true, childList: true, attributes: true });"""
    )
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{served.url}/en{PATH}")
    expect(page.locator("#wrong")).to_have_text("To be mended: 0", timeout=LONG)
    expect(page.get_by_role("status")).to_have_text("The report is ready.")
    assert len(set(page.evaluate("window.reached"))) > 10
    assert complaints == []


def test_the_form_goes_by_keyboard_to_an_example(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/en{PATH}&run=1", timeout=LONG)
    page.locator("#id_fault").focus()
    page.keyboard.type("Routes that are never")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**fault=never-certain**", timeout=LONG)
    page.locator("#doubtful + details summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/match/results/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("route")


def test_without_a_script_the_form_brings_the_report(chromium: Browser, staff: BrowserContext, served: Served) -> None:
    plain = chromium.new_context(java_script_enabled=False, storage_state=staff.storage_state())
    page = plain.new_page()
    page.goto(f"{served.url}/en{PATH}")
    expect(page.locator("progress")).to_be_hidden()
    page.get_by_role("button", name="Verify", exact=True).click(timeout=LONG)
    expect(page.locator("#wrong")).to_have_text("To be mended: 0", timeout=LONG)
    leave(page)
    plain.close()


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["Dutch", "English"])
def test_axe_finds_nothing_in_the_light_or_in_the_dark(page: Page, served: Served, prefix: str) -> None:
    """Of one load: the dark draws the same page."""
    for query in ("", "&run=1&fault=group-over", "&run=1"):
        page.emulate_media(color_scheme="light")
        page.goto(f"{served.url}{prefix}{PATH}{query}", timeout=LONG)
        expect(page.locator("#wrong")).to_be_visible(timeout=LONG)
        assert violations(page) == [], query
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOURS_ALONE) == [], f"{query} in the dark"
