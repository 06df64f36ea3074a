"""Mail followers of selections what changed, and days that come near. For any scheduler, as often as one likes.

A message is sent and noted in one transaction per follower, under a lock: who runs it twice at once, or again after it was
killed, sends what was not noted yet. It then bears the same Message-ID, by which mail servers drop what they have."""

from argparse import ArgumentParser
from typing import Any

from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from matcher.models import Follower
from matcher.pages.selections.followers import sends_mail
from matcher.pages.selections.news import message, news_for, told_of
from matcher.rules.holding import held


class Command(BaseCommand):
    help = "Mail those who asked for it what changed, and days that come near."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say to how many, and send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not sends_mail():
            raise CommandError("No mail server is set: EMAIL_URL says by which one to send.")
        site, today = held(), timezone.localdate()
        followers = list(Follower.objects.exclude(confirmed_on=None).values_list("pk", flat=True))
        server, sent, failed = get_connection(), 0, 0
        try:
            server.open()
        except OSError as error:
            raise CommandError(f"The mail server does not answer, nothing was sent: {error}") from error
        try:
            for pk in followers:
                try:
                    sent += self.told(pk, site, today, server, is_dry=options["dry_run"])
                except (
                    OSError,
                    OperationalError,
                ) as error:  # SMTPException is one; SQLite may be busy with another run
                    failed += 1
                    self.stderr.write(f"A message was not sent: {type(error).__name__}")
        finally:
            server.close()
        if options["verbosity"]:
            self.stdout.write(f"{sent} messages sent, {failed} failed.")
        if failed:
            raise CommandError("Run it again: what was not sent is sent then.")

    def told(self, pk: int, site: Any, today: Any, server: Any, *, is_dry: bool) -> bool:
        """Whether there was something to tell."""
        with transaction.atomic():
            rows = Follower.objects.all()
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(of=("self",), skip_locked=True)  # the other run mails it
            follower = rows.select_related("selection").filter(pk=pk).first()
            if follower is None or follower.told_on > today:
                return False
            news = news_for(follower, site, today)
            if is_dry:
                return news.is_any
            if news.is_any:
                made = message(follower, news)
                made.connection = server
                made.send()
            told_of(follower, news, site.edition.number, today)
        return news.is_any
