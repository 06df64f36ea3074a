"""Selections: kept without an account, found again by their link alone, changed by their owner alone, and gone for good."""

import logging
import re
from datetime import date, timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import Settings

from matcher.delivery.logs import WithoutSecrets
from matcher.engine.days import add_months
from matcher.models import Attempts, RouteNote, Selection, SelectionPage
from matcher.pages.selections.keeping import forget_unvisited
from matcher.pages.selections.links import Access, digest_of, link_of, opened
from matcher.pages.selections.views import MOST_AN_HOUR
from tests.reading import found_in
from tests.responses import Response
from tests.tools_found import html_complaints

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PLAN = (
    "applicant=individual-artist&base=BE-VLG&discipline=dance&goal=present-tour&place=FR&start=2027-06-20&budget=30000"
)
ON = "on=2026-11-21"
TIP, IP = "kunstendecreet-tip", "kunstendecreet-ip"
SECRET = re.compile(r"/saved/([\w-]{43})/")


def kept(client: Client, page: str = "results", query: str = f"{PLAN}&{ON}", name: str = "Lyon in juni") -> str:
    answer = client.post(f"/saved/keep/{page}/?{query}", {"name": name})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def text(answer: Response, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode()).replace("\u202f", " ").replace("\xa0", " ")


def reader_of(client: Client, link: str) -> str:
    found = set(SECRET.findall(text(client.get(link)))) - set(SECRET.findall(link))
    assert len(found) == 1
    return f"/saved/{found.pop()}/"


@pytest.mark.both_databases
def test_from_a_result_to_a_selection_and_back(client: Client) -> None:
    page = text(client.get(f"/match/results/?{PLAN}&{ON}"))
    there = found_in(r'href="(/saved/keep/results/\?[^"]+)"', page)
    form = text(client.get(there[1]))
    assert 'value="Frankrijk, juni 2027"' in form
    answer = client.post(there[1], {"name": "Lyon in juni"})
    link = str(answer["Location"])
    shown = text(client.get(link))
    assert "<h1>Lyon in juni</h1>" in shown
    assert "Bewaard op 21 november 2026." in shown
    selection = Selection.objects.get()
    assert (selection.page, selection.kept_on) == (SelectionPage.RESULTS, date(2026, 11, 21))
    assert "on=" not in selection.query
    assert re.search(r'href="/match/results/\?[^"]*place=FR', shown)


@pytest.mark.parametrize(("page", "address"), [("routes", "/routes/"), ("compare", "/compare/")])
def test_lists_and_comparisons_are_kept_too(client: Client, page: str, address: str) -> None:
    query = f"{ON}&discipline=dance&place=FR" if page == "routes" else f"{PLAN}&route={TIP}&route={IP}&{ON}"
    assert f"/saved/keep/{page}/?" in text(client.get(f"{address}?{query}"))
    assert "2 routes" in text(client.get(kept(client, "compare", f"{PLAN}&route={TIP}&route={IP}&{ON}")))


def test_the_clock_is_moved_and_what_changed_is_told(client: Client) -> None:
    link = kept(client)
    assert "is alles nog hetzelfde" in text(client.get(f"{link}?{ON}"))
    later = text(client.get(f"{link}?on=2027-02-20"))
    assert "Op 20 februari 2027" in later
    assert "31 januari 2027 is achter de rug." in later


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("on=abc", "“abc” is geen datum"),
        ("on=2026-11-21&on=2027-01-01", "Eén antwoord volstaat voor “De dag die als vandaag telt”"),
    ],
)
def test_a_day_that_is_not_understood_is_told(client: Client, asked: str, said: str) -> None:
    for address in (kept(client), "/saved/keep/results/"):
        assert said in text(client.get(f"{address}?{asked}"))


def test_a_name_in_its_address_that_means_nothing_is_told(client: Client) -> None:
    link = kept(client)
    assert "We kennen “discipline” in het adres niet" in text(client.get(f"{link}?discipline=dance"))
    assert "in het adres niet" not in text(client.get(f"{link}?note={TIP}&on=2026-11-21"))


