"""Another applies: what is asked of where somebody is, is asked of that other (DESIGN.md, "Three-valued matching").

A house abroad, or here, applies for an artist; by hand, in the small world of `tests.builders`."""

from typing import Any

import pytest

from matcher.engine.predicates import Side
from matcher.engine.ruleset import WhereRole
from matcher.engine.verdicts import Group, Verdict
from tests.builders import area, instrument, route

DUTCH: dict[str, Any] = {"base": area("NL"), "min_partners": 1, "min_countries": 1}
"""Whoever applies lives in the Netherlands, and works with somebody abroad."""
TWO_MORE: dict[str, Any] = {"base": area("union"), "where": area("union"), "min_partners": 2, "min_countries": 2}
ON_BOTH_SIDES: dict[str, Any] = {
    "sides": (Side(area("NL")), Side(area("flanders-brussels"))),
    "where": area("NL", "flanders-brussels"),
    "where_role": WhereRole.AREA,
    "base": area("NL", "flanders-brussels"),
}


def group(demands: dict[str, Any], **said: Any) -> Group:
    one = instrument("p", applicants=frozenset({"organisation"}), through=frozenset({"artist"}), **demands)
    found = route(one, **{"applicant": "artist", **said})
    assert found.verdict is Verdict.NO
    return found.group


@pytest.mark.parametrize(
    ("demands", "said", "expected"),
    [
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "NL"}, Group.THROUGH, id="a Dutch house, and I live here"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "DE"}, Group.OTHER, id="a German house is no Dutch one"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": ["DE", "NL"]}, Group.THROUGH, id="one of two is Dutch"),
        pytest.param(DUTCH, {"base": "BE-VLG"}, Group.THROUGH, id="where the house is, was not said"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "BE-VAN"}, Group.OTHER, id="nobody in it is Dutch"),
        pytest.param(
            DUTCH, {"base": "NL", "place": "FR"}, Group.THROUGH, id="the house next door, which works in France"
        ),
        pytest.param(DUTCH, {"base": "NL", "place": "NL"}, Group.OTHER, id="nobody in it is abroad"),
        pytest.param(DUTCH, {"base": "BE-VLG", "place": "NL", "partners": 0}, Group.THROUGH, id="as many as it likes"),
        pytest.param(
            TWO_MORE, {"base": "BE-VLG", "place": "FR", "partners": 1}, Group.THROUGH, id="it finds the others"
        ),
        pytest.param(TWO_MORE, {"base": "JP", "place": "FR", "partners": 1}, Group.OTHER, id="I am outside the area"),
        pytest.param(TWO_MORE, {"base": "JP", "place": ["FR", "DE"]}, Group.THROUGH, id="the two of them are inside"),
        pytest.param(ON_BOTH_SIDES, {"base": "BE-VLG", "place": "NL"}, Group.THROUGH, id="on both sides of the border"),
        pytest.param(ON_BOTH_SIDES, {"base": "BE-VLG", "place": "FR"}, Group.OTHER, id="France is on neither side"),
        pytest.param(
            {**DUTCH, "disciplines": frozenset({"dance"})},
            {"base": "BE-VLG", "place": "NL", "discipline": "theatre"},
            Group.OTHER,
            id="for another art",
        ),
    ],
)
def test_where_somebody_is_is_asked_of_who_applies(
    demands: dict[str, Any], said: dict[str, Any], expected: Group
) -> None:
    assert group(demands, **said) is expected


def test_who_may_apply_is_asked_for_the_own_address() -> None:
    assert group(DUTCH, applicant="organisation", base="BE-VLG", place="NL") is Group.OTHER


def test_a_check_that_is_denied_fails_whoever_applies() -> None:
    one = instrument(
        "p", applicants=frozenset({"organisation"}), through=frozenset({"artist"}), checks=("p.selected",), **DUTCH
    )
    found = route(one, applicant="artist", base="BE-VLG", place="NL", checks={"p.selected": False})
    assert found.group is Group.OTHER
