"""Hostile requests, the same for the same seed, and what must hold of every answer. Through the door that production opens.

`python -m tests.hostile --requests 100000 --seed 7` asks the site on the database that DATABASE_URL names (SQLite beside the
code without it), tells each answer of which something does not hold, and exits with 1 if there was one."""

import argparse
import io
import json
import logging
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_from_bytes

from tests.pages import PAGES

Environ = dict[str, Any]
MOST_SECONDS = 20.0
"""Of processor time. Far more than any request should take: what is slow is measured elsewhere, this finds what never ends."""
ODD_TEXTS = (
    "", " ", "\0", "%00", "null", "None", "NaN", "-1", "0", "1e309", "9" * 400, "-" + "9" * 400, "\u202e", "\ud7ff", "🚢" * 40,
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "<script>alert(1)</script>", "' OR 1=1--", "{{7*7}}", "{% debug %}", "%s%n",
    "${jndi:ldap://x}", "a" * 3000, "[", "//[", "]]>", "\r\nSet-Cookie: a=b", "é", "İ", "ß" * 500, "٣٤", "½", "1_000",
)  # fmt: skip
DAYS = (
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026-13-01", "1/1/1", "31/12/9999", "-2026-01-01",
    "2026-W01", "29 februari 2027", "١٢-١٢-٢٠٢٦", "20261121T000000Z", "1900-02-29",
)  # fmt: skip
NAMES = (
    "on", "start", "budget", "amount", "days", "people", "age", "partners", "place", "base", "goal", "discipline", "applicant",
    "ask", "keep", "route", "text", "page", "level", "view", "sort", "all", "lang", "programme", "helps", "o", "__class__", "",
)  # fmt: skip
CHARSETS = (
    "hex",
    "rot13",
    "zip",
    "base64",
    "utf-16",
    "utf-7",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "x" * 300,
    "",
)
PATHS = (
    "//", "//[", "/./", "/../", "/%2e%2e/", "/en", "/en//", "/nl/", "/fr/", "/routes", "/routes/%00/",
    "/routes/" + "a" * 3000 + "/",
    "/static/../settings.py", "/static/", "/static/%00", "/static/css/site.css", "/healthz", "/readyz", "/sitemap.xml",
    "/robots.txt", "/favicon.ico", "/api/",
    "/api/v1/", "/api/v1/match", "/api/v1/instruments", "/api/v1/instruments/x%00", "/deadlines.ics",
    "/match/results.ics", "/coverage.csv", "/manifest.webmanifest", "/admin/", "/en/admin/login/", "/admin/preview/routes/",
    "/countries/%FF/", "/countries/../", "/organisations/%F0%9F%9A%A2/", "/kit/", "*", "http://elsewhere.example/", "",
)  # fmt: skip
METHODS = (
    *["GET"] * 12,
    "HEAD",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "PROPFIND",
    "get",
    "G\u00cbT",
    "X" * 90,
)
HEADERS = {
    "HTTP_ACCEPT": ("*/*", "application/json;q=nan", ",,,;;;", "text/html;" * 500, "\xff"),
    "HTTP_ACCEPT_ENCODING": ("gzip", "br", "br;q=0, gzip;q=0", "*;q=0.1", "gzip;q=inf", "q=;;,=", "x," * 2000, "\xff\0"),
    "HTTP_ACCEPT_LANGUAGE": ("en", "fr-BE,*;q=0.5", "nl;q=1e9", "x-" * 500, "%00", "\xff" * 40),
    "HTTP_IF_NONE_MATCH": ("*", '"', 'W/"', '"a", W/"b",,', "a" * 3000, '"' * 2000, "\xff", 'W/W/"x"'),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Sat, 99 Foo 0000 99:99:99 GMT", "\0"),
    "HTTP_RANGE": ("bytes=0-1", "bytes=9-1", "bytes=" + "0-0," * 500, "lines=1"),
    "HTTP_COOKIE": (
        "sessionid=", "sessionid=%00", "sessionid=" + "a" * 3000,
        "csrftoken=\xff", "=;=;", 'messages=[["__json_message"', "a" * 4000,
    ),
    "HTTP_HOST": ("elsewhere.example", "", "localhost:99999", "localhost:x", "[::1", "a" * 300, "localhost\0", "user@localhost"),
    "HTTP_REFERER": ("\xff", "javascript:alert(1)", "http://[", "a" * 3000),
    "HTTP_ORIGIN": ("null", "http://[", "\0"),
    "HTTP_X_FORWARDED_FOR": ("1.1.1.1, " * 300, "\0", "::::"),
    "HTTP_X_FORWARDED_PROTO": ("https", "gopher", "https,http"),
    "HTTP_X_FORWARDED_HOST": ("elsewhere.example",),
    "HTTP_TRANSFER_ENCODING": ("chunked", "chunked, gzip"),
    "HTTP_EXPECT": ("100-continue", "what"),
    "CONTENT_LENGTH": ("-1", "x", "9" * 30, "0", ""),
}  # fmt: skip
CONTENT_TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "text/plain", "application/json", "text/plain; x*=bogus''%C3", "text/plain; x*0*=utf-8''%C3; x*1*=%A9", ";;;", "\xff/\xff",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    seconds: float
    headers: dict[str, str]
    body: bytes


