"""In a real browser: from the first question to results, by keyboard, without JavaScript, and read by axe."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import COLOURS_ALONE, NO_COLOURS, Options, Scheme, violations
from tests.browser.standing import hidden, scrolls_sideways
from tests.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-0")]

Look = tuple[int, Scheme, Options | None]
LOOKS: list[Look] = [(390, "light", None), (1280, "light", None), (1280, "dark", COLOURS_ALONE)]
"""Width, colour scheme, and what axe looks at where that is not everything."""
HIDDEN_EVERYWHERE = {"div on-paper", "form cmp-bar", "p busy", "span opt-h"}
"""For paper; until a route is ticked; while one waits; until one asks what an option means."""
HIDDEN = {
    390: HIDDEN_EVERYWHERE
    | {"div mx-cols", "figure tp-wrap", "form facets", "li to-plan", "li to-print", "p rr-d", "p sure", "span step-a"}
    | {"span step-t", "span wz-nx", "th cmp-c", "tr cmp-foot"},
    1280: HIDDEN_EVERYWHERE
    | {"a btn", "a wz-c", "li to-call", "ol bare", "ol tl-list", "p wz-mob", "section cov-pick", "span mx-t"},
}
"""What one width shows otherwise: a list instead of a drawing, a link instead of a form."""


@pytest.mark.parametrize(
    ("language", "part"),
    [
        pytest.param(
            language, part, marks=pytest.mark.xdist_group(f"browser-{part}"), id=f"{language.strip('/') or 'nl'}-{part}"
        )
        for language in ("", "/en")
        for part in (0, 1)
    ],
)
def test_axe_finds_nothing(chromium: Browser, site: str, language: str, part: int) -> None:
    """Every kind of page, at two widths and in the dark; in two parts, so that two processes share the work. Words may be longer
    in the other language, which shows on a phone; the colours are the same."""
    looks: list[Look] = [(390, "light", NO_COLOURS)] if language else LOOKS
    page = chromium.new_page(reduced_motion="reduce")  # so that no colour is read on its way to another
    found: list[tuple[object, ...]] = []
    for name, address in list(PAGES.items())[part::2]:
        page.emulate_media(color_scheme="light")
        page.goto(f"{site}{language}{address}")
        for width, scheme, options in looks:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert not scrolls_sideways(page), f"{name} scrolls sideways"
            found += [(name, width, scheme, "not shown", one) for one in sorted(hidden(page) - HIDDEN[width])]
            found += [
                (name, width, scheme, one["id"], [node["html"][:120] for node in one["nodes"]][:3])
                for one in violations(page, options)
            ]
    page.close()
    assert found == []


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_first_question_to_results(chromium: Browser, site: str, scripted: bool) -> None:
    context = chromium.new_context(java_script_enabled=scripted, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/match/?on=2026-11-21")
    tick(page, "Tonen en toeren")
    tick(page, "Dans")
    tick(page, "Kunstenaar")
    tick(page, "Brussel")
    fill(page, "Wanneer begint het?", "2027-06-20")
    tick(page, "Frankrijk")
    fill(page, "Hoeveel partners in het buitenland doen mee?", "1")
    fill(page, "Hoeveel kost het in totaal?", "30.000")
    page.get_by_role("link", name="Toon nu al de").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("passe?n?|past"))
    line = page.locator("#r-kunstendecreet-tip")
    line.locator("summary").first.click()
    link = line.get_by_role("link", name="Alles over deze route")
    expect(link).to_be_visible()
    page.goto(f"{site}{link.get_attribute('href')}")
    expect(page.locator("body")).to_contain_text("Past bij je plan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("(TIP)")
    page.go_back()
    page.locator(".plan > summary").click()
    page.get_by_role("link", name="Discipline dans").click()
    expect(page.get_by_role("checkbox", name=re.compile(r"^Dans \d"))).to_be_checked()
    context.close()


def tick(page: Page, label: str) -> None:
    page.locator("label.opt, label.geo-o").filter(has_text=label).first.click()
    page.get_by_role("button", name="Volgende").click()


def fill(page: Page, label: str, value: str) -> None:
    page.get_by_label(label, exact=True).last.fill(value)
    page.get_by_role("button", name="Volgende").click()


def test_by_keyboard_alone(chromium: Browser, site: str) -> None:
    """From the skip link on, with Tab, Space and Enter; what has the focus can be seen."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/match/?ask=applicant&on=2026-11-21")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    reach(page, "input[name=applicant]")
    page.keyboard.press("Space")
    chosen = page.evaluate("document.activeElement.value")
    reach(page, "button[type=submit]")
    ring = page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow"
    )
    assert ring != "nonenone"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**applicant={chosen}**")
    page.close()


def reach(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_a_narrow_screen_loses_nothing(chromium: Browser, site: str) -> None:
    """At 320 px, which is 1280 px at 400 %."""
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    for name, address in PAGES.items():
        page.goto(f"{site}{address}")
        assert not scrolls_sideways(page), f"{name} scrolls sideways"
    page.close()
