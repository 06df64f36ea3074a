"""The one reader of query strings: what people type is understood, what is not is told, and nothing stops a page."""

import doctest
from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qs

import pytest
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from matcher.answers import spellings
from matcher.answers.query import (
    MOST_NOTES,
    MOST_VALUES,
    AmountParameter,
    ChoiceParameter,
    DayParameter,
    ManyParameter,
    NumberParameter,
    PageParameter,
    PlaceParameter,
    PlacesParameter,
    Query,
    TextParameter,
    read,
)

GOALS = {
    "network": {"nl": "Netwerken", "en": "Network"},
    "present-tour": {"nl": "Tonen en toeren", "en": "Present and tour"},
    "residency": {"nl": "Residentie", "en": "Residency"},
}
PLACES = {
    "BE-BRU": {"nl": "Brussel", "en": "Brussels"},
    "DE": {"nl": "Duitsland", "en": "Germany"},
    "NL": {"nl": "Nederland", "en": "Netherlands"},
    "eu27": {"nl": "Europese Unie", "en": "European Union"},
}
ROUTES = {f"route-{number}": {"nl": f"Route {number}", "en": f"Route {number}"} for number in range(1, 6)}
PARAMETERS = (
    TextParameter("text", "Search"),
    ManyParameter("goal", {"nl": "Doel", "en": "Goal"}, GOALS),
    PlacesParameter("place", {"nl": "Waar", "en": "Where"}, PLACES),
    PlaceParameter("base", {"nl": "Vestiging", "en": "Base"}, PLACES),
    NumberParameter("partners", {"nl": "Partners", "en": "Partners"}, 0, 99),
    AmountParameter("budget", {"nl": "Budget", "en": "Budget"}, 1),
    DayParameter("start", {"nl": "Start", "en": "Start"}),
    ManyParameter("route", "Route", ROUTES, 4, in_given_order=True),
    ChoiceParameter("sort", "Order", {"name": "by name", "amount": "highest amount first"}),
    PageParameter(),
)


def asked(query: str, language: str = "nl") -> Query:
    with override(language):
        return read(parse_qs(query, keep_blank_values=True), PARAMETERS)


def told(query: Query) -> str:
    return " ".join(note.message for note in query.notes)


def typed(name: str, text: str, language: str) -> Query:
    with override(language):
        return read({name: [text]}, PARAMETERS)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("30000", 30000),
        ("30,000", 30000),
        ("30.000", 30000),
        ("30\u202f000", 30000),
        ("€30.000", 30000),
        ("30k", 30000),
        ("30 K", 30000),
        ("1,5k", 1500),
        ("30000 euro", 30000),
        ("EUR 30000", 30000),
        ("30.000,-", 30000),
        ("1.500,-", 1500),
        ("1.234.567", 1234567),
        ("30.000 EUR", 30000),
        ("30 000 €", 30000),
        ("€ 30.000,-", 30000),
        ("30'000", 30000),
        ("30 duizend", 30000),
        ("30 thousand euros", 30000),
        ("1,5 miljoen", 1_500_000),
        ("2 mln", 2_000_000),
        ("1.2 million", 1_200_000),
        ("ca. 30000", 30000),
        ("± 30.000 euro", 30000),
        ("ongeveer 30k", 30000),
        ("max. € 30.000", 30000),
    ],
)
def test_an_amount_is_understood_as_people_write_it(language: str, text: str, euros: int) -> None:
    found = typed("budget", text, language)
    assert (found.number("budget"), found.notes) == (euros, ())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("text", "euros", "shown"),
    [
        ("30.000,50", 30000, "30.000"),
        ("30,000.50", 30000, "30.000"),
        ("€ 30 000,50", 30000, "30.000"),
        ("12,5", 12, "12"),
        ("1250.75 euro", 1250, "1.250"),
        ("30.000,00", 30000, ""),
        ("12,0", 12, ""),
        ("1,25k", 1250, ""),
    ],
)
def test_cents_are_left_out_and_that_is_told(language: str, text: str, euros: int, shown: str) -> None:
    found = typed("budget", text, language)
    assert found.number("budget") == euros
    assert all(note.is_read for note in found.notes)
    written = shown.replace(".", ",") if language == "en" else shown
    assert (written + "." in told(found)) if shown else (told(found) == "")


@pytest.mark.parametrize(("language", "text"), [("nl", "1.500"), ("en", "1,500")])
def test_the_usual_mark_of_a_language_parts_the_thousands(language: str, text: str) -> None:
    assert typed("budget", text, language).number("budget") == 1500


