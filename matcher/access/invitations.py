"""A colleague is invited by mail: a superuser says who and in which role, the link lets them choose a password, once.

The account is there from the start, without a password. The link proves that the mail arrived; it holds until it was used, until
another one was sent, or until `settings.INVITATION_DAYS` are over."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import UserTokenForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse

from matcher.access.adapter import INVITATION


class InvitationTokens(PasswordResetTokenGenerator):
    """As those to reset a password, under a name of their own, and good for longer."""

    key_salt = "matcher.access.invitations"

    def make_token(self, user: Any) -> str:
        """Dated ahead by what an invitation lasts longer, as all tokens are looked at with the same patience."""
        longer = timedelta(days=settings.INVITATION_DAYS) - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        made = self._num_seconds(self._now() + longer)
        return str(self._make_token_with_timestamp(user, made, self.secret))


invitation_tokens = InvitationTokens()


class EitherToken:
    """A link to choose a password came with an invitation, or because it was asked for."""

    def check_token(self, user: Any, token: str | None) -> bool:
        return default_token_generator.check_token(user, token) or invitation_tokens.check_token(user, token)


class LinkForm(UserTokenForm):
    token_generator = EitherToken()


def is_invited(account: User) -> bool:
    """Whether the invitation was not accepted yet."""
    return not account.has_usable_password() and account.last_login is None


def invite(request: HttpRequest, account: User) -> str:
    """Sends the invitation, and gives its link. Links of before no longer hold."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    link = link_for(request, account)
    told = {"user": account, "link": link, "days": settings.INVITATION_DAYS}
    get_adapter().send_mail(INVITATION, account.email, told)
    return link


def link_for(request: HttpRequest, account: User) -> str:
    uid, token = user_pk_to_url_str(account), invitation_tokens.make_token(account)
    return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))
