"""Delete what has been kept long enough: selections 24 months after the last visit, counts of what is looked for after 36 months,
and counts of attempts of which the hour is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from matcher.counters import keeping
from matcher.models import Attempts
from matcher.pages.selections.followers import forget_unconfirmed
from matcher.pages.selections.keeping import forget_unvisited


class Command(BaseCommand):
    help = (
        "Delete selections that nobody visited for 24 months, and what was counted more than 36 months ago. Safe to run at any "
        "time, and twice at once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        count = forget_unvisited(today)
        addresses = forget_unconfirmed(today)
        counts = keeping.forget(today)
        Attempts.objects.filter(until__lte=timezone.now()).delete()
        self.stdout.write(f"{count} selections, {addresses} unconfirmed addresses and {counts} counts of days deleted.")
