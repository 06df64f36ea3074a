"""Is this place within that area? One table, with every case that DESIGN.md names."""

from datetime import date

import pytest

from matcher.engine.answers import PLACE, Answers, PlaceCode
from matcher.engine.evaluation import nearer
from matcher.engine.places import Area, Atlas, Ground, GroupId, Period, Place, PlaceTree
from matcher.engine.tables import AreaTable, Truths
from matcher.engine.truth import Truth
from tests.builders import GROUPS, ON, PLACES, TREE, area

MET, UNKNOWN, NOT_MET = Truth.MET, Truth.UNKNOWN, Truth.NOT_MET
ATLAS = Atlas.on(ON, TREE, GROUPS)


@pytest.mark.parametrize(
    ("code", "names", "expected"),
    [
        pytest.param("FR", ["FR"], MET, id="a country in itself"),
        pytest.param("FR-59", ["FR"], MET, id="a department in its country"),
        pytest.param("FR-HDF", ["union"], MET, id="a region in a group that holds its country"),
        pytest.param("JP", ["union"], NOT_MET, id="a country outside the group"),
        pytest.param("FR", ["FR-HDF"], UNKNOWN, id="too coarse: a country against one of its regions"),
        pytest.param("FR", ["FR-59"], UNKNOWN, id="too coarse: two steps down"),
        pytest.param("FR-ARA", ["FR-HDF"], NOT_MET, id="the region next door"),
        pytest.param("FR-59", ["FR-62"], NOT_MET, id="the department next door"),
        pytest.param("FR-HDF", ["FR-59", "FR-62"], MET, id="covered: all its departments are listed"),
        pytest.param("FR-HDF", ["FR-59"], UNKNOWN, id="covered, but one department is missing"),
        pytest.param("FR", ["FR-HDF", "FR-ARA"], UNKNOWN, id="all listed, but there is more of France"),
        pytest.param("BE-BRU", ["flanders-brussels"], MET, id="a region that the group lists"),
        pytest.param("BE-VAN", ["flanders-brussels"], MET, id="a province of such a region"),
        pytest.param("BE-WAL", ["flanders-brussels"], NOT_MET, id="the region that it leaves out"),
        pytest.param("BE", ["flanders-brussels"], UNKNOWN, id="the country of which it lists a part"),
        pytest.param("BE-WAL", ["abroad"], MET, id="Wallonia is abroad"),
        pytest.param("x-be-dg", ["abroad"], MET, id="East Belgium lies in Wallonia"),
        pytest.param("BE-VLG", ["abroad"], NOT_MET, id="Flanders is not abroad"),
        pytest.param("BE-BRU", ["abroad"], NOT_MET, id="Brussels is not abroad"),
        pytest.param("BE", ["abroad"], UNKNOWN, id="Belgium may be"),
        pytest.param("x-be-fwb", ["french-community"], MET, id="a Community named as itself"),
        pytest.param("BE-BRU", ["french-community"], UNKNOWN, id="partial: a Brussels address settles no Community"),
        pytest.param("BE-VLG", ["french-community"], NOT_MET, id="Flanders is in no French Community"),
        pytest.param("x-be-fwb", ["BE-WAL"], UNKNOWN, id="overlap: a Community against a Region"),
        pytest.param("BE-WAL", ["x-be-fwb"], UNKNOWN, id="overlap: a Region against a Community"),
        pytest.param("BE-WLG", ["x-be-fwb"], UNKNOWN, id="overlap: a province of that Region"),
        pytest.param("BE-VLG", ["x-be-fwb"], NOT_MET, id="no overlap"),
        pytest.param("BE-VWV", ["border"], UNKNOWN, id="partial: a province that belongs in part"),
        pytest.param("BE-VLG", ["border"], UNKNOWN, id="partial, seen from the region above"),
        pytest.param("BE-VAN", ["border"], NOT_MET, id="partial: the province beside it"),
        pytest.param("BE-VWV", ["border", "BE-VLG"], MET, id="partial in one, wholly in the other"),
        pytest.param("DE", ["priority"], MET, id="a group in the period of the day"),
        pytest.param("FR", ["priority"], NOT_MET, id="a member of an earlier period"),
        pytest.param("JP", ["union", "JP"], MET, id="a group and a place together"),
        pytest.param("union", ["union"], MET, id="a group as an answer: somewhere in it"),
        pytest.param("flanders-brussels", ["union"], MET, id="a group as an answer: all its members agree"),
        pytest.param("flanders-brussels", ["abroad"], NOT_MET, id="a group as an answer: none of its members"),
        pytest.param("union", ["abroad"], UNKNOWN, id="a group as an answer: its members differ"),
    ],
)
def test_within(code: str, names: list[str], expected: Truth) -> None:
    assert ATLAS.within(PlaceCode(code), area(*names)) is expected


