"""What axe can't see: the whole way by keyboard, at 200 %, with movement turned off, and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.pictures import wait_for_fonts
from tests.browser.standing import scrolls_sideways
from tests.pages import ON, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

WIDTHS = (390, 1280)
MOST_TABS = 120
FOCUSED = """() => {
  const at = document.activeElement, shown = at.closest("label") || at, box = shown.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + Math.min(box.width / 2, 40), 0), innerWidth - 1);
  const middle = document.elementFromPoint(x, box.y + box.height / 2);
  const ring = one => one && (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none");
  return {
    what: at.outerHTML.slice(0, 120),
    inside: box.top >= 0 && box.bottom <= innerHeight,
    seen: Boolean(middle) && (shown.contains(middle) || middle.contains(shown)),
    ringed: ring(at) || ring(shown) || ring(at.nextElementSibling),
  };
}"""
"""What has the focus: whether it lies in the window, nothing lies over its middle, and something is drawn around it."""

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Comes back once the page has been drawn again: what has the focus is scrolled to where it can be seen by then."""


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    window: ViewportSize = {"width": request.param, "height": 844}
    page = chromium.new_page(viewport=window, locale="nl-BE", reduced_motion="reduce")
    yield page
    page.close()


def reach(page: Page, selector: str) -> None:
    """Tabs to what the selector names. Whatever gets the focus on the way can be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        page.evaluate(DRAWN)
        at = page.evaluate(FOCUSED)
        assert at["inside"], f"Out of sight on {page.url}: {at['what']}"
        assert at["seen"], f"Covered on {page.url}: {at['what']}"
        assert at["ringed"], f"No focus to be seen on {page.url}: {at['what']}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")


def choose(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Space")


def write(page: Page, selector: str, keys: str) -> None:
    reach(page, selector)
    page.keyboard.type(keys)


def follow(page: Page, selector: str, heading: str) -> None:
    """Presses Enter there, and waits for the page that comes then."""
    reach(page, selector)
    page.keyboard.press("Enter")
    arrive(page, heading)


def arrive(page: Page, heading: str) -> None:
    """Waits until the page with this heading stands there; before its stylesheet does, all lies elsewhere."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    page.wait_for_load_state()
    wait_for_fonts(page)


def onward(page: Page, heading: str) -> None:
    follow(page, ".wz-nav button[type=submit]", heading)


def test_the_whole_way_by_keyboard(page: Page, site: str) -> None:
    """From the first page over each question to a route, with Tab, Space, Enter and what one types."""
    page.goto(f"{site}/?{ON}")
    follow(page, ".hero-go a", "Wat wil je doen?")
    page.goto(f"{site}/match/?{ON}")
    choose(page, "input[name=goal][value=present-tour]")
    onward(page, "In welke discipline werk je?")
    choose(page, "input[name=discipline][value=dance]")
    onward(page, "Wie vraagt aan?")
    choose(page, "input[name=applicant][value=individual-artist]")
    onward(page, "Waar ben je gevestigd?")
    choose(page, "input[name=base]")
    onward(page, "Wanneer begint het?")
    write(page, "input[name=start]", "06062027")  # the sixth of June, whichever comes first
    onward(page, "Met welk land of welke regio werk je samen?")
    choose(page, "input[name=place][value=FR]")
    page.wait_for_url("**place=FR**")
    assert "place=&" not in page.url
    page.keyboard.press("Enter")  # from within the list: past it there are three hundred others
    arrive(page, "Hoeveel partners in het buitenland doen mee?")
    write(page, "input[name=partners]", "1")
    onward(page, "Hoeveel kost het in totaal?")
    write(page, "input[name=budget]", "30.000")
    follow(page, "#results-now", "pas")
    assert "start=2027-06-06" in page.url
    reach(page, ".rl summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.wait_for_selector(".rl[open] input[name=route]")  # what opens is fetched
    choose(page, ".rl input[name=route]")
    name = page.locator(".rl[open] h3").inner_text().splitlines()[-1]
    for _ in range(2):  # back to where all about it is told
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    arrive(page, name)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_long_list_can_be_passed(page: Page, site: str) -> None:
    page.goto(f"{site}{PAGES['places']}")
    follow(page, ".skip-on", "Met welk land of welke regio werk je samen?")
    assert page.evaluate("document.activeElement.matches('.wz-nav button[type=submit]')")


MOVING = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one), times = [style.transitionDuration, style.animationDuration].join().split(",");
  return style.scrollBehavior === "smooth" || times.some(time => parseFloat(time) > 0.01);
}).map(one => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("name", ["home", "places", "results", "route in a plan", "routes", "coverage"])
def test_nothing_moves_for_who_asks_for_that(chromium: Browser, site: str, name: str) -> None:
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(f"{site}{PAGES[name]}")
    assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    moving = page.evaluate(MOVING)
    page.close()
    assert moving, "or this test looks for the wrong thing"


CUT_OFF = """() => [...document.querySelectorAll("main *")].filter(one => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const hides = style.overflowX === "hidden" || style.overflowX === "clip";
  return hides && box.width > 2 && style.clipPath === "none" && style.textOverflow !== "ellipsis"
    && one.innerText && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 100))"""


def test_at_200_percent_nothing_is_cut_off(chromium: Browser, site: str) -> None:
    """A window of 1280 by 900, twice as large: as many dots, half as much room."""
    page = chromium.new_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    for name, address in PAGES.items():
        page.goto(f"{site}{address}")
        assert not scrolls_sideways(page), f"{name} scrolls sideways"
        assert page.evaluate(CUT_OFF) == [], name
    page.close()


@pytest.mark.parametrize("name", ["results", "route in a plan", "compared", "rules of a programme"])
def test_on_paper_stands_what_is_said_and_nothing_to_press(chromium: Browser, site: str, name: str) -> None:
    page = chromium.new_page(viewport={"width": 794, "height": 1123})
    page.goto(f"{site}{PAGES[name]}")
    page.emulate_media(media="print")
    shown = page.locator("nav:visible, button:visible, input:visible, select:visible, .skip:visible").all()
    assert [one.evaluate("one => one.outerHTML.slice(0, 100)") for one in shown] == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "internationaal presentatiemoment (TIP)" in page.locator("main").inner_text()
    page.close()
