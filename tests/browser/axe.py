"""What axe has against a page."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

COLOURS_ALONE: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""For the other colour scheme, which draws the same page: what is not about colours need not be looked at twice."""
RUN = "options => axe.run({resultTypes: ['violations'], ...options}).then(found => found.violations)"


def violations(page: Page, options: dict[str, object] | None = None) -> list[dict[str, Any]]:
    """Each with its `id` and its `nodes`. Axe is put into a page once, and does not describe what holds: on a long page both take
    longer than the looking."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, options or {})
    return found
