"""What is asked, and what one visitor said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

QuestionName = NewType("QuestionName", str)
PlaceCode = NewType("PlaceCode", str)
"""ISO 3166-1 or 3166-2, or a local code that begins with `x-`."""
CheckId = NewType("CheckId", str)
"""`<instrument>.<check>`."""

# The questions that the fields of an instrument ask about. Rules may ask about any question.
GOAL = QuestionName("goal")
DISCIPLINE = QuestionName("discipline")
APPLICANT = QuestionName("applicant")
BASE = QuestionName("base")
PLACE = QuestionName("place")
START = QuestionName("start")
BUDGET = QuestionName("budget")
PARTNERS = QuestionName("partners")
THEME = QuestionName("theme")
ROLE = QuestionName("role")
AT = QuestionName("at")
MONTHS = QuestionName("months")
THERE, HERE, ELSEWHERE, ONLINE = "there", "here", "elsewhere", "online"
"""The options of AT."""
HOSTING = "host-incoming"
"""The option of GOAL for who receives somebody at home."""
LEAD = "lead"
"""The option of ROLE that somebody chooses who leads."""


class QuestionKind(StrEnum):
    CHOICE = "choice"
    CHOICES = "choices"
    PLACE = "place"
    PLACES = "places"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"


class WhenAsked(StrEnum):
    ALWAYS = "always"
    WHILE_NEEDED = "while-needed"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class EngineQuestion:
    name: QuestionName
    kind: QuestionKind
    asked: WhenAsked = WhenAsked.ALWAYS
    can_change: bool = True
    """Whether a visitor could really answer otherwise: partners and dates, not where they live or what they make."""
    position: int = 0
    is_pinned: bool = False
    """Asked before those whose order follows from the rules."""
    options: tuple[str, ...] = ()
    """What it offers, where that is a list of its own."""


Value = frozenset[str] | date | int
"""A set of option values or place codes (never empty; one element where one is asked), a day, or a whole number."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Immutable; a question that is not there is unanswered. `checks` holds what was ticked (True) or denied."""

    values: Mapping[QuestionName, Value] = field(default_factory=lambda: MappingProxyType({}))
    checks: Mapping[CheckId, bool] = field(default_factory=lambda: MappingProxyType({}))

    def __contains__(self, question: QuestionName) -> bool:
        return question in self.values

    def __iter__(self) -> Iterator[QuestionName]:
        return iter(self.values)

    def chosen(self, question: QuestionName) -> frozenset[str] | None:
        """The options or places named; None: unanswered. Raises TypeError for a date or a number."""
        value = self.values.get(question)
        if value is None or isinstance(value, frozenset):
            return value
        raise TypeError(f"{question} holds {value!r}, not a set of options")

    def number(self, question: QuestionName) -> int | None:
        value = self.values.get(question)
        if value is None or isinstance(value, int):
            return value
        raise TypeError(f"{question} holds {value!r}, not a whole number")

    def day(self, question: QuestionName) -> date | None:
        value = self.values.get(question)
        if value is None or isinstance(value, date):
            return value
        raise TypeError(f"{question} holds {value!r}, not a day")

    def changed(self, changes: Mapping[QuestionName, Value | None]) -> "Answers":
        """These answers with some replaced, or taken back (None)."""
        kept: dict[QuestionName, Value] = dict(self.values)
        for name, value in changes.items():
            if value is None:
                kept.pop(name, None)
            else:
                kept[name] = value
        return Answers(MappingProxyType(kept), self.checks)
