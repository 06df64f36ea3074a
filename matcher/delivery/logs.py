"""What no log may hold: the secret of a link, and what somebody answered. And logs as lines of JSON."""

import json
import logging
import re
from datetime import UTC, datetime

from matcher.delivery.request_id import current

SECRET = re.compile(r"(/saved/(?:mail/)?|/password/link/\w+-|/preview/)[\w:.-]{20,}(?![\w-])")
LEAST_WITH_SECRET = 20
"""A shorter text is shorter than a secret."""
QUERY = re.compile(r"(?<=\S)\?[^\s\"'\])]*")


class WithoutSecrets(logging.Filter):
    """Rewrites each message: addresses lose their query string, and links that open something the part that does."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        clean = without_secrets(told)
        if clean != told:
            record.msg, record.args = clean, ()
        return True


def without_secrets(text: str) -> str:
    """
    >>> without_secrets('"GET /en/match/results/?place=FR&on=2026-11-21 HTTP/1.1" 200')
    '"GET /en/match/results/?... HTTP/1.1" 200'
    >>> without_secrets("Not Found: /saved/" + "x" * 43 + "/delete/")
    'Not Found: /saved/.../delete/'
    >>> without_secrets("GET /admin/account/password/link/3-dj1dry-523d9377451f03e4f0b4738ff27556a0/ 302")
    'GET /admin/account/password/link/3-.../ 302'
    >>> without_secrets("Is it open? Ask them.")
    'Is it open? Ask them.'
    """
    if "?" in text:
        text = QUERY.sub(lambda found: "?..." if len(found[0]) > 1 else "?", text)
    return SECRET.sub(r"\1...", text) if len(text) > LEAST_WITH_SECRET else text


class JsonLines(logging.Formatter):
    """One line for each message, with the request that it belongs to; what was raised stands in it as text, on the same line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            "request_id": current.get(),
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            told |= {name: without_secrets(one) if isinstance(one, str) else one for name, one in fields.items()}
        if record.exc_info:
            told["exception"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """For people, who look at one machine: what was raised loses its secrets too."""

    def formatException(self, exc_info: object) -> str:  # noqa: N802 - the name that logging calls
        return without_secrets(super().formatException(exc_info))  # type: ignore[arg-type]
