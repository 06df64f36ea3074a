"""What must hold of the answers for one reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from .answers import QuestionName
from .predicates import Predicate, holds_unanswered, questions_of

RuleId = NewType("RuleId", str)


class Topic(StrEnum):
    """What a criterion is about."""

    APPLICANT = "applicant"
    DISCIPLINE = "discipline"
    GOAL = "goal"
    BASE = "base"
    WHERE = "where"
    PARTNERS = "partners"
    BUDGET = "budget"
    MONTHS = "months"
    START = "start"
    AVAILABILITY = "availability"
    ADMISSION = "admission"
    CHECK = "check"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Criterion:
    """At least one of its predicates must hold."""

    topic: Topic
    any_of: tuple[Predicate, ...]
    can_change: bool
    """Whether the visitor could really answer so that it holds."""
    rule: RuleId | None = None
    _hash: int = field(init=False, compare=False, repr=False)
    """Worked out once: criteria are looked up by the hundred, and hold areas of many places."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.topic, self.any_of, self.can_change, self.rule)))

    def __hash__(self) -> int:
        return self._hash


def needed_for(either: Iterable[Predicate]) -> frozenset[QuestionName]:
    """The questions without any of which a criterion is unknown; nothing, where a predicate may hold or fail without answers."""
    asked = [() if holds_unanswered(predicate) else questions_of(predicate) for predicate in either]
    return frozenset(question for questions in asked for question in questions) if all(asked) else frozenset()


def looks_at(criterion: Criterion) -> frozenset[QuestionName]:
    return frozenset(question for one in criterion.any_of for question in questions_of(one))
