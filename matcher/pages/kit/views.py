"""The kit: every component in every state, and what it rests on. For staff, and on the machine of who builds it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as as_the_pages_say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matcher.engine.answers import BUDGET, PARTNERS
from matcher.pages.kit.kit import stand_together, tokens, tokens_of
from matcher.pages.kit.specimens import Stock, kit
from matcher.pages.report.reports import ReportForm
from matcher.rules.site import site_for

P = ParamSpec("P")
REPORT = QueryDict("contact=naam@example.org")


def for_who_builds(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """To others the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (settings.DEBUG or request.user.is_staff):
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(require_safe(guarded))


@for_who_builds
def foundations(request: HttpRequest) -> HttpResponse:
    stock = Stock(site_for(request))
    written = ReportForm(REPORT)
    return render(
        request,
        "pages/kit/foundations.html",
        {
            "at": "",
            "groups": kit.groups(),
            "colours": [one for one in tokens() if one.is_colour],
            "letters": tokens_of(r"t-.+"),
            "figures": tokens_of(r"n-.+"),
            "spaces": tokens_of(r"s\d+"),
            "question": stock.form(PARTNERS, "partners=2"),
            "wrong": stock.form(BUDGET, "budget=veel"),
            "written": written,
            "sample": as_the_pages_say("Which support takes your work across the border?"),
        },
    )


@for_who_builds
def component(request: HttpRequest, name: str, state: str = "") -> HttpResponse:
    """All states where they can stand on one page, else the first; or the one that the address names."""
    found = kit.components.get(name)
    if found is None:
        raise Http404
    specimens = found.specimens(Stock(site_for(request)))
    together = stand_together(specimens)
    shown = [one for one in specimens if one.slug == state] if state else specimens[: None if together else 1]
    if not shown:
        raise Http404
    return render(
        request,
        "pages/kit/component.html",
        {
            "at": name,
            "groups": kit.groups(),
            "component": found,
            "before": SafeString(found.before),
            "shown": shown,
            "others": () if together and not state else specimens,
            "alone": bool(state),
        },
    )
