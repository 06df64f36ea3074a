"""Demand beside supply: sums by hand, nothing below five on a page, in a file or on the work list; and figures of cities."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override
from pytest_django import Settings

from matcher.counters.city_figures import FiguresRefusedError, figures_in, read_figures
from matcher.counters.demand import CountedPeriod, DemandOver, band_told, period_of, routes_left, shown_lately
from matcher.counters.keeping import keep
from matcher.counters.tally import Tallied
from matcher.engine.answers import QuestionName
from matcher.models import CityFigure, CountKind, DayCount
from matcher.rules.holding import held
from matcher.upkeep.facts_due import SHOWN, times_shown
from tests.matcher.staff_pages import staff

THAT_DAY = date(2026, 11, 27)
GOOD = "city,year,figure,number,source\nGent,2025,deelnemers,12000,https://gent.example/cijfers\n"


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("everything", "in_english"),
    pytest.mark.ignore_template_errors,
]


def count(kind: CountKind, first: str, second: str, n: int, days_ago: int = 0) -> None:
    DayCount.objects.create(day=localdate() - timedelta(days_ago), kind=kind, first=first, second=second, n=n)


@pytest.fixture
def counted() -> None:
    """Circus abroad is asked 30 times, of which 20 leave nothing; dance on tour 40 times; translation on tour 6 times."""
    count(CountKind.PLANS, "", "", 76)
    count(CountKind.NOTHING, "", "", 20)
    count(CountKind.ANSWER, "discipline", "dance", 25)
    count(CountKind.ANSWER, "discipline", "dance", 15, days_ago=60)
    count(CountKind.ANSWER, "discipline", "circus", 30)
    count(CountKind.ANSWER, "budget", "5001-15000", 12)
    count(CountKind.GOALS, "dance", "present-tour", 40)
    count(CountKind.GOALS, "circus", "invest", 30)
    count(CountKind.NO_GOALS, "circus", "invest", 20)
    count(CountKind.PLACES, "dance", "FR", 6)
    count(CountKind.SEARCH, "xylofoonbeurs", "", 9)
    count(CountKind.SEARCH, "=cmd|' /c calc'!a0", "", 7)
    count(CountKind.ROUTE, "kunstendecreet-ip", "", 11)
    count(CountKind.LISTED, "kunstendecreet-ip", "", 5)
    count(CountKind.ROUTE, "kunstendecreet-ip", "", 500, days_ago=91)


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"{reverse('demand')}{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{reverse('demand-csv')}{query}")
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.both_databases
def test_sums_over_a_period_stand_beside_the_routes_that_there_are(counted: None) -> None:
    rows = table(staff("reader"), "?period=90")
    asked = {(one["what"], one["first"], one["second"]): int(one["asked"]) for one in rows}
    assert asked["discipline", "discipline", "dance"] == 25 + 15
    assert asked["plans", "", ""] == 76
    month = table(staff("curator"), "?period=30")
    assert {int(one["asked"]) for one in month if one["second"] == "dance"} == {25}
    site, on = held(), localdate()
    of_pair = next(one for one in rows if (one["what"], one["first"]) == ("goals", "circus"))
    assert int(of_pair["without_a_route"]) == 20
    assert int(of_pair["routes"]) == routes_left(site, on, (("discipline", "circus"), ("goal", "invest")))
    support = {one["discipline"]: one for one in csv.DictReader(coverage(Client()))}
    in_coverage = next(int(one["routes"]) for one in csv.DictReader(coverage(Client())) if is_pair(one))
    assert support
    assert int(of_pair["routes"]) == in_coverage, "the map of support says the same"


def coverage(client: Client) -> StringIO:
    return StringIO(client.get("/coverage.csv").content.decode("utf-8-sig"))


def is_pair(row: dict[str, str]) -> bool:
    return (row["discipline"], row["goal"]) == ("circus", "invest")


def test_white_spots_come_by_what_is_asked_for_each_route(counted: None) -> None:
    demand = DemandOver(held(), period_of("all", localdate()), localdate())
    pulls = {row.key: row.asked / (1 + (row.routes or 0)) for row in demand.white_spots().rows}
    assert set(pulls) == {("dance", "present-tour"), ("circus", "invest"), ("dance", "FR")}
    assert [row.key for row in demand.white_spots().rows] == sorted(pulls, key=lambda key: -pulls[key])


def test_the_page_says_in_words_what_the_file_says_in_numbers(counted: None) -> None:
    html = page(staff("reader"))
    for said in (
        "White spots",
        "76 plans were looked at",
        "for 20 there was no route",
        "xylofoonbeurs",
        "€\xa05,001 to",
    ):
        assert said in html, said
    assert "Nothing was counted" not in html


def test_nothing_is_run_by_a_spreadsheet(counted: None) -> None:
    answer = staff("reader").get(reverse("demand-csv")).content.decode("utf-8-sig")
    assert "'=cmd|" in answer
    assert ",=cmd" not in answer


@pytest.mark.both_databases
def test_four_are_nowhere(client: Client, settings: Settings) -> None:
    """Not on the page, nor in the file, nor on the work list, nor in what weighs how old a fact is, nor among the metrics."""
    names = [
        Tallied(CountKind.PLANS),
        Tallied(CountKind.ANSWER, "discipline", "dance"),
        Tallied(CountKind.GOALS, "dance", "present-tour"),
        Tallied(CountKind.NO_GOALS, "dance", "present-tour"),
        Tallied(CountKind.ROUTE, "kunstendecreet-ip"),
    ]
    for after in range(4):
        keep(
            {**dict.fromkeys(names, 1), Tallied(CountKind.SEARCH, "xylofoonbeurs"): 1},
            localdate() - timedelta(4 - after),
        )
    reader = staff("reader")
    html = page(reader)
    assert "Nothing was counted in this period, or less than is told." in html
    assert "xylofoonbeurs" not in html
    assert table(reader) == []
    assert "Looked for and not found" not in reader.get(reverse("worklist")).content.decode()
    assert shown_lately(localdate()) == {}
    settings.METRICS_TOKEN = "token"
    figures = client.get("/metrics", headers={"authorization": "Bearer token"}).content.decode()
    assert "overzet_edition" in figures
    assert not any(word in figures for word in ("dance", "xylofoonbeurs", "kunstendecreet"))
    keep(dict.fromkeys(names, 1), localdate())
    assert {int(one["asked"]) for one in table(reader)} == {5}


def test_only_staff_who_may_look_see_it(client: Client) -> None:
    for name in ("demand", "demand-csv"):
        assert client.get(reverse(name)).status_code == 302
    assert staff("reader").get(reverse("demand")).status_code == 200


@pytest.mark.parametrize("query", ["?period=nope", "?period=0000", "?period=9999", "?period=", "?period=%00", "?x=1"])
def test_no_period_breaks_it(query: str) -> None:
    page(staff("reader"), query)


def test_a_year_can_be_chosen_where_something_was_counted(counted: None) -> None:
    year = localdate().year
    assert f'<option value="{year}">' in page(staff("reader"))
    assert period_of(str(year), localdate()) == CountedPeriod(date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("budget", "5001-15000", "€5,001 to €15,000"),
        ("budget", "-5000", "up to €5,000"),
        ("partners", "201-", "201 or more"),
        ("start", "1-3", "1 to 3 months ahead"),
        ("start", "-0", "this month, or in the past"),
        ("start", "25-", "25 or more months ahead"),
        ("grant", "kunstendecreet", "kunstendecreet"),
    ],
)
def test_a_band_is_told_as_one_reads_it(question: str, value: str, said: str) -> None:
    assert band_told(QuestionName(question), value).replace("\xa0", "") == said


# --- On the work list ---------------------------------------------------------------------------------------------


def test_what_was_not_found_is_on_the_work_list_and_a_synonym_is_one_click_away(counted: None) -> None:
    curator = staff("curator")
    html = unescape(curator.get(reverse("worklist-section", args=["sought"])).content.decode())
    assert "Searched: “xylofoonbeurs”" in html
    assert "9 times" in html
    assert "No route left: Circus, invest" in html or "No route left" in html
    link = html.split(f'href="{reverse("admin:catalogue_synonym_add")}')[1].split('"')[0]
    form = curator.get(reverse("admin:catalogue_synonym_add") + link).content.decode()
    assert "xylofoonbeurs</textarea>" in form
    assert 'value="xylofoonbeurs"' in form


def test_a_reader_gets_no_button_for_a_synonym(counted: None) -> None:
    html = staff("reader").get(reverse("worklist-section", args=["sought"])).content.decode()
    assert "xylofoonbeurs" in html
    assert reverse("admin:catalogue_synonym_add") not in html


def test_words_that_find_something_by_now_are_gone(counted: None) -> None:
    count(CountKind.SEARCH, "dans", "", 20)
    assert "“dans”" not in staff("curator").get(reverse("worklist-section", args=["sought"])).content.decode()


def test_how_often_a_route_is_shown_weighs_for_ninety_days(counted: None) -> None:
    assert shown_lately(localdate()) == {"kunstendecreet-ip": 11 + 5}
    assert shown_lately in SHOWN
    assert times_shown(localdate())["kunstendecreet-ip"] == 16


# --- Figures of cities --------------------------------------------------------------------------------------------


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.both_databases
def test_figures_come_in_once_and_are_shown_with_their_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = GOOD + "Brussel,2025,deelnemers,30 500,https://brussel.example/cijfers\n"
    call_command("read_figures", written(tmp_path, both))
    call_command("read_figures", written(tmp_path, both))
    told = capsys.readouterr().out.splitlines()
    assert told == ["2 figures added, 0 changed, 0 as they were.", "0 figures added, 0 changed, 2 as they were."]
    assert list(CityFigure.objects.values_list("city", "year", "figure", "number")) == [
        ("Brussel", 2025, "deelnemers", 30500),
        ("Gent", 2025, "deelnemers", 12000),
    ]
    html = page(staff("reader"))
    assert "Gent" in html
    assert 'href="https://gent.example/cijfers"' in html
    assert "read in on" in html
    assert [one["asked"] for one in table(staff("curator")) if one["what"] == "city"] == ["30500", "12000"]


@pytest.mark.both_databases
def test_another_number_takes_the_place_of_the_one_of_before() -> None:
    read_figures(GOOD.encode(), THAT_DAY)
    read = read_figures(GOOD.replace("12000", "12001").encode(), THAT_DAY + timedelta(1))
    assert (read.added, read.changed, read.unchanged) == (0, 1, 0)
    assert CityFigure.objects.values_list("number", "read_on").get() == (12001, THAT_DAY + timedelta(1))


def test_a_file_of_a_spreadsheet_with_semicolons_and_a_mark_is_read() -> None:
    text = "\ufeff" + GOOD.replace(",", ";")
    assert [one.number for one in figures_in(text.encode(), THAT_DAY)] == [12000]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",2025,x,1,https://a.example/b", "Line 3: “city” is empty."),
        ("Gent,2199,x,1,https://a.example/b", "Line 3: “2199” is no year up to this one."),
        ("Gent,2025,x,veel,https://a.example/b", "Line 3: “veel” is no whole number."),
        ("Gent,2025,x,-4,https://a.example/b", "Line 3: “-4” is no whole number."),
        ("Gent,2025,x,1,javascript:alert(1)", "Line 3: “javascript:alert(1)” is no address"),
        ("Gent,2025,x,1,", "Line 3: “source” is empty."),
        ("Gent,2025,x,1,https://a.example/b,more", "Line 3: it has more columns"),
        ("Gent,2025,deelnemers,13000,https://gent.example/cijfers", "Line 3: the same city, year and figure"),
        ("Gent,2025," + "x" * 161 + ",1,https://a.example/b", "Line 3: “figure” is longer than 160"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_nothing_comes_in(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("read_figures", written(tmp_path, f"{GOOD}{line}\n"))
    assert told in str(refused.value)
    assert not CityFigure.objects.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"city,year\nGent,2025\n", "missing is figure, number, source"),
        (b"", "missing is city"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (b'city,year,figure,number,source\n"' + b"x" * 200_000, "field larger than"),
    ],
    ids=["columns", "empty", "bytes", "large", "a field without an end"],
)
def test_what_is_no_such_file_is_told(content: bytes, told: str) -> None:
    with pytest.raises(FiguresRefusedError) as refused:
        figures_in(content, THAT_DAY)
    assert told in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("read_figures", str(tmp_path / "none.csv"))
