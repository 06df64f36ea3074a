"""Watching, killed at any moment: nothing is half-written, and the next run comes to the same; of two at once one is told."""

import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from django.db import connection

from tests.killed import Act, Killing, Place, killing
from tests.loaded import Content, server_of
from tests.some import THOROUGH
from tests.watch.little_web import Answered, Asked, LittleWeb, page

pytestmark = [pytest.mark.both_databases, pytest.mark.as_production]
PAGES = 6
SOURCES = """
from catalogue.models import InstrumentSource
from catalogue.editions.working import mended
rows = list(InstrumentSource.objects.order_by("pk"))
InstrumentSource.objects.update(url="", ref="a document")
for number, row in enumerate(rows[:{pages}]):
    InstrumentSource.objects.filter(pk=row.pk).update(url="{url}" + str(number))
mended()
"""
NOTED = (
    "SELECT url, problem, tries, moved_to, reading, known, says, mark, checked_at IS NULL, known_on IS NULL, changed_on IS NULL "
    "FROM matcher_watchedpage WHERE url LIKE 'http://127.0.0.1%' ORDER BY url"
)
"""Without the days themselves: a run may go on after midnight."""
KILLS = 10 if THOROUGH else 4


@pytest.fixture
def tries(web: LittleWeb, monkeypatch: pytest.MonkeyPatch) -> Iterator[Killing]:
    """Pages on this machine; all others have been looked at today."""
    for name, value in {
        "WATCH_SOURCES": "1",
        "WATCH_OPERATOR": "Example Arts Point",
        "WATCH_CONTACT": "mailto:web@example.org",
        "WATCH_HOST_SECONDS": "0",
        "WATCH_PRIVATE_ADDRESSES": "1",
        "WATCH_MOST_PAGES": "1000",
    }.items():
        monkeypatch.setenv(name, value)
    for number in range(PAGES - 1):
        web.pages[f"/{number}"] = page(f"<h1>Steun {number}</h1><p>De beurs bedraagt {number}00 euro.</p>")
    with killing(server_of(connection.settings_dict) if connection.vendor == "postgresql" else "") as found:
        yield found


def act(web: LittleWeb) -> Act:
    before = SOURCES.format(pages=PAGES, url=web.url("/")) + (
        "from matcher.watch.looking import note_addresses\n"
        "from matcher.models import WatchedPage\n"
        "from django.utils.timezone import now\n"
        "note_addresses()\n"
        "WatchedPage.objects.exclude(url__startswith='http://127.0.0.1').update(checked_at=now())\n"
    )
    return Act("watch", Content.LITTLE, before, ("watch_sources", "--verbosity", "0"))


def what_counts(place: Place) -> list[tuple[object, ...]]:
    if place.url.startswith("sqlite"):
        with closing(sqlite3.connect(place.url.removeprefix("sqlite:///"))) as opened:
            return [tuple(map(str, row)) for row in opened.execute(NOTED).fetchall()]
    with psycopg.connect(place.url) as opened:
        return [tuple(map(str, row)) for row in opened.execute(NOTED).fetchall()]


def test_a_run_that_is_killed_loses_nothing_and_the_next_comes_to_the_same(tries: Killing, web: LittleWeb) -> None:
    watching = act(web)
    base = tries.base(watching)
    with tries.place(base) as place:
        moments = int(place.does(*watching.command).rsplit("asked ", 1)[1])
        right = what_counts(place)
    assert len(right) == PAGES
    assert sum("not-found" in row for row in right) == 1
    chance = random.Random("watch 20261127")
    for _ in range(KILLS):
        at = chance.randint(1, moments)
        with tries.place(base) as place:
            before = {row[0]: row for row in what_counts(place)}
            killed = place.start(watching.command, at)
            killed.communicate()
            assert killed.returncode in (-signal.SIGKILL, 0)
            tries.settled(place)
            whole = {row[0]: row for row in right}
            halfway = {row[0]: row for row in what_counts(place)}
            assert all(row in (before[url], whole[url]) for url, row in halfway.items()), f"at {at} of {moments}"
            place.does(*watching.command)
            assert what_counts(place) == right, f"at {at} of {moments}"


def test_of_two_at_once_the_second_is_told_and_asks_nobody(tries: Killing, web: LittleWeb) -> None:
    watching = act(web)
    base = tries.base(watching)

    is_told = threading.Event()

    def slowly(_asked: Asked) -> Answered:
        is_told.wait(8)  # less than one waits for an answer; six of them last longer than a process takes to start
        return page("<h1>Steun</h1><p>Traag.</p>")

    web.pages = {f"/{number}": slowly for number in range(PAGES)}
    with tries.place(base) as place:
        first = place.start(watching.command)
        until = time.monotonic() + 60
        while not web.paths():
            assert time.monotonic() < until
            time.sleep(0.02)
        second = place.start(watching.command)
        _nothing, told = second.communicate(timeout=60)
        is_told.set()
        assert second.returncode == 1
        assert "Another process looks at the sources just now" in told
        assert "Traceback" not in told
        _nothing, told = first.communicate(timeout=60)
        assert first.returncode == 0, told
        assert len(web.paths()) == PAGES
