"""`python -m tests.benchmarks`: compile and match for 254, 1,000, 10,000 and 100,000 instruments, beside plain loops and
two rule libraries that do the same work in the same run. Prints a table in Markdown."""

import argparse
import os
import platform
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from io import StringIO
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
IS_LOADED = "DATABASE_URL" in os.environ
"""Whoever names a database measures what stands in it."""
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

ON = date(2026, 11, 21)
SIZES = (254, 1_000, 10_000, 100_000)
LIBRARIES_AT = 10_000


def real_ruleset() -> Any:
    """The ruleset of the fixtures, from a database in memory; or that of the database that is named."""
    import django

    django.setup()
    from django.core.management import call_command

    from matcher.rules.holding import held

    if not IS_LOADED:
        call_command("migrate", verbosity=0)
        call_command("load_catalogue", verbosity=0, stdout=StringIO())
    return held().ruleset


def visitors() -> list[Any]:
    """Different answers. What the engine remembers is what production remembers: what one place or one option makes of the
    criteria, and the parts of a score, of which there are few. Nothing is remembered of a set of answers."""
    from tests.builders import answers

    return [
        answers(
            applicant=applicant,
            base=base,
            discipline=[discipline],
            goal=[goal],
            place=places,
            start=start,
            budget=budget,
        )
        for applicant, base, discipline, goal, places, start, budget in (
            ("individual-artist", "BE-BRU", "dance", "present-tour", ["FR"], date(2027, 6, 20), 30_000),
            (
                "heritage-organisation",
                "BE-VLG",
                "movable-heritage",
                "cooperate",
                ["FR-HDF", "PT"],
                date(2027, 9, 1),
                90_000,
            ),
            ("amateur-group", "BE-VLG", "amateur-arts", "present-tour", ["BE-WAL"], date(2027, 5, 8), 4_000),
            ("arts-organisation", "BE-VLG", "pop-jazz-folk", "present-tour", ["DE", "NL"], date(2027, 3, 15), 12_000),
            ("producer", "BE-BRU", "audiovisual", "create-coproduce", ["NL", "FR", "DE"], date(2028, 1, 10), 900_000),
            ("collective", "BE-BRU", "circus", "residency", ["ES"], date(2027, 11, 1), 8_000),
        )
    ]


def timed(work: Callable[[], object], least_s: float = 0.6, most: int = 400) -> float:
    """The median processor time of one call, in milliseconds; at least three calls after one that is not counted. On one
    core: neither the engine nor its rivals use more, and what else the machine does hardly counts."""
    work()
    times: list[float] = []
    while len(times) < 3 or (sum(times) < least_s and len(times) < most):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times) * 1000


def peak_mb(work: Callable[[], object]) -> float:
    tracemalloc.start()
    kept = work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del kept
    return peak / 1e6


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    reading.add_argument("--no-libraries", action="store_true")
    chosen = reading.parse_args()
    base = real_ruleset()

    from matcher.engine.compile import Compiled
    from matcher.engine.match import match
    from matcher.engine.verdicts import Route
    from tests.benchmarks import rivals
    from tests.benchmarks.generate import enlarged

    people = visitors()

    def each(work: Callable[[Any], object]) -> Callable[[], object]:
        return lambda: [work(one) for one in people]

    def per_visitor(work: Callable[[Any], object], least_s: float = 0.6) -> float:
        return timed(each(work), least_s) / len(people)

    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    print(f"{machine}; processor time, medians.\n")
    print("| instruments | compile | memory | all explained | first 50 | plain loop | set loop | loop : first 50 |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    libraries: list[str] = []

    def first_ones(compiled: Compiled, one: Any) -> list[Route]:
        return [*match(compiled, one, limit=50).routes]

    def explained(compiled: Compiled, one: Any) -> list[Route]:
        found = match(compiled, one)
        return [*found.routes, *found.beside]

    for size in chosen.sizes:
        ruleset = enlarged(base, size)
        compiled = Compiled(ruleset, ON)
        compiling = timed(partial(Compiled, ruleset, ON), least_s=0.3)
        memory = peak_mb(partial(Compiled, ruleset, ON))
        first = per_visitor(partial(first_ones, compiled))
        everything = per_visitor(partial(explained, compiled)) if size <= 1_000 else None
        loop = per_visitor(rivals.loop(compiled), 0.2)
        sets = per_visitor(rivals.sets(compiled), 0.2)
        all_of_them = f"{everything:.2f} ms" if everything is not None else ""
        print(
            f"| {size:,} | {compiling:.1f} ms | {memory:.1f} MB | {all_of_them} | {first:.2f} ms"
            f" | {loop:.1f} ms | {sets:.1f} ms | {loop / first:.0f} x |"
        )
        sys.stdout.flush()
        if size == LIBRARIES_AT and not chosen.no_libraries:
            for name, make in (
                ("json-logic-qubit", rivals.json_logic_library),
                ("rule-engine", rivals.rule_engine_library),
            ):
                took = per_visitor(make(compiled), 0)
                libraries.append(f"| {name} | {took:,.0f} ms | {took / first:,.0f} x |")
    if libraries:
        print(f"\n| at {LIBRARIES_AT:,} instruments | per visitor | : first 50 |\n| --- | ---: | ---: |")
        print("\n".join(libraries))


if __name__ == "__main__":
    main()
