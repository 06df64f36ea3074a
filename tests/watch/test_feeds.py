"""What funders announce: RSS, Atom, calendars, JSON Feed. New items are proposals, and the catalogue stays as it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import working_edition
from catalogue.models import Instrument, InstrumentSource, Organisation
from matcher.models import Announcement, FunderFeed
from matcher.watch.feeds import MOST_ITEMS, Announced, NoFeedError, items_of
from tests.matcher.staff_pages import staff
from tests.the import the
from tests.watch.little_web import Answered, LittleWeb
from tests.watch.test_looking import on, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little"), pytest.mark.ignore_template_errors]
__all__ = ["on"]

RSS = b"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Fonds</title>
<item><title>Oproep: reisbeurzen &amp; residenties</title><link>https://fonds.example/oproep</link><guid>call-1</guid>
<pubDate>Wed, 25 Nov 2026 10:00:00 +0100</pubDate></item>
<item><title>Zonder datum</title><guid>call-2</guid></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Fonds</title>
<entry><id>urn:1</id><title>Appel à projets</title><link href="https://fonds.example/appel"/>
<updated>2026-11-24T08:00:00Z</updated></entry></feed>""".encode()
ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fonds//NL\r\nBEGIN:VEVENT\r\nUID:1@fonds.example\r\nDTSTAMP:20261101T000000Z\r\n"
    b"DTSTART;VALUE=DATE:20270115\r\nSUMMARY:Deadline reisbeurs\r\nURL:https://fonds.example/reisbeurs\r\nEND:VEVENT\r\n"
    b"BEGIN:VEVENT\r\nUID:2@fonds.example\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20270301T230000Z\r\nSUMMARY:Infosessie\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)
JSON = (
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "Fonds", "items": [{"id": "9", "url": "https://fonds.example/9",'
    b' "title": "Open call", "date_published": "2026-11-20T09:00:00+01:00"}]}'
)


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (
            RSS,
            [
                Announced(
                    "call-1", "Oproep: reisbeurzen & residenties", "https://fonds.example/oproep", date(2026, 11, 25)
                ),
                Announced("call-2", "Zonder datum", "", None),
            ],
        ),
        (ATOM, [Announced("urn:1", "Appel à projets", "https://fonds.example/appel", date(2026, 11, 24))]),
        (
            ICS,
            [
                Announced(
                    "1@fonds.example", "Deadline reisbeurs", "https://fonds.example/reisbeurs", date(2027, 1, 15)
                ),
                Announced("2@fonds.example", "Infosessie", "", date(2027, 3, 2)),
            ],
        ),
        (JSON, [Announced("9", "Open call", "https://fonds.example/9", date(2026, 11, 20))]),
    ],
    ids=["rss", "atom", "ics", "json"],
)
def test_each_format_is_read(body: bytes, items: list[Announced]) -> None:
    """A moment in a calendar counts as its day in Brussels: 1 March at 23:00 UTC is the 2nd there."""
    assert list(items_of(body)) == items


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<html><body>no feed</body></html>",
        b"{}",
        b"[]",
        b'{"version": "2"}',
        b"{" * 50_000,
        b"<?xml",
        b"BEGIN:VCAL",
    ],
)
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(NoFeedError):
        items_of(body)


def test_no_link_leads_to_anything_but_a_page_and_no_title_holds_markup() -> None:
    body = RSS.replace(b"https://fonds.example/oproep", b"javascript:alert(1)").replace(
        b"Oproep: reisbeurzen &amp; residenties", b"&lt;b onclick=x&gt;Oproep&lt;/b&gt;"
    )
    first = items_of(body)[0]
    assert (first.title, first.link) == ("Oproep", "")


def test_entities_of_a_feed_reach_no_file_and_do_not_grow() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY y%d "%s">' % (n, b"&y%s;" % (str(n - 1).encode() if n else b"") * 10) for n in range(9))
    )
    body = bomb + b"]><rss version='2.0'><channel><item><title>&x;&y8;!</title><guid>1</guid></item></channel></rss>"
    try:
        found = items_of(body)
    except NoFeedError:
        return
    assert all("root:" not in one.title and len(one.title) <= 200 for one in found)


