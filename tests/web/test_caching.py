"""A public page is a function of the edition, the day and its address: it says so, is kept, and is validated by that."""

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import brotli
import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.cache.backends.base import BaseCache
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from config.urls import urlpatterns
from matcher.api import urls as api_urls
from matcher.delivery import day, kept_page, page_cache
from matcher.delivery.coding import coding_for, compress
from matcher.delivery.headers import guards
from matcher.delivery.kept_page import KeptPage, PageKey
from matcher.delivery.kept_pages import OwnPages, SharedPages
from matcher.delivery.public import OF_WHO_LOOKS, is_public
from matcher.rules.holding import holder
from matcher.rules.site import Site
from matcher.urls import urlpatterns as pages
from tests.pages import EVERYWHERE
from tests.responses import Response

pytestmark = pytest.mark.django_db

PAGE = "/en/about/privacy/"
PUBLIC = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
NOON = datetime(2026, 11, 21, 11, 0, tzinfo=UTC).timestamp()
FILES = [
    "/api/v1/match",
    "/api/v1/instruments",
    "/sitemap.xml",
    "/robots.txt",
    "/deadlines.ics",
    "/coverage.csv",
    "/api/v1/edition",
]
KINDS = [address for name, address in EVERYWHERE if not name.startswith(("not found", "report,", "name from before"))]
GZIP = {"accept-encoding": "gzip"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)


def at(monkeypatch: pytest.MonkeyPatch, moment: float) -> None:
    monkeypatch.setattr(day, "time", SimpleNamespace(time=lambda: moment))


