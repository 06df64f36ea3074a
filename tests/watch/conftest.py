from collections.abc import Iterator

import pytest

from matcher.watch.fetching import Manners, PoliteClient
from tests.watch.little_web import LittleWeb, little_web

AGENT = "OverzetWatch/test (Example Arts Point; mailto:web@example.org)"


@pytest.fixture
def web() -> Iterator[LittleWeb]:
    with little_web() as found:
        yield found


@pytest.fixture
def client() -> Iterator[PoliteClient]:
    """Of somebody who does not wait between pages, and whose pages lie on this machine."""
    found = PoliteClient(Manners(AGENT, 0.0, is_private_allowed=True))
    yield found
    found.close()
