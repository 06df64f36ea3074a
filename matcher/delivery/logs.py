"""What no log may hold: the secret of a link, and what somebody answered."""

import logging
import re

SECRET = re.compile(r"(/saved/(?:mail/)?)[\w-]{43}(?![\w-])")
QUERY = re.compile(r"(?<=\S)\?[^\s\"'\])]*")


class WithoutSecrets(logging.Filter):
    """Rewrites each message: addresses lose their query string, and links of selections the part that opens them."""

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
    >>> without_secrets("Is it open? Ask them.")
    'Is it open? Ask them.'
    """
    return SECRET.sub(r"\1...", QUERY.sub(lambda found: "?..." if len(found[0]) > 1 else "?", text))