def hostile_requests(seed: int, count: int) -> Iterator[Environ]:
    dice = random.Random(seed)
    for _ in range(count):
        yield hostile_request(dice)


def hostile_request(dice: random.Random) -> Environ:
    path = dice.choice((known_path, odd_path))(dice)
    environ = plain_request(path, hostile_query(dice), method=dice.choice(METHODS), body=hostile_body(dice))
    if dice.random() < 0.4:
        environ["CONTENT_TYPE"] = dice.choice(CONTENT_TYPES)
        if dice.random() < 0.6:
            environ["CONTENT_TYPE"] += f"; charset={dice.choice(CHARSETS)}"
    for name in dice.sample(sorted(HEADERS), dice.choice((0, 0, 1, 2, 4))):
        environ[name] = dice.choice(HEADERS[name])
    return environ


def plain_request(path: str, query: str = "", method: str = "GET", body: bytes = b"") -> Environ:
    """As a server would hand it on: text of one byte a character."""
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def known_path(dice: random.Random) -> str:
    return dice.choice(("", "/en")) + dice.choice(sorted(PAGES.values())).partition("?")[0]


def odd_path(dice: random.Random) -> str:
    path = dice.choice(PATHS)
    if dice.random() < 0.3:
        path += dice.choice(ODD_TEXTS)
    return path.encode("utf-8", "surrogatepass").decode("latin-1")


def hostile_query(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.2:
        return ""
    if kind < 0.3:  # one name over and over; seldom more than Django takes
        return "&".join([f"{dice.choice(NAMES)}={quote(dice.choice(ODD_TEXTS)[:9])}"] * dice.choice((2, 30, 300, 6000)))
    if kind < 0.4:
        return quote_from_bytes(dice.randbytes(30), safe="=&;%/?") + "=%C3%28&%=%&%zz=%u0041&&&==;"
    said = [(dice.choice(NAMES), dice.choice((*ODD_TEXTS, *DAYS))) for _ in range(dice.randint(1, 6))]
    if dice.random() < 0.2:
        return "&".join(f"{name}={text}" for name, text in said).encode("utf-8", "replace").decode("latin-1")
    return "&".join(f"{quote(name)}={quote(text, errors='replace')}" for name, text in said)


def hostile_body(dice: random.Random) -> bytes:
    return dice.choice(
        (b"", b"", b"text=x&website=", b"text=%00", b"--x\r\n\r\n", b"a=b&" * 6000, dice.randbytes(200), b"{" * 5000)
    )


def ask(application: Callable[..., Iterable[bytes]], environ: Environ) -> Answer:
    """What a server would have got; the body is read to its end."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        told.append((status, headers))

    begin = time.thread_time()
    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, headers = told[-1]
    return Answer(int(status[:3]), time.thread_time() - begin, dict(headers), body)


def faults(answer: Answer) -> list[str]:
    """What does not hold of an answer."""
    found = []
    if answer.status >= 500:
        found.append(f"answered {answer.status}")
    if answer.seconds > MOST_SECONDS:
        found.append(f"took {answer.seconds:.1f} s")
    if any("\n" in value or "\r" in value for value in answer.headers.values()):
        found.append("has a line break in a header")
    if "Set-Cookie" in answer.headers and "public" in answer.headers.get("Cache-Control", ""):
        found.append("shares a cookie")
    return found


def shown(environ: Environ) -> str:
    """Enough to ask it again."""
    return json.dumps(
        {name: value[:300] for name, value in environ.items() if isinstance(value, str)}, ensure_ascii=True
    )


def main() -> int:
    options = argparse.ArgumentParser(description="Sends hostile requests, and tells what did not hold.")
    options.add_argument("--requests", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    from config.wsgi import application  # only now: it reads the settings

    logging.getLogger("django").setLevel(logging.CRITICAL)
    counted: Counter[int] = Counter()
    failed, slowest = 0, 0.0
    for environ in hostile_requests(given.seed, given.requests):
        answer = ask(application, environ)
        counted[answer.status] += 1
        slowest = max(slowest, answer.seconds)
        for fault in faults(answer):
            failed += 1
            print(f"{fault}: {shown(environ)}", flush=True)
    print(
        f"{given.requests} requests, seed {given.seed}: {dict(sorted(counted.items()))}, slowest {slowest:.2f} s, {failed} faults"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
