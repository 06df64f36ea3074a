"""`manage.py backup [FILE]`: the whole database as one file (docs/operating.md)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from catalogue.backup.acts import back_up, back_up_into
from catalogue.backup.archive import BackupError


class Command(BaseCommand):
    help = "Write all rows, editions among them, to one file; encrypted where BACKUP_RECIPIENT names an age key."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="without one, a new file in BACKUP_DIRECTORY")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        if file is None and not settings.BACKUP_DIRECTORY:
            raise CommandError("Where to? Name a file, or a directory in BACKUP_DIRECTORY.")
        try:
            if file is None:
                file, manifest = back_up_into(Path(settings.BACKUP_DIRECTORY), now())
            else:
                manifest = back_up(file)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        count = sum(one.rows for one in manifest.tables.values())
        self.stdout.write(f"{count} rows and {len(manifest.editions)} editions stand in {file}.")
