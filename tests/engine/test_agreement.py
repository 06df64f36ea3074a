"""The engine and the slow, obvious reference say the same of generated rulesets; and what holds of every match."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.engine.answers import AT, PLACE, Answers, QuestionName, Value, WhenAsked
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Topic
from matcher.engine.match import WHERE_AND_WHEN, Match, Matching, match
from matcher.engine.openers import Changes
from matcher.engine.places import Atlas
from matcher.engine.ruleset import Part, Ruleset
from matcher.engine.truth import Truth
from matcher.engine.verdicts import Verdict
from tests.builders import GROUPS, ON, TREE
from tests.engine.reference import judge
from tests.engine.strategies import (
    APPLICANTS,
    CODES,
    DISCIPLINES,
    GOALS,
    GROUP_IDS,
    ROLES,
    THEMES,
    WHEREABOUTS,
    days,
    given_answers,
    rulesets,
    some_places,
    values,
)
from tests.the import as_a, the


@given(rulesets(), given_answers(), days)
def test_the_engine_agrees_with_the_reference(ruleset: Ruleset, answers: Answers, on: date) -> None:
    """What is almost, too: the reference tries all that a small world can answer otherwise, and what the engine proposes."""
    found = match(Compiled(ruleset, on), answers)
    routes = [*found.routes, *found.beside]
    expected = judge(ruleset, on, answers, [*proposed(found), *otherwise(answers)])
    assert [route.instrument.id for route in routes] == [one.id for one in expected]
    for route, one in zip(routes, expected, strict=True):
        assert route.verdict == one.verdict
        assert route.group == one.group
        assert route.score == max(0, one.score)
        assert route.amount == one.pays
        assert len(route.fails) == len(one.failing)
        assert route.checks == one.checks
        if route.verdict is Verdict.MAY_FIT:
            assert len(route.waits_for) + len(route.unknown) == len(one.unknown)


def proposed(found: Match) -> list[Changes]:
    """The changes that open something, those of two answers at once too."""
    routes = (*found.routes, *found.beside)
    return [failure.change.values for route in routes for failure in route.fails if failure.change]


def otherwise(answers: Answers) -> Iterator[Changes]:
    """Each question that is answered, answered otherwise: places also beside those named."""
    for name in CANDIDATES.keys() & answers.values.keys():
        for value in CANDIDATES[name]:
            yield {QuestionName(name): value}
            if name == PLACE:
                yield {PLACE: the(answers.chosen(PLACE)) | as_a(frozenset, value)}


@given(rulesets(), given_answers(), days, st.data())
def test_answering_more_never_flips_a_settled_verdict(
    ruleset: Ruleset, answers: Answers, on: date, data: st.DataObject
) -> None:
    open_questions = sorted(set(values) - set(answers.values))
    assume(open_questions)
    name = data.draw(st.sampled_from(open_questions))
    more = answers.changed({QuestionName(name): data.draw(values[name])})
    compiled = Compiled(ruleset, on)
    before = {route.instrument.id: route.verdict for route in match(compiled, answers).routes}
    after = {route.instrument.id: route.verdict for route in match(compiled, more).routes}
    for id, verdict in before.items():
        if verdict in (Verdict.FITS, Verdict.NO):
            assert after[id] is verdict
        elif verdict is Verdict.ALMOST:
            assert after[id] in (Verdict.ALMOST, Verdict.NO)


@given(rulesets(), given_answers(), st.data())
def test_naming_a_place_more_closely_never_flips_a_settled_verdict(
    ruleset: Ruleset, answers: Answers, data: st.DataObject
) -> None:
    """For a place, one that lies in it; for a group, some of its members: one, where only one can be answered. But right around
    what a group leaves out it is not known, where a larger place holds."""
    name = QuestionName(data.draw(st.sampled_from(["base", "place"])))
    coarse = data.draw(st.sampled_from(sorted(FINER)))
    several = len(FINER[coarse]) if name == "place" and coarse in GROUPS else 1
    finer = data.draw(st.frozensets(st.sampled_from(FINER[coarse]), min_size=1, max_size=several))
    assume(finer.isdisjoint(AROUND_AN_EXCEPTION) or coarse in AROUND_AN_EXCEPTION)
    others = data.draw(some_places) if name == "place" else frozenset[str]()
    before = answers.changed({name: others | {coarse}})
    after = answers.changed({name: others | finer})
    compiled = Compiled(ruleset, ON)
    found = {route.instrument.id: route.verdict for route in match(compiled, before).routes}
    closer = {route.instrument.id: route.verdict for route in match(compiled, after).routes}
    for id, verdict in found.items():
        if verdict in (Verdict.FITS, Verdict.NO):
            assert closer[id] is verdict


@given(rulesets(), given_answers(), days)
def test_each_change_really_opens_its_route(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    found = match(compiled, answers)
    for route in (*found.routes, *found.beside):
        if route.verdict is Verdict.ALMOST and route.fails[0].criterion.topic is not Topic.CHECK:
            change = route.fails[0].change
            assert change is not None, "nothing is almost but for a change"
            opened = match(compiled, answers.changed(change.values)).route(route.instrument.id)
            assert opened is not None
            assert opened.verdict in (Verdict.FITS, Verdict.MAY_FIT)


FINER: dict[str, list[str]] = {
    **{code: sorted(children) for code, children in TREE.children.items() if children},
    **{group: sorted(ground.full) for group, ground in Atlas.on(ON, TREE, GROUPS).members.items()},
}
"""What lies in a place or in a group."""
AROUND_AN_EXCEPTION = {
    TREE.places[code].parent for periods in GROUPS.values() for one in periods for code in one.without
}

CANDIDATES: dict[str, Sequence[Value]] = {
    "goal": [frozenset({one}) for one in GOALS],
    "discipline": [frozenset({one}) for one in DISCIPLINES],
    "applicant": [frozenset({one}) for one in APPLICANTS],
    "theme": [frozenset({one}) for one in THEMES],
    "base": [frozenset({one}) for one in CODES],
    "place": [frozenset({one}) for one in CODES] + [frozenset(CODES)],
    "start": [date(2026, 10, 1), date(2027, 1, 1), date(2028, 6, 1), date(2029, 3, 1)],
    "budget": [1, 10**6],
    "partners": [0, 9],
    "days": [0, 10**6],
    "months": [0, 10**6],
    "role": [frozenset({one}) for one in ROLES],
    "at": [frozenset({one}) for one in WHEREABOUTS],
}


def test_every_question_has_candidates() -> None:
    assert CANDIDATES.keys() == values.keys()


@given(rulesets(most=3), given_answers(), days)
def test_a_route_waits_only_for_what_can_still_change_it(ruleset: Ruleset, answers: Answers, on: date) -> None:
    """For each question named, some answer settles the criterion or shortens the list; one too coarse is asked again."""
    compiled = Compiled(ruleset, on)
    for route in match(compiled, answers).routes:
        for waiting in route.waits_for:
            assert waiting.questions
            for name in waiting.questions:
                changed = [answers.changed({name: value}) for value in CANDIDATES[name]]
                assert any(compiled.waiting(waiting.criterion, one) != waiting.questions for one in changed)


@given(rulesets(), given_answers(), days)
def test_the_same_input_gives_the_same_match(ruleset: Ruleset, answers: Answers, on: date) -> None:
    assert repr(match(Compiled(ruleset, on), answers)) == repr(match(Compiled(ruleset, on), answers))


@given(rulesets(), given_answers(), days, st.integers(0, 8))
def test_a_limit_gives_the_first_ones(ruleset: Ruleset, answers: Answers, on: date, limit: int) -> None:
    compiled = Compiled(ruleset, on)
    everything = match(compiled, answers).routes
    first = match(compiled, answers, limit).routes
    assert [route.instrument.id for route in first] == [route.instrument.id for route in everything[:limit]]


@given(rulesets(), given_answers(), days)
def test_a_route_alone_is_the_route_among_all(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    found = match(compiled, answers)
    alone = [Matching(compiled, answers).route(one.instrument.id) for one in (*found.routes, *found.beside)]
    assert repr(alone) == repr([*found.routes, *found.beside])
    assert Matching(compiled, answers).route("no-such-route") is None


@given(rulesets(), given_answers(), days)
def test_points_in_binary_are_the_points_of_the_parts(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    matching = Matching(compiled, answers)
    for bit in range(len(compiled.instruments)):
        (score,), (parts,) = matching.points.scores([bit]), matching.points.parts([bit])
        assert score == sum(part.points for part in parts)
        raised = score + matching.points.most_by_rules
        assert matching.points.weigh(1 << bit) == raised
        assert sum((those >> bit & 1) << power for power, those in enumerate(matching.points.slices)) == raised


@given(rulesets(), given_answers(), days, st.data())
def test_criteria_settled_together_are_settled_as_each_is_alone(
    ruleset: Ruleset, answers: Answers, on: date, data: st.DataObject
) -> None:
    """Also where the visitor names a group: somewhere in it."""
    places = st.sampled_from([*CODES, *GROUP_IDS])
    named = {
        QuestionName("base"): data.draw(st.none() | st.frozensets(places, min_size=1, max_size=1)),
        QuestionName("place"): data.draw(st.none() | st.frozensets(places, min_size=1, max_size=4)),
    }
    compiled = Compiled(ruleset, on)
    said = answers.changed(named)
    found = compiled.assess(said)
    alone = [compiled.settle(criterion, said) for criterion in compiled.criteria]
    assert found.failing == tuple(index for index, truth in enumerate(alone) if truth is Truth.NOT_MET)
    assert found.unknown == tuple(index for index, truth in enumerate(alone) if truth is Truth.UNKNOWN)


@given(rulesets(), given_answers(), days)
def test_every_instrument_has_exactly_one_verdict(ruleset: Ruleset, answers: Answers, on: date) -> None:
    compiled = Compiled(ruleset, on)
    split = Matching(compiled, answers).split
    masks = [split.mask(verdict) for verdict in Verdict]
    assert sum(masks) == compiled.everyone
    assert masks[0] | masks[1] | masks[2] | masks[3] == compiled.everyone


@given(rulesets(most=3), given_answers(), days)
def test_a_question_is_left_out_only_when_no_answer_to_it_changes_the_list(
    ruleset: Ruleset, answers: Answers, on: date
) -> None:
    """Each question is answered in many ways, and all is judged again: verdicts, points and order of what is not out. Where it
    happens is there as long as nobody asks: only "there" has to say the same as no answer."""
    compiled = Compiled(ruleset, on)

    def shown(said: Answers) -> list[tuple[str, str, int]]:
        return [
            (one.id, one.verdict, max(0, one.score))
            for one in judge(ruleset, on, said, [*proposed(match(compiled, said)), *otherwise(said)])
            if one.money and one.verdict != "no"
        ]

    found = Matching(compiled, answers)
    left_out = sorted(CANDIDATES.keys() - answers.values.keys() - found.stakes.changes.keys())
    for name in left_out:
        for value in [frozenset({"there"})] if name == AT else CANDIDATES[name]:
            assert shown(answers.changed({QuestionName(name): value})) == shown(answers), name


@given(rulesets(), given_answers(), days)
def test_the_next_question_is_the_one_that_settles_most(ruleset: Ruleset, answers: Answers, on: date) -> None:
    """Route by route: its points (none below nought), shared out over the questions that it waits for; three or more are
    alike. A question that only decides the order is asked when nothing else is left."""
    compiled = Compiled(ruleset, on)
    found = match(compiled, answers)
    matching = Matching(compiled, answers)
    ask = {name for name in matching.stakes.changes if compiled.questions[name].asked is not WhenAsked.OPTIONAL}
    worth = dict.fromkeys(ask, Fraction())
    for route in found.routes:
        waits = {name for waiting in route.waits_for for name in waiting.questions} & ask
        for name in waits:
            points = sum(part.points for part in route.parts) + ruleset.weights[Part.RULES]
            worth[name] += Fraction(points, min(len(waits), 3))
    if not any(route.verdict in (Verdict.FITS, Verdict.MAY_FIT) for route in found.routes):
        assert found.next_question in {None, *WHERE_AND_WHEN}
    elif ask:
        assert found.next_question is not None
        assert worth[found.next_question] == max(worth.values())
    else:
        assert found.next_question in {None, *matching.stakes.changes}
