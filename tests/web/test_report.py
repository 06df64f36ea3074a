"""Reporting that something is not right: what is kept of it, what is refused, and who reads it."""

import re
import time
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue.editions.working import waiting
from catalogue.models import Instrument, Report
from matcher.pages.report.opened import stamp
from matcher.pages.report.reports import MOST_AN_HOUR, is_own_page
from matcher.rules.holding import held
from tests.reading import found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything", "nothing_sent")]

ROUTE = "/report/?route=kunstendecreet-ip"
SAID = {"text": "Het maximum is veranderd.", "source_url": "https://www.example.org/ip", "contact": "an@example.org"}
OPENED = {"opened": stamp(time.time() - 60)}
"""The form was opened a minute ago."""
SENT = {**SAID, **OPENED}


@pytest.fixture
def nothing_sent() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


@pytest.mark.parametrize(("language", "title"), [("", "Meld een fout"), ("/en", "Report an error")])
def test_the_form_names_the_route_that_it_is_about(client: Client, language: str, title: str) -> None:
    html = page(client, language + ROUTE)
    assert f"<h1>{title}</h1>" in html
    assert f'href="{language}/routes/kunstendecreet-ip/"' in html


@pytest.mark.both_databases
def test_a_report_is_kept_with_its_route_and_thanked_for(client: Client) -> None:
    answer = client.post(ROUTE, SENT)
    assert (answer.status_code, answer["Location"]) == (302, "/report/thanks/")
    kept = Report.objects.get()
    assert kept.route == Instrument.objects.get(slug="kunstendecreet-ip")
    assert kept.page == "/routes/kunstendecreet-ip/"
    assert {name: getattr(kept, name) for name in SAID} == SAID
    assert kept.handled_at is None
    assert "Dank je" in page(client, "/report/thanks/")


def test_a_report_on_another_page_keeps_its_address(client: Client) -> None:
    client.post("/report/?page=/countries/FR/%3Fon=2026-11-21", {"text": "Eén regio ontbreekt.", **OPENED})
    kept = Report.objects.get()
    assert (kept.route, kept.page, kept.contact) == (None, "/countries/FR/?on=2026-11-21", "")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("said", "field", "told"),
    [
        pytest.param({"text": "  "}, "text", "Schrijf wat er niet klopt.", id="nothing"),
        pytest.param({"text": "x" * 2001}, "text", "2000", id="too long"),
        pytest.param({"text": "x", "source_url": "ergens"}, "source_url", "Schrijf een adres zoals", id="no address"),
        pytest.param(
            {"text": "x", "source_url": "javascript:alert(1)"}, "source_url", "Schrijf een adres", id="script"
        ),
        pytest.param({"text": "x", "contact": "an"}, "contact", "Schrijf een e-mailadres", id="no e-mail address"),
        pytest.param({"text": "x\x00y"}, "text", "", id="a character that no text holds"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field_and_the_rest_stays(
    client: Client, said: dict[str, str], field: str, told: str
) -> None:
    answer = client.post(ROUTE, {**SENT, **said})
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    beside = found_in(rf'<p class="written-e" id="id_{field}_error">(.*?)</p>', html, re.S)
    assert told in beside[1]
    assert f'href="#id_{field}"' in html
    assert re.search(rf'id="id_{field}"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="id_{field}"', html)
    assert re.search(rf'aria-describedby="[^"]*id_{field}_error[^"]*"', html)
    kept = next(value for name, value in SAID.items() if name != field and name not in said)
    assert kept in html
    assert not Report.objects.exists()


def test_a_program_that_fills_in_all_is_thanked_and_forgotten(client: Client) -> None:
    answer = client.post(ROUTE, {**SENT, "website": "https://spam.example"})
    assert answer["Location"] == "/report/thanks/"
    assert not Report.objects.exists()


def test_after_several_reports_an_hour_has_to_pass(client: Client) -> None:
    for _ in range(MOST_AN_HOUR):
        assert client.post(ROUTE, SENT).status_code == 302
    answer = client.post(ROUTE, SENT)
    assert answer.status_code == 429
    assert "Wacht een uur" in answer.content.decode()
    assert SAID["text"] in answer.content.decode()
    assert Report.objects.count() == MOST_AN_HOUR
    assert client.post(ROUTE, SENT, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_behind_a_proxy_the_address_that_it_adds_counts(client: Client, settings: Settings) -> None:
    settings.CLIENT_ADDRESS_FROM = "HTTP_X_FORWARDED_FOR"
    for number in range(MOST_AN_HOUR):
        client.post(ROUTE, SENT, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 198.51.100.7")
    assert client.post(ROUTE, SENT, HTTP_X_FORWARDED_FOR="10.9.9.9, 198.51.100.7").status_code == 429
    assert client.post(ROUTE, SENT, HTTP_X_FORWARDED_FOR="198.51.100.8").status_code == 302


def test_a_form_without_its_cookie_is_not_accepted() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(ROUTE, SENT)
    assert answer.status_code == 403
    assert "Dit is niet verstuurd." in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "address", ["/", "/routes/", "/report/thanks/", "/about/privacy/", "/organisations/", "/countries/"]
)
def test_only_the_form_sets_a_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies
    assert set(client.get(ROUTE).cookies) == {"csrftoken"}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("route=nope", "“nope” is geen keuze bij “Route”"),
        ("route=kunstendecreet-ipp", "(kunstendecreet-ip)?"),
        ("page=https://evil.example/", "is geen pagina van deze site"),
        ("page=//evil.example/", "is geen pagina van deze site"),
        ("page=javascript:alert(1)", "is geen pagina van deze site"),
        ("rout=kunstendecreet-ip", "Bedoel je “route”?"),
    ],
)
def test_what_the_address_says_wrong_is_told(client: Client, query: str, told: str) -> None:
    html = page(client, f"/report/?{query}")
    assert told in html
    assert 'name="text"' in html


@pytest.mark.parametrize("given", ["/\\evil.example", "/a\nb", "/" + "a" * 300, "http://[", ""])
def test_only_a_path_is_an_own_page(given: str) -> None:
    assert not is_own_page(given)


def test_a_report_is_no_part_of_an_edition(client: Client) -> None:
    client.post(ROUTE, SENT)
    assert not waiting(held().edition)


def test_the_form_asks_only_which_edition_is_in_force(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get(ROUTE)


# What staff do with them


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("an", "an@example.org", "an"))
    return client


@pytest.mark.both_databases
@pytest.mark.ignore_template_errors
def test_staff_see_what_is_open_and_close_it_with_a_note(staff: Client) -> None:
    report = Report.objects.create(text="Het maximum is veranderd.", contact="an@example.org")
    listed = reverse("admin:catalogue_report_changelist")
    assert "Het maximum is veranderd." in staff.get(f"{listed}?handled=no").content.decode()
    assert "Het maximum is veranderd." not in staff.get(f"{listed}?handled=yes").content.decode()
    one = reverse("admin:catalogue_report_change", args=[report.pk])
    staff.post(one, {"handled_note": "Aangepast.", "text": "Niet van mij."})
    staff.post(listed, {"action": "mark_handled", "_selected_action": [report.pk]})
    report.refresh_from_db()
    assert (report.text, report.handled_note) == ("Het maximum is veranderd.", "Aangepast.")
    assert report.handled_at is not None
    assert report.contact == "", "whom to answer is forgotten"
    assert "Het maximum is veranderd." in staff.get(f"{listed}?handled=yes").content.decode()
    assert staff.get(reverse("admin:catalogue_report_add")).status_code == 403


@pytest.mark.both_databases
def test_a_report_that_is_handled_keeps_no_contact() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(text="x", contact="an@example.org", handled_at=timezone.now())


# What a fact should be


def choice(html: str, begins: str) -> str:
    """The value of the option for a fact of which only the kind is known."""
    return found_in(rf'<option value="({begins}:[^"]*)"', html)[1]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("language", "written"), [("", "€ 7.500"), ("/en", "7,500 euro")], ids=["in Dutch", "in English"]
)
def test_what_a_fact_should_be_is_kept_as_its_field_holds_it(client: Client, language: str, written: str) -> None:
    fact = choice(page(client, language + ROUTE), "amount")
    said = {**OPENED, "fact": fact, "proposed": written, "source_url": "https://www.example.org/ip"}
    assert client.post(language + ROUTE, said).status_code == 302
    kept = Report.objects.get()
    assert (kept.kind, kept.key, kept.fact) == ("instrument", "kunstendecreet-ip", "amount")
    assert (f"amount:{kept.was}", kept.proposed, kept.text) == (fact, "7500", "")