def test_a_feed_is_bounded() -> None:
    item = "<item><title>{n} %s</title><guid>{n}</guid></item>" % ("a" * 5_000)
    body = f"<rss version='2.0'><channel>{''.join(item.format(n=n) for n in range(MOST_ITEMS + 50))}</channel></rss>"
    found = items_of(body.encode())
    assert len(found) == MOST_ITEMS
    assert all(len(one.title) <= 200 for one in found)


# --- Proposals --------------------------------------------------------------------------------------------------------


@pytest.fixture
def feed(on: None, web: LittleWeb) -> FunderFeed:
    web.pages["/feed"] = Answered(ICS.replace(b"20270115", f"{localdate():%Y%m%d}".encode()), headers={"ETag": '"1"'})
    return FunderFeed.objects.create(url=web.url("/feed"), organisation=Organisation.objects.first(), is_on=True)


def read(capsys: pytest.CaptureFixture[str]) -> str:
    """Nothing else is due."""
    from_pages = {"most": 1, "minutes": 0.0001}
    return run(capsys, **from_pages)


def test_new_items_are_proposals_once_and_nothing_is_written(
    feed: FunderFeed, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dict(working_edition(read_latest()).stored)
    assert "1 feeds read, 2 new items." in read(capsys)
    assert "feeds" not in read(capsys)  # not twice a day
    FunderFeed.objects.update(checked_at=now() - timedelta(days=1))
    assert "1 feeds read, 0 new items." in read(capsys)
    assert set(Announcement.objects.values_list("title", flat=True)) == {"Deadline reisbeurs", "Infosessie"}
    assert dict(working_edition(read_latest()).stored) == before


def test_a_feed_that_is_off_is_not_asked_for(
    feed: FunderFeed, web: LittleWeb, capsys: pytest.CaptureFixture[str]
) -> None:
    FunderFeed.objects.update(is_on=False)
    read(capsys)
    assert "/feed" not in web.paths()


@pytest.mark.parametrize(("answer", "problem"), [(Answered(b"hello"), "no-feed"), (Answered(status=404), "not-found")])
def test_what_is_wrong_with_a_feed_is_noted(
    feed: FunderFeed, web: LittleWeb, capsys: pytest.CaptureFixture[str], answer: Answered, problem: str
) -> None:
    web.pages["/feed"] = answer
    read(capsys)
    feed.refresh_from_db()
    assert (feed.problem, Announcement.objects.count()) == (problem, 0)


def test_staff_see_them_with_the_route_that_they_mean_and_are_done_with_them(feed: FunderFeed) -> None:
    route = the(Instrument.objects.order_by("pk").first())
    source = the(route.sources.exclude(url="").first() or route.sources.first())
    InstrumentSource.objects.filter(url=source.url).exclude(pk=source.pk).update(url="", ref="a document")
    common = {"feed": feed, "found_at": now()}
    Announcement.objects.create(**common, key="a", title=f"Nieuw: {route.name_nl}", link="")
    Announcement.objects.create(**common, key="b", title="Iets anders", link="https://nobody.example/x")
    with override("en"):
        curator = staff("curator")
        where = reverse("worklist-section", args=["announced"])
        page = curator.get(where).content.decode()
        assert "Iets anders" in page
        assert reverse("worklist-edit", args=["instrument", route.slug]) in page
        assert reverse("admin:catalogue_instrument_short") in page
        first = Announcement.objects.get(key="a")
        curator.post(reverse("worklist-act"), {"do": f"announced:announcement {first.pk} - -"})
        page = curator.get(where).content.decode()
        assert "Iets anders" in page
        assert "Nieuw:" not in page
        assert staff("reader").post(reverse("worklist-act"), {"do": "announced:announcement 1 - -"}).status_code == 403


def test_a_feed_is_on_the_web_and_of_one_organisation_or_programme() -> None:
    whose = Organisation.objects.first()
    for given in ({"url": "https://fonds.example/feed"}, {"url": "ftp://fonds.example/feed", "organisation": whose}):
        with pytest.raises(ValidationError):
            FunderFeed(**given).full_clean()
    FunderFeed(url="https://fonds.example/feed", organisation=whose).full_clean()
