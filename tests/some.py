"""For tests that look at many things in a loop: a loop over none asserts nothing, and one over all of thousands that are alike
takes long. `make thorough` looks at all of them (THOROUGH=1)."""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
THOROUGH = os.environ.get("THOROUGH") == "1"


def some(things: Iterable[T]) -> list[T]:
    """These, of which there has to be one at least."""
    found = list(things)
    assert found, "there is nothing to look at"
    return found


def few(things: Iterable[T], most: int) -> list[T]:
    """At most so many of these, evenly from the first to the last; all of them where the run is thorough."""
    found = list(things)
    return found if THOROUGH or len(found) <= most else [found[place * len(found) // most] for place in range(most)]


def tries(many: int, few: int) -> int:
    """How often something random is tried: seldom, or as often as it takes where the run is thorough."""
    return many if THOROUGH else few
