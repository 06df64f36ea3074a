"""The page of a route says what to do, in which order and by when, and what is paid on top."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from tests.reading import found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"
DANCER = f"{ON}&applicant=individual-artist&base=BE-VLG&discipline=dance&goal=present-tour&place=FR"


FILES = sorted((Path(__file__).parents[2] / "fixtures" / "instruments").glob("*.yaml"))


def routes_in_files() -> list[dict[str, Any]]:
    return [route for path in FILES for route in yaml.safe_load(path.read_text(encoding="utf-8"))["instruments"]]


def steps(client: Client, address: str) -> str:
    """The section of the page, as one reads it."""
    html = client.get(address).content.decode()
    section = re.search(r'<section aria-labelledby="steps">.*?</section>', html, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", section[0])).split()) if section else ""


def test_the_steps_of_a_presentation_project_count_back_from_its_round(client: Client) -> None:
    told = steps(client, f"/routes/kunstendecreet-ip/?{DANCER}&start=2027-06-15")
    assert "Teruggeteld vanaf de dag waarop je ten laatste indient voor je start op 15 juni 2027." in told
    for said in (
        "tegen 6 december 2026 Zoek je partner",  # 31 January less eight weeks
        "tegen 20 december 2026 Zorg dat je kunt inloggen een account in KIOSK",
        "tegen 3 januari 2027 Vraag het op papier",
        "tegen 17 januari 2027 Schrijf je plan en je begroting",
        "31 januari 2027 Dien je aanvraag in",
        "Meestal op deze dag, laatst gezien in 2022; niet aangekondigd.",
        "15 juni 2027 Je begint",
    ):
        assert said in told


def test_in_english_they_read_as_english(client: Client) -> None:
    told = steps(client, f"/en/routes/kunstendecreet-ip/?{DANCER}&start=2027-06-15")
    assert "by 3 January 2027 Get it in writing from whoever invites you" in told
    assert "Usually on this day, last seen in 2022; not announced." in told


def test_an_allowance_without_a_start_asks_for_it(client: Client) -> None:
    html = client.get(f"/routes/kunstendecreet-tip/?{DANCER}").content.decode()
    assert "Ten laatste 2 maanden voor je start." in unescape(html)
    link = found_in(r'href="([^"]+)"[^>]*>Zeg wanneer je begint', html)
    asked = client.get(unescape(link[1]))
    assert asked.status_code == 200
    assert 'name="start"' in asked.content.decode()


def test_a_closed_route_says_so_and_has_no_day(client: Client) -> None:
    told = steps(client, f"/routes/interreg-vlaanderen-nederland/?{ON}")
    assert "daarom staan er geen dagen" in told
    assert not re.search(r"tegen \d", told)


def test_what_papers_are_needed_is_said_or_said_to_be_unknown(client: Client) -> None:
    unknown = "Welke stukken erbij moeten, weten we niet."
    assert unknown in steps(client, f"/routes/vgc-kunstprojecten/?{ON}")
    assert unknown not in steps(client, f"/routes/kunstendecreet-ip/?{ON}")


def test_every_need_and_extra_of_the_files_stands_on_the_page_of_its_route(client: Client) -> None:
    looked = 0
    for route in routes_in_files():
        told = [one["what"]["nl"] for one in (*route.get("needs", []), *route.get("extras", []))]
        if told:
            html = unescape(re.sub(r"</?a\b[^>]*>", "", client.get(f"/routes/{route['id']}/?{ON}").content.decode()))
            assert [text for text in told if text not in html] == [], route["id"]
            looked += 1
    assert looked > 80


def test_extras_stand_with_their_source_and_can_be_filtered_on(client: Client) -> None:
    html = unescape(client.get(f"/routes/culture-moves-europe-individual/?{ON}").content.decode())
    assert "Extra betaald, als het voor jou geldt" in html
    assert "400 euro voor wie groen reist" in html
    found = client.get(f"/api/v1/instruments?extra=family&{ON}").json()
    assert [one["id"] for one in found["results"]] == ["culture-moves-europe-individual"]
    extra = found["results"][0]["extras"][0]
    assert (extra["kind"], extra["source"]) == ("green-travel", "https://opz.art/opportunities/Pmx2uCE7mIyLuihL4mp-O")


def test_the_api_tells_what_is_needed(client: Client) -> None:
    needs = client.get(f"/api/v1/instruments/kunstendecreet-ip?{ON}").json()["needs"]
    assert [one["kind"] for one in needs] == ["account", "invitation", "paper", "paper"]
    assert needs[1]["what"]["en"] == "the commitment of each venue abroad, with documentation on it"
    assert {one["weeks"] for one in needs} == {None}


def test_what_it_pays_for_this_plan_adds_up(client: Client) -> None:
    """85 euro a day for ten days, and 400 euro for the trip."""
    plan = f"{ON}&applicant=individual-artist&base=BE-VLG&discipline=dance&goal=residency&place=FR&days=10&people=1"
    html = client.get(f"/routes/culture-moves-europe-individual/?{plan}").content.decode()
    table = found_in(r'<table class="sum-t">.*?</table>', html, re.S)
    told = " ".join(unescape(re.sub(r"<[^>]+>", " ", table[0])).replace("\u00a0", " ").split())
    assert told.endswith("samen € 1.250")
    assert "€ 850" in told


def test_a_sum_without_a_budget_stands_in_the_results_too(client: Client) -> None:
    plan = f"{ON}&applicant=individual-artist&base=BE-VLG&discipline=dance&goal=residency&place=FR&days=10&people=1"
    part = client.get(f"/match/results/?{plan}&part=culture-moves-europe-individual")
    assert "€ 1.250 voor jouw plan; er kan nog iets bij komen" in unescape(part.content.decode()).replace("\u00a0", " ")


def test_of_many_steps_by_distance_none_is_told(client: Client) -> None:
    """A journey to Spain is no trip of 10 to 99 km: 28 euro for each of twenty would pass for the most that one gets."""
    plan = (
        f"{ON}&applicant=youth-organisation&goal=exchange-learn&base=BE-VLG&place=ES&people=20&days=8&start=2027-07-10"
    )
    told = client.get(f"/api/v1/match?{plan}&budget=15000").json()["routes"]
    exchanges = next(one for one in told if one["id"] == "erasmus-youth-exchanges")
    assert exchanges["amount"]["covers_eur"] is None


@pytest.mark.parametrize(
    ("slug", "rate", "own"),
    [
        pytest.param("fit-internationaal-ondernemen", 50, 50, id="75 per cent for the first four projects"),
        pytest.param("interreg-fwvl-project", 60, 40, id="60 to 70 per cent within a portfolio"),
        pytest.param("flanders-literature-vertaalsubsidie", 70, 30, id="90 per cent into Swedish"),
        pytest.param("eurimages-coproductie", 17, 83, id="25 per cent with a woman director"),
    ],
)
def test_the_share_of_most_contradicts_no_higher_one_of_the_same_page(
    client: Client, slug: str, rate: int, own: int
) -> None:
    html = " ".join(unescape(client.get(f"/en/routes/{slug}/?on=2026-11-21").content.decode()).split())
    assert re.search(rf"mostly (at most|up to) {rate}% of the costs", html)
    assert f">At least {own}% of the costs" not in html
    assert re.search(rf"mostly at least {own}%", client.get(f"/en/compare/?route={slug}&route=ietm").content.decode())
