"""Before anything was loaded, or after everything was taken out: the pages say that there is nothing, and do not break."""

import pytest
from django.test import Client

from tests.conftest import forget

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/match/results/",
        "/match/results.ics",
        "/routes/",
        "/routes/?view=timeline&text=dans",
        "/deadlines/",
        "/deadlines.ics",
        "/compare/",
        "/saved/",
        "/coverage/",
        "/coverage.csv",
        "/sitemap.xml",
        "/robots.txt",
        "/api/v1/match",
        "/api/v1/instruments",
    ],
)
def test_an_empty_catalogue_breaks_no_page(client: Client, language: str, address: str) -> None:
    forget()
    outside = address.startswith(("/api", "/sitemap", "/robots"))
    assert client.get(address if outside else f"{language}{address}").status_code == 200
    forget()


def test_a_map_of_nothing_says_so(client: Client) -> None:
    forget()
    assert "to draw a map of" in client.get("/en/coverage/").content.decode()
    forget()


def test_a_questionnaire_without_questions_leads_to_the_results(client: Client) -> None:
    forget()
    assert client.get("/match/", follow=True).redirect_chain[-1][0].startswith("/match/results/")
    forget()
