"""How many routes there are is one notion, counted the same on every page that says it."""

import re
from html import unescape

import pytest
from django.test import Client

from catalogue.entries.instrument import InstrumentEntry
from catalogue.vocabulary import MONEY_KINDS, Level
from matcher.rules.holding import held
from tests.reading import found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"


def told(client: Client, address: str) -> str:
    """What a page says, as one reads it."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", client.get(address).content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def number(pattern: str, text: str) -> int:
    return int(found_in(pattern, text)[1].replace(".", ""))


@pytest.fixture
def money() -> int:
    """By the kinds of the routes in the edition."""
    return sum(entry["kind"] in MONEY_KINDS for entry in plain_routes())


def plain_routes() -> list[dict[str, str]]:
    return [{"kind": one.kind, "level": one.level} for one in held().all(InstrumentEntry).values()]


def test_every_page_says_the_same_number_of_routes_that_give_money(client: Client, money: int) -> None:
    counted = {
        "home": number(
            r"([\d.]+) routes die geld of mobiliteit geven ?: elke tegel is er één", told(client, f"/?{ON}")
        ),
        "home, below": number(r"([\d.]+) routes, elk met bronnen", told(client, f"/?{ON}")),
        "catalogue": number(r"([\d.]+) geven geld of mobiliteit", told(client, f"/routes/?{ON}")),
        "about": number(r"([\d.]+) routes die geld of mobiliteit geven", told(client, "/about/")),
        "questions": number(r"van ([\d.]+) routes passen nog", told(client, f"/match/?{ON}")),
        "coverage": number(r"van de ([\d.]+) routes mee die geld geven", told(client, f"/coverage/?{ON}")),
        "API": sum(client.get(f"/api/v1/match?{ON}&limit=1").json()["counts"].values()),
        "API, groups": sum(client.get(f"/api/v1/match?{ON}&limit=1").json()["group_counts"].values()),
    }
    assert counted == dict.fromkeys(counted, money)


def test_all_routes_are_those_and_what_stands_beside_them(client: Client, money: int) -> None:
    catalogue, about = told(client, f"/routes/?{ON}"), told(client, "/about/")
    whole = len(plain_routes())
    assert number(r"([\d.]+) routes van", catalogue) == whole
    assert client.get(f"/api/v1/instruments?{ON}").json()["count"] == whole
    assert number(r"([\d.]+) staan ernaast", catalogue) == whole - money
    assert str(whole - money) in about


@pytest.mark.parametrize("level", Level.values)
def test_the_number_beside_a_level_on_the_first_page_stands_where_it_leads(client: Client, level: str) -> None:
    home = client.get(f"/?{ON}").content.decode()
    beside = found_in(rf'href="/routes/\?level={level}">.*?<span class="nar muted">(\d+)</span>', home, re.S)
    assert number(r"([\d.]+) geven geld of mobiliteit", told(client, f"/routes/?level={level}&{ON}")) == int(beside[1])


def test_what_the_questions_leave_at_first_is_what_the_map_counts(client: Client) -> None:
    questions, coverage = told(client, f"/match/?{ON}"), told(client, f"/coverage/?{ON}")
    assert number(r"([\d.]+) van [\d.]+ routes passen nog", questions) == number(r"tellen ([\d.]+) van de", coverage)
