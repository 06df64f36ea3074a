"""The address is the state: there and back, and nothing in it stops a page."""

from datetime import date
from types import MappingProxyType

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from matcher.answers import address
from matcher.answers.notes import MOST_NOTES
from matcher.answers.parameters.numbers import MOST_EUR
from matcher.engine.answers import Answers, EngineQuestion, QuestionKind, QuestionName
from matcher.engine.places import PlaceTree
from matcher.engine.ruleset import Ruleset
from matcher.rules.words import OptionWords, QuestionWords, Words

TODAY = date(2027, 1, 5)
KINDS = {
    "goal": QuestionKind.CHOICES,
    "applicant": QuestionKind.CHOICE,
    "base": QuestionKind.PLACE,
    "place": QuestionKind.PLACES,
    "start": QuestionKind.DATE,
    "budget": QuestionKind.MONEY,
    "partners": QuestionKind.NUMBER,
}
OPTIONS = {
    "goal": ("present-tour", "residency", "network"),
    "applicant": ("individual-artist", "arts-organisation"),
}
PLACES = {"BE-VLG": "Vlaams Gewest", "BE-BRU": "Brussel", "DE": "Duitsland", "FR": "Frankrijk"}
GROUPS = {"eu27": "Europese Unie"}

RULESET = Ruleset(
    version="test",
    questions=tuple(EngineQuestion(QuestionName(name), kind) for name, kind in KINDS.items()),
    places=PlaceTree([]),
    groups={},
    instruments=(),
    rules=(),
    weights={},
)
WORDS = Words(
    questions={
        name: QuestionWords(
            name=name,
            kind=kind,
            text={"nl": f"{name}?"},
            short={"nl": name},
            help={},
            options=tuple(OptionWords(value, {"nl": value}, {}) for value in OPTIONS.get(name, ())),
            minimum=1 if name == "budget" else 0,
            maximum=None if name == "budget" else 99,
        )
        for name, kind in KINDS.items()
    },
    options={},
    places={code: {"nl": name} for code, name in PLACES.items()},
    groups={code: {"nl": name} for code, name in GROUPS.items()},
    instruments={},
    kinds={},
    levels={},
    rules={},
    checks={"tip.selected": {"nl": "Je bent geselecteerd."}},
)


def read(query: dict[str, list[str]]) -> address.Asked:
    return address.read(query, RULESET, WORDS, today=TODAY)


def some(values: tuple[str, ...], most: int | None = None) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=1, max_size=most)


states = st.builds(
    lambda values, checks: Answers(MappingProxyType(values), MappingProxyType(checks)),
    st.fixed_dictionaries(
        {},
        optional={
            "goal": some(OPTIONS["goal"]),
            "applicant": some(OPTIONS["applicant"], 1),
            "base": some(tuple(PLACES), 1),
            "place": some((*PLACES, *GROUPS)),
            "start": st.dates(date(2000, 1, 1), date(2100, 12, 31)),
            "budget": st.integers(1, MOST_EUR),
            "partners": st.integers(0, 99),
        },
    ),
    st.fixed_dictionaries({}, optional={"tip.selected": st.booleans()}),
)


