"""Which question comes next, and that nothing is lost by stopping when nothing more can change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.engine.answers import APPLICANT, DISCIPLINE, THEME, Answers, QuestionName
from matcher.engine.compile import Compiled
from matcher.engine.criteria import RuleId
from matcher.engine.match import Matching, match
from matcher.engine.money import Amount
from matcher.engine.predicates import AnyOf
from matcher.engine.ruleset import Effort, EngineRule, Instrument, InstrumentId, Part, RuleEffect, Ruleset, Through
from matcher.engine.timing import State, Timing, TimingKind
from matcher.engine.verdicts import Verdict
from matcher.proof.lab.measuring import as_far_as_asked
from tests.builders import ON, answers, area, instrument, ruleset
from tests.builders import compiled as built
from tests.engine.strategies import CODES, GROUP_IDS, days, given_answers, rulesets

Shown = list[tuple[object, ...]]


def shown(compiled: Compiled, answers: Answers) -> Shown:
    """All that must not change by what is not asked: the routes in their order, with day, amount and the points that no theme
    gives; nothing, where no route fits any more, or may."""
    routes = match(compiled, answers).routes
    if not any(one.verdict in (Verdict.FITS, Verdict.MAY_FIT) for one in routes):
        return []
    return [
        (
            one.instrument.id,
            one.verdict,
            one.rank,
            sum(part.points for part in one.parts if part.part is not Part.THEME),
            one.due,
            one.cover,
        )
        for one in routes
        if one.verdict is not Verdict.NO
    ]


def asked_until_nothing_can_change(compiled: Compiled, said: Answers) -> Answers:
    """One question after the other; what the visitor does not say is passed over."""
    known = Answers(checks=said.checks)
    passed: set[QuestionName] = set()
    while name := Matching(compiled, known).next_question(passed):
        passed.add(name)
        if name in said:
            known = known.changed({name: said.values[name]})
    return known


places = st.sampled_from([*CODES, *GROUP_IDS])


@given(rulesets(), given_answers(), days, st.none() | st.frozensets(places, min_size=1, max_size=3))
def test_stopping_when_nothing_can_change_gives_what_the_whole_form_gives(
    those: Ruleset, said: Answers, on: date, named: frozenset[str] | None
) -> None:
    """Also where the visitor names a group: somewhere in it. Who is not asked where it happens, says nothing of it."""
    compiled = Compiled(those, on)
    said = said.changed({QuestionName("place"): named})
    known = asked_until_nothing_can_change(compiled, said)
    assert shown(compiled, known) == shown(compiled, as_far_as_asked(compiled, said, known))


def next_of(
    *routes: Instrument, rules: Iterable[EngineRule] = (), passed: Iterable[str] = (), **given: Any
) -> str | None:
    matching = Matching(built(*routes, rules=rules), answers(**given))
    return matching.next_question([QuestionName(name) for name in passed])


LIGHT: dict[str, Any] = {"effort": Effort.LIGHT}
SAID: dict[str, Any] = {"goal": "tour"}
PLAIN = instrument("plain", **LIGHT)
TOUR, DANCE, ARTIST = frozenset({"tour"}), frozenset({"dance"}), frozenset({"artist"})
BONUS = EngineRule(
    RuleId("bonus"),
    RuleEffect.POINTS,
    frozenset({InstrumentId("plain")}),
    when=(AnyOf(DISCIPLINE, DANCE), AnyOf(APPLICANT, ARTIST)),
    points=5,
)


@pytest.mark.parametrize(
    ("routes", "rules", "given", "asked"),
    [
        pytest.param([PLAIN], [], {}, "goal", id="the goal gives every route its points"),
        pytest.param([PLAIN], [], SAID, None, id="nothing depends on anything any more"),
        pytest.param([instrument("p", effort=Effort.HEAVY)], [], SAID, "budget", id="a budget: is the effort worth it"),
        pytest.param(
            [instrument("p", amount=Amount(max_eur=9), **LIGHT)], [], SAID, "budget", id="a budget: what is covered"
        ),
        pytest.param(
            [instrument("o", **LIGHT), instrument("p", themes=TOUR, **LIGHT)],
            [],
            SAID,
            "theme",
            id="a theme that puts the second route first",
        ),
        pytest.param([instrument("p", themes=TOUR, **LIGHT)], [], SAID, None, id="a theme of the only route"),
        pytest.param(
            [instrument("p", themes=TOUR, **LIGHT)],
            [
                replace(
                    BONUS,
                    effect=RuleEffect.EXCLUDE,
                    points=0,
                    instruments=frozenset({InstrumentId("p")}),
                    when=(AnyOf(THEME, TOUR),),
                )
            ],
            SAID,
            "theme",
            id="a theme of the only route, at which a rule looks too",
        ),
        pytest.param(
            [instrument("o", themes=TOUR, **LIGHT), instrument("p", **LIGHT)],
            [],
            SAID,
            None,
            id="a theme of the route that is first as it is",
        ),
        pytest.param(
            [instrument("o", goals=TOUR | DANCE, **LIGHT), instrument("p", goals=TOUR, themes=TOUR, **LIGHT)],
            [],
            {"goal": ["tour", "dance"]},
            None,
            id="a theme that gives less than the second is behind",
        ),
        pytest.param(
            [instrument("o", **LIGHT), instrument("p", applicants=ARTIST, themes=TOUR, **LIGHT)],
            [],
            SAID | {"applicant": "publisher"},
            None,
            id="a theme of what needs a change, behind what fits",
        ),
        pytest.param([PLAIN], [BONUS], SAID, "discipline", id="points that a rule may give"),
        pytest.param(
            [PLAIN], [BONUS], SAID | {"discipline": "games"}, None, id="points that no rule can give any more"
        ),
        pytest.param(
            [PLAIN, instrument("p", goals=DANCE, applicants=ARTIST, **LIGHT)],
            [],
            SAID,
            "applicant",
            id="almost, or not any more",
        ),
        pytest.param(
            [instrument("p", disciplines=TOUR, applicants=ARTIST)], [], SAID | {"discipline": "dance"}, None, id="out"
        ),
        pytest.param(
            [instrument("label", gives_money=False, goals=TOUR)], [], {}, None, id="what gives no money asks nothing"
        ),
        pytest.param(
            [instrument("p", where=area("FR"), timing=Timing(TimingKind.CALL, State.CLOSED)), PLAIN],
            [],
            SAID,
            None,
            id="only a route that is closed asks where",
        ),
        pytest.param(
            [
                instrument("one", applicants=ARTIST, **LIGHT),
                instrument("two", applicants=ARTIST, disciplines=DANCE, **LIGHT),
            ],
            [],
            SAID,
            "applicant",
            id="the one that more routes wait for",
        ),
        pytest.param(
            [
                instrument("one", disciplines=DANCE, where=area("FR"), **LIGHT),
                instrument("two", disciplines=DANCE, where=area("FR"), **LIGHT),
                instrument("three", applicants=ARTIST, **LIGHT),
                instrument("four", applicants=ARTIST, **LIGHT),
            ],
            [],
            SAID,
            "applicant",
            id="as many wait for it, and for nothing else",
        ),
    ],
)
def test_the_next_question(
    routes: list[Instrument], rules: list[EngineRule], given: dict[str, Any], asked: str | None
) -> None:
    assert next_of(*routes, rules=rules, **given) == asked


OUT = SAID | {"applicant": "publisher"}
ROLLING = Timing(TimingKind.ROLLING, lead_days=60)


@pytest.mark.parametrize(
    ("demands", "asked"),
    [
        pytest.param({"amount": Amount(max_eur=9)}, set(), id="an amount is for when it fits"),
        pytest.param({"timing": ROLLING}, {"start"}, id="by when to apply"),
        pytest.param({"base": area("DE")}, {"base"}, id="where one is established"),
        pytest.param({"where": area("FR")}, {"place"}, id="where the plan leads"),
        pytest.param({"base": area("DE"), "timing": ROLLING, "min_partners": 1}, {"base", "start"}, id="but no more"),
    ],
)
@pytest.mark.parametrize("through", [(), (Through("publisher"),)], ids=["one change", "another applies"])
def test_where_nothing_can_fit_only_where_and_when_are_asked(
    demands: dict[str, Any], asked: set[str], through: tuple[Through, ...]
) -> None:
    near = instrument("p", applicants=ARTIST, through=through, **demands)
    passed: list[str] = []
    while name := next_of(near, passed=passed, **OUT):
        passed.append(name)
    assert set(passed) == asked


def test_a_route_that_may_fit_is_asked_about_first() -> None:
    near = instrument("p", applicants=ARTIST, where=area("FR"), amount=Amount(max_eur=9))
    assert next_of(near, **SAID) is not None
    assert next_of(near, instrument("o", where=area("FR"), **LIGHT), **SAID, applicant="publisher") == "place"


def test_what_was_passed_over_is_not_asked_again() -> None:
    assert next_of(instrument("p", applicants=ARTIST, **LIGHT), passed=["goal", "applicant"]) is None


def test_a_pinned_question_comes_first_while_it_changes_anything() -> None:
    routes = [
        instrument("one", applicants=ARTIST, **LIGHT),
        instrument("two", applicants=ARTIST, amount=Amount(max_eur=9)),
    ]
    rules = ruleset(*routes)
    pinned = replace(
        rules, questions=tuple(replace(one, is_pinned=one.name in ("budget", "place")) for one in rules.questions)
    )
    assert match(Compiled(rules, ON), answers(**SAID)).next_question == "applicant"
    assert match(Compiled(pinned, ON), answers(**SAID)).next_question == "budget"
    assert match(Compiled(pinned, ON), answers(budget=5, **SAID)).next_question == "applicant"


def test_the_start_is_at_stake_for_each_route_whose_members_change_before_some_start() -> None:
    """Two lists end on the same day, in two conditions; a third route asks nothing of the kind."""
    found = Compiled(
        ruleset(
            instrument("listed", base=area("priority")),
            instrument("listed-or-japan", base=area("priority", "JP")),
            instrument("anywhere"),
        ),
        date(2025, 6, 1),
    )
    start = QuestionName("start")
    assert Matching(found, answers(base="FR")).stakes.changed_by(start) == 2
    assert Matching(found, answers(base="JP")).stakes.changed_by(start) == 0
    assert Matching(found, answers(base="FR", start=date(2025, 9, 1))).stakes.changed_by(start) == 0
