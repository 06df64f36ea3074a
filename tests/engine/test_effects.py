"""What an edit does is counted over all classes of answers, exactly, and shown by answers for which it is so."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given

from matcher.engine.answers import START, Answers
from matcher.engine.compile import Compiled
from matcher.engine.effects import demanded, effects
from matcher.engine.ruleset import Instrument, InstrumentId, Ruleset
from matcher.engine.timing import Timing, TimingKind
from matcher.engine.truth import Truth
from tests.builders import ON, area, compiled, instrument
from tests.engine.few_classes import MOST_WALKED, OPTIONS, few_classes
from tests.engine.strategies import days, rulesets


def reaches(compiled: Compiled, name: InstrumentId, answers: Answers) -> bool:
    return all(compiled.settle(one, answers) is not Truth.NOT_MET for one in demanded(compiled, name))


def only(ruleset: Ruleset, names: Collection[InstrumentId]) -> Ruleset:
    return replace(ruleset, instruments=tuple(one for one in ruleset.instruments if one.id in names))


@given(rulesets(most=2), rulesets(most=2), days)
def test_the_counts_are_those_of_trying_every_class(one: Ruleset, other: Ruleset, on: date) -> None:
    names = few_classes(Compiled(one, on), Compiled(other, on))
    before, after = Compiled(only(one, names), on), Compiled(only(other, names), on)
    found = {reach.instrument: reach for reach in effects(before, after, OPTIONS)}
    assert few_classes(before, after) == names, "what is left out takes nothing with it"
    for name, values in names.items():
        tried = [Answers(dict(zip(values, some, strict=True))) for some in product(*values.values())]
        was, now = ({n for n, said in enumerate(tried) if reaches(side, name, said)} for side in (before, after))
        if name in found:
            reach = found[name]
            assert (reach.before, reach.after, reach.both) == (len(was), len(now), len(was & now))
        else:
            assert was == now or demanded(before, name) == demanded(after, name)


@given(rulesets(most=2), rulesets(most=2), days)
def test_the_examples_show_it(one: Ruleset, other: Ruleset, on: date) -> None:
    names = few_classes(Compiled(one, on), Compiled(other, on), MOST_WALKED)
    before, after = Compiled(only(one, names), on), Compiled(only(other, names), on)
    for reach in effects(before, after, OPTIONS):
        assert bool(reach.gained) == (reach.example_gained is not None)
        assert bool(reach.lost) == (reach.example_lost is not None)
        for example, had in ((reach.example_gained, False), (reach.example_lost, True)):
            if example is not None:
                assert reaches(before, reach.instrument, example) is had
                assert reaches(after, reach.instrument, example) is not had


ROUTE = instrument(disciplines=frozenset({"dance", "music"}), where=area("FR"))


@pytest.mark.parametrize(
    ("edited", "gained", "lost"),
    [
        pytest.param((ROUTE,), None, None, id="nothing"),
        pytest.param((instrument(where=area("FR")),), 1, 0, id="all disciplines"),
        pytest.param((instrument(disciplines=frozenset({"dance", "music"}), where=area("DE")),), 1, 1, id="elsewhere"),
        pytest.param((), 0, 1, id="taken away"),
    ],
)
def test_an_edit_gains_and_loses(edited: tuple[Instrument, ...], gained: int | None, lost: int | None) -> None:
    found = list(effects(compiled(ROUTE), compiled(*edited), OPTIONS))
    if gained is None:
        assert found == []
    else:
        (reach,) = found
        assert (bool(reach.gained), bool(reach.lost)) == (bool(gained), bool(lost))


def test_a_longer_lead_time_is_lost_for_the_starts_in_between() -> None:
    two, three = (instrument(timing=Timing(TimingKind.ROLLING, lead_months=months)) for months in (2, 3))
    (reach,) = effects(compiled(two), compiled(three), OPTIONS)
    assert reach.gained == 0
    assert reach.example_lost is not None
    start = reach.example_lost.day(START)
    assert start is not None
    assert date(2027, 3, 5) <= start < date(2027, 4, 5), f"two, but not three months after {ON}"
