"""Counts what was looked at, before the page cache answers: a kept page counts as one that is made."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from matcher.counters.memory import counters
from matcher.delivery.host import GetResponse
from matcher.delivery.public import is_signed_in


class Counting:
    """Whole answers to people who are not known to us; who has the page already, and is told so, looked at it before."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.COUNTERS and response.status_code == 200 and not is_signed_in(request):
            counters.look(request)
        return response
