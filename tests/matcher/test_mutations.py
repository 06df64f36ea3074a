"""Faults put into the real ruleset on purpose: which there are, and that they are found."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from matcher.engine.compile import Compiled
from matcher.engine.match import match
from matcher.proof.lab.mutation_score import Same, Scoring, seen
from matcher.proof.lab.mutations import MOST, FaultKind, mutants
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

DAY = "2026-11-21"
ON = date.fromisoformat(DAY)
FEW = len(FaultKind)
SCORES = Path(__file__).parents[2] / "docs" / "verification.md"


@dataclass(frozen=True)
class Score:
    left_out: int
    faults: int
    caught: int


def documented() -> dict[int, Score]:
    """Per seed, what docs/verification.md says."""
    rows = re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \((\d+) %\) \| \d+ \|$", SCORES.read_text(), re.MULTILINE)
    found = {int(seed): Score(int(left), int(faults), int(caught)) for seed, left, faults, caught, _ in rows}
    assert [round(100 * one.caught / one.faults) for one in found.values()] == [int(percent) for *_, percent in rows]
    return found


def drawn(most: int, seed: int = 1):
    now = held()
    return mutants(now.ruleset, now.words.offered(), most, seed)


def told(those) -> list[tuple[str, str, str]]:
    return [(one.kind, one.subject, one.change) for one in those]


def test_the_same_seed_draws_the_same_mutants_and_another_draws_others():
    assert told(drawn(FEW)) == told(drawn(FEW))
    assert told(drawn(FEW)) != told(drawn(FEW, seed=2))


def test_mutants_are_drawn_evenly_over_the_kinds():
    """As far as there are so many: only three rules give points."""
    counts = Counter(one.kind for one in drawn(MOST))
    assert set(counts) == set(FaultKind)
    assert sum(counts.values()) == MOST
    assert max(counts.values()) <= 7
    assert min(counts[kind] for kind in set(FaultKind) - {FaultKind.POINTS, FaultKind.OPTION_DROPPED}) >= 5


def test_the_documented_scores_add_up():
    scores = documented()
    assert set(scores) == {1, 2, 3}
    assert all(one.left_out + one.faults == MOST for one in scores.values())


def test_a_mutant_changes_one_thing_of_what_it_names():
    before = held().ruleset
    rules = {one.id: one for one in before.rules}
    instruments = {one.id: one for one in before.instruments}
    for mutant in drawn(MOST):
        changed = [one.id for one in mutant.ruleset.rules if rules.get(one.id) != one]
        changed += [one.id for one in mutant.ruleset.instruments if instruments[one.id] != one]
        assert changed in ([mutant.subject], [f"against-{mutant.subject}"]), mutant.change


def test_what_is_left_out_gives_the_same_to_everybody_that_we_try():
    """The proof is over all answers; these are those of the search for a witness, which has reason to look where it does."""
    scoring = Scoring(held(), ON)
    left_out = [
        (mutant, same)
        for mutant in drawn(MOST)
        if (same := scoring.same(mutant, Compiled(mutant.ruleset, ON))) is not None
    ]
    assert {same for _, same in left_out} == set(Same)
    assert len(left_out) == documented()[1].left_out
    for mutant, _ in left_out:
        after = Compiled(mutant.ruleset, ON)
        for one in mutant.instruments:
            for answers in scoring.tries(mutant, one, after):
                said = [match(compiled, answers) for compiled in (scoring.classes.compiled, after)]
                routes = [{each.instrument.id: each for each in (*which.routes, *which.beside)} for which in said]
                assert seen(routes[0][one]).verdict == seen(routes[1][one]).verdict, mutant.change


def test_most_faults_can_be_told_by_answers_that_a_persona_could_have():
    scoring = Scoring(held(), ON)
    faults = [one for one in drawn(FEW) if scoring.same(one, Compiled(one.ruleset, ON)) is None]
    witnesses = [scoring.witness(one) for one in faults]
    assert sum(one is not None for one in witnesses) >= 0.8 * len(faults)
    for witness in filter(None, witnesses):
        assert witness.expected != witness.mutated or witness.before


def test_the_command_tells_what_is_caught_what_is_missed_and_ends_with_the_score():
    out = StringIO()
    call_command("mutation_score", "--on", DAY, "--most", str(FEW), "--list", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[-1].startswith("caught ")
    caught, faults = (int(word) for word in lines[-1].split() if word.isdigit())
    missed = [line for line in lines if line.startswith("missed: ")]
    left_out = sum(int(line.split()[2].rstrip(":")) for line in lines if line.startswith("left out "))
    assert caught + len(missed) == faults
    assert faults + left_out == FEW
    assert caught / faults > documented()[1].caught / documented()[1].faults - 0.1, "the few as well as all, about"
    hints = [line for line in lines if line.startswith("  expect ")]
    assert len(hints) <= len(missed)
    against = [line for line in lines if line.startswith(FaultKind.CONTRADICTION)]
    assert against
    assert all("rules-contradict" in line or "unreachable" in line for line in against), (
        "no persona is needed for these"
    )
