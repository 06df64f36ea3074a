import resource
import sys
from collections.abc import Callable

import pytest

from matcher.delivery.call_stack import with_room
from matcher.delivery.wsgi import Application

DEPTHS = 150
CALLS = 300


def page_faults_at(depth: int) -> int:
    """Pages of memory that the system had to find while a loop, so deep, called a function so many times."""
    if depth:
        return page_faults_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(CALLS):
        called(number, number, number)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def called(*numbers: int) -> int:
    return max(numbers)


def most_page_faults(at: Callable[[int], int]) -> int:
    return max(at(depth) for depth in range(DEPTHS))


@with_room
def with_room_at(depth: int) -> int:
    return page_faults_at(depth)


def test_at_no_depth_does_a_call_take_memory_and_give_it_back() -> None:
    assert most_page_faults(with_room_at) < CALLS / 2


@pytest.mark.skipif(
    sys.version_info >= (3, 13), reason="shows the fault of CPython 3.11 and 3.12, which later ones mend"
)
def test_without_room_it_does_at_some_depth() -> None:
    assert most_page_faults(page_faults_at) >= CALLS


def test_a_request_is_answered_with_room() -> None:
    assert Application.__call__.__code__.co_stacksize > 50_000
