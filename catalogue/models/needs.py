"""What an application needs, and what a route pays on top for some."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.instrument import Instrument, InstrumentSource
from catalogue.models.limits import MOST_WEEKS, up_to
from catalogue.models.words import InLanguage, Positioned, prose
from catalogue.vocabulary import ExtraKind, NeedKind


class Need(Positioned):
    """A document, an account or money that must be there when one applies."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="needs")
    kind = models.CharField(_("kind"), max_length=12, choices=NeedKind)
    what_nl = prose(_("what it is"), "nl", help_text=_("A few words, without a verb: a letter of invitation."))
    what_en = prose(_("what it is"), "en")
    what = InLanguage("what")
    url = models.URLField(_("where to get it"), max_length=300, blank=True)
    weeks = models.PositiveSmallIntegerField(
        _("takes so many weeks"),
        null=True,
        blank=True,
        help_text=_("Only what a source says. Empty: not known."),
        validators=up_to(MOST_WEEKS),
    )
    source = models.ForeignKey(
        InstrumentSource, models.SET_NULL, verbose_name=_("source"), related_name="needs", null=True, blank=True
    )

    class Meta:
        verbose_name = _("needed to apply")
        verbose_name_plural = _("needed to apply")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="need_kind_is_known",
                condition=Q(kind__in=NeedKind.values),
                violation_error_message=_("Choose from the list what sort of thing is needed."),
            )
        ]

    def __str__(self) -> str:
        return self.what


class Extra(Positioned):
    """What is paid on top to those who travel green, need support or bring children."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="extras")
    kind = models.CharField(_("kind"), max_length=14, choices=ExtraKind)
    what_nl = prose(_("what is paid"), "nl")
    what_en = prose(_("what is paid"), "en")
    what = InLanguage("what")
    source = models.ForeignKey(
        InstrumentSource, models.SET_NULL, verbose_name=_("source"), related_name="extras", null=True, blank=True
    )

    class Meta:
        verbose_name = _("paid on top, for some")
        verbose_name_plural = _("paid on top, for some")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="extra_kind_is_known",
                condition=Q(kind__in=ExtraKind.values),
                violation_error_message=_("Choose from the list what it is paid for."),
            )
        ]

    def __str__(self) -> str:
        return self.what
