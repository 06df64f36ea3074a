"""The pages of signing in look as those of the admin do: they get the same context."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from matcher.access.second_factor import OPEN, lacks_second_factor


def of_the_admin(request: HttpRequest) -> dict[str, Any]:
    """A context processor, for those pages alone."""
    found = request.resolver_match
    if found is None or not (found.url_name or "").startswith(OPEN):
        return {}
    return {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "page_name": found.url_name,
        "lacks_second_factor": request.user.is_authenticated and lacks_second_factor(request.user),
        "sends_mail": settings.MAIL_IS_ON,
    }
