"""What one set of answers comes to in a compiled ruleset, before anything is told of it; and sets of its instruments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .answers import Answers, CheckId
from .bitmaps import bitmap
from .compile import Assessment, Compiled
from .openers import TriedChange
from .points import Points
from .verdicts import Group


@dataclass(frozen=True, slots=True)
class InstrumentSet:
    """Some instruments of one compiled ruleset, as one number: cut, added to and counted at once, however many they are."""

    mask: int

    @classmethod
    def of(cls, bits: Iterable[int]) -> "InstrumentSet":
        return cls(bitmap(sorted(bits)))

    def __and__(self, other: "InstrumentSet") -> "InstrumentSet":
        return InstrumentSet(self.mask & other.mask)

    def __or__(self, other: "InstrumentSet") -> "InstrumentSet":
        return InstrumentSet(self.mask | other.mask)

    def __sub__(self, other: "InstrumentSet") -> "InstrumentSet":
        return InstrumentSet(self.mask & ~other.mask)

    def __len__(self) -> int:
        return self.mask.bit_count()


@dataclass(frozen=True)
class JudgedAnswers:
    """All that is told of a match follows from this."""

    compiled: Compiled
    answers: Answers
    assessment: Assessment
    points: Points
    denied: Sequence[CheckId]
    """The checks that the visitor denied."""
    doubted: Sequence[CheckId]
    """Those denied before it is said who applies, and for some applicants: whether they count is not known."""
    almost: int
    """The instruments that are one change away, as a bitmap."""
    changes: Mapping[int, TriedChange]
    """The change that opens an instrument, by its bit."""
    groups: Mapping[Group, int]
