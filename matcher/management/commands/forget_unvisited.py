"""Delete what nobody came back to: selections 24 months after the last visit, and counts of which the hour is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from matcher.models import Attempts
from matcher.pages.selections.followers import forget_unconfirmed
from matcher.pages.selections.keeping import forget_unvisited


class Command(BaseCommand):
    help = "Delete selections that nobody visited for 24 months. Safe to run at any time, and twice at once."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_unvisited(timezone.localdate())
        addresses = forget_unconfirmed(timezone.localdate())
        Attempts.objects.filter(until__lte=timezone.now()).delete()
        self.stdout.write(f"{count} selections and {addresses} unconfirmed addresses deleted.")
