"""The short names of what was merged into something else: where each leads, and that none is given again."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from catalogue.entries.kinds import KINDS
from catalogue.entries.values import FixtureError, MergedEntry


def merged_kinds() -> tuple[str, ...]:
    """The kinds of which two entries can be merged."""
    return tuple(name for name, kind in KINDS.items() if issubclass(kind.entry, MergedEntry))


def former_keys_of(kind: str, key: str) -> list[str]:
    """The short names of what was merged into a row."""
    if kind not in merged_kinds():
        return []
    how = KINDS[kind]
    found: list[str] | None = (
        how.model._default_manager.filter(**how.lookup(key)).values_list("former_keys", flat=True).first()
    )
    return found or []


def claimed_twice(keys: Iterable[str], former: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """What is in use and leads elsewhere too, or leads to two: by the short name, the two that claim it.

    >>> claimed_twice(["a", "b"], [("c", "a"), ("b", "a"), ("c", "b")])
    {'b': ('b', 'a'), 'c': ('a', 'b')}
    """
    claims: dict[str, str] = {key: key for key in keys}
    found: dict[str, tuple[str, str]] = {}
    for one, to in former:
        other = claims.setdefault(one, to)
        if other != to:
            found[one] = (other, to)
    return found


def row_keys(kind: str) -> Mapping[str, list[str]]:
    """By the short name of each row, the former ones that lead to it."""
    how = KINDS[kind]
    return {how.key(row): row.former_keys for row in how.model._default_manager.all()}  # type: ignore[attr-defined]


def taken_sentence(key: str, first: str, second: str) -> str:
    """Why a short name cannot be given: `first` and `second` are the short names of those that claim it."""
    by = second if first == key else first
    return _(
        "“%(key)s” is the short name of what was merged into “%(by)s”, and still leads there: choose another short name."
    ) % {"key": key, "by": by}


def check_rows(kind: str) -> None:
    """Raises FixtureError where the rows of a kind claim a short name twice."""
    if kind in merged_kinds():
        keys = row_keys(kind)
        former = [(one, key) for key, ones in keys.items() for one in ones]
        for one, (first, second) in claimed_twice(keys, former).items():
            raise FixtureError("", one, "", taken_sentence(one, first, second))
