"""Answers that Django gives without a word, with the page that tells what happened."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from http import HTTPStatus
from inspect import getclosurevars, isfunction

from django.http import HttpRequest, HttpResponse

from matcher.delivery.host import GetResponse
from matcher.pages.errors import method_not_allowed

READING = ("GET", "HEAD", "OPTIONS", "TRACE")
ADMIN = "/admin/"


class ToldRefusals:
    """A method that an address does not take (`require_safe` and its like) is answered with a page, Allow included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        return refused(request, response.headers.get("Allow", ""))

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[object],
        named: Mapping[str, object],
    ) -> HttpResponse | None:
        """Before anybody asks for the cookie of a form, which what is only read has none of. Reading needs no such cookie; and
        the admin asks first who it is."""
        is_asked_later = request.method in READING or ADMIN in request.path_info
        taken = None if is_asked_later else methods_taken(view)
        return None if taken is None or request.method in taken else refused(request, ", ".join(taken))


def refused(request: HttpRequest, allowed: str) -> HttpResponse:
    told = method_not_allowed(request)
    told["Allow"] = allowed
    return told


@lru_cache(maxsize=1024)
def methods_taken(view: Callable[..., HttpResponse]) -> tuple[str, ...] | None:
    """The methods that a view is declared for (`require_safe` and its like), None where it is for any. Django keeps them nowhere
    but in what its decorator closes over."""
    at: object = view
    while isfunction(at):
        methods = getclosurevars(at).nonlocals.get("request_method_list")
        if methods is not None:
            return tuple(methods)
        at = getattr(at, "__wrapped__", None)
    return None
