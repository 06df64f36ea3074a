"""How this process stands: which edition it holds, since when, and whether it could follow what is published."""

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, InterfaceError, connection

from matcher.rules.holding import held, holder


@dataclass(frozen=True, slots=True)
class Readiness:
    edition: int
    digest: str
    published_at: datetime | None
    """None for edition 0: nothing was published."""
    taken_at: datetime | None
    is_database_there: bool
    """Whether it answered just now."""
    failed: str
    """Why the newest edition could not be taken over; "" while it could."""

    @property
    def can_answer(self) -> bool:
        """Whether public pages say what is published: not in a process that has seen neither the database nor a file."""
        return not (self.edition == 0 and self.failed)


def readiness() -> Readiness:
    edition = held().edition
    return Readiness(edition.number, edition.digest, edition.at, holder.taken_at, is_database_there(), holder.failed)


def is_database_there() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True
