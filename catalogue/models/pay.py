"""What a route pays, beside its ceiling: sums per unit, and figures that are no ceiling of today."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models.days import PARTIAL_DATE, partial_date, written_as
from catalogue.models.instrument import Instrument
from catalogue.models.limits import MOST_DAYS, MOST_EUR, MOST_KM, up_to
from catalogue.models.place import Place, PlaceGroup
from catalogue.models.words import InLanguage, Positioned, line
from catalogue.vocabulary import FigureKind, UnitPer


class Unit(Positioned):
    """A sum for each day, person, trip ...; a null sum is paid but not known."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="units")
    per = models.CharField(_("for each"), max_length=12, choices=UnitPer)
    eur = models.DecimalField(_("euros"), max_digits=10, decimal_places=4, null=True, blank=True)
    is_most = models.BooleanField(_("at most"), default=False, help_text=_("Real costs up to this sum."))
    is_extra = models.BooleanField(
        _("on top, for some"), default=False, help_text=_("Not added up: only for those for whom it holds.")
    )
    from_day = models.PositiveSmallIntegerField(_("from day"), null=True, blank=True, validators=up_to(MOST_DAYS))
    until_day = models.PositiveSmallIntegerField(_("until day"), null=True, blank=True, validators=up_to(MOST_DAYS))
    from_km = models.PositiveIntegerField(_("from km"), null=True, blank=True, validators=up_to(MOST_KM))
    until_km = models.PositiveIntegerField(_("until km"), null=True, blank=True, validators=up_to(MOST_KM))
    groups = models.ManyToManyField(
        PlaceGroup, verbose_name=_("in the groups"), related_name="+", blank=True, help_text=_("Empty: everywhere.")
    )
    places = models.ManyToManyField(
        Place, verbose_name=pgettext_lazy("places of a sum", "in"), related_name="+", blank=True
    )
    as_of = partial_date(_("as of"))
    when_nl = line(pgettext_lazy("what a sum is paid for", "when"), "nl", blank=True)
    when_en = line(pgettext_lazy("what a sum is paid for", "when"), "en", blank=True)
    when = InLanguage("when")

    class Meta:
        verbose_name = _("sum per unit")
        verbose_name_plural = _("sums per unit")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_per_is_known",
                condition=Q(per__in=UnitPer.values),
                violation_error_message=_("Choose from the list what the sum is for each of."),
            ),
            models.CheckConstraint(
                name="unit_sum_is_not_negative",
                condition=Q(eur=None) | Q(eur__gte=0),
                violation_error_message=_("A sum is 0 or more. Empty: not known."),
            ),
            models.CheckConstraint(
                name="unit_days_in_order",
                condition=Q(from_day__lte=F("until_day")) | Q(from_day=None) | Q(until_day=None),
                violation_error_message=_("The last day comes before the first: change one of the two."),
            ),
            models.CheckConstraint(
                name="unit_km_in_order",
                condition=Q(from_km__lte=F("until_km")) | Q(from_km=None) | Q(until_km=None),
                violation_error_message=_("The longest distance is below the shortest: change one of the two."),
            ),
            written_as("as_of", PARTIAL_DATE, "unit_as_of_is_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.eur} / {self.per}"


class Figure(Positioned):
    """A figure that tells something of the size, and is no ceiling of today."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="figures")
    kind = models.CharField(_("kind"), max_length=10, choices=FigureKind)
    least = models.PositiveBigIntegerField(
        pgettext_lazy("an amount", "from"), null=True, blank=True, validators=up_to(MOST_EUR)
    )
    most = models.PositiveBigIntegerField(_("up to"), null=True, blank=True, validators=up_to(MOST_EUR))
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    rate_pct = models.PositiveSmallIntegerField(_("share in %"), null=True, blank=True)
    year = partial_date(_("until, or in"))
    note_nl = line(_("note"), "nl", blank=True)
    note_en = line(_("note"), "en", blank=True)
    note = InLanguage("note")

    class Meta:
        verbose_name = _("other figure")
        verbose_name_plural = _("other figures")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="figure_kind_is_known",
                condition=Q(kind__in=FigureKind.values),
                violation_error_message=_("Choose from the list what sort of figure it is."),
            ),
            models.CheckConstraint(
                name="figure_currency_is_a_code",
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("Write the currency in three capitals: EUR, GBP."),
            ),
            models.CheckConstraint(
                name="figure_in_order",
                condition=Q(least__lte=F("most")) | Q(least=None) | Q(most=None),
                violation_error_message=_("The minimum is above the maximum: change one of the two amounts."),
            ),
            written_as("year", PARTIAL_DATE, "figure_year_is_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.most or self.least} {self.currency}"
