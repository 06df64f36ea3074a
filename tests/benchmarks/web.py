"""`python -m tests.benchmarks.web`: how quick the pages are, beside what Django itself takes in the same run, as Markdown tables.

Two gunicorn workers serve the floor (`tests.benchmarks.floor`) and two the site, with production's settings and the whole
catalogue. *Cold*: one client, every request with another budget or amount. *Warm*: eight clients, one address again and
again. *304*: the same with the `ETag` that the page gave. docs/performance.md says how to read the tables."""

import argparse
import os
import platform
import re
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from tests.benchmarks.load import WRK, Asked, Measured, measure
from tests.benchmarks.many_routes import write_routes
from tests.production import Served, free_port, gunicorn, production
from tests.run import postgresql

WORKERS = 2
CLIENTS = 8
WARM_SHARE = 0.85
"""The least requests per second, warm and 304, as a share of the constant page's."""
MOST_P95_MS = 60
MOST_MEGABYTES = 300
PLAN = "applicant=arts-organisation&base=BE-BRU&discipline=dance&goal=present-tour&place=FR&start=2027-06-20"


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    path: str
    parameter: str = "budget"
    most: float | None = None
    """How many times the plain list it may take, cold."""
    headers: str = ""
    """"gzip": compressed; "staff": asked by somebody who is signed in."""


PAGES = (
    Page("results", f"/match/results/?{PLAN}", most=2.6),
    Page("results, no answers", "/match/results/", most=2.6),
    Page("question", "/match/?applicant=arts-organisation&base=BE-BRU", most=2.0),
    Page("place question", "/match/?applicant=arts-organisation&base=BE-BRU&ask=place", most=2.0),
    Page("catalogue", "/routes/", "amount", most=2.6),
    Page("catalogue, text", "/routes/?text=residentie", "amount", most=2.6),
    Page("route", "/routes/kunstendecreet-tip/", most=2.0),
    Page("deadlines", "/deadlines/", "amount", most=2.6),
    Page("home", "/", most=2.0),
    Page("API match", f"/api/v1/match?{PLAN}", most=4.0),
    Page("API match, 5 routes", f"/api/v1/match?{PLAN}&limit=5", most=4.0),
    Page("results, gzip", f"/match/results/?{PLAN}", headers="gzip"),
    Page("results, signed in", f"/match/results/?{PLAN}", headers="staff"),
)
WITH_MANY_ROUTES = tuple(
    page for page in PAGES if page.name in ("results", "catalogue", "catalogue, text", "API match")
)


@dataclass(frozen=True, slots=True)
class Floor:
    constant: Measured
    """At eight clients."""
    plain_list: Measured
    """At one client."""


# --- What is served -----------------------------------------------------------------------------------------------


@contextmanager
def floor(workers: int) -> Iterator[str]:
    port = free_port()
    application = "tests.benchmarks.floor.wsgi"
    with gunicorn(application, port, dict(os.environ), workers=workers, threads=1, first="/list/"):
        yield f"http://localhost:{port}"


def headers_of(page: Page, site: Served) -> dict[str, str]:
    match page.headers:
        case "gzip":
            return {"Accept-Encoding": "gzip"}
        case "staff":
            return {"Cookie": session(site)}
    return {}


def session(site: Served) -> str:
    """The cookies of somebody who signed in."""
    jar = CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https")))
    browser = build_opener(HTTPCookieProcessor(jar))
    login = f"{site.url}/en/admin/account/login/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.open(login).read().decode())
    assert token, "The page to sign in has no form."
    sent = {"csrfmiddlewaretoken": token[1], "login": site.staff, "password": site.password, "next": "/"}
    browser.open(login, urlencode(sent).encode())
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def resident_megabytes(parents: tuple[int, ...]) -> list[float]:
    """Of each worker of these servers."""
    told = subprocess.run(["ps", "-A", "-o", "ppid=,rss="], check=True, capture_output=True, text=True).stdout
    rows = [tuple(map(int, line.split())) for line in told.splitlines()]
    return [kilobytes / 1024 for parent, kilobytes in rows if parent in parents]


# --- What is measured ---------------------------------------------------------------------------------------------


def measure_floor(url: str, seconds: int) -> Floor:
    constant = Asked(url, "/constant/")
    measure(constant, clients=CLIENTS, seconds=1)
    return Floor(
        measure(constant, clients=CLIENTS, seconds=seconds),
        measure(Asked(url, "/list/", "q"), clients=1, seconds=seconds),
    )


def measure_warm(asked: Asked, seconds: int) -> Measured:
    """One address again and again, when every worker has made its page already."""
    measure(asked, clients=CLIENTS, seconds=1)
    return measure(asked, clients=CLIENTS, seconds=seconds)


def not_modified(asked: Asked, seconds: int) -> Measured | None:
    """Requests that know the page already; None where the page gives no ETag."""
    with urlopen(Request(asked.url + asked.path, headers=dict(asked.headers))) as answer:
        etag = answer.headers["ETag"]
    if not etag:
        return None
    known = Asked(asked.url, asked.path, headers={**asked.headers, "If-None-Match": etag})
    return measure(known, clients=CLIENTS, seconds=seconds)


