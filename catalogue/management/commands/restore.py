"""`manage.py restore FILE`: what `backup` wrote, back into a database (docs/operating.md)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.backup import acts
from catalogue.backup.archive import BackupError
from catalogue.editions.working import SomebodyElseWritesError


class Command(BaseCommand):
    help = "Put a backup into the empty database that DATABASE_URL names, and compare the two."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, help="the file with the age key that opens an encrypted one")
        parser.add_argument("--overwrite", action="store_true", help="also where there are rows, which are deleted")
        parser.add_argument("--look", action="store_true", help="read all of it, say what it holds, and write nothing")

    def handle(self, *, file: Path, identity: Path | None, overwrite: bool, look: bool, **options: Any) -> None:
        try:
            manifest = (
                acts.look(file, identity=identity)
                if look
                else acts.restore(file, identity=identity, overwrite=overwrite)
            )
        except (BackupError, OSError, SomebodyElseWritesError) as error:
            raise CommandError(str(error)) from error
        count = sum(one.rows for one in manifest.tables.values())
        what = "holds" if look else "is restored and compared:"
        self.stdout.write(
            f"The backup of {manifest.made_at} by release {manifest.release} {what} {count} rows "
            f"and {len(manifest.editions)} editions."
        )
