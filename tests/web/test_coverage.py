"""Where there is support, and where not: every number on the map is what its link leads to."""

import csv
import re
from html import unescape
from io import StringIO
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Discipline, Goal
from matcher.pages.files.spreadsheets import csv_file
from tests.reading import found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = "on=2026-11-21"
ARTIST = f"{ON}&applicant=individual-artist&base=BE-BRU&place=FR&place=eu27&start=2027-05-15&skip=budget"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def cells(html: str) -> list[tuple[str, int]]:
    """The address behind each cell of the table, the totals of the rows among them, and the number in it."""
    table = found_in(r'<table class="cov">.*?</table>', html, re.S)[0]
    found = re.findall(r'<a href="([^"]+)"[^>]*>.*?<span(?: class="num")?>(\d+)</span></a>', table, re.S)
    return [(address, int(number)) for address, number in found]


def fits_or_may(html: str) -> int:
    """The number of routes that a page of results says fit, or may; a group without routes is not there."""
    counts = re.findall(r'<h2 id="(fits|may-fit)"><span class="num">(\d+)</span>', html)
    assert counts or "<h1" in html
    return sum(int(number) for _verdict, number in counts)


@pytest.mark.parametrize("query", [ON, ARTIST, "on=2025-06-01&place=vl-prio-buurlanden", f"{ON}&discipline=dance"])
def test_a_cell_shows_what_its_link_leads_to(client: Client, query: str) -> None:
    found = cells(page(client, f"/coverage/?{query}"))
    assert len(found) == Discipline.objects.count() * (Goal.objects.count() + 1)
    for address, number in found[:: len(found) // 12]:
        assert number == fits_or_may(page(client, address)), address


def test_every_link_of_white_spots_keeps_its_promise(client: Client) -> None:
    html = page(client, f"/coverage/?{ON}")
    gaps = found_in(r'<ol class="bare gaps">.*?</ol>', html, re.S)[0]
    near = re.findall(r'<a href="([^"]+)"[^>]*>[^<]*: (\d+) routes?</a>', gaps)
    assert near
    for address, number in near:
        assert fits_or_may(page(client, address)) == int(number) > 0
    everything = found_in(r"<dl>.*?</dl>", html[html.index('class="fold cov-all"') :], re.S)[0]
    white = re.findall(r'href="([^"]+)"', everything)
    assert set(white) == {address for address, number in cells(html) if number == 0}
    assert fits_or_may(page(client, white[0])) == 0


def test_the_levels_share_the_routes_of_a_cell(client: Client) -> None:
    whole = [number for _address, number in cells(page(client, f"/coverage/?{ON}"))]
    parts = [
        [number for _address, number in cells(page(client, f"/coverage/?{ON}&level={level}"))]
        for level in ("sectoral", "bilateral", "multilateral")
    ]
    assert whole == [sum(those) for those in zip(*parts, strict=True)]
    assert "die van het niveau dat je koos, staan ertussen" in page(client, f"/coverage/?{ON}&level=bilateral")


def test_the_visitors_plan_is_marked_and_not_counted(client: Client) -> None:
    html = page(client, f"/coverage/?{ON}&discipline=dance&goal=present-tour")
    assert re.findall(r'class="q\d cov-me"><a [^>]*aria-label="([^"]+)"', html) == [
        "Dans, Tonen en toeren: 21 routes, jouw plan"  # with heritage, Ireland, the Dutch fast lane and Perform Europe
    ]
    assert cells(html) == cells(page(client, f"/coverage/?{ON}"))
    assert '<option value="dance" selected>' in html
    assert "cov-me" not in page(client, f"/coverage/?{ON}&discipline=dance")


def test_the_form_carries_along_what_it_does_not_ask(client: Client) -> None:
    html = page(client, f"/coverage/?{ARTIST}&level=sectoral&goal=network&keep=kunstendecreet-ip")
    form = found_in(r'<form[^>]*class="wrap cov-form".*?</form>', html, re.S)[0]
    hidden = set(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    assert hidden == {
        ("goal", "network"),
        ("base", "BE-BRU"),
        ("place", "eu27"),
        ("skip", "budget"),
        ("on", "2026-11-21"),
        ("keep", "kunstendecreet-ip"),
    }
    assert re.findall(r'<option value="([^"]+)" selected>', form) == ["individual-artist", "FR", "2027-05-15"]
    assert 'value="sectoral" checked' in form
    chips = re.findall(r'class="chip chip-x" href="\?([^"]*)"', html)
    assert len(chips) == 2
    assert all("level=sectoral" in chip for chip in chips)
    assert "base=" not in chips[0]


def test_seasons_are_the_four_quarters_to_come_and_say_their_day(client: Client) -> None:
    html = page(client, "/coverage/?on=2026-11-21&start=2027-06-20")
    select = found_in(r'<select[^>]*name="start">.*?</select>', html, re.S)[0]
    assert re.findall(r'<option value="(\d[^"]+)"(?: selected)?>([^<]+)<', select) == [
        ("2027-06-20", "20 juni 2027"),
        ("2027-02-15", "Januari tot maart 2027 (start op 15 februari)"),
        ("2027-05-15", "April tot juni 2027 (start op 15 mei)"),
        ("2027-08-15", "Juli tot september 2027 (start op 15 augustus)"),
        ("2027-11-15", "Oktober tot december 2027 (start op 15 november)"),
    ]


def test_only_groups_whose_list_holds_on_the_day_are_offered(client: Client) -> None:
    assert 'value="vl-prio-buurlanden"' in page(client, "/coverage/?on=2025-06-01")
    now = page(client, f"/coverage/?{ON}")
    assert 'value="vl-prio-buurlanden"' not in now
    assert 'value="eu27"' in now


def test_the_map_speaks_english_too(client: Client) -> None:
    html = page(client, f"/en/coverage/?{ON}")
    assert "Where is there support, and where not?" in html
    assert 'aria-label="Theatre, Present and tour: 21 routes"' in html
    assert "Visual arts and design" in html
    assert "we found no route with the goal" in html


def test_a_map_without_any_route_still_tells_so(client: Client) -> None:
    html = page(client, "/coverage/?on=2026-11-21&applicant=local-authority&place=JP&start=2026-11-22&level=bilateral")
    assert {number for _address, number in cells(html)} == {0}
    assert "geen route in welk vak ook" in html
    assert "De kaart zonder keuzes" in html
    assert "Witte vlekken die opvallen" not in html


def test_a_white_spot_that_choices_made_is_not_called_a_gap_in_the_sources(client: Client) -> None:
    assert "Nul betekent: niet gevonden in onze bronnen." in page(client, f"/coverage/?{ON}&discipline=dance")
    for query in ("level=bilateral", "applicant=publisher"):
        html = page(client, f"/coverage/?{ON}&{query}")
        assert "Nul betekent: niets in onze bronnen past bij je keuzes." in html
        assert "Met je keuzes blijft er geen route over voor" in html


def test_the_map_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for query in (ON, ARTIST):
        client.get(f"/coverage/?{query}")
        with django_assert_num_queries(1):  # which edition is in force
            client.get(f"/coverage/?{query}")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("level=bilaterl", "Bedoel je Bilateraal (bilateral)?", id="a level with a typing error"),
        pytest.param("level=bilateral&level=sectoral", "we hielden Bilateraal", id="two levels"),
        pytest.param("levl=bilateral", "Bedoel je “level”?", id="a name with a typing error"),
        pytest.param("place=Fankrijk", "Bedoel je Frankrijk (FR)?", id="a place with a typing error"),
        pytest.param("start=ooit", "“ooit” is geen datum", id="no day in words"),
        pytest.param("start=zomer", "“zomer”: we rekenen met 21 juni 2027", id="a season in words"),
        pytest.param("start=2020-01-01", "Je start ligt in het verleden", id="a start that has passed"),
    ],
)
def test_what_is_not_understood_is_told(client: Client, query: str, told: str) -> None:
    html = page(client, f"/coverage/?{ON}&{query}")
    assert told in html
    assert len(cells(html)) > 200


