"""What is counted, written so that no row tells of one visit, and forgotten after three years.

A count that has not come to five stands in a row with a scrambled name and without a day. When it comes to five, all of it moves
to that day, under its name. So sums over a period are right, up to four for each name, and nothing below five is ever there to
be read. The scrambling takes the site's secret, which is not in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from matcher.counters.tally import Tallied
from matcher.engine.days import add_months
from matcher.models.counted import FEWEST, CountKind, DayCount, PendingCount
from matcher.rules.holding import DATABASE_AWAY

MONTHS_KEPT = 36
SEARCH_DAYS = 3
"""Words count as looked for when they were on so many days, and not five times by one person at one sitting."""
A_BATCH = 500
CHANGING = ("n", "days", "last_on", "since")
"""The columns of a row that counting changes."""


def scrambled(one: Tallied) -> str:
    return salted_hmac("matcher.counters", "\0".join(one), algorithm="sha256").hexdigest()


class CommitUnsureError(Exception):
    """The connection went while the database was told to keep it: trying again might count twice, so nobody should."""


@dataclass(frozen=True, slots=True)
class Released:
    one: Tallied
    n: int


def keep(counted: Mapping[Tallied, int], on: date) -> None:
    """Add these, in one transaction. Two processes that count the same at the same moment wait for one another, always in the
    same order. Raises what the database raises, having written nothing; CommitUnsureError where that is not sure."""
    is_written = False
    try:
        with transaction.atomic():
            write(counted, on)
            is_written = True
    except DATABASE_AWAY as error:
        if is_written:
            raise CommitUnsureError from error
        raise


def write(counted: Mapping[Tallied, int], on: date) -> None:
    named = {scrambled(one): one for one in counted}
    fresh = [PendingCount(key=key, since=on.replace(day=1)) for key in sorted(named)]
    PendingCount.objects.bulk_create(fresh, batch_size=A_BATCH, ignore_conflicts=True)
    keys, released = sorted(named), list[Released]()
    for begin in range(0, len(keys), A_BATCH):
        some = keys[begin : begin + A_BATCH]
        rows = list(PendingCount.objects.select_for_update().filter(key__in=some).order_by("key"))
        released += [found for row in rows if (found := added(row, named[row.key], counted[named[row.key]], on))]
        PendingCount.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=CHANGING)
    for one in released:
        release(one, on)


def added(row: PendingCount, one: Tallied, n: int, on: date) -> Released | None:
    """What the row comes to with so many more; where that is enough to be read it begins anew."""
    row.n += n
    if one.kind is CountKind.SEARCH and row.last_on != on:
        row.days, row.last_on = row.days + 1, on
    if row.n < FEWEST or (one.kind is CountKind.SEARCH and row.days < SEARCH_DAYS):
        return None
    released = Released(one, row.n)
    row.n, row.since = 0, on.replace(day=1)
    return released


def release(found: Released, on: date) -> None:
    name = {"kind": found.one.kind, "day": on, "first": found.one.first, "second": found.one.second}
    if not DayCount.objects.filter(**name).update(n=F("n") + found.n):
        DayCount.objects.create(**name, n=found.n)


def forget(on: date) -> int:
    """Delete what is older than three years; how many counts of a day that were."""
    until = add_months(on, -MONTHS_KEPT)
    count, _kinds = DayCount.objects.filter(day__lt=until).delete()
    PendingCount.objects.filter(since__lt=until.replace(day=1)).delete()
    return count
