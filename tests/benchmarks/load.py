"""Sends requests for some seconds, and tells how long they took: with wrk where it is there, else from Python."""

import math
import os
import random
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE_SECONDS = 60
WRK = shutil.which("wrk")


@dataclass(frozen=True, slots=True)
class Measured:
    p50_ms: float
    p95_ms: float
    per_second: float
    failed: int
    """Answers from 400 on, and connections that broke."""


@dataclass(frozen=True, slots=True)
class Asked:
    url: str
    """Scheme, host and port."""
    path: str
    parameter: str = ""
    """Its number is another one at every request; without a name all requests are the same."""
    headers: Mapping[str, str] = field(default_factory=dict)


def measure(asked: Asked, *, clients: int, seconds: int) -> Measured:
    return with_wrk(asked, clients, seconds) if WRK else with_python(asked, clients, seconds)


def with_wrk(asked: Asked, clients: int, seconds: int) -> Measured:
    script = Path(__file__).with_name("requests.lua")
    headers = [part for name, value in asked.headers.items() for part in ("--header", f"{name}: {value}")]
    how = ["-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", f"{PATIENCE_SECONDS}s", "-s", str(script), *headers]
    told = subprocess.run(
        ["wrk", *how, asked.url],
        env={**os.environ, "ADDRESS": asked.path, "NAME": asked.parameter},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()[-1]
    p50, p95, per_second, failed = told.split()
    if not float(per_second):  # no answer came in time: wrk calls that 0 ms
        return Measured(math.inf, math.inf, 0, int(failed))
    return Measured(float(p50), float(p95), float(per_second), int(failed))


def with_python(asked: Asked, clients: int, seconds: int) -> Measured:
    """The client takes a share of the processor itself: what it says is lower than what wrk says, for the floor most of all."""
    until = time.monotonic() + seconds
    results = [Sent() for _ in range(clients)]
    threads = [threading.Thread(target=sent.until, args=(asked, until)) for sent in results]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = sorted(milliseconds for sent in results for milliseconds in sent.took_ms)
    p95 = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    per_second = len(took) / (time.monotonic() - begun)
    return Measured(statistics.median(took), p95, per_second, sum(sent.failed for sent in results))


class Sent:
    """What one client sent, one request after the other."""

    def __init__(self) -> None:
        self.took_ms: list[float] = []
        self.failed = 0

    def until(self, asked: Asked, moment: float) -> None:
        connection = HTTPConnection(urlsplit(asked.url).netloc, timeout=PATIENCE_SECONDS)
        paths = addresses(asked)
        while not self.took_ms or time.monotonic() < moment:
            begun = time.perf_counter()
            try:
                connection.request("GET", next(paths), headers=dict(asked.headers))
                answer = connection.getresponse()
                answer.read()
                self.failed += answer.status >= 400
            except (OSError, HTTPException):
                connection.close()
                self.failed += 1
            self.took_ms.append((time.perf_counter() - begun) * 1_000)
        connection.close()


def addresses(asked: Asked) -> Iterator[str]:
    mark = "&" if "?" in asked.path else "?"
    for number in count(random.randrange(1_000, 90_000_000)):
        yield f"{asked.path}{mark}{asked.parameter}={number}" if asked.parameter else asked.path
