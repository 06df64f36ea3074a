"""The door between the server and Django: whatever is sent, the answer is a whole one."""

import logging
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.utils.http import parse_header_parameters

LAST_RESORT = b"500: Dat ging mis. Probeer het straks opnieuw. / That went wrong. Try again in a while.\n"
log = logging.getLogger(__name__)


class Application(WSGIHandler):
    """Django's, which fails without an answer where the request itself can't be made or its error page fails."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:  # type: ignore[override]
        try:
            parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except (LookupError, ValueError):  # an unknown encoding inside the header
            environ["CONTENT_TYPE"] = ""
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