def page_row(page: Page, site: Served, beside: Floor, seconds: int) -> list[str]:
    headers = headers_of(page, site)
    fresh = Asked(site.url, page.path, page.parameter, headers)
    again = Asked(site.url, page.path, headers=headers)
    cold = measure(fresh, clients=1, seconds=seconds)
    warm = measure_warm(again, seconds)
    known = not_modified(again, seconds)
    times = cold.p50_ms / beside.plain_list.p50_ms
    return [
        page.name,
        f"{cold.p50_ms:.1f} ms",
        f"{cold.p95_ms:.1f} ms",
        f"{times:.1f}",
        f"{page.most:.1f} {kept(times <= page.most)}" if page.most else "",
        f"{warm.per_second:,.0f}",
        share(warm, beside),
        f"{known.per_second:,.0f}" if known else "no ETag",
        share(known, beside) if known else "",
        str(sum(one.failed for one in (cold, warm, known) if one) or ""),
    ]


def share(found: Measured, beside: Floor) -> str:
    of_constant = found.per_second / beside.constant.per_second
    return f"{of_constant:.1%} {kept(of_constant >= WARM_SHARE)}"


def kept(is_met: bool) -> str:
    return "✓" if is_met else "✗"


# --- The tables ---------------------------------------------------------------------------------------------------


def table(*heads: str) -> None:
    row(*heads)
    row("---", *["---:"] * (len(heads) - 1))


def row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def pages(server: str, seconds: int) -> None:
    """Every page, cold, warm and not modified."""
    with floor(WORKERS) as floor_url, production(workers=WORKERS, threads=1, postgresql=server) as site:
        beside = measure_floor(floor_url, seconds)
        print(
            f"{platform.machine()}, {'PostgreSQL' if server else 'SQLite'}, {'wrk' if WRK else 'a client in Python'}."
        )
        print(f"The floor: a constant page {beside.constant.per_second:,.0f} requests/s at {CLIENTS} clients,")
        print(f"a plain list {beside.plain_list.p50_ms:.2f} ms at one.\n")
        of_constant = f"of constant (aim {WARM_SHARE:.0%})"
        table("page", "cold p50", "p95", "x plain list", "aim", "warm /s", of_constant, "304 /s", of_constant, "failed")
        for page in PAGES:
            row(*page_row(page, site, beside, seconds))


def numbers_of_processes(counts: list[int], server: str, seconds: int) -> None:
    """The results with one process, two, four, at eight clients."""
    table("processes", "constant page", "results warm", "results cold", "cold p95", "MB a process")
    for workers in counts:
        with floor(workers) as floor_url, production(workers=workers, threads=1, postgresql=server) as site:
            constant = measure(Asked(floor_url, "/constant/"), clients=CLIENTS, seconds=seconds)
            path = f"/match/results/?{PLAN}"
            cold = measure(Asked(site.url, path, "budget"), clients=CLIENTS, seconds=seconds)
            warm = measure_warm(Asked(site.url, path), seconds)
            megabytes = max(resident_megabytes(site.parents))
        speeds = [f"{found.per_second:,.0f} /s" for found in (constant, warm, cold)]
        row(str(workers), *speeds, f"{cold.p95_ms:.0f} ms", f"{megabytes:.0f}")


def ask_all_workers(url: str) -> None:
    """Several at once, so that each has what all pages of a kind share before one is measured."""
    with ThreadPoolExecutor(CLIENTS) as asking:
        list(asking.map(lambda _number: urlopen(url, timeout=120).read(), range(CLIENTS)))


def many_routes(size: int, server: str, seconds: int) -> None:
    """Pages over a catalogue of recombined routes."""
    with tempfile.TemporaryDirectory(prefix="overzet-") as directory:
        facts = Path(directory)
        write_routes(facts, size)
        with production(workers=WORKERS, threads=1, postgresql=server, facts=facts) as site:
            print(f"\n{size:,} routes; aims: p95 at most {MOST_P95_MS} ms, at most {MOST_MEGABYTES} MB a process.\n")
            table("page", "cold p50", "p95", "aim", "failed")
            for page in WITH_MANY_ROUTES:
                ask_all_workers(site.url + page.path)
                found = measure(Asked(site.url, page.path, page.parameter), clients=1, seconds=seconds)
                is_met = kept(found.p95_ms <= MOST_P95_MS)
                row(page.name, f"{found.p50_ms:.1f} ms", f"{found.p95_ms:.1f} ms", is_met, str(found.failed or ""))
            megabytes = max(resident_megabytes(site.parents))
            print(f"\nMemory: {megabytes:.0f} MB a process {kept(megabytes <= MOST_MEGABYTES)}")


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--seconds", type=int, default=5, help="how long each figure is measured")
    reading.add_argument(
        "--processes", type=int, nargs="*", metavar="N", help="instead: the results with so many processes"
    )
    reading.add_argument("--routes", type=int, metavar="N", help="instead: a catalogue of so many recombined routes")
    reading.add_argument("--sqlite", action="store_true", help="on SQLite, though PostgreSQL answers")
    asked = reading.parse_args()
    server = "" if asked.sqlite else postgresql() or ""
    if asked.routes:
        many_routes(asked.routes, server, asked.seconds)
    elif asked.processes is not None:
        numbers_of_processes(asked.processes or [1, 2, 4, 8], server, asked.seconds)
    else:
        pages(server, asked.seconds)


if __name__ == "__main__":
    main()
