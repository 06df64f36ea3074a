"""What is kept: the last so many, whoever asks at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import mod

from catalogue.kept import Kept


def test_those_asked_last_are_kept() -> None:
    made: list[str] = []
    kept: Kept[str] = Kept(2)

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    for name in "abacab":
        assert kept.of(name, partial(make, name)) == name.upper()
    assert made == ["a", "b", "c", "b"], "a was asked again before c came; b was not"


def test_what_is_made_of_nothing_is_kept_too() -> None:
    kept: Kept[None] = Kept(2)
    made: list[int] = []
    for _ in range(2):
        assert kept.of("nothing", lambda: made.append(1)) is None
    assert made == [1]


def test_threads_that_ask_at_once_each_get_their_own() -> None:
    """Far more names than are kept, so that something leaves at every moment."""
    kept: Kept[int] = Kept(3)

    def ask(seed: int) -> bool:
        return all(kept.of(number % 17, partial(mod, number, 17)) == number % 17 for number in range(seed, 4000))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(8)))


def test_what_is_being_made_may_ask_for_more() -> None:
    kept: Kept[int] = Kept(3)
    assert kept.of("whole", lambda: 1 + kept.of("part", lambda: 1)) == 2
