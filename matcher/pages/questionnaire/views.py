"""The questionnaire: one question a page, everything in the address."""

from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalogue.entries.organisation import OrganisationEntry
from matcher.answers import address
from matcher.answers.address import SKIP, Asked
from matcher.answers.counter import count
from matcher.answers.later import later_plan, notes_beside
from matcher.answers.parameters.choices import ChoiceParameter
from matcher.answers.query import texts
from matcher.answers.questionnaire import ASK, PUT, Questionnaire, state
from matcher.engine.answers import APPLICANT, QuestionName
from matcher.pages.questionnaire.questions import form_of
from matcher.pages.questionnaire.who_applies import BETWEEN, START, paths, tree
from matcher.pages.results.views import PART
from matcher.rules.site import Site, site_for
from matcher.rules.words import say

WHO = "who"


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    names = address.questions_by_name(site.words)
    own = tuple(ChoiceParameter(name, gettext_lazy("Question"), names) for name in (ASK, PUT))
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    put = QuestionName(asked.query.choice(PUT))
    if put and not asked.about(put) and not is_adding(request.GET, site, asked, put):
        passed = None if put in asked.answers else put
        return HttpResponseRedirect(f"{reverse('match')}?{onward(request.GET, site, asked, skip=passed)}")
    page = Questionnaire(site, asked)
    name = page.choose(asked.query.choice(ASK) or (put if asked.query.typed.get(put) else ""))
    if name is None:
        return HttpResponseRedirect(f"{reverse('results')}?{onward(request.GET, site, asked)}")
    given = texts(asked.answers.values[name]) if name in asked.answers else []
    given += asked.query.typed.get(name, ())
    later = later_plan(site, asked, more=[(ASK, name)])
    way = page.way(name)
    progress = page.progress(name, way)
    return render(
        request,
        "pages/questionnaire/question.html",
        {
            "asked": asked,
            "form": form_of(site, asked, name, given),
            "name": name,
            "stops": page.stops(name, way),
            "progress": progress,
            "stake": page.stake(name),
            "count": count(page, name),
            "following": page.following(name),
            "hidden": parse_qsl(state(site, asked, without=name)),
            "skip": state(site, asked, without=name, skip=name),
            "back": progress.back,
            "results": state(site, asked),
            "notes": [note for note in notes_beside(asked, later) if note.name != name],
            "later": later,
            "guide": f"{reverse('who-applies')}?{state(site, asked)}" if name == APPLICANT else "",
        },
    )


@require_safe
def who_applies(request: HttpRequest) -> HttpResponse:
    """Finds out who applies, a plain question at a time; the way so far stands in the address."""
    site = site_for(request)
    own = (ChoiceParameter(WHO, gettext_lazy("Who applies"), paths()),)
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    way = asked.query.choice(WHO).split(BETWEEN) if asked.query.choice(WHO) else []
    step = tree()[way[-1] if way else START]
    known = {one.value: one for one in site.words.options_of(APPLICANT)}
    found = known.get(step.applicant)

    def at(names: list[str]) -> str:
        return state(site, asked, more=[(WHO, BETWEEN.join(names))] if names else [])

    return render(
        request,
        "pages/questionnaire/who.html",
        {
            "notes": asked.notes,
            "text": say(step.text),
            "choices": [(say(one.label), at([*way, one.to])) for one in step.choices],
            "number": len(way) + 1,
            "note": say(step.note),
            "found": say(found.label) if found else "",
            "about": say(found.help) if found else "",
            "onward": state(site, asked, changed={APPLICANT: frozenset({found.value})}) if found else "",
            "call": site.get(OrganisationEntry, step.call or tree()[START].call),
            "back": at(way[:-1]) if way else "",
            "is_first": not way,
            "question": state(site, asked, more=[(ASK, APPLICANT)]),
        },
    )


def is_adding(given: QueryDict, site: Site, asked: Asked, put: QuestionName) -> bool:
    """Whether a place was written beside those that were ticked, to be shown among them before one goes on."""
    if asked.query.choice(ASK) != put:
        return False
    return any(text.strip() and text not in site.words.places for text in given.getlist(put))


def onward(given: QueryDict, site: Site, asked: Asked, *, skip: QuestionName | None = None) -> str:
    """The query string of the page after this one: that of the state. Where something was told of what was given, it is what was
    given, so that the next page tells it too."""
    if not asked.notes:
        return state(site, asked, skip=skip)
    left_out = {PART, *(name for name in (ASK, PUT) if not asked.about(name))}
    pairs = [(name, text) for name, said in given.lists() if name not in left_out for text in said if text.strip()]
    return urlencode([*pairs, *([(SKIP, skip)] if skip else [])])
