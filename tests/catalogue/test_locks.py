"""One at a time publishes, saves or loads. Who waits too long for another one is told, and has done nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from catalogue.editions.working import SomebodyElseWritesError, exclusive_transaction
from catalogue.models import Discipline
from tests.loaded import server_of

pytestmark = pytest.mark.django_db


@contextmanager
def connected_to(file: Path) -> Iterator[None]:
    """Django's connection leads to a file of SQLite, and waits there for nobody."""
    ours = connections["default"]
    own = {"NAME": str(file), "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0}}
    other = DatabaseWrapper({**ours.settings_dict, **own}, "default")
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = ours


def written() -> str:
    """What comes of it: "done", or who is in the way."""
    try:
        with exclusive_transaction():
            return "done"
    except SomebodyElseWritesError as error:
        return str(error)


def test_who_meets_another_writer_in_the_same_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as somebody, connected_to(file):
        somebody.execute("BEGIN IMMEDIATE")
        assert "Somebody else is publishing, saving or loading" in written()
        somebody.execute("ROLLBACK")
        assert written() == "done"


def test_a_database_that_does_not_open_is_no_other_writer(tmp_path: Path) -> None:
    with connected_to(tmp_path / "nowhere" / "db.sqlite3"), pytest.raises(OperationalError) as failure:
        written()
    assert "unable to open" in str(failure.value)
    assert not isinstance(failure.value, SomebodyElseWritesError)


@pytest.mark.both_databases
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks the file")
def test_who_meets_another_writer_on_the_same_server_is_told() -> None:
    """The other one holds the lock at which writers wait for each other, and has written nothing."""
    told = psycopg.connect(server_of(connection.settings_dict), dbname=connection.settings_dict["NAME"])
    with told as somebody, connection.cursor() as cursor:
        somebody.execute("SELECT pg_advisory_xact_lock(20261121)")
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
        assert "Somebody else is publishing, saving or loading" in written()
        somebody.rollback()
        assert written() == "done"
        assert Discipline.objects.count() == 0, "and the transaction around it goes on"
