"""What is known of the past of one thing: its saves, and the editions in which it came out otherwise without one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from catalogue.editions.differences import Difference, RowsByKey, differences
from catalogue.editions.store import read_edition
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry
from catalogue.models import Change, Edition


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One step in the history of a thing: a save, or an edition in which it came out otherwise without one."""

    change: Change | None
    edition: Edition | None
    before: Entry | None
    """What it found; None: nothing, or nothing that is known."""
    after: Entry | None
    """What it left; None: nothing."""
    changes: tuple[Difference, ...]


def history(name: Name) -> Iterator[HistoryStep]:
    """The newest first: each save against what went before it, and each edition that no save led to."""
    kind, key = name
    saves = list(Change.objects.filter(kind=kind, key=key).select_related("stored", "edition").order_by("pk"))
    led_to = {save.edition_id for save in saves}
    steps: list[tuple[datetime, Change | None, Edition | None, Entry | None]] = [
        (edition.at, None, edition, value) for edition, value in published_values(name) if edition.pk not in led_to
    ]
    steps += [
        (
            save.at,
            save,
            save.edition,
            KINDS[kind].opened(save.stored.entry, save.stored.schema) if save.stored else None,
        )
        for save in saves
    ]
    steps.sort(key=lambda step: step[0])
    found: list[HistoryStep] = []
    before: Entry | None = None
    rows = RowsByKey()
    for _at, save, edition, value in steps:
        changes = differences(before, value, rows) if before or not value else ()
        found.append(HistoryStep(save, edition, before, value, changes))
        before = value
    yield from reversed(found)


def published_values(name: Name) -> Iterator[tuple[Edition, Entry]]:
    """The editions in which a thing came to read otherwise, the newest first: an entry knows since which edition it does."""
    row = Edition.objects.first()
    while row is not None:
        stored = read_edition(row, only=name).stored.get(name)
        if stored is None:
            row = Edition.objects.filter(number__lt=row.number).first()
            continue
        came = Edition.objects.filter(number=stored.since).first()
        if came is not None:
            yield came, stored.entry
        row = Edition.objects.filter(number__lt=stored.since).first()
