"""Where funders announce things, as addresses that a machine can read, and what stood there: proposals to staff, and no more.

Rows alone, and no part of an edition."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Organisation, Programme


class FunderFeed(models.Model):
    """A feed (RSS, Atom, iCalendar or JSON Feed) of an organisation or about a programme. It is read where it is on, and where
    watching is."""

    url = models.URLField(
        pgettext_lazy("of a feed", "address"),
        max_length=300,
        unique=True,
        validators=[URLValidator(["http", "https"])],
        help_text=_("Of the feed itself: RSS, Atom, a calendar (ICS) or JSON Feed."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        verbose_name=pgettext_lazy("of a feed", "organisation"),
        related_name="+",
        null=True,
        blank=True,
    )
    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        verbose_name=pgettext_lazy("of a feed", "programme"),
        related_name="+",
        null=True,
        blank=True,
    )
    is_on = models.BooleanField(
        pgettext_lazy("a feed", "is read"), default=False, help_text=_("New items stand on the work list then.")
    )
    checked_at = models.DateTimeField(pgettext_lazy("a feed", "read last"), null=True, blank=True, editable=False)
    problem = models.CharField(pgettext_lazy("of a feed", "problem"), max_length=20, blank=True, editable=False)
    """A value of `WatchProblem`, or "no-feed" for what is none of the formats."""

    class Meta:
        verbose_name = _("feed of a funder")
        verbose_name_plural = _("feeds of funders")
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(
                name="funderfeed_is_of_somebody",
                condition=Q(organisation__isnull=False, programme=None) | Q(organisation=None, programme__isnull=False),
                violation_error_message=_("Say of which organisation it is, or about which programme: one of the two."),
            )
        ]

    def __str__(self) -> str:
        return self.url


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def open(self) -> "AnnouncementQuerySet":
        return self.filter(handled_at=None)


class Announcement(models.Model):
    """One item of a feed. What stood there when it was read first, and the day on which staff were done with it."""

    feed = models.ForeignKey(FunderFeed, models.CASCADE, related_name="items")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=300, blank=True)
    on = models.DateField(null=True, blank=True)
    found_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one", "announcement")
        verbose_name_plural = pgettext_lazy("several", "announcements")
        ordering = ["-found_at", "pk"]
        constraints = [models.UniqueConstraint("feed", "key", name="announcement_once_per_feed")]

    def __str__(self) -> str:
        return self.title
