"""What runs by itself, all in one place. Every job may run at any time, twice at once, and again after it was killed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Job:
    command: str
    """Of manage.py."""
    hour: int | None = None
    """At which it runs, in Brussels; None for every hour."""
    setting: str = ""
    """Without which it has nothing to do."""


JOBS = (
    Job("backup", hour=2, setting="BACKUP_DIRECTORY"),
    Job("forget_unvisited", hour=3),
    Job("forget_sign_ins", hour=3),
    Job("clearsessions", hour=3),
    Job("watch_sources", hour=4, setting="WATCH_IS_ON"),
    Job("publish_planned"),
    Job("send_news", setting="MAIL_IS_ON"),
)


def due(hour: int) -> Iterator[Job]:
    for job in JOBS:
        if job.hour in (None, hour) and (not job.setting or getattr(settings, job.setting)):
            yield job