@pytest.mark.parametrize(
    ("on", "code", "expected"),
    [
        pytest.param(date(2025, 12, 31), "FR", MET, id="the last day of a period"),
        pytest.param(date(2026, 1, 1), "FR", NOT_MET, id="between two periods nobody is a member"),
        pytest.param(date(2026, 12, 31), "DE", NOT_MET, id="the day before the next period"),
        pytest.param(date(2027, 1, 1), "DE", MET, id="the first day of a period"),
        pytest.param(date(2099, 1, 1), "DE", MET, id="a period without an end"),
    ],
)
def test_a_group_has_the_members_of_its_period(on: date, code: str, expected: Truth) -> None:
    assert Atlas.on(on, TREE, GROUPS).within(PlaceCode(code), area("priority")) is expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["priority"], NOT_MET, id="its list does not hold"),
        pytest.param(["union"], MET, id="all of its last members"),
        pytest.param(["JP"], NOT_MET, id="none of them"),
        pytest.param(["FR"], UNKNOWN, id="one of them"),
    ],
)
def test_a_group_outside_its_periods_stands_for_its_last_members_as_an_answer(
    names: list[str], expected: Truth
) -> None:
    between = Atlas.on(date(2026, 6, 1), TREE, GROUPS)
    assert between.within(PlaceCode("priority"), area(*names)) is expected


@pytest.mark.parametrize(
    ("code", "names", "expected"),
    [
        pytest.param("BE-WAL", ["abroad"], MET, id="a region that the group lists"),
        pytest.param("BE", ["union"], NOT_MET, id="a country in a group is not named closely"),
        pytest.param("BE-VLG", ["union"], NOT_MET, id="nor is a region of it"),
        pytest.param("BE", ["BE"], MET, id="a country that the instrument lists itself"),
        pytest.param("BE-VWV", ["border"], UNKNOWN, id="a partial member"),
    ],
)
def test_named_more_closely_than_by_its_country(code: str, names: list[str], expected: Truth) -> None:
    assert ATLAS.within(PlaceCode(code), area(*names), by_name=True) is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("x-be-dg", "BE", id="a Community"),
        pytest.param("FR-59", "FR", id="a department"),
        pytest.param("flanders-brussels", "BE", id="a group in one country"),
        pytest.param("union", None, id="a group of several"),
    ],
)
def test_the_country_of_a_place(code: str, expected: str | None) -> None:
    assert ATLAS.country(PlaceCode(code)) == expected


def test_a_place_that_is_not_in_the_tree_is_refused() -> None:
    with pytest.raises(KeyError):
        ATLAS.within(PlaceCode("XX"), area("union"))


def test_a_place_whose_children_cover_it_needs_them_all() -> None:
    tree = PlaceTree(
        [
            Place(PlaceCode("A"), PlaceCode("A"), is_covered=True),
            Place(PlaceCode("A-1"), PlaceCode("A"), PlaceCode("A")),
            Place(PlaceCode("A-2"), PlaceCode("A"), PlaceCode("A")),
        ]
    )
    atlas = Atlas.on(ON, tree, {})
    assert atlas.within(PlaceCode("A"), area("A-1", "A-2")) is MET
    assert atlas.within(PlaceCode("A"), area("A-1")) is UNKNOWN


@pytest.mark.parametrize(
    ("code", "is_known"),
    [("FR", True), ("FR-59", True), ("FR-ZZZ", True), ("x-be-fwb", True), ("CA", False), ("CA-ON", False), ("", False)],
)
def test_a_subdivision_is_a_place_where_its_country_is_one(code: str, is_known: bool) -> None:
    assert (code in TREE) is is_known


@pytest.mark.parametrize(
    ("periods", "member"),
    [
        pytest.param([(2010, 2012, "FR"), (2015, 2018, "NL")], "NL", id="the last members that it had"),
        pytest.param([(2015, 2018, "NL"), (2010, 2012, "FR")], "NL", id="in whatever order they stand"),
        pytest.param([(2010, 2012, "FR"), (2030, 2032, "DE")], "FR", id="those before those to come"),
        pytest.param([(2035, 2036, "PT"), (2030, 2032, "DE")], "DE", id="else the first that it will have"),
    ],
)
def test_a_group_that_has_no_members_today_stands_for_the_nearest(
    periods: list[tuple[int, int, str]], member: str
) -> None:
    club = tuple(
        Period(date(since, 1, 1), date(until, 12, 31), frozenset({PlaceCode(code)})) for since, until, code in periods
    )
    atlas = Atlas.on(date(2026, 6, 1), TREE, {GroupId("club"): club})
    assert [code for code in ("FR", "NL", "DE", "PT") if atlas.within(PlaceCode("club"), area(code)) is MET] == [member]


