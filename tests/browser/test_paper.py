"""What is printed, or kept as PDF: address, day, plan, sources, what to check, whom to call; nothing that is folded is lost, with
a script or without. And how a page is passed on."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.pages import CHOREOGRAPHER

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

A4: ViewportSize = {"width": 688, "height": 1000}
"""Between its margins, in pixels of a screen."""
ROUTES = "route=kunstendecreet-tip&route=kunstendecreet-ip"
SHEETS = {
    "results": f"/match/results/?{CHOREOGRAPHER}&paper=1",
    "route": f"/routes/kunstendecreet-tip/?{CHOREOGRAPHER}",
    "comparison": f"/compare/?{CHOREOGRAPHER}&{ROUTES}",
}
SHARED = {name: address.removesuffix("&paper=1") for name, address in SHEETS.items()}
PRESSED = "nav:visible, button:visible, input:visible, select:visible, a[href^='mailto:?']:visible"


@pytest.fixture(scope="module")
def without_script(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, viewport=A4)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", SHEETS)
def test_paper_says_where_it_comes_from_and_on_what_it_rests(without_script: Page, site: str, name: str) -> None:
    page = without_script
    page.goto(f"{site}{SHEETS[name]}")
    page.emulate_media(media="print")
    told = page.locator("body").inner_text()
    for said in (
        site.removeprefix("http://"),
        "start=2027-06-20",
        "Zoals het er staat op 21 november 2026",
        "20 juni 2027",  # of the plan
        "Je vraagt geen geld om het getoonde werk te maken.",  # a check
        "Kunstenpunt",  # whom to call
    ):
        assert said in told, said
    after = "one => getComputedStyle(one, '::after').content"
    written = page.locator(".src a").evaluate_all(f"all => all.map({after})")
    assert '"https://vi.be/advies/internationale-presentatieprojecten"' in written
    assert page.locator(PRESSED).count() == 0
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="screen")


def test_a_word_explained_among_sources_keeps_its_word(without_script: Page, site: str) -> None:
    """On paper the address of a page of our own says nothing; that of a source does."""
    page = without_script
    page.goto(f"{site}{SHEETS['results']}")
    page.emulate_media(media="print")
    size = "all => all.map(one => [getComputedStyle(one).fontSize, getComputedStyle(one, '::after').content])"
    own = page.locator(".src a:not([href^=http])").evaluate_all(size)
    page.emulate_media(media="screen")
    assert own
    assert [one for one in own if one[0] == "0px" or one[1] != "none"] == []


def test_without_a_script_the_way_to_print_leads_to_a_page_on_which_all_stands_open(
    without_script: Page, site: str
) -> None:
    page = without_script
    page.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    expect(page.get_by_text("Je bent op tijd: dien in tegen 20 april 2027.")).to_have_count(0)
    page.locator("[data-print]").click()
    page.emulate_media(media="print")
    expect(page.get_by_text("Je bent op tijd: dien in tegen 20 april 2027.").first).to_be_visible()
    assert page.locator(".rl:not(:has(.cr))").count() == 0
    page.emulate_media(media="screen")


def test_by_the_keyboard_too_what_a_line_fetches_is_fetched_first(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=A4)
    page.add_init_script("window.print = () => (document.documentElement.dataset.printed = 1)")
    page.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    page.keyboard.press("Control+p")
    expect(page.locator("html")).to_have_attribute("data-printed", "1")
    assert page.locator(".rl:not(:has(.cr))").count() == 0
    page.close()


def test_from_the_menu_of_the_browser_sources_and_checks_are_printed_too(chromium: Browser, site: str) -> None:
    """A browser tells a page that it prints, and waits for nothing that the page fetches then."""
    page = chromium.new_page(viewport=A4)
    page.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    lines = page.locator(".rl").count()
    assert page.locator(".rl:has(.cr)").count() < lines
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".rl:has(.cr)").count() == lines
    page.emulate_media(media="print")
    first = page.locator("#r-kunstendecreet-tip")
    expect(first.locator("a[href^='https://']").first).to_be_visible()
    expect(first.locator(".cr")).to_be_visible()
    page.close()


@pytest.mark.parametrize("name", SHARED)
def test_a_page_goes_to_the_share_sheet_of_the_device(chromium: Browser, site: str, name: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script("navigator.share = async (what) => (document.documentElement.dataset.shared = what.url)")
    page.goto(f"{site}{SHARED[name]}")
    page.locator("[data-copy]").first.click()
    expect(page.locator("html")).to_have_attribute("data-shared", f"{site}{SHARED[name]}")
    page.close()


@pytest.mark.parametrize("name", SHARED)
def test_a_mail_opens_with_the_plan_and_the_address_in_it(without_script: Page, site: str, name: str) -> None:
    page = without_script
    page.goto(f"{site}{SHARED[name]}")
    expect(page.locator("[data-copy]").first).to_be_hidden()
    link = page.locator("a[href^='mailto:?']").get_attribute("href") or ""
    mail = parse_qs(urlsplit(link).query)
    address = mail["body"][0].splitlines()[-1]
    assert mail["subject"][0]
    assert address.startswith(f"{site}{urlsplit(SHARED[name]).path}?")
    given, asked = parse_qs(urlsplit(SHARED[name]).query), parse_qs(urlsplit(address).query)
    assert {key: sorted(values) for key, values in asked.items()} == {key: sorted(one) for key, one in given.items()}
