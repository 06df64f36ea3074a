from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.instrument import Instrument
from catalogue.models.limits import in_our_time
from catalogue.models.programme import Programme
from catalogue.models.source import Doubt, Source
from catalogue.models.term import Discipline, Theme
from catalogue.models.words import SLUG, InLanguage, Positioned, Slugged, prose

YEARS = r"^[0-9]{4}(-([0-9]{4})?)?$"
WRITE_YEARS = _("Write years: 2024, 2024-2028, or 2024- for what goes on.")


def years_in_our_time(text: str) -> None:
    for year in filter(None, text.split("-")):
        in_our_time(year)


class Example(Slugged, Positioned):
    """A project that was funded, as the dossier tells it.

    It stands with the routes that paid for it. Where it is not known which one did, it stands with its `candidates`, and
    without those with all routes of its programme."""

    title = models.CharField(_("title"), max_length=160)
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, verbose_name=_("paid by"), related_name="examples", null=True, blank=True
    )
    also_paid_by = models.ManyToManyField(
        Instrument,
        verbose_name=_("also paid by"),
        related_name="examples_beside",
        blank=True,
        help_text=_("Where more than one route paid."),
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("programme"), related_name="examples", null=True, blank=True
    )
    funding_family = models.CharField(_("family of instruments"), max_length=80, blank=True)
    candidates = models.ManyToManyField(
        Instrument, verbose_name=_("may have been paid by"), related_name="possible_examples", blank=True
    )
    table = models.CharField(_("table in the dossier"), max_length=40, blank=True)
    chapter = models.CharField(_("chapter in the dossier"), max_length=40, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, verbose_name=_("theme"), related_name="examples")
    lead_name = models.CharField(_("leader"), max_length=160, blank=True)
    lead_country = models.CharField(_("country of the leader"), max_length=3, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    disciplines = models.ManyToManyField(Discipline, verbose_name=_("disciplines"), related_name="examples", blank=True)
    period = models.CharField(
        _("period"),
        max_length=40,
        blank=True,
        help_text=WRITE_YEARS,
        validators=[RegexValidator(YEARS, WRITE_YEARS), years_in_our_time],
    )
    call = models.CharField(pgettext_lazy("of a funder", "call"), max_length=120, blank=True)
    artists = models.JSONField(_("artists"), default=list, blank=True)
    summary_nl = prose(_("summary"), "nl")
    summary_en = prose(_("summary"), "en")
    summary = InLanguage("summary")

    class Meta(Slugged.Meta):
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        ordering = ["position", "slug"]
        constraints = [
            *Slugged.Meta.constraints,
            models.CheckConstraint(
                name="example_family_slug",
                condition=models.Q(funding_family="") | models.Q(funding_family__regex=SLUG, instrument=None),
                violation_error_message=_("Choose the instrument that paid, or name its family, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExamplePartner(Positioned):
    example = models.ForeignKey(Example, models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=160)
    country = models.CharField(_("country"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class ExampleSource(Source):
    example = models.ForeignKey(Example, models.CASCADE, related_name="sources")


class ExampleDoubt(Doubt):
    example = models.ForeignKey(Example, models.CASCADE, related_name="doubts")
