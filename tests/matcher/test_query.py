"""The one reader of query strings: what people type is understood, what is not is told, and nothing stops a page."""

import doctest
from collections.abc import Mapping
from datetime import date
from types import ModuleType
from urllib.parse import parse_qs

import pytest
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from matcher.answers import counts, feasts, number_words, relative_days, spellings
from matcher.answers.count_words import CountUnit
from matcher.answers.notes import MOST_NOTES
from matcher.answers.parameters.choices import ChoiceParameter, ManyParameter
from matcher.answers.parameters.days import DayParameter
from matcher.answers.parameters.numbers import AmountParameter, NumberParameter
from matcher.answers.parameters.parameter import MOST_VALUES, PageParameter, TextParameter
from matcher.answers.parameters.places import PlaceParameter, PlacesParameter
from matcher.answers.query import Query, read

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
        ("12 750 euro", 12750),
        ("5000,–", 5000),
        ("5.000,--", 5000),
        ("5000,=", 5000),
        ("5000.", 5000),
        ("maximaal 5.000 euro", 5000),
        ("ten hoogste 5000", 5000),
        ("niet meer dan 5.000", 5000),
        ("> 5000", 5000),
        ("≥ 5.000", 5000),
        ("5000+", 5000),
        ("5.000 euro max", 5000),
        ("at least 5,000 euros", 5000),
        ("less than 5000", 5000),
        ("rond de 5000", 5000),
        ("zo'n 5000 euro", 5000),
        ("1M", 1_000_000),
        ("1.2M", 1_200_000),
        ("2m", 2_000_000),
        ("2 ton", 200_000),
        ("30K EUR", 30000),
        ("30000 euro's", 30000),
        ("dertigduizend", 30000),
        ("vijfduizend euro", 5000),
        ("vijfentwintig duizend", 25000),
        ("twaalfhonderd euro", 1200),
        ("five thousand euros", 5000),
        ("twenty-five thousand", 25000),
        ("anderhalf miljoen", 1_500_000),
        ("half a million", 500_000),
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


@pytest.mark.parametrize(("language", "text"), [("nl", "1.500"), ("en", "1,500"), ("nl", "ongeveer € 1.500")])
def test_the_usual_mark_of_a_language_parts_the_thousands(language: str, text: str) -> None:
    assert typed("budget", text, language).number("budget") == 1500


@pytest.mark.parametrize(("language", "text"), [("nl", "1,500"), ("en", "1.500"), ("nl", "1,500 euro")])
def test_an_amount_with_the_mark_of_another_language_is_asked_back(language: str, text: str) -> None:
    found = typed("budget", text, language)
    assert found.number("budget") is None
    assert [" 1500 " in note.message for note in found.notes] == [True]
    assert found.shown("budget") == text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("text", ["1.250k", "1,250k", "1.250 duizend"])
def test_an_amount_with_two_readings_is_asked_back_with_both(language: str, text: str) -> None:
    """A mark before three digits parts thousands; but of thousands it can part a piece off too."""
    found = typed("budget", text, language)
    assert found.number("budget") is None
    (note,) = found.notes
    assert (note.name, note.value) == ("budget", text)
    assert " 1250000 " in note.message
    assert " 1250 " in note.message
    assert found.shown("budget") == text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("5000-10000", 5000, 10000),
        ("5000 – 10000", 5000, 10000),
        ("5-10k", 5000, 10000),
        ("5k-10k", 5000, 10000),
        ("500-1k", 500, 1000),
        ("tussen 5000 en 10000", 5000, 10000),
        ("between 5,000 and 10,000 euros", 5000, 10000),
        ("van 5.000 tot 10.000 euro", 5000, 10000),
        ("5 à 10 duizend", 5000, 10000),
        ("€ 5.000 of € 10.000", 5000, 10000),
        ("1,5 tot 2 miljoen", 1_500_000, 2_000_000),
    ],
)
def test_of_a_range_of_amounts_one_end_counts_and_that_is_said(language: str, text: str, least: int, most: int) -> None:
    """What costs the most is what has to be paid; who asks for at least so much is given all from the least on."""
    found = typed("budget", text, language)
    (note,) = found.notes
    assert (found.number("budget"), note.is_read) == (most, True)
    with override(language):
        filtered = read({"amount": [text]}, [AmountParameter("amount", takes_least=True)])
    assert filtered.number("amount") == least


