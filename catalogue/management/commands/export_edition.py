"""`manage.py export_edition` writes what the public sees as one JSON file, with its licence (docs/editions.md)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.editions.store import exported, read_edition, write_file
from catalogue.models import Edition


class Command(BaseCommand):
    help = "Writes an edition as one JSON file, or to the standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where to write it; the standard output when left out")
        parser.add_argument("--number", type=int, help="which edition; the one in force when left out")

    def handle(self, *, file: Path | None, number: int | None, **options: Any) -> None:
        found = Edition.objects.filter(number=number) if number is not None else Edition.objects.all()
        row = found.first()
        if row is None:
            raise CommandError("There is no such edition." if number is not None else "Nothing was published yet.")
        edition = read_edition(row)
        if file is None:
            self.stdout.write(exported(edition))
        else:
            write_file(edition, file)
            self.stdout.write(f"Edition {edition.number} stands in {file}.")
