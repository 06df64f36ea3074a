"""What visitors look for, counted: hand-made walks with known sums, and what must never be there to be read."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries, Settings

from matcher.counters import keeping, looks
from matcher.counters.keeping import CommitUnsureError, keep
from matcher.counters.memory import counters
from matcher.counters.tally import Tallied, band
from matcher.delivery.metrics import PAGE_FROM
from matcher.models import CountKind, DayCount, PendingCount
from tests.loaded import Content, address, copy_sqlite, postgresql_copy, server_of, sqlite_file
from tests.started import run

ROOT = Path(__file__).parents[2]
PERSON = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"}
RESULTS = "/match/results/?"
DANCE = "discipline=dance&goal=present-tour&place=FR"
THAT_DAY = date(2026, 11, 27)

in_the_site = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.fixture(autouse=True)
def counting(settings: Settings) -> Iterator[None]:
    settings.COUNTERS = True
    counters.forget()
    yield
    counters.forget()


def walk(client: Client, *addresses: str, times: int = 1, headers: Mapping[str, str] = PERSON) -> None:
    for one in addresses:
        for _ in range(times):
            assert client.get(one, headers=headers).status_code == 200


def kept(*, without: tuple[CountKind, ...] = (CountKind.LISTED,)) -> dict[tuple[str, str, str], int]:
    rows = DayCount.objects.exclude(kind__in=without).values_list("kind", "first", "second", "n")
    return {(kind, first, second): n for kind, first, second, n in rows}


class TestAWalk:
    pytestmark = in_the_site

    @pytest.mark.both_databases
    def test_five_plans_that_share_two_answers_leave_those_two_their_pair_and_no_more(self, client: Client) -> None:
        """Three to tour and two to meet, all five with dance in France."""
        walk(client, RESULTS + DANCE, times=3)
        walk(client, RESULTS + "discipline=dance&goal=network&place=FR", times=2)
        assert counters.flush()
        assert kept() == {
            ("plans", "", ""): 5,
            ("answer", "discipline", "dance"): 5,
            ("answer", "place", "FR"): 5,
            ("places", "dance", "FR"): 5,
        }
        assert set(DayCount.objects.values_list("day", flat=True)) == {localdate()}

    def test_one_of_four_is_still_nothing_and_the_fifth_brings_all(self, client: Client) -> None:
        for _ in range(4):
            walk(client, RESULTS + DANCE)
            counters.flush()
            assert not DayCount.objects.exists()
        walk(client, "/en" + RESULTS + DANCE)
        counters.flush()
        assert kept()["goals", "dance", "present-tour"] == 5
        walk(client, RESULTS + DANCE, times=4)
        counters.flush()
        assert kept()["goals", "dance", "present-tour"] == 5, "four more wait"
        walk(client, RESULTS + DANCE)
        counters.flush()
        assert kept()["goals", "dance", "present-tour"] == 10

    def test_a_plan_with_two_disciplines_counts_each_pair(self, client: Client) -> None:
        walk(client, RESULTS + "discipline=dance&discipline=theatre&goal=present-tour&goal=network", times=5)
        counters.flush()
        pairs = {(first, second) for kind, first, second in kept() if kind == "goals"}
        assert pairs == {(one, other) for one in ("dance", "theatre") for other in ("present-tour", "network")}

    def test_what_leaves_no_route_is_counted_as_that(self, client: Client) -> None:
        nothing = "applicant=translator&discipline=circus&goal=invest&base=JP&place=BR"
        assert "0" in client.get(RESULTS + nothing).content.decode()
        walk(client, RESULTS + nothing, times=6)
        counters.flush()
        found = kept()
        assert found["nothing", "", ""] == 6
        assert found["no-goals", "circus", "invest"] == 6
        assert found["no-places", "circus", "BR"] == 6
        assert not DayCount.objects.filter(kind=CountKind.LISTED).exists()

    def test_routes_are_counted_by_their_pages_and_among_results(self, client: Client) -> None:
        walk(client, "/routes/kunstendecreet-ip/", "/en/routes/kunstendecreet-ip/?discipline=dance", times=3)
        walk(client, "/routes/kunstendecreet-tip/", times=4)
        counters.flush()
        assert kept() == {("route", "kunstendecreet-ip", ""): 6}

    @pytest.mark.parametrize(
        "more",
        ["&sort=deadline", "&paper=1", "&all=fits", "&show=open", "&part=kunstendecreet-ip", "&on=2026-01-01"],
    )
    def test_the_same_plan_seen_otherwise_or_on_another_day_is_not_looked_at_again(
        self, client: Client, more: str
    ) -> None:
        walk(client, RESULTS + DANCE + more, times=5)
        counters.flush()
        assert not DayCount.objects.exists()

    def test_a_sum_and_a_day_are_kept_as_the_band_in_which_they_lie(self, client: Client) -> None:
        start = localdate() + timedelta(days=45)
        walk(client, f"{RESULTS}budget=7321&partners=3&start={start.isoformat()}", times=5)
        counters.flush()
        answers = {(first, second) for kind, first, second in kept() if kind == "answer"}
        assert answers == {("budget", "5001-15000"), ("partners", "3-5"), ("start", "1-3")}


class TestWords:
    pytestmark = in_the_site

    def on_days(self, client: Client, monkeypatch: pytest.MonkeyPatch, text: str, times: tuple[int, ...]) -> None:
        for after, count in enumerate(times):
            walk(client, f"/routes/?text={text}", times=count)
            monkeypatch.setattr("matcher.counters.memory.localdate", lambda after=after: THAT_DAY + timedelta(after))
            counters.flush()

    def test_words_that_find_nothing_are_kept_after_five_times_on_three_days(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.on_days(client, monkeypatch, "Xylofoonb%C3%A9urs", (1, 1, 3))
        row = DayCount.objects.get()
        assert (row.kind, row.first, row.n, row.day) == ("search", "xylofoonbeurs", 5, THAT_DAY + timedelta(2))

    @pytest.mark.parametrize(
        ("text", "times"),
        [
            pytest.param("xylofoonbeurs", (9,), id="one sitting"),
            pytest.param("xylofoonbeurs", (4, 5), id="two days"),
            pytest.param("xylofoonbeurs", (1, 1, 2), id="four times"),
            pytest.param("qqxx@example.org", (3, 3, 3), id="a mail address"),
            pytest.param("qqxx 0470123456", (3, 3, 3), id="a number"),
            pytest.param("q" * 41, (3, 3, 3), id="a letter"),
            pytest.param("dans", (3, 3, 3), id="something is found"),
            pytest.param("xylofoonbeurs&level=bilateral", (3, 3, 3), id="among a few"),
        ],
    )
    def test_other_words_are_not(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, text: str, times: tuple[int, ...]
    ) -> None:
        self.on_days(client, monkeypatch, text, times)
        assert not DayCount.objects.exists()


class TestWhoCounts:
    pytestmark = in_the_site

    @pytest.mark.parametrize(
        "headers",
        [
            pytest.param({"dnt": "1"}, id="do not track"),
            pytest.param({"sec-gpc": "1"}, id="global privacy control"),
            pytest.param({"user-agent": ""}, id="no name"),
            pytest.param({"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://g.example)"}, id="bot"),
            pytest.param({"user-agent": "python-requests/2.32"}, id="script"),
            pytest.param({"sec-purpose": "prefetch;prerender"}, id="nobody looks yet"),
        ],
    )
    def test_these_do_not(self, client: Client, headers: dict[str, str]) -> None:
        walk(client, RESULTS + DANCE, times=5, headers=PERSON | headers)
        counters.flush()
        assert not PendingCount.objects.exists()

    def test_nor_heads_staff_programs_of_the_api_and_previews(self, client: Client, admin_client: Client) -> None:
        for _ in range(5):
            client.head(RESULTS + DANCE, headers=PERSON)
            client.get(f"/api/v1/match?{DANCE}", headers=PERSON)
            admin_client.get(RESULTS + DANCE, headers=PERSON)
            admin_client.get(f"/admin/preview{RESULTS}{DANCE}", headers=PERSON)
        counters.flush()
        assert not PendingCount.objects.exists()

    def test_a_kept_page_counts_too_and_one_that_the_browser_has_does_not(self, settings: Settings) -> None:
        settings.PAGE_CACHE_BYTES = 8_000_000
        client = Client()
        answers = [client.get(RESULTS + DANCE, headers=PERSON) for _ in range(5)]
        assert [one.wsgi_request.META[PAGE_FROM] for one in answers] == ["made", *["own"] * 4]
        again = client.get(RESULTS + DANCE, headers={**PERSON, "if-none-match": answers[0]["ETag"]})
        assert again.status_code == 304
        counters.flush()
        assert kept()["plans", "", ""] == 5

    @pytest.mark.both_databases
    def test_off_is_off(self, client: Client, settings: Settings) -> None:
        settings.COUNTERS = False
        walk(client, RESULTS + DANCE, "/routes/kunstendecreet-ip/", times=6)
        counters.flush()
        assert not PendingCount.objects.exists()
        assert not DayCount.objects.exists()

    def test_a_kept_page_asks_the_database_no_more_than_before(
        self, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        settings.PAGE_CACHE_BYTES = 8_000_000
        client = Client()
        client.get(RESULTS + DANCE, headers=PERSON)
        with django_assert_num_queries(1):  # which edition is in force, as every request of a test asks
            client.get(RESULTS + DANCE, headers=PERSON)

    @pytest.mark.parametrize("path", ["/routes/%00/", "/" + "a" * 300, "/routes/nope/", "/admin/", "/match/"])
    def test_no_other_page_counts(self, path: str) -> None:
        assert looks.page_of(path)[0] in ("", "instrument")


# --- What is there to be read -------------------------------------------------------------------------------------


QUESTIONS = ("discipline", "goal", "place", "applicant", "base")
VALUES = {question: [f"{question}-{number}" for number in range(4)] for question in QUESTIONS}


def counted_of(plan: dict[str, str]) -> list[Tallied]:
    """As the tally does it: each answer, and two pairs."""
    return [
        *(Tallied(CountKind.ANSWER, question, value) for question, value in plan.items()),
        Tallied(CountKind.GOALS, plan["discipline"], plan["goal"]),
        Tallied(CountKind.PLACES, plan["discipline"], plan["place"]),
    ]


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(8))
def test_nobodys_three_answers_can_be_read_from_all_that_is_stored(seed: int) -> None:
    """Visitors with five answers each, one after the other, on as many days as they are: of what fewer than five share, no row
    of any table says a word, and no row says more than two answers."""
    dice = random.Random(seed)
    plans = [{question: dice.choice(VALUES[question]) for question in QUESTIONS} for _ in range(12)]
    for after, plan in enumerate(plans):
        keep(Counter(counted_of(plan)), THAT_DAY + timedelta(after % 3))
    times = Counter(one for plan in plans for one in counted_of(plan))
    named = {(one.kind.value, one.first, one.second) for one, count in times.items() if count >= 5}
    assert {(kind, first, second) for kind, first, second in kept()} == named
    assert all(DayCount.objects.values_list("n", flat=True)[place] >= 5 for place in range(DayCount.objects.count()))
    sums: Counter[tuple[str, str, str]] = Counter()
    for one in DayCount.objects.all():
        sums[one.kind, one.first, one.second] += one.n
    waiting = sum(PendingCount.objects.values_list("n", flat=True))
    assert sum(sums.values()) + waiting == sum(times.values()), "nothing is lost, and nothing doubled"
    for plan in plans:
        for row in stored_rows():
            assert sum(value in row for value in plan.values()) <= 2
    rare = {value for question in QUESTIONS for value in VALUES[question]} - {part for one in named for part in one}
    assert rare, "some are rare"
    assert not any(value in row for row in stored_rows() for value in rare)
    assert set(PendingCount.objects.values_list("since", "last_on")) == {(THAT_DAY.replace(day=1), None)}


def stored_rows() -> list[str]:
    """Every row of the tables of counts, as text."""
    models = (DayCount, PendingCount)
    return [" ".join(map(str, row)) for model in models for row in model._default_manager.values_list()]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_database_itself_refuses_less_than_five() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DayCount.objects.create(day=THAT_DAY, kind=CountKind.PLANS, n=4)


@pytest.mark.django_db
def test_a_scrambled_name_is_another_under_another_secret(settings: Settings) -> None:
    one = Tallied(CountKind.ANSWER, "discipline", "dance")
    here = keeping.scrambled(one)
    settings.SECRET_KEY = "another"
    assert keeping.scrambled(one) != here
    assert "dance" not in here


@pytest.mark.django_db
@pytest.mark.both_databases
def test_counts_are_kept_for_36_months() -> None:
    for day in (date(2023, 11, 26), date(2023, 11, 27), date(2026, 11, 27)):
        DayCount.objects.create(day=day, kind=CountKind.PLANS, n=5)
        PendingCount.objects.create(key=day.isoformat(), since=day.replace(day=1), n=2)
    PendingCount.objects.create(key="older", since=date(2023, 10, 1), n=2)
    assert keeping.forget(THAT_DAY) == 1
    assert list(DayCount.objects.values_list("day", flat=True)) == [date(2023, 11, 27), date(2026, 11, 27)]
    assert not PendingCount.objects.filter(key="older").exists()
    assert PendingCount.objects.count() == 3


@pytest.mark.django_db
def test_the_command_that_cleans_up_does_it(capsys: pytest.CaptureFixture[str]) -> None:
    DayCount.objects.create(day=localdate() - timedelta(days=1200), kind=CountKind.PLANS, n=5)
    call_command("forget_unvisited")
    assert "1 counts of days deleted" in capsys.readouterr().out
    assert not DayCount.objects.exists()


@pytest.mark.parametrize(
    ("number", "ends", "said"), [(0, (1, 2), "-1"), (2, (1, 2), "2"), (3, (1, 2), "3-"), (4, (1, 5), "2-5")]
)
def test_bands_have_no_gap(number: int, ends: tuple[int, ...], said: str) -> None:
    assert band(number, ends) == said


# --- Trouble ------------------------------------------------------------------------------------------------------


class TestTrouble:
    pytestmark = in_the_site

    def test_what_the_database_did_not_take_waits_and_is_counted_once(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        walk(client, RESULTS + DANCE, times=3)
        with monkeypatch.context() as away:
            away.setattr(keeping, "write", lambda *_: (_ for _ in ()).throw(OperationalError("away")))
            assert not counters.flush()
            walk(client, RESULTS + DANCE, times=2)
            assert not counters.flush()
        assert counters.flush()
        assert counters.flush()
        assert kept()["plans", "", ""] == 5
        assert "waits for the database" in caplog.text

    def test_what_may_have_been_written_is_not_written_again(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        walk(client, RESULTS + DANCE, times=5)

        def unsure(*_: object) -> None:
            raise CommitUnsureError

        with monkeypatch.context() as broken:
            broken.setattr(keeping, "keep", unsure)
            assert not counters.flush()
        assert counters.flush()
        assert not DayCount.objects.exists()

    def test_more_addresses_than_there_is_room_for_are_not_held(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("matcher.counters.memory.MOST_LOOKS", 1)
        walk(client, RESULTS + DANCE, times=5)
        walk(client, "/routes/kunstendecreet-ip/", times=5)
        counters.flush()
        assert kept()["plans", "", ""] == 5
        assert not DayCount.objects.filter(kind=CountKind.ROUTE).exists()

    def test_a_page_that_cannot_be_counted_costs_no_other_its_count(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        walk(client, RESULTS + DANCE, "/routes/kunstendecreet-ip/", times=5)

        def broken(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("matcher.counters.tally.by_plan", broken)
        assert counters.flush()
        assert kept() == {("route", "kunstendecreet-ip", ""): 5}
        assert "could not be counted" in caplog.text
        assert "dance" not in caplog.text

    @pytest.mark.parametrize("query", ["%FF%00=", "discipline=%00", "&".join(["a=1"] * 300), "text=" + "%F0" * 30])
    def test_hostile_addresses_break_nothing(self, client: Client, query: str) -> None:
        for path in ("/match/results/", "/routes/"):
            client.get(f"{path}?{query}", headers=PERSON)
        assert counters.flush()


COUNT_AND_DIE = """
import sys, django
django.setup()
from datetime import date
from django.db import OperationalError
from matcher.counters.keeping import keep
from matcher.counters.tally import Tallied
from matcher.models import CountKind
one = [Tallied(CountKind.ANSWER, "discipline", str(number)) for number in range(40)]
for number in range(int(sys.argv[1])):
    while True:
        try:
            keep({each: 5 for each in one}, date(2026, 11, 27))
            break
        except OperationalError:  # the other one writes: tried again, as the thread does
            pass
    print(number + 1, flush=True)
