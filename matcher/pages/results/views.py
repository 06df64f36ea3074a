"""The ranked results of a set of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from matcher.answers import address
from matcher.answers.address import Asked, write
from matcher.answers.advisers import advisers_of_plan, asked_by, told
from matcher.answers.direction import direction_told, guides_for_guests
from matcher.answers.later import later_plan, notes_beside
from matcher.answers.next_steps import nearest
from matcher.answers.obstacles import obstacles
from matcher.answers.outside import rest_of
from matcher.answers.parameters.choices import ChoiceParameter, ManyParameter
from matcher.answers.parameters.parameter import PageParameter
from matcher.answers.questionnaire import ASK, Given, state, summary
from matcher.engine.answers import BUDGET, DISCIPLINE, PLACE, START
from matcher.engine.match import match
from matcher.engine.verdicts import Group, Verdict
from matcher.pages.questionnaire.questions import form_in_place
from matcher.pages.results.cards import SORT, ResultOrder
from matcher.pages.results.choosing import SHOW, ReadyFilter
from matcher.pages.results.groups import BESIDE, IN_SIGHT, MatchShown
from matcher.pages.staff import may
from matcher.rules.site import Site, site_for
from matcher.speech.contacts import Letter, letter
from matcher.speech.writing import listed

ALL, PART, PAPER = "all", "part", "paper"
PAGE = PageParameter()
ON_PAPER = ChoiceParameter(PAPER, pgettext_lazy("a button", "Print"), {"1": "1"})
OWN = (
    ChoiceParameter(SORT, pgettext_lazy("of a list", "Order"), {one.value: one.value for one in ResultOrder}),
    ManyParameter(SHOW, gettext_lazy("Only"), {one.value: one.value for one in ReadyFilter}),
    ManyParameter(
        ALL,
        gettext_lazy("Shown in full"),
        {one: one for one in (*Verdict, BESIDE, Group.THROUGH, Group.LATER)},
    ),
)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    own = (*OWN, PAGE, ON_PAPER, address.routes_named(PART, site.words, most=1))
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    sort = ResultOrder(asked.query.choice(SORT) or ResultOrder.BEST)
    show = frozenset(ReadyFilter(one) for one in asked.query.many(SHOW))
    found = match(site.compiled(asked.on), asked.answers)
    board = MatchShown(site, asked, reverse("results"), sort, show, bool(asked.query.choice(PAPER)), match=found)
    for slug in asked.query.many(PART):
        return render(
            request, "pages/results/part.html", {"card": board.one(slug), "budget": asked.answers.number(BUDGET)}
        )
    in_full = asked.query.many(ALL)
    number, no_such_page = asked.query.page(PAGE.name, board.last_page(in_full))
    groups = board.groups(in_full, number)
    following = board.deciding
    counts = found.group_counts
    none_comes_near = not any(counts[one] for one in (Group.FITS, Group.MAY_FIT, Group.ONE_CHANGE, Group.THROUGH))
    closest = nearest(site, found) if none_comes_near else ()
    given = summary(site, asked)
    later = later_plan(site, asked)
    page = request.build_absolute_uri(f"{request.path}?{state(site, asked)}")
    keeps = may(request, "matcher.add_persona")
    response = render(
        request,
        "pages/results/results.html",
        {
            "board": board,
            "asked": asked,
            "notes": (*notes_beside(asked, later), *direction_told(site, asked), *no_such_page),
            "later": later,
            "given": given,
            "plan": plan_line(given),
            "groups": groups,
            "fitting": counts[Group.FITS],
            "perhaps": counts[Group.MAY_FIT],
            "near": counts[Group.ONE_CHANGE],
            "through": counts[Group.THROUGH],
            "listed": sum(counts[group] for group in IN_SIGHT),
            "left": sum(group.count for group in groups if group.is_in_sight),
            "rest": rest_of(site, asked, found),
            "doors": [door for door in board.doors(most=3) if door.gain > 1],
            "beside": board.beside(in_full),
            "advisers": told(site, advisers_of_plan(site, asked.answers), asked.on, letter_about(given, page)),
            "can_call": asked_by(asked.answers).is_enough,
            "obstacles": obstacles(site, asked, most=2) if none_comes_near else (),
            "nearest": board.lines(closest),
            "nearest_cards": [board.card(route) if board.is_paper else None for route in closest],
            "countries": countries_of(site, asked),
            "guides": guides_for_guests(site, asked),
            "form": form_in_place(site, asked, following) if following else None,
            "hidden": parse_qsl(board.address(asked.answers)),
            "paper": board.address(asked.answers, [*((ALL, one) for one in in_full), (PAPER, "1")]),
            "budget": asked.answers.number(BUDGET),
            "question_address": state(site, asked, more=[(ASK, following)]) if following else "",
            "orders": board.orders(),
            "query": state(site, asked),
            "keep_as_persona": f"{reverse('admin:matcher_persona_add')}?{as_persona(site, asked)}" if keeps else "",
        },
    )
    if keeps:
        patch_cache_control(response, private=True)
    return response


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The plan in one line: what it is about, and the rest of what was answered."""

    about: str
    rest: str


def plan_line(given: Sequence[Given]) -> PlanLine:
    said = {one.name: one.told for one in given}
    about = [said.pop(name) for name in (DISCIPLINE, PLACE) if name in said]
    first = [said.pop(name) for name in (START, BUDGET) if name in said]
    return PlanLine(listed(about), " · ".join([*first, *said.values()]))


def letter_about(given: Sequence[Given], page: str) -> Letter:
    """What the plan is about comes first, as on its line."""
    said = {one.name: one.told for one in given}
    first = [said.pop(name) for name in (DISCIPLINE, PLACE) if name in said]
    return letter([*first, *said.values()], page)


def countries_of(site: Site, asked: Asked, most: int = 3) -> tuple[tuple[str, str], ...]:
    """The places of the plan that have a page of their own: name and address."""
    codes = sorted(asked.answers.chosen(PLACE) or ())
    return tuple(
        (site.words.place(code), reverse("country", args=[code])) for code in codes if code in site.words.places
    )[:most]


def as_persona(site: Site, asked: Asked) -> str:
    """The state without what is kept or passed over, with the day even where it is today's."""
    return write(site.ruleset, asked.answers, on=asked.on)
