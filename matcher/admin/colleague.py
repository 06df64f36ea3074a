"""Colleagues: invited, given a role, let in again, signed out everywhere. And the log of sign-ins. For superusers alone."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from matcher.access.invitations import invite, is_invited
from matcher.access.locks import free, locked_accounts
from matcher.access.second_factor import FACTORS
from matcher.access.sessions import end_all
from matcher.access.sign_ins import note
from matcher.models import Attempted, SignIn

for model in (Authenticator, EmailAddress, UserSession, User):
    if admin.site.is_registered(model):
        admin.site.unregister(model)  # theirs show secrets, or let one choose a colleague's password


class ColleagueForm(ModelForm[User]):
    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "groups", "is_active", "is_staff", "is_superuser")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        groups = self.fields["groups"]
        groups.widget = forms.CheckboxSelectMultiple()
        groups.widget.choices = groups.choices  # type: ignore[attr-defined]
        groups.label = pgettext_lazy("of staff", "role")
        groups.help_text = _("A reader looks, a curator edits, a publisher publishes too.")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        taken = User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email)).exclude(pk=self.instance.pk)
        if taken.exists():
            raise forms.ValidationError(_("A colleague has this address already."))
        return email


class Invitation(ColleagueForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "groups", "is_superuser")

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if given and not given.get("groups") and not given.get("is_superuser"):
            self.add_error("groups", _("Choose what they may do."))
        return given


@admin.register(User)
class ColleagueAdmin(ModelAdmin[User]):
    """Nobody chooses a password for somebody else: adding a colleague sends them an invitation."""

    form = ColleagueForm
    list_display = ["username", "full_name", "role", "has_second_factor", "last_login", "stands"]
    list_filter = ["groups", "is_superuser", "is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    readonly_fields = ["username", "last_login", "date_joined"]
    ordering = ["username"]
    actions = ["invite_again", "let_in_again", "sign_out_everywhere", "take_away_factors"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        rows: QuerySet[User] = super().get_queryset(request)
        return rows.prefetch_related("groups").annotate(second_factor=Exists(factors))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **({} if obj else {"form": Invitation}), **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*ColleagueForm.Meta.fields, *self.readonly_fields] if obj else list(Invitation.Meta.fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields if obj else []

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.username, obj.is_staff = obj.email[:150], True
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        """The row is written: now the mail may go out."""
        self.send_invitation(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def send_invitation(self, request: HttpRequest, account: User) -> None:
        try:
            link = invite(request, account)
        except OSError:  # SMTPException is one
            told = gettext("The mail to %s could not be sent. Try “invite again” in a while.")
            self.message_user(request, told % account.email, messages.ERROR)
            return
        if settings.MAIL_IS_ON:
            told = gettext("An invitation was sent to %s.")
            self.message_user(request, told % account.email, messages.SUCCESS)
        else:
            told = gettext("No mail server is set. Give %(who)s this link, which holds once: %(link)s")
            self.message_user(request, told % {"who": account.email, "link": link}, messages.WARNING)

    # --- Columns ---

    @admin.display(description=pgettext_lazy("of a person", "name"))
    def full_name(self, account: User) -> str:
        return account.get_full_name() or "-"

    @admin.display(description=pgettext_lazy("of staff", "role"))
    def role(self, account: User) -> str:
        roles = [str(group) for group in account.groups.all()]
        return ", ".join([*roles, *([pgettext("of staff", "superuser")] if account.is_superuser else [])]) or "-"

    @admin.display(description=pgettext_lazy("to sign in", "second factor"), boolean=True)
    def has_second_factor(self, account: Any) -> bool:
        return bool(account.second_factor)

    @admin.display(description=pgettext_lazy("of an account", "stands"))
    def stands(self, account: User) -> str:
        if not account.is_active:
            return pgettext("of an account", "out of use")
        if account.username in self.locked:
            return pgettext("of an account", "locked out")
        return pgettext("of an account", "invited") if is_invited(account) else pgettext("of an account", "in use")

    locked: Iterable[str | None] = ()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self.locked = locked_accounts()
        return super().changelist_view(request, extra_context)

    # --- Acts ---

    @admin.action(description=_("Send the invitation again"), permissions=["change"])
    def invite_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            if is_invited(account):
                self.send_invitation(request, account)
            else:
                told = gettext(
                    "%s has a password already: “Forgotten your password?” on the page to sign in mails a link."
                )
                self.message_user(request, told % account, messages.WARNING)

    @admin.action(description=_("Let in again after too many wrong tries"), permissions=["change"])
    def let_in_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            if free(account):
                note(request, account, Attempted.FREED, request.user.get_username())
        self.message_user(request, gettext("Done: they may try again at once."), messages.SUCCESS)

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def sign_out_everywhere(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        count = sum(end_all(account) for account in queryset)
        told = ngettext("%(count)d session ended.", "%(count)d sessions ended.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Take away the second factor (lost phone), and sign out"), permissions=["change"])
    def take_away_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            Authenticator.objects.filter(user=account).delete()
            end_all(account)
            note(request, account, Attempted.CHANGED, f"factors removed {request.user.get_username()}")
        told = gettext("Done. They set up another one when they sign in.")
        self.message_user(request, told, messages.SUCCESS)

    # --- Who may ---

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)


def is_superuser(request: HttpRequest) -> bool:
    """Giving somebody a right is a right that no role has: a permission of Django's alone does not give it."""
    return bool(request.user.is_active and request.user.is_superuser)


WORDS = {
    "password": pgettext_lazy("with what one signed in", "password"),
    "totp": pgettext_lazy("with what one signed in", "code of an app"),
    "webauthn": pgettext_lazy("with what one signed in", "passkey"),
    "recovery_codes": pgettext_lazy("with what one signed in", "recovery code"),
    "mail": pgettext_lazy("with what one signed in", "mail"),
    "by": pgettext_lazy("password by mail", "by"),
    "factors": pgettext_lazy("with what one signed in", "second factor"),
    "added": pgettext_lazy("added a passkey", "added:"),
    "removed": pgettext_lazy("removed a passkey", "removed:"),
    "renewed": pgettext_lazy("renewed codes", "renewed:"),
}
"""What the log keeps, by the words of allauth."""


@admin.register(SignIn)
class SignInAdmin(ModelAdmin[SignIn]):
    """To read, and for nothing else: the command `forget_sign_ins` deletes what is old."""

    list_display = ["at", "who", "attempted", "used", "whereabouts"]
    list_filter = ["attempted", "at"]
    search_fields = ["name"]
    date_hierarchy = "at"
    list_per_page = 100
    fields = ["at", "name", "attempted", "used", "whereabouts"]
    readonly_fields = ["at", "name", "attempted", "used", "whereabouts"]

    @admin.display(description=pgettext_lazy("of staff", "account"), ordering="name")
    def who(self, row: SignIn) -> str:
        return row.name or gettext("no such account")

    @admin.display(description=pgettext_lazy("of a sign-in", "with"), ordering="how")
    def used(self, row: SignIn) -> str:
        return " ".join(str(WORDS.get(word, word)) for word in row.how.replace(",", " +").split()) or "-"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
