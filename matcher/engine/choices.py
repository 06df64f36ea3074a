"""What each answer to one question would leave, so that the question can be put with those numbers beside it."""

from collections.abc import Iterable

from .answers import Answers, QuestionName
from .compile import Compiled
from .truth import Truth


def running(compiled: Compiled, answers: Answers) -> int:
    """The routes that give money and of which nothing fails: they fit, or may. A bitmap."""
    failing = 0
    for index in compiled.assess(answers).failing:
        failing |= compiled.masks[index]
    for check, holds in answers.checks.items():
        if not holds:
            failing |= compiled.check_mask.get(check, 0)
    return compiled.money & ~failing


def left_by_choice(
    compiled: Compiled, answers: Answers, question: QuestionName, options: Iterable[str]
) -> dict[str, int]:
    """Per option: how many routes would be left if it alone were the answer to the question.

    Only criteria that look at the question, and of which a route in the running depends, are judged again."""
    without = answers.changed({question: None})
    asking = [index for index, looks_at in enumerate(compiled.looks_at) if question in looks_at]
    asked = frozenset(asking)
    failing = 0
    for index in compiled.assess(without).failing:
        if index not in asked:
            failing |= compiled.masks[index]
    for check, holds in without.checks.items():
        if not holds:
            failing |= compiled.check_mask.get(check, 0)
    left = compiled.money & ~failing
    deciding = [(compiled.masks[index] & left, compiled.criteria[index]) for index in asking]
    deciding = [(mask, criterion) for mask, criterion in deciding if mask]
    found = {}
    for option in options:
        chosen = without.changed({question: frozenset({option})})
        gone = 0
        for mask, criterion in deciding:
            if mask & ~gone and compiled.settle(criterion, chosen) is Truth.NOT_MET:
                gone |= mask
        found[option] = (left & ~gone).bit_count()
    return found
