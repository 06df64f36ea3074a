"""`manage.py check_working` proves that the noted working state is what the rows say, and mends it where it is not."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from catalogue.editions.working import exclusive_transaction, mended


class Command(BaseCommand):
    help = "Compares the noted working state with every row, and mends it. Exit code 1: something had to be mended."

    def handle(self, **options: Any) -> None:
        with exclusive_transaction():
            found = mended()
        for kind, key in found:
            self.stdout.write(f"{kind} {key} was written by somebody who did not say so.")
        self.stdout.write(f"{len(found)} entries were noted anew.")
        if found:
            sys.exit(1)
