"""Pages for what went wrong: in both languages, with a way on, and without asking the database anything."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client

from matcher.pages.home import views as home

WRONG = [
    pytest.param(SuspiciousOperation("no"), 400, "Dit adres klopt niet.", "This address is not right.", id="400"),
    pytest.param(PermissionDenied("no"), 403, "Deze pagina is niet voor jou.", "This page is not for you.", id="403"),
    pytest.param(RuntimeError("no"), 500, "Dat ging mis.", "That went wrong.", id="500"),
]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("error", "status", "dutch", "english"), WRONG)
def test_what_goes_wrong_is_told_in_the_language_of_the_address(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, dutch: str, english: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(home, "current", fail)
    for address, told in (("/", dutch), ("/en/", english)):
        answer = client.get(address)
        assert answer.status_code == status
        assert told in answer.content.decode()
        assert 'role="search"' in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "told", "other"),
    [("/niets/", "Hier loopt geen route.", "/en/niets/"), ("/en/niets/?a=b", "No route runs here.", "/niets/?a=b")],
)
def test_what_is_not_there_leads_on_in_both_languages(client: Client, address: str, told: str, other: str) -> None:
    html = client.get(address).content.decode()
    assert told in html
    assert f'href="{other}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html


def test_a_host_that_is_not_ours_gets_a_page_too(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "Dit adres klopt niet." in answer.content.decode()


@pytest.mark.django_db
def test_a_page_behind_an_unknown_short_name_is_not_found(client: Client) -> None:
    answer = client.get("/routes/bestaat-niet/")
    assert answer.status_code == 404
    assert "Zoek" in answer.content.decode()


def test_only_reading_is_possible(client: Client) -> None:
    assert client.post("/routes/").status_code == 405
