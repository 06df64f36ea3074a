"""The plan that an address asks for: one reader for its page, its paper, its calendar and the API."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from catalogue.vocabulary import CostKind
from matcher.answers import address
from matcher.answers.address import Asked, routes_named
from matcher.answers.parameters.numbers import AmountParameter
from matcher.engine.match import match
from matcher.engine.stacking import MOST_ROUTES
from matcher.pages.plan.addresses import ROUTE, PlanAddress, line_name
from matcher.pages.plan.plan import PlanShown, plan_of
from matcher.pages.results.groups import MatchShown
from matcher.rules.site import site_for

LINES = tuple(AmountParameter(line_name(kind), kind.label) for kind in CostKind)


@dataclass(frozen=True, slots=True)
class PlanAsked:
    board: MatchShown
    to: PlanAddress
    plan: PlanShown

    @property
    def asked(self) -> Asked:
        return self.board.asked


def plan_asked(request: HttpRequest) -> PlanAsked:
    site = site_for(request)
    own = (*LINES, routes_named(ROUTE, site.words, most=MOST_ROUTES))
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    board = MatchShown(site, asked, match=match(site.compiled(asked.on), asked.answers))
    lines = {kind: euros for kind in CostKind if (euros := asked.query.number(line_name(kind))) is not None}
    to = PlanAddress(site, asked, lines, asked.query.many(ROUTE))
    return PlanAsked(board, to, plan_of(board, lines, to.routes, to))
