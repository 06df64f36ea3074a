"""Writes the log of sign-ins: what allauth, axes and Django tell while somebody signs in."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa_signals
from axes.signals import user_locked_out
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

from matcher.access.locks import CODE, account_named
from matcher.models import Attempted, SignIn
from matcher.pages.client import whereabouts


def note(request: HttpRequest | None, account: User | None, attempted: Attempted, how: str = "") -> None:
    SignIn.objects.create(
        account=account,
        name=account.get_username() if account else "",
        attempted=attempted,
        how=how[:80],
        whereabouts=(whereabouts(request) if request else "") or None,
    )


def came_in(request: HttpRequest, user: User, **_: Any) -> None:
    used = [str(record.get("type", record.get("method", ""))) for record in get_authentication_records(request, user)]
    note(request, user, Attempted.CAME_IN, ", ".join(dict.fromkeys(used)))


def left(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if user is not None:
        note(request, user, Attempted.LEFT)


def failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A lock tells of itself (`locked`): the tries that it refuses are not noted one by one."""
    if not getattr(request, "axes_locked_out", False):
        attempted = Attempted.WRONG_CODE if credentials.get(CODE) else Attempted.WRONG_PASSWORD
        note(request, account_named(credentials), attempted)


def locked(request: HttpRequest, username: str, **_: Any) -> None:
    if getattr(request, "axes_failures_since_start", None):  # the try that locks, not those that follow
        note(request, account_named({"username": username}), Attempted.LOCKED)


def changed(what: str) -> Any:
    def receiver(request: HttpRequest, user: User, **told: Any) -> None:
        authenticator = told.get("authenticator")
        note(request, user, Attempted.CHANGED, f"{what} {authenticator.type}" if authenticator else what)

    return receiver


RECEIVERS = (
    (account_signals.user_logged_in, came_in),
    (user_logged_out, left),
    (user_login_failed, failed),
    (user_locked_out, locked),
    (account_signals.password_changed, changed("password")),
    (account_signals.password_reset, changed("password by mail")),
    (mfa_signals.authenticator_added, changed("added")),
    (mfa_signals.authenticator_removed, changed("removed")),
    (mfa_signals.authenticator_reset, changed("renewed")),
)


def listen() -> None:
    """Called when the app is ready."""
    for signal, receiver in RECEIVERS:
        signal.connect(receiver, weak=False, dispatch_uid=f"{id(signal)} {receiver.__qualname__}")
