"""For what may be missing, and has to be there where a test asks for it."""

from typing import TypeVar

T = TypeVar("T")


def the(thing: T | None) -> T:
    """This one: a test in which it is missing fails here."""
    assert thing is not None, "it is not there"
    return thing


def as_a(kind: type[T], thing: object) -> T:
    """This one, which has to be of this type."""
    assert isinstance(thing, kind), thing
    return thing
