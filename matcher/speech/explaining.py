"""Words of funders in a page that lead to their meaning: each where it first stands, and never inside a link."""

import re
from collections.abc import Mapping
from html import escape

TAG = re.compile(r"(<[^>]*>)")
TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
LEFT_ALONE = frozenset(
    [
        "a",
        "button",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "summary",
        "label",
        "legend",
        "option",
        "select",
        "textarea",
        "script",
        "style",
        "svg",
        "title",
        "th",
    ]
)
"""Elements in which no word is marked."""


class Explainer:
    """Marks words in HTML. `addresses` is by word, as it stands within a sentence."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self.addresses = {word.casefold(): address for word, address in addresses.items()}
        forms = (_form(word) for word in sorted(addresses, key=lambda word: (-len(word), word)))
        self.words = re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])") if addresses else None

    def marked(self, html: str) -> str:
        """The HTML with each word as a link where it first stands.

        >>> Explainer({"A1": "/w/#a1", "accreditatie": "/w/#acc"}).marked("<h2>A1</h2><p>Accreditatie, A1 en A1</p>")
        '<h2>A1</h2><p><a class="term" href="/w/#acc">Accreditatie</a>, <a class="term" href="/w/#a1">A1</a> en A1</p>'
        """
        if self.words is None:
            return html
        left = set(self.addresses)

        def mark(found: re.Match[str]) -> str:
            word = found[0].casefold()
            if word not in left:
                return found[0]
            left.remove(word)
            return f'<a class="term" href="{escape(self.addresses[word])}">{found[0]}</a>'

        depth, pieces = 0, TAG.split(html)
        for place, piece in enumerate(pieces):
            if place % 2 == 0:
                if not depth and piece.strip():
                    pieces[place] = self.words.sub(mark, piece)
            elif (tag := TAG_NAME.match(piece)) and tag[2].lower() in LEFT_ALONE:
                depth = max(0, depth + (-1 if tag[1] else 1))
        return "".join(pieces)


def _form(word: str) -> str:
    """A word at the begin of a sentence has a capital; an abbreviation stands as it is."""
    first = re.escape(word[0])
    return f"[{first}{first.upper()}]{re.escape(word[1:])}" if word[:1].islower() else re.escape(word)
