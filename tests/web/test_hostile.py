"""Whatever is sent is answered, with a page that says what was wrong, and nobody else pays for it."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pytest
from django.conf import LazySettings

from matcher.delivery.wsgi import Application, in_utf_8
from tests.hostile import Environ, ask, faults, hostile_requests, plain_request, shown

SEED = 20261121
Wsgi = Callable[..., Iterable[bytes]]


@pytest.fixture
def application(settings: LazySettings) -> Iterator[Wsgi]:
    """As in production: with its page cache, and with an answer of its own where Django has none."""
    settings.PAGE_CACHE_BYTES = 2_000_000
    settings.ROOT_URLCONF = "config.urls"
    logging.disable(logging.CRITICAL)
    yield Application()
    logging.disable(logging.NOTSET)


def check(application: Wsgi, requests: Iterable[Environ]) -> Counter[int]:
    """How often each status came; fails with all that does not hold."""
    counted: Counter[int] = Counter()
    told = []
    for environ in requests:
        sent = shown(environ)
        answer = ask(application, environ)
        counted[answer.status] += 1
        told += [f"{fault}: {sent}" for fault in faults(answer)]
    assert told == []
    return counted


@pytest.mark.django_db
def test_thousands_of_hostile_requests_are_answered(application: Wsgi) -> None:
    """On an empty catalogue, where a page costs little."""
    counted = check(application, hostile_requests(SEED + 1, 2000))
    assert min(counted[status] for status in (200, 400, 403, 404, 405)) > 10, counted


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/en/routes/", "/niets/", "/api/v1/match", "/static/css/site.css", "/about/"])
@pytest.mark.parametrize("charset", ["hex", "rot13", "undefined", "punycode", "utf-16", "no-such"])
def test_an_encoding_named_by_the_request_changes_nothing(application: Wsgi, path: str, charset: str) -> None:
    usual = ask(application, plain_request(path, "place=%C3%A9"))
    odd = ask(application, plain_request(path, "place=%C3%A9") | {"CONTENT_TYPE": f"text/plain; charset={charset}"})
    assert (odd.status, odd.body) == (usual.status, usual.body)
    assert odd.status < 500


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        pytest.param("text/plain", "text/plain", id="nothing beside the type"),
        pytest.param(
            "multipart/form-data; boundary=x1", "multipart/form-data; boundary=x1", id="a form as browsers send it"
        ),
        pytest.param(
            "multipart/form-data; boundary=x1; charset=hex",
            'multipart/form-data; boundary="x1"',
            id="its boundary stays",
        ),
        pytest.param("text/plain; x*=bogus''%C3", "text/plain", id="an encoding within a parameter"),
        pytest.param('a/b; charset=x; boundary="\\"', "a/b", id="a boundary that can't be said again"),
    ],
)
def test_a_content_type_loses_its_encoding_and_nothing_else(sent: str, read: str) -> None:
    assert in_utf_8(sent) == read


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/routes/", "Dit adres klopt niet."),
        ("/en/routes/", "This address is not right."),
        ("/api/v1/match", '{"error":'),
    ],
)
def test_more_parameters_than_are_read_is_told(application: Wsgi, path: str, told: str) -> None:
    answer = ask(application, plain_request(path, "&".join(["place=FR"] * 5001)))
    assert answer.status == 400
    assert told in answer.body.decode()


def test_when_nothing_can_be_made_the_server_still_gets_an_answer(
    application: Wsgi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(Application, "get_response", fail)
    answer = ask(application, plain_request("/"))
    assert answer.status == 500
    assert b"Dat ging mis." in answer.body
    assert answer.headers["Cache-Control"] == "no-store"


# The last of this module: what it loads stays until the module ends.
@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
def test_hostile_requests_for_real_pages_are_answered(application: Wsgi) -> None:
    counted = check(application, hostile_requests(SEED, 200))
    assert counted[200] > 30, "it must reach the pages, too"
