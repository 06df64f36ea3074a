"""`manage.py load_catalogue`: writes the fixture files, twice the same."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from catalogue.editions.publish import NotPublished
from catalogue.editions.working import SomebodyElseWritesError
from catalogue.entries.values import FixtureError
from catalogue.loading.load import load, told


class Command(BaseCommand):
    help = (
        "Load the catalogue from its fixture files. What staff changed by hand is kept, unless --overwrite; "
        "what staff deleted comes back."
    )
    requires_system_checks = []  # an address or a template that fails its check keeps no facts out

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=settings.FIXTURES_DIR)
        parser.add_argument("--overwrite", action="store_true", help="write over what staff changed by hand")
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and change nothing")

    def handle(self, *args: Any, directory: Path, overwrite: bool, dry_run: bool, **options: Any) -> None:
        try:
            with translation.override("en"):  # what it says for itself is English, and what it passes on too
                outcomes = load(directory, overwrite=overwrite, dry_run=dry_run)
        except (FixtureError, NotPublished, SomebodyElseWritesError) as error:
            raise CommandError(str(error)) from error
        if dry_run:
            self.stdout.write("Dry run: nothing is written.")
        for line in told(outcomes):
            self.stdout.write(line)