@given(states, st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_state_comes_back_from_its_address(answers: Answers, on: date | None) -> None:
    from django.http import QueryDict

    query = address.write(RULESET, answers, on=on)
    asked = read(dict(QueryDict(query).lists()))
    assert dict(asked.answers.values) == dict(answers.values)
    assert dict(asked.answers.checks) == dict(answers.checks)
    assert (asked.on, asked.on_given) == (on or TODAY, on is not None)
    assert address.write(RULESET, asked.answers, on=on) == query


@given(st.dictionaries(st.sampled_from([*KINDS, "on", "skip", "yes", "no", "x"]) | st.text(), st.lists(st.text())))
def test_no_query_string_stops_a_page(query: dict[str, list[str]]) -> None:
    asked = read(query)
    assert len(asked.notes) <= MOST_NOTES
    assert all(note.message for note in asked.notes)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        pytest.param(
            {"place": ["de", "Frankrijk"]}, {"place": frozenset({"DE", "FR"})}, id="a place by name, in any case"
        ),
        pytest.param({"place": ["eu27"]}, {"place": frozenset({"eu27"})}, id="a group stands for somewhere in it"),
        pytest.param({"budget": ["30.000"]}, {"budget": 30000}, id="thousands with dots"),
        pytest.param({"budget": ["€ 30 000"]}, {"budget": 30000}, id="a sign and spaces"),
        pytest.param({"budget": ["30.000,50"]}, {"budget": 30000}, id="cents are dropped"),
        pytest.param({"start": ["20 juni 2027"]}, {"start": date(2027, 6, 20)}, id="a day in words"),
        pytest.param({"budget": [""], "goal": [""]}, {}, id="fields left empty are no answers"),
        pytest.param({"goal": ["network", "nonsense"]}, {"goal": frozenset({"network"})}, id="what is right is kept"),
        pytest.param(
            {"applicant": ["individual-artist"] * 3}, {"applicant": frozenset({"individual-artist"})}, id="twice"
        ),
    ],
)
def test_what_is_understood(query: dict[str, list[str]], values: dict[str, object]) -> None:
    assert dict(read(query).answers.values) == values


@pytest.mark.parametrize(
    ("query", "name", "told"),
    [
        pytest.param({"goal": ["residencie"]}, "goal", "residency", id="the nearest option is named"),
        pytest.param({"place": ["Duitslnd"]}, "place", "Duitsland", id="the nearest place is named"),
        pytest.param({"place": ["Atlantis"]}, "place", "Atlantis", id="a place that is nowhere near one"),
        pytest.param({"budget": ["veel"]}, "budget", "veel", id="no number"),
        pytest.param({"budget": ["0"]}, "budget", "1", id="less than there can be"),
        pytest.param({"budget": ["12,505,1"]}, "budget", "12,505,1", id="no amount"),
        pytest.param({"partners": ["100"]}, "partners", "99", id="more than there can be"),
        pytest.param({"start": ["2027-02-30"]}, "start", "2027-02-30", id="a day that does not exist"),
        pytest.param({"start": ["ooit"]}, "start", "20 juni 2028", id="how to write a date"),
        pytest.param({"on": ["9999-01-01"]}, "on", "2100", id="too far away"),
        pytest.param({"applicant": ["individual-artist", "arts-organisation"]}, "applicant", "", id="one is enough"),
        pytest.param({"budgt": ["5"]}, "budgt", "budget", id="the nearest name"),
        pytest.param({"no": ["tip.other"]}, "no", "tip.other", id="a condition that is not there"),
        pytest.param({"start": ["2026-01-01"]}, "start", "", id="a start in the past"),
    ],
)
def test_what_is_not_understood_is_told(query: dict[str, list[str]], name: str, told: str) -> None:
    notes = read(query).about(name)
    assert len(notes) == 1
    assert told in notes[0].message


@pytest.mark.parametrize(
    ("start", "says"),
    [
        pytest.param("2027-01-04", "lies in the past", id="yesterday"),
        pytest.param("2027-01-05", "", id="today"),
        pytest.param("2037-01-05", "", id="ten years to the day"),
        pytest.param("2037-01-06", "more than ten years ahead", id="a day more"),
        pytest.param("01/01/2099", "more than ten years ahead", id="a year that nobody means"),
    ],
)
def test_a_start_that_is_past_or_far_ahead_is_told(start: str, says: str) -> None:
    with override("en"):
        asked = address.read({"start": [start]}, RULESET, WORDS, today=TODAY)
    assert [note.message for note in asked.about("start") if says in note.message and note.is_read] == [
        note.message for note in asked.notes
    ]
    assert len(asked.notes) == bool(says)


def test_ten_years_ahead_count_from_a_leap_day() -> None:
    leap_day = date(2028, 2, 29)
    assert [bool(address.start_told(date(2038, *day), leap_day)) for day in ((2, 28), (3, 1))] == [False, True]