@pytest.mark.parametrize(
    ("names", "home", "expected"),
    [
        pytest.param(["abroad"], ["flanders-brussels"], True, id="Wallonia, beyond Flanders and Brussels"),
        pytest.param(["union"], ["flanders-brussels"], False, id="countries are not named more closely"),
        pytest.param(["border"], ["border"], False, id="nothing beyond itself, what belongs in part neither"),
        pytest.param(["border"], ["FR", "BE-WAL"], True, id="what belongs to it in part, and not to the other"),
        pytest.param(["FR-59"], ["FR"], False, id="a department of the country that is home"),
        pytest.param(["FR-59"], ["FR-62"], True, id="the department next door"),
    ],
)
def test_what_an_area_names_beyond_another(names: list[str], home: list[str], expected: bool) -> None:
    assert ATLAS.names_beyond(area(*names), area(*home)) is expected


def _period(since: str | None, until: str | None, *codes: str) -> Period:
    first, last = (date.fromisoformat(one) if one else None for one in (since, until))
    return Period(first, last, frozenset(map(PlaceCode, codes)))


CHANGING = {
    GroupId("moves"): (
        _period(None, "2027-02-28", "FR"),
        _period("2027-03-01", "2027-05-31", "FR", "NL"),
        _period("2027-06-01", None, "FR"),
    ),
    GroupId("renewed"): (_period(None, "2027-03-31", "FR"), _period("2027-04-01", None, "FR")),
    GroupId("begins"): (_period("2027-07-01", None, "DE"),),
}


@pytest.mark.parametrize(
    ("groups", "after", "expected"),
    [
        pytest.param(
            ["moves"], "2027-01-01", ["2027-03-01", "2027-06-01"], id="there and back: each counts from the one before"
        ),
        pytest.param(["moves"], "2027-03-01", ["2027-06-01"], id="not the day itself"),
        pytest.param(["moves"], "2027-02-28", ["2027-03-01", "2027-06-01"], id="the day after is one"),
        pytest.param(["renewed"], "2027-01-01", [], id="a new period with the same members changes nothing"),
        pytest.param(["begins", "moves"], "2027-04-01", ["2027-06-01", "2027-07-01"], id="any of several areas"),
        pytest.param(["begins"], "2027-08-01", [], id="what is past"),
        pytest.param([], "2027-01-01", [], id="no area: nothing can change"),
    ],
)
def test_on_which_days_an_area_changes(groups: list[str], after: str, expected: list[str]) -> None:
    atlases = TREE.atlases(CHANGING)
    found = atlases.turns([Area((GroupId(one),)) for one in groups] or [Area()], date.fromisoformat(after))
    assert found == tuple(map(date.fromisoformat, expected))


def test_days_between_which_no_group_changes_have_one_atlas() -> None:
    atlases = TREE.atlases(CHANGING)
    assert atlases.on(date(2027, 3, 1)) is atlases.on(date(2027, 3, 31))
    assert atlases.on(date(2027, 2, 28)) is not atlases.on(date(2027, 3, 1))


def test_what_a_group_s_members_are_towards_an_area_by_country() -> None:
    """Hauts-de-France and its department lie in one country, the Netherlands in another; Wallonia may."""
    in_part = frozenset({PlaceCode("BE-WAL")})
    groups = {
        GroupId("answer"): (_period(None, None, "FR-59", "FR-62", "NL", "BE-WAL"),),
        GroupId("area"): (Period(None, None, frozenset({PlaceCode("FR-59"), PlaceCode("NL")}), in_part),),
    }
    spread = Atlas.on(ON, TREE, groups).spread(PlaceCode("answer"), Area((GroupId("area"),)))
    assert {country: sorted(those) for country, those in spread.members.items()} == {
        "FR": ["FR-59", "FR-62"],
        "NL": ["NL"],
        "BE": ["BE-WAL"],
    }
    assert spread.truths == {"FR": {MET, NOT_MET}, "NL": {MET}, "BE": {UNKNOWN}}
    assert spread.countries == {MET: 2, NOT_MET: 1, UNKNOWN: 1}
    everywhere = Atlas.on(ON, TREE, groups).spread(PlaceCode("answer"), Area())
    assert everywhere.countries == {MET: 3}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2020-01-01", "NL", id="before it begins: what it will have first"),
        pytest.param("2026-07-01", "FR", id="between two: what it had last"),
        pytest.param("2031-01-01", "DE", id="after the last: that"),
        pytest.param("2030-12-31", "DE", id="on its last day it holds"),
    ],
)
def test_a_group_outside_its_period_stands_for_its_nearest_members_as_an_answer(on: str, expected: str) -> None:
    group = GroupId("late")
    periods = (
        _period("2027-01-01", "2030-12-31", "DE"),
        _period("2021-01-01", "2023-12-31", "NL"),
        _period("2024-01-01", "2025-12-31", "FR"),
    )
    atlas = Atlas.on(date.fromisoformat(on), TREE, {group: periods})
    assert atlas.places_of(PlaceCode(group)) == {expected}


