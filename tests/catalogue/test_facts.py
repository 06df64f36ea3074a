"""Facts about working abroad: each rests on a page, and what is only believed stays with staff."""

import re

import pytest

from catalogue.entries.fact import FactEntry
from catalogue.freshness import day_in
from tests.little import committed

MEASURED = re.compile(
    r"\d\s*%|\d\s*(?:Canadese |Canadian )?(?:euro|pond|pounds?|dollars?|yen|zloty|Deense kroon|Danish kroner)\b"
    r"|\d+ (?:dagen|maanden|weken|jaar|werkdagen|days|months|weeks|years)\b"
    r"|\b(?:geen|zonder) (?:visum|werkvergunning|arbeidskaart|vergunning)|\b(?:no|without a) (?:visa|work permit|permit)\b",
    re.IGNORECASE,
)
"""A rate, a sum, a threshold, or that nothing has to be asked for."""


@pytest.fixture(scope="module")
def facts() -> dict[str, FactEntry]:
    return committed(FactEntry)


def test_what_is_measured_is_recognised() -> None:
    told = [
        "15,825 % van de gage",
        "10.000 euro",
        "30 dagen vooraf",
        "geen visum nodig",
        "no work permit",
        "7 Canadian dollars",
    ]
    assert [text for text in told if not MEASURED.search(text)] == []
    assert not MEASURED.search("De organisator houdt in 2024 belasting in.")


def test_everything_that_is_confirmed_rests_on_a_page(facts: dict[str, FactEntry]) -> None:
    shown = [one for one in facts.values() if one.is_confirmed]
    assert len(shown) > 100
    assert [one.id for one in shown if not one.sources] == []


def test_a_rate_or_a_threshold_is_shown_only_with_its_day(facts: dict[str, FactEntry]) -> None:
    undated = {
        one.id: found[0]
        for one in facts.values()
        if one.is_confirmed and not any(day_in(source.seen) for source in one.sources)
        for text in (one.text.nl, one.text.en)
        if (found := MEASURED.search(text))
    }
    assert undated == {}


def test_every_fact_holds_somewhere(facts: dict[str, FactEntry]) -> None:
    assert [one.id for one in facts.values() if not (one.places or one.groups or one.outside or one.guide)] == []


def test_who_pays_is_named_with_whom_it_pays(facts: dict[str, FactEntry]) -> None:
    payers = [one for one in facts.values() if one.topic == "payer" and one.is_confirmed and one.name]
    assert len(payers) > 25
    assert [one.id for one in payers if one.pays is None] == ["gr-ministerie"], "which pays nobody from abroad"


def test_no_words_of_who_gathered_them(facts: dict[str, FactEntry]) -> None:
    ours = re.compile(
        r"mirror route|spiegelroute|niet nagekeken|not checked|\bseen\b|\bgezien\b|catalogus", re.IGNORECASE
    )
    found = {
        one.id: said[0]
        for one in facts.values()
        if one.is_confirmed
        for said in [ours.search(f"{one.text.nl} {one.text.en}")]
        if said
    }
    assert found == {}
