"""The plan page in a browser: by keyboard, without a script, on a narrow screen and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import LIGHT_AND_DARK, violations
from tests.browser.standing import scrolls_sideways
from tests.pages import CHOREOGRAPHER
from tests.plans import NOTHING, PLANS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]
PLAN = f"/match/plan/?{CHOREOGRAPHER}"


@pytest.fixture(scope="module")
def without_script(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_from_the_results_to_another_start_without_a_script(without_script: Page, site: str) -> None:
    page = without_script
    page.goto(f"{site}/match/results/?{CHOREOGRAPHER}")
    page.locator(".res-tools").get_by_role("link", name="Maak er een plan van").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Misschien haal je")
    months = page.locator(".sh a")
    expect(months).to_have_count(18)
    expect(page.locator(".sh a[aria-current]")).to_have_accessible_name(
        "Start op 20 juni 2027. Past: 1. Past misschien: 1."
    )
    months.nth(9).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**start=2027-09-20**")
    expect(page.locator(".sh a[aria-current]")).to_have_accessible_name(
        "Start op 20 september 2027. Past: 1. Past misschien: 2."
    )


def test_budget_lines_are_counted_without_a_script(without_script: Page, site: str) -> None:
    page = without_script
    page.goto(f"{site}{PLAN}")
    page.locator("#costs summary").click()
    page.get_by_label("Reis", exact=True).fill("4.000")
    page.get_by_label("Vertaling").fill("2.000")
    page.get_by_role("button", name="Reken met deze posten").click()
    page.wait_for_url("**cost-travel=4.000**")
    expect(page.locator("#set-A")).to_be_visible()
    expect(page.locator(".set").first).to_contain_text("€ 2.000 te kort")


@pytest.mark.parametrize("plan", [*PLANS.values(), NOTHING])
def test_nothing_runs_off_a_narrow_screen(chromium: Browser, site: str, plan: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{site}/match/plan/?{plan}")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    assert not scrolls_sideways(page)
    page.close()


def test_axe_finds_nothing_when_all_is_open(chromium: Browser, site: str) -> None:
    """On a phone and on a desk, light and dark, of one load."""
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(f"{site}/match/plan/?{PLANS['museum in Ghent with Lille and Porto']}&cost-travel=9000&cost-fees=90000")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, options in LIGHT_AND_DARK:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, options) == [], f"{width}, {scheme}"
    page.close()


def test_paper_holds_the_sets_the_days_and_what_to_check(without_script: Page, site: str) -> None:
    page = without_script
    page.goto(f"{site}{PLAN}")
    page.emulate_media(media="print")
    told = page.locator("main").inner_text()
    for said in (
        "Misschien haal je",
        "A. Internationaal presentatieproject",
        "De dagen van combinatie A",
        "Kunstenpunt",
    ):
        assert said in told
    assert "start=2027-06-20" in told
    assert page.locator("main button:visible, main input:visible").count() == 0
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="screen")
