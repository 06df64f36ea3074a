"""The edition that a process holds: swapped at once, kept where something fails, and there while the database is not."""

import threading
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue.editions.edition import EMPTY
from catalogue.editions.publish import publish
from catalogue.editions.store import read_latest, write_file
from catalogue.editions.working import keep
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Edition, Instrument
from matcher.rules import holding
from matcher.rules.holding import Holder
from tests.the import the

TIP = "kunstendecreet-tip"
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def holder() -> Holder:
    return Holder()


def published(months: int) -> Edition:
    author, _is_new = User.objects.get_or_create(username="publisher")
    with transaction.atomic():
        row = Instrument.objects.get(slug=TIP)
        row.lead_months = months
        row.save()
        keep(("instrument", TIP), author)
    return publish(author=author, why="Another lead time.")


def months(holder: Holder) -> int | None:
    assert holder.site is not None
    found = holder.site.get(InstrumentEntry, TIP)
    return found.timing.lead_months if found else None


def away(*_: object) -> None:
    raise DatabaseError("connection refused")


@pytest.mark.usefixtures("a_little")
def test_what_is_published_is_taken_over_and_only_then(
    holder: Holder, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    holder.follow()
    first = holder.site
    with django_assert_num_queries(1):
        holder.follow()
    assert holder.site is first
    published(7)
    assert months(holder) != 7
    holder.follow()
    assert months(holder) == 7
    assert first is not None
    assert first.edition.number + 1 == the(holder.site).edition.number


@pytest.mark.usefixtures("a_little")
def test_a_takeover_that_fails_keeps_the_old_edition_and_says_so(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder.follow()
    before = months(holder)
    published(7)
    monkeypatch.setattr(holding, "WARM", [lambda site: 1 // 0])
    holder.follow()
    assert months(holder) == before
    assert "ZeroDivisionError" in holder.failed
    monkeypatch.setattr(holding, "WARM", [])
    holder.follow()
    assert (months(holder), holder.failed) == (7, "")


@pytest.mark.usefixtures("a_little")
def test_an_edition_that_does_not_add_up_is_not_taken_over(holder: Holder, monkeypatch: pytest.MonkeyPatch) -> None:
    holder.follow()
    before = months(holder)
    published(7)
    monkeypatch.setattr(holding, "problems", lambda edition: (type("P", (), {"sentence": "It names nobody."}),))
    holder.follow()
    assert months(holder) == before
    assert "It names nobody." in holder.failed


@pytest.mark.usefixtures("a_little")
def test_while_the_database_is_away_the_old_edition_stays(holder: Holder, monkeypatch: pytest.MonkeyPatch) -> None:
    holder.follow()
    before = holder.site
    with monkeypatch.context() as outage:
        outage.setattr(holding, "latest_mark", away)
        holder.follow()
        assert holder.site is before
        assert "connection refused" in holder.failed
    holder.follow()
    assert (holder.site, holder.failed) == (before, "")


@pytest.mark.usefixtures("a_little")
def test_a_process_that_starts_while_the_database_is_away_begins_with_the_file(
    holder: Holder, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.EDITION_FILE = str(tmp_path / "held" / "edition.json")
    Holder().follow()
    assert Path(settings.EDITION_FILE).exists(), "whoever takes an edition over writes it down"
    edition = read_latest()
    monkeypatch.setattr(holding, "latest_mark", away)
    holder.follow()
    assert holder.site is not None
    assert (holder.site.edition.number, holder.site.edition.digest) == (edition.number, edition.digest)


def test_without_a_file_it_begins_with_nothing_and_every_page_answers(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "latest_mark", away)
    holder.follow()
    assert holder.site is not None
    assert holder.site.edition is EMPTY


def test_a_file_that_somebody_changed_is_not_believed(
    holder: Holder, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "edition.json"
    write_file(EMPTY, path)
    path.write_text(path.read_text().replace('"number": 0', '"number": "9'))
    settings.EDITION_FILE = str(path)
    monkeypatch.setattr(holding, "latest_mark", away)
    holder.follow()
    assert holder.site is not None
    assert holder.site.edition is EMPTY


@pytest.mark.usefixtures("a_little")
def test_a_request_takes_one_edition_for_all_of_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Published in the middle of a request: the page is wholly of before, the next one wholly of after."""
    client = Client()
    address = f"/en/routes/{TIP}/"
    before = client.get(address).content
    monkeypatch.setattr("matcher.delivery.request_site.held", lambda: (holding.held(), published(7))[0])
    during = client.get(address).content
    monkeypatch.undo()
    assert during == before
    assert client.get(address).content != before


def test_the_thread_follows_on_its_own_and_stops(
    holder: Holder, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """On a connection of its own; here it only counts how often it looked."""
    settings.EDITION_POLL_SECONDS = 0.01
    seen: list[str] = []

    def latest_mark() -> tuple[int, str]:
        seen.append(threading.current_thread().name)
        return 0, ""

    monkeypatch.setattr(holding, "latest_mark", latest_mark)
    monkeypatch.setattr(holding, "read_latest", lambda known: EMPTY)
    monkeypatch.setattr(holding, "AHEAD", [])
    holder.held()
    deadline = time.monotonic() + 60  # seldom near that: other processes may have the processor
    while seen.count("edition") < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    holder.stop()
    assert seen.count("edition") >= 3
    count = len(seen)
    time.sleep(0.05)
    assert len(seen) == count


def test_a_child_process_starts_a_thread_of_its_own(holder: Holder) -> None:
    holder._thread = threading.Thread()
    holder.after_fork()
    assert holder._thread is None


@pytest.mark.usefixtures("a_little")
def test_what_is_made_ahead_is_made_once_for_an_edition_and_beside_the_following(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, may_go = [], threading.Event()

    def make(site: object) -> None:
        may_go.wait(10)
        made.append(site)

    monkeypatch.setattr(holding, "AHEAD", [make])
    holder.follow()
    first = holder.site
    assert first is not None
    for _time in range(3):
        holder._make_ahead(first)  # it is at it: nobody waits, and nothing is begun twice
    published(7)
    holder.follow()
    assert months(holder) == 7, "an edition is taken over while the last one is still worked out"
    may_go.set()
    assert holder._ahead is not None
    holder._ahead.join(10)
    assert holder.site is not None
    holder._make_ahead(holder.site)
    holder._ahead.join(10)
    holder._make_ahead(holder.site)
    assert made == [first, holder.site]


def test_what_cannot_be_made_ahead_stops_nothing(monkeypatch: pytest.MonkeyPatch, holder: Holder) -> None:
    monkeypatch.setattr(holding, "AHEAD", [lambda site: 1 // 0])
    holder.follow()
    assert holder.site is not None
    holder._make_ahead(holder.site)
    assert holder._ahead is not None
    holder._ahead.join(10)
    assert not holder._ahead.is_alive()
