"""A page that stands before it is looked at. A click that leads on comes back before the next page is there: what looks at that
one clicks inside `expect_navigation`."""

from playwright.sync_api import Page

from tests.production import Served


def sign_in(page: Page, site: Served, language: str = "") -> None:
    """As staff, with a password; ends on a page that only staff see."""
    page.goto(f"{site.url}{language}/admin/login/?next={language}/admin/account/")
    page.fill("#id_username", site.staff)
    page.fill("#id_password", site.password)
    with page.expect_navigation(url=lambda url: "/login/" not in url):
        page.click("[type=submit]")


def scrolls_sideways(page: Page) -> bool:
    """Is the page wider than the screen?"""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