"""
COUNT_AND_END = """
import os, signal, sys, django
django.setup()
from django.conf import settings
from django.test import RequestFactory
from matcher.counters.memory import counters
settings.COUNTERS_IN_BACKGROUND = True
from catalogue.models import Instrument
request = RequestFactory().get(f"/routes/{Instrument.objects.first().slug}/", HTTP_USER_AGENT="Mozilla/5.0 Firefox")
for _ in range(5):
    counters.look(request)
if sys.argv[1] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """The address of a database that other processes can open, with a little catalogue."""
    if connection.vendor == "sqlite":
        copy_sqlite(sqlite_file(Content.LITTLE), tmp_path / "d.sqlite3")
        yield f"sqlite:///{tmp_path}/d.sqlite3"
    else:
        server = server_of(connection.settings_dict)
        with postgresql_copy(server, Content.LITTLE) as name:
            yield address(server, name)


def process(database: str, script: str, argument: object) -> "subprocess.Popen[str]":
    """To be entered, so that it is over and closed when it is left."""
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": database}
    command = [sys.executable, "-c", script, str(argument)]
    return subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)


def read(database: str) -> list[int]:
    """The counts that are there, in a process of its own."""
    script = (
        "import django; django.setup()\nfrom matcher.models import DayCount\n"
        "print(*DayCount.objects.values_list('n', flat=True))"
    )
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": database}
    return [int(one) for one in run(["-c", script], settings).stdout.split()]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_process_killed_while_it_writes_leaves_a_whole_flush_or_none_of_it(database: str) -> None:
    with process(database, COUNT_AND_DIE, 1000) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "1\n"
        time.sleep(0.13)
        killed.send_signal(signal.SIGKILL)
        told = [1, *map(int, killed.stdout.read().split())]
    counts = read(database)
    assert len(counts) == 40
    assert set(counts) in ({5 * told[-1]}, {5 * (told[-1] + 1)}), "all of it counts the same"


@pytest.mark.django_db
@pytest.mark.both_databases
def test_two_processes_that_write_the_same_lose_nothing(database: str) -> None:
    with process(database, COUNT_AND_DIE, 20) as one, process(database, COUNT_AND_DIE, 20) as other:
        for counts in (one, other):
            counts.communicate(timeout=120)
        assert (one.returncode, other.returncode) == (0, 0)
    assert set(read(database)) == {2 * 20 * 5}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("end", "code", "counts"),
    [("ends", 0, [5]), ("killed", -signal.SIGKILL, [])],
    ids=["one that ends writes what it has", "one that is killed loses what it had not written"],
)
def test_at_its_end(database: str, end: str, code: int, counts: list[int]) -> None:
    with process(database, COUNT_AND_END, end) as ending:
        ending.communicate(timeout=60)
    assert ending.returncode == code
    assert read(database) == counts
