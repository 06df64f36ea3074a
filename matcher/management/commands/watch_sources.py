"""Look again at the pages on which the catalogue rests. For any scheduler; two at once: the second is told and does nothing.

It may be killed at any moment: what was found on each page is noted by itself, and the next run goes on with the others."""

import sys
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.management.progress import shown
from matcher.models import WatchedPage
from matcher.watch.announcing import read_feeds
from matcher.watch.fetching import PoliteClient
from matcher.watch.looking import (
    LookedAt,
    SomebodyElseWatchesError,
    WatchIsOffError,
    alone,
    look,
    manners,
    note_addresses,
)


class Command(BaseCommand):
    help = (
        "Look again at the pages on which facts rest: gone, moved, or saying something else. Off until it is turned on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=settings.WATCH_MOST_PAGES, help="no more than so many pages")
        parser.add_argument("--minutes", type=float, default=settings.WATCH_MINUTES, help="no longer than this")

    def handle(self, *, most: int, minutes: float, **options: Any) -> None:
        if most < 1 or not 0 < minutes < 10_000:
            raise CommandError("Give a number of pages of at least 1, and of minutes above 0.")
        try:
            client = PoliteClient(manners())
        except WatchIsOffError as off:
            raise CommandError(str(off)) from off
        try:
            with alone():
                note_addresses()
                found = look(client, most=most, seconds=minutes * 60)
                told = Counter(self.told(one, options["verbosity"]) for one in shown(found, sys.stderr))
                feeds, items = read_feeds(client)
        except SomebodyElseWatchesError as other:
            raise CommandError("Another process looks at the sources just now: nothing was done.") from other
        finally:
            client.close()
        if options["verbosity"]:
            counted = ", ".join(f"{count} {what}" for what, count in sorted(told.items()))
            if feeds:
                self.stdout.write(f"{feeds} feeds read, {items} new items.")
            self.stdout.write(f"{sum(told.values())} pages looked at{f': {counted}' if counted else ''}.")

    def told(self, one: LookedAt, verbosity: int) -> str:
        what = word_of(one.page)
        if verbosity and (verbosity > 1 or not sys.stderr.isatty()):
            self.stdout.write(f"{one.done}/{one.of} {one.page.url}: {what}")
        return what


def word_of(page: WatchedPage) -> str:
    if page.problem:
        return f"gone ({page.problem})" if page.is_dead else page.problem
    if page.changed_on:
        return "changed"
    return "moved" if page.moved_to else "as it was"
