"""Forms of allauth in our words; those on which somebody types a code have the lock that passwords have."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.account.forms import (
    ReauthenticateForm as PasswordAgainForm,
)
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matcher.access.locks import is_locked

PASSWORD = pgettext_lazy("to sign in", "Password")
NEW, AGAIN = _("New password"), _("The new password once more")
LONG_ENOUGH = _("At least 15 signs, not known from a leak, and not like your name or your address.")


class _InOurWords:
    """`words`: by field, its label and what stands below it."""

    words: dict[str, tuple[Any, Any]]
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class SignInForm(_InOurWords, LoginForm):
    words = {"login": (_("Name or e-mail address of your account"), ""), "password": (PASSWORD, "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = {"id": "id_username", "autocomplete": "username", "autofocus": True, "maxlength": 254}
        self.fields["login"].widget.attrs = name


class ShownAgainForm(_InOurWords, PasswordAgainForm):
    words = {"password": (PASSWORD, "")}


class ForgottenForm(_InOurWords, ResetPasswordForm):
    words = {"email": (_("E-mail address of your account"), "")}


class ChosenForm(_InOurWords, ResetPasswordKeyForm):
    words = {"password1": (NEW, LONG_ENOUGH), "password2": (AGAIN, "")}


class ChangedForm(_InOurWords, ChangePasswordForm):
    words = {"oldpassword": (_("Your password now"), ""), "password1": (NEW, LONG_ENOUGH), "password2": (AGAIN, "")}


class AppForm(_InOurWords, ActivateTOTPForm):
    words = {"code": (_("The six digits"), "")}


class _Locked(_InOurWords):
    """Refuses a code while its account is locked; the page then says so (`locks.told`)."""

    words = {"code": (_("Code of your app, or a recovery code"), "")}
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


NAMED = {"name": (_("Name of this passkey"), _("By which you know it again: of your phone, your laptop, your key."))}


class PasskeyForm(_InOurWords, AddWebAuthnForm):
    words = {
        **NAMED,
        "passwordless": (
            _("Sign in with this passkey alone, without a password"),
            _(
                "It is two factors in one: what you have, and your finger, face or PIN. Untick this for a key without one."
            ),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class PasskeyNameForm(_InOurWords, EditWebAuthnForm):
    words = NAMED
