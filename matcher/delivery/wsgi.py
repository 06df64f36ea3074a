"""The door between the server and Django: whatever is sent, the answer is a whole one."""

import logging
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.utils.http import parse_header_parameters

from matcher.delivery.call_stack import with_room

LAST_RESORT = b"500: Dat ging mis. Probeer het straks opnieuw. / That went wrong. Try again in a while.\n"
log = logging.getLogger(__name__)


class Application(WSGIHandler):
    """Django's, which gives no answer where the request can't be made of what was sent, or where the error page fails."""

    @with_room
    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:  # type: ignore[override]
        if ";" in environ.get("CONTENT_TYPE", ""):
            environ["CONTENT_TYPE"] = in_utf_8(environ["CONTENT_TYPE"])
        try:
            return super().__call__(environ, start_response)
        except Exception:
            log.exception("No answer could be made for %s", environ.get("PATH_INFO", ""))
            headers = [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(LAST_RESORT))),
                ("Cache-Control", "no-store"),
            ]
            start_response("500 Internal Server Error", headers, sys.exc_info())
            return [LAST_RESORT]


def in_utf_8(content_type: str) -> str:
    """A content type without the encoding that it names, nor anything else that only a mistaken or hostile client sends.

    Django reads the query in that encoding, before any middleware, though the header says nothing of the address: with
    `charset=hex` every page would fail. All that our pages send is UTF-8, which is what an address is read as too.

    >>> in_utf_8("text/plain; charset=hex")
    'text/plain'
    >>> in_utf_8('multipart/form-data; boundary="a b"; charset=utf-16')
    'multipart/form-data; boundary="a b"'
    """
    if "charset" not in content_type.lower() and "*" not in content_type:
        return content_type
    media_type = content_type.partition(";")[0].strip()
    try:
        boundary = parse_header_parameters(content_type)[1].get("boundary", "")
    except Exception:  # the reader of mail headers raises nearly anything
        boundary = ""
    is_plain = boundary.isascii() and boundary.isprintable() and not set(boundary) & {'"', "\\"}
    return f'{media_type}; boundary="{boundary}"' if boundary and is_plain else media_type
