"""The page on which the money of a plan adds up, and its days as a calendar. Its whole state stands in the address, and nothing
is stored."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matcher.answers.advisers import advisers_of_plan, asked_by, told
from matcher.answers.direction import direction_told
from matcher.answers.later import later_plan, notes_beside
from matcher.answers.questionnaire import ASK, state, summary
from matcher.engine.answers import BUDGET, START
from matcher.pages.deadlines.calendars import calendar_file
from matcher.pages.plan.asked import plan_asked
from matcher.pages.plan.days import days_of
from matcher.pages.plan.starts import other_starts
from matcher.pages.plan.what_if import what_if
from matcher.pages.results.views import letter_about, plan_line


@require_safe
def show_plan(request: HttpRequest) -> HttpResponse:
    found = plan_asked(request)
    site, asked, plan, to = found.board.site, found.asked, found.plan, found.to
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
            "notes": (*notes_beside(asked, later), *direction_told(site, asked)),
            "later": later,
            "given": given,
            "starts": other_starts(site, asked, found.board.match, to),
            "what_if": what_if(site, asked, found.board.match, to),
            "calendar": f"{reverse('plan-days')}?{to.here}" if days_of(request, found) else "",
            "advisers": told(site, advisers_of_plan(site, asked.answers), asked.on, letter_about(given, page)),
            "can_call": asked_by(asked.answers).is_enough,
            "hidden": parse_qsl(state(site, asked)),
            "query": state(site, asked),
            "here_query": to.here,
            "ask_budget": f"{reverse('match')}?{state(site, asked, more=[(ASK, BUDGET)])}",
            "ask_start": f"{reverse('match')}?{state(site, asked, more=[(ASK, START)])}",
        },
    )


@require_safe
def plan_days(request: HttpRequest) -> HttpResponse:
    """Every day of the line of time that is not past, as a file for a calendar."""
    found = plan_asked(request)
    notes = [note.message for note in found.asked.notes]
    made = calendar_file(_("Overzet: the days of your plan"), days_of(request, found), found.asked.on, notes)
    headers = {"Content-Disposition": 'attachment; filename="overzet-plan.ics"'}
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=headers)
