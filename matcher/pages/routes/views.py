"""The list of routes with its filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from matcher.answers import address
from matcher.answers.notes import Note
from matcher.answers.outside import PLAN, WHY
from matcher.pages.deadlines.deadlines import Deadlines, deadlines_of
from matcher.pages.deadlines.timeline import Band
from matcher.pages.filtered import filtered_title
from matcher.pages.routes.filter_form import filter_form
from matcher.pages.routes.other_hits import OtherHit, other_hit
from matcher.pages.routes.routes import (
    PAGE,
    PLAN_ASKED,
    SEEN_AS,
    SORTS,
    VIEW,
    VIEWS,
    WHY_ASKED,
    Facet,
    RoutesFound,
    find_routes,
)
from matcher.pages.routes.timetable import RouteLine, route_line
from matcher.rules.site import site_for
from matcher.speech.writing import euros, long_date

PAGE_SIZE = 24
PICKED = ("programme", "place")
ROUTE = InstrumentEntry.kind_of_entry


@require_safe
def list_routes(request: HttpRequest) -> HttpResponse:
    found = find_routes(
        request.GET, site_for(request), today=timezone.localdate(), also=(SEEN_AS, PLAN_ASKED, WHY_ASKED)
    )
    page, notes = page_asked(found)
    query = kept(found)
    facets = [facet for facet in found.facets() if facet.name not in PICKED]
    pickers = (programmes(found), places(found))
    in_use = chips(found, (*facets, *pickers))
    return render(
        request,
        "pages/routes/routes.html",
        {
            "title": title_of_routes(len(found.routes), in_use),
            "found": found,
            "notes": (*found.notes, *notes),
            "page": page,
            "lines": [listed(found, name) for name in page],
            "others": page.paginator.count - len(found.routes),
            "form": filter_form(
                found,
                facets,
                pickers,
                carried=[(name, one) for name in ("text", PLAN, WHY, address.ON, VIEW) for one in query.getlist(name)],
                action=reverse("routes"),
                go=_("Show these routes"),
                sorts=SORTS,
            ),
            "chips": in_use,
            "text": found.query.get("text", ""),
            "on": day_given(found),
            "onward": pages(found),
            "total": len(found.day.standing),
            "view": found.query.get(VIEW, "list"),
            "views": [(name, label, seen_as(found, name)) for name, label in VIEWS.items()],
            "near": None if page.paginator.count else nearest_words(found),
            "known": None if page.paginator.count else known_words(found),
            "closing": closing(found) if found.query.get(VIEW) == "timeline" else None,
        },
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: a route, or something else that is found. One of the two."""

    route: RouteLine | None
    other: OtherHit | None


def listed(found: RoutesFound, name: Name) -> Listed:
    kind, key = name
    return Listed(route_line(key, found.day), None) if kind == ROUTE else Listed(None, other_hit(found.site, name))


def page_asked(found: RoutesFound) -> tuple[Page[Name], tuple[Note, ...]]:
    """The page of names that the address names, or the nearest, with a note."""
    paginator = Paginator(found.hits(), PAGE_SIZE)
    number, notes = found.asked.page(PAGE.name, paginator.num_pages)
    return paginator.page(number), notes


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address of the page without it."""

    label: str
    address: str


def chips(found: RoutesFound, facets: tuple[Facet, ...]) -> list[Chip]:
    query = found.query
    made = [(facet.name, one.value, one.label) for facet in facets for one in facet.chosen]
    made += [("text", text, f"“{text}”") for text in query.getlist("text")]
    made += [
        ("amount", text, _("at least %(amount)s") % {"amount": euros(int(text))}) for text in query.getlist("amount")
    ]
    made += [(PLAN, text, _("outside your plan")) for text in query.getlist(PLAN)]
    if day := day_given(found):
        made.append((address.ON, day, _("as it stands on %(day)s") % {"day": long_date(found.on)}))
    return [Chip(label, without(found, name, value)) for name, value, label in made]


def title_of_routes(count: int, in_use: Sequence[Chip]) -> str:
    counted = ngettext("%(count)s route", "%(count)s routes", count) % {"count": count}
    return filtered_title(counted, [chip.label for chip in in_use])


def nearest_words(found: RoutesFound) -> Chip | None:
    """The nearest words that do occur, for a text by which nothing is found, and where they lead."""
    return searched_instead(found, found.day.search.suggestion(found.query.get("text", ""), get_language() or ""))


def known_words(found: RoutesFound) -> Chip | None:
    """The words of such a text that do occur, without those that occur nowhere."""
    return searched_instead(found, found.day.search.known_words(found.query.get("text", "")))


def searched_instead(found: RoutesFound, text: str) -> Chip | None:
    if not text:
        return None
    query = kept(found)
    query["text"] = text
    return Chip(text, f"?{query.urlencode()}")


def programmes(found: RoutesFound) -> Facet:
    left = found.filterset.left_by_others("programme")
    members = found.filterset.facets.members["programme"]
    counts = {slug: len(members[slug] & left) for slug in found.filterset.options["programme"]}
    return found.facet("programme", counts)


def places(found: RoutesFound) -> Facet:
    """Every place, with the routes that are, or may be, for it: as the filter asks. Of groups only those chosen."""
    chosen, known = found.query.getlist("place"), found.site.words.places
    shown = [code for code in found.filterset.options["place"] if code in known or code in chosen]
    return found.facet("place", found.day.counts_at(shown, found.filterset.left_by_others("place")))


def kept(found: RoutesFound) -> QueryDict:
    """What was asked, as far as it was understood, without the page of the list."""
    query = found.query.copy()
    query.pop("page", None)
    if query.pop(address.ON, None) and day_given(found):
        query[address.ON] = day_given(found)
    return query


def day_given(found: RoutesFound) -> str:
    """The day that the address asks for; "" where it asks for none, or for none that exists."""
    day = found.on.isoformat()
    return day if day in found.query.getlist(address.ON) else ""


def without(found: RoutesFound, name: str, value: str) -> str:
    """The address with one filter's value taken away."""
    query = kept(found)
    left = [one for one in query.pop(name) if one != value]
    if name == PLAN:
        query.pop(WHY, None)
    if left:
        query.setlist(name, left)
    return f"?{query.urlencode()}" if query else "."


def pages(found: RoutesFound) -> str:
    """The address without its page, ready to have one added."""
    query = kept(found)
    return f"?{query.urlencode()}&" if query else "?"


def seen_as(found: RoutesFound, view: str) -> str:
    """The address of the same routes, seen in another way."""
    query = kept(found)
    query.pop(VIEW, None)
    if view != "list":
        query[VIEW] = view
    return f"?{query.urlencode()}" if query else "."


@dataclass(frozen=True, slots=True)
class TimelineShown:
    """What a time line of the routes found shows, and the address of the same days as a list."""

    deadlines: Deadlines
    band: Band
    address: str


def closing(found: RoutesFound) -> TimelineShown:
    query = kept(found)
    query.pop(VIEW, None)
    query.pop("sort", None)
    deadlines = deadlines_of(found)
    there = reverse("deadlines")
    return TimelineShown(deadlines, deadlines.band, f"{there}?{query.urlencode()}" if query else there)
