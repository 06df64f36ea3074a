"""Results that are kept: so many of each, those that were asked for last."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

V = TypeVar("V")


class Kept(Generic[V]):
    """Threads may ask at once. What is not there is made beside the lock, by two of them at worst."""

    def __init__(self, most: int) -> None:
        self._found: LRUCache[Hashable, V] = LRUCache(most)
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """What is kept by this name, which is all that it is made of; made where nothing is."""
        with self._lock:
            if key in self._found:
                return self._found[key]
        made = make()
        with self._lock:
            self._found[key] = made
        return made