@pytest.mark.parametrize(("language", "text"), [("nl", "1,500"), ("en", "1.500")])
def test_an_amount_with_two_readings_is_asked_back_with_both(language: str, text: str) -> None:
    found = typed("budget", text, language)
    assert found.number("budget") is None
    (note,) = found.notes
    assert (note.name, note.value) == ("budget", text)
    assert " 1500 " in note.message
    assert " 1 " in note.message
    assert found.shown("budget") == text


@pytest.mark.parametrize("text", ["veel", "-5", "1,2,3", "30.000,000", "0,500", "5.", "€", "k", "٣٠٠", "３００", "1e9"])
def test_what_is_no_amount_is_told_and_stays_in_the_box(text: str) -> None:
    found = typed("budget", text, "nl")
    assert found.number("budget") is None
    assert [note.name for note in found.notes] == ["budget"]
    assert found.shown("budget") == text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "2027-06-20",
        "2027-6-20",
        "2027/06/20",
        "20/06/2027",
        "20-6-2027",
        "20.06.2027",
        "20 06 2027",
        "20 juni 2027",
        "20 jun. 2027",
        "20-jun-2027",
        "20 June 2027",
        "20th of June 2027",
        "June 20, 2027",
        "  20  JUNI\u00a02027 ",
        "20/6/27",
        "20-06-'27",
        "20.06.27",
        "20 juni 27",
        "20 jun '27",
        "zondag 20 juni 2027",
        "Sun, 20 June 2027",
        "zo 20/6/2027",
        "vanaf 20 juni 2027",
    ],
)
def test_a_day_is_understood_as_belgians_write_it(language: str, text: str) -> None:
    found = typed("start", text, language)
    assert (found.day("start"), found.notes) == (date(2027, 6, 20), ())


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_month_is_known_by_its_names_in_both_languages(language: str, number: int) -> None:
    with override(language):
        names = [date_format(date(2027, number, 1), letter) for letter in "FM"]
    assert {spellings.day(f"3 {name} 2027") for name in names} == {spellings.WrittenDay(date(2027, number, 3), False)}


@pytest.mark.parametrize(
    "text", ["juni 2027", "june 2027", "06/2027", "2027-06", "begin juni 2027", "early June 2027", "juni '27"]
)
def test_a_month_alone_is_its_first_day_and_that_is_said(text: str) -> None:
    for language, said in (("nl", "1 juni 2027"), ("en", "1 June 2027")):
        found = typed("start", text, language)
        assert found.day("start") == date(2027, 6, 1)
        assert said in told(found)


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-30",
        "31/06/2027",
        "0000-01-01",
        "99999-01-01",
        "1 maart",
        "2027",
        "morgen",
        "juni 27",
        "06/27",
        "eind 2027",
        "1999-12-31",
        "2101-01-01",
    ],
)
def test_what_is_no_day_is_told_and_stays_in_the_box(text: str) -> None:
    found = typed("start", text, "nl")
    assert found.day("start") is None
    assert len(found.notes) == 1
    assert found.shown("start") == text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("text", ["Nederland", "Netherlands", "nederland", "NL", "nl", " Netherlands "])
def test_a_place_is_understood_in_both_languages_on_both_sides(language: str, text: str) -> None:
    for name in ("place", "base"):
        found = typed(name, text, language)
        assert (found.choice(name), found.notes) == ("NL", ())


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        pytest.param("gaol=network", "gaol", "Bedoel je “goal”?", id="a name, nearly"),
        pytest.param("zzz=1", "zzz", "We kennen “zzz” in het adres niet.", id="a name like no other"),
        pytest.param("goal=residencie", "goal", "“Doel”. Bedoel je Residentie (residency)?", id="a choice, nearly"),
        pytest.param("goal=Zzz", "goal", "“Zzz” is geen keuze bij “Doel”.", id="no choice"),
        pytest.param("place=Germny", "place", "Duitsland (DE)", id="a place, nearly, in the other language"),
        pytest.param("sort=nam", "sort", "(name)", id="an order, nearly"),
        pytest.param("sort=name&sort=amount", "sort", "Eén antwoord volstaat", id="one choice is enough"),
        pytest.param("start=2027-01-01&start=2027-02-01", "start", "Eén antwoord volstaat", id="one day is enough"),
        pytest.param("base=DE&base=Nederland", "base", "Eén antwoord volstaat", id="one place is enough"),
        pytest.param("partners=100", "partners", "is hoogstens 99, niet 100", id="out of range"),
        pytest.param("partners=-3", "partners", "is minstens 0, niet -3", id="below nought, which is a number"),
        pytest.param("budget=-5 euro", "budget", "is minstens 1, niet -5 euro", id="an amount below nought"),
        pytest.param("partners=2,5", "partners", "geen geheel getal", id="no whole number"),
        pytest.param("budget=2000000000", "budget", "is hoogstens 1.000.000.000,", id="more than there can be"),
        pytest.param("budget=0", "budget", "is minstens 1, niet 0", id="less than there can be"),
        pytest.param("&".join(f"route=route-{one}" for one in range(1, 6)), "route", "Route 5", id="more than fit"),
        pytest.param("&".join(["place=DE"] * 80), "place", "80 keer", id="more often than anybody means"),
    ],
)
def test_what_is_not_understood_is_told_once(query: str, name: str, says: str) -> None:
    found = asked(query)
    (note,) = found.notes
    assert note.name == name
    assert says in note.message


