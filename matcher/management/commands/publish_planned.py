"""Publish what was planned for today or an earlier day. For any scheduler; two at once publish each plan once.

What cannot go out stays planned, with the reason on the work list, and is tried again the next time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from matcher.upkeep.planning import publish_due


class Command(BaseCommand):
    help = "Publish what was planned for today or an earlier day."

    def handle(self, *args: Any, **options: Any) -> None:
        tried = publish_due(timezone.localdate())
        for one in tried:
            if one.refused:
                self.stderr.write(f"{one.plan}: {one.refused}")
            elif options["verbosity"]:
                self.stdout.write(f"{one.plan}: {one.edition or 'public already'}")
        if refused := sum(bool(one.refused) for one in tried):
            raise CommandError(f"{refused} of {len(tried)} could not go out: the work list says why.")
