"""`manage.py verify_rules` says what is wrong with the rules in force, over all possible answers."""

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from matcher.management.progress import shown
from matcher.proof.verification import Told, in_order, stages
from matcher.rules.holding import held


class Command(BaseCommand):
    help = "Verifies the rules in force over all possible answers. Exit code 1: something must be mended."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", help="the day to verify for, like 2027-01-05; today when left out")
        parser.add_argument("--lang", default="en", choices=("nl", "en"), help="the language of the sentences")
        parser.add_argument("--json", action="store_true", help="print JSON: a list of faults")

    def handle(self, *, on: str | None, lang: str, **options: Any) -> None:
        with translation.override(lang):
            found = shown(stages(held(), day_of(on)), sys.stderr)
            told = in_order(one for stage in found for one in stage.told)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(one) for one in told], ensure_ascii=False, indent=2))
        else:
            self.print(told)
        if any(one.finding.fault.must_be_mended for one in told):
            sys.exit(1)

    def print(self, told: list[Told]) -> None:
        wrong = [one for one in told if one.finding.fault.must_be_mended]
        for title, those in (("To be mended", wrong), ("Worth a look", [one for one in told if one not in wrong])):
            self.stdout.write(self.style.MIGRATE_HEADING(f"{title}: {len(those)}"))
            for one in those:
                self.stdout.write(f"  {one.sentence}" + (f"\n    {one.example}" if one.example else ""))


def day_of(on: str | None) -> date:
    try:
        return date.fromisoformat(on) if on else timezone.localdate()
    except ValueError as wrong:
        raise CommandError(f"“{on}” is not a day: write it like 2027-01-05.") from wrong


def as_json(one: Told) -> dict[str, object]:
    return {
        "fault": one.finding.fault.value,
        "must_be_mended": one.finding.fault.must_be_mended,
        "subject": one.finding.subject,
        "others": list(one.finding.others),
        "sentence": one.sentence,
        "example": one.example or None,
    }