@pytest.mark.both_databases
def test_its_owner_names_notes_copies_and_keeps_it_again(client: Client) -> None:
    link = kept(client)
    client.post(link, {"do": "rename", "name": "Lyon, toch in juni"})
    assert "<h1>Lyon, toch in juni</h1>" in text(client.get(link))
    form = text(client.get(f"{link}?note={TIP}"))
    assert f'name="route" value="{TIP}"' in form
    answer = client.post(link, {"do": "note", "route": TIP, "progress": "asked", "eur": "4.500", "text": "Gebeld <b>"})
    assert answer["Location"] == f"{link}#r-{TIP}"
    shown = text(client.get(link))
    assert "aangevraagd" in shown
    assert "€ 4.500" in shown
    assert "Gebeld <b>" in shown
    assert b"Gebeld <b>" not in client.get(link).content
    copy = str(client.post(link, {"do": "copy"})["Location"])
    assert "€ 4.500" in text(client.get(copy))
    client.post(link, {"do": "note", "route": TIP, "progress": "", "eur": "", "text": ""})
    assert RouteNote.objects.filter(selection__name="Lyon, toch in juni").count() == 0
    assert "€ 4.500" in text(client.get(copy))
    assert 'value="again"' not in text(client.get(f"{link}?on=2027-02-20")), "it is not that day yet"
    client.post(f"{link}?on=2027-02-20", {"do": "again"})
    assert Selection.objects.get(name="Lyon, toch in juni").kept_on == timezone.localdate()


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "note", "route": TIP, "eur": "-3"},
        {"do": "note", "route": TIP, "eur": "veel"},
        {"do": "note", "route": TIP, "eur": "99999999999999999999"},
        {"do": "note", "route": TIP, "progress": "nope"},
        {"do": "note", "route": TIP, "text": "x" * 2001},
        {"do": "note", "route": "nope", "text": "x"},
        {"do": "rename", "name": " "},
        {"do": "rename", "name": "x" * 121},
        {"do": "rename", "name": "x", "website": "https://example.org"},
        {"do": "\0"},
        {},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(client: Client, sent: dict[str, str]) -> None:
    link = kept(client)
    assert re.search(r'role="alert"|class="written-e"', text(client.post(link, sent), 422)), "why is said"
    assert not RouteNote.objects.exists()
    assert Selection.objects.get().name == "Lyon in juni"


def test_what_is_kept_is_told_as_it_is_read(client: Client) -> None:
    shown = text(client.get(f"/saved/keep/results/?{PLAN}&goal=xyz&budget=1.250,75&sort=nope"))
    assert "xyz" in shown
    assert "we rekenen met hele euro" in text(client.get("/saved/keep/results/?budget=1.250,75"))
    assert 'role="alert"' not in text(client.get(f"/saved/keep/results/?{PLAN}"))


def test_who_fills_in_what_is_hidden_is_told_to_empty_it(client: Client) -> None:
    answer = client.post(f"/saved/keep/results/?{PLAN}", {"name": "x", "website": "https://example.org"})
    assert "Maak het leeg" in text(answer, 422)
    assert not Selection.objects.exists()


def test_what_gives_no_money_says_so_beside_what_does(client: Client) -> None:
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', text(client.get(kept(client))))
    stands = dict(rows)
    assert stands["Advies internationaal werken bij Cultuurloket"] == "past, geeft geen geld"
    assert stands["Tegemoetkoming voor een internationaal presentatiemoment (TIP)"] == "past"


def test_who_makes_too_many_copies_is_told_so(client: Client) -> None:
    link = kept(client)
    answers = [client.post(link, {"do": "copy"}) for _ in range(MOST_AN_HOUR)]
    assert "Je bewaarde al veel" in text(answers[-1], 429)


def test_what_was_written_stands_there_still_when_it_is_refused(client: Client) -> None:
    shown = text(client.post(kept(client), {"do": "note", "route": TIP, "eur": "veel", "text": "Bel Ann"}), 422)
    assert "Schrijf een rond bedrag in euro" in shown
    assert "Bel Ann" in shown


def test_who_may_read_changes_nothing(client: Client) -> None:
    link = kept(client)
    client.post(link, {"do": "note", "route": TIP, "progress": "asked", "text": "Gebeld"})
    reader = reader_of(client, link)
    shown = text(client.get(reader))
    assert "Gebeld" in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main>")[0]
    assert SECRET.findall(link)[0] not in shown
    for sent in ({"do": "rename", "name": "x"}, {"do": "copy"}, {"do": "again"}):
        text(client.post(reader, sent), 404)
    text(client.get(f"{reader}delete/"), 404)
    text(client.post(f"{reader}delete/"), 404)
    assert Selection.objects.count() == 1


