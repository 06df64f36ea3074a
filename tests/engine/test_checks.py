"""What is left to who answers to see to: a check may be for some applicants alone (docs/decisions/043)."""

from typing import Any

import pytest

from matcher.engine.answers import APPLICANT, CheckId
from matcher.engine.judgement import InstrumentSet
from matcher.engine.predicates import Confirmed
from matcher.engine.ruleset import ChecksFor
from matcher.engine.verdicts import Verdict
from tests.builders import instrument, matched, route

FOR_HOUSES = ChecksFor(CheckId("p.some"), frozenset({"organisation", "company"}))
ONE = instrument("p", checks=("p.all", "p.some"), checks_for=(FOR_HOUSES,))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        pytest.param({"applicant": "organisation"}, ["p.all", "p.some"], id="it is for me"),
        pytest.param({"applicant": "artist"}, ["p.all"], id="it is for others"),
        pytest.param({}, ["p.all", "p.some"], id="who knows"),
    ],
)
def test_a_check_is_left_to_whom_it_is_for(said: dict[str, Any], left: list[str]) -> None:
    assert list(route(ONE, **said).checks) == left
    assert matched(ONE, **said).overview.left_to_check(InstrumentSet(1)) == {len(left)}


@pytest.mark.parametrize(
    ("applicant", "verdict"), [("organisation", Verdict.ALMOST), ("artist", Verdict.FITS), (None, Verdict.MAY_FIT)]
)
def test_a_no_to_what_others_have_to_see_to_counts_for_nothing(applicant: str | None, verdict: Verdict) -> None:
    said: dict[str, Any] = {"applicant": applicant} if applicant else {}
    found = route(ONE, checks={"p.some": False}, **said)
    assert found.verdict is verdict


def test_whether_a_no_counts_waits_for_who_applies() -> None:
    """Whoever turns out to be none of those it is for did not mean it."""
    found = route(ONE, checks={"p.some": False})
    ((criterion, questions),) = found.waits_for
    assert (criterion.any_of, questions) == ((Confirmed(CheckId("p.some")),), (APPLICANT,))
    assert matched(ONE, checks={"p.some": False}).next_question == APPLICANT


def test_what_is_said_is_no_longer_left() -> None:
    found = matched(ONE, applicant="organisation", checks={"p.some": True})
    assert found.overview.left_to_check(InstrumentSet(1)) == {1}
