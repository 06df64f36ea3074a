"""The first look at a request: is it for a host of ours?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
"""What a middleware is given: the rest of the way."""


CHECKED_HOST = "overzet.host"
"""In the request's META: the host, known to be ours."""


class KnownHost:
    """Refuses a host that is not ours before anything is looked up, or kept, under its name."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META[CHECKED_HOST] = request.get_host()  # raises DisallowedHost, which is answered with 400
        return self.get_response(request)
