"""What a reader of an address has to tell: a `Note` for each thing that was left out, or read in one way of several, with the
nearest that is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from django.utils.translation import ngettext

LONGEST = 80
"""How many letters of what was typed a note says again."""
MOST_NOTES = 8
NEAR = 0.6
"""How alike two texts must be, from 0 to 1, for the one to be proposed for the other."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the address that was left out or read in one way of several, and why."""

    name: str
    value: str
    message: str
    is_read: bool = False
    """Whether it was understood, and the note says how."""
    choices: tuple[str, ...] = ()
    """What it can be, where it is asked."""


def note(name: str, value: str, message: str, *, is_read: bool = False, choices: tuple[str, ...] = ()) -> Note:
    """With no more of what was typed than a note says."""
    return Note(name[:LONGEST], value[:LONGEST], message, is_read, choices)


@dataclass(slots=True)
class Telling:
    """What one reading has to tell so far."""

    on: date | None = None
    """The day from which "oktober" is the next one; None: nothing is read so."""
    notes: list[Note] = field(default_factory=list)
    left_out: int = 0
    typed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_room(self) -> bool:
        """Whether another message is shown, and worth looking for the nearest that is known."""
        return len(self.notes) < MOST_NOTES

    def tell(
        self, name: str, value: str, message: str, *, is_read: bool = False, choices: tuple[str, ...] = ()
    ) -> None:
        if self.has_room:
            self.notes.append(note(name, value, message, is_read=is_read, choices=choices))
        else:
            self.left_out += 1

    def refuse(self, name: str, value: str, message: str, *, choices: tuple[str, ...] = ()) -> None:
        """For a value that is not understood: what was typed is kept."""
        self.typed.setdefault(name, []).append(value)
        self.tell(name, value, message, choices=choices)

    def told(self) -> tuple[Note, ...]:
        """At most `MOST_NOTES`; where there is more to tell, the last says how much."""
        if not self.left_out:
            return tuple(self.notes)
        more = self.left_out + 1
        message = ngettext(
            "There is %(count)d answer more that we did not understand.",
            "There are %(count)d answers more that we did not understand.",
            more,
        )
        return (*self.notes[:-1], Note("", "", message % {"count": more}))


def most_like(text: str, known: Iterable[str]) -> str | None:
    """The one that a text is most like; None where it is like none."""
    return next(iter(get_close_matches(text, known, n=1, cutoff=NEAR)), None)
