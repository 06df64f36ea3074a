"""What axe is given to look at: of texts that are drawn alike a few, and every other one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import COLOURS_ALONE, violations
from tests.some import THOROUGH

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-0")]

STYLE = """<style>
  p { color: black }
  .pale { color: #ccc }
  .night { background: #333 }
  .stripes p:nth-child(7) { background: #222 }
  @media (prefers-color-scheme: dark) { .dim { color: #ccc } }
</style>"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def told(page: Page, body: str) -> list[str]:
    """The texts that cannot be read, axe says."""
    page.set_content(
        f"<!doctype html><html lang=en><title>A page</title>{STYLE}<main><h1>A page</h1>{body}</main></html>"
    )
    found = violations(page, COLOURS_ALONE)
    return [page.locator(str(node["target"][0])).inner_text() for one in found for node in one["nodes"]]


MANY = "<p>Plain</p>" * 9


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param("<p class=pale>Odd</p>", id="by its class"),
        pytest.param("<p style='color: #ccc'>Odd</p>", id="by its own colour"),
        pytest.param("<div class=night><p>Odd</p></div>", id="by what it stands on"),
        pytest.param("<p><b style='opacity: 0.1'>Odd</b></p>", id="by shining through"),
        pytest.param("<div style='opacity: 0.1'><p>Odd</p></div>", id="by standing in what shines through"),
        pytest.param(f"<div class=stripes>{'<p></p>' * 6}<p>Odd</p></div>", id="by its place in a list"),
    ],
)
def test_a_text_that_is_drawn_otherwise_is_found_among_many_that_are_alike(page: Page, odd: str) -> None:
    assert told(page, MANY + odd + MANY) == ["Odd"]


def test_nothing_is_found_where_all_can_be_read(page: Page) -> None:
    assert told(page, MANY) == []


def test_of_many_pale_texts_some_are_told(page: Page) -> None:
    found = told(page, "<p class=pale>Pale</p>" * 9)
    assert found == ["Pale"] * (9 if THOROUGH else 3)


def test_what_is_hidden_or_empty_does_not_count_among_those_that_are_alike(page: Page) -> None:
    unseen = "<p class=pale hidden>Pale</p><p class=pale></p><p class=pale style='visibility: hidden'>Pale</p>" * 3
    assert told(page, f"{unseen}<p class=pale>Odd</p>") == ["Odd"]


def test_what_is_pale_in_the_dark_alone_is_found_there(page: Page) -> None:
    assert told(page, f"{MANY}<p class=dim>Odd</p>") == []
    page.emulate_media(color_scheme="dark")
    found = violations(page, COLOURS_ALONE)
    page.emulate_media(color_scheme="light")
    assert [one["id"] for one in found] == ["color-contrast"]
