"""Addresses of the plan page: the state of the answers, the budget lines and the routes that were chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.vocabulary import CostKind
from matcher.answers.address import Asked, write
from matcher.engine.answers import Answers
from matcher.rules.site import Site

ROUTE = "route"


def line_name(kind: CostKind) -> str:
    """The name of a budget line in the address."""
    return f"cost-{kind.value}"


@dataclass(frozen=True)
class PlanAddress:
    """Query strings. `lines` are the budget lines in whole euros, `routes` the chosen set."""

    site: Site
    asked: Asked
    lines: Mapping[CostKind, int]
    routes: Sequence[str] = ()

    @property
    def here(self) -> str:
        return self._written(self.asked.answers, self.routes)

    def with_answers(self, answers: Answers) -> str:
        """Another answer may make another set the best: none is chosen any more."""
        return self._written(answers, ())

    def with_routes(self, routes: Sequence[str]) -> str:
        return self._written(self.asked.answers, routes)

    def _written(self, answers: Answers, routes: Sequence[str]) -> str:
        asked = self.asked
        return write(
            self.site.ruleset,
            answers,
            on=asked.on if asked.on_given else None,
            skipped=asked.skipped - answers.values.keys(),
            kept=asked.kept,
            more=[
                *[(line_name(kind), str(self.lines[kind])) for kind in CostKind if kind in self.lines],
                *[(ROUTE, slug) for slug in routes],
            ],
        )
