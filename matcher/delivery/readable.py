"""The first look at a request: for a host of ours, and in the one encoding in which addresses are written."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class HostAndEncoding:
    """Refuses a host that is not ours before anything is looked up under its name, and reads every address as UTF-8.

    Django takes the encoding of the query from the request's Content-Type, which says nothing of it: `charset=hex` would
    make the address of any page unreadable."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding is not None:
            request.encoding = settings.DEFAULT_CHARSET
        request.get_host()  # raises DisallowedHost, which is answered with 400
        return self.get_response(request)
