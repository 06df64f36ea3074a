"""For tests that look at many things in a loop: a loop over none asserts nothing."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(things: Iterable[T]) -> list[T]:
    """These, of which there has to be one at least."""
    found = list(things)
    assert found, "there is nothing to look at"
    return found
