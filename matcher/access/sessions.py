"""Sessions end: after so long without a page, and after so long in any case."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse

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
    """Signs out whoever has been away too long. A session that says of itself when it began is the only one that lasts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_signed_in(request) and request.user.is_authenticated:
            now, session = int(time.time()), request.session
            if is_over(now, session.get(BEGAN, 0), session.get(SEEN, 0)):
                logout(request)
            elif now - session[SEEN] > NOTED_SECONDS:
                session[SEEN] = now
        return self.get_response(request)


def is_over(now: int, began: int, seen: int) -> bool:
    return now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS


def began_within(request: HttpRequest, seconds: int) -> bool:
    return time.time() - request.session.get(BEGAN, 0) < seconds


def end_all(account: User) -> int:
    """Sign somebody out everywhere; how many sessions ended."""
    own = [one.pk for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(account.pk)]
    return Session.objects.filter(pk__in=own).delete()[0]
