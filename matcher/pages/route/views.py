"""The page of one route: what it is, and how it stands to the plan that the address carries, if it carries one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.models import Instrument
from matcher.answers import address
from matcher.answers.questionnaire import state, summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.match import match
from matcher.pages.results.cards import Board
from matcher.pages.route.axis import axis_of
from matcher.pages.route.freshness import freshness
from matcher.pages.route.similar import most_like
from matcher.pages.routes.routes import Day
from matcher.pages.routes.timetable import dated_rounds, yearly_rounds
from matcher.rules.current import current
from matcher.speech.previews import rules_told


@require_safe
def show_route(request: HttpRequest, slug: str) -> HttpResponse:
    now = current()
    asked = address.read(dict(request.GET.lists()), now.ruleset, now.words, today=timezone.localdate())
    compiled = now.compiled(asked.on)
    instrument = Instrument.objects.published().for_page().filter(slug=slug).first()
    if instrument is None or slug not in compiled.bit:
        raise Http404(_("There is no route “%(slug)s”.") % {"slug": slug})
    board = Board(now, asked, match(compiled, asked.answers), path=request.path)
    return render(
        request,
        "pages/route/route.html",
        {
            "instrument": instrument,
            "notes": asked.notes,
            "standing": Day.of(now, asked.on).standing[slug],
            "on": asked.on,
            "card": board.one(instrument),
            "given": summary(now, asked),
            "budget": asked.answers.number(BUDGET),
            "query": state(now, asked),
            "freshness": freshness([source.seen for source in instrument.sources.all()], asked.on),
            "rules": rules_told(now, slug, asked.on),
            "similar": most_like(compiled, slug),
            "paid": [cost for cost in instrument.costs.all() if cost.is_paid],
            "unpaid": [cost for cost in instrument.costs.all() if not cost.is_paid],
            "axis": axis_of(instrument, on=asked.on, start=asked.answers.day(START)),
            "yearly": yearly_rounds(instrument, asked.on),
            "rounds": dated_rounds(instrument, asked.on),
            "where": [*instrument.where_groups.all(), *instrument.where_places.all()],
            "based": [*instrument.based_groups.all(), *instrument.based_places.all()],
        },
    )
