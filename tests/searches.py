"""What people type, with what an adviser would show them, and how near the search comes: `python -m tests.searches` prints it.

The searches stand in `tests/catalogue/searches.yaml`. The edition is read from `fixtures/`, so that no database is asked."""

import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import mean
from time import process_time
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from matcher.pages.routes.search_on_day import SearchOnDay

SEARCHES = Path(__file__).parent / "catalogue" / "searches.yaml"
FIRST = 3


@dataclass(frozen=True)
class Search:
    text: str
    right: frozenset[str]
    noise: frozenset[str]

    def rank(self, found: list[str]) -> int:
        """The place of the first right result; 0 where there is none."""
        return next((place for place, one in enumerate(found, start=1) if one in self.right), 0)

    def reciprocal_rank(self, found: list[str]) -> float:
        rank = self.rank(found)
        return 1 / rank if rank else 0.0

    def share_of_first(self, found: list[str]) -> float:
        """How many of the first three are right, of as many as there can be."""
        return sum(one in self.right for one in found[:FIRST]) / min(FIRST, len(self.right))


@cache
def searches() -> tuple[Search, ...]:
    written = yaml.safe_load(SEARCHES.read_text(encoding="utf-8"))
    return tuple(Search(one["text"], frozenset(one["right"]), frozenset(one["noise"])) for one in written)


ON = date(2026, 11, 26)


@cache
def searching() -> "SearchOnDay":
    """Of the committed facts, as the page asks it on that day."""
    from catalogue.editions.edition import Edition, Stored
    from catalogue.entries.kinds import KINDS
    from matcher.pages.routes.days import RoutesOnDay
    from matcher.rules.site import Site
    from tests.little import committed_facts

    stored = {
        (kind, key): Stored.of(read.value, 1, ON)
        for kind, entries in committed_facts().items()
        for key, read in entries.items()
        if KINDS[kind].in_editions and KINDS[kind].is_shown(read.value)
    }
    return RoutesOnDay.of(Site(Edition(1, stored)), ON).search


def found(text: str) -> list[str]:
    """As the searches name them: a route by its id, something else with its kind."""
    return [key if kind == "instrument" else f"{kind}/{key}" for kind, key in searching().find_all(text)]


def with_answer() -> list[Search]:
    return [one for one in searches() if one.right]


def mean_reciprocal_rank() -> float:
    return mean(one.reciprocal_rank(found(one.text)) for one in with_answer())


def main() -> None:
    import django

    django.setup()
    searching().find_all("warm")
    took = []
    for one in searches():
        start = process_time()
        results = found(one.text)
        took.append((process_time() - start) * 1000)
        noise = sorted(one.noise.intersection(results))
        if noise or (one.right and one.rank(results) != 1) or (not one.right and results):
            print(f"{one.text}: rank {one.rank(results)}, noise {noise}, first {results[:FIRST]}")
    right_first = mean(one.share_of_first(found(one.text)) for one in with_answer())
    print(f"{len(searches())} searches: mean reciprocal rank {mean_reciprocal_rank():.3f}, ", end="")
    print(
        f"of the first three {right_first:.0%} right; {mean(took):.2f} ms of processor time, at most {max(took):.2f} ms"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    main()
