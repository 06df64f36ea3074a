"""What rows say, read whole."""

from catalogue.entries.kinds import KINDS
from catalogue.entries.values import Entry


def read_all(kind: str) -> dict[str, Entry]:
    """The values of all rows of a kind, by key."""
    how = KINDS[kind]
    return {how.key(row): how.value_of(row) for row in how.rows()}