@pytest.fixture
def client(settings: LazySettings) -> Client:
    """Of a process that keeps pages; each test has its own."""
    settings.PAGE_CACHE_BYTES = 8_000_000
    return Client()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that were made, and not answered from what is kept."""
    told: list[str] = []
    plain = page_cache.as_get

    def counted(get_response: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
        told.append(request.get_full_path())
        return plain(get_response, request)

    monkeypatch.setattr(page_cache, "as_get", counted)
    return told


# --- What is said -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("address", [*KINDS, *FILES])
def test_a_public_page_may_be_kept_and_says_nothing_of_who_looks(client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page["Cache-Control"] == PUBLIC
    assert re.fullmatch(r'W/"[0-9a-f]{32}"', page["ETag"])
    assert page.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert not page.cookies


def test_every_address_is_public_or_named_as_one_that_is_not() -> None:
    patterns = [*pages, *api_urls.urlpatterns, *urlpatterns]
    names = {pattern.name for pattern in patterns if isinstance(pattern, URLPattern)}
    not_public = {name for name in names if name and name not in OF_WHO_LOOKS and not leads_to_public(name)}
    assert not_public == {"readyz"}
    assert OF_WHO_LOOKS & {name for name in get_resolver().reverse_dict if isinstance(name, str)} == OF_WHO_LOOKS


def leads_to_public(name: str) -> bool:
    """By an address of that name, with something in its places."""
    resolver, prefix = get_resolver(), ""
    if name in {pattern.name for pattern in api_urls.urlpatterns}:
        resolver, prefix = get_resolver("matcher.api.urls"), "/api/v1/"
    found = resolver.reverse_dict.getlist(name)
    template = found[0][0][0][0]
    return is_public((prefix or "/") + re.sub(r"%\(\w+\)s", "x", template))


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize(
    "address", ["/report/", "/admin/login/", "/routes/bestaat-niet/", "/organisations/vti", "/kit/"]
)
def test_what_is_no_public_page_is_not_stored_by_anybody(client: Client, address: str) -> None:
    page = client.get(address, headers={"accept-encoding": "gzip, br"})
    assert "no-store" in page["Cache-Control"]
    assert not page.has_header("ETag")
    assert not page.has_header("Content-Encoding"), "a secret in it would show in its length"


def test_whoever_is_signed_in_gets_nothing_that_is_shared(client: Client, made: list[str]) -> None:
    client.get(PAGE)
    client.force_login(User.objects.create_superuser("curator"))
    for _ in range(2):
        page = client.get(PAGE)
        assert page["Cache-Control"] == "private, no-store"
        assert not page.has_header("ETag")
    client.logout()
    assert client.get(PAGE)["Cache-Control"] == PUBLIC
    assert made == [PAGE], "and what they saw was not kept"


def test_a_request_finishes_once(client: Client) -> None:
    """Django closes connections then: in the middle of a request there would be none left."""
    finished: list[type] = []

    def told(sender: type, **_: object) -> None:
        finished.append(sender)

    request_finished.connect(told)
    for times in (1, 2):
        client.get(PAGE)
        assert len(finished) == times


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        pytest.param(datetime(2026, 11, 21, 22, 58, 59, tzinfo=UTC), 60, id="61 seconds before midnight in Brussels"),
        pytest.param(datetime(2026, 11, 21, 22, 59, 30, tzinfo=UTC), 30, id="half a minute before it"),
        pytest.param(datetime(2026, 11, 21, 23, 0, 0, tzinfo=UTC), 60, id="at midnight"),
        pytest.param(datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), 1, id="the last second of a day in summer"),
    ],
)
def test_no_page_is_fresh_past_midnight(
    client: Client, monkeypatch: pytest.MonkeyPatch, moment: datetime, seconds: int
) -> None:
    at(monkeypatch, moment.timestamp())
    assert client.get(PAGE)["Cache-Control"] == PUBLIC.replace("=60,", f"={seconds},")


def test_a_page_that_is_kept_is_not_fresh_past_midnight_either(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get(PAGE)
    at(monkeypatch, datetime(2026, 11, 21, 22, 59, 55, tzinfo=UTC).timestamp())
    assert client.get(PAGE)["Cache-Control"] == PUBLIC.replace("=60,", "=5,")


def test_a_bare_address_is_dutch_whatever_the_browser_prefers(client: Client) -> None:
    dutch = client.get("/about/", headers={"accept-language": "en"})
    assert (dutch["Content-Language"], dutch["Vary"]) == ("nl", "Accept-Encoding")


# --- What tells two pages apart -----------------------------------------------------------------------------------


def another_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    held = holder.held()
    monkeypatch.setattr("matcher.delivery.request_site.held", lambda: Site(replace(held.edition, number=99)))


def test_another_edition_day_release_address_or_host_is_another_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, made: list[str]
) -> None:
    tags = [client.get(PAGE)["ETag"]]
    tags.append(client.get("/about/privacy/")["ETag"])
    tags.append(client.get(f"{PAGE}?a=%41")["ETag"])
    tags.append(client.get(f"{PAGE}?a=A")["ETag"])
    tags.append(client.get(PAGE, headers={"host": "localhost"})["ETag"])
    tags.append(client.get(PAGE, secure=True)["ETag"])
    with monkeypatch.context() as changed:
        another_edition(changed)
        tags.append(client.get(PAGE)["ETag"])
    with monkeypatch.context() as changed:
        at(changed, NOON + 24 * 3600)
        tags.append(client.get(PAGE)["ETag"])
    with monkeypatch.context() as changed:
        changed.setattr(kept_page, "release", lambda: "next")
        tags.append(Client().get(PAGE)["ETag"])
    assert len(set(tags)) == len(tags) == len(made)


def test_two_processes_give_a_page_the_same_tag(client: Client) -> None:
    assert client.get(PAGE)["ETag"] == Client().get(PAGE)["ETag"]


GUARDS = {*guards(), "Cross-Origin-Resource-Policy"}
"""What every answer says, this one too."""


def headers_of(answer: Response) -> dict[str, str]:
    """But for the name of the request, which is another one each time."""
    return {name: value for name, value in answer.items() if name != "X-Request-ID"}


# --- Asking again -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("{tag}", 304),
        ("{strong}", 304),
        ('"other", {tag}, W/"more"', 304),
        ("*", 304),
        ('"other"', 200),
        ('W/"other", "more"', 200),
        ("{bare}", 200),
        ("", 200),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("is_kept", [True, False])
def test_a_browser_that_has_the_page_is_told_so(
    client: Client, header: str, status: int, method: str, is_kept: bool
) -> None:
    first = client.get(PAGE)
    tag = first["ETag"]
    sent = header.format(tag=tag, strong=tag.removeprefix("W/"), bare=tag.removeprefix("W/").strip('"'))
    asked = client if is_kept else Client()
    again = getattr(asked, method)(PAGE, headers={"if-none-match": sent})
    assert again.status_code == status
    if status == 304:
        assert again.content == b""
        told = headers_of(again)
        assert told.keys() - GUARDS == {"ETag", "Cache-Control", "Vary"}
        assert told == {name: first[name] for name in told}


@pytest.mark.parametrize("headers", [{}, GZIP, {"accept-encoding": "br"}])
@pytest.mark.parametrize("is_kept", [True, False])
def test_head_says_what_get_says_without_the_bytes(client: Client, headers: dict[str, str], is_kept: bool) -> None:
    whole = client.get(PAGE, headers=headers)
    head = (client if is_kept else Client()).head(PAGE, headers=headers)
    assert head.content == b""
    assert headers_of(head) == headers_of(whole)
    assert int(head["Content-Length"]) == len(whole.content)


# --- What is kept -------------------------------------------------------------------------------------------------


def test_a_page_is_made_once_and_its_answers_bear_the_same_headers(client: Client, made: list[str]) -> None:
    first, second = client.get(PAGE), client.get(PAGE)
    client.head(PAGE)
    assert made == [PAGE]
    assert (second.content, headers_of(second)) == (first.content, headers_of(first))
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"):
        assert second[name], name


def test_a_page_is_compressed_once_for_each_coding(
    client: Client, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[str] = []

    def counted(body: bytes, coding: str) -> bytes:
        packed.append(coding)
        return compress(body, coding)

    monkeypatch.setattr(kept_page, "compress", counted)
    whole = client.get(PAGE).content
    for _ in range(2):
        zipped, smaller = client.get(PAGE, headers=GZIP), client.get(PAGE, headers={"accept-encoding": "gzip, br"})
        assert (zipped["Content-Encoding"], gzip.decompress(zipped.content)) == ("gzip", whole)
        assert (smaller["Content-Encoding"], brotli.decompress(smaller.content)) == ("br", whole)
    assert (packed, made) == (["gzip", "br"], [PAGE])


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("GZIP ; q=0.5", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*;q=0", ""),
        ("gzip;q=0, br;q=0.0", ""),
        ("gzip;q=nonsense", ""),
        ("gzip;q=nan", ""),
        ("gzip," * 500, ""),
    ],
)
def test_bytes_are_compressed_as_the_browser_says(accepts: str, coding: str) -> None:
    assert coding_for(accepts) == coding


def test_a_host_that_is_not_ours_is_refused_before_anything_is_looked_up(client: Client, made: list[str]) -> None:
    client.get(PAGE)
    assert client.get(PAGE, headers={"host": "elsewhere.example"}).status_code == 400
    assert made == [PAGE]


def test_a_form_that_sets_a_cookie_is_never_kept(client: Client) -> None:
    tokens = {client.get("/report/").cookies["csrftoken"].value, Client().get("/report/").cookies["csrftoken"].value}
    assert len(tokens) == 2


def key(number: int) -> PageKey:
    return PageKey(1, "ab", day.day_of(NOON).date, "https", "localhost", "/", str(number))


def page(size: int) -> KeptPage:
    return KeptPage('W/"a"', {}, "text/html", b"x" * size)


def test_what_is_kept_stays_within_its_bytes_and_the_page_asked_last_stays() -> None:
    kept = OwnPages(100_000)
    for number in range(50):
        kept.put(key(number), page(9_000))
        kept.get(key(0))
        assert kept.size <= 100_000
    assert kept.get(key(0)) is not None
    assert kept.get(key(1)) is None
    kept.put(key(99), page(200_000))
    assert kept.get(key(99)) is None


def test_a_compressed_copy_counts_too() -> None:
    kept = OwnPages(100_000)
    kept.put(key(1), page(9_000))
    before = kept.size
    kept.put(key(1), page(9_000).with_coding("gzip"))
    assert kept.size > before


# --- The shared layer ---------------------------------------------------------------------------------------------


class Together(BaseCache):
    """What several processes share, or fail to."""

    def __init__(self) -> None:
        super().__init__({})
        self.pages: dict[str, object] = {}
        self.asked = 0
        self.fails = False

    def get(self, key: str, default: object = None, version: int | None = None) -> object:
        self.asked += 1
        if self.fails:
            raise ConnectionError("no")
        return self.pages.get(key)

    def set(self, key: str, value: object, timeout: object = None, version: int | None = None) -> None:
        self.asked += 1
        if self.fails:
            raise ConnectionError("no")
        self.pages[key] = value


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> Together:
    cache = Together()
    monkeypatch.setattr(SharedPages, "of_settings", lambda: SharedPages(cache))
    return cache


def test_what_one_process_made_another_answers(client: Client, together: Together, made: list[str]) -> None:
    first, second = client.get(PAGE, headers=GZIP), Client().get(PAGE, headers=GZIP)
    assert made == [PAGE]
    assert (second.content, headers_of(second)) == (first.content, headers_of(first))


def test_a_shared_cache_that_fails_costs_nothing_but_itself(
    client: Client, together: Together, made: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    together.fails = True
    assert [client.get(address).status_code for address in (PAGE, PAGE, "/about/")] == [200, 200, 200]
    assert (made, together.asked) == ([PAGE, "/about/"], 1), "after the first failure it is left alone"
    assert "shared page cache fails" in caplog.text