COUNTED = {
    CountUnit.DAYS: {
        5: ["5 dagen", "5 days", "vijf dagen", "five days", "5 dagen lang", "ongeveer 5 dagen", "5d", "5 jours"],
        7: ["1 week", "een week", "a week", "7", "zeven", "une semaine"],
        14: ["2 weken", "two weeks", "een week of twee", "a fortnight", "2 Wochen"],
        10: ["minstens 10 dagen", "max 10 dagen", "at most 10 days", "tien"],
        8: ["meer dan een week", "acht dagen"],
        30: ["een maand", "1 maand", "a month"],
        45: ["anderhalve maand", "anderhalve maand lang"],
        17: ["2 weken en 3 dagen", "two weeks and three days"],
        365: ["1 jaar", "een jaar", "a year"],
    },
    CountUnit.PEOPLE: {
        1: ["solo", "alleen", "ik alleen", "just me", "één", "1 persoon", "alone"],
        2: ["duo", "wij twee", "we are two", "met z'n tweeën", "wij tweeën", "two people"],
        5: ["5 personen", "vijf", "5 people", "5+", "met 5"],
        6: ["4 muzikanten en 2 technici", "6 mensen"],
        10: ["tien", "een tiental", "zehn", "dix"],
        12: ["12 dansers", "een dozijn", "a dozen people", "twaalf"],
        20: ["twintig zangers", "twenty"],
    },
    CountUnit.PARTNERS: {
        0: ["geen", "none", "nog geen", "no partners yet", "geen partners", "nul", "solo"],
        1: ["één", "one", "1 partner", "een"],
        2: ["minstens 2", "at least two", "2-3", "2 of 3", "twee à drie", "between 2 and 4", "2 of meer", "< 3"],
        3: [
            "drie partners",
            "> 2",
            "meer dan 2",
            "zeker 3",
            "3 (Gent, Luik, Rijsel)",
            "3 buitenlandse partners",
            "three partners abroad",
        ],
    },
    CountUnit.YEARS: {
        17: ["17 jaar", "17 years old", "zeventien", "17"],
        29: ["jonger dan 30", "under 30", "onder de 30"],
        30: ["30+", "tot 30", "rond de 30", "dertig jaar"],
        20: ["20-jarigen", "twenty years"],
    },
    CountUnit.MONTHS: {
        6: ["een half jaar", "half a year", "6 months", "zes maanden"],
        12: ["1 jaar", "een jaar", "a year", "52 weken", "twaalf"],
        18: ["18 maanden", "anderhalf jaar", "1,5 jaar", "1 jaar en 6 maanden", "eighteen months"],
        3: ["90 dagen", "een kwartaal"],
    },
    CountUnit.WORKS: {1: ["een boek", "1 film"], 3: ["3 films", "drie concerten", "three books"]},
}


def counted(text: str, unit: CountUnit, language: str) -> Query:
    with override(language):
        label = {"nl": "Aantal", "en": "Number"}
        return read({"n": [text]}, [NumberParameter("n", label, 0, 3650, unit, takes_least=unit is CountUnit.PARTNERS)])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("unit", "text", "number"),
    [(unit, text, number) for unit, said in COUNTED.items() for number, texts in said.items() for text in texts],
)
def test_a_number_is_understood_as_people_write_it(unit: CountUnit, text: str, number: int, language: str) -> None:
    found = counted(text, unit, language)
    assert found.number("n") == number
    assert all(note.is_read for note in found.notes)
    assert found.shown("n") == str(number)


@pytest.mark.parametrize(
    ("unit", "text", "says"),
    [
        (CountUnit.DAYS, "2 weken", "14"),
        (CountUnit.DAYS, "een maand", "30"),
        (CountUnit.MONTHS, "2 jaar", "24"),
        (CountUnit.PARTNERS, "minstens 2", "2"),
        (CountUnit.PARTNERS, "2-3", "2"),
        (CountUnit.YEARS, "jonger dan 30", "29"),
    ],
)
def test_what_was_reckoned_with_a_number_is_told(unit: CountUnit, text: str, says: str) -> None:
    (note,) = counted(text, unit, "en").notes
    assert note.is_read
    assert f"“{text}”" in note.message
    assert f"we count with {says}" in note.message


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (CountUnit.YEARS, "18-25"),
        (CountUnit.YEARS, "18 tot 25 jaar"),
        (CountUnit.DAYS, "5-10 dagen"),
        (CountUnit.DAYS, "één of twee weken"),
        (CountUnit.MONTHS, "6 to 12 months"),
        (CountUnit.PEOPLE, "5 à 6 mensen"),
    ],
)
def test_a_range_of_which_both_ends_matter_is_asked_back(unit: CountUnit, text: str) -> None:
    """Routes set a least and a most length, number and age: neither end of a range says what holds."""
    found = counted(text, unit, "en")
    (note,) = found.notes
    assert (found.number("n"), note.is_read, found.shown("n")) == (None, False, text)
    assert "Write one number" in note.message


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (CountUnit.PEOPLE, "5 dagen"),
        (CountUnit.DAYS, "5 personen"),
        (CountUnit.PARTNERS, "2 weken"),
        (CountUnit.PEOPLE, "veel"),
        (CountUnit.PEOPLE, "a lot"),
        (CountUnit.PEOPLE, "een paar"),
        (CountUnit.PEOPLE, "een groep"),
        (CountUnit.PEOPLE, "een gezin"),
        (CountUnit.PARTNERS, "geen idee"),
        (CountUnit.PARTNERS, "no idea"),
        (CountUnit.PARTNERS, "2 en 3"),
        (CountUnit.PARTNERS, "2,5"),
        (CountUnit.PARTNERS, "3de"),
        (CountUnit.DAYS, "10-5 dagen"),
        (CountUnit.DAYS, "5 dagen per week"),
        (CountUnit.PEOPLE, "5 euro"),
        (CountUnit.MONTHS, "lang"),
    ],
)
def test_what_is_no_such_number_is_told_and_stays_in_the_box(unit: CountUnit, text: str) -> None:
    found = counted(text, unit, "en")
    (note,) = found.notes
    assert (found.number("n"), note.is_read, found.shown("n")) == (None, False, text)
    assert "Write" in note.message


