"""The lock after wrong tries: passwords and codes alike, per account and network address, for all processes together.

django-axes counts, in the database. Five wrong tries close an account to an address for a quarter of an hour, after which it
opens by itself; a hundred from anywhere close it to all (NIST SP 800-63B-4, 3.2.2). A superuser opens it sooner."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.signals import authentication_failed
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from matcher.pages.client import visitor

CODE = "code"
"""Among what was tried: that it was the second factor."""
TYPED = ("username", "login", "email")
"""Under these names Django, axes and allauth hand on what somebody typed for an account."""


def typed_in(credentials: dict[str, Any] | None) -> str:
    return next((str(credentials[name]) for name in TYPED if credentials.get(name)), "") if credentials else ""


def account_named(credentials: dict[str, Any] | None) -> User | None:
    """By its name or its mail address."""
    typed = typed_in(credentials).strip()
    if not typed or "\0" in typed:
        return None
    return User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).order_by("pk").first()


def counted_as(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """Under which name tries are counted: the account's, however it was called. What was typed where there is no account counts
    too, so that nobody learns which there are, but is kept scrambled: it may have been a password."""
    account = account_named(credentials)
    if account is not None:
        return account.get_username()
    return salted_hmac("matcher.access.locks", typed_in(credentials).lower(), algorithm="sha256").hexdigest()


def counted_from(request: HttpRequest) -> str | None:
    return visitor(request) or None


class SharedLock(AxesDatabaseHandler):
    """Adds the lock for an account that is tried from many addresses."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return bool(super().is_locked(request, credentials)) or self.is_tried_from_everywhere(request, credentials)

    def is_tried_from_everywhere(self, request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
        recent = attempts_at(counted_as(request, credentials))
        tried = recent.aggregate(Sum("failures_since_start"))["failures_since_start__sum"]
        return (tried or 0) >= settings.TRIES_FROM_EVERYWHERE


def attempts_at(name: str) -> Any:
    """Those that still count."""
    return AccessAttempt.objects.filter(username=name, attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME)


def is_locked(request: HttpRequest, account: User) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": account.get_username()})


def wrong_code(request: HttpRequest, user: User, **_: Any) -> None:
    """A second factor that was wrong counts as a wrong password does."""
    user_login_failed.send(sender=__name__, credentials={"username": user.get_username(), CODE: "-"}, request=request)


def listen() -> None:
    """Called when the app is ready."""
    authentication_failed.connect(wrong_code, dispatch_uid="matcher.access.locks")


def opens_at(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime:
    """When one may try again."""
    last = attempts_at(counted_as(request, credentials)).aggregate(Max("attempt_time"))["attempt_time__max"]
    return (last or timezone.now()) + settings.AXES_COOLOFF_TIME


def locked_accounts() -> set[str | None]:
    """The names of those that are closed to somebody now."""
    recent = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME)
    counted = recent.values("username", "ip_address").annotate(tries=Sum("failures_since_start"))
    return {row["username"] for row in counted if row["tries"] >= settings.AXES_FAILURE_LIMIT}


def free(account: User) -> int:
    """Let the account be tried again; how many counts were deleted."""
    return int(AxesProxyHandler.reset_attempts(username=account.get_username()))


def told(request: HttpRequest, _response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """What somebody sees who is locked out, whichever page it was."""
    opens = opens_at(request, credentials)
    wait = max(timedelta(seconds=1), opens - timezone.now())
    minutes = -(-int(wait.total_seconds()) // 60)
    response = render(request, "account/locked.html", {"opens": opens, "minutes": minutes}, status=429)
    response["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return response
