"""`manage.py read_figures FILE.csv`: figures of cities, for the page on demand and supply (docs/counters.md)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from matcher.counters.city_figures import COLUMNS, FiguresRefusedError, read_figures


class Command(BaseCommand):
    help = (
        f"Read figures of cities from a CSV file with the columns {', '.join(COLUMNS)}. All of it comes in, or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        try:
            read = read_figures(content, timezone.localdate())
        except FiguresRefusedError as refused:
            raise CommandError("Nothing was read in.\n" + "\n".join(refused.told)) from None
        self.stdout.write(f"{read.added} figures added, {read.changed} changed, {read.unchanged} as they were.")
