"""Who came in, or tried to: the log of sign-ins. Kept for `settings.SIGN_INS_KEPT_DAYS`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy


class Attempted(models.TextChoices):
    CAME_IN = "in", pgettext_lazy("of a sign-in", "came in")
    WRONG_PASSWORD = "password", pgettext_lazy("of a sign-in", "wrong password")
    WRONG_CODE = "code", pgettext_lazy("of a sign-in", "wrong code")
    LOCKED = "locked", pgettext_lazy("of a sign-in", "locked out")
    FREED = "freed", pgettext_lazy("of a sign-in", "let in again by a colleague")
    LEFT = "out", pgettext_lazy("of a sign-in", "signed out")
    CHANGED = "changed", pgettext_lazy("of a sign-in", "changed how to sign in")


class SignIn(models.Model):
    """One try. What was typed for an account that does not exist is not kept: it may have been a password."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=pgettext_lazy("of staff", "account"),
        null=True,
        related_name="sign_ins",
    )
    name = models.CharField(pgettext_lazy("of staff", "name of the account"), max_length=150, blank=True)
    """As it was: it stays when the account goes."""
    at = models.DateTimeField(pgettext_lazy("of an event", "when"), default=timezone.now, db_index=True)
    attempted = models.CharField(pgettext_lazy("of a sign-in", "what"), max_length=10, choices=Attempted)
    how = models.CharField(pgettext_lazy("of a sign-in", "with"), max_length=80, blank=True)
    """The factors that were used, or what was changed, as allauth names them."""
    whereabouts = models.GenericIPAddressField(
        pgettext_lazy("of a sign-in", "from (cut short)"), null=True, unpack_ipv4=True
    )

    class Meta:
        verbose_name = pgettext_lazy("one time", "sign-in")
        verbose_name_plural = pgettext_lazy("several times", "sign-ins")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="sign_in_attempted", condition=Q(attempted__in=Attempted.values)),
        ]

    def __str__(self) -> str:
        return f"{self.name or '?'} {self.at:%Y-%m-%d %H:%M}"
