"""The page of one route: what it is, and how it stands to the plan that the address carries, if it carries one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from catalogue.freshness import freshness, seen_of
from catalogue.vocabulary import Admission
from matcher.answers import address
from matcher.answers.advisers import advisers_of_route, told
from matcher.answers.questionnaire import ASK, state, summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.match import Matching
from matcher.pages.guides.guides import guides_for_route
from matcher.pages.results.cards import Cards
from matcher.pages.route.axis import axis_of
from matcher.pages.route.extras import extras_of
from matcher.pages.route.rounds import dated_rounds, season_told, yearly_rounds
from matcher.pages.route.similar import most_like
from matcher.pages.route.steps import steps_of
from matcher.pages.route.through import through_told
from matcher.rules.facts import facts_of
from matcher.rules.site import Site, site_for
from matcher.rules.timing import timing_of
from matcher.speech.contacts import letter
from matcher.speech.previews import rules_told
from matcher.speech.rounds import how_it_stands, not_by_applying, said_before
from matcher.speech.shelf_lives import ages_told
from matcher.speech.sums import figure_told, unit_told
from matcher.speech.writing import long_date

ROUTES_KEPT = 64
"""How many pages of routes keep what they say whatever the plan."""


@require_safe
def show_route(request: HttpRequest, slug: str) -> HttpResponse:
    site = site_for(request)
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate())
    entry = site.get(InstrumentEntry, slug)
    if entry is None:
        raise Http404(_("There is no route “%(slug)s”.") % {"slug": slug})
    compiled = site.compiled(asked.on)
    start = asked.answers.day(START)
    given = summary(site, asked)
    page = request.build_absolute_uri("?".join(part for part in (request.path, state(site, asked)) if part))
    letter_on = letter([one.told for one in given], page, str(entry.name))
    judged, standing = Matching(compiled, asked.answers).route(slug), compiled.standing(slug)
    steps = steps_of(entry, judged, standing.next, asked.answers, asked.on) if judged else None
    return render(
        request,
        "pages/route/route.html",
        {
            **site.kept(whatever_the_plan, slug, asked.on, get_language(), get_script_prefix(), most=ROUTES_KEPT),
            "entry": entry,
            "notes": asked.notes,
            "closes": standing.closes,
            "standing": standing,
            "steps": steps,
            "counted_from": steps.basis if steps else "",
            "on": asked.on,
            "card": Cards(site, asked, request.path).card(judged) if judged else None,
            "given": given,
            "plan_told": " · ".join(one.said for one in given),
            "budget": asked.answers.number(BUDGET),
            "query": state(site, asked),
            "advisers": told(site, advisers_of_route(site, entry, asked.answers), asked.on, letter_on),
            "ask": f"{reverse('match')}?{state(site, asked, more=[(ASK, START)])}",
            "axis": axis_of(entry, on=asked.on, start=start),
            "start": start,
        },
    )


def whatever_the_plan(site: Site, slug: str, on: date, _language: str, _prefix: str) -> Mapping[str, Any]:
    """What the page says of a route on a day, in the active language, whatever the visitor answered."""
    entry = site.all(InstrumentEntry)[slug]
    is_applied_for, timing = entry.admission == Admission.APPLICATION, timing_of(entry)
    yearly, rounds = yearly_rounds(entry, on), dated_rounds(entry, on)
    route = facts_of(site, entry)
    return {
        "route": route,
        "names_giver_twice": bool(
            route.programme
            and route.provider
            and (route.programme.name.nl == route.provider.name.nl or route.programme.name.en == route.provider.name.en)
        ),
        "not_by_applying": "" if is_applied_for else not_by_applying(entry.admission.value),
        "freshness": freshness(seen_of(entry), on),
        "ages": ages_told(site, entry, on),
        "sums": [unit_told(one, site.words) for one in entry.amount.units],
        "figures": [figure_told(one) for one in entry.amount.figures],
        "rules": rules_told(site, slug, on),
        "guides": guides_for_route(site, entry),
        "stands": how_it_stands(timing, on, long_date),
        "said_before": said_before(timing, on, entry.status.as_of),
        "extras": extras_of(entry),
        "through": through_told(entry, site.words),
        "similar": most_like(site, on, slug),
        "season": season_told(entry),
        "yearly": yearly,
        "rounds": rounds,
        "rounds_told": len(yearly) + len(rounds),
    }