def test_no_value_is_dropped_in_silence() -> None:
    many = {"goal": [f"no-{number}" for number in range(MOST_VALUES + 20)], "zzz": ["1"]}
    with override("en"):
        found = read(many, PARAMETERS)
    assert len(found.notes) == MOST_NOTES
    assert "80 times" in found.notes[0].message
    beyond = 1 + MOST_VALUES + 1 - (MOST_NOTES - 1)
    assert str(beyond) in found.notes[-1].message


@pytest.mark.parametrize(
    ("query", "last", "number", "is_told"),
    [
        ("", 9, 1, False),
        ("page=3", 9, 3, False),
        ("page=99", 9, 9, True),
        ("page=0", 9, 1, True),
        ("page=x", 9, 1, True),
        ("page=" + "9" * 3000, 9, 9, True),
    ],
)
def test_a_page_that_does_not_exist_is_told_and_the_nearest_shown(
    query: str, last: int, number: int, is_told: bool
) -> None:
    shown, notes = asked(query).page("page", last)
    assert (shown, bool(notes)) == (number, is_told)


def test_one_state_has_one_address() -> None:
    one = asked(
        "start=20/6/2027&goal=network&place=Nederland&zzz=1&place=DE&goal=residency&budget=30k&page=2&text=+dans+"
    )
    other = asked("goal=residency&goal=network&text=dans&budget=30.000&place=DE&place=NL&start=2027-06-20")
    assert one.address(without=("page",)) == other.address()
    assert other.address() == "text=dans&goal=network&goal=residency&place=DE&place=NL&budget=30000&start=2027-06-20"


def test_the_order_of_routes_is_the_visitors() -> None:
    assert asked("route=route-2&route=route-1").many("route") == ("route-2", "route-1")


extreme = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=60),
    st.sampled_from(
        [
            "\x00",
            "\ud800",
            "x" * 100_000,
            "9" * 5000,
            "٣",
            "0000-01-01",
            "99999-12-31",
            "9999-99-99",
            "€",
            "k",
            ".",
            ",-",
        ]
    ),
    st.dates().map(str),
    st.integers().map(str),
)
names = st.sampled_from([one.name for one in PARAMETERS]) | extreme


@given(st.dictionaries(names, st.lists(extreme, max_size=70), max_size=12), st.sampled_from(["nl", "en"]))
def test_nothing_that_an_address_can_hold_stops_a_page(query: Mapping[str, list[str]], language: str) -> None:
    with override(language):
        found = read(query, PARAMETERS)
        again = read(parse_qs(found.address()), PARAMETERS)
    assert len(found.notes) <= MOST_NOTES
    assert all(note.message and note.message.encode() and len(note.value) <= 80 for note in found.notes)
    assert "\x00" not in found.address()
    assert again.pairs() == found.pairs()
    assert [note for note in again.notes if "budget" not in note.name] == []


@given(st.text(st.sampled_from("0123456789., €k-euroRO\u202f'"), max_size=20))
def test_no_amount_has_more_than_two_readings(text: str) -> None:
    assert len(spellings.amounts(text)) <= 2


def test_thousands_of_names_and_values_are_read_at_once() -> None:
    query = {f"name-{number}": ["x"] for number in range(5_000)} | {
        "place": ["Nergens"] * 5_000,
        "goal": ["zzz"] * 5_000,
    }
    found = read(query, PARAMETERS)
    assert len(found.notes) == MOST_NOTES


def test_the_examples_of_spellings_hold() -> None:
    assert doctest.testmod(spellings).failed == 0
