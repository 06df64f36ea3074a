"""Errors to a server that speaks Sentry's protocol, where SENTRY_DSN names one: what broke and where, never who asked for what.

No query string, no cookie, no body, no header, no account, no local variable, and no trail of what happened before."""

from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from matcher.delivery.logs import without_secrets
from matcher.delivery.release import release
from matcher.delivery.request_id import current

KEPT = (
    "event_id",
    "timestamp",
    "platform",
    "level",
    "release",
    "environment",
    "exception",
    "sdk",
    "transaction",
    "logger",
)
"""Of an event; and what `scrubbed` writes anew. Whatever a later version adds is left out until it is named here."""


def start() -> None:
    """Called when the app is ready."""
    if settings.SENTRY_DSN:
        sentry_sdk.init(
            settings.SENTRY_DSN,
            environment=settings.SENTRY_ENVIRONMENT,
            release=release(),
            default_integrations=True,
            auto_enabling_integrations=False,
            integrations=[DjangoIntegration(middleware_spans=False), LoggingIntegration(level=None)],
            send_default_pii=False,
            include_local_variables=False,
            include_source_context=True,
            max_request_body_size="never",
            max_breadcrumbs=0,
            before_send=scrubbed,
            server_name="",
        )


def scrubbed(event: Any, _hint: Any) -> Any:
    """An event of which only what is named is kept."""
    request = event.get("request") or {}
    message = (event.get("logentry") or {}).get("message") or event.get("message") or ""
    sent = {name: event[name] for name in KEPT if name in event}
    for raised in (sent.get("exception") or {}).get("values", ()):
        raised["value"] = without_secrets(str(raised.get("value") or ""))
        for frame in (raised.get("stacktrace") or {}).get("frames", ()):
            frame.pop("vars", None)
    if request:
        address = str(request.get("url", "")).partition("?")[0]
        sent["request"] = {"method": request.get("method"), "url": without_secrets(address)}
    if message:
        sent["logentry"] = {"message": without_secrets(str(message))}
    sent["tags"] = {"request_id": current.get()}
    return sent
