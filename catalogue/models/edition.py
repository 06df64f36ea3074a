"""What staff edit, as entries (`catalogue.entries`): the working state by digest, who changed what, and every edition."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.limits import LONGEST_PROSE, no_longer_than


class StoredEntry(models.Model):
    """The value of one thing at one moment. It is known by its digest, so it never changes."""

    digest = models.CharField(_("digest"), max_length=64, primary_key=True)
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("short name"), max_length=160)
    schema = models.PositiveSmallIntegerField(_("schema"), default=1)
    entry = models.TextField(_("entry"))

    class Meta:
        verbose_name = _("stored entry")
        verbose_name_plural = _("stored entries")
        ordering = ["kind", "key", "digest"]
        indexes = [models.Index(fields=["kind", "key"], name="storedentry_kind_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Working(models.Model):
    """How one row reads now, by digest: kept in the transaction that writes the row, so that what waits is known without
    reading rows. A row that its tick keeps from the public is not `is_shown`, and no part of an edition."""

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("short name"), max_length=160)
    digest = models.CharField(_("digest"), max_length=64)
    is_shown = models.BooleanField(_("shown"), default=True)

    class Meta:
        verbose_name = _("working state")
        verbose_name_plural = _("working states")
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="working_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Signed(models.Model):
    """Who did it, and when. The name stays when the account goes."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("author"), related_name="+", null=True, blank=True
    )
    signed = models.CharField(pgettext_lazy("who published", "by"), max_length=150)
    at = models.DateTimeField(pgettext_lazy("a moment", "at"), auto_now_add=True)

    class Meta:
        abstract = True


class Edition(Signed):
    """Everything the public sees, as it was published at one moment, numbered from 1. It never changes.

    `manifest` is JSON: kind -> key -> [digest, number of the edition in which that digest came, the day of that]."""

    number = models.PositiveIntegerField(
        _("edition number"),
        unique=True,
        error_messages={"unique": _("Somebody published at the same moment: look again.")},
    )
    digest = models.CharField(_("digest"), max_length=64)
    why = models.TextField(_("why"), validators=no_longer_than(LONGEST_PROSE))
    despite = models.TextField(
        _("why it was published although a persona flipped"), blank=True, validators=no_longer_than(LONGEST_PROSE)
    )
    manifest = models.TextField(_("manifest"))
    is_whole = models.BooleanField(
        _("holds all kinds"),
        default=True,
        help_text=_("Those of before held instruments, rules, questions and weights alone."),
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        permissions = [("publish_edition", _("Can publish, and restore an edition"))]
        constraints = [
            models.CheckConstraint(
                name="edition_says_why",
                condition=~models.Q(why=""),
                violation_error_message=_("Say in a few words why: whoever looks back will ask."),
            )
        ]

    def __str__(self) -> str:
        return str(_("edition %d") % self.number)


class ChangeQuerySet(models.QuerySet["Change"]):
    def waiting(self) -> "ChangeQuerySet":
        """Neither published nor taken back, the oldest first."""
        return self.filter(edition=None, is_taken_back=False).order_by("pk")


class Change(Signed):
    """One save of one thing: the whole entry as it was from then on."""

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("short name"), max_length=160)
    stored = models.ForeignKey(
        StoredEntry,
        models.PROTECT,
        verbose_name=_("entry"),
        related_name="changes",
        null=True,
        help_text=_("None: it is gone."),
    )
    before = models.ForeignKey(
        StoredEntry,
        models.PROTECT,
        verbose_name=_("entry before"),
        related_name="+",
        null=True,
        editable=False,
        help_text=_("None: it was not there, or nobody noted it."),
    )
    note = models.CharField(_("note"), max_length=250, blank=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("published in"), related_name="changes", null=True, blank=True
    )
    is_taken_back = models.BooleanField(_("taken back"), default=False)
    together = models.UUIDField(
        _("saved together"),
        null=True,
        editable=False,
        help_text=_("The same for all saves of one act, which go out together and are undone together."),
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of what is public", "change")
        verbose_name_plural = _("changes")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="change_kind_key")]
        constraints = [
            models.CheckConstraint(
                name="change_published_or_taken_back",
                condition=models.Q(edition=None) | models.Q(is_taken_back=False),
                violation_error_message=_("What was published cannot be taken back: restore an older edition."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
