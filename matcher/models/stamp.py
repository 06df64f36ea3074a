"""When what matching reads was last changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RulesetStamp(models.Model):
    """One row with one number, raised by every change to what matching reads (`matcher.rules.stamp`)."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """0 before anything was loaded."""
        return cls.objects.values_list("number", flat=True).filter(pk=1).first() or 0
