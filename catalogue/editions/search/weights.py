"""What several words count for together, by thing."""

from collections.abc import Iterable, Mapping, Sequence

from catalogue.editions.postings import Weights

BESIDE = 0.3
"""The share of what a second meaning counts for."""


def most_of(*found: Weights) -> dict[int, float]:
    """For each thing the most that one of them gives."""
    most: dict[int, float] = {}
    for one in found:
        for thing, weight in one.items():
            if weight > most.get(thing, 0.0):
                most[thing] = weight
    return most


def together(found: Iterable[Weights]) -> dict[int, float]:
    """The most that one of them gives, and a share of what the others do: what is meant in two ways comes first."""
    total: dict[int, float] = {}
    most: dict[int, float] = {}
    for one in found:
        for thing, weight in one.items():
            total[thing] = total.get(thing, 0.0) + weight
            most[thing] = max(most.get(thing, 0.0), weight)
    return {thing: weight + (total[thing] - weight) * BESIDE for thing, weight in most.items()}


def share_of(found: Weights, share: float) -> dict[int, float]:
    return {thing: weight * share for thing, weight in found.items()}


def all_of(found: Sequence[Weights]) -> dict[int, float]:
    """What all of them hold, by their mean."""
    fewest: Mapping[int, float] = min(found, key=len)
    return {
        thing: sum(one[thing] for one in found) / len(found) for thing in fewest if all(thing in one for one in found)
    }
