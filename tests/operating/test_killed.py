"""Killed at any moment, nothing is half-written and the next run completes; of two at once one waits, or is told."""

import random
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from django.db import connection

from catalogue.editions.working import _LOCK
from tests.killed import ACTS, Act, Killing, Place, killing
from tests.loaded import server_of

pytestmark = [pytest.mark.both_databases, pytest.mark.as_production]
LOAD, PUBLISH, MAIL, BACKUP = ACTS


@pytest.fixture(scope="module")
def tries(django_db_setup: None) -> Iterator[Killing]:
    with killing(server_of(connection.settings_dict) if connection.vendor == "postgresql" else "") as found:
        yield found


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_command_that_is_killed_leaves_all_of_it_or_nothing(tries: Killing, act: Act) -> None:
    """Twice each; `python -m tests.killed` does it fifty times."""
    chance = random.Random(f"{act.name} 20261127")
    for _ in range(2):
        tries.kill(act, chance)


@pytest.mark.parametrize("act", [LOAD, PUBLISH], ids=lambda act: act.name)
def test_of_two_at_once_one_waits_and_is_told_what_is_done(tries: Killing, act: Act) -> None:
    tried = tries.tried_before(act)
    with tries.place(tried.base) as place:
        both = [place.start(act.command) for _ in range(2)]
        told = [one.communicate()[1] for one in both]
        assert [one.returncode for one in both] == [0, 0], told
        tries.is_complete(tried, place, "two at once")


def test_who_waits_for_long_is_told(tries: Killing) -> None:
    """Somebody holds the lock and goes on holding it, as a client does that was lost."""
    tried = tries.tried_before(LOAD)
    with tries.place(tried.base) as place:
        place.settings["DATABASE_LOCK_SECONDS"] = "1"
        before = place.tables()
        for command in (LOAD.command, ("check_working",)):
            refused = held_up(place, command)
            assert refused.returncode == 1
            assert "Somebody else is publishing, saving or loading" in refused.stderr
            assert "Traceback" not in refused.stderr
        assert place.tables() == before


def held_up(place: Place, command: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    """What a command says while the lock is held."""
    if place.url.startswith("sqlite"):
        with closing(sqlite3.connect(place.url.removeprefix("sqlite:///"), isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            return finished(place, command)
    with psycopg.connect(place.url) as lost:
        lost.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        return finished(place, command)


def finished(place: Place, command: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    process = place.start(command)
    _nothing, told = process.communicate(timeout=120)
    return subprocess.CompletedProcess(command, process.wait(), "", told)


@pytest.mark.django_db
def test_who_holds_a_transaction_and_says_nothing_loses_it(tries: Killing) -> None:
    """So that a client that was lost does not hold the lock for ever; by the server itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA busy_timeout").fetchone() == (5000,)
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("2min",)
    settings = {**connection.get_connection_params(), "options": "-c idle_in_transaction_session_timeout=200"}
    for ours in ("answer_seconds", "cursor_factory", "context", "prepare_threshold"):
        settings.pop(ours, None)
    with psycopg.connect(**settings) as lost, psycopg.connect(**settings, autocommit=True) as other:
        lost.execute("SELECT pg_advisory_xact_lock(4711)")
        time.sleep(0.6)
        assert other.execute("SELECT pg_try_advisory_xact_lock(4711)").fetchone() == (True,)
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            lost.execute("SELECT 1")
        lost.close()
