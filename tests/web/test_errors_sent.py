"""What is sent to a server for errors says what broke, and nothing of who asked for what."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest

pytestmark = pytest.mark.slow

BREAKS = """
import django
django.setup()
import sentry_sdk
from django.conf import settings
from django.test import RequestFactory
from matcher.delivery.wsgi import Application
from matcher.pages.report import views

def broken(*_, **__):
    secret_answer = "thirty thousand euros"
    raise RuntimeError("it broke at /match/results/?place=SECRETPLACE")

views.about_what = broken
sent = {"text": "SECRETBODY", "csrfmiddlewaretoken": "a" * 32}
asked = RequestFactory().post("/report/?place=SECRETQUERY", sent, REMOTE_ADDR="192.0.2.77",
                              headers={"authorization": "SECRETHEADER", "user-agent": "SECRETAGENT",
                                       "cookie": "other=SECRETCOOKIE; csrftoken=" + "a" * 32})
said = []
list(Application()(asked.environ, lambda status, headers, *_: said.append(status)))
assert said == ["500 Internal Server Error"], said
sentry_sdk.flush(10)
"""


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[str]]]:
    """A server that takes whatever is sent, and what it took."""
    got: list[str] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(
                self.headers.get("Content-Encoding", ""), bytes
            )
            got.append(unpack(body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Takes)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", got
    server.shutdown()
    server.server_close()
    thread.join()


def broken(dsn: str) -> None:
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "SENTRY_DSN": dsn,
        "DATABASE_URL": "sqlite://:memory:",
    }
    done = subprocess.run(
        [sys.executable, "-c", BREAKS], env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_error_arrives_and_says_what_broke_but_not_who_asked_for_what(receiver: tuple[str, list[str]]) -> None:
    dsn, got = receiver
    broken(dsn)
    events = [json.loads(line) for sent in got for line in sent.splitlines() if '"exception"' in line]
    assert len(events) == 1
    (event,) = events
    raised = event["exception"]["values"][-1]
    assert (raised["type"], raised["value"]) == ("RuntimeError", "it broke at /match/results/?...")
    frames = raised["stacktrace"]["frames"]
    assert frames[-1]["function"] == "broken"
    assert event["request"] == {"method": "POST", "url": "http://testserver/report/"}
    assert len(event["tags"]["request_id"]) == 32
    everything = "\n".join(got)
    assert [word for word in ("SECRET", "thirty thousand", "192.0.2", "vars", "cookies") if word in everything] == []


def test_without_an_address_nothing_is_sent(receiver: tuple[str, list[str]]) -> None:
    _dsn, got = receiver
    broken("")
    assert got == []
