"""Pages for what went wrong, in the language of the address; as JSON below /api/.

None of them uses what may have broken: no database, no session, no query string or form read, no request in the template."""

import logging
import sys
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.html import escape, format_html
from django.utils.translation import gettext_lazy as _

API = "/api/"
RETRY_SECONDS = 30
HOUR_SECONDS = 3600
WRITTEN_BY_HAND = (
    '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>{} · Overzet'
    '</title></head><body><p>{}</p><h1>{}</h1><p>{}</p><p><a href="/">Overzet</a></p></body></html>'
)
"""Where even the template of this page fails."""
PLACE_OF_ADDRESS = "/@address-{}@"
log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = _("We could not read this address. Check it, or begin again.")
    return error(request, HTTPStatus.BAD_REQUEST, _("This address is not right."), told)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = _("Log in with an account that may see it.")
    return error(request, HTTPStatus.FORBIDDEN, _("This page is not for you."), told)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = _("The page does not exist, or no longer does. Look for the route by its name.")
    return error(request, HTTPStatus.NOT_FOUND, _("No route runs here."), told)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    told = _("This address can be read, and takes nothing that is sent to it.")
    return error(request, HTTPStatus.METHOD_NOT_ALLOWED, _("That is not possible here."), told)


def too_many(request: HttpRequest) -> HttpResponse:
    """More than a limit allows (`ACCOUNT_RATE_LIMITS`)."""
    told = _("You asked for this several times already. Wait an hour, then try again.")
    response = error(request, HTTPStatus.TOO_MANY_REQUESTS, _("That was too often."), told)
    response["Retry-After"] = str(HOUR_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls it while it handles what was raised, wherever that was: in a view, or around it."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return unavailable(request)
    told = _("Something went wrong on our side. Your answers stand in the address: load the page again in a while.")
    return error(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("That went wrong."), told)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer, or not in time."""
    told = _("We cannot reach our data for a moment. Nothing was changed. Load the page again in half a minute.")
    response = error(request, HTTPStatus.SERVICE_UNAVAILABLE, _("This page is away for a moment."), told)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def error(request: HttpRequest, status: int, title: object, told: object) -> HttpResponse:
    """`title` and `told` may be lazy: they are worded in the language of the address."""
    is_api = request.path_info.startswith(API)
    language = language_of(request, is_api)
    with translation.override(language):
        if is_api:
            response: HttpResponse = JsonResponse(
                {"error": f"{title} {told}"}, status=status, json_dumps_params={"ensure_ascii": False}
            )
            response["Access-Control-Allow-Origin"] = "*"
        else:
            response = HttpResponse(html(request, language, int(status), str(title), str(told)), status=status)
    response["Content-Language"] = language
    return response


def language_of(request: HttpRequest, is_api: bool) -> str:
    """Of the address: what stands before its path, for the API what `lang` asks, English without it."""
    if is_api:
        asked = str(request.META.get("QUERY_STRING", "")).split("&")
        return next((code for code, _name in settings.LANGUAGES if f"lang={code}" in asked), "en")
    return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def html(request: HttpRequest, language: str, status: int, title: str, told: str) -> str:
    try:
        page = written_once(language, status, title, told)
    except Exception:  # whatever a template can raise: this is the last page there is
        log.exception("The error page can't be made from its template")
        return format_html(WRITTEN_BY_HAND, language, title, status, title, told)
    for code, address in addresses(request, language).items():
        page = page.replace(PLACE_OF_ADDRESS.format(code), escape(address))
    return page


@lru_cache(maxsize=64)
def written_once(language: str, status: int, title: str, told: str) -> str:
    """The page but for its own addresses: what goes wrong most often is asked for by programs, thousands of times."""
    places = {code: PLACE_OF_ADDRESS.format(code) for code, _name in settings.LANGUAGES}
    shown = {"status": status, "title": title, "told": told, "addresses": places}
    return render_to_string("pages/error.html", shown)


def addresses(request: HttpRequest, language: str) -> dict[str, str]:
    """This same address in every language, as it was sent: nothing is looked up, nothing is read."""
    path, query = request.path_info, str(request.META.get("QUERY_STRING", ""))
    bare = path if language == settings.LANGUAGE_CODE else path.removeprefix(f"/{language}") or "/"
    asked = escape_uri_path("/" + bare.lstrip("/")) + (f"?{iri_to_uri(query)}" if query else "")
    return {code: asked if code == settings.LANGUAGE_CODE else f"/{code}{asked}" for code, _name in settings.LANGUAGES}
