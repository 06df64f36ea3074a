"""What staff edit, as entries (`catalogue.loading`): edits that wait, and every state that was ever published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredEntry(models.Model):
    """The value of one instrument, rule, question or weight. It is known by its digest, so it never changes."""

    digest = models.CharField(_("digest"), max_length=64, primary_key=True)
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("short name"), max_length=160)
    entry = models.JSONField(_("entry"))

    class Meta:
        verbose_name = _("stored entry")
        verbose_name_plural = _("stored entries")
        ordering = ["kind", "key", "digest"]
        indexes = [models.Index(fields=["kind", "key"], name="storedentry_kind_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Signed(models.Model):
    """Who did it, and when. The name stays when the account goes."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("author"), related_name="+", null=True, blank=True
    )
    signed = models.CharField(_("by"), max_length=150)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        abstract = True


class Version(Signed):
    """A state that was published: all entries at once, numbered from 1. It never changes."""

    number = models.PositiveIntegerField(
        _("version number"),
        unique=True,
        error_messages={"unique": _("Somebody published at the same moment: look again.")},
    )
    why = models.TextField(_("why"))
    despite = models.TextField(_("why it was published although a persona flipped"), blank=True)
    entries = models.ManyToManyField(StoredEntry, verbose_name=_("entries"), related_name="versions")

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        permissions = [("publish_version", _("Can publish, and restore a version"))]
        constraints = [
            models.CheckConstraint(
                name="version_says_why",
                condition=~models.Q(why=""),
                violation_error_message=_("Say in a few words why: whoever looks back will ask."),
            )
        ]

    def __str__(self) -> str:
        return str(_("version %d") % self.number)


class EditQuerySet(models.QuerySet["Edit"]):
    def waiting(self) -> "EditQuerySet":
        """Neither published nor dropped, the oldest first."""
        return self.filter(version=None, is_dropped=False).order_by("pk")


class Edit(Signed):
    """One thing as somebody wanted it from then on. Until it is published or dropped, it waits."""

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("short name"), max_length=160)
    stored = models.ForeignKey(
        StoredEntry,
        models.PROTECT,
        verbose_name=_("entry"),
        related_name="edits",
        null=True,
        help_text=_("None: it is to go."),
    )
    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name=_("published in"), related_name="edits", null=True, blank=True
    )
    is_dropped = models.BooleanField(_("dropped"), default=False)

    objects = EditQuerySet.as_manager()

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "key"], name="edit_kind_key")]
        constraints = [
            models.CheckConstraint(
                name="edit_published_or_dropped",
                condition=models.Q(version=None) | models.Q(is_dropped=False),
                violation_error_message=_("An edit that was published cannot be dropped: restore an older version."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
