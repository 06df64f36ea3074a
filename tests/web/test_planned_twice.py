"""The command that publishes what was planned, run twice at the same moment by processes of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.loaded import Content, server_of
from tests.production import ROOT, database, environment

PREPARE = """
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.timezone import localdate
from catalogue.editions.working import keep
from catalogue.models import Instrument
from matcher.upkeep.planning import plan
author = User.objects.create_user("planner", is_staff=True)
author.groups.add(Group.objects.get(name="publisher"))
for number, slug in enumerate(["kunstendecreet-tip", "kunstendecreet-projectsubsidie"]):
    with transaction.atomic():
        Instrument.objects.filter(slug=slug).update(summary_en=f"Otherwise {number}")
        keep(("instrument", slug), author)
    plan([("instrument", slug)], localdate(), author=author, why=f"Plan {number}")
"""
TELL = """
import json
from catalogue.models import Edition
from matcher.models import PlannedPublication
plans = PlannedPublication.objects.values_list("edition__number", flat=True)
print(json.dumps([Edition.objects.count(), list(plans)]))
"""


@pytest.mark.both_databases
@pytest.mark.as_production
def test_two_at_once_publish_each_plan_once(tmp_path: Path, django_db_setup: None) -> None:
    postgresql = server_of(connection.settings_dict) if connection.vendor == "postgresql" else ""
    with database(Content.LOADED, tmp_path, postgresql) as address:
        settings = environment(address, "")
        told(settings, "shell", "--no-imports", "--command", PREPARE)
        before, waiting = json.loads(told(settings, "shell", "--no-imports", "--command", TELL))
        assert waiting == [None, None]
        both = [start(settings, "publish_planned") for _ in range(2)]
        ended = [(one.wait(300), one.communicate()[1]) for one in both]
        assert [code for code, _said in ended] == [0, 0], ended
        after, editions = json.loads(told(settings, "shell", "--no-imports", "--command", TELL))
        assert after == before + 2
        assert sorted(editions) == [before + 1, before + 2], "each plan has an edition of its own"


def start(settings: dict[str, str], *command: str) -> subprocess.Popen[str]:
    run = [sys.executable, "manage.py", *command]
    return subprocess.Popen(run, cwd=ROOT, env=settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def told(settings: dict[str, str], *command: str) -> str:
    run = [sys.executable, "manage.py", *command]
    return subprocess.run(run, cwd=ROOT, env=settings, check=True, text=True, stdout=subprocess.PIPE).stdout
