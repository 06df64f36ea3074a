"""PostgreSQL gone or hanging, and back: what needs it says so in time, loses nothing, and goes on without a restart."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPMessage
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.db import connection
from django.http import HttpResponse
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from matcher.pages.report.opened import LEAST_SECONDS
from tests.database_proxy import DatabaseProxy, database_proxy
from tests.filled import filled
from tests.loaded import server_of
from tests.pages import EVERYWHERE
from tests.production import Served, free_port, gunicorn, production
from tests.reading import found_in

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is never away"),
]

STATEMENT_SECONDS = 3
MOST_SECONDS = 20
"""What a visitor waits at most while the server hangs: a question, a new connection, and some patience."""
PUBLIC = [(name, address) for name, address in EVERYWHERE if not name.startswith(("report,", "not found"))]
FILES = [
    "/api/v1/match",
    "/api/v1/instruments",
    "/api/v1/edition",
    "/sitemap.xml",
    "/deadlines.ics",
    "/coverage.csv",
    "/healthz",
    "/readyz",
]
FORM = "/report/"


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    headers: HTTPMessage
    page: HttpResponse
    seconds: float

    @property
    def text(self) -> str:
        return unescape(self.page.content.decode())


@dataclass(slots=True)
class Visitor:
    """Keeps cookies, and takes an error for an answer."""

    url: str
    jar: CookieJar = field(default_factory=lambda: CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https"))))

    def get(self, path: str) -> Told:
        return self._open(path, None)

    def send(self, path: str, values: dict[str, object]) -> Told:
        return self._open(path, urlencode(values, doseq=True).encode())

    def _open(self, path: str, body: bytes | None) -> Told:
        begin = time.monotonic()
        try:
            answer = build_opener(HTTPCookieProcessor(self.jar)).open(self.url + path, body, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            page = HttpResponse(answer.read())
            return Told(answer.status, answer.headers, page, time.monotonic() - begin)


@pytest.fixture(scope="module")
def door() -> Iterator[DatabaseProxy]:
    server = conninfo_to_dict(server_of(connection.settings_dict))
    with database_proxy(str(server.get("host") or "127.0.0.1"), int(server.get("port") or 5432)) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def site(door: DatabaseProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    through_the_door = make_conninfo(server_of(connection.settings_dict), host="127.0.0.1", port=str(door.port))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_STATEMENT_SECONDS", str(STATEMENT_SECONDS))
        environment.setenv("DATABASE_CONNECT_SECONDS", "2")
        environment.setenv("EDITION_FILE", str(tmp_path_factory.mktemp("edition") / "edition.json"))
        with production(postgresql=through_the_door) as served:
            yield served
            door.start()


@pytest.fixture(autouse=True)
def _opened(door: DatabaseProxy) -> Iterator[None]:
    yield
    door.start()


@pytest.fixture
def staff(site: Served) -> Visitor:
    visitor = Visitor(site.url)
    page = visitor.get("/admin/account/login/").page
    sent = filled(page, login=site.staff, password=site.password, credential=None, next="/admin/")
    entered = visitor.send("/admin/account/login/", sent)
    assert entered.status == 200
    assert "/admin/logout/" in entered.text
    return visitor


@pytest.mark.parametrize("how", ["stop", "freeze"])
def test_staff_are_told_and_go_on_when_it_is_back(staff: Visitor, door: DatabaseProxy, how: str) -> None:
    address = "/admin/catalogue/instrument/"
    assert staff.get(address).status == 200
    getattr(door, how)()
    away = staff.get(address)
    assert away.status == 503
    assert int(away.headers["Retry-After"]) > 0
    assert "no-store" in away.headers["Cache-Control"]
    assert "Deze pagina is er even niet." in away.text
    assert away.seconds < MOST_SECONDS
    assert staff.get("/en" + address).text.count("This page is away for a moment.") > 0
    door.start()
    assert staff.get(address).status == 200


@pytest.mark.parametrize("how", ["stop", "freeze"])
def test_a_report_keeps_its_text_and_is_sent_when_it_is_back(site: Served, door: DatabaseProxy, how: str) -> None:
    visitor = Visitor(site.url)
    form = filled(visitor.get(FORM).page, text=f"De einddatum klopt niet ({how}).", contact="an@example.org")
    time.sleep(LEAST_SECONDS)  # what is sent sooner was filled in by a program
    getattr(door, how)()
    away = visitor.send(FORM, form)
    assert away.status == 503
    assert int(away.headers["Retry-After"]) > 0
    assert away.seconds < MOST_SECONDS
    assert f"De einddatum klopt niet ({how})." in away.text
    assert "an@example.org" in away.text
    assert "Wat je schreef, staat hier nog" in away.text
    door.start()
    again = visitor.send(FORM, filled(away.page))
    assert (again.status, re.search(r"<h1[^>]*>", again.text) is not None) == (200, True)
    assert "De einddatum" not in again.text


def test_a_selection_is_away_and_comes_back(site: Served, door: DatabaseProxy) -> None:
    visitor = Visitor(site.url)
    keep = "/saved/keep/results/?discipline=dance"
    link = found_in(r'data-link="([^"]+)"', visitor.send(keep, {"name": "Lyon"}).text)
    door.stop()
    for away in (visitor.get(link[1]), visitor.send(keep, {"name": "Lyon"}), visitor.get(f"{link[1]}days.ics")):
        assert away.status == 503
        assert int(away.headers["Retry-After"]) > 0
        assert "no-store" in away.headers["Cache-Control"]
    door.start()
    assert "Lyon" in visitor.get(link[1]).text


def test_a_process_says_that_its_database_is_away_and_that_it_answers(site: Served, door: DatabaseProxy) -> None:
    visitor = Visitor(site.url)
    assert '"database": true' in visitor.get("/readyz").text
    door.stop()
    away = visitor.get("/readyz")
    assert (away.status, '"database": false' in away.text) == (200, True)
    assert visitor.get("/healthz").status == 200
    door.start()
    assert '"database": true' in visitor.get("/readyz").text


@pytest.mark.django_db
def test_a_question_that_takes_too_long_is_ended() -> None:
    """By the server itself, which keeps the limits that every connection of ours brings along."""
    with connection.cursor() as cursor:
        for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {limit}")
            assert cursor.fetchone()[0] not in ("0", "")


@pytest.mark.parametrize(("name", "address"), [*PUBLIC, *((path, path) for path in FILES)])
def test_a_public_page_answers_without_the_database(site: Served, door: DatabaseProxy, name: str, address: str) -> None:
    door.stop()
    assert Visitor(site.url).get(address).status == 200


def test_who_is_signed_in_gets_public_pages_too(staff: Visitor, door: DatabaseProxy) -> None:
    """What a page has for staff alone is left out."""
    assert "Bewaren als proefprofiel" in staff.get("/match/results/").text
    door.stop()
    away = staff.get("/match/results/")
    assert (away.status, "Bewaren als proefprofiel" in away.text) == (200, False)


def test_a_process_that_starts_then_answers_from_its_copy(site: Served, door: DatabaseProxy) -> None:
    """That which another process wrote to disk when it took the edition over."""
    address, port = "/routes/kunstendecreet-tip/", free_port()
    shown = Visitor(site.url).get(address).text
    door.stop()
    with gunicorn("config.wsgi", port, site.settings, workers=1, threads=4):
        late = Visitor(f"http://localhost:{port}")
        assert late.get(address).text == _at(late.url, shown, site.url)
        assert '"database": false' in late.get("/readyz").text


def _at(url: str, page: str, before: str) -> str:
    """A page as it reads at another address, links to share and mail among them."""
    return page.replace(before, url).replace(quote(before, safe=""), quote(url, safe=""))
