"""Stretches of time as people write them where a day is asked: their first day, said so; else a clear note."""

from datetime import date

import pytest
from django.utils.translation import override

from matcher.answers.feasts import easter
from matcher.answers.parameters.days import DayParameter
from matcher.answers.periods import is_year, period
from matcher.answers.query import Query, read
from tests.some import some

ON = date(2026, 11, 27)


def typed(text: str, language: str = "nl") -> Query:
    with override(language):
        return read({"start": [text]}, [DayParameter("start")], on=ON)


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        pytest.param(["oktober", "October", "okt", "in oktober", "begin oktober"], date(2027, 10, 1), id="a month"),
        pytest.param(["november", "nov."], date(2027, 11, 1), id="this month has begun: the next one"),
        pytest.param(["december", "begin december"], date(2026, 12, 1), id="next month"),
        pytest.param(
            ["half maart", "medio maart 2027", "mid-March 2027", "midden maart"], date(2027, 3, 15), id="half"
        ),
        pytest.param(
            ["eind juni", "einde juni 2027", "late June 2027", "end of June"], date(2027, 6, 21), id="the end"
        ),
        pytest.param(
            ["20 juni", "20/6", "20 June", "zo 20/06", "20ste juni"], date(2027, 6, 20), id="a day of no year"
        ),
        pytest.param(["27 november", "27/11"], date(2026, 11, 27), id="today"),
        pytest.param(["26 november"], date(2027, 11, 26), id="yesterday: next year's"),
        pytest.param(["zomer 2027", "summer 2027", "zomer", "de zomer van 2027", "in de zomer"], date(2027, 6, 21)),
        pytest.param(["najaar 2028", "herfst 2028", "autumn 2028", "fall of 2028"], date(2028, 9, 21), id="autumn"),
        pytest.param(["lente 2027", "voorjaar", "spring 2027"], date(2027, 3, 21), id="spring"),
        pytest.param(["winter 2027-2028", "winter 2027/28"], date(2027, 12, 21), id="a winter of two years"),
        pytest.param(["winter"], date(2026, 12, 21), id="the next winter"),
        pytest.param(["Q3 2027", "q3", "2027-Q3", "3e kwartaal 2027", "derde kwartaal van 2027"], date(2027, 7, 1)),
        pytest.param(["third quarter of 2027", "3rd quarter 2027", "Q3-2027"], date(2027, 7, 1), id="in English"),
        pytest.param(["tweede helft 2027", "tweede helft van 2027", "second half of 2027"], date(2027, 7, 1), id="H2"),
        pytest.param(["3-5 mei 2027", "3 tot 5 mei 2027", "van 3 tot en met 5 mei", "3–5 May 2027"], date(2027, 5, 3)),
        pytest.param(["juni-juli 2027", "juni tot augustus", "June to August 2027"], date(2027, 6, 1), id="months"),
        pytest.param(
            ["maart 27", "in maart 27", "mrt 27", "maart '27"], date(2027, 3, 1), id="a month of a short year"
        ),
        pytest.param(["week 23 2027", "week 23", "week 23 van 2027"], date(2027, 6, 7), id="a week by its number"),
        pytest.param(["20-06-2027 t/m 30-06-2027", "20/6/2027 - 4/7/2027"], date(2027, 6, 20), id="from day to day"),
        pytest.param(["half juni '27", "half juni 27", "mid June '27"], date(2027, 6, 15), id="half, of a short year"),
        pytest.param(["zomer '27", "ten vroegste 21 juni 2027"], date(2027, 6, 21), id="a season of a short year"),
        pytest.param(["begin sept 27", "in september 27"], date(2027, 9, 1), id="a part of a month of a short year"),
        pytest.param(["2027 juni"], date(2027, 6, 1), id="the year before the month"),
        pytest.param(["zomervakantie 2027", "summer holidays 2027"], date(2027, 7, 1), id="the holidays in Flanders"),
        pytest.param(["juni 27", "06/27"], date(2027, 6, 1), id="a month of a short year, with a number"),
        pytest.param(["March 27", "27 maart", "March 27th"], date(2027, 3, 27), id="a day behind an English month"),
        pytest.param(["juni 15", "June 15"], date(2027, 6, 15), id="a year that is past is a day"),
        pytest.param(["volgende maand", "next month", "komende maand", "december"], date(2026, 12, 1), id="next month"),
        pytest.param(
            ["over 3 maanden", "in 3 months", "over drie maanden", "three months from now"], date(2027, 2, 27)
        ),
        pytest.param(["over een jaar", "in a year", "over 12 maanden"], date(2027, 11, 27), id="in a year"),
        pytest.param(["over 2 weken", "in two weeks", "over 14 dagen"], date(2026, 12, 11), id="in two weeks"),
        pytest.param(["morgen", "tomorrow"], date(2026, 11, 28), id="tomorrow"),
        pytest.param(["vandaag", "today", "nu"], date(2026, 11, 27), id="now"),
        pytest.param(["overmorgen", "the day after tomorrow"], date(2026, 11, 29), id="the day after"),
        pytest.param(["volgende week", "next week", "maandag", "next Monday"], date(2026, 11, 30), id="next week"),
        pytest.param(["seizoen 2027-2028", "seizoen 27-28", "season 2027/28", "seizoen 2027"], date(2027, 9, 1)),
        pytest.param(["academiejaar 2027-2028", "schooljaar 2027-28", "theaterseizoen 2027-2028"], date(2027, 9, 1)),
        pytest.param(["Pasen 2027", "Easter 2027", "Pasen", "rond Pasen", "met Pasen 2027"], date(2027, 3, 28)),
        pytest.param(["Pasen 2028", "Easter 2028"], date(2028, 4, 16), id="another Easter"),
        pytest.param(["Pinksteren 2027", "Pentecost 2027"], date(2027, 5, 16), id="fifty days later"),
        pytest.param(["Hemelvaart 2027"], date(2027, 5, 6), id="forty days later"),
        pytest.param(["Kerstmis", "Christmas 2026", "kerst"], date(2026, 12, 25), id="Christmas"),
        pytest.param(["rond 20 juni 2027", "around 20 June 2027", "rond 20 juni", "± 20/6/2027"], date(2027, 6, 20)),
        pytest.param(["kwartaal 3 2027", "quarter 3 2027", "kwartaal 3 van 2027", "Q3/2027"], date(2027, 7, 1)),
        pytest.param(["juin", "Juni"], date(2027, 6, 1), id="a month in French"),
        pytest.param(["deze zomer", "volgende zomer", "next summer", "été 2027", "Sommer 2027"], date(2027, 6, 21)),
        pytest.param(["juni of juli 2029"], date(2029, 6, 1), id="what the first lacks stands with the last"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_stretch_is_its_first_day_and_that_is_said(texts: list[str], first: date, language: str) -> None:
    for text in some(texts):
        found = typed(text, language)
        (note,) = found.notes
        assert (text, found.day("start"), note.is_read) == (text, first, True)
        assert str(first.year) in note.message
        assert found.shown("start") == first.isoformat()


@pytest.mark.parametrize("text", ["september 27", "December 30", "nov 28", "april 27"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_number_behind_a_month_of_both_languages_is_asked_back(text: str, language: str) -> None:
    """In Dutch it is a year, in English a day."""
    found = typed(text, language)
    (note,) = found.notes
    assert (found.day("start"), found.shown("start"), note.is_read) == (None, text, False)
    assert ("one of these two" if language == "en" else "een van") in note.message


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029, 2030, 2038, 2049])
def test_easter_falls_when_it_does(year: int) -> None:
    """From the table of the Nautical Almanac Office."""
    falls = {2026: "04-05", 2027: "03-28", 2028: "04-16", 2029: "04-01", 2030: "04-21", 2038: "04-25", 2049: "04-18"}
    assert easter(year).isoformat() == f"{year}-{falls[year]}"


@pytest.mark.parametrize("text", ["early 2027", "volgend jaar", "next year", "in 2027"])
def test_in_english_a_year_is_called_too_wide(text: str) -> None:
    (note,) = typed(text, "en").notes
    assert note.message == f"“{text}” is too wide to count from. Name a month or a day, like 20 June 2027."


@pytest.mark.parametrize("text", ["2027", "in 2027", "eind 2027", "2027-2028", "ergens in 2027", "winter 2027"])
def test_a_year_is_too_long_to_take_a_day_of_it(text: str) -> None:
    """Most routes must be asked months before: its first day would be too late for them."""
    found = typed(text)
    (note,) = found.notes
    assert is_year(text)
    assert (found.day("start"), found.shown("start"), note.is_read) == (None, text, False)
    assert note.message == f"“{text}” is te ruim om vanaf te tellen. Noem een maand of een dag, zoals 20 juni 2027."


@pytest.mark.parametrize(
    "text",
    [
        "zo snel mogelijk",
        "zomert 2027",
        "Q5 2027",
        "31 juni",
        "99/99",
        "3-",
        "-",
        "5-3 mei 2027",
        "a b c",
        "over 3-4 maanden",
        "rond",
        "over 99999 jaar",
        "seizoen 2027-2030",
        "in 3",
        "week 60",
        "week 53 2027",
    ],
)
def test_what_is_no_stretch_is_told_and_stays_in_the_box(text: str) -> None:
    found = typed(text)
    (note,) = found.notes
    assert (found.day("start"), found.shown("start")) == (None, text)
    assert note.message == f"“{text}” is geen datum. Schrijf hem zoals 20 juni 2027."


def test_without_a_day_to_count_from_a_month_of_no_year_is_no_day() -> None:
    """A persona keeps what a day is, and no day from which it would count."""
    assert read({"start": ["oktober"]}, [DayParameter("start")]).day("start") is None


@pytest.mark.parametrize("on", [date(2000, 1, 1), date(2096, 2, 28), date(2100, 12, 31)])
@pytest.mark.parametrize("text", ["29 februari", "winter", "december", "Q1"])
def test_what_is_found_begins_on_the_day_or_later(text: str, on: date) -> None:
    found = period(text, on)
    assert found is None or found >= on
