"""A name for each request, by which the lines of logs that tell of it are found; and one line for the request itself."""

import logging
import re
import secrets
import time
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from matcher.delivery.host import GetResponse
from matcher.pages.client import is_behind_proxy, whereabouts

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""What a proxy may have given: nothing that could be read as another line, or as another field."""
current: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that is being answered; "" outside of one."""
log = logging.getLogger("overzet.requests")


class RequestId:
    """Takes over the name that the proxy gave, where a proxy stands; gives it back with the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.is_noted = settings.LOG_REQUESTS

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark = current.set(name_of(request))
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = current.get()
            if self.is_noted:
                note(request, response, time.perf_counter() - began)
            return response
        finally:
            current.reset(mark)


def name_of(request: HttpRequest) -> str:
    given = str(request.META.get("HTTP_X_REQUEST_ID", ""))
    return given if GIVEN.fullmatch(given) and is_behind_proxy(request) else secrets.token_hex(16)


def note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Never the query string: it holds what somebody answered. Of the address only about where it is."""
    told = {
        "method": request.method,
        "path": request.path_info,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "from": whereabouts(request),
    }
    log.info("%(method)s %(path)s %(status)s", told, extra={"fields": told})
