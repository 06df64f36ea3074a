"""Pieces of text that an edition keeps, so that they are put together once."""

from collections.abc import Hashable


class Fragments:
    """Pieces of pages and sentences, by all that they are made of; of those asked last so many are kept."""

    most = 4096
    """Most are smaller than a kilobyte."""

    def __init__(self) -> None:
        self._found: dict[Hashable, str] = {}

    def get(self, key: Hashable) -> str | None:
        found = self._found.pop(key, None)
        if found is not None:
            self._found[key] = found
        return found

    def put(self, key: Hashable, fragment: str) -> None:
        self._found[key] = fragment
        while len(self._found) > self.most:
            self._found.pop(next(iter(self._found)), None)
