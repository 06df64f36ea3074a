"""Routes side by side: the figures of the results, what differs, and what does not go together."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.reading import found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PLAN = (
    "applicant=arts-organisation&base=BE-VLG&discipline=dance&goal=present-tour&place=FR&start=2027-09-15&budget=18000"
)
THREE = "route=kunstendecreet-tip&route=kunstendecreet-ip&route=bilateraal-hauts-de-france"


def page(client: Client, query: str, language: str = "") -> str:
    answer = client.get(f"{language}/compare/?on=2026-11-21&{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def line(html: str, label: str) -> list[str]:
    """What each route says under a label."""
    row = found_in(rf'<th scope="row" role="rowheader">{label}.*?</tr>', html, re.S)[0]
    cells = re.findall(r'<td role="cell">(.*?)</td>', row, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def test_routes_stand_side_by_side_with_the_figures_of_the_results(client: Client) -> None:
    html = page(client, f"{THREE}&{PLAN}")
    assert "3 routes naast elkaar" in html
    assert line(html, "Dien in tegen")[0].startswith("15 juli")
    assert "100 %" in line(html, "Van je budget gedekt")[1]
    opened = client.get(f"/match/results/?{PLAN}&on=2026-11-21&part=kunstendecreet-tip").content.decode()
    score = found_in(r'score-n">(\d+)<', opened)[1]
    assert f"{score} op 100" in line(html, "Past bij je plan")[0]


def test_the_highest_amount_is_named_in_a_word(client: Client) -> None:
    assert ["hoogst" in text for text in line(page(client, THREE), "Hoeveel")] == [False, True, False]


def test_lines_that_say_the_same_are_one_sentence(client: Client) -> None:
    html = page(client, "route=kunstendecreet-tip&route=kunstendecreet-ip")
    same = found_in(r'class="small cmp-same">(.*?)</p>', html, re.S)[1]
    assert "waarvoor: Tonen en toeren" in same
    assert 'role="rowheader">Waarvoor' not in html
    assert "Gelijk voor alle" not in page(client, "route=kunstendecreet-tip&route=kunstendecreet-ip&differs=1")


def test_routes_that_do_not_go_together_are_named(client: Client) -> None:
    assert "gaan niet samen voor hetzelfde project" in page(client, THREE)
    assert "gaan niet samen" not in page(client, "route=kunstendecreet-tip&route=bilateraal-hauts-de-france")


def test_one_is_taken_away_and_another_added_with_the_plan_kept(client: Client) -> None:
    html = page(client, f"{THREE}&{PLAN}")
    without = re.findall(r'class="btn btn-txt" href="(\?[^"]+)">Haal weg', html)
    assert len(without) == 3
    assert "route=kunstendecreet-tip" not in without[0]
    assert "place=FR" in without[0]
    adding = html[html.index('class="cmp-add"') :]
    assert adding.count('type="hidden" name="route"') == 3


def test_more_than_four_and_unknown_routes_are_told(client: Client) -> None:
    html = page(client, f"{THREE}&route=ietm&route=kunstendecreet-residentiebeurs&route=kunstendecret-ip")
    assert "passen er hoogstens 4" in html
    assert "(kunstendecreet-ip)?" in html
    assert "cmp-4" in html


def test_nothing_to_compare_says_what_to_do(client: Client) -> None:
    html = page(client, "")
    assert "Nog niets om te vergelijken" in html
    assert html.count("<option") > 100


def test_it_speaks_english(client: Client) -> None:
    assert "3 routes side by side" in page(client, THREE, "/en")


@pytest.mark.parametrize(
    "query", ["route=%00&route=", "route=" + "y" * 4000, "differs=nope&route[]=x", "route=../&budget=veel"]
)
def test_no_query_string_breaks_it(client: Client, query: str) -> None:
    assert page(client, query)


def test_it_takes_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(client, THREE)
    with django_assert_max_num_queries(24):
        page(client, f"{THREE}&{PLAN}")


def work(client: Client, query: str) -> list[str]:
    """What the list of the working year says, line by line."""
    html = page(client, query)
    year = re.search(r'aria-labelledby="work-year".*?<ol class="tl-list bare">(.*?)</ol>', html, re.S)
    lines = re.findall(r"<li.*?</li>", year[1], re.S) if year else []
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in lines]


def test_the_working_year_begins_eight_weeks_before_each_day_and_never_before_today(client: Client) -> None:
    june = PLAN.replace("2027-09-15", "2027-06-20")
    assert work(client, f"route=kunstendecreet-tip&route=kunstendecreet-ip&{june}") == [
        "6 december 2026 tot 31 januari 2027, verwacht Werk aan “Internationaal presentatieproject (IP)”.",
        "23 februari 2027 tot 20 april 2027 Werk aan “Tegemoetkoming voor een internationaal presentatiemoment (TIP)”.",
        "20 juni 2027 Jouw start.",
    ]
    soon = PLAN.replace("2027-09-15", "2027-02-15")
    assert work(client, f"route=kunstendecreet-tip&{soon}")[0].startswith("21 november 2026 tot 15 december 2026 ")


def test_the_working_year_names_what_it_can_not_draw(client: Client) -> None:
    html = page(client, f"route=kunstendecreet-tip&route=ietm&{PLAN}")
    assert re.search(r"Niet getekend, want er is geen deadline bekend:\s+IETM", html)
    assert work(client, "route=ietm") == []
