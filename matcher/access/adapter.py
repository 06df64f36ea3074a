"""What we want of allauth otherwise than it is."""

import logging
from base64 import urlsafe_b64encode
from threading import Thread
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from matcher.access.sessions import began_within
from matcher.pages.client import client_address

NOWHERE = "0.0.0.0"
WRONG = _("This account and this password do not belong together.")
INVITATION, RESET = "account/email/invitation", "account/email/password_reset_key"
log = logging.getLogger(__name__)


class StaffAccounts(DefaultAccountAdapter):
    """Accounts are staff's alone: nobody signs up, and who may not see the admin does not come in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **hook: Any) -> HttpResponse | None:
        if user.is_active and not user.is_staff:
            user.is_active = False  # on this object alone: told as an account that is out of use
        return super().pre_login(request, user, **hook)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or NOWHERE

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who signed in just now need not show it again."""
        return not began_within(self.request, account_settings.REAUTHENTICATION_TIMEOUT)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Without a mail server there is none. What only tells of something done does not undo it by failing."""
        if settings.MAIL_IS_ON:
            try:
                super().send_mail(template_prefix, email, context)
            except OSError as error:  # SMTPException is one
                if template_prefix == INVITATION:
                    raise
                log.warning("A mail to a colleague was not sent: %s", type(error).__name__)

    def render_mail(self, template_prefix: str, *args: Any, **kwargs: Any) -> EmailMessage:
        """How long a mail server takes must not tell whether there is an account with this address."""
        message = super().render_mail(template_prefix, *args, **kwargs)
        if template_prefix == RESET and settings.MAIL_IN_BACKGROUND:
            send = message.send
            message.send = lambda *_args, **_kwargs: Thread(target=sent, args=[send]).start() or 0  # type: ignore[method-assign, func-returns-value]
        return message


def sent(send: Any) -> None:
    try:
        send()
    except OSError as error:
        log.warning("A mail to a colleague was not sent: %s", type(error).__name__)


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next one."),
    }

    def get_totp_issuer(self) -> str:
        return "Overzet"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return pgettext("to sign in", "Passkey")

    def encrypt(self, text: str) -> str:
        """A copy of the database alone does not make codes: the key follows from SECRET_KEY."""
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys().decrypt(encrypted_text.encode()).decode()


def keys() -> MultiFernet:
    """The newest first: what older ones wrote is read while they stand in SECRET_KEY_FALLBACKS."""
    return MultiFernet([key_from(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key_from(secret: str | bytes) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"matcher.access.second-factors").derive(force_bytes(secret))
    return Fernet(urlsafe_b64encode(derived))
