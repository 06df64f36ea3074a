"""The real rules hold; a fault that staff make is found, said in their language, and fails the command."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from catalogue.models import Instrument
from matcher.engine.verify import Fault
from matcher.models import Operator, Question, Role, Rule
from matcher.proof.verification import SENTENCES, TITLES
from tests.publishing import publish_everything
from tests.the import as_a

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]

ON = "2026-11-21"


def faults(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("verify_rules", "--json", "--on", ON, *arguments, stdout=out)
    return as_a(list, json.loads(out.getvalue()))


@pytest.mark.usefixtures("everything")
def test_nothing_in_the_real_rules_must_be_mended() -> None:
    found = faults()
    assert [one for one in found if one["must_be_mended"]] == []
    assert ("contact-not-confirmed", "circuscentrum") in {(one["fault"], one["subject"]) for one in found}


@pytest.mark.usefixtures("everything")
def test_each_example_opens_results(client: Client) -> None:
    examples = [str(one["example"]) for one in faults("--lang", "nl") if one["example"]]
    assert examples
    for address in examples:
        page = client.get(address)
        assert page.status_code == 200
        assert "begrepen we niet" not in page.content.decode()


def test_a_fault_that_staff_make_fails_the_command() -> None:
    """The TIP is not for translators: to require one shuts out everybody."""
    wrong = Rule.objects.create(slug="only-for-translators", scope="instruments", effect="require", because_nl="Zo.")
    wrong.instruments.set(Instrument.objects.filter(slug="kunstendecreet-tip"))
    applicant = Question.objects.get(name="applicant")
    wrong.conditions.create(role=Role.REQUIRE, question=applicant, operator=Operator.ANY_OF, options=["translator"])
    publish_everything()
    with pytest.raises(SystemExit, match="1"):
        faults()


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_fault_has_a_sentence(language: str) -> None:
    assert SENTENCES.keys() == TITLES.keys() == set(Fault)
    out = StringIO()
    with override("en"):
        call_command("verify_rules", "--on", ON, "--lang", language, stdout=out)
    said = out.getvalue()
    assert "%(" not in said
    assert ("is niet bekend" in said) == (language == "nl")


def test_a_day_that_is_none_is_told() -> None:
    with pytest.raises(CommandError, match="“2026-13-01” is not a day"):
        call_command("verify_rules", "--on", "2026-13-01")
