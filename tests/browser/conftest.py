import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.browser.standing import sign_in
from tests.browser_found import system_browser
from tests.production import Served, production

expect.set_options(timeout=60_000)  # what a busy machine may take; nothing waits longer than it must

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The site as production serves it: gunicorn, compressed files, and a staff account."""
    with production(kit=True) as site:
        yield site


@pytest.fixture(scope="session")
def site(served: Served) -> str:
    """Its address. What only looks asks for this."""
    return served.url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread; Django would take it for an async view and refuse to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, served: Served) -> StorageState:
    """What a browser keeps of somebody of the staff who signed in: once, for a password takes long to check."""
    page = chromium.new_page()
    sign_in(page, served)
    state = page.context.storage_state()
    page.close()
    return state
