"""The page of one route: what it is, and how it stands to the plan that the address carries, if it carries one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.questionnaire import state, summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.match import match
from matcher.engine.timing import due
from matcher.pages.results.cards import MatchShown
from matcher.pages.route.axis import axis_of
from matcher.pages.route.freshness import freshness
from matcher.pages.route.rounds import dated_rounds, yearly_rounds
from matcher.pages.route.similar import most_like
from matcher.rules.facts import facts_of
from matcher.rules.ruleset import timing_of
from matcher.rules.site import site_for
from matcher.speech.previews import rules_told


@require_safe
def show_route(request: HttpRequest, slug: str) -> HttpResponse:
    site = site_for(request)
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate())
    entry = site.get(InstrumentEntry, slug)
    if entry is None:
        raise Http404(_("There is no route “%(slug)s”.") % {"slug": slug})
    compiled = site.compiled(asked.on)
    start = asked.answers.day(START)
    shown = MatchShown(site, asked, match(compiled, asked.answers), path=request.path)
    return render(
        request,
        "pages/route/route.html",
        {
            "route": facts_of(site, entry),
            "entry": entry,
            "notes": asked.notes,
            "closes": due(timing_of(entry), None, asked.on).next_closing,
            "on": asked.on,
            "card": shown.one(slug),
            "given": summary(site, asked),
            "budget": asked.answers.number(BUDGET),
            "query": state(site, asked),
            "freshness": freshness([source.seen for source in entry.sources], asked.on),
            "rules": rules_told(site, slug, asked.on),
            "similar": most_like(site, compiled, slug),
            "axis": axis_of(entry, on=asked.on, start=start),
            "start": start,
            "yearly": yearly_rounds(entry, asked.on),
            "rounds": dated_rounds(entry, asked.on),
        },
    )
