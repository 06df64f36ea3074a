"""The page on which the money of a plan adds up. Its whole state stands in the address, and nothing is stored."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.vocabulary import CostKind
from matcher.answers import address
from matcher.answers.address import routes_named
from matcher.answers.advisers import advisers_of_plan, asked_by, told
from matcher.answers.later import later_plan, notes_beside
from matcher.answers.query import AmountParameter
from matcher.answers.questionnaire import ASK, state, summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.match import match
from matcher.engine.stacking import MOST_ROUTES
from matcher.pages.plan.addresses import ROUTE, PlanAddress, line_name
from matcher.pages.plan.plan import plan_of
from matcher.pages.plan.starts import other_starts
from matcher.pages.plan.what_if import what_if
from matcher.pages.results.cards import MatchShown, day_to_note
from matcher.pages.results.views import letter_about, plan_line
from matcher.rules.site import site_for

LINES = tuple(AmountParameter(line_name(kind), kind.label) for kind in CostKind)


@require_safe
def show_plan(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    own = (*LINES, routes_named(ROUTE, site.words, most=MOST_ROUTES))
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    found = match(site.compiled(asked.on), asked.answers)
    board = MatchShown(site, asked, found)
    lines = {kind: euros for kind in CostKind if (euros := asked.query.number(line_name(kind))) is not None}
    to = PlanAddress(site, asked, lines, asked.query.many(ROUTE))
    plan = plan_of(board, lines, to.routes, to)
    given, later = summary(site, asked), later_plan(site, asked)
    page = request.build_absolute_uri(f"{request.path}?{to.here}")
    return render(
        request,
        "pages/plan/plan.html",
        {
            "plan": plan,
            "plan_line": plan_line(given),
            "asked": asked,
            "start": asked.answers.day(START),
            "notes": notes_beside(asked, later),
            "later": later,
            "given": given,
            "starts": other_starts(site, asked, found, to),
            "what_if": what_if(site, asked, found, to),
            "calendar": calendar_of(board, [one.id for one in plan.chosen]),
            "advisers": told(site, advisers_of_plan(site, asked.answers), asked.on, letter_about(given, page)),
            "can_call": asked_by(asked.answers).is_enough,
            "hidden": parse_qsl(state(site, asked)),
            "query": state(site, asked),
            "here_query": to.here,
            "ask_budget": f"{reverse('match')}?{state(site, asked, more=[(ASK, BUDGET)])}",
            "ask_start": f"{reverse('match')}?{state(site, asked, more=[(ASK, START)])}",
        },
    )


def calendar_of(board: MatchShown, slugs: Sequence[str]) -> str:
    """The address of the days to apply by of these routes as a file for a calendar; "" where none has one."""
    routes = [route for slug in slugs if (route := board.route(slug))]
    return board.calendar(slugs) if any(day_to_note(route, board.asked.on) for route in routes) else ""
