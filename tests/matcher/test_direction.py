"""What is told of the places of a plan that can be read in two ways, and of one that stays at home."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from matcher.answers import address
from matcher.answers.direction import direction_told, guides_for_guests
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
ARTIST, HOUSE = "applicant=individual-artist&goal=present-tour", "applicant=foreign-organisation&goal=host-incoming"
SHOWS = "applicant=foreign-organisation&goal=present-tour"
A_QUESTION = "is still the question"
AT_HOME, FROM_THERE, WITH_YOU = (
    "such a plan crosses no border",
    "where your guests come from. It",
    "it happens, with you",
)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param(f"{ARTIST}&base=BE-VLG&place=BE-VLG", AT_HOME, id="from Ghent to Antwerp"),
        pytest.param(f"{ARTIST}&base=BE-BRU&place=BE-BRU", AT_HOME, id="within Brussels"),
        pytest.param(f"{ARTIST}&base=NL&place=NL-ZH", AT_HOME, id="from the Netherlands to Rotterdam"),
        pytest.param("base=BE-VLG&place=BE-VLG", AT_HOME, id="whoever it is"),
        pytest.param(f"{ARTIST}&base=BE-VLG&place=BE-BRU", "", id="to Brussels, where another community is too"),
        pytest.param(f"{ARTIST}&base=BE-VLG&place=BE-WAL", "", id="to Wallonia"),
        pytest.param(f"{ARTIST}&base=BE-VLG&place=BE-VLG&place=FR", "", id="here and in France"),
        pytest.param(f"{ARTIST}&base=BE-VLG&place=BE", "", id="in Belgium, who knows where"),
        pytest.param(f"{ARTIST}&place=BE-VLG", "", id="from who knows where"),
        pytest.param(f"{HOUSE}&base=NL&place=BE-VLG", FROM_THERE, id="a Dutch house with Flemish guests"),
        pytest.param(f"{SHOWS}&base=NL&place=BE-VLG", A_QUESTION, id="a Dutch house that shows something somewhere"),
        pytest.param(
            f"{SHOWS}&base=NL&place=BE-VLG&at=here", FROM_THERE, id="a Dutch house that shows something at home"
        ),
        pytest.param(f"{SHOWS}&base=NL&place=BE-VLG&at=there", "", id="a Dutch house that shows something in Flanders"),
        pytest.param(f"{HOUSE}&base=NL&place=NL", WITH_YOU, id="a Dutch house that names itself"),
    ],
)
def test_a_plan_that_stays_at_home_is_told_that_it_crosses_no_border(query: str, told: str) -> None:
    site = held()
    asked = address.read(dict(QueryDict(query).lists()), site.ruleset, site.words, today=date(2026, 11, 21))
    with override("en"):
        notes = direction_told(site, asked)
    assert [told in note.message for note in notes] == ([True] if told else [])


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        pytest.param("base=AF&place=BE-VLG&goal=residency", True, id="from Kabul to Flanders"),
        pytest.param("base=FR&place=BE-BRU", True, id="from France to Brussels"),
        pytest.param("base=BE-BRU&place=FR", False, id="from Brussels to France"),
        pytest.param("base=BE-VLG&place=BE-WAL", False, id="within Belgium"),
        pytest.param("base=NL&place=FR", False, id="elsewhere, from elsewhere"),
        pytest.param("place=BE-VLG", False, id="from who knows where"),
        pytest.param("base=AF", False, id="to who knows where"),
    ],
)
def test_who_comes_here_from_abroad_finds_what_hosts_are_told(query: str, is_told: bool) -> None:
    """Also who helps an artist at risk: no route of the catalogue does."""
    site = held()
    asked = address.read(dict(QueryDict(query).lists()), site.ruleset, site.words, today=date(2026, 11, 21))
    found = {one.id for one in guides_for_guests(site, asked)}
    assert found == ({"artiesten-naar-belgie", "kunstenaars-in-gevaar"} if is_told else set())
