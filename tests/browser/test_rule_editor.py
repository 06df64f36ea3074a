"""The page of a rule in a real browser, as production serves it: it rewrites its sentence, shows what fits, and axe finds
nothing, nor does the content policy."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import LIGHT_ALONE, LIGHT_AND_DARK, violations
from tests.browser.standing import sign_in
from tests.browser.test_weight import VIOLATIONS
from tests.production import Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

RULE = "circus-creation-no-operating-grant"


@pytest.fixture(scope="module")
def page(chromium: Browser, served: Served) -> Iterator[Page]:
    """Of somebody of the staff."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.add_init_script(VIOLATIONS)
    page = context.new_page()
    sign_in(page, served, "/en")
    yield page
    context.close()


def open_rule(page: Page, served: Served, language: str = "/en") -> None:
    page.goto(f"{served.url}{language}/admin/matcher/rule/?q={RULE}")
    page.click("#result_list tbody th a")


def said(page: Page) -> Locator:
    return page.locator('[data-part="said"]')


def test_the_sentence_rewrites_itself_while_a_row_changes(page: Page, served: Served) -> None:
    open_rule(page, served)
    expect(said(page)).to_contain_text("With “applicant: arts organisation or local or regional authority” and")
    expect(page.locator('[data-part="touches"] table').first).to_be_visible()
    page.select_option("#id_conditions-0-operator", "none-of")
    expect(said(page)).to_contain_text("With “applicant: not arts organisation or local")
    page.locator("#conditions-0").get_by_label("Arts organisation").uncheck()
    expect(said(page)).to_contain_text("With “applicant: not local or regional authority” and")
    page.locator("#conditions-0").get_by_label("Local or regional authority").uncheck()
    expect(said(page)).to_contain_text("Choose at least one option of “Applicant”.")
    assert page.evaluate("window.violations") == []


def test_a_condition_shows_what_fits_its_question(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/en/admin/matcher/rule/add/")
    page.get_by_role("button", name="Add another Condition").click()
    row = page.locator("#conditions-0")
    expect(row.get_by_label("Operator")).to_be_hidden()
    for question, operators, shown in (
        ("Discipline", 4, ".field-options"),
        ("Budget", 3, ".field-number"),
        ("Start", 2, ".field-day"),
        ("Country or region", 4, ".field-groups"),
    ):
        row.get_by_label("Question").select_option(label=question)
        assert row.get_by_label("Operator").locator("option").count() == operators
        for part in (
            ".form-row.field-options",
            ".fieldBox.field-number",
            ".fieldBox.field-day",
            ".form-row.field-groups",
        ):
            expect(row.locator(part)).to_be_visible(visible=part.endswith(shown))
    row.get_by_label("Operator").select_option("counts-at-least")
    expect(row.locator(".fieldBox.field-number")).to_be_visible()
    row.get_by_label("Question").select_option(label="Budget")
    row.locator("[name$=-number]").fill("30000")
    expect(row.locator("output")).to_have_text("€30,000")


def test_it_is_tried_by_keyboard(page: Page, served: Served) -> None:
    """With the example that the page itself gives; what it comes to gets the focus."""
    open_rule(page, served)
    page.locator('[data-part="touches"] button.link').first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tried")).to_be_focused()
    expect(page.locator(".tried tbody tr.turned")).to_contain_text(re.compile("almost fits|does not fit"))


FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const said = document.querySelector(".said").getBoundingClientRect();
  const sticky = getComputedStyle(document.querySelector(".said")).position === "sticky";
  const covered = sticky && !at.closest(".said") && box.height && box.top < said.bottom - 2 && box.bottom > said.top + 2;
  const drawn = one => getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none";
  const ringed = drawn(at) || Boolean(at.closest(".select2-container--focus"));
  return { what: at.outerHTML.slice(0, 100), covered: Boolean(covered), ringed, at: at.name || at.id || at.tagName };
}"""


def test_tab_passes_through_the_whole_form(page: Page, served: Served) -> None:
    """No trap on the way to the last button, nor back, and the sentence that stays in sight covers nothing that has the focus."""
    open_rule(page, served)
    expect(page.locator('[data-part="touches"] table').first).to_be_visible()
    page.locator("#id_name").focus()
    for key, last in (("Tab", "_continue"), ("Shift+Tab", "name")):
        for _ in range(120):
            page.keyboard.press(key)
            at = page.evaluate(FOCUS)
            assert not at["covered"], at["what"]
            assert at["ringed"], at["what"]
            if at["at"] == last:
                break
        else:
            raise AssertionError(f"{key} does not reach {last}")


def test_without_script_a_button_shows_the_sentence(chromium: Browser, page: Page, served: Served) -> None:
    open_rule(page, served)
    context = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(page.url)
    expect(plain.locator(".form-row.field-groups").first).to_be_visible()
    plain.select_option("#id_conditions-0-operator", "none-of")
    plain.get_by_role("button", name="Show the sentence and whom it touches").click()
    expect(said(plain)).to_contain_text("With “applicant: not arts organisation")
    expect(plain.locator('[data-part="touches"] table').first).to_be_visible()
    assert plain.locator("#id_conditions-0-operator").input_value() == "none-of"
    context.close()


def test_axe_finds_nothing_on_the_pages_of_rules(page: Page, served: Served) -> None:
    """In both languages, on two screens, light and dark, the colours in one language, for they are the same in the other; an
    edit waits, so that publishing has something to show."""
    open_rule(page, served)
    page.fill("#id_name", "Circus creation, not beside an operating grant")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").first.click()
    change = page.url.removeprefix(f"{served.url}/en")
    addresses = {
        "list": "/admin/matcher/rule/",
        "add": "/admin/matcher/rule/add/",
        "change": change,
        "history": change.replace("/change/", "/history/"),
        "publish": "/admin/catalogue/version/add/",
    }
    found = []
    for language in ("", "/en"):
        for name, address in addresses.items():
            page.emulate_media(color_scheme="light")
            page.goto(f"{served.url}{language}{address}", wait_until="networkidle")
            assert page.evaluate("window.violations") == [], name  # axe itself adds styles
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                for scheme, options in LIGHT_ALONE if language else LIGHT_AND_DARK:
                    page.emulate_media(color_scheme=scheme)
                    found += [
                        (language, name, width, scheme, one["id"], [node["html"][:120] for node in one["nodes"]][:3])
                        for one in violations(page, options)
                    ]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    assert found == []
