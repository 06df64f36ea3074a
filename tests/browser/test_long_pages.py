"""Long pages come in parts: short on a phone, and yet nothing of them is lost to an address, a search in the page, or paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.standing import scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

ON = "on=2026-11-21"
PHONE: ViewportSize = {"width": 390, "height": 844}
SCREENS = 8
PAGES = {
    "levels and themes": "/about/matrix/",
    "deadlines": f"/deadlines/?{ON}",
    "deadlines, all months": f"/deadlines/?open=later&{ON}",
    "organisations": f"/organisations/?{ON}",
    "an organisation of many routes": f"/organisations/departement-cjm/?{ON}",
    "a country of which much is known": f"/countries/FR/?{ON}",
    "a country that is near": f"/countries/NL/?{ON}",
    "words explained": "/glossary/",
    "the rules of a programme": f"/about/rules/?programme=erasmus-plus&{ON}",
    "a route of many rounds": f"/routes/culture-moves-europe-individual/?{ON}",
    "a route of many sums": f"/routes/erasmus-ka1-adult-short/?{ON}",
    "a route of many steps": f"/routes/kunstendecreet-ip/?{ON}",
}
WITH_A_PAGE_FOR_PAPER = {
    "all that may fit a plan that says little": f"/match/results/?discipline=dance&all=may-fit&{ON}"
}
WITH_LONG_NAMES = (
    "bilateraal-hauts-de-france",
    "bilateraal-quebec",
    "cultuurinvest",
    "residentie-wiels-internationaal",
    "vgc-kunstprojecten",
    "vlaamse-posten-buitenland",
)


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", (PAGES | WITH_A_PAGE_FOR_PAPER).values(), ids=PAGES | WITH_A_PAGE_FOR_PAPER)
def test_a_long_page_is_a_few_screens_of_a_phone(phone: Page, site: str, address: str, language: str) -> None:
    phone.goto(f"{site}{language}{address}")
    assert phone.evaluate("document.documentElement.scrollHeight") <= SCREENS * PHONE["height"]
    assert not scrolls_sideways(phone)


def test_an_address_within_a_folded_part_opens_it(phone: Page, site: str) -> None:
    phone.goto(f"{site}/deadlines/?{ON}")
    month = phone.locator("#month-2027-02")
    expect(month).to_be_hidden()
    phone.goto(f"{site}/deadlines/?{ON}#month-2027-02")
    expect(month).to_be_visible()


def test_a_kind_of_organisations_is_led_to_in_its_folded_part(phone: Page, site: str) -> None:
    phone.goto(f"{site}/organisations/?{ON}")
    expect(phone.locator("#funder")).to_be_hidden()
    phone.locator(".org-j a[href='#funder']").click()
    expect(phone.locator("#funder")).to_be_visible()


def test_a_few_organisations_stand_open(phone: Page, site: str) -> None:
    phone.goto(f"{site}/organisations/?text=circus&{ON}")
    expect(phone.locator(".orgs").first).to_be_visible()


def test_a_folded_part_opens_by_the_keyboard(phone: Page, site: str) -> None:
    phone.goto(f"{site}/about/matrix/")
    fold = phone.locator("article.ab-sq details").first
    fold.locator("summary").focus()
    phone.keyboard.press("Enter")
    expect(fold.locator("dl")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_every_part_is_open(phone: Page, site: str, name: str) -> None:
    phone.goto(f"{site}{PAGES[name]}")
    folded = phone.locator("main details:not([open]) > :not(summary)")
    assert folded.count()
    expect(folded.first).to_be_hidden()
    phone.emulate_media(media="print")
    hidden = [one for one in folded.all() if not one.is_visible() and one.locator("xpath=ancestor::form").count() == 0]
    phone.emulate_media(media="screen")
    assert hidden == []


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("route", WITH_LONG_NAMES)
def test_no_name_pushes_the_page_of_a_route_aside(chromium: Browser, site: str, route: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{site}/routes/{route}/?{ON}")
    assert not scrolls_sideways(page)
    page.close()
