"""Up to four routes side by side."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.models import Instrument
from matcher.answers import address
from matcher.answers.address import Reader
from matcher.answers.questionnaire import state, summary
from matcher.engine.answers import BUDGET, START
from matcher.engine.match import match
from matcher.pages.compare.comparison import MOST, compare
from matcher.pages.compare.workyear import work_year
from matcher.pages.results.cards import Board
from matcher.rules.current import current

ROUTE, DIFFERS = "route", "differs"


@require_safe
def compare_routes(request: HttpRequest) -> HttpResponse:
    now, query, today = current(), dict(request.GET.lists()), timezone.localdate()
    asked = address.read(query, now.ruleset, now.words, today=today, also=(ROUTE, DIFFERS))
    reader = Reader(now.ruleset, now.words, today)
    slugs = reader.routes(ROUTE, query.get(ROUTE, []), MOST)
    board = Board(now, asked, match(now.compiled(asked.on), asked.answers), path=request.path)
    rows = {row.slug: row for row in Instrument.objects.published().filter(slug__in=slugs).for_page()}
    cards = [card for slug in slugs if slug in rows and (card := board.one(rows[slug]))]
    named = [(ROUTE, card.row.slug) for card in cards]
    only = [(DIFFERS, "1")] if request.GET.get(DIFFERS) else []
    without = [
        (card, state(now, asked, more=[*(one for one in named if one[1] != card.row.slug), *only])) for card in cards
    ]
    others = Instrument.objects.published().giving_money().exclude(slug__in=slugs).only("slug", "name_nl", "name_en")
    return render(
        request,
        "pages/compare/compare.html",
        {
            "comparison": compare(cards, asked.on),
            "year": work_year(cards, asked.on, asked.answers.day(START)),
            "asked": asked,
            "given": summary(now, asked),
            "budget": asked.answers.number(BUDGET),
            "notes": (*asked.notes, *reader.notes),
            "without": without,
            "others": sorted(others, key=lambda row: str(row).casefold()) if len(cards) < MOST else [],
            "hidden": parse_qsl(state(now, asked, more=[*named, *only])),
            "plain": parse_qsl(state(now, asked, more=named)),
            "only": bool(only),
            "results": f"{reverse('results')}?{state(now, asked)}" if asked.answers.values else "",
        },
    )
