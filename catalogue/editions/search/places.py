"""What an index asks of places, by those who know what their names mean and which routes serve them."""

from collections.abc import Collection
from typing import Protocol

from catalogue.gazetteer.gazetteer import Naming, named, spelling_key

CITY_THOUSANDS = 20
"""How large a city or town is that stands for the place in which it lies."""
WELL_KNOWN_THOUSANDS = 200
"""The same, where its name is a word of the field as well: "Nice" may be one."""
WELL_KNOWN_AT_HOME = 100
"""The same of a municipality of Belgium: "Luik" is a city first."""
HOME = frozenset({"BE", "BE-VLG", "x-be-vlg"})
"""Places that are no destination for whoever searches here: their names are mostly a part of somebody's name."""


class Places(Protocol):
    def named(self, text: str) -> tuple[str, ...]:
        """The codes of the places and groups that a text is a name of, or of something within them; of a part of the world those
        of its countries; none for no name."""

    def near(self, text: str) -> str:
        """The name of a place of which this is a slip; "" for none."""

    def around(self, code: str) -> tuple[str, ...]:
        """A place and all that it lies in, the smallest first."""

    def served(self, codes: Collection[str]) -> frozenset[str]:
        """The keys of the routes that are, or may be, for one of the places."""


class Nowhere:
    """For who asks for words alone."""

    def named(self, text: str) -> tuple[str, ...]:
        return ()

    def near(self, text: str) -> str:
        return ""

    def around(self, code: str) -> tuple[str, ...]:
        return ()

    def served(self, codes: Collection[str]) -> frozenset[str]:
        return frozenset()


NOWHERE: Places = Nowhere()


def is_large_enough(name: str, *, is_word: bool) -> bool:
    """Whether who types this means the place. `is_word`: it is a word of the field too.

    >>> is_large_enough("best", is_word=True), is_large_enough("maastricht", is_word=False)
    (False, True)
    >>> is_large_enough("spa", is_word=False), is_large_enough("luik", is_word=True), is_large_enough("lessen", is_word=True)
    (True, True, False)
    """
    called = named(spelling_key(name))
    if not called:
        return not is_word
    at_home = [one.thousands for one in called if one.naming is Naming.MUNICIPALITY and not name.isdigit()]
    if not is_word and (at_home or any(one.naming is Naming.AREA for one in called)):
        return True
    if max(at_home, default=0) >= WELL_KNOWN_AT_HOME:
        return True
    least = WELL_KNOWN_THOUSANDS if is_word else CITY_THOUSANDS
    return max(one.thousands for one in called) >= least
