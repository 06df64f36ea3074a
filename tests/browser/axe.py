"""What axe has against a page."""

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.some import THOROUGH

Scheme = Literal["light", "dark"]
Options = dict[str, object]
"""What axe looks at, as it takes it."""
COLOURS_ALONE: Options = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""For the other colour scheme, which draws the same page: what is not about colours need not be looked at twice."""
NO_COLOURS: Options = {} if THOROUGH else {"rules": {"color-contrast": {"enabled": False}}}
"""For the other language, which has other words in the same colours."""
LIGHT_AND_DARK: list[tuple[Scheme, Options | None]] = [("light", None), ("dark", COLOURS_ALONE)]
LIGHT_ALONE: list[tuple[Scheme, Options | None]] = [("light", NO_COLOURS)]
"""For the other language."""
MOST_ALIKE = 1_000_000 if THOROUGH else 3
"""Of so many texts that are drawn alike it is looked whether they can be read: four fifths of axe's time go into that."""
LOOK_AT_SOME = "axe.configure({rules: [{id: 'color-contrast', selector: '*:not([data-alike])'}]})"
MARK = """most => {
  const all = [...document.querySelectorAll("*")], numbers = new Map(), grounds = new Map(), seen = new Map();
  const number = text => numbers.get(text) ?? numbers.set(text, numbers.size).get(text);
  const alike = all.filter(one => {
    const style = getComputedStyle(one), below = grounds.get(one.parentElement);
    const ground = [style.backgroundColor, style.backgroundImage, style.opacity, style.position, style.filter].join();
    grounds.set(one, ground === "rgba(0, 0, 0, 0),none,1,static,none" ? below : number(`${below} ${ground}`));
    const writes = [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!(writes || one.matches("input, select, textarea")) || !one.checkVisibility({visibilityProperty: true})) return false;
    const drawn = [style.color, style.fontSize, style.fontWeight, style.textShadow, style.webkitTextFillColor];
    const off = Boolean(one.closest(":disabled, [aria-disabled=true]")) || one.control?.disabled;
    const how = [grounds.get(one), one.localName, one.getAttribute("class"), one.type, off, ...drawn].join(" | ");
    seen.set(how, (seen.get(how) ?? 0) + 1);
    return seen.get(how) > most;
  });
  all.forEach(one => one.removeAttribute("data-alike"));
  alike.forEach(one => one.setAttribute("data-alike", ""));
}"""
"""Marks what is drawn as others before it: the same kind of element in the same colours and letters, on the same grounds."""
STILL = """() => document.getAnimations().every(
  one => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity
)"""
"""Whether no colour is on its way to another, as it is for a moment when light becomes dark."""
RUN = "options => axe.run({resultTypes: ['violations'], ...options}).then(found => found.violations)"


def violations(page: Page, options: Options | None = None) -> list[dict[str, Any]]:
    """Each with its `id` and its `nodes`. Axe is put into a page once, and does not describe what holds: on a long page both take
    longer than the looking."""
    page.wait_for_load_state()
    page.wait_for_function(STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(LOOK_AT_SOME)
    page.evaluate(MARK, MOST_ALIKE)
    found: list[dict[str, Any]] = page.evaluate(RUN, options or {})
    return found
