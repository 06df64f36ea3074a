"""Stopping early loses nobody anything, over random people on the real catalogue."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest
from django.core.management import call_command

from matcher.engine.answers import Answers, QuestionKind, QuestionName, Value
from matcher.engine.classes import Classes
from matcher.engine.compile import Compiled
from matcher.engine.match import Matching
from matcher.engine.match import match as matched
from matcher.engine.verdicts import Group, Verdict
from matcher.engine.verify import tests_of as distinctions_of
from matcher.proof.lab.measuring import people
from matcher.rules.holding import held
from tests.pages import ON
from tests.some import THOROUGH, tries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def test_nobody_sees_another_list_for_being_asked_less(capsys: pytest.CaptureFixture[str]) -> None:
    """Same routes, verdicts, order, scores, days and amounts; and a third of the questions is not asked."""
    call_command(
        "questions_asked", on=ON.removeprefix("on="), sample=tries(60, 20), seed=7, every=1 if THOROUGH else 10
    )
    table = capsys.readouterr().out
    (random,) = [line.split(" | ") for line in table.splitlines() if line.startswith("| random")]
    assert random[-1] == "100% |"
    assert int(random[-2].removesuffix("%")) >= 30


def test_the_same_seed_gives_the_same_people() -> None:
    now = held()
    compiled = now.compiled(date(2026, 11, 21))
    offered = now.words.offered()
    first, second = (list(people(compiled, offered, 5, seed=3)) for _ in range(2))
    assert first == second
    assert first[0] != first[1]


def values_of(compiled: Compiled, offered: Mapping[QuestionName, Sequence[str]]) -> dict[QuestionName, list[Value]]:
    """To each question one answer of every class that the rules tell apart."""
    tests = frozenset(distinctions_of(compiled))
    classes = Classes(compiled, offered)
    found = {}
    for one in compiled.questions.values():
        match one.kind:
            case QuestionKind.CHOICES:
                some: Sequence[Value | str] = offered[one.name]
            case QuestionKind.PLACES:
                some = classes.places(one.name, tests)
            case _:
                some = classes.of(one.name, tests)
        found[one.name] = [frozenset({value}) if isinstance(value, str) else value for value in some]
    return found


def list_of(compiled: Compiled, said: Answers) -> list[tuple[object, ...]]:
    """The routes that are not out, or for which another applies: in order, with points, days, amounts, and what they still wait
    for; all that `asking.Stakes` says a question may change. Of one route alone a budget changes the points, and nothing else."""
    return [
        (
            one.instrument.id,
            one.verdict,
            one.score,
            one.due,
            one.cover,
            tuple(waiting.criterion for waiting in one.waits_for),
        )
        for one in matched(compiled, said).routes
        if one.verdict is not Verdict.NO or one.group is Group.THROUGH
    ]


def ways_to_go_on(
    known: Answers, others: Mapping[QuestionName, list[Value]], chance: random.Random
) -> Iterator[Answers]:
    """What is known alone, and with what was passed over or is still to come answered in some way. Where a question decides only
    together with one answer of twenty to another, it takes many ways to see it."""
    yield known
    for _ in range(300):
        yield known.changed({name: chance.choice(values) for name, values in others.items() if name not in known})


def test_no_question_is_asked_that_cannot_change_the_list() -> None:
    """Of each question that comes, some answer makes the list another than it is without an answer. Where two conditions of one
    route shut each other out, a question can come in vain: none of these people meets that."""
    now = held()
    compiled = now.compiled(date(2026, 11, 21))
    offered = now.words.offered()
    values = values_of(compiled, offered)
    chance = random.Random(13)
    asked_in_vain, count = [], 0
    for said in people(compiled, offered, 12, seed=13):
        known, asked = Answers(), list[QuestionName]()
        while name := Matching(compiled, known).next_question(asked):
            count += 1
            asked.append(name)
            others = {one: answers for one, answers in values.items() if one != name}
            tried = chance.sample(values[name], min(len(values[name]), 60))
            if not any(
                list_of(compiled, way.changed({name: value})) != as_it_is
                for way in ways_to_go_on(known, others, chance)
                for as_it_is in [list_of(compiled, way)]
                for value in tried
            ):
                asked_in_vain.append((name, known))
            if name in said:
                known = known.changed({name: said.values[name]})
    assert count > 50
    assert asked_in_vain == []
