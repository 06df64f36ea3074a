"""`manage.py questions_asked` prints how many questions people get, and whether stopping early changes what they see."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from matcher.engine.answers import Answers
from matcher.engine.compile import Compiled
from matcher.management.commands.verify_rules import day_of
from matcher.models import Persona
from matcher.proof.lab.measuring import Walk, people, walk
from matcher.proof.personas import read
from matcher.rules.holding import held
from matcher.rules.site import Site

HEADING = "| people | number | whole form | in fixed order | as asked | fewer than the form | same list |"
A_PLAN = 5
"""How many answers make somebody who has a plan: other personas say one thing, to look at one list."""


class Command(BaseCommand):
    help = "Counts the questions that personas and random people get. Exit code 1: somebody's list was not the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", help="the day to match random people on, like 2027-01-05; today when left out")
        parser.add_argument("--sample", type=int, default=2000, help="how many random people")
        parser.add_argument("--every", type=int, default=1, help="of the personas, one of so many; all when left out")
        parser.add_argument("--seed", type=int, default=1, help="the same number gives the same people")

    def handle(self, *, on: str | None, sample: int, seed: int, every: int, **options: Any) -> None:
        now = held()
        compiled = now.compiled(day_of(on))
        walked = [(said, walk(now.compiled(day), said)) for day, said in islice(personas(now), None, None, every)]
        groups = {
            "personas": [one for _said, one in walked],
            f"personas that answer {A_PLAN} or more": [one for said, one in walked if len(said.values) >= A_PLAN],
            "random": [walk(compiled, said) for said in people(compiled, now.words.offered(), sample, seed)],
        }
        self.stdout.write(f"{HEADING}\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for name, walks in groups.items():
            if walks:
                self.stdout.write(row(name, walks))
        for question, share in asked_of(compiled, groups["random"]):
            self.stdout.write(f"  {share:4.0%} are asked {question}")
        if not all(one.is_the_same for walks in groups.values() for one in walks):
            sys.exit(1)


def personas(now: Site) -> Iterator[tuple[date, Answers]]:
    """Each on its day, day by day."""
    for persona in Persona.objects.order_by("on", "slug"):
        answers, _notes = read(persona.answers, now)
        yield persona.on, answers


def row(name: str, walks: list[Walk]) -> str:
    form, ordered, asked = (
        sum(numbers) / len(walks)
        for numbers in zip(*[(one.form, one.in_order, len(one.asked)) for one in walks], strict=True)
    )
    same = sum(one.is_the_same for one in walks) / len(walks)
    return (
        f"| {name} | {len(walks):,} | {form:.1f} | {ordered:.2f} | {asked:.2f} | {1 - asked / form:.0%} | {same:.0%} |"
    )


def asked_of(compiled: Compiled, walks: Iterable[Walk]) -> list[tuple[str, float]]:
    """Per question the share of people who get it, most first."""
    found = [one.asked for one in walks]
    shares = {name: sum(name in asked for asked in found) / max(len(found), 1) for name in compiled.questions}
    return sorted(shares.items(), key=lambda one: -one[1])