@pytest.mark.both_databases
def test_to_delete_leaves_nothing_behind(client: Client) -> None:
    link = kept(client)
    client.post(link, {"do": "note", "route": TIP, "text": "Gebeld"})
    reader = reader_of(client, link)
    assert "Lyon in juni" in text(client.get(f"{link}delete/"))
    assert Selection.objects.count() == 1
    answer = client.post(f"{link}delete/")
    assert "Gewist" in text(client.get(answer["Location"]))
    assert (Selection.objects.count(), RouteNote.objects.count()) == (0, 0)
    for gone in (link, reader, f"{link}delete/"):
        assert "leidt nergens heen" in text(client.get(gone), 404)


def test_pages_with_a_secret_are_told_to_nobody(client: Client) -> None:
    link = kept(client)
    for address in (link, reader_of(client, link), f"{link}delete/", f"/en{link}", "/saved/nope/"):
        answer = client.get(address)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert '<link rel="canonical"' not in answer.content.decode()
        assert not answer.cookies
    assert not client.cookies


@pytest.mark.parametrize("language", ["", "/en"])
def test_each_page_has_one_heading_a_title_and_valid_html(client: Client, language: str, tmp_path: Path) -> None:
    link = kept(client)
    client.post(link, {"do": "note", "route": TIP, "progress": "asked", "text": "Gebeld"})
    client.post(language + link, {"do": "follow", "email": "an@example.org"})
    choice = found_in(r"/saved/mail/[\w-]{43}/", str(mail.outbox[0].body))
    pages = {
        name: text(client.get(f"{language}{address}"), status)
        for name, address, status in (
            ("keep", f"/saved/keep/compare/?{PLAN}&route={TIP}", 200),
            ("owner", f"{link}?on=2027-10-20&note={IP}", 200),
            ("reader", reader_of(client, link), 200),
            ("delete", f"{link}delete/", 200),
            ("gone", "/saved/nope/", 404),
            ("deleted", "/saved/deleted/", 200),
            ("mail", choice[0], 200),
            ("no mail", f"/saved/mail/{'x' * 43}/", 404),
        )
    }
    for name, html in pages.items():
        assert len(re.findall(r"<h1[ >]", html)) == 1
        assert re.search(r"<title>\S.+ · Overzet</title>", html)
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert all(below - above <= 1 for above, below in pairwise(levels)), f"headings skip: {levels}"
        (tmp_path / f"{name}.html").write_text(html)
    assert html_complaints(tmp_path) == []


def test_no_other_page_and_no_file_names_it(client: Client) -> None:
    secret = SECRET.findall(kept(client))[0]
    for address in ("/", "/saved/", f"/match/results/?{PLAN}", "/sitemap.xml", "/robots.txt", "/api/v1/edition"):
        assert secret not in client.get(address).content.decode()


def test_the_database_alone_opens_nothing(client: Client) -> None:
    link = kept(client)
    secret = SECRET.findall(link)[0]
    row = Selection.objects.values().get()
    assert secret not in str(row)
    assert row["owner_digest"] == digest_of(secret)
    with override_settings(SECRET_KEY="another"):
        assert link_of(Selection.objects.get(), Access.OWNER) == ""
        assert opened(secret) is not None, "the link still opens it"
        assert "geef dat adres aan" not in text(client.get(link))


def test_a_link_outlives_the_secret_of_the_site_where_that_is_kept(client: Client, settings: Settings) -> None:
    secret = SECRET.findall(kept(client))[0]
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert link_of(Selection.objects.get(), Access.OWNER) == secret


def test_what_nobody_visits_for_two_years_is_gone(client: Client) -> None:
    link = kept(client)
    today = timezone.localdate()
    Selection.objects.update(visited_on=add_months(today, -24) + timedelta(days=1))
    assert forget_unvisited(today) == 0
    text(client.get(link))
    assert Selection.objects.get().visited_on == today, "a visit counts"
    Selection.objects.update(visited_on=add_months(today, -24))
    text(client.get(link), 404)
    assert not Selection.objects.exists()


