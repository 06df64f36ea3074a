"""The questions on a phone: a low bar, the options in the first screen, and plans walked from the first page by clicking."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.pictures import wait_for_fonts
from tests.browser.walks import WALKS, Said, walk
from tests.pages import ON

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

PHONE: ViewportSize = {"width": 390, "height": 844}
HIGHEST_BAR = 96
QUESTIONS = (
    *("goal", "discipline", "applicant", "base", "place", "start", "budget", "partners", "grant", "role", "days"),
    *("people", "age", "works", "at", "months", "status", "theme"),
)
PARTS = """() => {
  const box = one => one.getBoundingClientRect(), bar = box(document.querySelector(".wz-nav"));
  const options = [...document.querySelectorAll(".q .opt, .q .geo-o, .q .form-control")].map(box);
  return {bar: bar.height, end: Math.min(bar.top, innerHeight), tops: options.map(one => one.top),
          seen: options.filter(one => one.bottom <= Math.min(bar.top, innerHeight)).length, all: options.length,
          wide: document.documentElement.scrollWidth};
}"""
ENOUGH = 7
"""How many options one sees at once, where there are so many."""
WALKED = (
    "choreographer to Lyon in June",
    "museum in Ghent with Lille and Porto",
    "illustrator to Tokyo",
    "circus duo to Edinburgh",
    "heritage society with a partner in Zeeland",
)


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport=PHONE)
    yield page
    page.close()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_options_are_what_one_sees_in_the_first_screen(phone: Page, site: str, name: str, language: str) -> None:
    phone.goto(f"{site}{language}/match/?ask={name}&{ON}")
    wait_for_fonts(phone)
    parts = phone.evaluate(PARTS)
    assert parts["bar"] <= HIGHEST_BAR
    assert parts["wide"] <= PHONE["width"]
    assert parts["tops"][0] <= PHONE["height"] * 0.45, "less than half is spent on what comes before"
    assert parts["seen"] >= min(parts["all"], ENOUGH)


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_the_options_mean_is_shown_on_demand_by_keyboard_and_touch(
    chromium: Browser, site: str, scripted: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripted, viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(f"{site}/match/?ask=applicant&{ON}")
    meaning = page.get_by_text("Curator, agent, manager, technicus")
    expect(meaning).to_be_hidden()
    page.locator(".q-about summary").tap()
    expect(meaning).to_be_visible()
    page.locator(".q-about summary").focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_places_are_written_shown_and_taken_away(chromium: Browser, site: str, scripted: bool) -> None:
    context = chromium.new_context(java_script_enabled=scripted, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/match/?ask=place&goal=present-tour&discipline=dance&{ON}")
    chips = page.locator(".q-chosen .chip")
    for number, (written, shown) in enumerate((("VK", "Verenigd Koninkrijk"), ("Lyon", "Auvergne-Rhône-Alpes")), 1):
        page.locator("#id_place_name").fill(written)
        page.keyboard.press("Enter")
        expect(chips).to_have_count(number)
        expect(page.locator(".q-chosen")).to_contain_text(shown)
        expect(page.locator("#id_place_name")).to_have_value("")
    expect(page.locator("body")).to_contain_text("Lyon: Auvergne-Rhône-Alpes, Frankrijk.")
    chips.first.click()
    expect(chips).to_have_count(1)
    page.get_by_role("button", name="Volgende").click()
    expect(page.locator("input[name=put]")).not_to_have_value("place")
    assert len([part for part in page.url.split("&") if part.startswith("place=")]) == 1
    context.close()


def test_the_map_works_by_keyboard(phone: Page, site: str) -> None:
    phone.goto(f"{site}/match/?ask=place&{ON}")
    phone.get_by_role("link", name="Naar de kaart").focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    named = phone.evaluate("document.activeElement.getAttribute('aria-label')")
    assert named
    phone.keyboard.press("Enter")
    expect(phone.locator(".q-chosen .chip")).to_have_count(1)
    expect(phone.locator(".q-chosen")).to_contain_text(named.split(":")[0])


def results_of(page: Page, site: str, said: Said) -> Page:
    page.goto(f"{site}/?{ON}")
    page.locator(".hero-go a").click()
    expect(page.locator("input[name=put]")).to_have_value("goal")
    page.goto(f"{site}/match/?{ON}")  # the same page, on the day of the tests
    walked = walk(page, said)
    assert len(walked.questions) <= 14
    assert walked.clicks <= 30
    return page


@pytest.mark.parametrize("plan", WALKED)
def test_a_plan_walked_from_the_first_page_ends_in_something_to_do(phone: Page, site: str, plan: str) -> None:
    """A route, or what comes nearest or goes through somebody else; and whom to call."""
    page = results_of(phone, site, WALKS[plan])
    expect(page.locator(".rl").first).to_be_visible()
    expect(page.locator("#call, .res-side").first).to_contain_text("Bel iemand die het kent")


def test_who_has_nothing_left_is_asked_no_more(phone: Page, site: str) -> None:
    """An amateur group for circus, which the amateur arts do not hold: the page says which answer stands in the way."""
    said = {**WALKS["amateur choir to Namur"], "discipline": ("Circus",)}
    page = results_of(phone, site, said)
    expect(page.get_by_role("heading", level=1)).to_have_text("Voor dit plan vonden we geen route.")
    way_out = page.locator(".cause-s .chip").first
    expect(way_out).to_be_visible()
    way_out.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Voor dit plan vonden we geen route.")
