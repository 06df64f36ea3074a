"""Pages with a secret in their address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No other site is told of it, nobody keeps it, and no index lists it."""

    @wraps(view)
    def told(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return told