def test_nobody_keeps_hundreds_an_hour(client: Client) -> None:
    for _ in range(MOST_AN_HOUR):
        kept(client)
    answer = client.post(f"/saved/keep/results/?{PLAN}", {"name": "nog een"})
    assert "Wacht een uur" in text(answer, 429)
    assert Selection.objects.count() == MOST_AN_HOUR
    row = Attempts.objects.get()
    assert "127.0.0.1" not in row.key
    Attempts.objects.update(until=timezone.now())
    kept(client)


def test_a_program_that_fills_in_everything_keeps_nothing(client: Client) -> None:
    client.post(f"/saved/keep/results/?{PLAN}", {"name": "x", "website": "https://example.org"})
    assert not Selection.objects.exists()


@pytest.mark.parametrize("page", ["match", "nope", "saved"])
def test_of_other_pages_nothing_is_kept(client: Client, page: str) -> None:
    text(client.get(f"/saved/keep/{page}/"), 404)


def test_an_address_that_is_too_long_says_so(client: Client) -> None:
    long = "&".join(f"place={n:05}" for n in range(500))
    assert "te lang" in text(client.post(f"/saved/keep/results/?{long}", {"name": "x"}), 422)
    assert not Selection.objects.exists()


@pytest.mark.parametrize("on", ["x", "0000-00-00", "9999-12-31", "2000-01-01", "\0"])
def test_a_day_that_is_none_or_lies_before_breaks_nothing(client: Client, on: str) -> None:
    assert "Lyon in juni" in text(client.get(kept(client), {"on": on}))


def test_an_edition_that_is_gone_breaks_nothing(client: Client) -> None:
    link = kept(client)
    Selection.objects.update(edition=987_654)
    assert "Lyon in juni" in text(client.get(link))


def test_what_a_walk_leaves_in_the_database(client: Client) -> None:
    """As the page on privacy says: name, address, edition, days and what one wrote. Nobody's network address, no session."""
    link = kept(client)
    client.post(link, {"do": "note", "route": TIP, "progress": "asked", "eur": "4500", "text": "Gebeld"})
    client.get(link)
    told = {field.name for field in Selection._meta.fields}
    assert told == {
        "id",
        "seed",
        "owner_digest",
        "reader_digest",
        "name",
        "page",
        "query",
        "edition",
        "kept_on",
        "visited_on",
    }
    assert {field.name for field in RouteNote._meta.fields} == {"id", "selection", "route", "progress", "eur", "text"}
    assert not Session.objects.exists()
    assert "127.0.0.1" not in str(
        [*Selection.objects.values(), *RouteNote.objects.values(), *Attempts.objects.values()]
    )


def test_bad_rows_are_refused_by_the_database(client: Client) -> None:
    kept(client)
    selection = Selection.objects.get()
    for wrong in ({"page": "nope"}, {"owner_digest": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Selection.objects.filter(pk=selection.pk).update(**wrong)
    RouteNote.objects.create(selection=selection, route=TIP)
    with pytest.raises(IntegrityError), transaction.atomic():
        RouteNote.objects.create(selection=selection, route=TIP)
    with pytest.raises(IntegrityError), transaction.atomic():
        RouteNote.objects.create(selection=selection, route=IP, progress="nope")


def test_no_log_has_a_secret_or_an_answer(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    link = kept(client)
    reader = reader_of(client, link)
    with caplog.at_level(logging.DEBUG):
        client.post(link, {})
        client.post(f"{reader}?{PLAN}", {"do": "copy"})
        client.get(f"/routes/nope/?{PLAN}")
    assert len(caplog.records) >= 3
    for record in caplog.records:
        assert WithoutSecrets().filter(record)
        told = record.getMessage()
        assert not SECRET.search(told)
        assert "place=FR" not in told


def test_every_handler_of_the_site_leaves_secrets_out(settings: Settings) -> None:
    assert all("secrets" in one["filters"] for one in settings.LOGGING["handlers"].values())


def test_what_is_kept_says_days_as_days(client: Client) -> None:
    """Tomorrow, "morgen" is another day."""
    kept(client, query=f"discipline=dance&start=morgen&budget=1.500&{ON}")
    said = Selection.objects.get().query
    assert "morgen" not in said
    assert "budget=1500" in said
