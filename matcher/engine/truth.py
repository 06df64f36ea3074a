"""Three values: what an answer makes of a condition (Kleene)."""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """Ordered, so that "or" is the largest and "and" the smallest.

    >>> any_of([Truth.NOT_MET, Truth.UNKNOWN]), all_of([Truth.MET, Truth.UNKNOWN])
    (<Truth.UNKNOWN: 1>, <Truth.UNKNOWN: 1>)
    """

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2

    @classmethod
    def of(cls, holds: bool) -> "Truth":
        return cls.MET if holds else cls.NOT_MET

    def __invert__(self) -> "Truth":
        return (Truth.MET, Truth.UNKNOWN, Truth.NOT_MET)[self]


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's "or"; of nothing it is NOT_MET."""
    return max(truths, default=Truth.NOT_MET)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's "and"; of nothing it is MET."""
    return min(truths, default=Truth.MET)
