"""Two web processes on one database: an edit made through one is published through the other, and both show it."""

import time
from collections.abc import Iterator
from html import unescape
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.filled import filled
from tests.loaded import Content, server_of
from tests.production import Served, production
from tests.reading import found_in

pytestmark = [pytest.mark.both_databases, pytest.mark.as_production]

ROUTE = "kunstendecreet-tip"
SECONDS = 3
"""The longest that a process may go on showing what was in force before; the one that published shows the new at once."""


@pytest.fixture(scope="module")
def site(django_db_setup: None) -> Iterator[Served]:
    """On the kind of database that this run is about."""
    postgresql = server_of(connection.settings_dict) if connection.vendor == "postgresql" else ""
    with production(processes=2, postgresql=postgresql, content=Content.LITTLE) as served:
        yield served


class Staff:
    """One person at one process."""

    def __init__(self, url: str, site: Served) -> None:
        self.url = url
        jar = CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https")))
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(jar))
        page = self.get("/en/admin/account/login/")
        sent = filled(page, login=site.staff, password=site.password, credential=None, next="/en/")
        self.send("/en/admin/account/login/", sent)

    def get(self, path: str) -> HttpResponse:
        return self._open(path, None)

    def send(self, path: str, values: dict[str, object]) -> HttpResponse:
        return self._open(path, urlencode(values, doseq=True).encode())

    def sees(self, path: str, words: str) -> bool:
        """Whether they stand on the page within the time that a process may take to follow."""
        until = time.monotonic() + SECONDS
        while not (there := words in text(self.get(path))) and time.monotonic() < until:
            time.sleep(0.1)
        return there

    def _open(self, path: str, body: bytes | None) -> HttpResponse:
        try:
            with self.opener.open(self.url + path, body, timeout=60) as found:
                return HttpResponse(found.read())
        except HTTPError as error:
            raise AssertionError(f"{path} gave {error.code}: {error.read()[:2000]!r}") from error


def text(response: HttpResponse) -> str:
    return unescape(response.content.decode())


def test_what_one_process_publishes_the_other_shows_within_three_seconds(site: Served) -> None:
    one, other = Staff(site.url, site), Staff(site.others[0], site)
    public = f"/en/routes/{ROUTE}/"
    assert "2 months before you start" in text(one.get(public))
    assert "2 months before you start" in text(other.get(public))

    found = found_in(
        r"/en/admin/catalogue/instrument/\d+/change/", text(one.get(f"/en/admin/catalogue/instrument/?q={ROUTE}"))
    )
    one.send(found[0], filled(one.get(found[0]), lead_months=3))
    assert "2 months before you start" in text(other.get(public))

    waiting = other.get("/en/admin/catalogue/edition/add/")
    assert "Months before the start" in text(waiting)
    sent = filled(waiting, why="The decree changed.", despite="The personas are of before the new decree.")
    assert "Published as edition 2." in text(other.send("/en/admin/catalogue/edition/add/", sent))
    assert "3 months before you start" in text(other.get(public))
    assert one.sees(public, "3 months before you start")

    first = found_in(r"/en/admin/catalogue/edition/\d+/change/", text(one.get("/en/admin/catalogue/edition/?o=1")))
    one.send(first[0], filled(one.get(first[0]), why="It was a proposal only.", despite="As before."))
    assert "2 months before you start" in text(one.get(public))
    assert other.sees(public, "2 months before you start")


def test_two_who_edit_the_same_at_two_processes_lose_nothing(site: Served) -> None:
    one, other = Staff(site.url, site), Staff(site.others[0], site)
    found = found_in(
        r"/en/admin/catalogue/instrument/\d+/change/", text(one.get(f"/en/admin/catalogue/instrument/?q={ROUTE}"))
    )
    opened = filled(other.get(found[0]), max_eur=9999)
    one.send(found[0], filled(one.get(found[0]), lead_months=4))
    told = other.send(found[0], opened)
    assert "Months before the start: 2 → 4" in text(told)
    other.send(found[0], filled(told))
    assert 'value="9999"' in text(one.get(found[0]))
