"""How far something is, as a line that is written over itself; nothing, where nobody watches."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TextIO, TypeVar

WIDTH = 40


class Counted(Protocol):
    """One of the things that are gone through: which, from 1, and of how many."""

    @property
    def done(self) -> int: ...

    @property
    def of(self) -> int: ...


C = TypeVar("C", bound=Counted)


def shown(those: Iterable[C], to: TextIO) -> Iterator[C]:
    """The same things, with a bar that goes along on a terminal and is gone at the end."""
    watched = to.isatty()
    for one in those:
        if watched:
            full = WIDTH * one.done // one.of
            to.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {one.done}/{one.of}")
            to.flush()
        yield one
    if watched:
        to.write("\r\033[K")
        to.flush()
