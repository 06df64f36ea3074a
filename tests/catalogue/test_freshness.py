"""Facts of a route age by subject: dates sooner than amounts, and amounts sooner than what it is for."""

import re
from datetime import date
from typing import Any

import pytest

from catalogue.entries.instrument import InstrumentEntry
from catalogue.freshness import FactsSeen, facts_seen, says_how_much, says_when, seen_for, seen_of
from catalogue.vocabulary import FactSubject
from tests.little import committed

ON = date(2026, 11, 26)
LIVES = {FactSubject.DATES: 12, FactSubject.AMOUNTS: 24, FactSubject.PURPOSE: 36}
WORDS = {"nl": "Iets", "en": "Something"}


def source(about: str, seen: str = "", ref: str = "") -> dict[str, Any]:
    return {"ref": ref or f"Page on {about}", "supports": WORDS, "seen": seen, "about": about.split()}


def route(*sources: dict[str, Any], **fields: Any) -> InstrumentEntry:
    told = {
        "id": "route",
        "name": WORDS,
        "summary": WORDS,
        "kind": "grant",
        "level": "sectoral",
        "provider": "somebody",
        "amount": {"max_eur": 1000},
        "timing": {"kind": "fixed-dates", "windows": [{"submit_by": "10-31"}]},
        "status": {"state": "open"},
        "sources": list(sources) or [source("start amount goal")],
    }
    return InstrumentEntry.model_validate({**told, **fields})


def stale(entry: InstrumentEntry, on: date = ON) -> set[str]:
    return {one.subject.value for one in facts_seen(entry, LIVES, on) if one.is_stale}


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param("2026-01", set(), id="this year: all of it holds"),
        pytest.param("2025-11", set(), id="a month that is known in part counts from its end"),
        pytest.param("2025-10", {"dates"}, id="more than a year ago: the dates are old"),
        pytest.param("2024-03", {"dates", "amounts"}, id="more than two years ago: the amount too"),
        pytest.param("2023", set({"dates", "amounts"}), id="a year counts from its end"),
        pytest.param("2022 (page undated)", {"dates", "amounts", "purpose"}, id="more than three: all of it"),
        pytest.param("", {"dates", "amounts", "purpose"}, id="a day that nobody knows is no recent one"),
    ],
)
def test_each_subject_has_its_own_shelf_life(seen: str, expected: set[str]) -> None:
    assert stale(route(source("start amount goal", seen))) == expected


def test_each_subject_ages_with_its_own_sources() -> None:
    entry = route(
        source("start", "2026-10"), source("amount", "2022"), source("amount", "2021"), source("goal", "2025")
    )
    assert stale(entry) == {"amounts"}
    assert FactsSeen(FactSubject.AMOUNTS, "2022", 24, is_stale=True) in facts_seen(entry, LIVES, ON)


def test_that_a_route_exists_says_nothing_of_its_conditions_unless_nothing_else_does() -> None:
    assert "purpose" in stale(route(source("goal", "2019"), source("existence", "2026")))
    assert "purpose" not in stale(route(source("existence", "2026")))


def test_a_source_that_says_only_that_it_exists_makes_no_route_fresh() -> None:
    assert seen_of(route(source("goal", "2019"), source("existence", "2026"))) == ["2019"]
    assert seen_of(route(source("existence", "2026"))) == ["2026"]
    assert seen_of(route(source("existence goal", "2026"))) == ["2026"]


def test_what_is_not_told_does_not_age() -> None:
    bare = route(source("goal", "2026"), amount={}, timing={"kind": "unknown"})
    assert [one.subject for one in facts_seen(bare, LIVES, ON)] == [FactSubject.PURPOSE]


def test_what_has_ended_ages_no_further() -> None:
    assert list(facts_seen(route(source("goal", "2001"), status={"state": "ended"}), LIVES, ON)) == []


def test_without_a_shelf_life_nothing_is_old() -> None:
    assert list(facts_seen(route(source("goal", "2001")), {}, ON)) == []


ROUTES = committed(InstrumentEntry)


def test_every_source_says_what_rests_on_it() -> None:
    assert [(key, str(one.supports)) for key, entry in ROUTES.items() for one in entry.sources if not one.about] == []


def test_every_amount_and_every_day_that_is_told_has_a_source_about_it() -> None:
    no_amount = [key for key, one in ROUTES.items() if says_how_much(one) and not seen_for(one, FactSubject.AMOUNTS)]
    no_day = [key for key, one in ROUTES.items() if says_when(one) and not seen_for(one, FactSubject.DATES)]
    assert (no_amount, no_day) == ([], [])


@pytest.mark.parametrize(
    ("word", "topic"),
    [
        pytest.param(r"euro", "amount", id="euros are an amount"),
        pytest.param(r"uiterste datum|sluitingsda", "start", id="a last day is a date"),
        pytest.param(r"\bwie mag aanvragen|\baanvragers\b", "applicant", id="who may apply"),
    ],
)
def test_a_source_is_about_what_it_plainly_says(word: str, topic: str) -> None:
    wrong = [
        (key, one.supports.nl)
        for key, entry in ROUTES.items()
        for one in entry.sources
        if re.search(word, one.supports.nl) and topic not in one.about
    ]
    assert wrong == []
