"""The addresses on the map: each is the address of the same page with one place more, or less."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest

from matcher.answers import address
from matcher.answers.questionnaire import ASK, state
from matcher.engine.answers import PARTNERS, PLACE, QuestionName
from matcher.pages.questionnaire.questions import form_of
from matcher.rules.holding import held

ON = date(2026, 11, 21)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "place=FR",
        "place=FR&place=JP&place=x-be-fwb",
        "goal=present-tour&discipline=dance&place=NL&start=2027-06-20&budget=0&partners=0",
        "applicant=individual-artist&skip=base&keep=kunstendecreet-tip&on=2026-11-21",
        "place=0&budget=0",
    ],
)
def test_each_leads_to_the_page_with_that_place_changed(query: str) -> None:
    site = held()
    asked = address.read(parse_qs(query), site.ruleset, site.words, today=ON)
    chosen = asked.answers.chosen(PLACE) or frozenset()
    places = form_of(site, asked, PLACE, sorted(chosen)).places
    assert places is not None
    shapes = (*places.map.countries, *places.map.regions)
    assert len(shapes) > 40
    for shape in shapes:
        changed = {PLACE: (chosen ^ {shape.place.code}) or None}
        assert shape.toggle == "?" + state(site, asked, changed=changed, more=[(ASK, PLACE)])
    assert {one.name for one in places.chosen} == {site.words.place(code) for code in chosen}


def test_a_question_whose_name_ends_alike_is_left_alone() -> None:
    """Staff name questions: `birthplace=0` is no place."""
    now, name = held(), QuestionName("birthplace")
    partners = next(one for one in now.ruleset.questions if one.name == PARTNERS)
    ruleset = replace(now.ruleset, questions=(replace(partners, name=name), *now.ruleset.questions))
    words = replace(
        now.words, questions={**now.words.questions, name: replace(now.words.questions[PARTNERS], name=name)}
    )
    site = now.with_ruleset(ruleset, words)
    asked = address.read({"birthplace": ["0"], "place": ["FR"]}, ruleset, words, today=ON)
    assert asked.answers.values[name] == 0
    places = form_of(site, asked, PLACE, ["FR"]).places
    assert places is not None
    (chosen,) = places.chosen
    assert chosen.without == "?birthplace=0&ask=place"
