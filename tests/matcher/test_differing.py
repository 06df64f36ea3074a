"""The personas that an edit leaves out cannot change: few routes, matched alone, come to what they come to among all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from matcher.engine.answers import Answers
from matcher.engine.compile import Compiled
from matcher.engine.match import Matching
from matcher.engine.money import Amount, Per, Unit
from matcher.engine.predicates import Side
from matcher.engine.ruleset import Instrument, InstrumentId, Ruleset
from matcher.engine.verdicts import Verdict
from matcher.models import Persona
from matcher.proof.differing import Few, PersonaStanding, changed, differing, may_differ, standings
from matcher.proof.effects import touched
from matcher.rules.holding import held
from matcher.rules.site import Site
from tests.builders import area, instrument, ruleset
from tests.engine.strategies import GROUP_IDS, days, given_answers, instruments, rules, rulesets

# --- Generated rulesets and edits -----------------------------------------------------------------------------------


@st.composite
def edited(draw: st.DrawFn, before: Ruleset) -> Ruleset:
    """The ruleset after a few edits: routes and rules that read otherwise, go or come, and a group with other members."""
    routes = list(before.instruments)
    for number in draw(st.sets(st.integers(0, len(routes) - 1), max_size=2)):
        routes[number] = draw(instruments(number))
    if len(routes) > 1 and draw(st.booleans()):
        routes.pop()
    elif draw(st.booleans()):
        routes.append(draw(instruments(len(routes))))
    ids = [one.id for one in routes]
    written = [replace(one, instruments=one.instruments & frozenset(ids)) for one in before.rules]
    if draw(st.booleans()):
        number = draw(st.integers(0, len(written)))
        written[number : number + 1] = [draw(rules(number, ids))]
    elif bool(written) and draw(st.booleans()):
        written.pop()
    groups = dict(before.groups)
    if draw(st.booleans()):
        one, other = draw(st.permutations(GROUP_IDS))[:2]
        groups[one] = groups[other]
    return replace(before, instruments=tuple(routes), rules=tuple(written), groups=groups)


def full(ruleset: Ruleset, answers: Answers, on: date) -> dict[InstrumentId, PersonaStanding]:
    return dict(standings(Matching(Compiled(ruleset, on), answers), answers))


@given(st.data(), rulesets(), given_answers(), days)
def test_no_route_outside_those_that_changed_comes_to_something_else(
    data: st.DataObject, before: Ruleset, answers: Answers, on: date
) -> None:
    after = data.draw(edited(before))
    routes = changed(before, after)
    assert routes is not None, "neither places nor weights are edited here"
    was, now = (full(side, answers, on) for side in (before, after))
    differ = {slug for slug in was.keys() | now.keys() if was.get(slug) != now.get(slug)}
    event(f"{len(differ)} come to something else, {len(was.keys() - routes)} stay as they are")
    assert differ <= routes
    for side, found in ((before, was), (after, now)):
        assert Few(side, routes).standings(answers, on) == {slug: one for slug, one in found.items() if slug in routes}
    assert [slug for slug in was if slug not in routes] == [slug for slug in now if slug not in routes], "their order"


@given(rulesets(), given_answers(), days)
def test_what_reads_the_same_changes_nothing(before: Ruleset, answers: Answers, on: date) -> None:
    assert changed(before, replace(before)) == frozenset()
    assert Few(before, frozenset()).standings(answers, on) == {}


UNION = area("union")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"base": UNION}, id="who applies"),
        pytest.param({"where": UNION}, id="where it leads"),
        pytest.param({"sides": (Side(UNION),)}, id="a side of the partnership"),
        pytest.param({"amount": Amount(units=(Unit(Per.DAY, Decimal(85), area=UNION),))}, id="where a sum is paid"),
    ],
)
def test_a_route_changes_with_the_groups_that_it_names(fields: dict[str, Any]) -> None:
    before = ruleset(instrument("p", **fields), instrument("q"))
    fewer = {**before.groups, UNION.groups[0]: ()}
    assert changed(before, replace(before, groups=fewer)) == frozenset({InstrumentId("p")})


# --- Personas, against the full check -------------------------------------------------------------------------------

FEW = 12
Edit = Callable[[Ruleset], Ruleset]


def with_first(change: Callable[[Instrument], Instrument]) -> Edit:
    return lambda one: replace(one, instruments=(change(one.instruments[0]), *one.instruments[1:]))


EDITS = [
    pytest.param(with_first(lambda one: replace(one, disciplines=frozenset({"circus"}))), id="another discipline"),
    pytest.param(with_first(lambda one: replace(one, applicants=frozenset({"none-of-these"}))), id="for nobody"),
    pytest.param(with_first(lambda one: replace(one, sort_name="zzz")), id="last among equals"),
    pytest.param(lambda one: replace(one, instruments=one.instruments[1:]), id="a route goes"),
    pytest.param(lambda one: replace(one, rules=one.rules[1:]), id="a rule goes"),
    pytest.param(lambda one: replace(one, rules=()), id="all rules go"),
    pytest.param(
        lambda one: replace(one, groups=dict.fromkeys(one.groups, ())), id="groups without members, which many name"
    ),
]


@pytest.fixture
def small(everything: None) -> Site:
    """The held edition, judged by the routes that personas name most, with the rules for them."""
    site = held()
    named = [
        InstrumentId(slug)
        for one in Persona.objects.for_check()[:FEW]
        for slug in [expected.instrument.slug for expected in one.expectations.all()]
    ]
    names = frozenset(named[:FEW])
    return site.with_ruleset(Few(site.ruleset, names).ruleset, site.words)


@pytest.mark.django_db
@pytest.mark.parametrize("edit", EDITS)
def test_every_persona_that_the_full_check_finds_otherwise_is_among_those_that_may_differ(
    small: Site, edit: Edit
) -> None:
    after = small.with_ruleset(replace(edit(small.ruleset), version="edited"), small.words)
    everyone = list(Persona.objects.for_check()[: 5 * FEW])
    looked_at = {one.slug for one in may_differ(everyone, small, after)}
    otherwise = {one.persona.slug for one in touched(everyone, small, after)}
    assert otherwise <= looked_at
    on_trial = small.with_ruleset(edit(small.ruleset), small.words)
    assert {one.slug for one in differing(everyone, small, on_trial)} == looked_at, "whatever version it is called"


@pytest.mark.django_db
def test_an_edit_of_routes_leaves_personas_out_and_finds_those_it_changes(small: Site) -> None:
    everyone = list(Persona.objects.for_check()[: 5 * FEW])
    fitting = {
        expected.instrument.slug
        for one in everyone
        for expected in one.expectations.all()
        if expected.verdict == Verdict.FITS
    }
    routes = tuple(
        replace(one, disciplines=frozenset({"none-of-these"})) if one.id in fitting else one
        for one in small.ruleset.instruments
    )
    after = small.with_ruleset(replace(small.ruleset, instruments=routes, version="edited"), small.words)
    looked_at = may_differ(everyone, small, after)
    assert touched(everyone, small, after)
    assert touched(looked_at, small, after) == touched(everyone, small, after)
    assert len(looked_at) < len(everyone)
    assert may_differ(everyone, small, small) == []
