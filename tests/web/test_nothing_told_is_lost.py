"""What is told of an address is still told where the questionnaire leads on to another page."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from matcher.engine.answers import START
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def others() -> list[tuple[str, str]]:
    """All questions but the start, passed over."""
    return [("skip", name) for name in held().words.questions if name != START]


def notes(html: str) -> list[str]:
    """What was not understood, and how the rest was read."""
    boxes = re.findall(r'<div class="(?:errbox|readbox)".*?</div>', html, re.S)
    offered = re.findall(r'<div class="later-p" role="status"><p>(.*?)</p>', html, re.S)
    return [*re.findall(r"<li>(.*?)</li>", unescape(" ".join(boxes))), *offered]


TOLD = [
    pytest.param([("start", "june 2027")], "june 2027", id="a month alone"),
    pytest.param([("start", "2020-01-01")], "past", id="a start in the past"),
    pytest.param([("start", "2027-06-01"), ("start", "2027-07-01")], "2027-06-01", id="two days where one is enough"),
    pytest.param([("start", "2027-06-01"), ("place", "Atlantis")], "Atlantis", id="a place that is none"),
    pytest.param([("start", "2027-06-01"), ("on", "2026-13-45")], "2026-13-45", id="a day that is none"),
    pytest.param([("start", "2027-06-01"), ("keep", "zzzz")], "zzzz", id="a route that is none"),
    pytest.param([("start", "2027-06-01"), ("colour", "red")], "colour", id="a name that is not known"),
]


@pytest.mark.parametrize(("given", "said"), TOLD)
def test_the_last_answer_leads_to_results_that_tell_it_too(
    client: Client, given: list[tuple[str, str]], said: str
) -> None:
    everything = [*given, ("put", "start"), *[one for one in others() if one[1] not in dict(given)]]
    # What is wrong with another answer brings back its question; here it was passed over, and is answered already.
    everything += [("place", "FR")] if ("place", "Atlantis") in given else []
    came = client.get(f"/en/match/?{urlencode(everything)}", follow=True)
    assert came.redirect_chain[-1][0].startswith("/en/match/results/?")
    assert any(said in note for note in notes(came.content.decode()))
    assert "put=" not in came.redirect_chain[-1][0]


@pytest.mark.parametrize(("given", "said"), TOLD)
def test_a_question_passed_over_loses_nothing_that_was_told_of_another(
    client: Client, given: list[tuple[str, str]], said: str
) -> None:
    came = client.get(f"/en/match/?{urlencode([*given, ('budget', ''), ('put', 'budget'), ('ask', 'start')])}")
    assert came.status_code == 302
    assert "skip=budget" in came["Location"]
    after = client.get(came["Location"]).content.decode()
    assert said in unescape(after)


def test_where_nothing_was_told_one_state_has_one_address(client: Client) -> None:
    given = urlencode([*reversed(others()), ("start", "1/6/2027"), ("put", "start")])
    came = client.get(f"/en/match/?{given}", follow=True)
    skipped = urlencode([("skip", name) for name in held().words.questions if name != START])
    assert came.redirect_chain[-1][0] == f"/en/match/results/?start=2027-06-01&{skipped}"


def test_a_note_leads_to_the_whole_page_of_results(client: Client) -> None:
    given = [("start", "june 2027"), ("part", "kunstendecreet-tip"), *others()]
    came = client.get(f"/en/match/?{urlencode(given)}", follow=True)
    assert "june 2027" in came.content.decode()
    assert "<h1" in came.content.decode()
