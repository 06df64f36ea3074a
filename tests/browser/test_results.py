"""The results on one screen: where routes stand, how long the page is, and what it is on paper, for plans of all kinds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.pictures import wait_for_fonts
from tests.browser.standing import scrolls_sideways
from tests.pages import CHOREOGRAPHER
from tests.plans import NOTHING, PLANS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SCREENS = 6
ENDS = "[...document.querySelectorAll('.rl')].map(line => line.getBoundingClientRect().bottom)"


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport=PHONE)
    yield page
    page.close()


@pytest.fixture(scope="module")
def desktop(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport=DESKTOP)
    yield page
    page.close()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("plan", PLANS)
def test_the_first_routes_stand_in_the_first_screen_and_the_page_is_short(
    phone: Page, desktop: Page, site: str, plan: str, language: str
) -> None:
    address = f"{site}{language}/match/results/?{PLANS[plan]}"
    for page in (phone, desktop):
        page.goto(address)
        wait_for_fonts(page)
    assert phone.evaluate(ENDS)[0] <= PHONE["height"]
    assert phone.evaluate("document.documentElement.scrollHeight") <= SCREENS * PHONE["height"]
    if first := desktop.evaluate(ENDS)[:3]:
        assert first[-1] <= DESKTOP["height"]


@pytest.mark.parametrize("plan", [*PLANS.values(), NOTHING])
def test_nothing_runs_off_a_narrow_screen_folded_or_open(chromium: Browser, site: str, plan: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{site}/match/results/?{plan}")
    assert not scrolls_sideways(page)
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    page.wait_for_load_state("networkidle")
    assert not scrolls_sideways(page)
    page.close()


def test_a_line_opens_to_why_it_stands_below_the_one_above_it(desktop: Page, site: str) -> None:
    desktop.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    line = desktop.locator(".rl").nth(1)
    line.locator("summary").first.click()
    why = line.get_by_text("Waarom onder “")
    why.click()
    expect(line.locator("details[open] p.small").last).to_contain_text("past")


def test_what_is_ticked_can_be_compared_from_where_one_is(desktop: Page, site: str) -> None:
    desktop.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    expect(desktop.locator("#compare")).to_be_hidden()
    line = desktop.locator(".rl").first
    line.locator("summary").first.click()
    line.locator("input[name=route]").check()
    expect(desktop.locator("#compare")).to_be_in_viewport()


def test_on_paper_every_line_and_group_is_open(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport=DESKTOP)
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    page.locator("[data-print]").click()
    expect(page.locator("main details:not([open])")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_text("Je bent op tijd: dien in tegen 20 april 2027.").first).to_be_visible()
    expect(page.locator(".on-paper")).to_contain_text("21 november 2026")
    expect(page.locator(".on-paper")).to_contain_text("start=2027-06-20")
    page.close()


def test_what_is_folded_stands_on_paper_without_a_script_too(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    network = page.locator("section[aria-labelledby=beside] li").first
    expect(network).to_be_hidden()
    page.emulate_media(media="print")
    expect(network).to_be_visible()
    context.close()


@pytest.mark.parametrize("route", ["kunstendecreet-tip", "vaf-gamefonds", "efa-effea"])
def test_what_a_route_covers_has_room_with_a_score_and_without(
    phone: Page, desktop: Page, site: str, route: str
) -> None:
    """The box on the page of a route: what fits, what does not, what another applies for."""
    for page, least in ((phone, 200), (desktop, 250)):
        page.goto(f"{site}/routes/{route}/?{CHOREOGRAPHER}")
        box = page.locator(".rt-match-b").bounding_box()
        assert box is not None
        assert box["width"] >= least


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_sentence_on_the_first_page_is_whole_on_a_phone(phone: Page, site: str, language: str) -> None:
    """Each blank is as wide as what is chosen; one that is as wide as it may be cuts it."""
    phone.goto(f"{site}{language}/")
    wait_for_fonts(phone)
    rooms = phone.locator(".zin select").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect().width, parseFloat(getComputedStyle(one).maxWidth)])"
    )
    assert len(rooms) == 3
    assert [one for one in rooms if one[0] >= one[1]] == []


def test_what_one_does_with_a_route_stands_in_one_row(desktop: Page, site: str) -> None:
    desktop.goto(f"{site}/routes/kunstendecreet-tip/?{CHOREOGRAPHER}")
    wait_for_fonts(desktop)
    middles = desktop.locator(".rt-act .btn:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(one => one.top + one.height / 2)"
    )
    assert len(middles) >= 7
    assert max(middles) - min(middles) < 4
