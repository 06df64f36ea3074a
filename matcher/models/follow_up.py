"""How staff divide the work: who takes what, what they tell one another, and what is to be published on a later day.

Rows alone, and no part of an edition. The last assignment of a thing counts, the others are its history."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.edition import Edition, Signed
from catalogue.models.limits import LONGEST_PROSE, in_our_time, no_longer_than

LONGEST_COMMENT = 2000


class AboutEntry(Signed):
    """About one thing, by kind and key; both "" are about all that waits to be published."""

    kind = models.CharField(_("kind"), max_length=40, blank=True)
    key = models.CharField(_("short name"), max_length=160, blank=True)

    class Meta:
        abstract = True


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def latest_of_each(self) -> "AssignmentQuerySet":
        """The one that counts of each thing, with the person."""
        newest = Assignment.objects.order_by().values("kind", "key").annotate(newest=models.Max("pk")).values("newest")
        return self.filter(pk__in=newest).select_related("to")


class Assignment(AboutEntry):
    """Who looks after a thing from then on; null: nobody in particular."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=pgettext_lazy("a task", "for"),
        related_name="+",
        null=True,
        blank=True,
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="assignment_kind_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class StaffComment(AboutEntry):
    """What somebody of staff says about a thing to the others."""

    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    asks_to_look = models.BooleanField(_("asks a publisher to look"), default=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "key"], name="staffcomment_kind_key")]
        constraints = [
            models.CheckConstraint(
                name="staffcomment_says_something",
                condition=~Q(text="") | Q(asks_to_look=True),
                violation_error_message=_("Write what you want to say."),
            )
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 60 else f"{self.text[:59]}…"


class PlannedPublicationQuerySet(models.QuerySet["PlannedPublication"]):
    def open(self) -> "PlannedPublicationQuerySet":
        """Neither done nor called off, the first day first."""
        return self.filter(done_at=None, called_off_at=None).order_by("on", "pk")


class PlannedPublication(Signed):
    """What waited at the moment of planning, to be published on a day: [kind, key, digest of then] of each.

    A thing that was edited after that does not go out by itself."""

    on = models.DateField(pgettext_lazy("to publish", "on the day"), validators=[in_our_time])
    entries = models.JSONField(_("entries"))
    why = models.TextField(_("why"), validators=no_longer_than(LONGEST_PROSE))
    despite = models.TextField(
        _("why it was published although a persona flipped"), blank=True, validators=no_longer_than(LONGEST_PROSE)
    )
    refused = models.TextField(
        _("why it did not go out"), blank=True, help_text=_("What stood in the way when it was tried last.")
    )
    tried_at = models.DateTimeField(_("tried"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("published in"), related_name="+", null=True, blank=True
    )
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True)
    called_off_by = models.CharField(_("called off by"), max_length=150, blank=True)

    objects = PlannedPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned publication")
        verbose_name_plural = _("planned publications")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plannedpublication_done_or_called_off",
                condition=Q(done_at=None) | Q(called_off_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.why}"

    @property
    def names(self) -> list[tuple[str, str]]:
        return [(kind, key) for kind, key, _digest in self.entries]