@pytest.mark.parametrize(
    "query",
    [
        "level=%00&level=<script>alert(1)</script>",
        "&".join(f"level=x{number}" for number in range(300)),
        "on=9999-12-31",
        "on=2100-12-31",
        "on=2000-01-01&start=0001-01-01",
        "start=9999-12-31&place=%00",
        "place=<script>alert(1)</script>&discipline=' OR 1=1 --",
        "&".join("place=FR" for _ in range(500)),
        "&".join(f"x{number}=1" for number in range(300)),
        "yes=a.b&no=c.d&skip=nope&keep=nope",
        "discipline=" + "x" * 5000,
    ],
    ids=lambda query: query[:30],
)
@pytest.mark.parametrize("address", ["/coverage/", "/en/coverage/", "/coverage.csv"])
def test_no_query_string_breaks_the_map(client: Client, address: str, query: str) -> None:
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 200
    if address.endswith(".csv"):  # a browser keeps it as a file, and never takes it for a page
        assert answer["Content-Type"].startswith("text/csv")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
    else:
        assert b"<script>alert" not in answer.content


def test_the_file_holds_every_cell_with_its_levels(client: Client) -> None:
    query = f"{ARTIST}&discipline=dance"
    answer = client.get(f"/coverage.csv?{query}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="overzet-coverage-2026-11-21.csv"'
    lines = [*csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))]
    totals = {number for _address, number in cells(page(client, f"/coverage/?{query}"))}
    assert len(lines) == Discipline.objects.count() * Goal.objects.count()
    for line in lines:
        assert int(line["routes"]) == sum(int(line[level]) for level in ("sectoral", "bilateral", "multilateral"))
        assert int(line["routes"]) in totals
    dance = next(line for line in lines if (line["discipline"], line["goal"]) == ("dance", "present-tour"))
    asked = f"/match/results/?{query}&goal=present-tour"
    assert int(dance["routes"]) == fits_or_may(page(client, asked))
    assert (dance["discipline_nl"], dance["goal_en"], dance["on"]) == ("Dans", "Present and tour", "2026-11-21")