def test_a_subdivision_that_nobody_wrote_down_is_no_community() -> None:
    assert not TREE.place(PlaceCode("FR-XYZ")).is_community


@pytest.mark.parametrize(
    ("grounds", "expected"),
    [
        pytest.param([(["FR"], ["FR-62"])], ["FR-62"], id="an exception"),
        pytest.param([(["FR", "FR-62"], ["FR-62"])], [], id="a member is none, however it is told"),
        pytest.param([(["FR"], ["FR-62"]), (["FR-62"], [])], [], id="nor what lies in another ground"),
        pytest.param([(["FR"], ["FR-62"]), (["NL"], [])], ["FR-62"], id="another that does not hold it"),
        pytest.param([(["FR"], ["FR-62"]), (["FR"], [])], [], id="another that holds all of it"),
    ],
)
def test_what_grounds_leave_out_together(grounds: list[tuple[list[str], list[str]]], expected: list[str]) -> None:
    made = [
        Ground(frozenset(map(PlaceCode, full)), frozenset(), without=frozenset(map(PlaceCode, out)))
        for full, out in grounds
    ]
    assert sorted(TREE.excepted(made)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ["french-community"], NOT_MET, id="Brussels counts there in part, for the people of the other one"
        ),
        pytest.param(["x-be-fwb"], NOT_MET, id="two Communities have nobody in common"),
        pytest.param(["BE-BRU"], UNKNOWN, id="who belongs to it may live in Brussels"),
        pytest.param(
            ["flanders-brussels"], UNKNOWN, id="or in Flanders; the tree does not say that it lies in both together"
        ),
        pytest.param(["BE-WAL"], NOT_MET, id="and not in Wallonia"),
    ],
)
def test_a_community_beside_another_one(names: list[str], expected: Truth) -> None:
    shared = frozenset({PlaceCode("BE-VLG"), PlaceCode("BE-BRU")})
    flemish = Place(PlaceCode("x-be-vlg"), PlaceCode("BE"), PlaceCode("BE"), shared, is_community=True)
    atlas = Atlas.on(ON, PlaceTree((*PLACES, flemish)), GROUPS)
    table = AreaTable([(area(*names), 1)], atlas)
    assert atlas.within(flemish.code, area(*names)) is expected
    assert truth_in(table.at(flemish.code)) is expected


def truth_in(truths: Truths) -> Truth:
    """Of the first condition."""
    return MET if truths.surely & 1 else UNKNOWN if truths.possibly & 1 else NOT_MET


def test_after_the_last_period_of_a_list_those_that_it_had_count_in_part() -> None:
    """Nobody knows the members of a next one; of a list that comes later, those before it are known to be none."""
    ended = {GroupId("ended"): (Period(date(2021, 1, 1), date(2027, 12, 31), frozenset({PlaceCode("FR")})),)}
    later = {GroupId("later"): (Period(date(2028, 1, 1), None, frozenset({PlaceCode("FR")})),)}
    atlas = Atlas.on(date(2028, 1, 1), TREE, ended)
    assert [atlas.within(PlaceCode(code), Area((GroupId("ended"),))) for code in ("FR", "FR-59", "DE")] == [
        UNKNOWN,
        UNKNOWN,
        NOT_MET,
    ]
    assert Atlas.on(date(2027, 12, 31), TREE, ended).within(PlaceCode("FR"), Area((GroupId("ended"),))) is MET
    assert Atlas.on(date(2027, 12, 31), TREE, later).within(PlaceCode("FR"), Area((GroupId("later"),))) is NOT_MET


@pytest.mark.parametrize(
    ("codes", "is_asked"),
    [
        pytest.param(["FR"], False, id="it lies outside, whatever part is meant"),
        pytest.param(["FR", "BE-VLG"], False, id="and what lies inside is settled too"),
        pytest.param(["BE"], True, id="a part of it lies inside"),
        pytest.param(["BE", "FR"], True, id="beside one outside"),
    ],
)
def test_only_a_place_that_may_lie_in_the_area_is_asked_more_precisely(codes: list[str], is_asked: bool) -> None:
    said = Answers({PLACE: frozenset(codes)})
    assert nearer(PLACE, said, ATLAS, area("flanders-brussels")) == ((PLACE,) if is_asked else ())
