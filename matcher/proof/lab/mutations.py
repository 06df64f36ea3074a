"""Faults put into an edition on purpose, one at a time, to see whether verification and personas find them.

A mutant is a slip that staff could make in one entry: another operator, an option too few or too many, a date a month off, the
wrong group, the wrong route. Nothing is written to the database. The same seed draws the same mutants."""

import random
from collections.abc import Mapping, Sequence

from catalogue.editions.edition import Edition
from matcher.engine.answers import QuestionName
from matcher.proof.lab import slips_in_dates_and_sums, slips_in_lists, slips_in_routes, slips_in_rules
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.slips import Make, Mutant, Source

MOST = 3 * len(FaultKind)
SEED = 1
MAKERS: Mapping[FaultKind, Make] = {
    **slips_in_rules.MAKERS,
    **slips_in_routes.MAKERS,
    **slips_in_dates_and_sums.MAKERS,
    **slips_in_lists.MAKERS,
}


def mutants(
    edition: Edition, options: Mapping[QuestionName, Sequence[str]], most: int = MOST, seed: int = SEED
) -> list[Mutant]:
    """So many mutants, drawn evenly over the kinds, and within a kind over the entries that it can befall."""
    drawn = {kind: MAKERS[kind](Source(edition, options, random.Random(f"{seed} {kind}")), kind) for kind in FaultKind}
    found: list[Mutant] = []
    left = list(FaultKind)
    while left and len(found) < most:
        for kind in tuple(left):
            mutant = next(drawn[kind], None)
            if mutant is None:
                left.remove(kind)
            else:
                found.append(mutant)
    return sorted(found[:most], key=lambda one: [*FaultKind].index(one.kind))
