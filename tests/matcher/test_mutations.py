"""Faults put into the real ruleset on purpose: which there are, and that they are found."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from catalogue.editions.edition import Edition
from matcher.engine.match import Matching
from matcher.engine.verify import Fault
from matcher.management.commands import mutation_score
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.mutation_score import OF_LISTS, SHOWN, Same, Scoring
from matcher.proof.lab.mutations import MOST, mutants
from matcher.proof.lab.slips import Mutant
from matcher.rules.holding import held
from matcher.rules.site import Site
from tests.conftest import sites
from tests.loaded import Content
from tests.some import few, some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

DAY = "2026-11-21"
ON = date.fromisoformat(DAY)
FEW = len(FaultKind)
NEAR = 0.08
"""So much of a score is chance, with some hundred faults."""
SCORES = Path(__file__).parents[2] / "docs" / "verification.md"


def documented() -> dict[int, tuple[int, int, int, int]]:
    """Per seed, what docs/verification.md says: how many are drawn, how many their words catch, how many are faults, and how
    many of those are caught."""
    rows = re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", SCORES.read_text(), re.MULTILINE)
    return {
        int(seed): (int(drawn), int(words), int(faults), int(caught)) for seed, drawn, words, faults, caught in rows
    }


@pytest.fixture(scope="module")
def scoring(everything: None, django_db_blocker: DjangoDbBlocker) -> Scoring:
    """Of the ruleset as it was loaded, which no test here changes: what verification and personas say of it, and the answers that
    were looked for, are worked out once."""
    with django_db_blocker.unblock():
        found = Scoring(sites[Content.LOADED], ON)
        assert found.known
        assert found.green
    return found


def drawn(most: int, seed: int = 1) -> list[Mutant]:
    now = held()
    return mutants(now.edition, now.words.offered(), most, seed)


def told(those: Iterable[Mutant]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.subject, one.change) for one in those]


def test_the_same_seed_draws_the_same_mutants_and_another_draws_others() -> None:
    assert told(drawn(FEW)) == told(drawn(FEW))
    assert told(drawn(FEW)) != told(drawn(FEW, seed=2))


def test_mutants_are_drawn_evenly_over_the_kinds() -> None:
    counts = Counter(one.kind for one in drawn(MOST))
    assert counts == dict.fromkeys(FaultKind, MOST // len(FaultKind))


def test_the_score_is_not_far_below_the_one_that_is_documented(scoring: Scoring) -> None:
    """Of the first seed. Another route or persona draws other mutants, so a few more or less are caught: then it is measured
    again."""
    seed, (drawn_then, by_words, faults, caught) = next(iter(documented().items()))
    scored = [*scoring.scored(drawn(MOST, seed))]
    left = [one for one in scored if one.same is None]
    assert drawn_then == MOST
    assert sum(any(scoring.told(one.mutant)) for one in scored) / MOST > by_words / MOST - NEAR
    assert sum(one.is_caught for one in left) / len(left) > caught / faults - NEAR


def test_the_documented_scores_add_up_and_reach_what_is_aimed_at() -> None:
    scores = documented()
    faults = sum(one[2] for one in scores.values())
    caught = sum(one[3] for one in scores.values())
    assert len(scores) == 5
    assert f"That is {caught} of {faults}, {caught / faults:.0%}".replace("%", " %") in SCORES.read_text()
    assert caught / faults >= 0.95


def digests(edition: Edition) -> dict[tuple[str, str], str]:
    return {name: one.digest for name, one in edition.stored.items()}


def test_a_mutant_changes_one_entry_and_it_is_the_one_that_it_names() -> None:
    before = digests(held().edition)
    for mutant in some(drawn(MOST)):
        after = digests(mutant.edition)
        assert {name for name in before | after if before.get(name) != after.get(name)} == {mutant.name}, mutant.change
        assert mutant.name[1] in (mutant.subject, f"against-{mutant.subject}")


def test_what_is_left_out_gives_the_same_to_everybody_that_we_try(scoring: Scoring) -> None:
    """The proof is over all answers; these are those of the search for a witness, which has reason to look where it does."""
    left_out = [
        (mutant, same)
        for mutant in few(drawn(FEW, seed=101), 16)
        if (same := scoring.same(mutant, scoring.judged(mutant))) is not None
    ]
    assert {same for _, same in left_out} <= set(Same)
    assert left_out
    for mutant, _ in left_out:
        after = scoring.judged(mutant).compiled(ON)
        for one in few(sorted(mutant.instruments), 12):
            for answers in few(scoring.tries(mutant, one, after), 12):
                said = [Matching(compiled, answers).verdict(one) for compiled in (scoring.classes.compiled, after)]
                assert said[0] == said[1] is not None, mutant.change


def test_most_faults_can_be_told_by_answers_that_a_persona_could_have(scoring: Scoring) -> None:
    faults = [
        one for one in drawn(FEW) if one.kind not in SHOWN | OF_LISTS and scoring.same(one, scoring.judged(one)) is None
    ]
    witnesses = [scoring.witness(one) for one in faults]
    assert sum(one is not None for one in witnesses) >= 0.8 * len(faults)
    for witness in filter(None, witnesses):
        assert witness.expected != witness.mutated or witness.before


@pytest.mark.timeout(1800)  # it looks for a witness of every fault that is missed
def test_the_command_tells_what_is_caught_what_is_missed_and_ends_with_the_score(
    scoring: Scoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scoring_of(now: Site, on: date) -> Scoring:
        assert (now, on) == (scoring.now, scoring.on)
        return scoring

    monkeypatch.setattr(mutation_score, "Scoring", scoring_of)
    out = StringIO()
    call_command("mutation_score", "--on", DAY, "--seed", "101", "--most", str(FEW), "--list", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[-1].startswith("caught ")
    caught, faults = (int(word) for word in lines[-1].split() if word.isdigit())
    missed = [line for line in lines if line.startswith("missed: ")]
    left_out = sum(int(line.split()[2].rstrip(":")) for line in lines if line.startswith("left out "))
    assert caught + len(missed) == faults
    assert faults + left_out == FEW
    assert caught / faults >= 0.9, "of so few, one or two more are missed now and then"
    hints = [line for line in lines if line.startswith("  expect ")]
    assert len(hints) <= len(missed)


def test_a_rule_that_contradicts_another_is_found_without_a_persona(scoring: Scoring) -> None:
    """Those for a route that is closed in any case are no faults. Who names a place too coarsely may follow both of two rules:
    then the route is never certain."""
    against = [one for seed in (1, 2, 3) for one in drawn(MOST, seed) if one.kind is FaultKind.CONTRADICTION]
    faults = [one for one in scoring.scored(against) if one.same is None]
    found = {Fault.RULES_CONTRADICT, Fault.RULE_SHUTS_OUT, Fault.UNREACHABLE, Fault.NEVER_CERTAIN, Fault.NOT_FROM_HERE}
    found.add(Fault.RULE_NOT_SAID)
    for one in some(faults):
        assert found & {finding.fault for finding in one.findings}, one.mutant.subject
