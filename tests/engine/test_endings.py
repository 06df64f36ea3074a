"""The plans that end with nothing are counted as one would by trying each."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.engine.answers import Answers, QuestionName
from matcher.engine.classes import Classes
from matcher.engine.compile import Compiled
from matcher.engine.endings import WALKED, Endings
from matcher.engine.match import match
from matcher.engine.ruleset import AllowedChange, Instrument, Ruleset
from matcher.engine.timing import State, Timing, TimingKind
from matcher.engine.verdicts import Verdict
from matcher.engine.verify import Fault, verify
from tests.builders import ON, PLACES, instrument, ruleset
from tests.engine.strategies import APPLICANTS, DISCIPLINES, GOALS, allowed_changes, days, rulesets

BASES = ("BE-VLG", "FR")
OPTIONS = {
    QuestionName("goal"): GOALS,
    QuestionName("discipline"): DISCIPLINES,
    QuestionName("applicant"): APPLICANTS,
    QuestionName("base"): BASES,
}
COUNTRIES = [one.code for one in PLACES if one.country == one.code]


@settings(max_examples=max(settings().max_examples // 10, 3))
@given(rulesets(most=3), st.none() | st.lists(allowed_changes, max_size=3).map(tuple), days)
def test_every_plan_is_counted_where_it_ends(
    ruleset: Ruleset, changes: tuple[AllowedChange, ...] | None, on: date
) -> None:
    compiled = Compiled(replace(ruleset, changes=changes), on)
    endings = Endings(Classes(compiled, OPTIONS))
    for applicant in APPLICANTS[:2]:
        nothing = one_change = plans = 0
        for said in product((applicant,), DISCIPLINES, GOALS, BASES, COUNTRIES):
            plan = Answers({name: frozenset({one}) for name, one in zip(WALKED, said, strict=True)})
            counts = match(compiled, plan).counts
            plans += 1
            if not counts[Verdict.FITS] and not counts[Verdict.MAY_FIT]:
                nothing += not counts[Verdict.ALMOST]
                one_change += bool(counts[Verdict.ALMOST])
        found = endings.of(applicant)
        assert (found.plans, found.nothing.plans, found.one_change.plans) == (plans, nothing, one_change)


ROLLING = Timing(TimingKind.ROLLING, State.OPEN, lead_months=2)
LABEL = instrument("label", gives_money=False)


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        pytest.param(instrument("route", timing=ROLLING), None, id="open to all"),
        pytest.param(
            instrument("route", disciplines=frozenset({"dance"})), Fault.ENDS_WITH_NOTHING, id="what one makes stays"
        ),
        pytest.param(
            instrument("route", goals=frozenset({"tour"})), Fault.ENDS_WITH_A_CHANGE, id="what for can be changed"
        ),
    ],
)
def test_how_plans_end_is_told_per_applicant(one: Instrument, fault: Fault | None) -> None:
    compiled = Compiled(ruleset(one, LABEL), ON)
    options = {**OPTIONS, QuestionName("applicant"): ("artist",)}
    ends = (Fault.ENDS_WITH_NOTHING, Fault.ENDS_WITH_A_CHANGE)
    found = [finding for finding in verify(Classes(compiled, options)) if finding.fault in ends]
    assert [(finding.fault, finding.subject) for finding in found] == ([(fault, "artist")] if fault else [])
    for finding in found:
        ended, plans, with_others = finding.figures
        assert 0 < ended < plans
        assert with_others == ended, "the label is left to everybody"
        assert finding.example is not None
        counts = match(compiled, finding.example).counts
        assert not counts[Verdict.FITS]
        assert not counts[Verdict.MAY_FIT]
