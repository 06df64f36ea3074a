"""Stopping early loses nobody anything, over random people on the real catalogue."""

from datetime import date

import pytest
from django.core.management import call_command

from matcher.proof.lab.measuring import people
from matcher.rules.holding import held
from tests.pages import ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def test_nobody_sees_another_list_for_being_asked_less(capsys: pytest.CaptureFixture[str]) -> None:
    """Same routes, verdicts, order, scores, days and amounts; and a third of the questions is not asked."""
    call_command("questions_asked", on=ON.removeprefix("on="), sample=60, seed=7)
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
