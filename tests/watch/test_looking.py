"""A run of `watch_sources` over a catalogue: what is noted, when a page counts as gone, and who is not asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils.timezone import now
from pytest_django import Settings

from catalogue.editions.store import read_latest
from catalogue.editions.working import working_edition
from catalogue.models import InstrumentSource
from matcher.management.schedule import due
from matcher.models import WatchedPage, WatchProblem
from matcher.upkeep.addresses import addresses_of
from matcher.watch import looking
from matcher.watch.looking import note_addresses
from matcher.watch.resting import pages_of
from tests.noted import mended
from tests.some import some
from tests.the import the
from tests.watch.little_web import Answered, LittleWeb, moved, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]
TEXT = "<html><body><h1>Reizen</h1><p>De beurs bedraagt {eur} euro.</p><p>Wie mag aanvragen: kunstenaars.</p></body></html>"


@pytest.fixture
def on(settings: Settings) -> None:
    settings.WATCH_IS_ON = True
    settings.WATCH_OPERATOR, settings.WATCH_CONTACT = "Example Arts Point", "mailto:web@example.org"
    settings.WATCH_HOST_SECONDS = 0.0
    settings.WATCH_PRIVATE_ADDRESSES = True


def watched(*urls: str) -> list[WatchedPage]:
    """Sources of the catalogue lead to these pages and to no others."""
    sources = list(InstrumentSource.objects.order_by("pk"))
    assert len(sources) >= len(urls)
    InstrumentSource.objects.update(url="", ref="a document")
    for source, url in zip(sources, urls, strict=False):
        InstrumentSource.objects.filter(pk=source.pk).update(url=url)
    mended()
    note_addresses()
    WatchedPage.objects.exclude(url__in=urls).update(checked_at=now() + timedelta(days=400))
    return [WatchedPage.objects.get(url=url) for url in urls]


def run(capsys: pytest.CaptureFixture[str], **options: object) -> str:
    call_command("watch_sources", **options)
    return capsys.readouterr().out


def again(days: float = 8) -> None:
    """So many days pass."""
    for one in WatchedPage.objects.exclude(checked_at=None).filter(checked_at__lte=now()):
        one.checked_at = the(one.checked_at) - timedelta(days=days)
        if one.away_since:
            one.away_since -= timedelta(days=days)
        one.save()


# --- Off until somebody turns it on -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"WATCH_IS_ON": False}, "WATCH_SOURCES=1"),
        ({"WATCH_OPERATOR": " "}, "WATCH_OPERATOR"),
        ({"WATCH_CONTACT": ""}, "WATCH_CONTACT"),
        ({"WATCH_OPERATOR": "Kunst\r\nX-More: 1"}, "header"),
    ],
)
def test_it_is_off_until_somebody_says_who_asks(
    on: None, settings: Settings, web: LittleWeb, changes: dict[str, Any], says: str
) -> None:
    watched(web.url("/a"))
    for name, value in changes.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match=says):
        call_command("watch_sources")
    assert web.asked == []


def test_the_schedule_runs_it_once_a_day_and_only_where_it_is_on(settings: Settings) -> None:
    settings.WATCH_IS_ON = False
    assert "watch_sources" not in {job.command for hour in range(24) for job in due(hour)}
    settings.WATCH_IS_ON = True
    assert [job.command for hour in range(24) for job in due(hour)].count("watch_sources") == 1


# --- What is watched ----------------------------------------------------------------------------------------------------


def test_every_address_that_a_fact_rests_on_is_watched_and_no_other(on: None) -> None:
    note_addresses()
    urls = {
        url
        for model in apps.get_app_config("catalogue").get_models()
        if {"url", "seen"} <= {field.name for field in model._meta.concrete_fields}
        for url in model._default_manager.exclude(url="").values_list("url", flat=True)
    }
    assert set(WatchedPage.objects.values_list("url", flat=True)) == urls
    assert urls


def test_an_address_that_left_the_catalogue_is_watched_no_more(on: None, web: LittleWeb) -> None:
    watched(web.url("/a"))
    InstrumentSource.objects.filter(url=web.url("/a")).update(url=web.url("/b"))
    mended()
    note_addresses()
    assert set(WatchedPage.objects.filter(url__startswith=web.url("")).values_list("url", flat=True)) == {web.url("/b")}


def test_each_entry_is_named_by_the_pages_that_it_rests_on() -> None:
    edition = working_edition(read_latest())
    found = pages_of(edition)
    for url, names in some(found.items()):
        for name in names:
            assert url in addresses_of(edition.stored[name].entry)


# --- What is noted ------------------------------------------------------------------------------------------------------


def test_the_first_look_is_what_later_ones_are_compared_with(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = watched(web.url("/a"))
    web.pages["/a"] = page(TEXT.format(eur="1.500"))
    assert "1 as it was" in run(capsys)
    one.refresh_from_db()
    assert one.known == ["Reizen", "De beurs bedraagt 1.500 euro.", "Wie mag aanvragen: kunstenaars."]
    assert (one.problem, one.changed_on, one.says) == ("", None, [])
    assert "0 pages" in run(capsys)  # it is not due so soon
    again()
    web.pages["/a"] = page(TEXT.format(eur="1.200"))
    assert "1 changed" in run(capsys)
    one.refresh_from_db()
    assert one.changed_on is not None
    assert one.says[1] == "De beurs bedraagt 1.200 euro."
    assert one.known[1] == "De beurs bedraagt 1.500 euro."
    again()
    web.pages["/a"] = page(TEXT.format(eur="1.500"))
    assert "1 as it was" in run(capsys)
    one = WatchedPage.objects.get(pk=one.pk)
    assert (one.changed_on, one.says) == (None, [])


def test_a_new_way_of_reading_is_not_a_change(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = watched(web.url("/a"))
    web.pages["/a"] = page(TEXT.format(eur="1.500"), ETag='"v1"')
    run(capsys)
    again()
    monkeypatch.setattr(looking, "READING", looking.READING + 1)
    web.pages["/a"] = page(TEXT.format(eur="1.500 (was read otherwise)"), ETag='"v1"')
    assert "1 as it was" in run(capsys)
    assert "If-None-Match" not in web.asked[-1].headers
    one.refresh_from_db()
    assert one.known[1] == "De beurs bedraagt 1.500 (was read otherwise) euro."


def test_a_page_is_only_told_as_gone_when_it_stays_away(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = watched(web.url("/gone"))
    assert "1 not-found" in run(capsys)
    one.refresh_from_db()
    assert (one.tries, one.is_dead) == (1, False)
    for tries, days, dead in ((2, 1, False), (3, 1, False), (4, 1.5, True)):
        again(days)
        told = run(capsys)
        one.refresh_from_db()
        assert (one.tries, one.is_dead) == (tries, dead)
    assert "gone (not-found)" in told
    again(1)
    web.pages["/gone"] = page(TEXT.format(eur="1"))
    run(capsys)
    one.refresh_from_db()
    assert (one.problem, one.tries, one.away_since) == ("", 0, None)


def test_many_tries_in_an_hour_do_not_make_it_gone(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = watched(web.url("/gone"))
    for _ in range(5):
        run(capsys)
        WatchedPage.objects.filter(pk=one.pk).update(checked_at=now() - timedelta(days=1))
    one.refresh_from_db()
    assert one.tries == 5
    WatchedPage.objects.filter(pk=one.pk).update(checked_at=now(), away_since=now() - timedelta(hours=1))
    one.refresh_from_db()
    assert not one.is_dead


def test_a_permanent_redirect_gives_the_new_address(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = watched(web.url("/old"))
    web.pages |= {"/old": moved("/new/place"), "/new/place": page(TEXT.format(eur="1"))}
    assert "1 moved" in run(capsys)
    one.refresh_from_db()
    assert (one.moved_to, one.problem) == (web.url("/new/place"), "")
    again()
    web.pages["/old"] = moved("/new/place", 302)
    run(capsys)
    one.refresh_from_db()
    assert one.moved_to == ""


def test_what_a_machine_may_not_look_at_is_no_failure(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = watched(web.url("/a"))
    web.pages["/robots.txt"] = Answered(b"User-agent: *\nDisallow: /\n")
    assert "1 robots" in run(capsys)
    one.refresh_from_db()
    assert (one.tries, one.away_since) == (0, None)
    assert one not in WatchedPage.objects.to_review()


def test_a_busy_host_is_asked_no_more_until_it_says(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = watched(web.url("/a"), web.url("/b"))
    web.pages["/a"] = Answered(status=503, headers={"Retry-After": "86400"})
    web.pages["/b"] = page(TEXT.format(eur="1"))
    run(capsys)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.problem == WatchProblem.BUSY
    assert first.not_before is not None
    assert second.checked_at is None
    assert web.paths() == ["/a"]
    run(capsys)
    assert web.paths() == ["/a"]


def test_a_run_is_bounded_in_number_and_in_time_and_the_next_goes_on(
    on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    pages = watched(*(web.url(f"/{number}") for number in range(5)))
    for number in range(5):
        web.pages[f"/{number}"] = page(TEXT.format(eur=number))
    run(capsys, most=2)
    assert web.paths() == ["/0", "/1"]
    settings.WATCH_HOST_SECONDS = 0.5
    run(capsys, minutes=0.5 / 60)
    settings.WATCH_HOST_SECONDS = 0.0
    seen = web.paths()
    assert len(seen) < 5
    run(capsys)
    assert sorted(web.paths()) == [f"/{number}" for number in range(5)]
    assert WatchedPage.objects.filter(pk__in=[one.pk for one in pages], problem="").exclude(mark="").count() == 5


@pytest.mark.parametrize("options", [{"most": 0}, {"minutes": 0}, {"minutes": -1}])
def test_what_nobody_means_is_refused(on: None, options: dict[str, Any]) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("watch_sources", **options)


def test_looking_writes_nothing_in_the_catalogue(on: None, web: LittleWeb, capsys: pytest.CaptureFixture[str]) -> None:
    watched(web.url("/a"))
    web.pages["/a"] = page(TEXT.format(eur="1"))
    before = dict(working_edition(read_latest()).stored)
    run(capsys)
    again()
    web.pages["/a"] = page(TEXT.format(eur="2"))
    run(capsys)
    assert dict(working_edition(read_latest()).stored) == before
