"""What programs follow of a selection: days that keep their identity, news that say what changed. Two libraries read them."""

import re
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
import vobject
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Component

from catalogue.editions.publish import publish
from catalogue.editions.working import record
from catalogue.models import Instrument
from matcher.models import CalendarDay, Selection
from tests.web.calendars import begins, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]

PLAN = "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=present-tour&place=FR"
TIP, IP = "kunstendecreet-tip", "kunstendecreet-ip"
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST, LATER = date(2026, 11, 21), date(2027, 2, 20)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The day of the clock, which a test may move."""
    monkeypatch.setattr(timezone, "localdate", lambda: FIRST)
    return monkeypatch


def kept(client: Client, page: str = "compare", query: str = f"{PLAN}&route={TIP}&route={IP}") -> str:
    return str(client.post(f"/saved/keep/{page}/?{query}", {"name": "Lyon; met, komma's"})["Location"])


def events(client: Client, link: str, query: str = "") -> dict[str, Component]:
    """By the first word of the route, as icalendar reads them; vobject reads as many."""
    answer = client.get(f"{link}days.ics{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    second = vobject.readOne(answer.content.decode())
    assert second.validate()
    assert len(second.contents.get("vevent", [])) == len(found)
    return {str(one["uid"]).rsplit("-", 1)[0]: one for one in found}


def moved_to(day: str) -> None:
    """Staff put the last day of January of the international project somewhere else, and it is published."""
    window = Instrument.objects.get(slug=IP).windows.order_by("submit_by").first()
    assert window is not None
    window.submit_by = day
    window.save()
    published()


def published() -> None:
    record([("instrument", IP)])
    publish(author=None, why="for a test")


@pytest.mark.both_databases
def test_a_moved_day_keeps_its_identity_and_its_sequence_rises(client: Client, today: pytest.MonkeyPatch) -> None:
    link = kept(client)
    before = events(client, link)[f"{IP}-0"]
    assert (begins(before), said(before, "sequence", int)) == (date(2027, 1, 31), 0)
    assert events(client, link)[f"{IP}-0"].to_ical() == before.to_ical(), "nothing moved"
    moved_to("02-15")
    after = events(client, link)[f"{IP}-0"]
    assert after["uid"] == before["uid"]
    assert (begins(after), said(after, "sequence", int)) == (date(2027, 2, 15), 1)
    assert said(after, "last-modified", datetime) >= said(before, "last-modified", datetime)
    assert str(after["status"]) == "TENTATIVE"
    assert "Verwachte sluitingsdag" in str(after["summary"])


def test_what_is_gone_is_cancelled_and_comes_back_under_its_name(client: Client, today: pytest.MonkeyPatch) -> None:
    link = kept(client)
    assert str(events(client, link)[f"{IP}-0"]["status"]) == "TENTATIVE"
    Instrument.objects.filter(slug=IP).update(is_published=False)
    published()
    gone = events(client, link)[f"{IP}-0"]
    assert (str(gone["status"]), said(gone, "sequence", int)) == ("CANCELLED", 1)
    assert gone.walk("VALARM") == []
    Instrument.objects.filter(slug=IP).update(is_published=True)
    published()
    back = events(client, link)[f"{IP}-0"]
    assert (str(back["status"]), said(back, "sequence", int), back["uid"]) == ("TENTATIVE", 2, gone["uid"])


def test_a_day_that_is_over_stays_and_the_next_one_stands_beside_it(client: Client, today: pytest.MonkeyPatch) -> None:
    link = kept(client)
    events(client, link)
    today.setattr(timezone, "localdate", lambda: LATER)
    found = events(client, link)
    assert begins(found[f"{IP}-0"]) == date(2027, 1, 31)
    assert str(found[f"{IP}-0"]["status"]) == "TENTATIVE"
    assert begins(found[f"{IP}-1"]) == date(2027, 10, 31)
    assert found[f"{IP}-1"].walk("VALARM")


def test_to_look_on_another_day_keeps_nothing(client: Client, today: pytest.MonkeyPatch) -> None:
    link = kept(client)
    assert begins(events(client, link, "?on=2027-02-20")[f"{IP}-0"]) == date(2027, 10, 31)
    assert not CalendarDay.objects.exists()


def test_the_news_say_what_changed_and_why(client: Client, today: pytest.MonkeyPatch) -> None:
    link = kept(client)
    assert entries(client, link) == []
    moved_to("02-15")
    (one,) = entries(client, link)
    assert "een andere dag om aan te vragen" in one["title"]
    assert "Het was: gewoonlijk 31 januari 2027; het is nu: gewoonlijk 15 februari 2027." in one["summary"]
    assert "Wij veranderden dit feit" in one["summary"]
    (again,) = entries(client, link)
    assert again["id"] == one["id"]


def entries(client: Client, link: str, address: str = "changes.atom") -> list[dict[str, str]]:
    """As RFC 4287 asks: a feed and each entry with id, title and moment; an author; a link to itself."""
    answer = client.get(f"{link}{address}")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(ATOM + name)) == 1, name
    assert {one.get("rel") for one in feed.findall(f"{ATOM}link")} == {"alternate", "self"}
    found = []
    for entry in feed.findall(f"{ATOM}entry"):
        told = {name: entry.findtext(ATOM + name) or "" for name in ("id", "title", "updated", "summary")}
        assert all(told.values())
        found.append(told)
    assert len({one["id"] for one in found}) == len(found)
    return found


def test_both_are_read_by_the_link_to_read_and_told_to_nobody(client: Client) -> None:
    link = kept(client)
    page = client.get(link).content.decode()
    addresses = re.findall(r'href="(/saved/[\w-]{43}/(?:days\.ics|changes\.atom))"', page)
    assert len(addresses) == 2
    assert not any(one.startswith(link) for one in addresses)
    for address in addresses:
        answer = client.get(address)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "private, no-store"
        assert link.split("/")[2] not in answer.content.decode()
    client.post(f"{link}delete/")
    assert not CalendarDay.objects.exists()
    assert {client.get(address).status_code for address in addresses} == {404}


def test_the_catalogue_tells_what_changed_last(client: Client) -> None:
    before = entries(client, "/", "routes.atom?discipline=dance")
    assert 0 < len(before) <= 30
    moved_to("02-15")
    newest = entries(client, "/", "routes.atom?discipline=dance")[0]
    assert newest["title"].startswith("Internationaal presentatieproject")
    assert newest["id"] not in {one["id"] for one in before}
    assert entries(client, "/", "routes.atom?level=nope&%00") != []


def test_a_selection_of_a_list_has_its_days(client: Client, today: pytest.MonkeyPatch) -> None:
    link = kept(client, "routes", "discipline=dance&place=FR")
    assert f"{IP}-0" in events(client, link)
    assert Selection.objects.count() == 1
