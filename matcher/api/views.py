"""The API's addresses. English unless `lang=nl` asks otherwise; open to pages of every origin, for it only reads."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from pydantic_core import to_json

from catalogue.editions.store import LICENCE
from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.notes import Note
from matcher.answers.parameters.choices import ChoiceParameter
from matcher.answers.parameters.numbers import NumberParameter
from matcher.answers.query import read
from matcher.api.instrument_payload import instrument_payload
from matcher.api.match_payload import match_payload
from matcher.api.values import Json
from matcher.engine.match import match
from matcher.pages.routes.routes import PAGE, find_routes
from matcher.rules.site import site_for

View = Callable[..., Json]
LANG = "lang"
LANGUAGE = ChoiceParameter(LANG, options=dict(settings.LANGUAGES))
DEFAULT_LANGUAGE = "en"
PAGE_SIZE = 50
ADDRESSES = ("match", "instruments", "countries", "guides", "terms", "edition")
LIMIT = NumberParameter("limit", least=0, most=10_000)


def as_json(view: View) -> Callable[..., HttpResponse]:
    """The view's dict as JSON, in the language that the address asks; a page that is not there is told as JSON too."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        with translation.override(language_of(request)):
            try:
                payload, status = view(request, *args, **named), 200
            except Http404 as missing:
                payload, status = {"error": str(missing)}, 404
            written = to_json(payload, fallback=str)  # a third of the time of json's own: a match of all routes is long
        response = HttpResponse(written, content_type="application/json", status=status)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def language_of(request: HttpRequest) -> str:
    return read({LANG: request.GET.getlist(LANG)}, (LANGUAGE,)).choice(LANG) or DEFAULT_LANGUAGE


@as_json
def match_answers(request: HttpRequest) -> Json:
    """Every route that gives money, judged, or the first so many. `notes` says what in the address was not understood."""
    site = site_for(request)
    asked = address.read(
        dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=(LANGUAGE, LIMIT)
    )
    compiled, limit = site.compiled(asked.on), asked.query.number(LIMIT.name)
    payload = match_payload(match(compiled, asked.answers), compiled, site, limit)
    return {**payload, "notes": notes(asked.notes)}


@as_json
def list_instruments(request: HttpRequest) -> Json:
    """The catalogue with its filters, a page at a time: by id, unless a text is searched for or an order asked."""
    site = site_for(request)
    found = find_routes(request.GET, site, today=timezone.localdate(), also=(LANGUAGE,))
    slugs = found.ordered() if {"text", "sort"} & found.query.keys() else list(found.routes)
    paginator = Paginator(slugs, PAGE_SIZE)
    number, told = found.asked.page(PAGE.name, paginator.num_pages)
    page = paginator.page(number)
    onward = None
    if page.has_next():
        more = [(PAGE.name, str(page.next_page_number()))]
        query = found.asked.address(without=(PAGE.name,), more=more)
        onward = request.build_absolute_uri(f"{request.path}?{query}")
    return {
        "count": page.paginator.count,
        "next": onward,
        "results": [instrument_payload(site.all(InstrumentEntry)[slug], site, found.on) for slug in page],
        "notes": notes((*found.notes, *told)),
    }


@as_json
def show_instrument(request: HttpRequest, slug: str) -> Json:
    site = site_for(request)
    asked = address.read_day(dict(request.GET.lists()), site.words, today=timezone.localdate(), also=(LANGUAGE,))
    entry = site.get(InstrumentEntry, slug)
    if entry is None:
        raise Http404(_("There is no instrument “%(slug)s”.") % {"slug": slug})
    return instrument_payload(entry, site, asked.on)


@as_json
def show_index(request: HttpRequest) -> Json:
    """What answers here: the version of Overzet, the edition in force, and the addresses."""
    return {
        "name": "Overzet",
        "api": "v1",
        "version": settings.VERSION,
        "edition": site_for(request).edition.number,
        "licence": LICENCE,
        "documentation": request.build_absolute_uri(reverse("data")),
        "addresses": {name: request.build_absolute_uri(reverse(f"api:{name}")) for name in ADDRESSES},
    }


@as_json
def not_found(request: HttpRequest, rest: str = "") -> Json:
    raise Http404(_("There is nothing here. Try /api/v1/match or /api/v1/instruments."))


def notes(told: tuple[Note, ...]) -> list[Json]:
    return [
        {
            "name": note.name,
            "value": note.value,
            "message": note.message,
            "understood": note.is_read,
            "choices": list(note.choices),
        }
        for note in told
    ]
