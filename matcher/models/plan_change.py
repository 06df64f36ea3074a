"""Which change leaves a plan the same plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Goal
from catalogue.models.limits import up_to
from catalogue.models.words import SLUG
from matcher.models.question import Question


class PlanChange(models.Model):
    """A visitor with one of these goals could answer this question otherwise and still have the same plan.

    What no row allows is never proposed. `most` bounds it: months that a start moves, days, people or partners more or fewer, the
    budget as a percentage of what it was. Options name from what to what; none: any."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    question = models.ForeignKey(Question, models.CASCADE, verbose_name=_("question"), related_name="plan_changes")
    goals = models.ManyToManyField(
        Goal, verbose_name=_("for the goals"), related_name="+", blank=True, help_text=_("Empty: for every goal.")
    )
    from_options = models.JSONField(
        pgettext_lazy("options", "from"),
        default=list,
        blank=True,
        help_text=_("Options, one per line. Empty: whatever was answered."),
    )
    to_options = models.JSONField(
        pgettext_lazy("options", "to"), default=list, blank=True, help_text=_("Options, one per line. Empty: any.")
    )
    most = models.PositiveIntegerField(
        _("at most"),
        null=True,
        blank=True,
        help_text=_(
            "Months for a start, a number for partners, days and people, a percentage for a budget. Empty: no bound."
        ),
        validators=up_to(100_000),
    )

    class Meta:
        verbose_name = _("possible change of a plan")
        verbose_name_plural = _("possible changes of a plan")
        ordering = ["question__position", "slug"]
        constraints = [
            models.CheckConstraint(
                name="plan_change_slug",
                condition=Q(slug__regex=SLUG),
                violation_error_message=_("Write the short name in lower-case letters, digits and single hyphens."),
            )
        ]

    def __str__(self) -> str:
        return self.slug
