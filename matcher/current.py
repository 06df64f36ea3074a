"""What holds now: the ruleset with its words, and compiled for a day. One query a request while nothing changes."""

from dataclasses import dataclass
from datetime import date

from matcher.engine.compile import Compiled
from matcher.engine.criteria import Ruleset
from matcher.ruleset import InForce, in_force
from matcher.words import Words, read_words


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


def current() -> Current:
    """The ruleset in force. Rows that change are seen by the next call, in every process (`matcher.stamp`)."""
    global _held
    found = in_force()
    held = _held
    if held is None or held.in_force is not found:
        held = _held = Current(found, read_words())
    return held
