"""The closing days of the coming months: as a list with a time line, and as a calendar file."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from catalogue.editions.edition import Entries
from catalogue.entries.instrument import InstrumentEntry
from matcher.answers.address import ON, routes_named
from matcher.answers.parameters.choices import ManyParameter
from matcher.pages.deadlines.calendars import Submission, calendar_file
from matcher.pages.deadlines.deadlines import OPEN, Deadline, Opened, deadlines_of
from matcher.pages.filtered import filtered_title
from matcher.pages.routes.filter_form import filter_form
from matcher.pages.routes.routes import RoutesFound, find_routes
from matcher.pages.routes.views import PICKED, Chip, chips, day_given, kept, places, programmes
from matcher.rules.site import site_for
from matcher.speech.rounds import usually

ROUTE = "route"
OPENED = ManyParameter(OPEN, gettext_lazy("Opened"), {one.value: one.value for one in Opened})


@require_safe
def list_deadlines(request: HttpRequest) -> HttpResponse:
    found = find_routes(request.GET, site_for(request), today=timezone.localdate(), also=(OPENED,))
    opened = found.asked.many(OPEN)
    deadlines = deadlines_of(found, opened=opened)
    facets = [facet for facet in found.facets() if facet.name not in PICKED]
    pickers = (programmes(found), places(found))
    query = kept(found)
    in_use = chips(found, (*facets, *pickers))
    return render(
        request,
        "pages/deadlines/deadlines.html",
        {
            "title": title_of_days(len(deadlines.deadlines), in_use),
            "found": found,
            "deadlines": deadlines,
            "band": deadlines.band,
            "form": filter_form(
                found,
                facets,
                pickers,
                carried=[(name, one) for name in ("text", OPEN, ON) for one in query.getlist(name)],
                action=reverse("deadlines"),
                go=_("Show these days"),
            ),
            "chips": in_use,
            "text": found.query.get("text", ""),
            "on": day_given(found),
            "query": urlencode([(name, one) for name, said in query.lists() if name != OPEN for one in said]),
            "opening": {one.value: opening(query, one) for one in Opened},
        },
    )


def title_of_days(count: int, in_use: Sequence[Chip]) -> str:
    counted = ngettext("%(count)s closing day", "%(count)s closing days", count) % {"count": count}
    return filtered_title(counted, [chip.label for chip in in_use])


def opening(query: QueryDict, one: Opened) -> str:
    """The address of the page with one more list open."""
    more = query.copy()
    more.setlist(OPEN, [name for name in Opened if name in {*query.getlist(OPEN), one}])
    return f"?{more.urlencode()}"


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The same days for a calendar. `route` names routes, and narrows what the filters leave."""
    site = site_for(request)
    found = find_routes(request.GET, site, today=timezone.localdate(), also=(routes_named(ROUTE, site.words),))
    deadlines = deadlines_of(found, only_named(found))
    told = [note.message for note in found.notes]
    days = [submission(request, site.all(InstrumentEntry), one) for one in deadlines.deadlines]
    file = calendar_file(_("Overzet: closing days"), days, found.on, told)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="overzet-deadlines.ics"'
    return answer


def submission(request: HttpRequest, entries: Entries[InstrumentEntry], deadline: Deadline) -> Submission:
    """It came to read as it does in the edition in which the entry of its route did."""
    route, day = deadline.route, deadline.day
    title = _("Expected closing day: %(route)s") if day.is_expected else _("Submit: %(route)s")
    return Submission(
        uid=f"{route.slug}-{day.round}@overzet",
        title=title % {"route": route.name},
        closes=day.closes,
        about="\n".join(described(deadline)),
        address=request.build_absolute_uri(route.address),
        is_expected=day.is_expected,
        at=day.at,
        sequence=entries.changed_in(route.slug),
        modified=entries.changed_on(route.slug),
    )


def described(deadline: Deadline) -> Iterable[str]:
    yield f"{deadline.route.provider}. {deadline.route.level_name}."
    yield from deadline.rounds
    day = deadline.day
    if day.is_expected:
        yield usually(day.last_seen)
    elif deadline.day.is_yearly:
        yield _("It closes on this day every year.")
    yield _("Check the day with the funder before you count on it.")


def only_named(found: RoutesFound) -> frozenset[str] | None:
    """The routes that the address names; None where it names none, not even one that does not exist."""
    named = frozenset(found.asked.many(ROUTE))
    return named if named or ROUTE in found.asked.typed else None
