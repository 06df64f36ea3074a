"""The work list in a browser: on a phone and on a desk, light and dark, with a button that is pressed and undone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect

from tests.browser.axe import COLOURS_ALONE, violations
from tests.browser.standing import scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]
PAGES = (
    "",
    "worklist/old-facts/",
    "worklist/doubts/?kind=organisation",
    "worklist/look/",
    "worklist/about/instrument/kunstendecreet-tip/",
)


@pytest.fixture(params=(390, 1280))
def page(request: pytest.FixtureRequest, chromium: Browser, signed_in: StorageState) -> Iterator[Page]:
    window: ViewportSize = {"width": request.param, "height": 844}
    page = chromium.new_page(viewport=window, locale="nl-BE", reduced_motion="reduce", storage_state=signed_in)
    page.set_default_timeout(60_000)
    yield page
    page.close()


def test_axe_finds_nothing_and_no_page_scrolls_sideways(page: Page, site: str) -> None:
    for address in PAGES:
        page.emulate_media(color_scheme="light")
        page.goto(f"{site}/admin/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert not scrolls_sideways(page), f"{address} scrolls sideways"
        assert [one["id"] for one in violations(page)] == [], address
        page.emulate_media(color_scheme="dark")
        assert [one["id"] for one in violations(page, COLOURS_ALONE)] == [], f"{address} in the dark"


def test_what_is_behind_more_opens_without_a_script_of_ours(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/worklist/old-facts/")
    more = page.locator(".wl-more").first
    expect(more.locator("div")).to_be_hidden()
    more.locator("summary").click()
    expect(more.get_by_role("link", name="Toewijzen of iets zeggen")).to_be_visible()
    assert violations(page) == []


def test_a_fact_is_checked_by_one_click_and_undone_by_another(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/worklist/old-facts/")
    count = int(page.locator(".wl .module h2 .n").inner_text())
    page.locator("button[value^='checked:']").first.click()
    expect(page.locator(".messagelist")).to_contain_text("vandaag nagekeken")
    assert int(page.locator(".wl .module h2 .n").inner_text()) < count
    assert violations(page) == []
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator(".messagelist")).to_contain_text("ongedaan gemaakt")
    assert int(page.locator(".wl .module h2 .n").inner_text()) == count
