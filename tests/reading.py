"""What tests read: the answers of Django's test client, and what has to stand in a text."""

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

Response: TypeAlias = "_MonkeyPatchedWSGIResponse"
"""What the client of a test hands back; there is such a class for types alone."""


def found_in(pattern: str, text: str, flags: int = 0) -> re.Match[str]:
    """The first place of a text where a pattern matches: there has to be one."""
    found = re.search(pattern, text, flags)
    assert found, f"nowhere matches {pattern}"
    return found
