"""Reading the feeds that are on: what is new in each becomes a proposal to staff. Nothing is written in the catalogue."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, now

from matcher.models import Announcement, FunderFeed
from matcher.watch.feeds import Announced, NoFeedError, items_of
from matcher.watch.fetching import PoliteClient

NO_FEED = "no-feed"
OLD = timedelta(days=366)
"""What is a year past its day is no news, also where a feed is read for the first time."""


def read_feeds(client: PoliteClient) -> tuple[int, int]:
    """How many feeds were read, and how many new items they had. Each feed in a transaction of its own."""
    before = now() - timedelta(days=min(1.0, settings.WATCH_EVERY_DAYS)) + timedelta(hours=2)
    feeds, items = 0, 0
    for feed in FunderFeed.objects.filter(is_on=True).exclude(checked_at__gt=before):
        found = client.fetch(feed.url)
        problem = str(found.problem)
        new: tuple[Announced, ...] = ()
        if not problem:
            try:
                new = items_of(found.body)
            except NoFeedError:
                problem = NO_FEED
        items += note_items(feed, problem, new)
        feeds += 1
    return feeds, items


def note_items(feed: FunderFeed, problem: str, items: Iterable[Announced]) -> int:
    """How many of them are new."""
    with transaction.atomic():
        if not FunderFeed.objects.filter(pk=feed.pk).update(checked_at=now(), problem=problem):
            return 0
        known = set(Announcement.objects.filter(feed=feed).values_list("key", flat=True))
        new = [one for one in items if one.key not in known and (one.on is None or one.on >= localdate() - OLD)]
        Announcement.objects.bulk_create(
            [
                Announcement(feed=feed, key=one.key, title=one.title, link=one.link, on=one.on, found_at=now())
                for one in new
            ]
        )
        return len(new)
