"""How often a visitor may do something in an hour, counted together by all processes.

The count stands under a name from which the visitor's address cannot be read, and is gone when the hour is over."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

from matcher.models.selection import Attempts
from matcher.pages.client import visitor

HOUR = timedelta(hours=1)


def is_too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Counts one time more for this visitor; whether that is more than an hour allows."""
    return is_one_too_many(what, visitor(request), most)


def is_one_too_many(what: str, whose: str, most: int) -> bool:
    """The same, for whatever is named: it is kept scrambled."""
    key = salted_hmac(f"matcher.limits.{what}", whose, algorithm="sha256").hexdigest()
    with transaction.atomic():
        Attempts.objects.filter(until__lte=now()).delete()
        Attempts.objects.get_or_create(key=key, defaults={"count": 0, "until": now() + HOUR})
        Attempts.objects.filter(key=key).update(count=F("count") + 1)
        return Attempts.objects.values_list("count", flat=True).get(key=key) > most
