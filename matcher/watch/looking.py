"""Looking at the pages on which the catalogue rests, one after the other, and noting what was found.

Each page is noted in a transaction of its own, so that whoever is killed loses one answer at most; the next run goes on with
what was not looked at yet. Whether another process is looking is asked of the database, or of the file system where that is
SQLite: both forget at once who is gone."""

import fcntl
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate, now

from catalogue.editions.store import read_latest
from catalogue.editions.working import working_edition
from matcher.models import AWAY, WatchedPage, WatchProblem
from matcher.watch.fetching import Fetched, Manners, PoliteClient, host_of
from matcher.watch.judging import PageJudged, judged
from matcher.watch.reading import fingerprint
from matcher.watch.resting import pages_of, to_fetch

READING = 1
"""Of the way in which passages are made: one more, and what pages said is read anew, without anybody being told that it
changed."""
_LOCK = 20_261_127
AT_ONCE = 500


class WatchIsOffError(Exception):
    """Nobody turned it on, or nobody said who asks."""


class SomebodyElseWatchesError(Exception):
    """Another process looks at the pages just now."""


def manners() -> Manners:
    """How this site introduces itself. Raises WatchIsOffError with what to do."""
    if not settings.WATCH_IS_ON:
        raise WatchIsOffError("Watching is off: WATCH_SOURCES=1 turns it on (docs/watching.md).")
    operator, contact = settings.WATCH_OPERATOR.strip(), settings.WATCH_CONTACT.strip()
    if not operator or not contact:
        raise WatchIsOffError(
            "Nobody is asked for pages without a name: write in WATCH_OPERATOR who watches, and in WATCH_CONTACT a mail address "
            "or a page on which they can be reached."
        )
    agent = f"OverzetWatch/{settings.VERSION} ({operator}; {contact})"
    if not agent.isascii() or not agent.isprintable():
        raise WatchIsOffError("WATCH_OPERATOR and WATCH_CONTACT go out in a header: write them without accents.")
    return Manners(agent, settings.WATCH_HOST_SECONDS, settings.WATCH_PRIVATE_ADDRESSES)


@contextmanager
def alone() -> Iterator[None]:
    """Raises SomebodyElseWatchesError while another process does this; whoever is killed is gone from here at once."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            if cursor.fetchone() != (True,):
                raise SomebodyElseWatchesError
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or "mode=memory" in name:  # nobody else can open it
        yield
        return
    with Path(f"{name}-watch").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise SomebodyElseWatchesError from taken
        yield


# --- Which pages there are ------------------------------------------------------------------------------------------------


def note_addresses() -> None:
    """A row for each page on which the working state rests, and none for another."""
    wanted = set(pages_of(working_edition(read_latest())))
    with transaction.atomic():
        there = set(WatchedPage.objects.values_list("url", flat=True))
        WatchedPage.objects.bulk_create(
            [WatchedPage(url=url) for url in sorted(wanted - there)], batch_size=AT_ONCE, ignore_conflicts=True
        )
        gone = sorted(there - wanted)
        for start in range(0, len(gone), AT_ONCE):
            WatchedPage.objects.filter(url__in=gone[start : start + AT_ONCE]).delete()


# --- Looking --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One page that was looked at: which, from 1, and of how many."""

    done: int
    of: int
    page: WatchedPage


def look(
    client: PoliteClient, *, most: int, seconds: float, sleep: Callable[[float], None] = time.sleep
) -> Iterator[LookedAt]:
    """At the pages that are due, hosts in turn. What is not reached in time is due at the next run."""
    until = time.monotonic() + seconds
    every = timedelta(days=settings.WATCH_EVERY_DAYS)
    waiting = {host_of(url) for url in WatchedPage.objects.filter(not_before__gt=now()).values_list("url", flat=True)}
    found = WatchedPage.objects.due(now(), every).values_list("pk", "url")
    due = list(islice(((pk, url) for pk, url in found if host_of(url) not in waiting), most))
    for done, pk in enumerate(in_turn(due, client, until, sleep), start=1):
        page = WatchedPage.objects.filter(pk=pk).first()
        if page is None:
            continue
        knows = bool(page.mark) and page.reading == READING
        answer = client.fetch(to_fetch(page.url), *((page.etag, page.modified) if knows else ()))
        noted = note(pk, answer, judged(to_fetch(page.url), answer), now())
        if noted is not None:
            yield LookedAt(done, len(due), noted)


def in_turn(
    due: Sequence[tuple[int, str]], client: PoliteClient, until: float, sleep: Callable[[float], None]
) -> Iterator[int]:
    """The next page of the host that may be asked first."""
    hosts: dict[str, deque[tuple[int, str]]] = {}
    for pk, url in due:
        hosts.setdefault(host_of(url), deque()).append((pk, url))
    while hosts:
        waits = {host: client.wait_for(pages[0][1]) for host, pages in hosts.items()}
        host = min(waits, key=lambda one: waits[one])
        if time.monotonic() + waits[host] >= until:
            return
        if waits[host]:
            sleep(waits[host])
        pk, _url = hosts[host].popleft()
        if not hosts[host]:
            del hosts[host]
        yield pk


# --- Noting ---------------------------------------------------------------------------------------------------------------


def note(pk: int, found: Fetched, told: PageJudged, at: datetime) -> WatchedPage | None:
    """What was found on a page, in one transaction. None where its row is gone by now."""
    with transaction.atomic():
        rows = WatchedPage.objects.all()
        if connection.features.has_select_for_update:
            rows = rows.select_for_update()
        page = rows.filter(pk=pk).first()
        if page is None:
            return None
        page.checked_at, page.not_before = at, found.retry_at
        if told.problem == WatchProblem.BUSY and page.problem in AWAY:
            page.save()
            return page
        page.problem = told.problem
        if told.problem in AWAY:
            page.tries = min(page.tries + 1, 1_000)
            page.away_since = page.away_since or at
        else:
            page.tries, page.away_since = 0, None
        if not told.problem:
            page.moved_to = told.moved_to if told.passages is not None else page.moved_to
        if told.passages is not None:
            _note_passages(page, told.passages, found, localdate(at))
        page.save()
        return page


def _note_passages(page: WatchedPage, passages: tuple[str, ...], found: Fetched, on: date) -> None:
    mark = fingerprint(passages)
    page.etag, page.modified = found.etag, found.modified
    is_new_way = page.reading != READING
    if not page.mark or (is_new_way and page.changed_on is None):
        page.known, page.known_on, page.says, page.changed_on = list(passages), on, [], None
    elif mark == fingerprint(page.known):
        page.says, page.changed_on = [], None
    else:
        page.says, page.changed_on = list(passages), page.changed_on or on
    page.mark, page.reading = mark, READING
