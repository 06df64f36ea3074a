"""Loading, publishing, mailing and backing up, killed at any moment: nothing is lost or half-written, the next run completes.

`python -m tests.killed --kills 50 --seed 7` does it on SQLite; `--postgresql ADDRESS` on a server. A process is killed by itself
before or after the nth thing that it asks of the database, commits among them, or by us after some time."""

import argparse
import json
import os
import random
import re
import secrets
import signal
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller
from psycopg import sql

from tests.loaded import WRITE_LITTLE, Content, address, copy_sqlite, postgresql_copy, sqlite_file
from tests.production import free_port
from tests.started import Started

FOLLOWERS = 5
AN_EDIT = """
from django.contrib.auth.models import User
from catalogue.models import Instrument
from catalogue.editions.working import exclusive_transaction, keep
who = User.objects.create_user("ann")
with exclusive_transaction():
    for row in Instrument.objects.all():
        row.name_nl += " (nieuw)"
        row.save()
        keep(("instrument", row.slug), who)
"""
PUBLISH = """
import sys
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from catalogue.editions.store import read_latest
from catalogue.editions.working import waiting
from matcher.proof.effects import publish
names = [one.name for one in waiting(read_latest())]
if names:
    try:
        publish(names, author=User.objects.get(), why="all of it", despite="whatever it turns")
    except ValidationError as told:
        print(told.messages, file=sys.stderr)
"""
"""As the form of staff does it."""
SOME_FOLLOWERS = f"""
from django.conf import settings
from django.utils import timezone
from catalogue.models import Instrument
from matcher.models import Follower, Selection
from matcher.pages.selections.links import MAIL, digest_of, digests, new_seed, secret
seed, today = new_seed(), timezone.localdate()
one = Selection.objects.create(seed=seed, **digests(seed), name="Lyon", page="compare", edition=1, kept_on=today,
                               query="route=" + Instrument.objects.earliest("slug").slug, visited_on=today)
for number in range({FOLLOWERS}):
    seed = new_seed()
    Follower.objects.create(selection=one, email=f"an{{number}}@example.org", language="nl", origin="https://example.org",
                            seed=seed, digest=digest_of(secret(seed, MAIL, settings.SECRET_KEY)), asked_on=today,
                            confirmed_on=today, told_edition=987654, told_on=today)
"""
COUNTED = """
import os, signal, sys
from django.core.management import execute_from_command_line
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
at, asked = int(sys.argv[1]), 0
def once():
    global asked
    asked += 1
    if asked == at:
        os.kill(os.getpid(), signal.SIGKILL)
def ask(execute, *how):
    once()
    done = execute(*how)
    once()
    return done
commit = BaseDatabaseWrapper._commit
def counted_commit(self):
    once()
    commit(self)
    once()
BaseDatabaseWrapper._commit = counted_commit
connection_created.connect(lambda connection, **_: connection.execute_wrappers.append(ask), weak=False)
try:
    execute_from_command_line(["manage.py", *sys.argv[2:]])
finally:
    print(f"asked {asked}", file=sys.stderr)
"""
"""Runs a command, kills itself at the nth moment (0: never), and tells how many there were."""


@dataclass(frozen=True, slots=True)
class Act:
    name: str
    content: Content
    before: str
    """What is done to the database before, as Python; "" for nothing."""
    command: tuple[str, ...]


ACTS = (
    Act("load", Content.EMPTY, "", ("load_catalogue", "{directory}/facts")),
    Act("publish", Content.LITTLE, AN_EDIT, ("shell", "--no-imports", "-c", PUBLISH)),
    Act("mail", Content.LITTLE, SOME_FOLLOWERS, ("send_news",)),
    Act("backup", Content.LITTLE, "", ("backup", "{directory}/made.zip")),
)


