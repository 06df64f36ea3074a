"""Would it still be the same plan? What rows of the change table allow."""

from collections.abc import Mapping
from datetime import date

from .answers import GOAL, Answers, EngineQuestion, QuestionKind, QuestionName, Value
from .days import add_months
from .ruleset import AllowedChange


class PlanChanges:
    """The rows of the change table, by question; None: every question that can be answered otherwise may be, as one likes."""

    def __init__(
        self, rows: tuple[AllowedChange, ...] | None, questions: Mapping[QuestionName, EngineQuestion]
    ) -> None:
        self._questions = questions
        self._rows: dict[QuestionName, list[AllowedChange]] | None = None
        if rows is not None:
            self._rows = {}
            for row in rows:
                self._rows.setdefault(row.question, []).append(row)
        self._held: dict[tuple[frozenset[str] | None, frozenset[QuestionName]], int] = {}
        self._rows_of: dict[tuple[QuestionName, frozenset[str] | None], list[AllowedChange]] = {}
        self.never = frozenset(name for name, one in questions.items() if not self._can_change(one))
        """The questions that no plan can answer otherwise."""

    @property
    def knows_no_bounds(self) -> bool:
        """Whether there is no change table, so that everything may be answered as one likes."""
        return self._rows is None

    def _can_change(self, question: EngineQuestion) -> bool:
        return question.can_change if self._rows is None else question.name in self._rows

    def allow(self, changes: Mapping[QuestionName, Value | None], answers: Answers) -> bool:
        """Whether the plan is the same with these answers instead; None takes one back."""
        return all(self._allows(question, value, answers) for question, value in changes.items())

    def possible(self, question: QuestionName, answers: Answers) -> bool:
        """Whether the question could be answered otherwise at all, with the goals of the plan."""
        if question in self.never:
            return False
        return self._rows is None or bool(self._rows_for(question, answers))

    def rows_of(self, answers: Answers, questions: frozenset[QuestionName]) -> int:
        """Which rows for these questions hold for the goals of the plan, as bits: plans of which these are the same may change
        the same."""
        key = answers.chosen(GOAL), questions
        if key not in self._held:
            rows = enumerate(row for those in (self._rows or {}).values() for row in those)
            self._held[key] = sum(
                1 << place for place, row in rows if row.question in questions and _holds(row, key[0])
            )
        return self._held[key]

    def _rows_for(self, question: QuestionName, answers: Answers) -> list[AllowedChange]:
        key = question, answers.chosen(GOAL)
        if key not in self._rows_of:
            self._rows_of[key] = [row for row in (self._rows or {}).get(question, []) if _holds(row, key[1])]
        return self._rows_of[key]

    def _allows(self, question: QuestionName, value: Value | None, answers: Answers) -> bool:
        if question in self.never:
            return False
        if self._rows is None:
            return True
        before = answers.values.get(question)
        return any(self._within(row, question, before, value) for row in self._rows_for(question, answers))

    def _within(self, row: AllowedChange, question: QuestionName, before: Value | None, after: Value | None) -> bool:
        if before is None:
            return True
        if isinstance(before, date) and isinstance(after, date):
            most = row.most
            return most is None or add_months(before, -most) <= after <= add_months(before, most)
        if isinstance(before, int) and isinstance(after, int):
            if row.most is None:
                return True
            if self._questions[question].kind is QuestionKind.MONEY:
                return before * 100 <= after * row.most and after * 100 <= before * row.most
            return abs(after - before) <= row.most
        if isinstance(before, frozenset) and isinstance(after, frozenset):
            if self._questions[question].kind in (QuestionKind.PLACE, QuestionKind.PLACES):
                return before <= after and (row.most is None or len(after - before) <= row.most)
            gone, new = before - after, after - before
            return (not row.from_options or gone <= row.from_options) and (not row.to_options or new <= row.to_options)
        return False


def _holds(row: AllowedChange, goals: frozenset[str] | None) -> bool:
    return goals is None or not row.goals or bool(row.goals & goals)
