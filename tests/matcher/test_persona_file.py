"""The file of personas: it is loaded as it is written, and a mistake is told with its place."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from catalogue.entries.values import FixtureError
from catalogue.loading.load import load
from matcher.models import Persona

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]


def write(directory: Path, text: str) -> Path:
    (directory / "personas.yaml").write_text(text)
    return directory


ONE = """
personas:
  - id: one
    name: {nl: Eén, en: One}
    answers: {applicant: individual-artist, place: [DE], start: 2027-09-01, budget: 9000}
    on: 2026-11-21
    because: {nl: Zomaar., en: Just so.}
    expects:
      - {route: kunstendecreet-tip, verdict: may-fit}
      - {route: kunstendecreet-ip, verdict: no}
    order: [kunstendecreet-tip, kunstendecreet-ip]
"""


@pytest.fixture
def copied(tmp_path: Path, little_facts: Path) -> Path:
    """The files of the little catalogue, to be changed."""
    return shutil.copytree(little_facts, tmp_path / "facts")


def test_a_file_is_loaded_and_reads_back_the_same(copied: Path) -> None:
    load(write(copied, ONE))
    row = Persona.objects.for_check().get(slug="one")
    assert row.answers == {
        "applicant": ["individual-artist"],
        "place": ["DE"],
        "start": ["2027-09-01"],
        "budget": ["9000"],
    }
    assert [(one.instrument.slug, one.rank) for one in row.expectations.all()] == [
        ("kunstendecreet-tip", 1),
        ("kunstendecreet-ip", 2),
    ]
    again = load(copied)["persona"]
    assert (again.created, again.changed, again.kept, again.unchanged) == ([], [], [], ["one"])


@pytest.mark.parametrize(
    ("text", "by", "message"),
    [
        pytest.param("applicant: indiv", "applicant: indiv-", "answers.applicant: “indiv-idual-artist”", id="option"),
        pytest.param("place: [DE]", "plaice: [DE]", "one: answers.plaice: There is no question", id="question"),
        pytest.param("place: [DE]", "place: [Germany]", "one: answers.place: write it as ['DE']", id="a name"),
        pytest.param("budget: 9000", "budget: many", "one: answers.budget: “many”", id="amount"),
        pytest.param("verdict: no", "verdict: never", "one: expects.2.verdict", id="verdict"),
        pytest.param("route: kunstendecreet-ip", "route: ip", "order names kunstendecreet-ip, of which", id="order"),
        pytest.param(
            "    order:", "      - {route: ip, verdict: no}\n    order:", "expects.3.route: no inst", id="route"
        ),
        pytest.param("route: kunstendecreet-ip", "route: kunstendecreet-tip", "named twice", id="twice"),
        pytest.param("    on: 2026-11-21\n", "", "one: on: is missing", id="no day"),
        pytest.param("    because: {nl: Zomaar., en: Just so.}", "    is_must: true", "write because", id="must"),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_entry_field_and_reason(
    copied: Path, text: str, by: str, message: str
) -> None:
    assert text in ONE
    with override("en"), pytest.raises(FixtureError) as refused:
        load(write(copied, ONE.replace(text, by)))
    assert str(refused.value).startswith("personas.yaml: one: ")
    assert message in str(refused.value)


def test_the_command_refuses_a_rule_in_english_and_as_the_file_calls_it(copied: Path) -> None:
    rules = copied / "rules.yaml"
    text = rules.read_text()
    asked = "{question: goal, operator: none-of, options: [present-tour]}"
    assert asked in text
    rules.write_text(text.replace(asked, "{question: status, operator: any-of, options: [looking]}", 1))
    with pytest.raises(CommandError, match="“Status” has no option looking"):
        call_command("load_catalogue", copied)
    rules.write_text(text.replace("for: {instruments: [kunstendecreet-tip]}", "for: {instruments: [tip]}", 1))
    with pytest.raises(CommandError, match=r"for\.instruments: no instrument is called 'tip'"):
        call_command("load_catalogue", copied)
