"""Which words occur in which things, and for how much."""

from array import array
from collections.abc import Iterator, Mapping

Weights = Mapping[int, float]
"""By the place of a thing in the index."""


class Postings(Mapping[str, Weights]):
    """By word: what it counts for in which thing. Kept as two arrays a word, a seventh of what a dict takes, and spread out
    when a word is asked for."""

    def __init__(self) -> None:
        self._by_word: dict[str, tuple[array[int], array[float]]] = {}

    def add(self, thing: int, weights: Mapping[str, float]) -> None:
        """All words of one thing; a thing is added once."""
        for word, weight in weights.items():
            held = self._by_word.get(word)
            if held is None:
                held = self._by_word[word] = array("I"), array("d")
            held[0].append(thing)
            held[1].append(weight)

    def __getitem__(self, word: str) -> Weights:
        return dict(zip(*self._by_word[word], strict=True))

    def __contains__(self, word: object) -> bool:
        return word in self._by_word

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_word)

    def __len__(self) -> int:
        return len(self._by_word)