def test_the_file_says_below_its_lines_what_was_not_understood(client: Client) -> None:
    whole = client.get(f"/coverage.csv?{ON}").content.decode()
    wrong = client.get(f"/coverage.csv?{ON}&goal=zz").content.decode()
    assert wrong.startswith(whole)
    assert "“zz” is geen keuze bij “Doel”" in wrong.removeprefix(whole)


def test_the_page_leads_to_its_file_without_what_the_map_only_marks(client: Client) -> None:
    """The file marks no plan: with a goal in its address it would seem to hold that goal alone."""
    html = page(client, f"/coverage/?{ON}&discipline=dance&goal=residency&place=FR")
    assert found_in(r'href="/coverage\.csv\?([^"]+)"', html)[1] == f"place=FR&{ON}"


def test_the_page_leads_to_the_file_of_the_same_map(client: Client) -> None:
    html = page(client, f"/coverage/?{ARTIST}&level=sectoral")
    query = found_in(r'href="/coverage\.csv\?([^"]+)"', html)[1]
    assert {*query.split("&")} == {*f"{ARTIST}&level=sectoral".split("&")}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_a_file_never_hands_a_spreadsheet_a_formula(text: str) -> None:
    assert csv_file([[text]]).decode("utf-8-sig").strip('"').startswith("'")


def test_numbers_and_accents_stay_as_they_are_in_a_file() -> None:
    assert csv_file([["é", -1]]).decode("utf-8-sig") == "é,-1\r\n"


def test_the_map_is_only_read(client: Client) -> None:
    assert client.post("/coverage/").status_code == 405
    assert client.post("/coverage.csv").status_code == 405


def test_crispy_draws_both_forms_with_all_that_the_address_says(client: Client) -> None:
    answer = client.get(f"/coverage/?{ARTIST}&discipline=dance&level=bilateral")
    fields = {name: set(answer.context[name].fields) for name in ("form", "form_of_one")}
    assert fields == {"form": {"level", "applicant", "place", "start"}, "form_of_one": {"discipline"}}
    assert all(answer.context[name].rendered_fields == fields[name] for name in fields)
    html = answer.content.decode()
    asked = {pair for pair in parse_qsl(f"{ARTIST}&discipline=dance&level=bilateral") if pair[0] != "skip"}
    for css in ("wrap cov-form", "cov-one"):
        (form,) = (one for one in re.findall(r"<form[^>]*>.*?</form>", html, re.S) if f'class="{css}"' in one)
        hidden = set(re.findall(r'type="hidden" name="([a-z]+)" value="([^"]*)"', form))
        picked = re.findall(r'<select[^>]*name="([a-z]+)".*?<option value="([^"]*)" selected', form, re.S)
        ticked = re.findall(r'name="([a-z]+)" value="([^"]*)" checked', form)
        assert {pair for pair in {*hidden, *picked, *ticked} if pair[0] != "skip"} == asked
