"""`python -m tests.benchmarks.stacking`: the best sets of 30 routes that could pay for a plan. Prints a table in Markdown.

Rows are how the routes look: as a catalogue could have them, and those of which nothing tells one set from the next."""

import argparse
import random
from collections.abc import Sequence
from itertools import combinations

from matcher.engine.ruleset import InstrumentId
from matcher.engine.stacking import Candidate, Cents, CostName, Cumulation, Pair, Stacking
from tests.benchmarks.__main__ import timed

ROUTES = 30
NAMES = [InstrumentId(f"route {place}") for place in range(ROUTES)]


def costs_of(lines: int, chance: random.Random) -> dict[CostName, Cents]:
    return {CostName(f"cost {place}"): Cents(chance.randrange(1, 20) * 100_000) for place in range(lines)}


def mixed(lines: int, chance: random.Random) -> Stacking:
    """Ceilings, rates, leasts and costs of all sorts; of half of the pairs a source says something."""
    costs = costs_of(lines, chance)
    candidates = [
        Candidate(
            name,
            Cents(chance.randrange(1, 30) * 100_000) if chance.random() < 0.7 else None,
            chance.choice([None, None, 50, 70, 100]),
            Cents(chance.choice([0, 0, 0, 50_000])),
            chance.choice([None, frozenset(chance.sample(list(costs), min(2, lines)))]),
            chance.randrange(3),
        )
        for name in NAMES
    ]
    return Stacking(costs, candidates, said_of(chance))


def alike(lines: int, chance: random.Random) -> Stacking:
    """Thirty times the same small ceiling, and no source that says anything: every set of four is as good as the next."""
    costs = costs_of(lines, chance)
    return Stacking(costs, [Candidate(name, Cents(1_000)) for name in NAMES])


def said_of(chance: random.Random) -> dict[Pair, Cumulation]:
    both = list(Cumulation)
    return {frozenset(pair): chance.choice(both) for pair in combinations(NAMES, 2) if chance.random() < 0.5}


def slowest(made: Sequence[Stacking]) -> float:
    return max(timed(one.best, least_s=0.2) for one in made)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(f"The slowest of ten sets of {ROUTES} routes; processor time, medians.\n")
    print("| budget lines | mixed | all alike |\n| ---: | ---: | ---: |")
    for lines in (1, 4, 6):
        each = [slowest([make(lines, random.Random(seed)) for seed in range(10)]) for make in (mixed, alike)]
        print(f"| {lines} | {each[0]:.1f} ms | {each[1]:.1f} ms |")


if __name__ == "__main__":
    main()
