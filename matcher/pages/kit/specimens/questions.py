"""Specimens of the kit: questions."""

from dataclasses import replace

from django.utils.translation import gettext as as_the_pages_say

from matcher.answers.questionnaire import Questionnaire, Stake
from matcher.engine.answers import APPLICANT, BUDGET, DISCIPLINE, GOAL, PLACE, START, QuestionName
from matcher.pages.home.sentence import sentence
from matcher.pages.kit.kit import ABSENT, Given, States, first
from matcher.pages.kit.stock import PLAN, Stock, kit

NETWORK = "applicant=translator&base=BE-BRU&discipline=circus&goal=network"
"""For whom most goals are out of reach."""


@kit.shows("Questions", width="small", around="<form>{}</form>")
def pill(stock: Stock) -> States:
    goals = stock.pills(GOAL, NETWORK)
    who = stock.pills(APPLICANT)

    def goal(pill: object) -> Given:
        return {"pill": pill, "name": GOAL, "is_one": False, "explains": False}

    yield "one of several answers", goal(first(goals, lambda one: one.left and not one.chosen))
    yield "chosen", goal(first(goals, lambda one: one.chosen))
    yield "leaves no route", goal(first(goals, lambda one: one.left == 0))
    only = {"name": APPLICANT, "is_one": True, "explains": False}
    yield "the only answer", {"pill": first(who), **only}
    yield "not counted", {"pill": replace(who[0], left=None) if who else ABSENT, **only}
    yield "with what it means, for who asks", {"pill": first(who), **only, "explains": True}


@kit.shows("Questions")
def steps(stock: Stock) -> States:
    def at(name: QuestionName, query: str) -> Given:
        page = Questionnaire(stock.site, stock.asked(query))
        way = page.way(name)
        return {"stops": page.stops(name, way), "progress": page.progress(name, way)}

    yield "the first", at(GOAL, "")
    yield "half way, one skipped", at(PLACE, "goal=present-tour&applicant=individual-artist&skip=discipline")
    yield "the last", at(BUDGET, PLAN)


@kit.shows("Questions")
def stake(stock: Stock) -> States:
    yield "routes wait for it", {"stake": Stake(settles=41, changes=56)}
    yield "one route waits for it", {"stake": Stake(settles=1, changes=1)}
    yield "only the order, or the amount", {"stake": Stake(settles=0, changes=12)}
    yield "nothing depends on it", {"stake": Stake(settles=0, changes=0)}


@kit.shows("Questions", width="column")
def counter(stock: Stock) -> States:
    yield "nothing answered", {"count": stock.count(GOAL)}
    yield "after an answer", {"count": stock.count(DISCIPLINE, "goal=present-tour&discipline=dance")}
    yield "few left", {"count": stock.count(START, PLAN)}


@kit.shows("Questions")
def europe(stock: Stock) -> States:
    for caption, query in (("nothing chosen", ""), ("a country and a region", "place=FR&place=DE-NW")):
        places = stock.form(PLACE, query).places
        yield caption, {"map": places.map if places else ABSENT}


@kit.shows("Questions", around='<form class="zin"><p class="zin-tekst wide">{}</p></form>')
def blank(stock: Stock) -> States:
    words = (as_the_pages_say("I apply as"), as_the_pages_say("and want to"), as_the_pages_say("in"))
    for before, one in zip(words, sentence(stock.site), strict=False):
        yield one.name, {"before": before, "blank": one, "after": ""}
