"""Pages that processes share in a Redis: what one made another answers, and a Redis that is gone or hangs breaks nothing.

Where none answers at TEST_REDIS (redis://127.0.0.1:6379, database 11 to 13), these tests are skipped."""

import os
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from django.core.cache.backends.redis import RedisCache
from redis import Redis
from redis.exceptions import RedisError

from matcher.delivery.kept_pages import REST_SECONDS
from tests.database_proxy import DatabaseProxy, database_proxy
from tests.loaded import Content
from tests.production import Served, production

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("shared pages")]

# Each process of a run has a database of its own: with pytest 9.2, pytest-xdist forgets that these tests belong together.
OF_PROCESS = {"gw0": 13, "gw1": 12, "gw2": 11}.get(os.environ.get("PYTEST_XDIST_WORKER", ""), 13)
REDIS = os.environ.get("TEST_REDIS", f"redis://127.0.0.1:6379/{OF_PROCESS}")
PAGE = "/en/about/privacy/"
PLANTED = b"<p>What another process made.</p>"
MOST_SECONDS = 2
"""What a visitor waits at most when the Redis hangs: two time limits, and the page."""


@pytest.fixture(scope="module")
def store() -> Iterator[Redis]:
    """What these tests put there is taken away again, and nothing else."""
    client = Redis.from_url(REDIS, socket_connect_timeout=1)
    try:
        before = set(client.keys())
    except RedisError as error:
        pytest.skip(f"no Redis answers at {REDIS}: {error}")
    yield client
    if left := set(client.keys()) - before:
        client.delete(*left)


@pytest.fixture(scope="module")
def proxy(store: Redis) -> Iterator[DatabaseProxy]:
    found = urlsplit(REDIS)
    with database_proxy(found.hostname or "localhost", found.port or 6379) as door:
        yield door


@pytest.fixture(scope="module")
def site(django_db_setup: None, proxy: DatabaseProxy) -> Iterator[Served]:
    cache = f"redis://127.0.0.1:{proxy.port}{urlsplit(REDIS).path}"
    with production(processes=2, content=Content.LITTLE, cache=cache) as served:
        yield served


def asked(url: str, path: str) -> tuple[int, Mapping[str, str], bytes, float]:
    """Under one host, as behind one proxy: the host is a part of what a page is kept by."""
    began = time.monotonic()
    with urlopen(Request(url + path, headers={"Host": "localhost"}), timeout=30) as answer:
        return answer.status, answer.headers, answer.read(), time.monotonic() - began


def key_of(tag: str) -> str:
    return tag.removeprefix("W/").strip('"')


def test_a_page_that_one_process_made_is_answered_by_the_other(site: Served) -> None:
    (other,) = site.others
    _status, headers, body, _seconds = asked(site.url, PAGE)
    shared = RedisCache(REDIS, {})
    etag, kept_headers, content_type, kept_body, compressed = shared.get(key_of(headers["ETag"]))
    assert (etag, kept_body) == (headers["ETag"], body)
    shared.set(key_of(etag), (etag, kept_headers, content_type, PLANTED, compressed))
    status, there, found, _seconds = asked(other, PAGE)
    assert (status, found, there["ETag"]) == (200, PLANTED, etag), "it asked the Redis, and made nothing"
    assert there["Cache-Control"] == headers["Cache-Control"]
    assert asked(site.url, PAGE)[2] == body, "each asks itself first"


def test_each_page_is_shared_under_its_own_name(site: Served, store: Redis) -> None:
    before = store.dbsize()
    tags = {asked(site.url, f"{PAGE}?number={number}")[1]["ETag"] for number in range(3)}
    assert len(tags) == 3
    assert store.dbsize() == before + 3


@pytest.mark.parametrize("how", ["stop", "freeze"])
def test_a_redis_that_is_away_breaks_no_page(site: Served, store: Redis, proxy: DatabaseProxy, how: str) -> None:
    (other,) = site.others
    getattr(proxy, how)()
    try:
        for number, url in enumerate([site.url, other, site.url, other]):
            status, headers, body, seconds = asked(url, f"{PAGE}?{how}={number}")
            assert status == 200
            assert b"localStorage" in body
            assert headers["Cache-Control"].startswith("public")
            assert seconds < MOST_SECONDS
        assert asked(site.url, f"{PAGE}?{how}=0")[0] == 200, "from what the process keeps itself"
    finally:
        proxy.start()
    until = time.monotonic() + REST_SECONDS + 5
    number = 0
    before = {*store.keys()}
    while not {*store.keys()} - before and time.monotonic() < until:
        number += 1
        asked(site.url, f"{PAGE}?back-after-{how}={number}")
        time.sleep(0.5)
    assert {*store.keys()} - before, "it is used again, without a restart"
