"""Which edition a page is made of, and how this process stands towards it. The one place where `delivery` asks for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection

from catalogue.models import Version
from matcher.models import RulesetStamp


class Edition(NamedTuple):
    number: int
    digest: str
    """Hexadecimal."""


def edition_in_force() -> Edition | None:
    """Read at the start of a request, so that a page is never kept as newer than it is. None: it can't be known now."""
    try:
        return Edition(RulesetStamp.current(), "")
    except (DatabaseError, InterfaceError):
        return None


@dataclass(frozen=True, slots=True)
class Readiness:
    """What /readyz tells."""

    edition: int | None
    digest: str
    published_at: datetime | None
    """None before anything was published, and while it can't be known."""
    database: bool
    """Whether it answered just now."""
    takeover_failed: bool
    """Whether a newer edition could not be taken over."""

    @property
    def can_answer(self) -> bool:
        """Whether public pages are answered."""
        return self.edition is not None


def readiness() -> Readiness:
    held = edition_in_force()
    return Readiness(
        edition=held.number if held else None,
        digest=held.digest if held else "",
        published_at=_last_published(),
        database=database_answers(),
        takeover_failed=False,  # pages read rows: there is nothing to take over
    )


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def _last_published() -> datetime | None:
    try:
        return Version.objects.values_list("at", flat=True).order_by("-number").first()
    except (DatabaseError, InterfaceError):
        return None
