"""Room for the calls within a request.

CPython keeps the frames of a thread in pieces of 16 kB, and gives a piece back to the system as soon as the call that began it
returns. A loop at a depth at which a piece is all but full takes one and gives it back at every call, by two system calls: the
catalogue's page did so 630 times, and cost half as much where it happened to be made less deep
(https://github.com/python/cpython/issues/142183). Pythons of March 2026 and later keep one; 3.11 and 3.12 don't."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

SLOTS = 1 << 16
"""Of eight bytes. The piece that holds them is the next power of two, 1 MiB, and the calls within have the other half; what is
reserved is not written, so that it takes no memory."""
P = ParamSpec("P")
R = TypeVar("R")


def with_room(function: Callable[P, R]) -> Callable[P, R]:
    """The function itself, whose frame reserves room for those of all that it calls."""
    function.__code__ = function.__code__.replace(co_stacksize=SLOTS)
    return function
