"""The ranked results of a set of answers."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.address import Asked, Reader, write
from matcher.answers.next_steps import advisers
from matcher.answers.next_steps import nearest as nearest_routes
from matcher.answers.obstacles import obstacles
from matcher.answers.questionnaire import ASK, state, summary
from matcher.engine.answers import BUDGET
from matcher.engine.match import match
from matcher.engine.verdicts import Verdict
from matcher.pages.questionnaire.questions import form_in_place
from matcher.pages.results.cards import SORT, MatchShown, ResultOrder
from matcher.pages.staff import may
from matcher.rules.site import Site, site_for

ALL, PART = "all", "part"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    query = dict(request.GET.lists())
    asked = address.read(query, site.ruleset, site.words, today=timezone.localdate(), also=(ALL, SORT, PART))
    sort, told = address.option(query, SORT, ResultOrder, ResultOrder.BEST)
    board = MatchShown(site, asked, match(site.compiled(asked.on), asked.answers), sort, reverse("results"))
    reader = Reader(site.ruleset, site.words, asked.on)
    for slug in reader.routes(PART, query.get(PART, []), most=1):
        return render(
            request, "pages/results/part.html", {"card": board.one(slug), "budget": asked.answers.number(BUDGET)}
        )
    groups = board.groups(request.GET.getlist(ALL))
    following = board.deciding
    none_fits = not any(group.count for group in groups[:2])
    nearest = nearest_routes(site, board.match) if none_fits and not groups[2].count else ()
    shown = [site.all(InstrumentEntry)[line.id] for group in groups for line in group.lines]
    keeps = may(request, "matcher.add_persona")
    response = render(
        request,
        "pages/results/results.html",
        {
            "board": board,
            "asked": asked,
            "notes": (*asked.notes, *told, *reader.notes),
            "budget": asked.answers.number(BUDGET),
            "given": summary(site, asked),
            "groups": groups,
            "fitting": board.match.counts[Verdict.FITS],
            "no": board.match.counts[Verdict.NO],
            "doors": board.doors(),
            "beside": board.beside(request.GET.getlist(ALL)),
            "advisers": advisers(site, [*shown, *nearest]),
            "obstacles": obstacles(site, asked) if none_fits else (),
            "nearest": nearest,
            "form": form_in_place(site, asked, following) if following else None,
            "hidden": parse_qsl(board.address(asked.answers)),
            "question_address": state(site, asked, more=[(ASK, following)]) if following else "",
            "sorts": ResultOrder,
            "query": state(site, asked),
            "keep_as_persona": f"{reverse('admin:matcher_persona_add')}?{as_persona(site, asked)}" if keeps else "",
        },
    )
    if keeps:
        patch_cache_control(response, private=True)
    return response


def as_persona(site: Site, asked: Asked) -> str:
    """The state without what is kept or passed over, with the day even where it is today's."""
    return write(site.ruleset, asked.answers, on=asked.on)
