"""Stretches of time as people write them where a day is asked: their first day, said so; else a clear note."""

from datetime import date

import pytest
from django.utils.translation import override

from matcher.answers.periods import is_year, period
from matcher.answers.query import DayParameter, Query, read
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


@pytest.mark.parametrize("text", ["2027", "in 2027", "eind 2027", "2027-2028", "ergens in 2027", "winter 2027"])
def test_a_year_is_too_long_to_take_a_day_of_it(text: str) -> None:
    """Most routes must be asked months before: its first day would be too late for them."""
    found = typed(text)
    (note,) = found.notes
    assert is_year(text)
    assert (found.day("start"), found.shown("start"), note.is_read) == (None, text, False)
    assert note.message == f"“{text}” is te ruim om vanaf te tellen. Noem een maand of een dag, zoals 20 juni 2027."


@pytest.mark.parametrize(
    "text", ["morgen", "juni 27", "zomert 2027", "Q5 2027", "31 juni", "99/99", "3-", "-", "5-3 mei 2027", "a b c"]
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
