"""How often something was looked for. No row tells of one visit: a count that can be read is five or more, and what is not yet
five has no name and no day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.limits import up_to

FEWEST = 5
"""What fewer looked for is not kept under its name, shown or handed out."""
LONGEST_NAME = 80
MOST = 1_000_000_000


class CountKind(models.TextChoices):
    """What is counted, with what `first` and `second` name."""

    PLANS = "plans", pgettext_lazy("counted", "plans looked at")
    NOTHING = "nothing", pgettext_lazy("counted", "plans without a route")
    ANSWER = "answer", pgettext_lazy("counted", "answers: question, answer")
    GOALS = "goals", pgettext_lazy("counted", "pairs: discipline, goal")
    PLACES = "places", pgettext_lazy("counted", "pairs: discipline, place")
    NO_GOALS = "no-goals", pgettext_lazy("counted", "pairs without a route: discipline, goal")
    NO_PLACES = "no-places", pgettext_lazy("counted", "pairs without a route: discipline, place")
    SEARCH = "search", pgettext_lazy("counted", "searches without a hit")
    ROUTE = "route", pgettext_lazy("counted", "pages of a route")
    LISTED = "listed", pgettext_lazy("counted", "routes among results")


class DayCount(models.Model):
    """So many on a day. What took several days to come to five stands at the day on which it did."""

    day = models.DateField(pgettext_lazy("of a count", "day"))
    kind = models.CharField(pgettext_lazy("of a count", "what"), max_length=10, choices=CountKind)
    first = models.CharField(pgettext_lazy("of a count", "first"), max_length=LONGEST_NAME, blank=True)
    second = models.CharField(pgettext_lazy("of a count", "second"), max_length=LONGEST_NAME, blank=True)
    n = models.PositiveIntegerField(pgettext_lazy("of a count", "how many"), validators=up_to(MOST))

    class Meta:
        verbose_name = _("count of a day")
        verbose_name_plural = _("counts of days")
        ordering = ["day", "kind", "first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "day", "first", "second"], name="daycount_once"),
            models.CheckConstraint(name="daycount_five_or_more", condition=Q(n__gte=FEWEST)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.first} {self.second}: {self.n}"


class PendingCount(models.Model):
    """What has not come to five, under a scrambled name. Of a search it is also kept on how many days it came, for which the last
    day is needed; of anything else no day, only the month in which the row began."""

    key = models.CharField(pgettext_lazy("of a count", "scrambled name"), max_length=64, primary_key=True)
    n = models.PositiveIntegerField(pgettext_lazy("of a count", "how many"), default=0)
    days = models.PositiveSmallIntegerField(pgettext_lazy("of a count", "on how many days"), default=0)
    last_on = models.DateField(pgettext_lazy("of a count", "last day"), null=True)
    since = models.DateField(pgettext_lazy("of a count", "since the month"))

    class Meta:
        verbose_name = _("count below five")
        verbose_name_plural = _("counts below five")

    def __str__(self) -> str:
        return self.key


class CityFigure(models.Model):
    """A figure that a city has of itself, read from a file: (Gent, 2025, participants, 12000), with where it stands."""

    city = models.CharField(pgettext_lazy("of a figure", "city"), max_length=LONGEST_NAME)
    year = models.PositiveSmallIntegerField(pgettext_lazy("of a figure", "year"))
    figure = models.CharField(pgettext_lazy("of a figure", "figure"), max_length=160)
    number = models.PositiveBigIntegerField(pgettext_lazy("of a figure", "number"))
    source = models.URLField(_("source"), max_length=300)
    read_on = models.DateField(pgettext_lazy("of a figure", "read on"))
    """The day on which it came in, or changed."""

    class Meta:
        verbose_name = _("figure of a city")
        verbose_name_plural = _("figures of cities")
        ordering = ["city", "figure", "-year"]
        constraints = [models.UniqueConstraint(fields=["city", "year", "figure"], name="cityfigure_once")]

    def __str__(self) -> str:
        return f"{self.city} {self.year}, {self.figure}: {self.number}"
