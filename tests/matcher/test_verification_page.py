"""The page on which staff see what is wrong with the rules: at once with a bar, or whole without a script."""

import json
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language, override

from catalogue.editions.publish import publish
from catalogue.models import Instrument
from matcher.engine.verify import Fault
from matcher.models import Operator, Question, Role, Rule
from tests.noted import mended
from tests.responses import streamed

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.usefixtures("a_little")]

ON = "on=2026-11-21"


def address(name: str = "verification", language: str = "en") -> str:
    with override(language):
        return reverse(name)


def page(client: Client, query: str = "", language: str = "en") -> str:
    answer = client.get(f"{address(language=language)}?{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def lines(client: Client, query: str = ON) -> list[dict[str, Any]]:
    answer = client.get(f"{address('verification-stream')}?{query}")
    return [json.loads(line) for line in b"".join(streamed(answer)).decode().splitlines()]


def test_the_page_comes_at_once_and_names_where_the_report_comes_from(admin_client: Client) -> None:
    shown = page(admin_client, f"{ON}&fault=no-amount")
    assert "<progress" in shown
    assert f'data-stream="{address("verification-stream")}?{ON}&fault=no-amount"' in shown
    assert "to be mended" not in shown


def test_without_a_script_the_report_stands_in_the_page(admin_client: Client) -> None:
    shown = page(admin_client, f"{ON}&run=1")
    assert "On 21 November 2026: 0 to be mended" in shown
    assert "Rules that change nothing" in shown
    assert "/en/match/results/?" in shown
    assert "<progress" not in shown


def test_the_page_is_in_the_language_of_its_address(admin_client: Client) -> None:
    assert 'href="/match/results/?' in page(admin_client, f"{ON}&run=1", language="nl")


def test_the_stream_tells_how_far_it_is_and_ends_with_the_report(admin_client: Client) -> None:
    told = lines(admin_client)
    reached = [one["percent"] for one in told[:-1]]
    assert reached == sorted(set(reached), key=int)
    assert reached[-1] == 100
    report = unescape(str(told[-1]["html"]))
    assert "On 21 November 2026: 0 to be mended" in report
    assert report.strip() in page(admin_client, f"{ON}&run=1")


def test_the_stream_is_not_held_back_by_compression(admin_client: Client) -> None:
    answer = admin_client.get(address("verification-stream"), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "identity"
    next(streamed(answer))


def test_who_stops_reading_leaves_no_language_behind(admin_client: Client) -> None:
    """A stream that is left halfway is put away at any moment, also while another page is being made."""
    answer = admin_client.get(address("verification-stream"))
    with override("nl"):
        reading = streamed(answer)
        next(reading)
        assert get_language() == "nl"
        del reading
        answer.close()
        assert get_language() == "nl"


def test_one_kind_of_fault_can_be_shown_alone(admin_client: Client) -> None:
    shown = page(admin_client, f"{ON}&run=1&fault={Fault.CONTACT_NOT_CONFIRMED.value}")
    assert "look on its own page and confirm" in shown
    assert "it is not known how much it gives" not in shown


@pytest.mark.parametrize(
    ("query", "said"), [("on=2026-13-01", "Enter a valid date"), ("fault=nope", "Select a valid choice")], ids=str
)
def test_what_is_not_understood_is_told(admin_client: Client, query: str, said: str) -> None:
    assert said in page(admin_client, query)


def test_a_fault_that_staff_publish_stands_first_with_its_example(admin_client: Client) -> None:
    wrong = Rule.objects.create(
        slug="only-for-translators", scope="instruments", effect="require", because_nl="Zo.", because_en="So."
    )
    wrong.instruments.set(Instrument.objects.filter(slug="kunstendecreet-tip"))
    applicant = Question.objects.get(name="applicant")
    wrong.conditions.create(role=Role.REQUIRE, question=applicant, operator=Operator.ANY_OF, options=["translator"])
    mended()
    publish(author=None, why="A rule that shuts everybody out.")
    shown = page(admin_client, f"{ON}&run=1")
    assert "The rule “only-for-translators” requires what" in shown
    assert shown.index("only-for-translators") < shown.index("Worth a look")


@pytest.mark.parametrize("name", ["verification", "verification-stream"])
def test_only_staff_who_may_see_rules_get_it(client: Client, name: str) -> None:
    assert client.get(address(name)).status_code == 302
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get(address(name)).status_code == 403


def test_the_list_of_rules_leads_to_it(admin_client: Client) -> None:
    with override("en"):
        shown = admin_client.get(reverse("admin:matcher_rule_changelist")).content.decode()
    assert f'href="{address()}"' in shown
