"""How long facts of a route may be relied on after they were seen."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.vocabulary import FactSubject

LONGEST = 120


class ShelfLife(models.Model):
    """After so many months pages ask to look at the source."""

    subject = models.CharField(_("facts"), max_length=10, unique=True, choices=FactSubject.choices)
    months = models.PositiveSmallIntegerField(
        _("shelf life in months"),
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=_("What was seen longer ago says so on the page of its route."),
    )

    class Meta:
        verbose_name = _("shelf life")
        verbose_name_plural = _("shelf lives")
        ordering = ["months", "subject"]
        constraints = [
            models.CheckConstraint(
                name="shelf_life_from_1_to_120",
                condition=Q(months__gte=1, months__lte=LONGEST),
                violation_error_message=_("Give from 1 to 120 months."),
            )
        ]

    def __str__(self) -> str:
        return str(FactSubject(self.subject).label) if self.subject else ""
