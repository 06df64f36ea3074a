"""Going to a page as a polite visitor: with a name, one at a time, slowly, as robots.txt says, and no longer than one has
patience.

A browser's tricks are no part of it: no cookies are kept, no forms sent, nothing is run."""

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from matcher.models import WatchProblem
from matcher.watch.addresses import (
    LONGEST_ADDRESS,
    AnswerTime,
    NoSuchHostError,
    NotAllowedError,
    PublicTransport,
    TooLongError,
    looked_at,
)

MOST_REDIRECTS = 5
MOST_BYTES = 2_000_000
MOST_ROBOTS_BYTES = 500_000
ANSWER_SECONDS = 30.0
"""For the whole of one answer."""
READ_SECONDS = 10.0
LONGEST_PAUSE = 60.0
"""Seconds between two pages of a host that robots.txt may ask for. Who asks for more is not watched."""
LONGEST_RETRY = timedelta(days=30)
PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
TOKEN = "OverzetWatch"
"""By which robots.txt may name us."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Who asks, and how. `agent` names the operator and how they are reached."""

    agent: str
    host_seconds: float
    is_private_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `problem` is "" for a page that is there; `body` is empty where nothing changed since (`is_unchanged`)."""

    url: str
    """Where it was found in the end."""
    problem: WatchProblem | str = ""
    permanent_url: str = ""
    """Where permanent redirects lead; "" where there were none."""
    content_type: str = ""
    charset: str = ""
    body: bytes = b""
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False
    retry_at: datetime | None = None


@dataclass
class PoliteClient:
    """One run's way out. Not for two threads."""

    manners: Manners
    sleep: Callable[[float], None] = time.sleep
    _until: AnswerTime = field(default_factory=AnswerTime)
    _robots: dict[str, "Protego | WatchProblem"] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)
    """By host, from which moment on it may be asked again."""

    def __post_init__(self) -> None:
        self._http = httpx.Client(
            transport=PublicTransport(self._until, is_private_allowed=self.manners.is_private_allowed),
            headers={
                "User-Agent": self.manners.agent,
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "nl, fr, en, de",
            },
            timeout=httpx.Timeout(READ_SECONDS),
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        self._http.close()

    def wait_for(self, url: str) -> float:
        """In how many seconds the host of an address may be asked."""
        return max(0.0, self._next.get(host_of(url), 0.0) - time.monotonic())

    def fetch(self, url: str, etag: str = "", modified: str = "") -> Fetched:
        """Raises nothing: whatever happens on the way is what came back."""
        known = {}
        if etag:
            known["If-None-Match"] = etag
        if modified:
            known["If-Modified-Since"] = modified
        at, permanent = url, ""
        for hop in range(MOST_REDIRECTS + 1):
            found = self._asked(at, known if not hop else {})
            if not isinstance(found, str):
                return Fetched(
                    url=at,
                    permanent_url=permanent,
                    problem=found.problem,
                    content_type=found.content_type,
                    charset=found.charset,
                    body=found.body,
                    etag=found.etag if not hop else "",
                    modified=found.modified if not hop else "",
                    is_unchanged=found.is_unchanged,
                    retry_at=found.retry_at,
                )
            status, _space, target = found.partition(" ")
            if (permanent == at or not hop) and int(status) in PERMANENT and len(target) <= LONGEST_ADDRESS:
                permanent = target
            at = target
        return Fetched(at, WatchProblem.NO_ANSWER)

    def _asked(self, url: str, headers: dict[str, str]) -> "Fetched | str":
        """One answer; or a redirect, as its status and whither."""
        try:
            looked_at(url, is_private_allowed=self.manners.is_private_allowed)
            refused = self._refused(url)
            if refused:
                return Fetched(url, refused)
            return self._answered(url, headers, MOST_BYTES)
        except NotAllowedError:
            return Fetched(url, WatchProblem.NOT_PUBLIC)
        except NoSuchHostError:
            return Fetched(url, WatchProblem.NO_HOST)
        except (TooLongError, httpx.TransportError, httpx.InvalidURL, UnicodeError, zlib.error, ValueError):
            return Fetched(url, WatchProblem.NO_ANSWER)

    def _answered(self, url: str, headers: dict[str, str], most: int) -> "Fetched | str":
        self._paused(url)
        self._until.begin(ANSWER_SECONDS)
        try:
            with self._http.stream("GET", url, headers=headers) as answer:
                self._http.cookies.clear()
                if answer.status_code in REDIRECTS and "location" in answer.headers:
                    return f"{answer.status_code} {urljoin(url, answer.headers['location'])}"
                problem = problem_of(answer.status_code)
                retry_at = retry_of(answer.headers.get("retry-after", "")) if answer.status_code in (429, 503) else None
                if retry_at is not None:
                    self._next[host_of(url)] = time.monotonic() + max(0.0, (retry_at - now()).total_seconds())
                if problem or answer.status_code == 304:
                    return Fetched(url, problem, is_unchanged=answer.status_code == 304, retry_at=retry_at)
                body = read(answer, most)
                if body is None:
                    return Fetched(url, WatchProblem.TOO_LARGE)
                kind, _semicolon, _more = answer.headers.get("content-type", "").partition(";")
                return Fetched(
                    url,
                    content_type=kind.strip().lower(),
                    charset=answer.charset_encoding or "",
                    body=body,
                    etag=answer.headers.get("etag", "")[:200],
                    modified=answer.headers.get("last-modified", "")[:100],
                )
        finally:
            self._next[host_of(url)] = max(self._next.get(host_of(url), 0.0), time.monotonic() + self._pause(url))

    # --- Manners ---

    def _paused(self, url: str) -> None:
        wait = self.wait_for(url)
        if wait > LONGEST_PAUSE:
            raise TooLongError
        if wait:
            self.sleep(wait)

    def _pause(self, url: str) -> float:
        robots = self._robots.get(origin_of(url))
        asked = robots.crawl_delay(TOKEN) if isinstance(robots, Protego) else None
        return max(self.manners.host_seconds, float(asked or 0))

    def _refused(self, url: str) -> "WatchProblem | str":
        """Why a page may not be asked for; "" where it may."""
        origin = origin_of(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        robots = self._robots[origin]
        if not isinstance(robots, Protego):
            return robots
        if not robots.can_fetch(url, TOKEN) or float(robots.crawl_delay(TOKEN) or 0) > LONGEST_PAUSE:
            return WatchProblem.ROBOTS
        return ""

    def _read_robots(self, origin: str) -> "Protego | WatchProblem":
        """As RFC 9309 says: none is leave to look, one that can't be read is none."""
        at = f"{origin}/robots.txt"
        for _hop in range(MOST_REDIRECTS + 1):
            looked_at(at, is_private_allowed=self.manners.is_private_allowed)
            try:
                found = self._answered(at, {}, MOST_ROBOTS_BYTES)
            except NoSuchHostError:
                return WatchProblem.NO_HOST
            except (TooLongError, httpx.TransportError):
                return WatchProblem.NO_ANSWER
            if isinstance(found, str):
                at = found.partition(" ")[2]
                continue
            if found.problem in (WatchProblem.SERVER_ERROR, WatchProblem.BUSY):
                return WatchProblem(found.problem)
            return Protego.parse("" if found.problem else found.body.decode("utf-8", "replace"))
        return Protego.parse("")


def read(answer: httpx.Response, most: int) -> bytes | None:
    """The whole body, unpacked as far as is allowed; None for one that is larger, or packed in a way that was not asked for."""
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", "deflate", ""):
        return None
    unpack = zlib.decompressobj(47) if packed not in ("identity", "") else None
    body = bytearray()
    for chunk in answer.iter_raw(65_536):
        body += unpack.decompress(chunk, most + 1 - len(body)) if unpack else chunk
        if len(body) > most:
            return None
    return bytes(body)


def problem_of(status: int) -> "WatchProblem | str":
    if status in (404, 410):
        return WatchProblem.NOT_FOUND
    if status in (401, 402, 403, 407, 451):
        return WatchProblem.REFUSED
    if status in (429, 503):
        return WatchProblem.BUSY
    if status >= 500:
        return WatchProblem.SERVER_ERROR
    return WatchProblem.REFUSED if status >= 400 else ""


def retry_of(written: str) -> datetime | None:
    """When a busy server wants to be asked again, as seconds or as a moment; None where it does not say."""
    if written.strip().isdecimal():
        asked = now() + min(timedelta(seconds=int(written.strip()[:9])), LONGEST_RETRY)
    else:
        try:
            asked = parsedate_to_datetime(written)
        except (ValueError, TypeError):
            return None
        asked = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
    return min(max(asked, now()), now() + LONGEST_RETRY)


def now() -> datetime:
    return datetime.now(UTC)


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"
