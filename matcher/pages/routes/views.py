"""The list of routes with its filters."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.editions.search import folded, suggestion
from catalogue.models import Instrument, Level, Programme
from matcher.answers import address
from matcher.answers.address import LONGEST, Note
from matcher.engine.answers import PlaceCode
from matcher.engine.truth import Truth
from matcher.pages.deadlines.deadlines import Deadlines, deadlines_of
from matcher.pages.deadlines.timeline import Band
from matcher.pages.routes.routes import SORTS, VIEW, VIEWS, Choice, Facet, Found, RouteFilter, find_routes
from matcher.pages.routes.timetable import Line
from matcher.speech.sentences import euros, long_date

PAGE_SIZE = 24
PICKED = ("programme", "place")


@require_safe
def list_routes(request: HttpRequest) -> HttpResponse:
    found = find_routes(request.GET, today=timezone.localdate(), also=(VIEW,))
    page, notes = page_asked(found)
    query = kept(found)
    shown = Instrument.objects.filter(slug__in=list(page)).select_related("level", "provider")
    rows = {row.slug: row for row in shown}
    facets = [facet for facet in found.facets() if facet.name not in PICKED]
    pickers = (programmes(found), places(found))
    return render(
        request,
        "pages/routes/routes.html",
        {
            "found": found,
            "notes": (*found.notes, *notes),
            "page": page,
            "lines": [Line(rows[slug], found.day.standing[slug]) for slug in page],
            "facets": facets,
            "pickers": pickers,
            "chips": [*chips(found, (*facets, *pickers))],
            "text": found.query.get("text", ""),
            "amount": found.query.get("amount", ""),
            "carried": [(name, query[name]) for name in ("text", address.ON, VIEW) if name in query],
            "on": day_given(found),
            "sorts": SORTS,
            "onward": pages(found),
            "total": len(found.day.standing),
            "view": found.query.get(VIEW, "list"),
            "views": [(name, label, seen_as(found, name)) for name, label in VIEWS.items()],
            "near": nearest_words(found) if not page.paginator.count else None,
            "closing": closing(found) if found.query.get(VIEW) == "timeline" else None,
        },
    )


def page_asked(found: Found) -> tuple[Page[str], tuple[Note, ...]]:
    """The page of slugs that the address names, or the nearest, with a note."""
    paginator = Paginator(found.ordered(), PAGE_SIZE)
    given = found.query.get("page", "1")
    try:
        return paginator.page(given), ()
    except InvalidPage:
        page = paginator.get_page(given)
        message = _("There is no page “%(given)s” of %(count)d. This is page %(number)d.")
        values = {"given": given[:LONGEST], "count": paginator.num_pages, "number": page.number}
        return page, (Note("page", given[:LONGEST], message % values),)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address of the page without it."""

    label: str
    address: str


def chips(found: Found, facets: tuple[Facet, ...]) -> list[Chip]:
    query = found.query
    made = [(facet.name, one.value, one.label) for facet in facets for one in facet.chosen]
    made += [("text", text, f"“{text}”") for text in query.getlist("text")]
    made += [
        ("amount", text, _("at least %(amount)s") % {"amount": euros(int(text))}) for text in query.getlist("amount")
    ]
    if day := day_given(found):
        made.append((address.ON, day, _("as it stands on %(day)s") % {"day": long_date(found.on)}))
    return [Chip(label, without(found, name, value)) for name, value, label in made]


def nearest_words(found: Found) -> Chip | None:
    """The nearest words that do occur, for a text by which nothing is found, and where they lead."""
    text = suggestion(found.query.get("text", ""))
    if not text:
        return None
    query = kept(found)
    query["text"] = text
    return Chip(text, f"?{query.urlencode()}")


def programmes(found: Found) -> Facet:
    left = Count("instruments", filter=Q(instruments__slug__in=left_by_others(found, "programme")))
    rows = Programme.objects.annotate(left=left)
    return picker(found, "programme", {row.slug: (str(row), row.left) for row in rows})


def places(found: Found) -> Facet:
    """Every place, with the routes that are, or may be, for it: the same question as the filter's, asked per area."""
    compiled = found.day.compiled
    slugs = left_by_others(found, "place")
    areas = Counter(one.where for one in compiled.instruments if one.id in slugs)

    def count(code: PlaceCode) -> int:
        within = compiled.atlas.within
        return sum(times for area, times in areas.items() if not area or within(code, area) is not Truth.NOT_MET)

    shown = compiled.ruleset.places.places.keys() | {PlaceCode(code) for code in found.query.getlist("place")}
    return picker(found, "place", {code: (found.day.place_names[code], count(code)) for code in shown})


def left_by_others(found: Found, name: str) -> set[str]:
    """The routes that the other filters leave."""
    if name not in found.query:
        return set(found.instruments.values_list("slug", flat=True))
    query = found.query.copy()
    query.pop(name)
    routes = RouteFilter(query, Instrument.objects.published(), day=found.day).qs
    return set(routes.values_list("slug", flat=True))


def picker(found: Found, name: str, options: dict[str, tuple[str, int]]) -> Facet:
    """A facet of which there is too much to tick, by name."""
    chosen = found.query.getlist(name)
    ordered = sorted(options.items(), key=lambda option: folded(option[1][0]))
    choices = tuple(Choice(value, label, count, value in chosen) for value, (label, count) in ordered)
    return Facet(name, str(found.filterset.filters[name].label), choices)


def kept(found: Found) -> QueryDict:
    """What was asked, as far as it was understood, without the page of the list."""
    query = found.query.copy()
    query.pop("page", None)
    if query.pop(address.ON, None) and day_given(found):
        query[address.ON] = day_given(found)
    return query


def day_given(found: Found) -> str:
    """The day that the address asks for; "" where it asks for none, or for none that exists."""
    day = found.on.isoformat()
    return day if day in found.query.getlist(address.ON) else ""


def without(found: Found, name: str, value: str) -> str:
    """The address with one filter's value taken away."""
    query = kept(found)
    left = [one for one in query.pop(name) if one != value]
    if left:
        query.setlist(name, left)
    return f"?{query.urlencode()}" if query else "."


def pages(found: Found) -> str:
    """The address without its page, ready to have one added."""
    query = kept(found)
    return f"?{query.urlencode()}&" if query else "?"


def seen_as(found: Found, view: str) -> str:
    """The address of the same routes, seen in another way."""
    query = kept(found)
    query.pop(VIEW, None)
    if view != "list":
        query[VIEW] = view
    return f"?{query.urlencode()}" if query else "."


@dataclass(frozen=True, slots=True)
class Closing:
    """What a time line of the routes found shows, and the address of the same days as a list."""

    deadlines: Deadlines
    band: Band
    address: str


def closing(found: Found) -> Closing:
    query = kept(found)
    query.pop(VIEW, None)
    query.pop("sort", None)
    deadlines = deadlines_of(found)
    there = reverse("deadlines")
    return Closing(deadlines, deadlines.band(Level.objects.all()), f"{there}?{query.urlencode()}" if query else there)