class Box:
    """What a mail server was given, by whom it is for."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content)
        self.messages.append((str(message["To"]), str(message["Message-ID"])))
        return "250 OK"


@dataclass
class Place:
    """A database that nobody else knows of, and the files beside it."""

    url: str
    directory: Path
    mail: int
    """The port of the mail server."""

    @cached_property
    def settings(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": self.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail}",
            "EMAIL_FROM": "overzet@example.org",
            "EDITION_FILE": str(self.directory / "edition.json"),
        }

    def start(self, command: tuple[str, ...], at: int = 0) -> Started:
        words = [word.replace("{directory}", str(self.directory)) for word in command]
        return Started(["-c", COUNTED, str(at), *words], self.settings)

    def does(self, *command: str, at: int = 0) -> str:
        process = self.start(command, at)
        _nothing, told = process.communicate()
        assert process.returncode == 0, f"{command[0]} ended with {process.returncode}: {told}"
        return told

    def tables(self) -> dict[str, list[str]]:
        """All rows of all tables, read past Django."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as opened:
                opened.create_function(
                    "REGEXP", 2, lambda pattern, text: text is not None and bool(re.search(pattern, text))
                )
                assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                names = opened.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                )
                return {name: _rows(opened.execute(f'SELECT * FROM "{name}"')) for (name,) in names.fetchall()}
        with psycopg.connect(self.url) as postgres:
            found = postgres.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            table = sql.SQL("SELECT * FROM {}")
            return {name: _rows(postgres.execute(table.format(sql.Identifier(name)))) for (name,) in found}

    def edition(self) -> tuple[int, str]:
        """Number and digest of the one in force."""
        query = "SELECT number, digest FROM catalogue_edition ORDER BY number DESC LIMIT 1"
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as opened:
                return opened.execute(query).fetchone() or (0, "")
        with psycopg.connect(self.url) as postgres:
            number, digest = postgres.execute(query).fetchone() or (0, "")
            return int(number), str(digest)


def _rows(rows: Any) -> list[str]:
    return sorted(map(repr, rows))


@dataclass
class Tried:
    """An act, where it starts from and what it comes to when nobody kills it."""

    act: Act
    base: str
    """An SQLite file, or the name of a database on the server."""
    moments: int
    seconds: float
    edition: tuple[int, str]
    counts: dict[str, int]


