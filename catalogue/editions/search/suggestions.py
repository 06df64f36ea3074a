"""Which word was likely meant where one is not known. It is proposed, and so must be the same word but for a slip of the pen."""

import re
from collections.abc import Iterable

from catalogue.editions.search.words import slips

SHORTEST_MENDED = 5
"""A shorter word that nobody knows is mostly an abbreviation."""
TWO_SLIPS = 10
"""From so many letters a word may have two slips."""
SAME_START, SAME_START_OF_SHORT, SHORT = 2, 3, 8
"""So many first letters are right, of a word shorter than `SHORT` more."""
REPEATED = re.compile(r"(.)\1+")


def squeezed(word: str) -> str:
    """Each letter once where it stands repeated.

    >>> squeezed("residentttiesss")
    'residenties'
    """
    return REPEATED.sub(r"\1", word)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that this likely is; "" where none is the same but for a slip.

    >>> nearest("fundings", ["funding", "plundering"]), nearest("booker", ["voorkeur"]), nearest("cme", ["come"])
    ('funding', '', '')
    """
    if len(word) < SHORTEST_MENDED:
        return ""
    word = squeezed(word)
    most = 2 if len(word) >= TWO_SLIPS else 1
    start = word[: SAME_START_OF_SHORT if len(word) < SHORT else SAME_START]
    likely = (other for other in known if len(other) >= SHORTEST_MENDED and other.startswith(start))
    counted = [(slips(word, squeezed(other), most), other) for other in likely]
    return min((one for one in counted if one[0] <= most), default=(0, ""))[1]
