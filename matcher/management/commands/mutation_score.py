"""`manage.py mutation_score` puts faults into the ruleset in force, one at a time, and says how many are caught."""

import json
import sys
from collections import Counter
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandParser

from matcher.answers.address import write
from matcher.management.commands.verify_rules import day_of
from matcher.management.progress import shown
from matcher.proof.lab.mutation_score import Scored, Scoring, Witness
from matcher.proof.lab.mutations import MOST, SEED, mutants
from matcher.rules.holding import held
from matcher.rules.site import Site


class Done(NamedTuple):
    done: int
    of: int
    scored: Scored


class Command(BaseCommand):
    help = "Puts faults into the ruleset in force, and says how many verification and personas catch. Writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", help="the day to verify for, like 2027-01-05; today when left out")
        parser.add_argument("--seed", type=int, default=SEED, help="draws other mutants; %(default)s when left out")
        parser.add_argument("--most", type=int, default=MOST, help="how many mutants; %(default)s when left out")
        parser.add_argument("--list", action="store_true", help="print every mutant, not only those that were missed")
        parser.add_argument("--json", action="store_true", help="print JSON: a list of mutants")

    def handle(self, *, on: str | None, seed: int, most: int, **options: Any) -> None:
        now, day = held(), day_of(on)
        scoring = Scoring(now, day)
        drawn = mutants(now.edition, scoring.classes.options, most, seed)
        counted = (Done(done, len(drawn), one) for done, one in enumerate(scoring.scored(drawn), start=1))
        scored = [one.scored for one in shown(counted, sys.stderr)]
        faults = [one for one in scored if one.same is None]
        missed = [one for one in faults if not one.is_caught]
        if options["json"]:
            listed = [as_json(one, scoring, now) for one in scored]
            self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2))
            return
        if options["list"]:
            for one in scored:
                self.stdout.write(line(one))
        left_out = Counter(one.same for one in scored if one.same)
        for same, count in left_out.items():
            self.stdout.write(f"left out {count}: {same}")
        for one in missed:
            self.stdout.write(f"missed: {one.mutant.kind}: {one.mutant.subject}: {one.mutant.change}")
            witness = scoring.witness(one.mutant)
            if witness:
                self.stdout.write(f"  {told(witness)}\n    {write(now.ruleset, witness.answers, on=day)}")
        self.stdout.write(f"{len(scoring.green)} green personas; verification alone catches {alone(faults)}")
        self.stdout.write(f"caught {len(faults) - len(missed)} of {len(faults)}")


def alone(faults: list[Scored]) -> int:
    return sum(bool(one.findings) for one in faults)


def line(one: Scored) -> str:
    found = [f"{finding.fault} {finding.subject}" for finding in one.findings[:2]]
    by = "; ".join([*found, *one.red[:2]]) or "missed"
    return f"{one.mutant.kind}: {one.mutant.subject}: {one.mutant.change}: {one.same or by}"


def told(witness: Witness) -> str:
    """What a persona could expect that would have caught the mutant."""
    expected, mutated = witness.expected, witness.mutated
    if witness.before:
        return f"expect {witness.instrument} before {witness.before}"
    if expected.verdict is not mutated.verdict:
        return f"expect {witness.instrument}: {expected.verdict}, not {mutated.verdict}"
    return f"expect {witness.instrument}: {expected.verdict}, by {expected.closing}, not {mutated.closing}"


def as_json(one: Scored, scoring: Scoring, now: Site) -> dict[str, object]:
    witness = scoring.witness(one.mutant) if one.same is None and not one.is_caught else None
    return {
        "kind": one.mutant.kind.value,
        "subject": one.mutant.subject,
        "change": one.mutant.change,
        "left_out": one.same.value if one.same else None,
        "findings": [{"fault": each.fault.value, "subject": each.subject} for each in one.findings],
        "personas": list(one.red),
        "missed": {"tells": told(witness), "answers": write(now.ruleset, witness.answers, on=scoring.on)}
        if witness
        else None,
    }