@pytest.mark.parametrize(
    "text", ["veel", "-5", "1,2,3", "30.000,000", "0,500", "10000-5000", "€", "k", "٣٠٠", "３００", "1e9"]
)
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
        "20 juin 2027",
        "le 20 juin 2027",
        "20. Juni 2027",
        "op 20 juni 2027",
        "on 20 June 2027",
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
        "the 20th of June 2027",
        "on the 20th of June 2027",
        "from the 20th of June, 2027",
        "Sunday the 20th of June 2027",
        "on Sunday 20 June 2027",
        "de 20ste juni 2027",
        "zondag de 20e juni 2027",
        "le dimanche 20 juin 2027",
        "am 20. Juni 2027",
    ],
)
def test_a_day_is_understood_as_belgians_write_it(language: str, text: str) -> None:
    found = typed("start", text, language)
    assert (found.day("start"), found.notes) == (date(2027, 6, 20), ())


@pytest.mark.parametrize(
    "text",
    [
        "maandag 20 juni 2027",
        "ma 20/06/2027",
        "Friday, 20 June 2027",
        "Friday the 20th of June 2027",
        "samedi 20 juin 2027",
    ],
)
def test_a_date_on_another_day_of_the_week_is_taken_and_that_is_said(text: str) -> None:
    """20 June 2027 is a Sunday."""
    found = typed("start", text, "en")
    (note,) = found.notes
    assert (found.day("start"), note.is_read) == (date(2027, 6, 20), True)
    assert "20 June 2027 is a Sunday" in note.message


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_month_is_known_by_its_names_in_both_languages(language: str, number: int) -> None:
    with override(language):
        names = [date_format(date(2027, number, 1), letter) for letter in "FM"]
    assert {spellings.day(f"3 {name} 2027") for name in names} == {spellings.WrittenDay(date(2027, number, 3), False)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mars 2027", date(2027, 3, 1)),
        ("2 février 2027", date(2027, 2, 2)),
        ("15 März 2027", date(2027, 3, 15)),
        ("15 août 2027", date(2027, 8, 15)),
        ("3. Dezember 2027", date(2027, 12, 3)),
        ("7 octobre 2027", date(2027, 10, 7)),
    ],
)
def test_months_are_known_in_french_and_german_too(text: str, day: date) -> None:
    found = typed("start", text, "nl")
    assert (found.day("start"), found.notes) == (day, ())


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


@pytest.mark.parametrize("module", [spellings, counts, number_words, relative_days, feasts])
def test_the_examples_of_what_reads_texts_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


WORDS = (
    "5 10 1500 30.000 1.250k 5-10k ca. minstens max > < € euro k M duizend een anderhalf week maand dagen jaar en of tot - geen"
    " solo maart september 27 2027 morgen over volgende juni 20 , . + personen"
)
READABLE = st.sampled_from(WORDS.split())


@given(st.lists(READABLE, min_size=1, max_size=5), st.sampled_from(["partners", "budget", "start"]), st.booleans())
def test_what_is_typed_means_the_same_in_every_language(words: list[str], name: str, is_apart: bool) -> None:
    text = (" " if is_apart else "").join(words)
    meant = []
    for language in ("nl", "en"):
        with override(language):
            found = read({name: [text]}, PARAMETERS, on=date(2026, 11, 27))
            meant.append((found.pairs(), [note.is_read for note in found.notes]))
    assert meant[0] == meant[1]


@pytest.mark.parametrize(
    ("query", "settled"),
    [
        ("budget=30.000", "budget=30000"),
        ("goal=network&budget=1,5k&partners=twee", "goal=network&budget=1500&partners=2"),
        ("start=morgen&place=Holland", "start=2026-11-28&place=Holland"),
        ("start=zzz&budget=30k", "start=zzz&budget=30000"),
        ("start=2027-01-01&start=2027-02-01", "start=2027-01-01&start=2027-02-01"),
        ("goal=network&zzz=%20", "goal=network&zzz=%20"),
    ],
)
def test_an_address_that_is_handed_on_says_days_and_numbers_as_they_were_understood(query: str, settled: str) -> None:
    found = read(parse_qs(query, keep_blank_values=True), PARAMETERS, on=date(2026, 11, 27))
    assert found.settled(query) == settled


def test_of_a_range_the_amount_that_counts_lies_within_the_bounds() -> None:
    found = read({"budget": ["1000 tot 2000000000"]}, [AmountParameter("budget")], on=date(2026, 11, 29))
    (note,) = found.notes
    assert (found.number("budget"), note.message) == (
        None,
        "“budget” is hoogstens 1.000.000.000, niet 1000 tot 2000000000.",
    )
