"""`manage.py check_personas` says whether matching still gives what experts expect."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from matcher.engine.match import match
from matcher.proof.persona_sentences import result_address, sentences
from matcher.proof.personas import OtherVerdict, Outcome, check_all
from matcher.rules.holding import held
from matcher.rules.site import Site
from matcher.speech.sentences import Teller


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
                for reason in reasons(one, now):
                    self.stdout.write(f"    {reason}")
        self.stdout.write(f"{len(outcomes) - len(red)} of {len(outcomes)} personas are green.")
        if red:
            sys.exit(1)


def reasons(outcome: Outcome, now: Site) -> list[str]:
    """What the routes of another verdict than expected wait for, or why they do not fit."""
    other = [one.instrument for one in outcome.failures if isinstance(one, OtherVerdict)]
    if not other:
        return []
    compiled = now.compiled(outcome.persona.on)
    found = match(compiled, outcome.answers)
    teller = Teller(compiled, now.words, outcome.answers)
    told = []
    for route in filter(None, map(found.route, other)):
        why = [teller.unknown(one.criterion, one.questions) for one in route.waits_for]
        why += [teller.unknown(one, ()) for one in route.unknown]
        why += [teller.unmet(one.criterion, route.instrument.timing.state) for one in route.fails]
        told += [f"{now.words.instrument(route.instrument.id)}: {one}" for one in why]
    return told
