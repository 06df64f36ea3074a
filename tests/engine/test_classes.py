"""Looking through the classes of answers finds an outcome where there is one, and only then."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from matcher.engine.answers import PLACE, Answers, PlaceCode, QuestionName
from matcher.engine.classes import Classes, Wanted, knots
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Criterion, Topic
from matcher.engine.places import Area, GroupId, Period
from matcher.engine.predicates import AnyOf, AnyPlace, AtLeast, Partnership
from matcher.engine.ruleset import Ruleset
from matcher.engine.truth import Truth
from tests.builders import GROUPS, ON, answers, compiled
from tests.engine.few_classes import MOST_WALKED, OPTIONS, few_classes
from tests.engine.strategies import days, given_answers, rulesets


@given(rulesets(most=3), given_answers(), days)
def test_what_some_answers_reach_is_found(ruleset: Ruleset, given: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    classes = Classes(compiled, OPTIONS)
    for one in compiled.instruments:
        criteria = compiled.demanded(one.id)
        said = {criterion: compiled.settle(criterion, given) for criterion in criteria}
        met = frozenset(one for one, truth in said.items() if truth is Truth.MET)
        unmet = frozenset(one for one, truth in said.items() if truth is Truth.NOT_MET)
        assert classes.find(Wanted(met=met, unmet=unmet)) is not None


@given(rulesets(most=3), days)
def test_what_is_found_is_so(ruleset: Ruleset, on: date) -> None:
    compiled = Compiled(ruleset, on)
    classes = Classes(compiled, OPTIONS)
    for name in few_classes(compiled, compiled, MOST_WALKED):
        criteria = compiled.demanded(name)
        found = classes.find(Wanted(met=criteria))
        if found is not None:
            assert all(compiled.settle(one, found) is Truth.MET for one in criteria)
        for criterion in criteria:
            against = classes.find(Wanted(unmet=frozenset({criterion})))
            assert against is None or compiled.settle(criterion, against) is Truth.NOT_MET


def test_criteria_that_share_no_question_are_solved_apart() -> None:
    goal, artist, rich = (
        Criterion(Topic.RULE, (test,), can_change=True)
        for test in (
            AnyOf(QuestionName("goal"), frozenset({"tour"})),
            AnyOf(QuestionName("applicant"), frozenset({"artist"})),
            AtLeast(QuestionName("budget"), 5000),
        )
    )
    either = Criterion(Topic.RULE, (*artist.any_of, *rich.any_of), can_change=True)
    apart = knots(Wanted(met=frozenset({goal, artist, rich, either})))
    assert sorted(len(knot.criteria) for knot in apart) == [1, 3]
    found = Classes(compiled(), OPTIONS).find(Wanted(met=frozenset({goal, either}), unmet=frozenset({artist})))
    assert found == answers(goal="tour", applicant="organisation", budget=5000)


def test_two_countries_are_found_where_each_is_of_a_class_of_its_own() -> None:
    """One region lies in the group, the other country is named: no class has both."""
    area = Area((GroupId("border"),), (PlaceCode("BE"),))
    two = Criterion(Topic.PARTNERS, (Partnership(0, 2, area, Area()),), can_change=True)
    found = Classes(compiled(), OPTIONS).find(Wanted(met=frozenset({two})))
    assert found is not None
    assert compiled().settle(two, found) is Truth.MET


def test_a_place_is_looked_for_anew_where_a_group_has_other_members() -> None:
    inside = Criterion(Topic.RULE, (AnyPlace(PLACE, Area((GroupId("priority"),), ())),), can_change=True)
    met = Wanted(met=frozenset({inside}))
    before = compiled()
    classes = Classes(before, OPTIONS)
    assert classes.find(met) == answers(place="DE"), "the one member of today"
    japan = Period(None, None, frozenset({PlaceCode("JP")}))
    after = Compiled(replace(before.ruleset, groups={**GROUPS, GroupId("priority"): (japan,)}), ON)
    assert classes.under(after).find(met) == answers(place="JP")
    assert classes.find(met) == answers(place="DE")


def test_a_test_without_a_limit_tells_no_numbers_and_no_days_apart() -> None:
    """Nought alone of all numbers, and around today alone of all days."""
    classes = Classes(compiled(), OPTIONS)
    partners, start = QuestionName("partners"), QuestionName("start")
    assert classes.of(partners, frozenset({AnyOf(partners, frozenset({"3"}))})) == (0,)
    assert classes.of(start, frozenset({AnyOf(start, frozenset({"2028-01-01"}))})) == (
        date(2027, 1, 4),
        date(2027, 1, 5),
        date(2027, 1, 6),
    )


def test_of_places_that_no_test_tells_apart_one_is_tried() -> None:
    """Inside and outside the area, whatever else lies there."""
    classes = Classes(compiled(), OPTIONS)
    inside = AnyPlace(PLACE, Area((), (PlaceCode("FR"),)))
    one_of_each = classes.places(PLACE, frozenset({inside, AnyOf(QuestionName("goal"), frozenset({"tour"}))}))
    truths = [classes.compiled.atlas.within(code, inside.area) for code in one_of_each]
    assert sorted(truth.name for truth in truths) == ["MET", "NOT_MET"]
