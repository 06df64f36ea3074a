"""What is left to who answers to see to: a check may be for some applicants, goals or addresses alone (docs/decisions/043)."""

from collections.abc import Iterable

import pytest

from matcher.engine.answers import APPLICANT, BASE, GOAL
from matcher.engine.judgement import InstrumentSet
from matcher.engine.predicates import AnyOf, AnyPlace, Predicate
from matcher.engine.ruleset import ChecksFor, Instrument
from matcher.engine.verdicts import Verdict
from tests.builders import area, instrument, matched, route

HOUSES = AnyOf(APPLICANT, frozenset({"organisation"}))
TOURS = AnyOf(GOAL, frozenset({"tour"}))
IN_FLANDERS = AnyPlace(BASE, area("BE-VLG"))


def with_checks(*terms: Predicate) -> Instrument:
    """One check for everybody, and one for those whom the terms name."""
    return instrument("p", checks=("p.all", "p.some"), checks_for=(ChecksFor("p.some", terms),))


@pytest.mark.parametrize(
    ("terms", "said", "left"),
    [
        pytest.param([HOUSES], {"applicant": "organisation"}, ["p.all", "p.some"], id="it is for me"),
        pytest.param([HOUSES], {"applicant": "artist"}, ["p.all"], id="it is for others"),
        pytest.param([HOUSES], {}, ["p.all", "p.some"], id="who knows"),
        pytest.param([TOURS], {"goal": ["host", "tour"]}, ["p.all", "p.some"], id="one of my goals"),
        pytest.param([TOURS], {"goal": "host"}, ["p.all"], id="another goal"),
        pytest.param([IN_FLANDERS], {"base": "BE-VAN"}, ["p.all", "p.some"], id="inside the place"),
        pytest.param([IN_FLANDERS], {"base": "BE"}, ["p.all", "p.some"], id="perhaps inside"),
        pytest.param([IN_FLANDERS], {"base": "FR"}, ["p.all"], id="outside"),
        pytest.param([HOUSES, TOURS], {"applicant": "organisation", "goal": "host"}, ["p.all"], id="one term of two"),
    ],
)
def test_a_check_is_left_to_whom_it_is_for(
    terms: Iterable[Predicate], said: dict[str, object], left: list[str]
) -> None:
    one = with_checks(*terms)
    assert list(route(one, **said).checks) == left
    assert matched(one, **said).overview.left_to_check(InstrumentSet(1)) == {len(left)}


@pytest.mark.parametrize(
    ("applicant", "verdict"), [("organisation", Verdict.ALMOST), ("artist", Verdict.FITS), (None, Verdict.ALMOST)]
)
def test_a_no_to_what_others_have_to_see_to_counts_for_nothing(applicant: str | None, verdict: Verdict) -> None:
    said = {"applicant": applicant} if applicant else {}
    found = route(with_checks(HOUSES), checks={"p.some": False}, **said)
    assert found.verdict is verdict


def test_what_is_said_is_no_longer_left() -> None:
    found = matched(with_checks(HOUSES), applicant="organisation", checks={"p.some": True})
    assert found.overview.left_to_check(InstrumentSet(1)) == {1}
