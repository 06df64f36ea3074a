"""What production sends: few and light files, from one host, that stay where they are and break no policy."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pictures import wait_for_fonts
from tests.browser.standing import sign_in
from tests.pages import CHOREOGRAPHER, EVERYWHERE, PAGES
from tests.production import Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-1")]

MOST_BYTES = 120_000
MOST_REQUESTS = 12
SHIFTS = """() => new Promise(told => {
  const nodes = one => one.sources.map(({node}) => node?.outerHTML?.slice(0, 99) ?? node?.textContent);
  new PerformanceObserver(list => told(list.getEntries().map(one => [one.value, ...nodes(one)])))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => told([]), 150);
})"""
VIOLATIONS = """
  window.violations = [];
  document.addEventListener("securitypolicyviolation", one =>
    window.violations.push(`${one.violatedDirective} blocks ${one.blockedURI} at ${one.lineNumber}: ${one.sample}`));
"""


@dataclass
class Wire:
    """What a page has fetched, in bytes as they came over the line, heads included."""

    bytes_by_address: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        heaviest = sorted(self.bytes_by_address.items(), key=lambda one: -one[1])
        return "\n".join(f"{size:>8} {address}" for address, size in heaviest)


def on_the_wire(page: Page) -> Wire:
    """From now on; the browser itself counts, since only it knows what was compressed and what it had already."""
    wire, session = Wire(), page.context.new_cdp_session(page)
    session.on(
        "Network.requestWillBeSent", lambda told: wire.addresses.update({told["requestId"]: told["request"]["url"]})
    )

    def arrived(told: dict[str, Any]) -> None:
        wire.bytes_by_address[wire.addresses[told["requestId"]]] = told["encodedDataLength"]

    session.on("Network.loadingFinished", arrived)
    session.send("Network.enable")
    return wire


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_view_of_results_is_light(chromium: Browser, served: Served, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    wire = on_the_wire(page)
    page.goto(f"{served.url}/match/results/?{CHOREOGRAPHER}", wait_until="networkidle")
    wait_for_fonts(page)
    context.close()
    total = sum(wire.bytes_by_address.values())
    assert total <= MOST_BYTES, f"{total} bytes:\n{wire.table}"
    assert len(wire.bytes_by_address) <= MOST_REQUESTS, wire.table


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_once_it_is_drawn(chromium: Browser, served: Served, width: int) -> None:
    moved = {name: told for name, path in PAGES.items() if (told := shifts(chromium, f"{served.url}{path}", width))}
    assert moved == {}


def shifts(chromium: Browser, address: str, width: int) -> list[list[float | str]]:
    """What moves at every one of three first visits, as scores and parts of the page.

    A busy machine now and then draws a page of which it has read half; only what always moves is the page's own doing."""
    told: list[list[float | str]] = []
    for _ in range(3):
        context = chromium.new_context(viewport={"width": width, "height": 844})
        page = context.new_page()
        page.goto(address)
        wait_for_fonts(page)
        told = page.evaluate(SHIFTS)
        context.close()
        if not told:
            break
    return told


@dataclass
class Watched:
    """A page of which every complaint of the browser, and every address it asks, is kept."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def visit(self, address: str) -> list[str]:
        self.complaints.clear()
        self.page.goto(address)
        violations: list[str] = self.page.evaluate("window.violations")
        return self.complaints + violations


@pytest.fixture
def watched(chromium: Browser, served: Served) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(VIOLATIONS)
    watched = Watched(context.new_page())
    host = urlsplit(served.url).netloc

    def elsewhere(url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != host:
            watched.complaints.append(f"asks {url}")

    watched.page.on("request", lambda request: elsewhere(request.url))
    watched.page.on("console", lambda said: watched.complaints.append(said.text) if said.type == "error" else None)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield watched
    context.close()


def test_the_public_pages_break_no_policy_and_stay_on_their_host(watched: Watched, served: Served) -> None:
    found = {name: told for name, address in EVERYWHERE if (told := watched.visit(f"{served.url}{address}"))}
    for language in ("nl", "en"):
        assert all("404" in one for one in found.pop(f"not found, {language}"))  # Chromium says so of the page itself
    assert found == {}


def test_what_staff_see_breaks_no_policy_and_stays_on_its_host(watched: Watched, served: Served) -> None:
    found = {"login": watched.visit(f"{served.url}/admin/")}
    sign_in(watched.page, served)
    found["index"] = watched.visit(f"{served.url}/admin/")
    for model in ("catalogue/instrument", "matcher/rule"):
        found[model] = watched.visit(f"{served.url}/admin/{model}/")
        first = watched.page.locator("#result_list tbody a").first.get_attribute("href")
        found[f"{model}, one"] = watched.visit(f"{served.url}{first}")
        assert watched.page.locator("input[name=_save]").count()
    for address in ("/kit/", "/kit/route_card/"):
        found[address] = watched.visit(f"{served.url}{address}")
        assert watched.page.locator(".kit").count()
    assert {name: told for name, told in found.items() if told} == {}
