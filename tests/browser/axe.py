"""What axe has against a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, options: dict[str, object] | None = None) -> list[dict[str, Any]]:
    """Each with its `id` and its `nodes`. What holds is not described, which takes most of axe's time on a long page."""
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"resultTypes": ["violations"], **(options or {})}).response["violations"]
    )
    return found
