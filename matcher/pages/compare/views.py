"""Up to four routes side by side."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.address import routes_named
from matcher.answers.query import ChoiceParameter
from matcher.answers.questionnaire import state, summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.match import match
from matcher.pages.compare.comparison import MOST, compare
from matcher.pages.compare.workyear import work_year
from matcher.pages.results.cards import MatchShown
from matcher.rules.site import site_for

ROUTE, DIFFERS = "route", "differs"
ONLY_DIFFERING = ChoiceParameter(DIFFERS, options={"1": "1"})


@require_safe
def compare_routes(request: HttpRequest) -> HttpResponse:
    site, query, today = site_for(request), dict(request.GET.lists()), timezone.localdate()
    own = (routes_named(ROUTE, site.words, most=MOST), ONLY_DIFFERING)
    asked = address.read(query, site.ruleset, site.words, today=today, also=own)
    slugs = asked.query.many(ROUTE)
    board = MatchShown(site, asked, match(site.compiled(asked.on), asked.answers), path=request.path)
    cards = [card for slug in slugs if (card := board.one(slug))]
    named = [(ROUTE, card.entry.id) for card in cards]
    only = [(DIFFERS, "1")] if asked.query.choice(DIFFERS) else []
    without = [
        (card, state(site, asked, more=[*(one for one in named if one[1] != card.entry.id), *only])) for card in cards
    ]
    entries = site.all(InstrumentEntry).values()
    others = [(one.id, str(one.name)) for one in entries if one.gives_money and one.id not in slugs]
    return render(
        request,
        "pages/compare/compare.html",
        {
            "comparison": compare(cards, site, asked.on),
            "year": work_year(cards, asked.on, asked.answers.day(START)),
            "names": ", ".join(str(card.entry.name) for card in cards),
            "here_query": state(site, asked, more=[*named, *only]),
            "asked": asked,
            "given": summary(site, asked),
            "budget": asked.answers.number(BUDGET),
            "notes": asked.notes,
            "without": without,
            "others": sorted(others, key=lambda one: one[1].casefold()) if len(cards) < MOST else [],
            "hidden": parse_qsl(state(site, asked, more=[*named, *only])),
            "plain": parse_qsl(state(site, asked, more=named)),
            "only": bool(only),
            "results": f"{reverse('results')}?{state(site, asked)}" if asked.answers.values else "",
        },
    )
