"""What no funder's page says: a slip of the keyboard, not a fact. Each field has its limit, so that forms, files and the command
line refuse the same.

The limits lie well beyond all that is known: sixty months to apply ahead, a billion euros, twenty centuries."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalogue.vocabulary import CostKind

LONGEST_PROSE = 2_000
"""Characters. The longest text of the catalogue has a fifth of it."""
FIRST_YEAR, LAST_YEAR = 1950, 2060
MOST_EUR = 1_000_000_000
MOST_PARTNERS = 100
MOST_KM = 40_000
"""Around the earth."""
MOST_DAYS = 1_826
MOST_WEEKS = 260
MOST_MONTHS = 60
"""Five years, as the two above."""

Validators = list[MaxValueValidator | MaxLengthValidator]


def up_to(most: int) -> "list[MaxValueValidator]":
    return [MaxValueValidator(most)]


def no_longer_than(most: int) -> "list[MaxLengthValidator]":
    return [MaxLengthValidator(most)]


def are_kinds_of_costs(value: "list[str]") -> None:
    unknown = [one for one in value if one not in CostKind.values]
    if unknown:
        raise ValidationError(_("Choose from the list of kinds of costs; not among them: %s.") % ", ".join(unknown))


def in_our_time(value: "str | date") -> None:
    """Refuse a day, or what is known of one, that nobody means: 0226-03-01, 2099."""
    year = value.year if isinstance(value, date) else int(value[:4] or 0) if value[:4].isdigit() else 0
    if value and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(
            _("%(year)s is no year for this: write one from %(first)s to %(last)s."),
            params={"year": f"{year:04d}", "first": FIRST_YEAR, "last": LAST_YEAR},
        )


def seen_already(value: str) -> None:
    """Refuse the day that a page was seen where that is still to come. What is said in words is left as it is."""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value) and value > localdate().isoformat()[: len(value)]:
        raise ValidationError(_("That day is still to come: write the day on which you read it."))
