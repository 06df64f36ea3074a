"""Dutch writes words together: "dansresidentie" is a residency for dance."""

from collections.abc import Callable, Iterator

from catalogue.editions.search.words import SHORTEST

LINK = "s"


def parts_of(word: str, is_field_word: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """The ways in which a word is two words of the field, the longest last part first.

    >>> list(parts_of("dansersresidentie", {"dansers", "danser", "residentie"}.__contains__))
    [('dansers', 'residentie'), ('danser', 'residentie')]
    """
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        head, tail = word[:at], word[at:]
        if is_field_word(tail):
            heads = (head, head.removesuffix(LINK)) if head.endswith(LINK) else (head,)
            yield from ((one, tail) for one in heads if len(one) >= SHORTEST and is_field_word(one))


def last_parts_of(word: str) -> Iterator[str]:
    """The words that it can end with, the longest first: a "kinderkoor" is a choir, whatever stands before.

    >>> list(last_parts_of("kinderkoor"))
    ['erkoor', 'rkoor', 'koor']
    """
    yield from (word[at:] for at in range(SHORTEST, len(word) - SHORTEST + 1))
