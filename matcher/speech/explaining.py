"""Words of funders in a page that lead to their meaning: each where it first stands, and never inside a link."""

import re
from collections.abc import Mapping
from html import escape

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
        "label",
        "legend",
        "option",
        "script",
        "select",
        "style",
        "summary",
        "svg",
        "textarea",
        "th",
        "title",
    ]
)
"""Elements in which no word is marked."""
MARKUP = re.compile(rf"(<(?:({'|'.join(sorted(LEFT_ALONE))})\b[^>]*>.*?</\2>|[^>]*>))", re.IGNORECASE | re.DOTALL)
"""Such an element, whole, or any other tag."""


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

        pieces = MARKUP.split(html)  # text, markup, the name of the element; text, ...
        for place in range(0, len(pieces), 3):
            if not pieces[place].isspace():
                pieces[place] = self.words.sub(mark, pieces[place])
        pieces[2::3] = [""] * len(pieces[2::3])
        return "".join(pieces)


def _form(word: str) -> str:
    """A word at the begin of a sentence has a capital; an abbreviation stands as it is."""
    first = re.escape(word[0])
    return f"[{first}{first.upper()}]{re.escape(word[1:])}" if word[:1].islower() else re.escape(word)
