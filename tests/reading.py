"""What has to stand in a text."""

import re


def found_in(pattern: str, text: str, flags: int = 0) -> re.Match[str]:
    """The first place where a pattern matches: there has to be one."""
    found = re.search(pattern, text, flags)
    assert found, f"nowhere matches {pattern}"
    return found
