"""`manage.py run_scheduled`: what is due this hour. A timer starts it each hour, or it waits for the hours itself."""

import logging
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime

from matcher.management.schedule import Job, due

log = logging.getLogger(__name__)
HOUR = 3600


class Command(BaseCommand):
    help = "Run what is due this hour. Exit code 1: one of them failed; it runs again when it is due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="now, and at each hour from now on")

    def handle(self, *, forever: bool, **options: Any) -> None:
        failed = self.run_due()
        while forever:
            time.sleep(HOUR - time.time() % HOUR)
            self.run_due()
        if failed:
            raise CommandError(f"Failed: {', '.join(job.command for job in failed)}.")

    def run_due(self) -> list[Job]:
        """Gives those that failed. Each has a process of its own: one that breaks keeps no other from running."""
        return [job for job in due(localtime().hour) if not has_run(job)]


def has_run(job: Job) -> bool:
    done = subprocess.run([sys.executable, str(settings.BASE_DIR / "manage.py"), job.command], check=False)
    log.log(logging.ERROR if done.returncode else logging.INFO, "%s ended with %s", job.command, done.returncode)
    return done.returncode == 0
