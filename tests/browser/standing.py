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


def hidden(page: Page) -> set[str]:
    """What says something in the page and is not shown, as "tag first-class": what is folded or drawn left out."""
    return set(page.evaluate(HIDDEN_TEXT))


HIDDEN_TEXT = """() => {
  const shows = (one) => getComputedStyle(one).display !== "none";
  const folded = (one) => one.closest("details:not([open])") && !one.closest("summary");
  return [...document.querySelectorAll("main *")]
    .filter((one) => !shows(one) && shows(one.parentElement) && one.parentElement.checkVisibility())
    .filter((one) => one.textContent.trim() && !one.closest("[hidden], svg, select, script, template, datalist") && !folded(one))
    .map((one) => `${one.localName} ${one.classList[0] ?? ""}`);
}"""
