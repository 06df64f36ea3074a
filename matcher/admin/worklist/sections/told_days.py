"""How long ago something was, as one says it."""

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import ngettext, pgettext

from matcher.speech.writing import long_date

A_WEEK = 7


def ago(at: datetime, on: date) -> str:
    """today, yesterday, 3 days ago; a week and longer ago the day itself."""
    day = localtime(at).date()
    days = (on - day).days
    if days <= 0:
        return pgettext("a moment", "today")
    if days == 1:
        return pgettext("a moment", "yesterday")
    if days < A_WEEK:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return long_date(day)
