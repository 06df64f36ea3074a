"""Which requests count: pages that a person looks at and that a person did not ask us to leave out."""

import re
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation

VIEWS = frozenset({"results", "routes", "instrument"})
"""The names of the pages that say what somebody looks for."""
LONGEST_PATH, LONGEST_QUERY = 200, 2000
PROGRAM = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scan|archiv|monitor|check|preview|fetch|headless|lighthouse|curl|wget|python|httpx|java/|okhttp"
    r"|go-http|libwww|feed|validator|https?://",
    re.IGNORECASE,
)
"""How programs call themselves; most of them give an address where more is told."""


def is_counted(request: HttpRequest) -> bool:
    """As far as what came in says. Who asks not to be counted (Do Not Track, Global Privacy Control) is not; nor is a page that a
    browser fetches before anybody looks at it."""
    meta = request.META
    return (
        request.method == "GET"
        and meta.get("HTTP_DNT") != "1"
        and meta.get("HTTP_SEC_GPC") != "1"
        and "prefetch" not in meta.get("HTTP_SEC_PURPOSE", meta.get("HTTP_PURPOSE", ""))
        and len(meta.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not is_program(meta.get("HTTP_USER_AGENT", ""))
        and bool(page_of(request.path_info))
    )


@lru_cache(maxsize=1024)
def is_program(agent: str) -> bool:
    """By the name that it gives; people's browsers all give one."""
    return not agent or bool(PROGRAM.search(agent))


def page_of(path: str) -> tuple[str, str]:
    """The name of the page and, of a route, its short name; ("", "") for a page that does not count."""
    return _page_of(path) if len(path) <= LONGEST_PATH else ("", "")


@lru_cache(maxsize=2048)
def _page_of(path: str) -> tuple[str, str]:
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            found = resolve(path)
        except Resolver404:
            return "", ""
    name = str(found.url_name or "")
    return (name, str(found.kwargs.get("slug", ""))) if name in VIEWS else ("", "")
