"""How much each part of the score counts."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matcher.engine.ruleset import Part


class Weight(models.Model):
    """The most points that one part of the score can give."""

    part = models.CharField(_("part"), max_length=12, unique=True, choices=[(part.value, part.value) for part in Part])
    points = models.PositiveSmallIntegerField(_("most points"), validators=[MaxValueValidator(100)])

    class Meta:
        verbose_name = _("weight")
        verbose_name_plural = _("weights")
        ordering = ["-points", "part"]
        constraints = [
            models.CheckConstraint(
                name="weight_up_to_100",
                condition=Q(points__lte=100),
                violation_error_message=_("Give from 0 to 100 points."),
            )
        ]

    def __str__(self) -> str:
        return self.part
