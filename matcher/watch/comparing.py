"""What differs between two readings of a page, passage by passage, with the words that went and came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from matcher.watch.reading import key_of

PIECES = re.compile(r"\w+(?:[.,:/@+'’-]\w+)*|\s+|[^\w\s]")
MOST_PAIRS = 2_500
"""So many are tried; of a page that is written anew all went and all came."""
ALIKE = 0.5
"""So much of two passages is the same where one is called the other, changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class PassageChange:
    """One passage as it was and as it is; () for what was not there. Marked is what is on one side alone."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def changes(before: Sequence[str], after: Sequence[str]) -> tuple[PassageChange, ...]:
    """In the order of the page. What only moved is no change."""
    had, has = {key_of(one) for one in before}, {key_of(one) for one in after}
    gone = [key_of(one) not in has for one in before]
    come = [key_of(one) not in had for one in after]
    found: list[PassageChange] = []
    matcher = SequenceMatcher(None, [key_of(one) for one in before], [key_of(one) for one in after], autojunk=False)
    for how, i, j, k, m in matcher.get_opcodes():
        if how != "equal":
            old = [one for one, is_gone in zip(before[i:j], gone[i:j], strict=True) if is_gone]
            new = [one for one, is_new in zip(after[k:m], come[k:m], strict=True) if is_new]
            found += _paired(old, new)
    return tuple(found)


def _paired(old: list[str], new: list[str]) -> Iterator[PassageChange]:
    """Each old one beside the new one that it became, the likest; in the order of the new page, what went first."""
    became: dict[int, str] = {}
    for one in old:
        likest = max(
            (place for place in range(len(new)) if len(old) * len(new) <= MOST_PAIRS and place not in became),
            key=lambda place: _likeness(one, new[place]),
            default=None,
        )
        if likest is not None and _likeness(one, new[likest]) >= ALIKE:
            became[likest] = one
        else:
            yield PassageChange((Piece(one, True),), ())
    for place, one in enumerate(new):
        yield _words(became[place], one) if place in became else PassageChange((), (Piece(one, True),))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, key_of(one).split(), key_of(other).split(), autojunk=False).ratio()


def _words(old: str, new: str) -> PassageChange:
    before, after = PIECES.findall(old), PIECES.findall(new)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for how, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for side, text in zip(sides, ("".join(before[i:j]), "".join(after[k:m])), strict=True):
            if text:
                side.append(Piece(text, how != "equal"))
    return PassageChange(tuple(sides[0]), tuple(sides[1]))
