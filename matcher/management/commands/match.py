"""`manage.py match "applicant=individual-artist&place=DE" --on 2027-01-05` prints the API's JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.http import QueryDict
from django.utils import timezone, translation

from matcher.answers import address
from matcher.api.match_payload import match_payload
from matcher.api.views import LANGUAGE
from matcher.engine.match import match
from matcher.rules.holding import held


class Command(BaseCommand):
    help = "Matches a query string and prints the JSON that /api/v1/match gives."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", help='the answers as in an address: "discipline=dance&place=DE"')
        parser.add_argument("--on", help="the day to match on, like 2027-01-05; today when left out")
        parser.add_argument("--lang", default="en", choices=("nl", "en"), help="the language of the sentences")

    def handle(self, *, query: str, on: str | None, lang: str, **options: Any) -> None:
        now = held()
        asked_for = dict(QueryDict(query.removeprefix("?")).lists())
        if on:
            asked_for["on"] = [on]
        with translation.override(lang):
            asked = address.read(asked_for, now.ruleset, now.words, today=timezone.localdate(), also=(LANGUAGE,))
            compiled = now.compiled(asked.on)
            payload = match_payload(match(compiled, asked.answers), compiled, now)
            for note in asked.notes:
                self.stderr.write(f"{note.name}: {note.message}")
        self.stdout.write(json.dumps(payload, ensure_ascii=False, indent=2))
