"""`manage.py check_working` proves that the noted working state is what the rows say, and mends it where it is not."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.editions.working import SomebodyElseWritesError, exclusive_transaction, mended


class Command(BaseCommand):
    help = "Compares the noted working state with every row, and mends it. Exit code 1: something had to be mended."

    def handle(self, **options: Any) -> None:
        try:
            with exclusive_transaction():
                found = mended()
        except SomebodyElseWritesError as error:
            raise CommandError(str(error)) from error
        for kind, key in found:
            self.stdout.write(f"{kind} {key} was written by somebody who did not say so.")
        self.stdout.write(f"{len(found)} entries were noted anew.")
        if found:
            sys.exit(1)
