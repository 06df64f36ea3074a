"""Which answers are the same for everybody: a function of the edition, the day and the address."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

PUBLIC_ROOMS = ("matcher.pages.", "matcher.api.")
OF_WHO_LOOKS = frozenset(
    {
        "report",
        "keep-selection",
        "selection",
        "delete-selection",
        "selection-deleted",
        "selection-calendar",
        "selection-feed",
        "mail-choice",
        "stop-mail",
        "as-it-would-be",
        "preview-link",
        "give-preview-link",
        "kit",
        "component",
        "component-state",
    }
)
"""Url names in those rooms: a form with a secret, what waits to be published, and what only staff may see."""
LONGEST_PATH = 200
NO_STORE = "private, no-store"
VARY, CACHE_CONTROL = "Vary", "Cache-Control"


def asks_for_public_page(request: HttpRequest) -> bool:
    """Whether a page that all may share is asked for, by somebody who is not known to us."""
    return request.method in ("GET", "HEAD") and is_public(request.path_info) and not is_signed_in(request)


def is_signed_in(request: HttpRequest) -> bool:
    """As far as a cookie says so: no session is read."""
    return "HTTP_COOKIE" in request.META and settings.SESSION_COOKIE_NAME in request.COOKIES


def is_public(path: str) -> bool:
    return len(path) <= LONGEST_PATH and _leads_to_public_page(path)


@lru_cache(maxsize=2048)
def _leads_to_public_page(path: str) -> bool:
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            found = resolve(path)
        except Resolver404:
            return False
    return found.func.__module__.startswith(PUBLIC_ROOMS) and found.url_name not in OF_WHO_LOOKS


def came_out_public(response: HttpResponse) -> bool:
    """Whether the answer to a public address is whole, and bears no trace of who asked."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header(CACHE_CONTROL)
        and response.headers.get(VARY, "").lower() in ("", "accept-encoding")
    )
