"""The full form of a route, and the page on which two become one: read by axe, used by keyboard, on a phone and on a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect

from tests.browser.axe import COLOURS_ALONE, violations
from tests.browser.standing import scrolls_sideways
from tests.production import Served
from tests.the import the

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-2")]
FORM = "worklist/edit/instrument/kunstendecreet-tip/"


@pytest.fixture(params=(390, 1280))
def page(request: pytest.FixtureRequest, chromium: Browser, signed_in: StorageState) -> Iterator[Page]:
    window: ViewportSize = {"width": request.param, "height": 844}
    page = chromium.new_page(viewport=window, locale="nl-BE", reduced_motion="reduce", storage_state=signed_in)
    page.set_default_timeout(60_000)
    yield page
    page.close()


def form(page: Page, site: str, part: str = "") -> None:
    page.goto(f"{site}/admin/{FORM}")
    page.goto(f"{page.url.partition('#')[0]}#{part}")
    expect(page.locator(".ff-order").first).to_be_attached()
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")


def test_axe_finds_nothing_in_the_full_form_and_it_does_not_scroll_sideways(page: Page, site: str) -> None:
    form(page, site)
    expect(page.locator(".select2-selection[aria-label]").first).to_be_attached()
    page.wait_for_timeout(500)
    assert not scrolls_sideways(page)
    assert [one["id"] for one in violations(page)] == []
    page.emulate_media(color_scheme="dark")
    assert [one["id"] for one in violations(page, COLOURS_ALONE)] == []


def test_a_link_to_a_list_of_lines_opens_it(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/{FORM}")
    page.goto(f"{page.url}#sources-group")
    expect(page.locator("#sources-group details")).to_have_attribute("open", "")
    expect(page.locator("#doubts-group details")).not_to_have_attribute("open", "")


def test_lines_are_put_in_order_by_buttons(page: Page, site: str) -> None:
    form(page, site, "sources-group")
    urls = page.locator("#sources-group .has_original .field-url input")
    before = [urls.nth(at).input_value() for at in range(urls.count())]
    assert len(before) > 1
    page.locator("#sources-group .has_original .ff-button").nth(1).press("Enter")
    assert [urls.nth(at).input_value() for at in range(2)] == before[1::-1]
    places = page.locator("#sources-group .has_original .field-position input")
    assert [places.nth(at).input_value() for at in range(2)] == ["10", "20"]
    expect(page.locator("#ff-status")).to_have_text("Nu op plaats 2")


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_lines_are_put_in_order_by_dragging(page: Page, site: str) -> None:
    form(page, site, "sources-group")
    urls = page.locator("#sources-group .has_original .field-url input")
    before = [urls.nth(at).input_value() for at in range(urls.count())]
    rows = page.locator("#sources-group tr.has_original")
    bottom = rows.nth(1).bounding_box() or {"height": 0}
    rows.first.locator(".ff-handle").drag_to(
        rows.nth(1), target_position={"x": 20, "y": bottom["height"] - 4}, source_position={"x": 4, "y": 4}
    )
    assert [urls.nth(at).input_value() for at in range(len(before))] == [before[1], before[0], *before[2:]]
    places = page.locator("#sources-group .has_original .field-position input")
    assert [places.nth(at).input_value() for at in range(2)] == ["10", "20"]


def test_a_day_is_known_as_precisely_as_one_says(page: Page, site: str) -> None:
    form(page, site)
    box, how = page.locator("[name=state_as_of]"), page.locator(".field-state_as_of .ff-precision")
    pick = page.locator(".field-state_as_of .ff-pick")
    how.select_option("10")
    pick.fill("2026-11-05")
    assert box.input_value() == "2026-11-05"
    how.select_option("7")
    assert (box.input_value(), pick.input_value()) == ("2026-11", "2026-11")
    how.select_option("4")
    assert (box.input_value(), pick.input_value()) == ("2026", "2026")
    assert the(how.get_attribute("aria-label")).startswith("Hoe precies: ")
    how.select_option("10")
    assert box.input_value() == "2026", "nothing is lost before another day is chosen"


def test_a_source_that_was_seen_may_be_told_in_words(page: Page, site: str) -> None:
    form(page, site, "sources-group")
    box = page.locator("[name=sources-0-seen]")
    page.locator("#sources-0 .field-seen .ff-precision").select_option("0")
    box.fill("toen ik belde")
    expect(page.locator("#sources-0 .field-seen .ff-pick")).to_be_hidden()
    assert box.input_value() == "toen ik belde"


def test_an_empty_text_begins_with_that_of_the_other_language(page: Page, site: str) -> None:
    form(page, site)
    dutch, english = page.locator("[name=summary_nl]"), page.locator("[name=summary_en]")
    copy = page.get_by_role("button", name="Neem de Nederlandse tekst over", exact=False).and_(
        page.locator("[name=summary_en] + button")
    )
    expect(page.locator("[name=summary_en] + button")).to_be_hidden()
    english.fill("")
    copy.click()
    assert english.input_value() == dutch.input_value() != ""


def test_axe_finds_nothing_where_two_become_one(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/worklist/edit/organisation/kunstenpunt/")
    with page.expect_navigation():
        page.get_by_role("link", name="Samenvoegen met …").click()
    assert violations(page) == []
    page.get_by_label("met", exact=False).first.select_option(index=1)
    page.get_by_role("button", name="Toon wat het wordt").click()
    expect(page.get_by_role("heading", name="Wat verschilt: kies")).to_be_visible()
    assert not scrolls_sideways(page)
    assert [one["id"] for one in violations(page)] == []
    page.emulate_media(color_scheme="dark")
    assert [one["id"] for one in violations(page, COLOURS_ALONE)] == []


def test_no_form_of_staff_is_squeezed_beside_its_links(
    served: Served, chromium: Browser, signed_in: StorageState
) -> None:
    """Each kind has its own form; a box for a name that is not as wide as a name is no box. Nor does a button of its list cover
    the title."""
    window: ViewportSize = {"width": 1280, "height": 844}
    page = chromium.new_page(viewport=window, locale="nl-BE", reduced_motion="reduce", storage_state=signed_in)
    page.set_default_timeout(60_000)
    narrow = dict[str, int]()
    for kind in ("organisation", "place", "programme", "theme", "discipline", "guide", "rule", "question"):
        app = "matcher" if kind in ("rule", "question") else "catalogue"
        page.goto(f"{served.url}/admin/{app}/{kind}/")
        title, buttons = (the(page.locator(one).first.bounding_box()) for one in ("#content h1", ".object-tools"))
        assert title["y"] + title["height"] <= buttons["y"], kind
        page.locator("#result_list tbody th a").first.click()
        box = page.locator("#content-main form .vTextField:visible").first
        narrow[kind] = round(the(box.bounding_box())["width"])
    page.close()
    assert [kind for kind, width in narrow.items() if width < 140] == []
