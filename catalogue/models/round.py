"""The chances to apply: windows that come back every year, and rounds with a date."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.days import HOUR, MONTH_DAY, PARTIAL_DATE, hour, month_day, not_after, partial_date, written_as
from catalogue.models.instrument import Instrument
from catalogue.models.limits import MOST_EUR, in_our_time, up_to
from catalogue.models.words import InLanguage, Positioned, prose


class Window(Positioned):
    """Every year: apply by this day, for what starts between those days.

    `start_year_offset` is how many years later the start lies; null where the source does not say."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="windows")
    submit_by = month_day(_("apply by"))
    closes_at = hour(_("until"))
    start_from = month_day(_("starts from"), blank=True, default="", help_text=_("10-31; empty: not known."))
    start_to = month_day(_("starts at the latest on"), blank=True, default="", help_text=_("10-31; empty: not known."))
    start_year_offset = models.PositiveSmallIntegerField(
        _("years later"),
        null=True,
        blank=True,
        help_text=_("How many years after the day to apply by the start lies. Empty: not known."),
        validators=up_to(5),
    )
    last_seen = models.CharField(
        _("year last seen"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{4}$", _("Write a year: 2026.")), in_our_time],
        help_text=_("The last year in which a source named this day. Empty: not known."),
    )
    decides = month_day(_("decision"), blank=True, default="", help_text=_("The day of the decision: 10-31."))

    class Meta:
        verbose_name = _("yearly window")
        verbose_name_plural = _("yearly windows")
        ordering = ["position", "pk"]
        constraints = [
            written_as("start_from", MONTH_DAY, "window_start_from_is_a_day"),
            written_as("start_to", MONTH_DAY, "window_start_to_is_a_day"),
            written_as("decides", MONTH_DAY, "window_decides_on_a_day"),
            written_as("closes_at", HOUR, "window_closes_at_an_hour"),
            models.CheckConstraint(
                name="window_submit_by_is_a_day",
                condition=Q(submit_by__regex=MONTH_DAY),
                violation_error_message=_("Write a month and a day, as in 10-31."),
            ),
        ]

    def __str__(self) -> str:
        return self.submit_by


class Round(Positioned):
    """One dated chance to apply. Days are as precise as the source: 2026, 2026-02 or 2026-02-28, "" when unknown."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="rounds")
    code = models.CharField(
        _("name or number"),
        max_length=120,
        blank=True,
        help_text=_("As the funder writes it: 2024-2025, CREA-CULT-2026."),
    )
    opens = partial_date(_("opens"))
    closes = partial_date(_("closes"), help_text=_("The last day to apply, which still counts. Empty: not known."))
    closes_at = hour(_("until"))
    is_announced = models.BooleanField(
        _("announced"), default=True, help_text=_("A source of this very round names the day. Off: it is only usual.")
    )
    decides = partial_date(_("decision"))
    starts_from = partial_date(_("for what starts from"))
    starts_until = partial_date(_("until"))
    max_eur = models.PositiveBigIntegerField(_("maximum in euros"), null=True, blank=True, validators=up_to(MOST_EUR))
    note_nl = prose(_("note"), "nl", blank=True)
    note_en = prose(_("note"), "en", blank=True)
    note = InLanguage("note")
    sets_own_rules = models.BooleanField(
        _("sets rules of its own"),
        default=False,
        help_text=_("Its amounts and conditions held for this round only."),
    )

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["position", "pk"]
        constraints = [
            *(
                written_as(field, PARTIAL_DATE, f"round_{field}_is_a_date")
                for field in ("opens", "closes", "starts_from", "starts_until", "decides")
            ),
            written_as("closes_at", HOUR, "round_closes_at_an_hour"),
            not_after(
                "opens",
                "closes",
                "round_opens_before_it_closes",
                _("It closes before it opens: change one of the days."),
            ),
            not_after(
                "starts_from",
                "starts_until",
                "round_starts_in_order",
                _("The last start comes before the first: change one of the days."),
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.closes
