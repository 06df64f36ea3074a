"""A page says the same whatever others asked before it: nothing that is kept between pages holds what one plan alone is told."""

from collections.abc import Callable, Hashable

import pytest
from django.test import Client

from matcher.rules.holding import held
from tests.pages import CHOREOGRAPHER, ON, PAGES
from tests.some import few

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

OTHERS = (
    "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR&start=2027-06-06&budget=30000",
    "applicant=arts-organisation&base=BE-VLG&discipline=theatre&goal=cooperate&place=NL&start=2027-11-15&budget=9000",
    "applicant=collective&base=BE-VLG&discipline=circus&goal=residency&place=GB&start=2026-12-05&days=20&people=3",
    "applicant=translator&discipline=literature&goal=translate-publish&base=BE-VLG&place=PL",
)
PLANS = (CHOREOGRAPHER, *(f"{one}&{ON}" for one in OTHERS), ON)
ROUTES = (
    "kunstendecreet-tip",  # so many months before the start
    "kunstendecreet-ip",  # yearly rounds, each for some starts
    "kunstendecreet-beurs-opkomend-talent",
    "culture-moves-europe-individual",  # a call without a day
    "flanders-literature-vertaalsubsidie",
    "circusdecreet-ontwikkelingsbeurs",
    "creative-europe-cooperation-small",
    "erasmus-small-scale-partnerships",
    "ietm",
    "tax-shelter-podiumkunsten",
)
PLACES = ("/match/results/", "/match/plan/", "/match/", "/compare/", "/saved/", "/coverage/", "/deadlines/", "/routes/")


class DrawnAnew:
    """Stands for what a site keeps of its pages, and keeps nothing."""

    def of(self, about: Hashable, draw: Callable[[], str]) -> str:
        return draw()


@pytest.mark.parametrize("language", ["", "/en"], ids=["Dutch", "English"])
def test_no_page_depends_on_what_others_asked_before(
    client: Client, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    routes = [f"/routes/{slug}/?{plan}" for slug in ROUTES for plan in PLANS]
    whole = [f"{page}?{plan}&route={ROUTES[0]}&route={ROUTES[1]}&keep={ROUTES[0]}" for page in PLACES for plan in PLANS]
    kinds = [address for address in PAGES.values() if "/report/" not in address]  # it holds when it was opened
    every = (*few(routes, len(routes) * 2 // 3), *few(whole, len(whole) * 2 // 3), *kinds)
    addresses = [f"{language}{one}" for one in (few(every, len(every) // 3) if language else every)]
    kept = {one: client.get(one).content for one in addresses}
    monkeypatch.setitem(vars(held()), "fragments", DrawnAnew())
    anew = {one: client.get(one).content for one in addresses}
    assert [one for one in addresses if kept[one] != anew[one]] == []
