"""What one takes along from the results: an order, a calendar, routes put aside, and how a route stands to the plan."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from icalendar import Calendar

from catalogue.entries.instrument import InstrumentEntry
from matcher.rules.holding import held
from matcher.speech.shelf_lives import old_rule
from tests.reading import found_in
from tests.web.calendars import begins, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PLAN = (
    "goal=present-tour&discipline=dance&applicant=individual-artist&base=BE-BRU&place=FR&start=2027-06-20"
    "&budget=30000&on=2026-11-21"
)
WIDE = "discipline=dance&on=2026-11-21&all=fits&all=may-fit&all=almost&all=through&all=later&paper=1"
NOTHING = "applicant=translator&discipline=circus&goal=invest&base=JP&on=2026-11-21"
FULLEST = (
    "goal=exchange-learn&applicant=arts-organisation&base=BE-VLG&discipline=pop-jazz-folk&place=DE&place=FR&place=NL"
    "&start=2027-07-15&on=2026-06-03&budget=30000"
)
"""A plan with many lines and a long address."""


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_calendar_holds_the_days_to_submit_by(client: Client) -> None:
    answer = client.get(f"/match/results.ics?{PLAN}")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = {str(event["url"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    tip = events["http://testserver/routes/kunstendecreet-tip/"]
    assert begins(tip) == date(2027, 4, 20)
    assert client.get(f"/match/results.ics?{PLAN}").content == answer.content
    assert len({str(event["uid"]) for event in events.values()}) == len(events)
    later = Calendar.from_ical(client.get(f"/match/results.ics?{PLAN.replace('2026-11-21', '2026-12-21')}").content)
    assert str(tip["uid"]) in {str(event["uid"]) for event in later.walk("VEVENT")}


def test_a_calendar_says_how_sure_its_days_are(client: Client) -> None:
    """TIP: two months before the start, a source of 2022. IP: 31 January, last seen in 2022. Days of others are announced."""
    told = client.get(f"/en/match/results.ics?{PLAN}&route=kunstendecreet-tip&route=kunstendecreet-ip").content
    by_rule, usual = Calendar.from_ical(told).walk("VEVENT")
    assert (by_rule["status"], usual["status"]) == ("TENTATIVE", "TENTATIVE")
    assert "It is counted from a rule that was last seen in 2022: check it at the source." in said(
        by_rule, "description", str
    )
    assert "last seen in 2022. It has not been announced." in said(usual, "description", str)


@pytest.mark.parametrize("file", ["/en/match/results.ics", "/en/deadlines.ics", "/en/match/plan.ics"])
def test_no_calendar_confirms_a_day_that_nobody_announced(client: Client, file: str) -> None:
    announced, events = set(), Calendar.from_ical(client.get(f"{file}?{PLAN}").content).walk("VEVENT")
    for event in events:
        slug = str(event["url"]).rstrip("/").rpartition("/")[2]
        entry = held().get(InstrumentEntry, slug)
        if "Submit: " in said(event, "summary", str) and event["status"] == "CONFIRMED" and entry:
            days = {one.closes for one in entry.rounds if one.is_announced}
            announced.add(slug)
            is_counted = entry.timing.kind == "rolling"
            assert is_counted or begins(event).isoformat()[:10] in days, slug
            assert not is_counted or old_rule(held(), entry, date(2026, 11, 21)) is None, slug
    assert "kunstendecreet-tip" not in announced


def test_a_calendar_holds_only_the_routes_that_are_named(client: Client) -> None:
    told = client.get(f"/match/results.ics?{PLAN}&route=kunstendecreet-ip&route=nope").content
    assert [str(event["summary"]) for event in Calendar.from_ical(told).walk("VEVENT")] == [
        "Verwachte sluitingsdag: Internationaal presentatieproject (IP)"
    ]


def test_a_route_is_put_aside_in_the_address_and_taken_back(client: Client) -> None:
    opened = page(client, f"/match/results/?{PLAN}&part=kunstendecreet-tip")
    keep = found_in(r'href="([^"]*keep=kunstendecreet-tip[^"#]*)', opened)[1]
    kept = page(client, keep)
    assert "Bekijk de 1 route die je bewaart" in kept
    saved = page(client, found_in(r'href="(/saved/\?[^"]+)"', kept)[1])
    assert "Je bewaart 1 route." in saved
    assert "Je bent op tijd: dien in tegen 20 april 2027." in saved
    again = page(client, found_in(r'href="(/saved/\?[^"#]*)#r-kunstendecreet-tip"', saved)[1])
    assert "Je hebt nog niets bewaard." in again


def test_the_questionnaire_keeps_what_is_put_aside(client: Client) -> None:
    html = page(client, "/match/?ask=goal&keep=kunstendecreet-tip&on=2026-11-21")
    assert '<input type="hidden" name="keep" value="kunstendecreet-tip">' in html


def test_a_route_that_does_not_exist_is_told(client: Client) -> None:
    assert "“kunstendecreet-tipp” is geen keuze bij “Route”. Bedoel je" in page(
        client, "/saved/?keep=kunstendecreet-tipp"
    )


def test_a_line_opens_to_what_has_an_address_of_its_own(client: Client) -> None:
    results = page(client, f"/match/results/?{PLAN}")
    line = results[results.index('id="r-kunstendecreet-tip"') :]
    line = line[: line.index("</details>")]
    assert "Je bent op tijd" not in line
    assert f'href="/routes/kunstendecreet-tip/?{PLAN}"' in line, "where there is no script"
    part = found_in(r'get="([^"]+)"', line)[1]
    opened = page(client, f"/match/results/{part}&{PLAN}")
    assert "Je bent op tijd: dien in tegen 20 april 2027." in opened
    assert "<html" not in opened
    assert "part=" not in opened


@pytest.mark.parametrize("group", ["fits", "may-fit", "almost", "beside"])
def test_a_group_is_shown_in_full_without_a_word_about_the_address(client: Client, group: str) -> None:
    """By the address that the page itself links to."""
    told = client.get(f"/match/results/?discipline=dance&all={group}").context["notes"]
    assert [note for note in told if note.name == "all"] == []


def test_a_part_that_is_no_route_is_told(client: Client) -> None:
    told = page(client, f"/match/results/?{PLAN}&part=kunstendecreet-tipp")
    assert "“kunstendecreet-tipp” is geen keuze bij" in told
    assert "(kunstendecreet-tip)?" in told


def test_two_lines_of_a_group_do_not_give_what_holds_for_all_as_their_reason(client: Client) -> None:
    plan = "applicant=arts-organisation&base=BE-VLG&discipline=dance&goal=exchange-learn&place=FR&partners=3"
    more = "start=2027-06-20&budget=30000&days=20&months=12&people=10&age=30"
    results = page(client, f"/match/results/?{plan}&{more}&on=2026-11-21")
    fits = results[results.index('id="fits"') : results.index('id="may-fit"')]
    lines = fits.split("<details")[1:]
    assert len(lines) > 3
    reasons = [found_in(r"#i-check.*?<span>(.*?)</span>", line, re.S)[1] for line in lines]
    assert max(reasons.count(one) for one in reasons) < len(lines) - 1


@pytest.mark.parametrize(
    "query",
    [PLAN, "on=2026-11-21", "goal=network&on=2026-11-26", "goal=exchange-learn&on=2026-11-26", FULLEST, NOTHING],
)
def test_results_are_small_for_any_plan(client: Client, query: str) -> None:
    for language in ("", "/en"):
        assert len(client.get(f"{language}/match/results/?{query}").content) <= 60_000


@pytest.mark.parametrize("sort", ["deadline", "amount"])
def test_an_order_changes_the_order_and_nothing_else(client: Client, sort: str) -> None:
    best, other = (
        re.findall(r' id="r-([^"]+)"', page(client, f"/match/results/?{WIDE}{more}")) for more in ("", f"&sort={sort}")
    )
    assert best != other
    assert sorted(best) == sorted(other)


def test_an_order_that_is_none_is_told(client: Client) -> None:
    assert "“mooiste” is geen keuze bij" in page(client, f"/match/results/?{PLAN}&sort=mooiste")


def test_the_open_question_is_answered_in_place(client: Client) -> None:
    results = page(client, f"/match/results/?{PLAN}")
    form = results[results.index('id="next-question"') :]
    assert 'name="partners"' in form[: form.index("</form>")]
    assert 'name="place" value="FR"' in form[: form.index("</form>")]


def test_when_nothing_fits_the_page_says_what_rules_everything_out(client: Client) -> None:
    results = page(client, f"/match/results/?{NOTHING}")
    assert "Wat in de weg staat" in results
    way_out = found_in(r'<a class="chip" href="(\?[^"]+)">.*?\+(\d+)<', results[results.index("nothing") :], re.S)
    assert int(way_out[2]) > 0
    opened = page(client, f"/match/results/{way_out[1]}")
    left = [int(number) for number in re.findall(r'<h2 id="(?:fits|may-fit)"><span class="num">(\d+)<', opened)]
    assert sum(left) == int(way_out[2])


def test_a_route_says_how_it_stands_to_the_plan_and_leads_back(client: Client) -> None:
    route = page(client, f"/routes/kunstendecreet-tip/?{PLAN}")
    assert "Past bij je plan" in route
    assert f"/match/results/?{PLAN}" in route
    assert "Past bij je plan" not in page(client, "/routes/kunstendecreet-tip/")


def test_a_condition_is_ticked_on_the_page_of_its_route(client: Client) -> None:
    route = page(client, f"/routes/kunstendecreet-ip/?{PLAN}")
    denied = found_in(r'href="(\?[^"]*no=kunstendecreet-ip[^"]*)"', route)[1]
    assert "Je zegt dat" in page(client, f"/routes/kunstendecreet-ip/{denied}")


@pytest.mark.parametrize("query", ["keep=%00", "keep=" + "x" * 3000, "sort=%F0%9F%8E%AD", "route=../..", "keep[]=a"])
@pytest.mark.parametrize("path", ["/saved/", "/match/results/", "/match/results.ics", "/routes/kunstendecreet-ip/"])
def test_no_query_string_breaks_them(client: Client, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("address", "is_scored"),
    [
        pytest.param("/routes/kunstendecreet-tip/", True, id="fits"),
        pytest.param("/routes/vaf-gamefonds/", False, id="does not fit"),
    ],
)
def test_a_score_stands_only_beside_what_is_for_the_plan(client: Client, address: str, is_scored: bool) -> None:
    shown = page(client, f"{address}?{PLAN}")
    assert ("rt-score" in shown) is is_scored
    box = shown[shown.index('class="rt-match"') :].partition("</h2>")[0]
    assert ("op 100" in box) is is_scored


@pytest.mark.parametrize(
    ("plan", "question", "help_text"),
    [
        pytest.param(PLAN, "partners", "Tel alleen wie echt meewerkt of je uitnodigt.", id="a number"),
        pytest.param(f"{PLAN}&partners=veel", "partners", "Tel alleen wie echt meewerkt", id="and not understood"),
    ],
)
def test_the_question_among_the_results_says_what_counts_as_an_answer(
    client: Client, plan: str, question: str, help_text: str
) -> None:
    shown = page(client, f"/match/results/?{plan}")
    form = shown[shown.index('id="next-question"') :].partition("</form>")[0]
    assert f'name="{question}"' in form.partition("<fieldset")[2]
    assert help_text in form
    for ids in re.findall(r'aria-describedby="([^"]+)"', form):
        assert all(f'id="{one}"' in form for one in ids.split())
    assert ("veel" in plan) is ('class="written-e"' in form)
