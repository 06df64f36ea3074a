"""What a visitor keeps without an account: an address with the edition and the day it was kept on, and notes on its routes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.limits import MOST_EUR as MOST_EUR
from catalogue.models.limits import up_to

LONGEST_NAME = 120
LONGEST_ADDRESS = 4_000
LONGEST_NOTE = 2_000
KEPT_MONTHS = 24
"""How long after the last visit."""


class SelectionPage(models.TextChoices):
    """The pages of which one can keep what they say, by the names of their addresses."""

    RESULTS = "results", pgettext_lazy("a page", "Results")
    ROUTES = "routes", _("All routes")
    COMPARE = "compare", pgettext_lazy("a page", "Side by side")


class RequestProgress(models.TextChoices):
    TO_DO = "to-do", pgettext_lazy("a request for money", "to do")
    ASKED = "asked", pgettext_lazy("a request for money", "asked")
    GRANTED = "granted", pgettext_lazy("a request for money", "granted")
    REFUSED = "refused", pgettext_lazy("a request for money", "refused")


class Selection(models.Model):
    """Nobody's name: who has the link has the selection. The link is not kept, only its digest: `matcher.pages.selections.links`
    makes it again from the seed."""

    seed = models.CharField(_("seed of the links"), max_length=64)
    owner_digest = models.CharField(_("digest of the link"), max_length=64, unique=True)
    reader_digest = models.CharField(_("digest of the link to read"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    page = models.CharField(_("page"), max_length=20, choices=SelectionPage)
    query = models.CharField(pgettext_lazy("of an address", "query string"), max_length=LONGEST_ADDRESS, blank=True)
    edition = models.PositiveIntegerField(_("number of the edition"))
    kept_on = models.DateField(pgettext_lazy("a day", "kept on"))
    """The day that counted as today on the page."""
    visited_on = models.DateField(pgettext_lazy("a day", "last visit"))

    class Meta:
        verbose_name = pgettext_lazy("what a visitor keeps", "selection")
        verbose_name_plural = pgettext_lazy("what a visitor keeps", "selections")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="selection_page",
                condition=Q(page__in=SelectionPage.values),
                violation_error_message=_("Of this page nothing can be kept."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RouteNote(models.Model):
    """How far one is with a route, in one's own words."""

    selection = models.ForeignKey(
        Selection, models.CASCADE, verbose_name=pgettext_lazy("what a visitor keeps", "selection"), related_name="notes"
    )
    route = models.CharField(pgettext_lazy("its short name", "route"), max_length=80)
    progress = models.CharField(
        pgettext_lazy("a request for money", "progress"), max_length=10, choices=RequestProgress, blank=True
    )
    eur = models.PositiveIntegerField(_("amount in euros"), null=True, blank=True, validators=up_to(MOST_EUR))
    text = models.TextField(pgettext_lazy("on a route", "own notes"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = _("note on a route")
        verbose_name_plural = _("notes on routes")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "route"], name="route_note_once"),
            models.CheckConstraint(
                name="route_note_progress",
                condition=Q(progress__in=["", *RequestProgress.values]),
                violation_error_message=_("Choose how far you are, or leave it empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.route


class CalendarDay(models.Model):
    """What the calendar of a selection last said of one day of a route: by it an event is known again when its day moves."""

    selection = models.ForeignKey(
        Selection, models.CASCADE, verbose_name=pgettext_lazy("what a visitor keeps", "selection"), related_name="days"
    )
    route = models.CharField(pgettext_lazy("its short name", "route"), max_length=80)
    nth = models.PositiveSmallIntegerField(_("which of its days"), default=0)
    """One more when a day is over and the next round has one."""
    closes = models.DateField(pgettext_lazy("of a round", "closes"))
    at = models.CharField(pgettext_lazy("of an hour", "until"), max_length=5, blank=True)
    is_usual = models.BooleanField(pgettext_lazy("of a day", "only usual"), default=False)
    is_cancelled = models.BooleanField(pgettext_lazy("of an event", "cancelled"), default=False)
    sequence = models.PositiveIntegerField(_("how many times it changed"), default=0)
    modified_on = models.DateField(pgettext_lazy("a day", "changed on"))

    class Meta:
        verbose_name = _("day in a calendar")
        verbose_name_plural = _("days in a calendar")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["selection", "route", "nth"], name="calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.route} {self.closes}"


class Follower(models.Model):
    """Whom to mail when something of a selection changes. The row is all that is kept of the address, and goes when one stops."""

    selection = models.ForeignKey(
        Selection,
        models.CASCADE,
        verbose_name=pgettext_lazy("what a visitor keeps", "selection"),
        related_name="followers",
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(pgettext_lazy("of a mail", "language"), max_length=5)
    origin = models.CharField(_("address of the site"), max_length=200)
    """Scheme and host, as they were when it was asked for: what a mail puts before its links."""
    seed = models.CharField(_("seed of the link"), max_length=64)
    digest = models.CharField(_("digest of the link"), max_length=64, unique=True)
    asked_on = models.DateField(_("asked for on"))
    confirmed_on = models.DateField(pgettext_lazy("a day", "confirmed on"), null=True, blank=True)
    told_edition = models.PositiveIntegerField(_("told up to the edition"))
    told_on = models.DateField(_("told up to the day"))

    class Meta:
        verbose_name = pgettext_lazy("of a selection", "follower")
        verbose_name_plural = pgettext_lazy("of a selection", "followers")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["selection", "email"], name="follower_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Reminder(models.Model):
    """That a follower was reminded of a day, so many days before: never twice."""

    follower = models.ForeignKey(
        Follower, models.CASCADE, verbose_name=pgettext_lazy("of a selection", "follower"), related_name="reminders"
    )
    route = models.CharField(pgettext_lazy("its short name", "route"), max_length=80)
    closes = models.DateField(pgettext_lazy("of a round", "closes"))
    days = models.PositiveSmallIntegerField(_("days before"))

    class Meta:
        verbose_name = pgettext_lazy("by mail", "reminder")
        verbose_name_plural = pgettext_lazy("by mail", "reminders")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["follower", "route", "closes", "days"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.route} {self.closes}"


class Attempts(models.Model):
    """How often a visitor did something in an hour, under a name from which nobody can be known: shared by all processes."""

    key = models.CharField(pgettext_lazy("of who asks", "scrambled name"), max_length=64, primary_key=True)
    count = models.PositiveIntegerField(pgettext_lazy("a number", "how often"))
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = pgettext_lazy("of a visitor", "attempts")
        verbose_name_plural = pgettext_lazy("of a visitor", "attempts")

    def __str__(self) -> str:
        return self.key
