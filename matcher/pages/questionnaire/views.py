"""The questionnaire: one question a page, everything in the address."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from matcher.answers import address
from matcher.answers.counter import count
from matcher.answers.query import ChoiceParameter
from matcher.answers.questionnaire import ASK, PUT, Questionnaire, state
from matcher.engine.answers import QuestionName
from matcher.pages.questionnaire.questions import form_of
from matcher.rules.site import site_for


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    site = site_for(request)
    names = address.questions_by_name(site.words)
    own = tuple(ChoiceParameter(name, gettext_lazy("Question"), names) for name in (ASK, PUT))
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    put = QuestionName(asked.query.choice(PUT))
    if put and not asked.about(put):
        passed = None if put in asked.answers else put
        return HttpResponseRedirect(f"{reverse('match')}?{state(site, asked, skip=passed)}")
    page = Questionnaire(site, asked)
    name = page.choose(asked.query.choice(ASK))
    if name is None:
        return HttpResponseRedirect(f"{reverse('results')}?{state(site, asked)}")
    given = address.texts(asked.answers.values[name]) if name in asked.answers else []
    given += asked.query.typed.get(name, ())
    way = page.stops(name)
    here = next(number for number, stop in enumerate(way, 1) if stop.status == "now")
    return render(
        request,
        "pages/questionnaire/question.html",
        {
            "form": form_of(site, asked, name, given),
            "name": name,
            "stops": way,
            "number": here,
            "stake": page.stake(name),
            "count": count(page, name),
            "following": page.following(name),
            "hidden": parse_qsl(state(site, asked, without=name)),
            "skip": state(site, asked, without=name, skip=name),
            "back": way[here - 2].address if here > 1 else "",
            "results": state(site, asked),
            "notes": [note for note in asked.notes if note.name != name],
        },
    )
