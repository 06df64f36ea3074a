"""What each answer to one question would leave: as judging every answer apart says it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine import judging
from matcher.engine.answers import Answers, PlaceCode, QuestionName
from matcher.engine.choices import count_left, left_by_choice
from matcher.engine.compile import Compiled
from matcher.engine.criteria import RuleId
from matcher.engine.evaluation import evaluate
from matcher.engine.match import Matching, match
from matcher.engine.places import Area, Atlas
from matcher.engine.predicates import AnyOf, AnyPlace, Destination, Partnership
from matcher.engine.ruleset import EngineRule, InstrumentId, RuleEffect, Ruleset
from matcher.engine.tables import AreaTable, PartnershipTable, Said, Truths
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Verdict
from tests.builders import GROUPS, ON, TREE, answers, compiled, instrument
from tests.engine.strategies import (
    APPLICANTS,
    CODES,
    DISCIPLINES,
    GOALS,
    GROUP_IDS,
    areas,
    days,
    given_answers,
    rulesets,
    some_area,
)

PLACES = (*CODES, *GROUP_IDS)
OPTIONS = {"goal": GOALS, "discipline": DISCIPLINES, "applicant": APPLICANTS, "base": PLACES, "place": PLACES}


def left(compiled: Compiled, answers: Answers) -> int:
    counts = match(compiled, answers).counts
    return counts[Verdict.FITS] + counts[Verdict.MAY_FIT]


@given(rulesets(), given_answers(), days)
def test_what_is_left_is_what_fits_or_may(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    assert count_left(compiled, answers) == len(Matching(compiled, answers).left()) == left(compiled, answers)


@pytest.mark.parametrize("name", OPTIONS)
@given(ruleset=rulesets(most=4), answers=given_answers(), on=days)
def test_each_option_leaves_what_a_match_with_it_leaves(
    name: str, ruleset: Ruleset, answers: Answers, on: date
) -> None:
    compiled, question = Compiled(ruleset, on), QuestionName(name)
    found = left_by_choice(compiled, answers, question, OPTIONS[name])
    assert found == {
        option: left(compiled, answers.changed({question: frozenset({option})})) for option in OPTIONS[name]
    }


def as_truth(found: Truths, number: int) -> Truth:
    if found.surely >> number & 1:
        return Truth.MET
    return Truth.UNKNOWN if found.possibly >> number & 1 else Truth.NOT_MET


@pytest.mark.parametrize("by_name", [False, True])
@given(some=st.lists(some_area, min_size=1, max_size=4), on=days)
def test_a_table_of_areas_says_of_every_place_what_the_atlas_says_of_one(
    some: list[Area], on: date, *, by_name: bool
) -> None:
    atlas = Atlas.on(on, TREE, GROUPS)
    table = AreaTable([(area, 1 << number) for number, area in enumerate(some)], atlas, by_name=by_name)
    for code in PLACES:
        for number, area in enumerate(some):
            alone = atlas.within(PlaceCode(code), area, by_name=by_name)
            assert as_truth(table.at(PlaceCode(code)), number) is alone, (code, area)


@given(
    st.builds(
        Partnership,
        st.integers(0, 2),
        st.integers(0, 3),
        areas,
        areas,
        st.frozensets(st.sampled_from(APPLICANTS), max_size=2),
        st.booleans(),
    ),
    st.none() | st.sampled_from(PLACES),
    st.frozensets(st.sampled_from(PLACES), min_size=1, max_size=3),
    st.none() | st.integers(0, 3),
    st.none() | st.frozensets(st.sampled_from(APPLICANTS), min_size=1, max_size=2),
)
def test_a_table_of_partnerships_says_what_each_says_alone(
    wanted: Partnership,
    base: str | None,
    places: frozenset[str],
    partners: int | None,
    applicant: frozenset[str] | None,
) -> None:
    atlas = Atlas.on(ON, TREE, GROUPS)
    table = PartnershipTable([(0, wanted)], atlas)
    home = None if base is None else frozenset({base})
    said = {"base": home, "place": places, "partners": partners, "applicant": applicant}
    others = Said(partners, applicant)
    answers = Answers().changed({QuestionName(name): value for name, value in said.items()})
    assert as_truth(table.judged(places, home, others), 0) is evaluate(wanted, answers, atlas, ON)
    by_place = dict(zip(PLACES, table.by_place(PLACES, home, others), strict=True))
    by_base = dict(zip(PLACES, table.by_base(places, PLACES, others), strict=True))
    for code in PLACES:
        there = answers.changed({QuestionName("place"): frozenset({code})})
        assert as_truth(by_place[code], 0) is evaluate(wanted, there, atlas, ON)
        based = answers.changed({QuestionName("base"): frozenset({code})})
        assert as_truth(by_base[code], 0) is evaluate(wanted, based, atlas, ON)
    for option, found in zip(APPLICANTS, table.by_applicant(places, home, APPLICANTS, partners), strict=True):
        as_that = answers.changed({QuestionName("applicant"): frozenset({option})})
        assert as_truth(found, 0) is evaluate(wanted, as_that, atlas, ON)


@given(some_area, st.sampled_from(PLACES), st.none() | st.sampled_from(PLACES))
def test_a_destination_is_a_partnership_of_one_country(area: Area, place: str, base: str | None) -> None:
    atlas = Atlas.on(ON, TREE, GROUPS)
    table = PartnershipTable([(0, Partnership(0, 0, area, Area()))], atlas)
    home = None if base is None else frozenset({base})
    answers = Answers().changed({QuestionName("place"): frozenset({place}), QuestionName("base"): home})
    found = table.judged(frozenset({place}), home, Said(None, None))
    assert as_truth(found, 0) is evaluate(Destination(area), answers, atlas, ON)


def test_each_place_leaves_the_same_when_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two routes one takes nobody on tour in France."""
    goal, place = QuestionName("goal"), QuestionName("place")
    tour, france = AnyOf(goal, frozenset({"tour"})), AnyPlace(place, Area((), (PlaceCode("FR"),)))
    shut = EngineRule(RuleId("no"), RuleEffect.EXCLUDE, frozenset({InstrumentId("one")}), (tour, france))
    ours = compiled(instrument("one"), instrument("two"), rules=[shut])
    for store in ("MOST_TRIED", "MOST_ANSWERED", "MOST_SETTLED"):
        monkeypatch.setattr(judging, store, 0)
    for said, left_in_france in (("tour", 1), ("network", 2), ("tour", 1), ("tour", 1)):
        found = left_by_choice(ours, answers(goal=said), place, ("FR", "FR-59", "DE", "JP"))
        assert found == {"FR": left_in_france, "FR-59": left_in_france, "DE": 2, "JP": 2}
