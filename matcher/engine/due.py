"""By when to apply for a start, and how sure that day is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .timing import Starts
from .truth import Truth


class Certainty(StrEnum):
    """How sure a closing day is."""

    ANNOUNCED = "announced"
    """A source of that very round names it."""
    USUAL = "usual"
    """It follows from a yearly pattern."""
    ROLLING = "rolling"
    """It follows from the start."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Due:
    """What the dates make of a start, or of its absence."""

    in_time: Truth
    submit_by: date | None = None
    """The last day to apply for this start; None: no start, not known, or too late."""
    next_closing: date | None = None
    """Without a start: the next closing day that is known."""
    possible: Starts | None = None
    """When it is too late, or no known round serves the start: the starts closest to it that can still be applied for."""
    certainty: Certainty = Certainty.UNKNOWN
    at: str = ""
    """The hour of the day to apply by."""
    last_seen: str = ""
    """The year in which a usual day was last seen."""

    def judged_within(self, start: date) -> tuple[date, date]:
        """The first and the last of the days whose members may count for a start: that by which one applies, if a round surely
        serves it; all from that day to the start, if that is not known; the start, if there is no such day."""
        if self.submit_by is None:
            return start, start
        return self.submit_by, self.submit_by if self.in_time is Truth.MET else max(start, self.submit_by)

    @property
    def closes(self) -> date | None:
        """The day to apply by, for the start or in general."""
        return self.submit_by or self.next_closing
