"""Public pages: kept when they were made, answered from what is kept, and told how long others may keep them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from matcher.delivery.coding import coding_for
from matcher.delivery.day import today
from matcher.delivery.host import GetResponse
from matcher.delivery.kept_page import KeptPage, PageKey, kept_page, key_of
from matcher.delivery.kept_pages import OwnPages, SharedPages
from matcher.delivery.metrics import PAGE_FROM
from matcher.delivery.public import CACHE_CONTROL, NO_STORE, VARY, asks_for_public_page, came_out_public

FRESH_SECONDS = 60
FRESHNESS = tuple(
    f"public, max-age={seconds}, stale-while-revalidate=600, stale-if-error=86400"
    for seconds in range(FRESH_SECONDS + 1)
)
"""By the number of seconds for which a page is fresh: never past midnight, when its day is over."""


class PageCache:
    """Stands before everything but the look at the host, so that its answers bear all headers that those within it set."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.own = OwnPages(settings.PAGE_CACHE_BYTES)
        self.shared = SharedPages.of_settings()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not asks_for_public_page(request):
            return unless_told_otherwise(NO_STORE, self.get_response(request))
        day, seconds_left = today()
        key = key_of(request, day.date)
        page, request.META[PAGE_FROM] = self.own.get(key), "own"
        if page is None:
            page, request.META[PAGE_FROM] = self.from_shared(key), "shared"
        if page is None:
            request.META[PAGE_FROM] = "made"
            response = as_get(self.get_response, request)
            if not came_out_public(response):
                return unless_told_otherwise(NO_STORE, response)
            page = self.keep(key, kept_page(key, response))
        coding = coding_for(request.META.get("HTTP_ACCEPT_ENCODING", "")) if page.is_compressible else ""
        if coding and coding not in page.compressed:
            page = self.keep(key, page.with_coding(coding))
        return answer(request, page, coding, seconds_left)

    def from_shared(self, key: PageKey) -> KeptPage | None:
        page = self.shared.get(key)
        if page is not None:
            self.own.put(key, page)
        return page

    def keep(self, key: PageKey, page: KeptPage) -> KeptPage:
        self.own.put(key, page)
        self.shared.put(key, page)
        return page


def answer(request: HttpRequest, page: KeptPage, coding: str, seconds_left: int) -> HttpResponse:
    """The page, or 304 where the browser has it, with the headers that may have changed alone (RFC 9110, 15.4.5); without its
    bytes for HEAD."""
    fresh = FRESHNESS[min(FRESH_SECONDS, seconds_left)]
    if is_had(page.etag, request.META.get("HTTP_IF_NONE_MATCH", "")):
        said = {"ETag": page.etag, CACHE_CONTROL: fresh}
        if page.is_compressible:
            said[VARY] = page.headers[VARY]
        response = HttpResponse(status=304, headers=said)
        del response["Content-Type"]
        return response
    response = HttpResponse(b"" if request.method == "HEAD" else page.bytes_in(coding), page.content_type)
    response.headers = page.headers_in(coding)
    response.headers[CACHE_CONTROL] = fresh
    return response


def is_had(etag: str, if_none_match: str) -> bool:
    """Whether the header names the page: tags are compared as weak ones, "*" names any (RFC 9110, 13.1.2)."""
    if not if_none_match:
        return False
    opaque = etag.removeprefix("W/")
    return any(tag == "*" or tag.removeprefix("W/") == opaque for tag in parse_etags(if_none_match))


def as_get(get_response: GetResponse, request: HttpRequest) -> HttpResponse:
    """The answer to the same request made with GET: that to HEAD says the length of the bytes it leaves out."""
    asked, request.method = request.method, "GET"
    try:
        return get_response(request)
    finally:
        request.method = asked


def unless_told_otherwise(cache_control: str, response: HttpResponse) -> HttpResponse:
    response.headers.setdefault(CACHE_CONTROL, cache_control)
    return response
