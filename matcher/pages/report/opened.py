"""When a form was opened, signed, so that nobody else can say so: what is sent at once was filled in by a program."""

import time

from django.core.signing import BadSignature, Signer

LEAST_SECONDS = 3
"""A person takes longer to write what is not right."""
MOST_SECONDS = 24 * 3600
_signer = Signer(salt="matcher.report.opened")


def stamp(at: float | None = None) -> str:
    """For a form that is opened now, or was at a moment in seconds since 1970."""
    return _signer.sign(str(int(time.time() if at is None else at)))


def seconds_open(stamped: str) -> float | None:
    """How long ago the form with this stamp was opened; None for what no form of ours bears."""
    try:
        return time.time() - int(_signer.unsign(stamped))
    except (BadSignature, ValueError):
        return None
