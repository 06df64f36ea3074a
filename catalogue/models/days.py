"""Days as precisely as they are known: "2026", "2026-02", "2026-02-28"; and days that come back every year: "10-31"."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Substr
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from catalogue.languages import Label
from catalogue.models.limits import in_our_time

MONTH = "(0[1-9]|1[0-2])"
DAY = "(0[1-9]|[12][0-9]|3[01])"
PARTIAL_DATE = rf"^[0-9]{{4}}(-{MONTH}(-{DAY})?)?$"
MONTH_DAY = rf"^{MONTH}-{DAY}$"
LONGEST_MONTHS = {"02": 29, "04": 30, "06": 30, "09": 30, "11": 30}

HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
WRITE_PARTIAL_DATE = _("Write a year (2026), a month (2026-02) or a day (2026-02-28), or leave it empty.")
WRITE_MONTH_DAY = _("Write a month and a day, as in 10-31.")
WRITE_HOUR = _("Write the hour as 17:00, or leave it empty.")


def exists_in_its_month(value: str) -> None:
    """Refuse 02-30 and 2026-11-31, which have the right form and are no days."""
    month, _hyphen, day = value[-5:].partition("-")
    is_day = len(value) in (5, 10) and day.isdigit()
    leap_day_in_common_year = is_day and value.endswith("-02-29") and len(value) == 10 and not _is_leap(int(value[:4]))
    if is_day and (int(day) > LONGEST_MONTHS.get(month, 31) or leap_day_in_common_year):
        raise ValidationError(_("%(value)s does not exist: choose a day of that month."), params={"value": value})


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def partial_date(label: Label, **options: Any) -> "models.CharField[str, str]":
    options.setdefault("help_text", _("A year, a month or a day: 2026, 2026-02 or 2026-02-28. Empty: not known."))
    return models.CharField(
        label,
        max_length=10,
        blank=True,
        default="",
        validators=[RegexValidator(PARTIAL_DATE, WRITE_PARTIAL_DATE), exists_in_its_month, in_our_time],
        **options,
    )


def month_day(label: Label, **options: Any) -> "models.CharField[str, str]":
    options.setdefault("help_text", _("Month and day, every year the same: 10-31."))
    return models.CharField(
        label,
        max_length=5,
        validators=[RegexValidator(MONTH_DAY, WRITE_MONTH_DAY), exists_in_its_month],
        **options,
    )


def hour(label: Label) -> "models.CharField[str, str]":
    return models.CharField(
        label,
        max_length=5,
        blank=True,
        default="",
        validators=[RegexValidator(HOUR, WRITE_HOUR)],
        help_text=_("17:00, as it is in Brussels. Empty: not known, the whole day counts."),
    )


def written_as(field: str, form: str, name: str) -> models.CheckConstraint:
    """The column holds this form (PARTIAL_DATE, MONTH_DAY or HOUR) or nothing."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": form}),
        violation_error_message={MONTH_DAY: WRITE_MONTH_DAY, HOUR: WRITE_HOUR}.get(form, WRITE_PARTIAL_DATE),
    )


def not_after(first: str, last: str, name: str, message: Label) -> models.CheckConstraint:
    """`first` <= `last`, compared as far as both are known: 2026-02 is not after 2026-02-15, nor before it."""
    return models.CheckConstraint(
        name=name,
        condition=Q(
            LessThanOrEqual(Substr(F(first), 1, Length(F(last))), Substr(F(last), 1, Length(F(first)))),
        ),
        violation_error_message=message,
    )
