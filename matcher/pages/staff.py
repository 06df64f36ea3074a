"""What a public page shows to staff only."""

from django.conf import settings
from django.http import HttpRequest

from matcher.rules.holding import DATABASE_AWAY


def may(request: HttpRequest, permission: str) -> bool:
    """Whether somebody of staff asks who has a permission; nobody, while the database does not say who asks.

    The cookie is looked at first: for the public no session is read, and the page does not vary by cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    try:
        return request.user.is_active and request.user.is_staff and request.user.has_perm(permission)
    except DATABASE_AWAY:
        return False
