"""Forms of allauth in our words; those on which somebody types a code have the lock that passwords have."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _

from matcher.access.locks import is_locked


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or e-mail address of your account")
        name = {"id": "id_username", "autocomplete": "username", "autofocus": True, "maxlength": 254}
        self.fields["login"].widget.attrs = name
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""


class _Locked:
    """Refuses a code while its account is locked; the page then says so (`locks.told`)."""

    user: Any

    def clean_code(self) -> str:
        request = context.request
        if is_locked(request, self.user):
            request.axes_locked_out = True
            request.axes_credentials = {"username": self.user.get_username()}
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class CodeForm(_Locked, AuthenticateForm):
    pass


class CodeAgainForm(_Locked, ReauthenticateForm):
    pass


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("By which you know it again: of your phone, your laptop, your key.")
        alone = self.fields["passwordless"]
        alone.initial, alone.label = True, _("Sign in with this passkey alone, without a password")
        alone.help_text = _(
            "It is two factors in one: what you have, and your finger, face or PIN. Untick this for a key without one."
        )