def test_words_that_no_field_holds_are_kept_as_they_are(client: Client) -> None:
    client.post(ROUTE, {**OPENED, "fact": "who:", "proposed": "Ook duo's."})
    assert Report.objects.get().proposed == "Ook duo's."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({"proposed": "7500"}, "Kies welk gegeven zo moet zijn.", id="which fact"),
        pytest.param({"fact": "who:"}, "Schrijf wat het moet zijn.", id="what it should be"),
        pytest.param({}, "Schrijf wat er niet klopt.", id="nothing"),
        pytest.param({"fact": "who:nope", "proposed": "x"}, "Dat gegeven is intussen veranderd.", id="not offered"),
        pytest.param({"fact": "who:", "proposed": "x" * 501}, "500", id="too long"),
    ],
)
def test_half_a_proposal_is_told(client: Client, said: dict[str, str], told: str) -> None:
    answer = client.post(ROUTE, {**OPENED, **said})
    assert answer.status_code == 422
    assert told in unescape(answer.content.decode())
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        pytest.param(lambda now: {"opened": stamp(now)}, "vlugger dan iemand kan schrijven", id="at once"),
        pytest.param(lambda now: {"opened": stamp(now - 25 * 3600)}, "te lang geleden geopend", id="yesterday"),
        pytest.param(lambda now: {"opened": f"{int(now) - 60}:made-up"}, "te lang geleden geopend", id="made up"),
        pytest.param(lambda _now: {}, "te lang geleden geopend", id="never"),
    ],
)
def test_a_form_that_nobody_opened_is_not_kept_and_loses_nothing(
    client: Client, opened: Callable[[float], dict[str, str]], told: str
) -> None:
    answer = client.post(ROUTE, {**SAID, **opened(time.time())})
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert told in html
    assert SAID["text"] in html
    assert not Report.objects.exists()


def test_what_was_refused_for_its_time_is_kept_when_it_is_sent_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = client.post(ROUTE, {**SAID, "opened": "nothing"}).content.decode()
    fresh = found_in(r'name="opened" value="([^"]+)"', html)[1]
    later = time.time() + 10
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(ROUTE, {**SAID, "opened": fresh}).status_code == 302


def test_a_page_without_a_name_asks_for_no_fact(client: Client) -> None:
    assert 'name="fact"' not in page(client, "/report/")
    assert 'name="fact"' in page(client, "/report/?page=/countries/FR/")
