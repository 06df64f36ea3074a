"""The numbers beside the answers to a question: as matching with each answer counts them, on the committed fixtures."""

import random
from datetime import date

import pytest

from matcher.engine.answers import Answers, QuestionName
from matcher.engine.choices import left_by_choice
from matcher.engine.match import Matching
from matcher.rules.holding import held
from tests.some import few, some, tries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ON = date(2026, 11, 21)
TRIED = tries(20, 6)
"""How many of some 400 places are matched for each set of answers."""


def people() -> list[Answers]:
    """Three dozen sets of answers, each with some of the questions left open, the same every time."""
    chance = random.Random(8)
    site = held()
    places = [*site.words.places, *site.words.groups]
    found = []
    for number in range(36):
        values = {
            QuestionName(name): frozenset(chance.sample(options, min(len(options), chance.choice((1, 1, 2)))))
            for name, options in site.words.offered().items()
            if options and name not in ("base", "place") and chance.random() < 0.5
        }
        if number % 3:
            values[QuestionName("base")] = frozenset({chance.choice(["BE-VLG", "BE-BRU", *places])})
        if number % 4 == 0:
            values[QuestionName("place")] = frozenset(chance.sample(places, chance.choice((1, 2, 3))))
        found.append(Answers(values))
    return found


@pytest.mark.parametrize("name", ["place", "base"])
def test_each_place_leaves_what_a_match_with_it_leaves(name: str) -> None:
    site, question, chance = held(), QuestionName(name), random.Random(3)
    compiled = site.compiled(ON)
    places = (*site.words.groups, *site.words.places)
    for answers in some(few(people(), 13)):
        found = left_by_choice(compiled, answers, question, places)
        assert found.keys() == {*places}
        for code in chance.sample(places, TRIED):
            there = answers.changed({question: frozenset({code})})
            assert found[code] == len(Matching(compiled, there).left()), (code, answers)
