"""What answers leave, and what each answer to one question would, so that it can be put with those numbers beside it."""

from collections.abc import Iterable

from .answers import START, Answers, QuestionName
from .bitmaps import bits_of
from .compile import Compiled


def count_left(compiled: Compiled, answers: Answers) -> int:
    """How many routes give money and fit, or may."""
    return left_beside(compiled, answers).bit_count()


def left_by_choice(
    compiled: Compiled, answers: Answers, question: QuestionName, options: Iterable[str]
) -> dict[str, int]:
    """Per option or place: how many routes would be left if it alone were the answer to the question.

    Only criteria that look at the question, and that a route in the running depends on, are judged again: all of them
    together for each option. Options for which the same of them fail are counted once."""
    given = tuple(options)
    without = answers.changed({question: None})
    left = left_beside(compiled, Answers(without.values), compiled.asking_about.get(question, 0))
    among = sum(1 << index for index in bits_of(compiled.asking_about.get(question, 0)) if compiled.masks[index] & left)
    dues = compiled.timetable.dues(without.day(START))
    counted: dict[tuple[int, int], int] = {}
    found: dict[str, int] = {}
    for option, failing in zip(
        given, compiled.judging.failing_by_option(question, given, without, dues, among), strict=True
    ):
        denied = denying(compiled, answers.changed({question: frozenset({option})})) if answers.checks else 0
        if (failing, denied) not in counted:
            counted[failing, denied] = (left & ~denied & ~demanding(compiled, bits_of(failing))).bit_count()
        found[option] = counted[failing, denied]
    return found


def left_beside(compiled: Compiled, answers: Answers, criteria: int = 0) -> int:
    """The routes that give money and of which nothing fails beside these criteria: a bitmap, given one."""
    failing = compiled.failing(answers) & ~criteria
    return compiled.money & ~demanding(compiled, bits_of(failing)) & ~denying(compiled, answers)


def denying(compiled: Compiled, answers: Answers) -> int:
    """The routes of which the visitor denied a check that is left to who answers so."""
    found = 0
    for check in compiled.checks.denied(answers):
        found |= compiled.checks.masks[check]
    return found


def demanding(compiled: Compiled, criteria: Iterable[int]) -> int:
    """The routes that demand one of these criteria."""
    found = 0
    for index in criteria:
        found |= compiled.masks[index]
    return found
