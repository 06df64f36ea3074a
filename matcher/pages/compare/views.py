"""Up to four routes side by side."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers.questionnaire import state, summary
from matcher.engine.answers import BUDGET, START
from matcher.pages.compare.asked import comparison_asked
from matcher.pages.compare.comparison import MOST
from matcher.pages.compare.workyear import work_year


@require_safe
def compare_routes(request: HttpRequest) -> HttpResponse:
    found = comparison_asked(request)
    site, asked, cards = found.board.site, found.asked, found.comparison.cards
    slugs = [card.entry.id for card in cards]
    without = [
        (card, found.query_with([slug for slug in slugs if slug != card.entry.id], only=found.only)) for card in cards
    ]
    entries = site.all(InstrumentEntry).values()
    others = [(one.id, str(one.name)) for one in entries if one.gives_money and one.id not in slugs]
    return render(
        request,
        "pages/compare/compare.html",
        {
            "comparison": found.comparison,
            "year": work_year(cards, asked.on, asked.answers.day(START)),
            "names": ", ".join(str(card.entry.name) for card in cards),
            "here_query": found.here,
            "asked": asked,
            "given": summary(site, asked),
            "budget": asked.answers.number(BUDGET),
            "notes": asked.notes,
            "without": without,
            "others": sorted(others, key=lambda one: one[1].casefold()) if len(cards) < MOST else [],
            "hidden": parse_qsl(found.here),
            "plain": parse_qsl(found.query_with(slugs, only=False)),
            "only": found.only,
            "results": f"{reverse('results')}?{state(site, asked)}" if asked.answers.values else "",
        },
    )
