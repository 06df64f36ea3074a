"""What an index asks of places, by those who know what their names mean and which routes serve them."""

from collections.abc import Collection
from typing import Protocol

from catalogue.gazetteer.gazetteer import Naming, named, spelling_key

CITY_THOUSANDS = 20
"""How large a city or town is that stands for the place in which it lies."""
WELL_KNOWN_THOUSANDS = 200
"""The same, where its name is a word of the field as well: "Nice" may be one."""
HOME = frozenset({"BE", "BE-VLG", "x-be-vlg"})
"""Places that are no destination for whoever searches here: their names are mostly a part of somebody's name."""


class Places(Protocol):
    def named(self, text: str) -> tuple[str, ...]:
        """The codes of the places that a text is a name of, or of something within them; none for no name."""

    def around(self, code: str) -> tuple[str, ...]:
        """A place and all that it lies in, the smallest first."""

    def served(self, codes: Collection[str]) -> frozenset[str]:
        """The keys of the routes that are, or may be, for one of the places."""


class Nowhere:
    """For who asks for words alone."""

    def named(self, text: str) -> tuple[str, ...]:
        return ()

    def around(self, code: str) -> tuple[str, ...]:
        return ()

    def served(self, codes: Collection[str]) -> frozenset[str]:
        return frozenset()


NOWHERE: Places = Nowhere()


def is_large_enough(name: str, *, is_word: bool) -> bool:
    """Whether who types this means the place. `is_word`: it is a word of the field too.

    >>> is_large_enough("best", is_word=True), is_large_enough("maastricht", is_word=False)
    (False, True)
    """
    called = named(spelling_key(name))
    if not called:
        return not is_word
    if any(one.naming is Naming.AREA for one in called) and not is_word:
        return True
    least = WELL_KNOWN_THOUSANDS if is_word else CITY_THOUSANDS
    return max(one.thousands for one in called) >= least
