"""Answers that Django gives without a word, with the page that tells what happened."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from matcher.delivery.host import GetResponse
from matcher.pages.errors import method_not_allowed


class ToldRefusals:
    """A method that an address does not take (`require_safe` and its like) is answered with a page, Allow included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        told = method_not_allowed(request)
        told["Allow"] = response.headers.get("Allow", "")
        return told
