"""A database of before there were editions, loaded, with versions and with edits that wait, migrates and publishes the same."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.loaded import Content, address, copy_sqlite, postgresql_copy, server_of, sqlite_file
from tests.started import run

pytestmark = [pytest.mark.both_databases, pytest.mark.as_production]

TIP = "kunstendecreet-tip"
OLD = {"catalogue": "0008_edits_and_versions", "matcher": "0004_personas_that_name_all"}

ASKED = ("applicant=individual-artist&discipline=dance&place=DE", "--on", "2027-01-05")

GO_BACK = f"""
for app, migration in {OLD}.items():
    call_command("migrate", app, migration, verbosity=0)
"""
"""To the tables of before; what has no place in them is lost."""

WRITE_OLD = f"""
import json
from django.db import connection
from django.db.migrations.loader import MigrationLoader
apps = MigrationLoader(connection).project_state([("catalogue", "{OLD["catalogue"]}"), ("matcher", "{OLD["matcher"]}")]).apps
Version, Edit, StoredEntry = (apps.get_model("catalogue", name) for name in ("Version", "Edit", "StoredEntry"))
version = Version.objects.get()
held = [one.pk for one in version.entries.all() if one.kind in ("instrument", "rule", "question", "weight")]
version.entries.set(held)
stored = version.entries.get(kind="instrument", key="{TIP}")
entry = stored.entry if isinstance(stored.entry, dict) else json.loads(stored.entry)
for number, months in ((1, 5), (2, 7)):
    entry["timing"]["lead_months"] = months
    later = StoredEntry.objects.create(digest=str(number) * 64, kind="instrument", key="{TIP}", entry=entry)
    Edit.objects.create(kind="instrument", key="{TIP}", stored=later, signed="Ada", is_dropped=False)
Edit.objects.create(kind="rule", key="gone-long-ago", stored=None, signed="Ada", is_dropped=True)
"""

NOTE_LOADED = f"""
from catalogue.entries.kinds import KINDS, digest
from tests.rows import read_all
from catalogue.models import LoadedEntry
values = {{(kind, key): value for kind in KINDS for key, value in read_all(kind).items()}}
tip = values["instrument", "{TIP}"]
values["instrument", "{TIP}"] = tip.model_copy(update={{"timing": tip.timing.model_copy(update={{"lead_months": 2}})}})
for one in LoadedEntry.objects.all():
    if (one.kind, one.slug) in values:
        one.digest = digest(values[one.kind, one.slug])
        one.save()
"""
"""A load of before noted what the tables of before can hold: what stands there now, but for what was edited since."""

TO_WHAT_WAS = f"""
from django.core.management import call_command
call_command("match", *{ASKED})
{GO_BACK}
{WRITE_OLD}
"""
"""Tells the match of a loaded database, then makes of it one of before."""

READ_NEW = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0)
{NOTE_LOADED}
call_command("match", *{ASKED})
print("TOLD")
import json
from catalogue.editions.store import read_edition, read_latest
from catalogue.editions.working import mended, waiting
from catalogue.editions.publish import publish, restore
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Change, Edition, Instrument
from django.contrib.auth.models import Group, User
latest = read_latest()
told = {{
    "editions": [(one.number, one.is_whole) for one in Edition.objects.order_by("number")],
    "public": latest.get(InstrumentEntry, "{TIP}").timing.lead_months,
    "kinds": len({{kind for kind, _key in latest.stored}}),
    "row": Instrument.objects.get(slug="{TIP}").lead_months,
    "waits": [one.name for one in waiting(latest)],
    "mended": len(mended()),
    "changes": Change.objects.count(),
    "roles": sorted(Group.objects.values_list("name", flat=True)),
    "may": Group.objects.get(name="publisher").permissions.filter(codename="publish_edition").exists(),
}}
user = User.objects.create_user("publisher")
publish(author=user, why="What waited.")
told["published"] = read_latest().get(InstrumentEntry, "{TIP}").timing.lead_months
restore(1, author=user, why="The version of before.")
told["restored"] = read_latest().get(InstrumentEntry, "{TIP}").timing.lead_months
told["kinds_restored"] = len({{kind for kind, _key in read_latest().stored}})
print(json.dumps(told))
"""
"""Tells the match of a database of before that migrates, and what stands in it."""


@pytest.fixture
def database(django_db_setup: None, tmp_path: Path) -> Iterator[str]:
    """The address of a little database of this test's own, on the kind of database that this run is about."""
    if connection.vendor == "sqlite":
        copy_sqlite(sqlite_file(Content.LITTLE), tmp_path / "db.sqlite3")
        yield f"sqlite:///{tmp_path / 'db.sqlite3'}"
    else:
        server = server_of(connection.settings_dict)
        with postgresql_copy(server, Content.LITTLE) as name:
            yield address(server, name)


def manage(database: str, *command: str) -> str:
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": database}
    done = run(["manage.py", *command], settings)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def named(match: str) -> dict[str, tuple[str, str, str]]:
    """The routes of a match as they are called: what they ask and pay rests on columns that came later too."""
    return {one["id"]: (one["name"], one["kind"], one["level"]) for one in json.loads(match)["routes"]}


def test_a_database_of_before_migrates_and_publishes_the_same(database: str) -> None:
    before = manage(database, "shell", "--no-imports", "-c", TO_WHAT_WAS)
    after, _, told = manage(database, "shell", "--no-imports", "-c", READ_NEW).partition("TOLD")
    assert named(after) == named(before), "the public sees what it saw, as far as tables of before could hold it"
    assert json.loads(told) == {
        "editions": [[1, False], [2, True]],
        "public": 2,
        "kinds": 23,
        "row": 7,
        "waits": [["instrument", TIP]],
        "mended": 0,
        "changes": 3,
        "roles": ["curator", "publisher", "reader"],
        "may": True,
        "published": 7,
        "restored": 2,
        "kinds_restored": 23,
    }
    unchanged = manage(database, "load_catalogue")
    assert "kept" not in unchanged.replace("kept (changed by hand)", "")
    assert sum(int(line.split()[7]) for line in unchanged.splitlines() if "kept (changed" in line) == 0
