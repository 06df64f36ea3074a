"""The plan page: its whole state stands in its address, and every address on it leads where it says."""

import re
from datetime import date
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from icalendar import Calendar

from matcher.answers import address
from matcher.engine.match import Matching
from matcher.rules.holding import held
from tests.plans import PLANS
from tests.reading import found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PLAN = (
    "goal=present-tour&discipline=dance&applicant=individual-artist&base=BE-BRU&place=FR&start=2027-06-20"
    "&budget=30000&on=2026-11-21"
)


def page(client: Client, query: str, prefix: str = "") -> str:
    answer = client.get(f"{prefix}/match/plan/?{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def section(html: str, name: str) -> str:
    """A section, as one reads it."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def links(html: str, name: str) -> list[str]:
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', html, re.S)
    return re.findall(r'href="\?([^"#]*)', found[0]) if found else []


def left(query: str) -> frozenset[str]:
    """The routes that fit or may for what an address says."""
    site = held()
    asked = address.read(dict(QueryDict(query).lists()), site.ruleset, site.words, today=date(2026, 11, 21))
    return Matching(site.compiled(asked.on), asked.answers).left()


def test_the_results_lead_to_it_with_the_plan(client: Client) -> None:
    results = unescape(client.get(f"/match/results/?{PLAN}").content.decode())
    to = found_in(r'href="(/match/plan/\?[^"]+)"', results)
    assert "Misschien haal je € 30.000." in unescape(client.get(to[1]).content.decode()).replace("\u00a0", " ")


def test_it_says_in_both_languages_what_pays_and_what_is_not_known(client: Client) -> None:
    dutch, english = page(client, PLAN).replace("\u00a0", " "), page(client, PLAN, "/en").replace("\u00a0", " ")
    assert "A. Internationaal presentatieproject (IP) € 30.000 tot je hele budget" in section(dutch, "sets")
    assert "het plafond is € 50.000" in section(dutch, "sets")
    assert "A. International presentation project (IP) € 30,000 up to your whole budget" in section(english, "sets")
    assert "no source says how much it gives now; € 7,000" in section(english, "why-not")
    assert "the rules of one exclude the other." in section(english, "why-not")


def test_a_decision_that_comes_too_late_is_flagged_before_all_else(client: Client) -> None:
    """A project grant of the Arts Decree is decided by 15 July: ten days after a start on the 5th."""
    plan = PLANS["youth theatre with Morocco"].replace("start=2027-09-01", "start=2027-07-05")
    html = page(client, f"{plan}&route=kunstendecreet-projectsubsidie")
    flags = re.finditer(r'<div class="fl-w">.*?</div>', html, re.S)
    (flag,) = [one for one in flags if "De beslissing komt 10 dagen na je start." in one[0]]
    assert "rond 15 juli 2027" in flag[0]
    assert html.index("<h1>") < flag.start() < html.index("<h2")


def test_another_set_is_chosen_in_the_address_and_its_days_follow(client: Client) -> None:
    html = page(client, PLANS["documentary with the Netherlands"])
    assert "De dagen van combinatie A" in section(html, "time")
    others = [one for one in links(html, "sets") if "route=" in one]
    assert others
    assert "De dagen van combinatie B" in section(page(client, others[0]), "time")


def test_budget_lines_stand_in_the_address_and_what_is_no_amount_stays_in_its_box(client: Client) -> None:
    html = page(client, f"{PLAN}&cost-travel=4.000&cost-fees=veel")
    assert 'name="cost-travel" inputmode="numeric" autocomplete="off" value="4000"' in html
    assert 'value="veel"' in html
    assert "“veel” is geen bedrag" in html
    assert all("cost-travel=4000" in one for one in links(html, "shift"))


TWO = "route=kunstendecreet-ip&route=kunstendecreet-tip"


def days_noted(client: Client, query: str) -> dict[str, tuple[date, str, str]]:
    """The day, the words and the status of each event of the calendar that the page leads to, by its kind and route."""
    to = found_in(r'href="(/match/plan\.ics\?[^"]+)"', page(client, query))
    told = Calendar.from_ical(client.get(to[1]).content)
    events = told.walk("VEVENT")
    found = {
        re.split("-(?:round|call|from)-", str(one["uid"]))[0]: (
            one.decoded("dtstart"),
            str(one["summary"]),
            str(one["status"]),
        )
        for one in events
    }
    assert len(found) == len(events)
    return found


def test_the_calendar_holds_every_day_of_the_line_of_time(client: Client) -> None:
    """IP closes on 31 January for a start in June, as in earlier years; TIP two months before the start."""
    noted = days_noted(client, f"{PLAN}&{TWO}")
    assert noted["kunstendecreet-ip"][0] == date(2027, 1, 31)
    assert noted["kunstendecreet-ip"][2] == "TENTATIVE"
    assert noted["kunstendecreet-tip"][0] == date(2027, 4, 20)
    assert noted["start"] == (date(2027, 6, 20), "Je begint", "CONFIRMED")
    assert noted["kunstendecreet-ip-partners"][0] == date(2026, 12, 6), "eight weeks before"
    assert noted["kunstendecreet-ip-partners"][1].startswith("Zoek je partner")
    assert noted["kunstendecreet-tip-write"][0] == date(2027, 4, 6), "two weeks before"
    assert "kunstendecreet-tip-decision" not in noted, "no source says when"


def test_a_day_of_the_plan_that_is_past_is_not_noted_and_the_others_keep_their_identity(client: Client) -> None:
    before, after = (
        days_noted(client, f"{PLAN.replace('2026-11-21', day)}&{TWO}") for day in ("2026-11-21", "2027-01-01")
    )
    assert set(before) - set(after) == {"kunstendecreet-ip-partners", "kunstendecreet-ip-account"}
    assert set(after) <= set(before)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("budget=30000", "budget=31000"), id="another budget"),
        pytest.param(("budget=30000", "budget=30000&partners=3"), id="one answer more"),
        pytest.param(("2026-11-21", "2026-11-30"), id="another day"),
    ],
)
@pytest.mark.parametrize("path", ["/match/results.ics", "/match/plan.ics"])
def test_a_day_that_stays_where_it_is_keeps_its_identity_whatever_else_is_answered(
    client: Client, path: str, other: tuple[str, str]
) -> None:
    """A calendar into which the file is read again has no day twice."""

    def uids(query: str) -> dict[str, date]:
        events = Calendar.from_ical(client.get(f"{path}?{query}&{TWO}").content).walk("VEVENT")
        return {str(event["uid"]): event.decoded("dtstart") for event in events}

    assert other[0] in PLAN
    before, after = uids(PLAN), uids(PLAN.replace(*other))
    assert before == after


def test_another_start_is_another_day_only_of_what_is_counted_from_it(client: Client) -> None:
    def uids(start: str) -> dict[str, str]:
        query = PLAN.replace("start=2027-06-20", f"start={start}")
        events = Calendar.from_ical(client.get(f"/match/results.ics?{query}&{TWO}").content).walk("VEVENT")
        return {re.split("-(?:round|call|from)-", str(one["uid"]))[0]: str(one["uid"]) for one in events}

    june, july = uids("2027-06-20"), uids("2027-06-21")
    assert june["kunstendecreet-ip"] == july["kunstendecreet-ip"]
    assert june["kunstendecreet-tip"] != july["kunstendecreet-tip"]


def test_a_round_is_the_same_day_in_the_calendar_of_all_closing_days(client: Client) -> None:
    def uids(address: str) -> set[str]:
        return {str(event["uid"]) for event in Calendar.from_ical(client.get(address).content).walk("VEVENT")}

    of_all = uids("/deadlines.ics?on=2026-11-21&route=kunstendecreet-ip")
    assert uids(f"/match/results.ics?{PLAN}&route=kunstendecreet-ip") <= of_all


def test_the_days_to_apply_by_are_those_of_the_results_so_that_no_calendar_has_them_twice(client: Client) -> None:
    def uids(path: str) -> set[str]:
        told = Calendar.from_ical(client.get(f"{path}?{PLAN}&{TWO}").content)
        return {str(event["uid"]) for event in told.walk("VEVENT")}

    assert len(uids("/match/results.ics")) == 2
    assert uids("/match/results.ics") < uids("/match/plan.ics")


def test_each_of_eighteen_months_tells_what_its_own_address_shows(client: Client) -> None:
    """Counted from the engine anew, from the address that each column leads to."""
    html = page(client, PLAN)
    column = re.compile(
        r'<li><a href="\?([^"]+)"[^>]*>.*?Start op ([^.]+)\. Past: (\d+)\. Past misschien: (\d+)\.', re.S
    )
    columns = column.findall(html)
    assert len(columns) == 18
    for query, _, fits, may_fit in columns:
        assert len(left(query)) == int(fits) + int(may_fit)
    assert [query for query, *_ in columns if "start=2027-06-20" in query]
    assert html.count('aria-current="true"><svg') == 1


def test_the_nearest_start_that_rescues_a_route_really_does(client: Client) -> None:
    html = page(client, PLAN)
    told = re.findall(r'<li><a href="\?([^"]+)" rel="nofollow">([^<]+)</a> <span>of (later|vroeger): ([^<]+)<', html)
    assert [(day, how, name) for _, day, how, name in told] == [
        ("1 juli 2027", "later", "Projectsubsidie voor kunstenaars en kunstenorganisaties")
    ]
    assert "kunstendecreet-projectsubsidie" in left(told[0][0]) - left(PLAN)


@pytest.mark.parametrize(
    "name", ["choreographer to Lyon in June", "circus duo to Edinburgh", "band to Austin in March"]
)
def test_what_another_answer_opens_and_closes_is_what_matching_says_of_it(client: Client, name: str) -> None:
    query = PLANS[name]
    html = page(client, query)
    rows = re.findall(r'<tr><th scope="row"><a href="\?([^"]+)".*?</th><td>(.*?)</td><td>(.*?)</td></tr>', html, re.S)
    assert rows
    before = left(query)

    def number(cell: str) -> int:
        return int(found_in(r"\d+", cell)[0])

    for changed, opens, closes in rows:
        after = left(changed)
        assert (number(opens), number(closes)) == (len(after - before), len(before - after))
    assert any(number(opens) for _, opens, _ in rows)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("discipline=dance&goal=present-tour&on=2026-11-21", "Wat kost je plan?"),
        (
            "applicant=translator&discipline=circus&goal=invest&base=JP&on=2026-11-21",
            "Nog geen route past bij dit plan.",
        ),
        ("", "Wat kost je plan?"),
        ("route=nope&cost-travel=-5&start=gisteren&budget=0", ""),
        (f"{PLAN}&{'&'.join(f'route={number}' for number in range(99))}", "Misschien haal je"),
    ],
)
def test_no_address_breaks_it(client: Client, query: str, said: str) -> None:
    assert said in page(client, query)


@pytest.mark.parametrize("name", PLANS)
def test_it_stays_light(client: Client, name: str) -> None:
    assert len(client.get(f"/match/plan/?{PLANS[name]}").content) < 100_000
