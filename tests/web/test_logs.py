"""A log tells what happened to which request, and nothing of who asked for what."""

import json
import logging
from types import TracebackType

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from matcher.delivery.logs import JsonLines, WithoutSecrets
from matcher.delivery.request_id import current, name_of, note
from tests.some import some

Raised = tuple[type[BaseException], BaseException, TracebackType | None]
ASKED = "/match/results/?place=FR&budget=30000"


def written(record: logging.LogRecord) -> dict[str, object]:
    WithoutSecrets().filter(record)
    lines = JsonLines().format(record).splitlines()
    assert len(lines) == 1
    found: dict[str, object] = json.loads(lines[0])
    return found


def record(message: str, *args: object, exc_info: Raised | None = None) -> logging.LogRecord:
    return logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, exc_info)


def test_a_line_is_json_with_the_name_of_the_request() -> None:
    mark = current.set("abcdefgh")
    told = written(record("Not found: %s\nsecond", ASKED))
    current.reset(mark)
    assert told["message"] == "Not found: /match/results/?...\nsecond"
    assert (told["level"], told["logger"], told["request_id"]) == ("ERROR", "x", "abcdefgh")
    assert str(told["at"]).endswith("+00:00")


def test_what_was_raised_loses_its_secrets_too() -> None:
    try:
        raise ValueError(f"wrong: {ASKED}")
    except ValueError as error:
        told = written(record("broken", exc_info=(type(error), error, error.__traceback__)))
    assert "ValueError: wrong: /match/results/?..." in str(told["exception"])
    assert "budget" not in str(told)


@pytest.mark.parametrize(
    ("given", "peer", "from_proxy", "is_taken"),
    [
        pytest.param("abc-123_DEF", "10.0.0.1", True, True, id="of our proxy"),
        pytest.param("abc-123_DEF", "198.51.100.1", True, False, id="of somebody past the proxy"),
        pytest.param("abc-123_DEF", "10.0.0.1", False, False, id="where no proxy stands"),
        pytest.param('x"}\n{"level":', "10.0.0.1", True, False, id="that would be read as another line"),
        pytest.param("short", "10.0.0.1", True, False, id="too short"),
        pytest.param("x" * 65, "10.0.0.1", True, False, id="too long"),
    ],
)
def test_the_name_is_taken_over_from_the_proxy_alone(
    settings: Settings, given: str, peer: str, from_proxy: bool, is_taken: bool
) -> None:
    settings.CLIENT_ADDRESS_FROM = "HTTP_X_FORWARDED_FOR" if from_proxy else "REMOTE_ADDR"
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_REQUEST_ID=given)
    assert (name_of(request) == given) is is_taken
    assert name_of(request).isprintable()


def test_the_name_comes_back_with_the_answer_and_is_another_each_time(client: Client) -> None:
    names = {client.get("/healthz")["X-Request-ID"] for _ in range(3)}
    assert len(names) == 3


def test_a_request_is_noted_without_what_was_asked(caplog: pytest.LogCaptureFixture) -> None:
    request = RequestFactory().get(ASKED, REMOTE_ADDR="192.0.2.77")
    with caplog.at_level(logging.INFO, "overzet.requests"):
        note(request, HttpResponse(), 0.0123)
    told = written(caplog.records[0])
    assert {name: told[name] for name in ("method", "path", "status", "ms", "from")} == {
        "method": "GET",
        "path": "/match/results/",
        "status": 200,
        "ms": 12.3,
        "from": "192.0.2.0",
    }
    assert "FR" not in json.dumps(told)


def test_links_that_open_something_are_noted_without_what_opens_it(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = {
        "saved": f"/saved/{'x' * 43}/",
        "reset": "/admin/account/password/link/3-dj1dry-523d9377451f03e4f0b4738ff27556a0/",
        "preview": "/preview/eyJ1IjoxfQ:1vNabc:abcdefghijklmnopqrstuvwxyz0123/routes/",
    }
    for address in some(secrets.values()):
        told = json.dumps(written(record("Not found: %s", address)))
        assert not any(part in told for part in ("x" * 43, "523d9377", "abcdefghijklmnop")), told
