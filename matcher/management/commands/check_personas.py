"""`manage.py check_personas` says whether matching still gives what experts expect."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from matcher.proof.persona_sentences import result_address, sentences
from matcher.proof.personas import check_all
from matcher.rules.holding import held


class Command(BaseCommand):
    help = "Checks every persona against the ruleset in force. Exit code 1: one of them is red."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lang", default="en", choices=("nl", "en"), help="the language of the sentences")

    def handle(self, *, lang: str, **options: Any) -> None:
        now = held()
        outcomes = check_all(now)
        red = [one for one in outcomes if not one.is_green]
        with translation.override(lang):
            for one in red:
                self.stdout.write(self.style.MIGRATE_HEADING(f"{one.persona.slug}: {one.persona.name}"))
                self.stdout.write(f"  {result_address(one, now)}")
                for sentence in sentences(one, now):
                    self.stdout.write(f"  {sentence}")
        self.stdout.write(f"{len(outcomes) - len(red)} of {len(outcomes)} personas are green.")
        if red:
            sys.exit(1)
