"""What a test gets back from a page, as types."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from tests.the import as_a

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Response = _MonkeyPatchedWSGIResponse
else:
    Response = HttpResponse
"""From Django's test client."""


class Page(Protocol):
    """Whatever has a page in it, of this process or of another one."""

    @property
    def content(self) -> bytes: ...


def streamed(response: HttpResponseBase) -> Iterator[bytes]:
    """What comes piece by piece, as it is read."""
    return iter(as_a(StreamingHttpResponse, response))
