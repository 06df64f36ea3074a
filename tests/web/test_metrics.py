"""Figures for who watches the site: off by default, behind a token, and without anything of who asked."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.reading import found_in
from tests.the import the

TOKEN = "a long secret of the watcher"


def asked(client: Client, token: str = TOKEN) -> str:
    answer = client.get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    return answer.content.decode()


def figure(said: str, name: str) -> float:
    return float(found_in(rf"^{re.escape(name)} (\S+)$", said, re.MULTILINE)[1])


def test_without_a_token_there_is_nothing(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer "])
def test_who_does_not_send_it_learns_nothing(client: Client, settings: Settings, sent: str) -> None:
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"authorization": sent} if sent else {})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
def test_requests_are_counted_by_view_and_status(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN, settings.PAGE_CACHE_BYTES = TOKEN, 10_000_000
    fresh = Client()
    before = asked(fresh)
    for _ in range(3):
        assert fresh.get("/match/results/?place=FR&on=2026-11-21").status_code == 200
    fresh.get("/nothing-at-all/")
    fresh.post("/routes/")
    after = asked(fresh)

    def more(name: str) -> float:
        return figure(after, name) - (figure(before, name) if f"{name} " in before else 0)

    assert more('overzet_requests_total{method="GET",status="200",view="results"}') == 3
    assert more('overzet_requests_total{method="GET",status="404",view="none"}') == 1
    assert more('overzet_requests_total{method="POST",status="405",view="routes"}') == 1
    assert more('overzet_request_seconds_count{view="results"}') == 3
    assert more('overzet_pages_total{source="made"}') == 1
    assert more('overzet_pages_total{source="own"}') == 2
    assert "FR" not in after
    assert "nothing-at-all" not in after


@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
def test_the_edition_its_age_and_who_waits_for_a_mail(client: Client, settings: Settings) -> None:
    from matcher.models import Follower, Selection
    from matcher.rules.holding import held

    settings.METRICS_TOKEN = TOKEN
    edition, today = held().edition, timezone.localdate()
    kept = Selection.objects.create(
        seed="s",
        owner_digest="o",
        reader_digest="r",
        name="x",
        page="routes",
        edition=1,
        kept_on=today,
        visited_on=today,
    )
    for number, (told, confirmed) in enumerate([(0, today), (edition.number, today), (0, None)]):
        Follower.objects.create(
            selection=kept,
            email=f"{number}@example.org",
            language="nl",
            origin="https://example.org",
            seed=str(number),
            digest=str(number),
            asked_on=today,
            confirmed_on=confirmed,
            told_edition=told,
            told_on=today,
        )
    said = asked(client)
    assert figure(said, "overzet_edition") == edition.number
    assert (
        0 <= figure(said, "overzet_edition_age_seconds") - (timezone.now() - the(edition.at)).total_seconds() + 5 < 10
    )
    assert figure(said, "overzet_followers_waiting") == 1
    assert figure(said, "overzet_database_answers") == 1


COUNTS = """
import django
django.setup()
from django.http import HttpResponse
from django.test import RequestFactory
from matcher.delivery.metrics import count
request = RequestFactory().get("/healthz")
request.resolver_match = None
count(request, HttpResponse(), 0.01)
"""


@pytest.mark.django_db
def test_one_process_tells_of_all(client: Client, settings: Settings, tmp_path: Path) -> None:
    told = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    both = [subprocess.Popen([sys.executable, "-c", COUNTS], env=told) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    settings.METRICS_TOKEN, settings.METRICS_DIRECTORY = TOKEN, str(tmp_path)
    said = asked(client)
    assert figure(said, 'overzet_requests_total{method="GET",status="200",view="none"}') == 2
    assert "overzet_edition " in said
