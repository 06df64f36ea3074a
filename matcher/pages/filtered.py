"""The title of a list that filters narrow: how many it has, and by which filters."""

from collections.abc import Sequence

NAMED = 3
"""So many filters a title names; of more it shows that there are."""


def filtered_title(counted: str, labels: Sequence[str]) -> str:
    """What a tab, a bookmark and a screen reader say of the list; "" for the list as a whole.

    >>> filtered_title("133 routes", ["dance"]), filtered_title("4 routes", ["a", "b", "c", "d"])
    ('133 routes: dance', '4 routes: a, b, c …')
    >>> filtered_title("254 routes", [])
    ''
    """
    if not labels:
        return ""
    return f"{counted}: {', '.join(labels[:NAMED])}{' …' if len(labels) > NAMED else ''}"
