"""The page of one route: what it is, and how it stands to the plan that the address carries, if it carries one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from catalogue.freshness import freshness, seen_of
from catalogue.vocabulary import Admission
from matcher.answers import address
from matcher.answers.advisers import advisers_of_route, told
from matcher.answers.questionnaire import ASK, state, summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.match import match
from matcher.pages.guides.guides import guides_for_route
from matcher.pages.results.cards import MatchShown
from matcher.pages.route.axis import axis_of
from matcher.pages.route.extras import extras_of
from matcher.pages.route.rounds import dated_rounds, yearly_rounds
from matcher.pages.route.similar import most_like
from matcher.pages.route.steps import steps_of
from matcher.rules.facts import facts_of
from matcher.rules.site import site_for
from matcher.speech.contacts import letter
from matcher.speech.previews import rules_told
from matcher.speech.sentences import not_by_applying
from matcher.speech.shelf_lives import ages_told
from matcher.speech.sums import figure_told, unit_told


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
    given = summary(site, asked)
    page = request.build_absolute_uri("?".join(part for part in (request.path, state(site, asked)) if part))
    letter_on = letter([one.told for one in given], page, str(entry.name))
    judged, standing = shown.route(slug), compiled.standing(slug)
    steps = steps_of(entry, judged, standing.next, asked.answers, asked.on) if judged else None
    return render(
        request,
        "pages/route/route.html",
        {
            "route": facts_of(site, entry),
            "entry": entry,
            "notes": asked.notes,
            "closes": standing.closes,
            "standing": standing,
            "steps": steps,
            "counted_from": steps.basis if steps else "",
            "not_by_applying": ""
            if entry.admission == Admission.APPLICATION
            else not_by_applying(entry.admission.value),
            "on": asked.on,
            "card": shown.one(slug),
            "given": given,
            "plan_told": " · ".join(one.said for one in given),
            "budget": asked.answers.number(BUDGET),
            "query": state(site, asked),
            "freshness": freshness(seen_of(entry), asked.on),
            "ages": ages_told(site, entry, asked.on),
            "sums": [unit_told(one, site.words) for one in entry.amount.units],
            "figures": [figure_told(one) for one in entry.amount.figures],
            "rules": rules_told(site, slug, asked.on),
            "advisers": told(site, advisers_of_route(site, entry, asked.answers), asked.on, letter_on),
            "guides": guides_for_route(site, entry),
            "ask": f"{reverse('match')}?{state(site, asked, more=[(ASK, START)])}",
            "extras": extras_of(entry),
            "similar": most_like(site, compiled, slug),
            "axis": axis_of(entry, on=asked.on, start=start),
            "start": start,
            "yearly": yearly_rounds(entry, asked.on),
            "rounds": dated_rounds(entry, asked.on),
        },
    )
