"""`python -m tests.benchmarks.verification`: verifies the real catalogue, and one of 2,000 recombined from it. Prints a table."""

import argparse
import time

from tests.benchmarks.__main__ import ON, real_ruleset
from tests.benchmarks.generate import enlarged

SIZES = (254, 2_000)


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("sizes", nargs="*", type=int, default=SIZES)
    chosen = reading.parse_args()
    base = real_ruleset()

    from matcher.engine.classes import Classes
    from matcher.engine.compile import Compiled
    from matcher.engine.verify import steps
    from matcher.rules.holding import held

    options = held().words.offered()
    print("| instruments | processor time | steps | found | longest step |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in chosen.sizes:
        compiled = Compiled(enlarged(base, size), ON)
        begun = last = time.process_time()
        longest, done, found = 0.0, 0, 0
        for step in steps(Classes(compiled, options)):
            now = time.process_time()
            longest, last = max(longest, now - last), now
            done, found = step.done, found + len(step.findings)
        print(f"| {size:,} | {last - begun:.1f} s | {done:,} | {found:,} | {longest:.1f} s |", flush=True)


if __name__ == "__main__":
    main()
