"""Who applies for whom, and where a partnership must have members."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.instrument import Instrument
from catalogue.models.limits import MOST_PARTNERS, up_to
from catalogue.models.place import Place, PlaceGroup
from catalogue.models.term import ApplicantType, Goal
from catalogue.models.words import InLanguage, Positioned, prose


class Side(Positioned):
    """At least so many of the applicant and the partners are established there."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="sides")
    least = models.PositiveSmallIntegerField(_("at least"), default=1, validators=up_to(MOST_PARTNERS))
    groups = models.ManyToManyField(PlaceGroup, verbose_name=_("groups"), related_name="+", blank=True)
    places = models.ManyToManyField(Place, verbose_name=_("places"), related_name="+", blank=True)

    class Meta:
        verbose_name = _("side of a partnership")
        verbose_name_plural = _("sides of a partnership")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="side_asks_for_somebody",
                condition=Q(least__gte=1),
                violation_error_message=_("Ask for at least one, or delete the side."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.least}"


class Through(Positioned):
    """The route is for the plans of one sort of visitor, but another applies: the publisher for a translator."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="through")
    applicant = models.ForeignKey(
        ApplicantType, models.PROTECT, verbose_name=pgettext_lazy("an applicant", "for"), related_name="+"
    )
    home = models.ForeignKey(
        PlaceGroup,
        models.PROTECT,
        verbose_name=_("established in"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Only for who is established there. Empty: wherever."),
    )
    by = models.ForeignKey(
        ApplicantType, models.PROTECT, verbose_name=_("applied for by"), related_name="+", null=True, blank=True
    )
    goals = models.ManyToManyField(
        Goal,
        verbose_name=_("with these goals"),
        related_name="+",
        blank=True,
        help_text=_(
            "Only where who applies has another goal: the house receives, the company tours. None: those of the route."
        ),
    )
    reason_nl = prose(_("reason"), "nl")
    reason_en = prose(_("reason"), "en")
    reason = InLanguage("reason")

    class Meta:
        verbose_name = _("applied for by somebody else")
        verbose_name_plural = _("applied for by somebody else")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "applicant"],
                name="through_once_per_applicant",
                violation_error_message=_("This sort of applicant already has a line: change that one."),
            )
        ]

    def __str__(self) -> str:
        return str(self.applicant)
