"""HTML as a small tree of what one can read, without what never is text. However wrong it is written, there is one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST = 200
"""So many levels are read: nobody writes more, and what lies below is left out."""
NO_TEXT = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "iframe", "object", "video", "audio", "canvas", "select", "button"}
)  # fmt: skip
MOST_OPEN = 1_000
"""So many elements may be open at once in what is parsed: what is made to be deep takes the parser minutes."""
NEVER_CLOSED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "option", "td", "th", "tr", "thead", "tbody", "tfoot", "html", "head", "body"}
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Box:
    """An element: its parts in their order, and how much text stands in it, in characters."""

    tag: str
    marks: str
    """Its id, classes and role, in lower case: what it is for, as its makers called it."""
    href: str = ""
    is_hidden: bool = False
    parts: "list[Box | str]" = field(default_factory=list)
    chars: int = 0
    linked: int = 0
    """So many of them within links."""
    has_title: bool = False
    """Whether a heading of the first level is in it, or what calls itself the main part of the page."""

    @property
    def boxes(self) -> "Iterator[Box]":
        return (one for one in self.parts if isinstance(one, Box))

    @property
    def text(self) -> str:
        return tidy(" ".join(one if isinstance(one, str) else one.text for one in self.parts))


def tidy(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def parsed(html: str) -> Box:
    root = LexborHTMLParser(_not_deep(html)).root
    return _boxed(root, 0) if root is not None else Box("html", "")


def _not_deep(html: str) -> str:
    """As far as it is not made to be deep."""
    opened: Counter[str] = Counter()
    depth = 0
    for found in TAG.finditer(html):
        name = found[2].lower()
        if name in NEVER_CLOSED:
            continue
        if not found[1]:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > MOST_OPEN:
            return html[: found.start()]
    return html


def _boxed(node: LexborNode, depth: int) -> Box:
    given = node.attributes
    box = Box(
        node.tag or "",
        " ".join(filter(None, (given.get(name) for name in ("id", "class", "role")))).lower(),
        given.get("href") or "",
        "hidden" in given or given.get("aria-hidden") == "true",
    )
    child = node.child
    while child is not None:
        if child.is_text_node:
            text = tidy(child.text_content or "")
            if text:
                box.parts.append(text)
                box.chars += len(text)
        elif child.is_element_node and child.tag not in NO_TEXT and depth < DEEPEST:
            inside = _boxed(child, depth + 1)
            if inside.parts or inside.tag == "br":
                box.parts.append(inside)
            box.chars += inside.chars
            box.linked += inside.linked
            box.has_title = box.has_title or inside.has_title
        child = child.next
    if box.tag == "a":
        box.linked = box.chars
    if box.tag in ("h1", "main") or "main" in box.marks.split():
        box.has_title = True
    return box
