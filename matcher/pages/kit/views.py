"""The kit: every component in every state, and what it rests on. It has an address where the setting KIT is on."""

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

REPORT = QueryDict("contact=naam@example.org")


def stock_for(request: HttpRequest) -> Stock:
    """Raises Http404 while the catalogue is empty: there is nothing to fill a component with."""
    site = site_for(request)
    if not site.ruleset.questions:
        raise Http404("Load the catalogue first: components are filled from it.")
    return Stock(site)


@never_cache
@require_safe
def foundations(request: HttpRequest) -> HttpResponse:
    stock = stock_for(request)
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


@never_cache
@require_safe
def component(request: HttpRequest, name: str, state: str = "") -> HttpResponse:
    """All states where they can stand on one page, else the first; or the one that the address names."""
    found = kit.components.get(name)
    if found is None:
        raise Http404
    specimens = found.specimens(stock_for(request))
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
