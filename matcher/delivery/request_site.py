"""Each request takes one reference to the edition at its start, so that all of its page rests on the same one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from matcher.rules.holding import held


class RequestSite:
    """Sets `request.site`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.site = held()  # type: ignore[assignment]
        return self.get_response(request)
