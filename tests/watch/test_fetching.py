"""How pages are asked for: only where one may go, slowly, as robots.txt says, and no longer or larger than one has patience."""

import gzip
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import SplitResult

import httpx
import pytest

from matcher.models import WatchProblem
from matcher.watch import addresses, fetching
from matcher.watch.addresses import NotAllowedError, is_public, looked_at
from matcher.watch.fetching import Manners, PoliteClient, retry_of
from tests.watch.conftest import AGENT
from tests.watch.little_web import Answered, Asked, LittleWeb, moved, page


@pytest.fixture
def careful() -> Iterator[PoliteClient]:
    """As in production: public addresses alone."""
    found = PoliteClient(Manners(AGENT, 0.0))
    yield found
    found.close()


# --- Where one may go -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://fonds.example/a",
        "file:///etc/passwd",
        "gopher://fonds.example/",
        "http://name:secret@fonds.example/",
        "http://fonds.example:22/",
        "http://fonds.example:6379/",
        "https://fonds.example:99999/",
        "http:///nowhere",
        "http://[::1",
        "javascript:alert(1)",
    ],
)
def test_what_no_public_page_has_is_not_gone_to(careful: PoliteClient, url: str) -> None:
    with pytest.raises(NotAllowedError):
        looked_at(url, is_private_allowed=False)
    assert careful.fetch(url).problem == WatchProblem.NOT_PUBLIC


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked_however_it_is_written(
    web: LittleWeb, careful: PoliteClient, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setitem(addresses.PORTS, "http", web.port)
    web.pages["/a"] = page("secret")
    found = careful.fetch(f"http://{host}:{web.port}/a")
    assert found.problem in (WatchProblem.NOT_PUBLIC, WatchProblem.NO_HOST)
    assert found.body == b""
    assert web.asked == []


def test_a_name_that_leads_to_a_private_address_is_not_gone_to(
    web: LittleWeb, careful: PoliteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one of which one address of several is private."""
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, web.port)) for one in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: both)
    monkeypatch.setitem(addresses.PORTS, "http", web.port)
    assert careful.fetch(f"http://fonds.example:{web.port}/a").problem == WatchProblem.NOT_PUBLIC
    assert web.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(
    web: LittleWeb, monkeypatch: pytest.MonkeyPatch, client: PoliteClient
) -> None:
    """Each address on the way is looked at as the first is."""
    web.pages["/a"] = moved("/b")
    web.pages["/b"] = moved("http://192.168.0.1/admin", 302)
    asked: list[str] = []
    real = looked_at

    def looked(url: str, *, is_private_allowed: bool) -> SplitResult:
        asked.append(url)
        return real(url, is_private_allowed=is_private_allowed)

    monkeypatch.setattr(fetching, "looked_at", looked)
    monkeypatch.setattr(
        addresses, "is_public", lambda address: address == "127.0.0.1"
    )  # the machine of this test stands for the public internet
    strict = PoliteClient(Manners(AGENT, 0.0))
    monkeypatch.setitem(addresses.PORTS, "http", web.port)
    found = strict.fetch(web.url("/a"))
    strict.close()
    assert found.problem == WatchProblem.NOT_PUBLIC
    assert "http://192.168.0.1/admin" in asked
    assert web.paths() == ["/a", "/b"]


def test_the_transport_of_httpx_goes_through_the_guard() -> None:
    """A new httpx that connects in another way would go where it may not."""
    transport = addresses.PublicTransport(addresses.AnswerTime(), is_private_allowed=False)
    with httpx.Client(transport=transport) as plain, pytest.raises(NotAllowedError):
        plain.get("http://127.0.0.1/")


# --- Politeness -------------------------------------------------------------------------------------------------------


def test_it_says_who_asks(web: LittleWeb, client: PoliteClient) -> None:
    web.pages["/a"] = page("<p>text</p>")
    client.fetch(web.url("/a"))
    assert [one.path for one in web.asked] == ["/robots.txt", "/a"]
    assert {one.headers["User-Agent"] for one in web.asked} == {AGENT}
    assert all("Cookie" not in one.headers and "Referer" not in one.headers for one in web.asked)


def test_robots_is_asked_once_and_obeyed(web: LittleWeb, client: PoliteClient) -> None:
    web.pages["/robots.txt"] = Answered(
        b"User-agent: *\nDisallow: /private\n\nUser-agent: OverzetWatch\nDisallow: /aid/old\n"
    )
    for path in ("/aid/old/a", "/aid/new", "/private"):
        web.pages[path] = page("<p>text</p>")
    assert client.fetch(web.url("/aid/old/a")).problem == WatchProblem.ROBOTS
    assert client.fetch(web.url("/aid/new")).problem == ""
    assert client.fetch(web.url("/private")).problem == ""  # what is said to all does not hold for who is named
    assert [one.path for one in web.asked] == ["/robots.txt", "/aid/new", "/private"]


@pytest.mark.parametrize(
    ("status", "problem"), [(404, ""), (403, ""), (500, WatchProblem.SERVER_ERROR), (503, WatchProblem.BUSY)]
)
def test_without_robots_one_may_look_but_not_where_it_cannot_be_read(
    web: LittleWeb, client: PoliteClient, status: int, problem: str
) -> None:
    web.pages["/robots.txt"] = Answered(status=status)
    web.pages["/a"] = page("<p>text</p>")
    assert client.fetch(web.url("/a")).problem == problem


def test_pages_of_a_host_are_asked_one_after_the_other_with_a_pause(web: LittleWeb) -> None:
    for path in ("/a", "/b"):
        web.pages[path] = page("<p>text</p>")
    waited: list[float] = []
    slow = PoliteClient(Manners(AGENT, 50.0, is_private_allowed=True), sleep=waited.append)
    for path in ("/a", "/b"):
        slow.fetch(web.url(path))
    slow.close()
    assert [one.path for one in web.asked] == ["/robots.txt", "/a", "/b"]
    assert len(waited) == 2
    assert all(30 < seconds <= 50 for seconds in waited)


def test_who_asks_for_a_longer_pause_gets_it_and_for_hours_is_left_alone(web: LittleWeb, client: PoliteClient) -> None:
    web.pages["/a"] = page("<p>text</p>")
    web.pages["/robots.txt"] = Answered(b"User-agent: *\nCrawl-delay: 3600\n")
    assert client.fetch(web.url("/a")).problem == WatchProblem.ROBOTS
    other = PoliteClient(Manners(AGENT, 0.0, is_private_allowed=True), sleep=lambda _seconds: None)
    web.pages["/robots.txt"] = Answered(b"User-agent: *\nCrawl-delay: 7\n")
    assert other.fetch(web.url("/a")).problem == ""
    assert 6 < other.wait_for(web.url("/b")) <= 7
    other.close()


def test_a_busy_server_is_left_alone_as_long_as_it_asks(web: LittleWeb, client: PoliteClient) -> None:
    web.pages["/a"] = Answered(status=429, headers={"Retry-After": "120"})
    found = client.fetch(web.url("/a"))
    assert found.problem == WatchProblem.BUSY
    assert found.retry_at is not None
    assert timedelta(seconds=110) < found.retry_at - datetime.now(UTC) <= timedelta(seconds=120)
    asked = len(web.asked)
    assert client.fetch(web.url("/b")).problem == WatchProblem.NO_ANSWER
    assert len(web.asked) == asked


def test_a_moment_to_come_back_is_read_in_both_ways_and_bounded() -> None:
    now = datetime.now(UTC)
    at = retry_of(format_datetime(now + timedelta(hours=2)))
    assert at is not None
    assert abs(at - now - timedelta(hours=2)) < timedelta(seconds=5)
    far = retry_of("999999999999")
    assert far is not None
    assert far - now <= timedelta(days=30, seconds=5)
    assert retry_of("soon") is None


def test_what_did_not_change_is_asked_for_by_its_marks(web: LittleWeb, client: PoliteClient) -> None:
    def conditional(asked: Asked) -> Answered:
        same = asked.headers.get("If-None-Match") == '"v1"' and asked.headers.get("If-Modified-Since") == "yesterday"
        return Answered(status=304) if same else page("<p>text</p>", ETag='"v1"', **{"Last-Modified": "yesterday"})

    web.pages["/a"] = conditional
    first = client.fetch(web.url("/a"))
    assert (first.etag, first.modified, first.is_unchanged) == ('"v1"', "yesterday", False)
    assert client.fetch(web.url("/a"), first.etag, first.modified).is_unchanged


# --- Bounds -----------------------------------------------------------------------------------------------------------


def test_what_is_too_large_is_not_read(web: LittleWeb, client: PoliteClient) -> None:
    web.pages["/large"] = page("a" * (fetching.MOST_BYTES + 1))
    web.pages["/bomb"] = Answered(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})
    web.pages["/packed"] = Answered(gzip.compress(b"<p>text</p>"), headers={"Content-Encoding": "gzip"})
    web.pages["/odd"] = Answered(b"???", headers={"Content-Encoding": "br"})
    assert client.fetch(web.url("/large")).problem == WatchProblem.TOO_LARGE
    assert client.fetch(web.url("/bomb")).problem == WatchProblem.TOO_LARGE
    assert client.fetch(web.url("/odd")).problem == WatchProblem.TOO_LARGE
    assert client.fetch(web.url("/packed")).body == b"<p>text</p>"


def test_who_writes_a_byte_at_a_time_is_left(
    web: LittleWeb, client: PoliteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "ANSWER_SECONDS", 0.6)
    web.pages["/slow"] = Answered(b"a" * 100, headers={"Content-Type": "text/html"}, slowly=0.1)
    began = time.monotonic()
    assert client.fetch(web.url("/slow")).problem == WatchProblem.NO_ANSWER
    assert time.monotonic() - began < 8


def test_a_circle_of_redirects_ends(web: LittleWeb, client: PoliteClient) -> None:
    web.pages["/a"], web.pages["/b"] = moved("/b"), moved("/a")
    assert client.fetch(web.url("/a")).problem == WatchProblem.NO_ANSWER
    assert len(web.paths()) == fetching.MOST_REDIRECTS + 1


def test_permanent_redirects_are_told_as_far_as_they_are_permanent(web: LittleWeb, client: PoliteClient) -> None:
    web.pages |= {
        "/a": moved("/b"),
        "/b": moved("/c", 302),
        "/c": page("<p>text</p>"),
        "/d": moved("/e", 308),
        "/e": moved("/c"),
    }
    assert client.fetch(web.url("/a")).permanent_url == web.url("/b")
    assert client.fetch(web.url("/d")).permanent_url == web.url("/c")
    assert client.fetch(web.url("/c")).permanent_url == ""


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answered(status=404), WatchProblem.NOT_FOUND),
        (Answered(status=410), WatchProblem.NOT_FOUND),
        (Answered(status=403), WatchProblem.REFUSED),
        (Answered(status=500), WatchProblem.SERVER_ERROR),
        (moved("http://[broken"), WatchProblem.NO_ANSWER),
        (moved("ftp://fonds.example/a"), WatchProblem.NOT_PUBLIC),
    ],
)
def test_what_an_answer_is_called(
    web: LittleWeb, client: PoliteClient, answer: Answered, problem: WatchProblem
) -> None:
    web.pages["/a"] = answer
    assert client.fetch(web.url("/a")).problem == problem


def test_a_host_that_is_not_there(client: PoliteClient) -> None:
    assert client.fetch("http://no-such-host.invalid/a").problem == WatchProblem.NO_HOST
