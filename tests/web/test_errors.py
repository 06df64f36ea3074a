"""Pages for what went wrong: in both languages, with a way on, and without asking the database anything."""

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.test import Client

from matcher.pages import errors
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
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(home, "site_for", fail)
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


def test_what_goes_wrong_in_the_api_is_told_as_json(client: Client) -> None:
    english = client.post("/api/v1/match")
    dutch = client.post("/api/v1/match?lang=nl")
    assert (english.status_code, english["Allow"], english["Access-Control-Allow-Origin"]) == (405, "GET, HEAD", "*")
    assert english.json()["error"].startswith("That is not possible here.")
    assert dutch.json()["error"].startswith("Dat kan hier niet.")


def test_a_method_that_is_not_taken_is_told_in_a_page(client: Client) -> None:
    answer = client.put("/en/routes/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "That is not possible here." in answer.content.decode()


READ_ONLY = (
    "/",
    "/match/",
    "/match/results/",
    "/match/results.ics",
    "/match/results.csv",
    "/match/plan/",
    "/match/plan.pdf",
    "/compare/",
    "/saved/",
    "/routes/",
    "/routes.atom",
    "/routes/kunstendecreet-ip/",
    "/deadlines/",
    "/deadlines.ics",
    "/coverage.csv",
    "/glossary/",
    "/en/routes/",
    "/about/ranking/",
    "/sitemap.xml",
    "/robots.txt",
    "/manifest.webmanifest",
    "/api/v1/",
    "/api/v1/match",
    "/api/v1/instruments",
    "/api/v1/instruments/kunstendecreet-ip",
    "/api/v1/terms",
    "/api/v1/edition",
    "/api/v1/nothing-here",
)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", READ_ONLY)
def test_what_is_only_read_says_so_before_it_asks_for_the_cookie_of_a_form(address: str, method: str) -> None:
    """To whom sends something without the cookie too, as every program does."""
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    said = answer.json()["error"] if address.startswith("/api/") else answer.content.decode()
    is_english = address.startswith(("/api/", "/en/"))
    assert ("That is not possible here." if is_english else "Dat kan hier niet.") in said


def test_a_form_without_its_cookie_is_still_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/report/").status_code == 403


def test_a_template_that_fails_leaves_a_plain_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no")

    errors.written_once.cache_clear()
    monkeypatch.setattr(errors, "render_to_string", fail)
    answer = client.get("/en/niets/")
    assert answer.status_code == 404
    assert "<h1>404</h1>" not in answer.content.decode()
    assert "<h1>No route runs here.</h1>" in answer.content.decode()


@pytest.mark.parametrize(
    "error", [OperationalError("gone"), InterfaceError("closed")], ids=lambda error: type(error).__name__
)
@pytest.mark.parametrize(
    "where",
    [
        pytest.param((home, "site_for"), id="in a view"),
        pytest.param((SessionMiddleware, "process_request"), id="around it"),
    ],
)
def test_a_database_that_is_away_is_told_with_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, where: tuple[object, str], error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(*where, fail)
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Deze pagina is er even niet." in answer.content.decode()


def test_an_error_page_writes_an_address_as_text(client: Client) -> None:
    html = client.get('/niets/%22%3E%3Cb%3E/?a="><script>').content.decode()
    assert "<b>" not in html
    assert "<script>" not in html
