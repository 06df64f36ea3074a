"""Pictures of pages: taken the same way every time, stored small, compared so that letters may be drawn otherwise and no more.

How much of the twelve that are stored may change was measured, each shrunk to an eighth. One browser draws them alike, pixel by
pixel, time after time. Letters that stand on whole pixels change at most 0.03 %; letters hinted in full and drawn for the stripes
of a screen, as far off as browsers get, 0.99 %. A header that is 4 px higher changes at least 1.33 % of each, a gutter that is
8 px wider 2.7 %, chips that are 4 px taller 2.2 % of those with chips. One of 2 px may pass, in another browser alone."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from pixelmatch.contrib.PIL import pixelmatch
from playwright.sync_api import Browser, Page, Route

from tests.browser.axe import Scheme
from tests.browser_found import system_browser

STORED = Path(__file__).parent / "screenshots"
DRAWN_BY = STORED / "drawn-by.txt"
"""Which Chromium drew the pictures beside it."""
FAILED = Path(__file__).parents[2] / "test-results" / "screenshots"
HEIGHTS = {390: 1600, 1280: 1400}
"""How much of a page is taken, by its width."""
COLOURS = 256


@dataclass(frozen=True, slots=True)
class Shot:
    page: str
    width: int
    scheme: Scheme = "light"

    def __str__(self) -> str:
        return "-".join([self.page, str(self.width), *(["dark"] if self.scheme == "dark" else [])])

    @property
    def file(self) -> str:
        return f"{self}.png"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """`shrink`: one pixel for so many by so many. `threshold`: from which difference of colour on a pixel counts, from 0 to 1.
    `share`: which part of the pixels may."""

    shrink: int
    threshold: float
    share: float


SAME = Tolerance(shrink=2, threshold=0.05, share=0.0003)
"""For the browser that drew the stored ones: a line that is gone is seen."""
OTHER = Tolerance(shrink=8, threshold=0.2, share=0.012)
"""For another one, which may draw letters otherwise: what moves is seen, a line or a shade is not."""


def drawer(browser: Browser) -> str:
    """Where a browser comes from, and its version: a distribution's draws letters with another library than Playwright's own, and
    its headless shell smooths them otherwise than its browser."""
    found = system_browser()
    kind = "playwright" if found is None else "shell" if found.endswith("headless-shell") else "installed"
    return f"{kind} {browser.version}"


def tolerance(drawer: str) -> Tolerance:
    """What goes for a browser: the strict one where it is that of the stored pictures, but for its minor version."""
    return SAME if drawer.partition(".")[0] == drawn_by().partition(".")[0] else OTHER


def drawn_by() -> str:
    return DRAWN_BY.read_text().strip() if DRAWN_BY.exists() else "nobody"


STYLESHEET = re.compile(r"/site(\.[0-9a-f]+)?\.css$")
"""As it is served, with what it holds in its name or without."""


AS_WIDE_EVERYWHERE = "* { text-rendering: geometricPrecision }"
"""Letters have the width that their font gives them, and lines end alike, whatever a browser rounds to draw them."""


def wait_for_fonts(page: Page) -> None:
    """Until the page is drawn in its own letters. It is asked again and again: a promise that never comes true waits for ever."""
    page.wait_for_function("document.fonts.status === 'loaded'", polling=50)


def take(browser: Browser, address: str, shot: Shot, more_css: str = "") -> Image.Image:
    """Once the page is drawn in its own letters: the site lets these be optional, and a picture waits for them."""

    def waiting_for_letters(route: Route) -> None:
        answer = route.fetch()
        css = answer.text().replace("font-display: optional", "font-display: block")
        route.fulfill(response=answer, body=css + AS_WIDE_EVERYWHERE + more_css)

    context = browser.new_context(
        viewport={"width": shot.width, "height": HEIGHTS[shot.width]},
        device_scale_factor=1,
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.route(STYLESHEET, waiting_for_letters)
    page.goto(address)
    wait_for_fonts(page)
    picture = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return small(Image.open(BytesIO(picture)))


def small(picture: Image.Image) -> Image.Image:
    """With as few colours as a page needs: no channel of a pixel changes by more than a sixteenth."""
    colours = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return colours.convert("RGB")


def save(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, optimize=True)


def share_that_differs(old: Image.Image, new: Image.Image, by: Tolerance) -> float:
    """From 0 to 1. Pixels that only smooth an edge do not count."""
    if old.size != new.size:
        return 1.0
    one, other = (picture.reduce(by.shrink) for picture in (old, new))
    box = ImageChops.difference(one, other).getbbox()
    if box is None:
        return 0.0
    return float(pixelmatch(one.crop(box), other.crop(box), threshold=by.threshold)) / (one.width * one.height)


def difference(old: Image.Image, new: Image.Image) -> Image.Image:
    """The old picture in pale, with red where the new one is another."""
    if old.size != new.size:
        return new
    drawn = Image.new("RGBA", old.size)
    pixelmatch(old, new, drawn, threshold=SAME.threshold)
    return drawn.convert("RGB")
