"""Who may publish, or may do everything, signs in with two factors: until then the admin is closed to them."""

from typing import TypeGuard

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from matcher.delivery.host import GetResponse

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
OPEN = ("account_", "mfa_", "usersessions_")
"""How the names of those pages begin on which one signs in, out, and sets up the second factor."""
OPEN_IN_ADMIN = ("logout", "jsi18n")


def must_have_second_factor(user: User | AnonymousUser) -> TypeGuard[User]:
    """Whoever can put something before the public, or give that right to somebody."""
    return user.is_active and (user.is_superuser or user.has_perm("catalogue.publish_edition"))


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    return settings.TWO_FACTORS and must_have_second_factor(user) and not is_mfa_enabled(user, FACTORS)


class SecondFactorFirst:
    """Leads to the page on which it is set up; nothing else below /admin/ answers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if not is_for_staff(request) or not lacks_second_factor(request.user):
            return None
        messages.warning(request, _("First set up a second factor: whoever may publish signs in with two."))
        return HttpResponseRedirect(resolve_url("mfa_index"))


def is_for_staff(request: HttpRequest) -> bool:
    found = request.resolver_match
    name = (found.url_name if found else "") or ""
    is_open = name.startswith(OPEN) or (name in OPEN_IN_ADMIN and found is not None and "admin" in found.namespaces)
    return request.path_info.startswith(reverse("admin:index")) and not is_open
