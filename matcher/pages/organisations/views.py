"""Who helps: all organisations, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.models import Instrument, Organisation
from matcher.answers import address
from matcher.pages.organisations.organisations import find_helpers, seat
from matcher.pages.route.freshness import freshness
from matcher.pages.routes.routes import Day
from matcher.pages.routes.timetable import lines
from matcher.rules.current import current


@require_safe
def list_organisations(request: HttpRequest) -> HttpResponse:
    found = find_helpers(request.GET, today=timezone.localdate())
    return render(request, "pages/organisations/organisations.html", {"found": found, "notes": found.notes})


@require_safe
def show_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    now = current()
    asked = address.read_day(dict(request.GET.lists()), now.ruleset, now.words, today=timezone.localdate())
    rows = Organisation.objects.select_related("today_organisation")
    row = rows.prefetch_related("disciplines", "sources", "doubts", "predecessors").filter(slug=slug).first()
    if row is None:
        raise Http404(_("There is no organisation “%(slug)s”.") % {"slug": slug})
    day = Day.of(now, asked.on)
    routes = Instrument.objects.published()
    return render(
        request,
        "pages/organisations/organisation.html",
        {
            "organisation": row,
            "country": seat(now, row),
            "notes": asked.notes,
            "on": asked.on,
            "on_given": asked.on_given,
            "gives": lines(routes.filter(provider=row), day),
            "advises": lines(routes.filter(help=row), day),
            "freshness": freshness([source.seen for source in row.sources.all()], asked.on),
        },
    )
