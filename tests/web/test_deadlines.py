"""The closing days of the coming months: as a page, as a time line and as a calendar, whatever the address asks."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from icalendar import Calendar, Component
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Instrument
from matcher.pages.deadlines.deadlines import Deadlines, deadlines_of
from matcher.pages.routes.routes import find_routes
from matcher.rules.holding import held
from tests.publishing import publish_everything
from tests.reading import found_in
from tests.some import some
from tests.web.calendars import begins, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"
OPEN = "open=later&open=rolling&open=expected&open=undated&open=closed"
"""With all long lists, which a page else leaves to be opened."""
TODAY, UNTIL = date(2026, 11, 21), date(2028, 5, 21)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def calendar(client: Client, address: str) -> Calendar:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def asked(query: str) -> Deadlines:
    return deadlines_of(find_routes(QueryDict(query), held(), today=TODAY))


def days_listed(html: str) -> list[str]:
    return re.findall(r'class="dd-d"><time datetime="([0-9-]+)"', html)


def days_of(html: str, slug: str) -> dict[str, str]:
    """The days listed for one route, and what the pill beside each says."""
    rows = [row for row in html.split('class="dd-r"')[1:] if f"/routes/{slug}/" in row]
    return {days_listed(f'class="dd-r"{row}')[0]: found_in(r'class="due [^>]*>([^<]*)<', row)[1] for row in rows}


def days_in(file: Calendar) -> list[date]:
    return [day_of(event) for event in file.walk("VEVENT")]


def day_of(event: Component) -> date:
    starts = begins(event)
    return starts.date() if isinstance(starts, datetime) else starts


def test_what_opens_a_long_list_keeps_the_filters_of_its_own_page(client: Client) -> None:
    """Also where the same lists were drawn before, for a page with other filters that leave the same routes."""
    for amount in (1001, 1002):
        opening = re.findall(r'href="\?([^"#]*open=[^"#]*)#', page(client, f"/deadlines/?amount={amount}&{ON}"))
        assert len(opening) > 1
        assert {QueryDict(one)["amount"] for one in opening} == {str(amount)}


@pytest.mark.parametrize("address", ["/deadlines/", "/en/deadlines/", f"/deadlines/?{ON}", f"/en/deadlines/?{ON}"])
def test_the_page_answers_in_its_language(client: Client, address: str) -> None:
    html = page(client, address)
    assert f'<html lang="{"en" if address.startswith("/en") else "nl"}">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1


def test_every_closing_day_of_eighteen_months_is_listed_in_order(client: Client) -> None:
    days = days_listed(page(client, f"/deadlines/?{ON}&{OPEN}"))
    assert days == sorted(days)
    assert days == [one.day.closes.isoformat() for one in asked(ON).deadlines]
    assert all(TODAY.isoformat() <= day <= UNTIL.isoformat() for day in days)
    assert len(days) > len(set(days)) > 20


def test_a_yearly_day_rolls_over_and_is_never_counted_down(client: Client) -> None:
    last = days_of(page(client, f"/deadlines/?on=2027-01-31&{OPEN}"), "kunstendecreet-ip")
    after = days_of(page(client, f"/deadlines/?on=2027-02-01&{OPEN}"), "kunstendecreet-ip")
    assert last == dict.fromkeys(("2027-01-31", "2027-10-31", "2028-01-31"), "verwacht")
    assert after == dict.fromkeys(("2027-10-31", "2028-01-31"), "verwacht")


def test_an_announced_day_is_counted_down_and_counts_on_its_last_day(client: Client) -> None:
    one = next(one for one in asked(ON).deadlines if not one.day.is_expected)
    closes = one.day.closes
    for on, told in ((TODAY, f"nog {(closes - TODAY).days} dagen"), (closes, "vandaag")):
        days = days_of(page(client, f"/deadlines/?on={on.isoformat()}&{OPEN}"), one.route.slug)
        assert days[closes.isoformat()] == told


def test_months_and_lists_that_are_not_shown_are_named_and_one_link_away(client: Client) -> None:
    short, whole = (page(client, f"/deadlines/?{ON}{more}") for more in ("", f"&{OPEN}"))
    days, all_days = days_listed(short), days_listed(whole)
    assert days == all_days[: len(days)]
    assert 20 < len(days) < len(all_days)
    months = [re.findall(r'<h3 class="dd-h" id="m(?:onth)?-([0-9-]+)"', html) for html in (short, whole)]
    assert months[0] == months[1]
    later = months[0][len({day[:7] for day in days}) :]
    assert later
    for month in later:
        (address,) = re.findall(rf'id="month-{month}"><a href="([^"#]+)#month-{month}"', short)
        assert days_listed(page(client, f"/deadlines/{address}")) == all_days
    names = dict(re.findall(r'href="(\?[^"]*open=(?:rolling|expected|closed)[^"]*)#(rolling|expected|closed)"', short))
    assert set(names.values()) == {"rolling", "expected", "closed"}
    for address, name in names.items():
        opened = page(client, f"/deadlines/{address}")
        assert all(one.route.name in opened for one in getattr(asked(ON), name))
    assert set(re.findall(r'href="[^"]*(#day-[0-9-]+)"', short)) == {f"#day-{day}" for day in all_days}


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_is_light(client: Client, language: str) -> None:
    assert len(client.get(f"{language}/deadlines/?{ON}").content) <= 115_000


def test_every_route_stands_in_one_place() -> None:
    found = asked(ON)
    undated = [one.route.slug for ones in (found.rolling, found.expected, found.undated, found.closed) for one in ones]
    dated = {one.route.slug for one in found.deadlines}
    assert len(undated) == len(set(undated))
    assert not dated & set(undated)
    assert len(dated) + len(undated) + found.beside == Instrument.objects.published().count()


def test_what_has_no_day_says_why(client: Client) -> None:
    html = page(client, f"/deadlines/?{ON}&{OPEN}")
    found = asked(ON)
    for one in (*found.rolling, *found.expected, *found.closed):
        assert one.route.name in html
        assert one.route.state_note in html
    for heading in ("Doorlopend", "Verwacht, dag niet bekend", "Niet aangekondigd"):
        assert re.search(rf"<h3[^>]*>{heading} <span", html)
    assert "Dien ten minste 2 maanden voor je start in." in html


@pytest.mark.parametrize(
    ("language", "usual", "seen"),
    [
        ("", "meestal, niet aangekondigd", "meestal, laatst gezien in {}"),
        ("/en", "usual day, not announced", "usual day, last seen in {}"),
    ],
)
def test_a_usual_day_says_so_and_when_it_was_last_seen(client: Client, language: str, usual: str, seen: str) -> None:
    rows = [
        row.split("</li>")[0] for row in page(client, f"{language}/deadlines/?{ON}&{OPEN}").split('class="dd-r"')[1:]
    ]
    days = [one.day for one in asked(ON).deadlines]
    assert {bool(day.last_seen) for day in days if day.is_expected} == {True, False}
    for row, day in zip(rows, days, strict=True):
        told = seen.format(day.last_seen) if day.last_seen else usual
        assert (told in row) == day.is_expected
    assert any("/routes/kunstendecreet-ip/" in row and seen.format("2022") in row for row in rows)


@pytest.mark.parametrize(
    "query",
    [
        "level=multilateral",
        "discipline=dance&goal=present-tour",
        "theme=capacity-building",
        "kind=residency",
        "place=FR",
    ],
)
def test_the_filters_are_those_of_the_list_of_routes(client: Client, query: str) -> None:
    found = find_routes(QueryDict(f"{query}&{ON}"), held(), today=TODAY)
    slugs = set(found.routes)
    dated = {one.route.slug for one in deadlines_of(found).deadlines}
    assert dated == {one.route.slug for one in asked(ON).deadlines} & slugs
    html = page(client, f"/deadlines/?{query}&{ON}")
    assert html.count('class="chip chip-x"') == query.count("=") + 1
    assert set(re.findall(r'<h4><a href="/routes/([a-z0-9-]+)/', html)) <= slugs


def test_what_closes_soon_ends_the_period_there(client: Client) -> None:
    days = days_listed(page(client, f"/deadlines/?{ON}&deadline=90"))
    assert days[-1] <= (TODAY + timedelta(days=90)).isoformat()
    assert days == [day for day in days_listed(page(client, f"/deadlines/?{ON}")) if day <= "2027-02-19"]


def test_where_nothing_closes_it_says_so_and_offers_a_way_out(client: Client) -> None:
    html = page(client, f"/deadlines/?{ON}&kind=tax-incentive&text=nietsdaarvan")
    assert "In deze periode is geen sluitingsdag bekend." in html
    assert "Wis alle filters" in html


HOSTILE = [
    "on=9999-12-31", "on=2100-12-31", "on=2000-01-01", "on=%00", "deadline=99999", "deadline=x&deadline=90", "level=nope",
    "route=nope", "route=%0D%0AX-EVIL:1", "route=" + "x" * 3000, "view=map", "sort=%F0%9F%92%A3", "page=99", "text=%00%27--",
    "text=<script>alert(1)</script>", "amount=1e9", "place=XX", "%00=%00", "&&&===", "route=%E2%80%A8&route=%FF",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", ["/deadlines/", "/routes/", "/en/deadlines/"])
def test_no_address_breaks_the_page(client: Client, path: str, query: str) -> None:
    html = client.get(f"{path}?view=timeline&{query}" if path == "/routes/" else f"{path}?{query}")
    assert html.status_code == 200
    assert "<script>alert" not in html.content.decode()


@pytest.mark.parametrize("query", HOSTILE)
def test_no_address_breaks_the_calendar(client: Client, query: str) -> None:
    file = calendar(client, f"/deadlines.ics?{query}")
    assert "x-evil" not in {name.lower() for name in file}


@pytest.mark.parametrize("query", ["levl=sectoral", "level=sectral", "on=2026-02-30"])
def test_what_is_not_understood_is_told(client: Client, query: str) -> None:
    assert 'class="errbox"' in page(client, f"/deadlines/?{query}")
    assert calendar(client, f"/deadlines.ics?{query}").get("x-wr-caldesc")


@pytest.mark.parametrize("query", [ON, f"{ON}&level=multilateral", f"{ON}&deadline=90&discipline=dance"])
def test_the_calendar_holds_the_days_of_the_page(client: Client, query: str) -> None:
    html = page(client, f"/deadlines/?{query}&{OPEN}")
    way = found_in(r'href="(/deadlines\.ics[^"]*)">', html)
    file = calendar(client, way[1])
    assert [day.isoformat() for day in days_in(file)] == days_listed(html) != []


def test_an_event_is_a_whole_day_with_a_link_an_alarm_and_no_claim_on_the_day(client: Client) -> None:
    file = calendar(client, f"/en/deadlines.ics?{ON}&route=kunstendecreet-ip")
    event = file.walk("VEVENT")[0]
    row = Instrument.objects.get(slug="kunstendecreet-ip")
    assert begins(event) == date(2027, 1, 31)
    assert "dtend" not in event
    assert event.get("summary") == f"Expected closing day: {row.name_en}"
    assert event.get("url") == "http://testserver/en/routes/kunstendecreet-ip/"
    assert said(event, "dtstamp", datetime) == datetime(2026, 11, 21, tzinfo=UTC)
    assert event.get("transp") == "TRANSPARENT"
    (alarm,) = event.walk("VALARM")
    assert said(alarm, "trigger", timedelta) == timedelta(days=-14)


def test_an_expected_day_is_tentative(client: Client) -> None:
    events = calendar(client, f"/deadlines.ics?{ON}&route=kunstendecreet-ip").walk("VEVENT")
    assert [(begins(event).isoformat(), str(event.get("status"))) for event in events] == [
        ("2027-01-31", "TENTATIVE"),
        ("2027-10-31", "TENTATIVE"),
        ("2028-01-31", "TENTATIVE"),
    ]
    assert all(str(event.get("summary")).startswith("Verwachte sluitingsdag: ") for event in events)


def test_only_an_announced_day_is_confirmed(client: Client) -> None:
    events = calendar(client, f"/en/deadlines.ics?{ON}").walk("VEVENT")
    confirmed = [event for event in events if str(event.get("status")) == "CONFIRMED"]
    announced = [one.day.closes for one in asked(ON).deadlines if not one.day.is_expected]
    assert [day_of(event) for event in confirmed] == announced != []
    assert all(str(event.get("summary")).startswith("Submit: ") for event in confirmed)


def test_uids_are_each_used_once_and_stay_the_same_in_any_language_and_on_any_day(client: Client) -> None:
    def uids(address: str) -> dict[str, str]:
        events = calendar(client, address).walk("VEVENT")
        found = {str(event.get("uid")): begins(event).isoformat() for event in events}
        assert len(found) == len(events)
        return found

    now = uids(f"/deadlines.ics?{ON}")
    assert uids(f"/en/deadlines.ics?{ON}") == now
    later = uids("/deadlines.ics?on=2027-01-01")
    assert later.keys() & now.keys() == {uid for uid, day in now.items() if day >= "2027-01-01"}


def test_an_event_keeps_its_uid_when_its_day_moves_and_its_sequence_rises(client: Client) -> None:
    """The call of the international project, put from 31 January to 15 February."""
    address = f"/deadlines.ics?{ON}&route=kunstendecreet-ip"
    before = {str(event["uid"]): event for event in calendar(client, address).walk("VEVENT")}
    window = Instrument.objects.get(slug="kunstendecreet-ip").windows.get(submit_by="01-31")
    window.submit_by = "02-15"
    window.save()
    edition = publish_everything()
    after = {str(event["uid"]): event for event in calendar(client, address).walk("VEVENT")}
    assert after.keys() == before.keys()
    moved = {uid for uid in after if begins(after[uid]) != begins(before[uid])}
    assert {begins(after[uid]).isoformat() for uid in moved} == {"2027-02-15", "2028-02-15"}
    assert {said(after[uid], "sequence", int) for uid in after} == {edition.number}
    assert all(said(after[uid], "sequence", int) > said(before[uid], "sequence", int) for uid in after)
    assert all(
        said(after[uid], "last-modified", datetime) >= said(before[uid], "last-modified", datetime) for uid in after
    )


def test_an_hour_that_is_known_is_told_with_its_time_zone(client: Client) -> None:
    """Most European calls close at 17:00 in Brussels."""
    file = calendar(client, f"/deadlines.ics?{ON}")
    starts = [begins(event) for event in file.walk("VEVENT")]
    timed = [one for one in starts if isinstance(one, datetime)]
    assert timed
    assert {str(one.tzinfo) for one in timed} == {"Europe/Brussels"}
    assert [str(one["tzid"]) for one in file.walk("VTIMEZONE")] == ["Europe/Brussels"]


def test_the_same_question_gives_the_same_file(client: Client) -> None:
    first, second = (client.get(f"/deadlines.ics?{ON}").content for _ in range(2))
    assert first == second


def test_named_routes_narrow_the_calendar_and_unknown_ones_are_told(client: Client) -> None:
    file = calendar(client, f"/deadlines.ics?{ON}&route=kunstendecreet-ip&route=residentie-buda&route=nope")
    assert {re.split("-round-|-call-", str(event.get("uid")))[0] for event in file.walk("VEVENT")} == {
        "kunstendecreet-ip",
        "residentie-buda",
    }
    assert "“nope”" in file.get("x-wr-caldesc").to_ical().decode()
    assert days_in(calendar(client, f"/deadlines.ics?{ON}&route=nope")) == []
    for address in (f"/deadlines.ics?{ON}&route=nope", f"/match/results.ics?{ON}&route=nope"):
        empty = calendar(client, address)
        assert [one.name for one in empty.subcomponents] == ["VTIMEZONE"], "RFC 5545 asks for one component at least"
        assert "nope" in str(empty.get("x-wr-caldesc"))
    assert days_in(calendar(client, f"/deadlines.ics?{ON}&route=kunstendecreet-tip")) == []


def test_each_day_can_be_put_in_a_calendar_by_itself(client: Client) -> None:
    html = page(client, f"/deadlines/?{ON}")
    for way in some(set(re.findall(r'href="(/deadlines\.ics\?route=[^"]*)"', html))):
        assert days_in(calendar(client, way))


# The time line of the catalogue, and the axis of a route


def test_the_routes_are_seen_along_a_line_with_the_filters_as_they_are(client: Client) -> None:
    html = page(client, f"/routes/?view=timeline&level=multilateral&{ON}")
    assert 'class="yr-svg"' in html
    assert 'class="row-r"' in html
    assert '<input type="hidden" name="view" value="timeline">' in html
    assert f'href="/deadlines/?level=multilateral&{ON}"' in html
    assert f'href="?level=multilateral&{ON}">Lijst' in html
    assert all("view=timeline" in way for way in re.findall(r'class="chip chip-x" href="\?([^"]*)"', html))


def test_the_list_is_what_one_sees_first(client: Client) -> None:
    html = page(client, f"/routes/?{ON}")
    assert 'class="yr-svg"' not in html
    assert 'aria-current="true">Lijst' in html
    assert f'href="?{ON}&view=timeline">Tijdlijn' in html


def test_a_view_that_is_none_is_told_and_the_list_shown(client: Client) -> None:
    html = page(client, "/routes/?view=timelin")
    assert "Bedoel je Tijdlijn (timeline)?" in html
    assert 'class="yr-svg"' not in html


def test_the_line_draws_one_figure_a_day_and_level(client: Client) -> None:
    html = page(client, f"/deadlines/?{ON}")
    days = {(one.route.level, one.day.closes) for one in asked(ON).deadlines}
    assert len(re.findall(r'<use href="#yr-(?:fig|out)-[sbm]"', html)) == len(days)
    for way in re.findall(r'<a href="#(day-[0-9-]+)" tabindex="-1">', html):
        assert f'id="{way}"' in html


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param(f"kunstendecreet-ip/?{ON}", "31 januari 2027", id="a yearly window"),
        pytest.param(f"kunstendecreet-tip/?{ON}&start=2027-06-20", "20 april 2027", id="counted back from the start"),
        pytest.param(f"kunstendecreet-tip/?{ON}", "21 januari 2027", id="the earliest start from today"),
        pytest.param(f"horizon-europe-culture/?{ON}", "2 maart 2027", id="a call that opens"),
    ],
)
def test_a_route_is_laid_out_from_call_to_project(client: Client, address: str, told: str) -> None:
    html = page(client, f"/routes/{address}")
    axis = html[html.index('class="wrap sec-s ax"') :].split("</section>")[0]
    assert told in axis
    assert "Van oproep tot project" in axis


@pytest.mark.parametrize("slug", ["ietm", "perform-europe", "bilateraal-baskenland"])
def test_nothing_is_drawn_where_nothing_is_known(client: Client, slug: str) -> None:
    assert 'class="wrap sec-s ax"' not in page(client, f"/routes/{slug}/?{ON}")


def test_a_start_that_no_longer_can_be_served_is_told(client: Client) -> None:
    assert "Jouw start valt buiten" in page(client, f"/routes/kunstendecreet-ip/?{ON}&start=2027-02-01")


@pytest.mark.parametrize(
    "address",
    [
        "/deadlines/",
        f"/deadlines/?{ON}&level=sectoral",
        "/en/deadlines/",
        "/deadlines.ics",
        f"/deadlines.ics?{ON}&route=kunstendecreet-ip",
        f"/routes/?view=timeline&{ON}",
    ],
)
def test_a_page_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(1):
        client.get(address)
