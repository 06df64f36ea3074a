from collections.abc import Callable

import pytest
from django.test import Client

from tests.responses import Response

PageAt = Callable[[str], Response]


@pytest.fixture(scope="session")
def pages_seen() -> dict[str, Response]:
    return {}


@pytest.fixture
def page_at(everything: None, client: Client, pages_seen: dict[str, Response]) -> PageAt:
    """The page at an address as the committed facts make it, asked for once by all tests that look at it and change nothing."""

    def seen(address: str) -> Response:
        if address not in pages_seen:
            pages_seen[address] = client.get(address)
        return pages_seen[address]

    return seen
