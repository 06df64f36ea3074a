"""What other answers would open and close: the changes that leave the plan the same plan, each tried out."""

from dataclasses import dataclass

from matcher.answers.address import Asked
from matcher.answers.next_steps import openings
from matcher.engine.match import Match, Matching
from matcher.pages.plan.addresses import PlanAddress
from matcher.pages.plan.starts import Names, named
from matcher.rules.site import Site
from matcher.speech.sentences import Teller

MOST = 12


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One change in words, the routes that it opens and closes, and the address where it is made."""

    words: str
    opens: Names
    closes: Names
    address: str


def what_if(site: Site, asked: Asked, match: Match, to: PlanAddress) -> tuple[WhatIf, ...]:
    """The change that opens most first. A route is open where it fits, or may."""
    compiled = site.compiled(asked.on)
    before = Matching(compiled, asked.answers).left()

    found = []
    for opening in openings(match, Teller(compiled, site.words, asked.answers), MOST):
        answers = asked.answers.changed(opening.change.values)
        after = Matching(compiled, answers).left()
        found.append(
            WhatIf(
                opening.words,
                named(site, after - before),
                named(site, before - after),
                to.with_answers(answers),
            )
        )
    return tuple(found)
