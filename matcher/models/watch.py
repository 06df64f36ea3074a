"""The pages that the catalogue rests on, as a machine found them last (`matcher.watch`).

Rows alone, and no part of an edition: what they say is for staff, who decide what it means for the catalogue."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DEAD_AFTER = timedelta(days=3)
"""So long a page has to be away before it is told as gone,"""
DEAD_TRIES = 3
"""and so often it has to be looked for."""


class WatchProblem(models.TextChoices):
    NOT_FOUND = "not-found", _("the page is not there (404)")
    SAYS_GONE = "says-gone", _("a page that says “not found”")
    HOME = "home", _("leads to the first page of the site")
    NO_HOST = "no-host", _("the site is not there")
    NO_ANSWER = "no-answer", _("no answer, or not a whole one")
    SERVER_ERROR = "server-error", _("the server fails")
    BUSY = "busy", _("asks to come back later")
    ROBOTS = "robots", _("wants no machines (robots.txt)")
    REFUSED = "refused", _("does not let us in")
    TOO_LARGE = "too-large", _("too large to read")
    OTHER_KIND = "other-kind", _("neither a page nor a PDF")
    NO_TEXT = "no-text", _("no text in it that a machine can read")
    NOT_PUBLIC = "not-public", _("not an address on the public internet")


AWAY = (
    WatchProblem.NOT_FOUND,
    WatchProblem.SAYS_GONE,
    WatchProblem.HOME,
    WatchProblem.NO_HOST,
    WatchProblem.NO_ANSWER,
    WatchProblem.SERVER_ERROR,
)
"""A page that stays away so is told to staff."""
NOT_WATCHED = (
    WatchProblem.ROBOTS,
    WatchProblem.REFUSED,
    WatchProblem.TOO_LARGE,
    WatchProblem.OTHER_KIND,
    WatchProblem.NO_TEXT,
    WatchProblem.NOT_PUBLIC,
)
"""Only a person can look at these."""


class WatchedPageQuerySet(models.QuerySet["WatchedPage"]):
    def due(self, at: datetime, every: timedelta) -> Self:
        """What was not looked at for so long, the longest first; what is away, each day; nothing whose server asked to wait."""
        again = at - min(every, timedelta(hours=20))
        return (
            self.filter(Q(not_before=None) | Q(not_before__lte=at))
            .filter(Q(checked_at=None) | Q(checked_at__lte=at - every) | Q(problem__in=AWAY, checked_at__lte=again))
            .order_by(F("checked_at").asc(nulls_first=True), "pk")
        )

    def to_review(self) -> Self:
        """What staff should look at: changed, moved, or away."""
        return self.filter(~Q(changed_on=None) | ~Q(moved_to="") | Q(problem__in=AWAY))


class WatchedPage(models.Model):
    """One address. `known` is what it said when staff last looked, or the machine first did; `says` what it says now, where
    that is something else. Both are lists of passages."""

    url = models.URLField(max_length=300, unique=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    """Its server asked to be left alone until then."""
    problem = models.CharField(max_length=20, choices=WatchProblem, blank=True)
    away_since = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    """Since then, in vain."""
    moved_to = models.URLField(max_length=300, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    reading = models.PositiveSmallIntegerField(default=0)
    """The way in which it was read (`matcher.watch.looking.READING`)."""
    known = models.JSONField(default=list, blank=True)
    known_on = models.DateField(null=True, blank=True)
    says = models.JSONField(default=list, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    """The fingerprint of what it says now."""
    changed_on = models.DateField(null=True, blank=True)

    objects = WatchedPageQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one", "watched page")
        verbose_name_plural = pgettext_lazy("several", "watched pages")
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(
                name="watchedpage_away_since",
                condition=Q(problem__in=AWAY, away_since__isnull=False) | Q(away_since=None),
            )
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_dead(self) -> bool:
        """Away for days, and not only once."""
        if self.away_since is None or self.checked_at is None:
            return False
        return self.tries >= DEAD_TRIES and self.checked_at - self.away_since >= DEAD_AFTER
