"""Sessions end: after so long without a page, and after so long in any case."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from matcher.delivery.host import GetResponse
from matcher.delivery.public import is_signed_in

BEGAN, SEEN = "began", "seen"
NOTED_SECONDS = 300
"""How often it is noted that somebody is still there: a look at a page writes nothing, but for once in so long."""


def begin(request: HttpRequest, **_: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def listen() -> None:
    """Called when the app is ready."""
    user_logged_in.connect(begin, dispatch_uid="matcher.access.sessions")


class SessionEnds:
    """Whoever has been away too long is nobody. Looked up where somebody asks who it is: public pages need no database for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_signed_in(request):
            request.user = SimpleLazyObject(lambda: who(request))  # type: ignore[assignment]
        return self.get_response(request)


def who(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """A session that says of itself when it began is the only one that lasts."""
    user, session, now = get_user(request), request.session, int(time.time())
    if not user.is_authenticated:
        return user
    if is_over(now, session.get(BEGAN, 0), session.get(SEEN, 0)):
        session.flush()
        return AnonymousUser()
    if now - session[SEEN] > NOTED_SECONDS:
        session[SEEN] = now
    return user


def is_over(now: int, began: int, seen: int) -> bool:
    return now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS


def began_within(request: HttpRequest, seconds: int) -> bool:
    began: int = request.session.get(BEGAN, 0)
    return time.time() - began < seconds


def end_all(account: User) -> int:
    """Sign somebody out everywhere; how many sessions ended."""
    own = [one.pk for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(account.pk)]
    return Session.objects.filter(pk__in=own).delete()[0]