@dataclass
class Killing:
    """Tries acts again and again. `server` is a PostgreSQL, or "" for SQLite."""

    server: str
    directory: Path
    until: ExitStack
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.box = Box()
        mail = Controller(self.box, hostname="127.0.0.1", port=free_port())
        mail.start()
        self.until.callback(mail.stop)
        self.mail = mail.port
        (self.directory / "facts").mkdir()
        self.tried: dict[str, Tried] = {}

    def tried_before(self, act: Act) -> Tried:
        """The first time it is done without a kill, to know what is right."""
        if act.name not in self.tried:
            base = self.base(act)
            with self.place(base) as place:
                started = time.monotonic()
                self.box.messages.clear()
                moments = int(place.does(*act.command).rsplit("asked ", 1)[1])
                seconds = time.monotonic() - started
                counts = {name: len(rows) for name, rows in place.tables().items()}
                self.tried[act.name] = Tried(act, base, moments, seconds, place.edition(), counts)
            assert act.name != "mail" or len(self.box.messages) == FOLLOWERS
        return self.tried[act.name]

    def base(self, act: Act) -> str:
        if self.server:
            name = self.until.enter_context(postgresql_copy(self.server, act.content))
            place = Place(address(self.server, name), self.directory, self.mail)
        else:
            name = str(self.directory / f"{act.name}.sqlite3")
            copy_sqlite(sqlite_file(act.content), Path(name))
            place = Place(f"sqlite:///{name}", self.directory, self.mail)
        if act.name == "load":
            place.does("shell", "--no-imports", "-c", WRITE_LITTLE % str(self.directory / "facts"))
        if act.before:
            place.does("shell", "--no-imports", "-c", act.before)
        return name

    @contextmanager
    def place(self, base: str) -> Iterator[Place]:
        with tempfile.TemporaryDirectory(dir=self.directory) as directory:
            (Path(directory) / "facts").symlink_to(self.directory / "facts")
            if not self.server:
                file = Path(directory) / "db.sqlite3"
                copy_sqlite(Path(base), file)
                yield Place(f"sqlite:///{file}", Path(directory), self.mail)
                return
            name = f"test_overzet_killed_{secrets.token_hex(4)}"
            with psycopg.connect(self.server, autocommit=True) as postgres:
                copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                postgres.execute(copy.format(sql.Identifier(name), sql.Identifier(base)))
            try:
                yield Place(address(self.server, name), Path(directory), self.mail)
            finally:
                with psycopg.connect(self.server, autocommit=True) as postgres:
                    postgres.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def kill(self, act: Act, chance: random.Random) -> None:
        """Once, at a random moment; raises AssertionError for what is not as it should be."""
        tried = self.tried_before(act)
        with self.place(tried.base) as place:
            before = place.tables()
            self.box.messages.clear()
            if chance.random() < 0.75:
                at = chance.randint(1, tried.moments)
                how = f"{act.name} at {at} of {tried.moments}"
                killed = place.start(act.command, at)
            else:
                after = chance.uniform(0.3, 1.0) * tried.seconds
                how = f"{act.name} after {after:.2f} of {tried.seconds:.2f} seconds"
                killed = place.start(act.command)
                time.sleep(after)
                killed.kill()
            killed.communicate()
            assert killed.returncode in (-signal.SIGKILL, 0), how
            self.settled(place)
            self.looks_whole(tried, place, before, how)
            place.does(*act.command)
            self.is_complete(tried, place, how)
        self.told.append(how)

    def settled(self, place: Place) -> None:
        """PostgreSQL needs a moment to see that somebody is gone."""
        if not self.server:
            return
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        until = time.monotonic() + 30
        with psycopg.connect(place.url, autocommit=True) as postgres:
            while postgres.execute(others).fetchone() != (0,):
                assert time.monotonic() < until, "a connection of the one that was killed stays"
                time.sleep(0.02)

    def looks_whole(self, tried: Tried, place: Place, before: dict[str, list[str]], how: str) -> None:
        """All of it was done, or nothing; of mails, those that were noted were sent."""
        after = place.tables()
        if tried.act.name == "mail":
            untold = {row for row in after["matcher_follower"] if row in before["matcher_follower"]}
            noted = FOLLOWERS - len(untold)
            assert noted <= len(self.box.messages) <= noted + 1, how
        elif after != before:
            assert place.edition() == tried.edition, how
            assert {name: len(rows) for name, rows in after.items()} == tried.counts, how
        made = place.directory / "made.zip"
        if made.exists():
            place.does("restore", "--look", str(made))
        copy = place.directory / "edition.json"
        if copy.exists():
            assert json.loads(copy.read_text())["number"] > 0, how

    def is_complete(self, tried: Tried, place: Place, how: str) -> None:
        assert place.edition() == tried.edition, how
        assert {name: len(rows) for name, rows in place.tables().items()} == tried.counts, how
        place.does("check_working")
        if tried.act.name == "mail":
            assert {to for to, _id in self.box.messages} == {
                f"an{number}@example.org" for number in range(FOLLOWERS)
            }, how
            assert len(set(self.box.messages)) == FOLLOWERS, f"{how}: what went twice bears the same Message-ID"
            assert len(self.box.messages) <= FOLLOWERS + 1, how


@contextmanager
def killing(server: str) -> Iterator[Killing]:
    with tempfile.TemporaryDirectory(prefix="overzet-") as directory, ExitStack() as until:
        yield Killing(server, Path(directory), until)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--postgresql", default="", help="the address of a server; SQLite without one")
    options = asked.parse_args()
    chance = random.Random(options.seed)
    with killing(options.postgresql) as tries:
        for number in range(options.kills):
            tries.kill(ACTS[number % len(ACTS)], chance)
            print(f"{number + 1:>3} {tries.told[-1]}: whole, and the next run completes", flush=True)


if __name__ == "__main__":
    main()
