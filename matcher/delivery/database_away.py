"""A page that needs the database while it does not answer: told, and to be asked for again."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from matcher.delivery.host import GetResponse
from matcher.pages.errors import unavailable

log = logging.getLogger(__name__)


class DatabaseAway:
    """Pages of staff, above all: those of the public ask nothing of it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        log.warning("The database does not answer, asked for %s: %s", request.path, exception)
        return unavailable(request)
