"""What a public page shows to staff only."""

from django.conf import settings
from django.http import HttpRequest


def may(request: HttpRequest, permission: str) -> bool:
    """Whether somebody of staff asks who has a permission.

    The cookie is looked at first: for the public no session is read, and the page does not vary by cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_active and request.user.is_staff and request.user.has_perm(permission)
