"""What one takes along from the results: the days in a calendar, and the routes put aside."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.address import Asked, routes_named
from matcher.answers.questionnaire import summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.due import Certainty
from matcher.engine.match import match
from matcher.engine.verdicts import Route
from matcher.pages.deadlines.calendars import Submission, calendar_file
from matcher.pages.deadlines.deadlines import day_known_by
from matcher.pages.results.cards import day_to_note
from matcher.pages.results.groups import MatchShown
from matcher.pages.results.lines import closing_of
from matcher.rules.site import Site, site_for
from matcher.speech.rounds import usually
from matcher.speech.shelf_lives import old_rule
from matcher.speech.writing import long_date

ROUTE = "route"


@require_safe
def plan_calendar(request: HttpRequest) -> HttpResponse:
    """The days to submit by: of the routes that are named, or of all that fit or may."""
    site, query = site_for(request), dict(request.GET.lists())
    only = routes_named(ROUTE, site.words)
    asked = address.read(query, site.ruleset, site.words, today=timezone.localdate(), also=(only,))
    found = match(site.compiled(asked.on), asked.answers)
    board = MatchShown(site, asked, match=found)
    named = asked.query.many(ROUTE)
    is_narrowed = bool(named) or ROUTE in asked.query.typed
    routes = [one for one in found.routes if one.instrument.id in named] if is_narrowed else board.dated
    told = [submission(request, site, asked, route, day) for route in routes if (day := day_to_note(route, asked.on))]
    notes = [note.message for note in asked.notes]
    answer = HttpResponse(
        calendar_file(_("Overzet: submit by"), told, asked.on, notes), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="overzet.ics"'
    return answer


def submission(request: HttpRequest, site: Site, asked: Asked, route: Route, day: date) -> Submission:
    name = site.words.instrument(route.instrument.id)
    closing, rule = closing_of(route, asked.on), None
    is_usual = closing.certainty is Certainty.USUAL
    if closing.certainty is Certainty.ROLLING:
        rule = old_rule(site, site.all(InstrumentEntry)[route.instrument.id], asked.on)
    title = _("Expected closing day: %(route)s") if is_usual else _("Submit: %(route)s")
    checked = _("As known on %(day)s. Look at the page of the route and at its source before you count on it.")
    about = [checked % {"day": long_date(asked.on)}]
    if is_usual:
        about.insert(0, usually(closing.last_seen))
    elif rule:
        about.insert(0, rule.sentence)
    return Submission(
        uid=f"{route.instrument.id}-{day_known_by(route.instrument.timing, day, asked.answers.day(START))}@overzet",
        title=title % {"route": name},
        closes=day,
        about="\n".join(about),
        address=request.build_absolute_uri(reverse("instrument", args=[route.instrument.id])),
        is_expected=is_usual or rule is not None,
        at=closing.at,
        sequence=site.all(InstrumentEntry).changed_in(route.instrument.id),
        modified=site.all(InstrumentEntry).changed_on(route.instrument.id),
    )


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The routes put aside, in the order in which that was done. They stand in the address, and nowhere else."""
    site = site_for(request)
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate())
    board = MatchShown(site, asked, match=match(site.compiled(asked.on), asked.answers), path=reverse("saved"))
    routes = [route for slug in asked.kept if (route := board.route(slug))]
    cards = [board.card(route) for route in routes]
    return render(
        request,
        "pages/saved/saved.html",
        {
            "asked": asked,
            "shown": list(zip(board.lines(routes), cards, strict=True)),
            "given": summary(site, asked),
            "budget": asked.answers.number(BUDGET),
            "calendar": board.calendar(asked.kept) if any(card.calendar for card in cards) else "",
            "query": board.address(asked.answers),
        },
    )
