"""The edition as a file that everybody can download: whole, from what the process holds, kept as every public page is."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.editions.store import LICENCE, exported, imported
from catalogue.entries.instrument import InstrumentEntry
from matcher.api import open_data
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

ADDRESS = "/api/v1/edition"


@pytest.mark.parametrize(("page", "said"), [("/about/data/", "één JSON-bestand"), ("/en/about/data/", "one JSON file")])
def test_the_page_on_the_data_leads_to_it_and_names_its_licence(client: Client, page: str, said: str) -> None:
    html = " ".join(unescape(client.get(page).content.decode()).split())
    (told,) = re.findall(rf'<dt><a href="{ADDRESS}" download>.*?</dd>', html)
    assert said in told
    assert f" {held().edition.number}" in told
    assert LICENCE in html


def test_it_is_what_staff_export_but_for_words_among_staff(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export_edition")
    written = json.loads(capsys.readouterr().out)
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert answer.json() == written | {"signed": "", "why": ""}
    assert answer["Content-Disposition"] == f'attachment; filename="overzet-edition-{written["number"]}.json"'
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_it_can_be_read_back_with_every_source(client: Client) -> None:
    read = imported(client.get(ADDRESS).content.decode())
    assert read.digest == held().edition.digest
    assert read.all(InstrumentEntry) == held().all(InstrumentEntry)
    assert all(one.sources for one in read.all(InstrumentEntry).values())


def test_it_says_nothing_of_who_published_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told = replace(held().edition, signed="Somebody Known", why="Between us")
    assert "Somebody Known" in exported(told)
    site = replace(held(), edition=told)
    monkeypatch.setattr(open_data, "site_for", lambda _request: site)
    text = client.get(ADDRESS).content.decode()
    assert "Somebody Known" not in text
    assert "Between us" not in text


def test_it_is_made_once_and_of_no_row(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(ADDRESS).content
    monkeypatch.setattr(open_data, "exported", None)
    with django_assert_num_queries(1):  # which edition is in force
        assert client.get(ADDRESS).content == first


def test_a_browser_that_has_it_is_told_so(settings: LazySettings) -> None:
    settings.PAGE_CACHE_BYTES = 32_000_000
    client = Client()
    tag = client.get(ADDRESS, headers={"accept-encoding": "br"})["ETag"]
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 304
    head = client.head(ADDRESS)
    assert (head.content, head["Content-Length"]) == (b"", str(len(client.get(ADDRESS).content)))


def test_it_has_one_address(client: Client) -> None:
    answer = client.get(f"{ADDRESS}?again=1")
    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    assert client.post(ADDRESS).status_code == 405


def test_the_page_names_the_tables_that_there_are(client: Client) -> None:
    html = client.get("/en/about/data/").content.decode()
    assert "as JSON only" not in html
    for address in ("/en/routes.csv", "/en/routes.xlsx", "/en/match/results.csv", "/en/match/results.xlsx"):
        assert address.removeprefix("/en") in html or address.rpartition("/")[2] in html
        assert client.get(address).status_code == 200
