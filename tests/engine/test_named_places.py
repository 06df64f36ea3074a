"""Which of the places that were named count for an area, and which do not, and why."""

from typing import Any

import pytest

from matcher.engine.named_places import at_home, counting, outside
from matcher.engine.places import Area, Atlas
from matcher.engine.predicates import Partnership
from tests.builders import GROUPS, ON, TREE, answers, area

ATLAS = Atlas.on(ON, TREE, GROUPS)
UNION = area("union")


@pytest.mark.parametrize(
    ("said", "count"),
    [
        pytest.param({"place": {"FR", "JP"}, "base": {"BE-VLG"}}, ["FR"], id="those that lie in it"),
        pytest.param({"place": {"JP"}, "base": {"BE-VLG"}}, ["BE-VLG"], id="none of them: where one is"),
        pytest.param({"place": {"JP"}, "base": {"JP"}}, ["JP"], id="nor that: what was named"),
        pytest.param({"base": {"NL"}}, ["NL"], id="none was named"),
        pytest.param({}, [], id="nothing was said"),
    ],
)
def test_the_places_that_count_stand_before_ones_own(said: dict[str, Any], count: list[str]) -> None:
    assert sorted(counting(UNION, answers(**said), ATLAS)) == count


@pytest.mark.parametrize(
    ("said", "wanted", "home"),
    [
        pytest.param(
            {"place": {"BE-WAL", "FR"}, "base": {"BE-VLG"}}, UNION, ["BE-WAL"], id="a partner in my own country"
        ),
        pytest.param({"place": {"BE-WAL"}, "base": {"FR"}}, UNION, [], id="from France it counts"),
        pytest.param(
            {"place": {"BE-WAL"}, "base": {"BE-VLG"}}, area("JP"), [], id="it would not count from elsewhere either"
        ),
        pytest.param({"place": {"BE-WAL"}}, UNION, [], id="who knows where I am"),
    ],
)
def test_what_is_at_home_would_count_for_somebody_from_elsewhere(
    said: dict[str, Any], wanted: Area, home: list[str]
) -> None:
    assert at_home(Partnership(1, 1, wanted, Area()), answers(**said), ATLAS) == home


@pytest.mark.parametrize(
    ("said", "wanted", "left"),
    [
        pytest.param({"place": {"FR", "JP", "BE-WAL"}, "base": {"BE-VLG"}}, UNION, ["JP"], id="abroad and not in it"),
        pytest.param({"place": {"JP"}, "base": {"JP"}}, UNION, [], id="one's own country is not abroad"),
        pytest.param({"place": {"JP"}}, Area(), [], id="nothing is asked"),
        pytest.param({"place": {"FR"}}, area("FR-59"), [], id="a part of it may be meant"),
    ],
)
def test_outside_are_places_abroad_that_surely_do_not_count(
    said: dict[str, Any], wanted: Area, left: list[str]
) -> None:
    assert outside(wanted, answers(**said), ATLAS) == left
