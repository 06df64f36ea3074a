"""What holds now: the ruleset with its words, and compiled for a day. One query a request while nothing changes."""

from dataclasses import dataclass
from datetime import date

from catalogue.drafts import apart
from matcher.engine.compile import Compiled
from matcher.engine.criteria import Ruleset
from matcher.models import RulesetStamp
from matcher.rules.ruleset import InForce, assemble, in_force
from matcher.rules.words import Words, read_words


@dataclass(frozen=True, slots=True)
class Current:
    """Asked for once a request, so that all of a page rests on the same ruleset."""

    in_force: InForce
    words: Words

    @property
    def ruleset(self) -> Ruleset:
        return self.in_force.ruleset

    def compiled(self, on: date) -> Compiled:
        return self.in_force.compiled(on)


_held: Current | None = None
_held_apart: dict[tuple[int, frozenset[str]], Current] = {}
"""The last one that was seen with edits."""


def current() -> Current:
    """The ruleset in force; with edits, while staff work on them (`catalogue.drafts`). Rows that change are seen by the next
    call, in every process (`matcher.rules.stamp`)."""
    global _held
    edits = apart()
    if edits is not None:
        return _with_edits(edits)
    found = in_force()
    held = _held
    if held is None or held.in_force is not found:
        held = _held = Current(found, read_words())
    return held


def _with_edits(edits: frozenset[str]) -> Current:
    key = RulesetStamp.current(), edits
    found = _held_apart.get(key)
    if found is None:
        found = as_rows_stand()
        _held_apart.clear()
        _held_apart[key] = found
    return found


def as_rows_stand() -> Current:
    """Read anew from the rows as they are at this point of the transaction."""
    return Current(InForce(RulesetStamp.current(), assemble()), read_words())
