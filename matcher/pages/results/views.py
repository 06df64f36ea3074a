"""The ranked results of a set of answers."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.address import Asked, write
from matcher.answers.next_steps import advisers
from matcher.answers.next_steps import nearest as nearest_routes
from matcher.answers.obstacles import obstacles
from matcher.answers.query import ChoiceParameter, ManyParameter
from matcher.answers.questionnaire import ASK, state, summary
from matcher.engine.answers import BUDGET
from matcher.engine.match import match
from matcher.engine.verdicts import Verdict
from matcher.pages.questionnaire.questions import form_in_place
from matcher.pages.results.cards import BESIDE, SORT, MatchShown, ResultOrder
from matcher.pages.staff import may
from matcher.rules.site import Site, site_for

ALL, PART = "all", "part"
OWN = (
    ChoiceParameter(SORT, gettext_lazy("Order"), {one.value: one.value for one in ResultOrder}),
    ManyParameter(
        ALL, gettext_lazy("Shown in full"), {one: one for one in (*(verdict.value for verdict in Verdict), BESIDE)}
    ),
)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    own = (*OWN, address.routes_named(PART, site.words, most=1))
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    sort = ResultOrder(asked.query.choice(SORT) or ResultOrder.BEST)
    board = MatchShown(site, asked, match(site.compiled(asked.on), asked.answers), sort, reverse("results"))
    for slug in asked.query.many(PART):
        return render(
            request, "pages/results/part.html", {"card": board.one(slug), "budget": asked.answers.number(BUDGET)}
        )
    groups = board.groups(asked.query.many(ALL))
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
            "notes": asked.notes,
            "budget": asked.answers.number(BUDGET),
            "given": summary(site, asked),
            "groups": groups,
            "fitting": board.match.counts[Verdict.FITS],
            "no": board.match.counts[Verdict.NO],
            "doors": board.doors(),
            "beside": board.beside(asked.query.many(ALL)),
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
