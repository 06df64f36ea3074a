"""The pages of the kit in a real browser: read by axe, and on a narrow screen."""

import pytest
from playwright.sync_api import Browser

from matcher.pages.kit.specimens import kit
from tests.browser.axe import violations
from tests.browser.standing import scrolls_sideways
from tests.the import the

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-0")]

ADDRESSES = ["/kit/", *(f"/kit/{group[0].name}/" for group in kit.groups().values())]
"""The foundations, and a component of each group."""


def test_axe_finds_nothing_and_nothing_runs_off_the_screen(chromium: Browser, site: str) -> None:
    """On a phone: the components themselves are measured on the pages of the public, at more widths and in the dark."""
    page = chromium.new_page(viewport={"width": 390, "height": 900}, reduced_motion="reduce")
    found = []
    for address in ADDRESSES:
        assert the(page.goto(f"{site}{address}")).ok
        assert not scrolls_sideways(page), f"{address} scrolls sideways"
        found += [(address, one["id"]) for one in violations(page)]
    page.close()
    assert found == []
