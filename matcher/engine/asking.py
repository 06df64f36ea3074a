"""Which question to put next: what each unanswered one can still change, and the one that settles most."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from .answers import START, Answers, QuestionName, WhenAsked
from .bitmaps import at_least
from .compile import Compiled
from .evaluation import evaluate, waiting_for
from .predicates import Predicate
from .truth import Truth


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the answer to each unanswered question can still change. A question that is not in it changes nothing any more.

    `settles` has bitmaps of the routes that may fit, and wait for a question to know whether they do; `changes` of these, and
    the routes that are shown of which it can change the verdict, the points, the days or the amount; `decides` is the same
    without the points that a weight gives."""

    settles: Mapping[QuestionName, int]
    changes: Mapping[QuestionName, int]
    decides: Mapping[QuestionName, int]

    def __contains__(self, question: QuestionName) -> bool:
        return question in self.changes

    def settled_by(self, question: QuestionName) -> int:
        """How many routes may fit, and wait for the question to know whether they do."""
        return self.settles.get(question, 0).bit_count()

    def changed_by(self, question: QuestionName) -> int:
        """How many routes are shown of which the question can change anything."""
        return self.changes.get(question, 0).bit_count()


def stakes(
    compiled: Compiled,
    answers: Answers,
    waiting: Mapping[QuestionName, int],
    may_fit: int,
    shown: int,
    turning: int = 0,
) -> Stakes:
    """`waiting` has the routes with a condition that each question can still settle; `shown` are all that are not out, and
    `turning` those with a condition of which the members on the day of some start make something else than today's."""
    decides: dict[QuestionName, int] = {}

    def add(question: QuestionName, mask: int, to: dict[QuestionName, int] = decides) -> None:
        if mask & shown and question not in answers and question in compiled.questions:
            to[question] = to.get(question, 0) | mask & shown

    for question, mask in waiting.items():
        add(question, mask)
    add(START, turning)
    for rule, mask in (*compiled.pointing, *compiled.limiting):
        if mask & shown:
            for question in _open_for(rule.when, compiled, answers):
                add(question, mask)
    changes = dict(decides)
    for question, mask in compiled.weighed_by.items():
        add(question, mask, to=changes)
    settles = {question: waiting[question] & may_fit for question in changes if waiting.get(question, 0) & may_fit}
    return Stakes(settles, changes, decides)


def _open_for(when: tuple[Predicate, ...], compiled: Compiled, answers: Answers) -> Iterator[QuestionName]:
    """The questions that can still decide whether all of "when" holds; none, where something in it fails for good."""
    truths = [evaluate(test, answers, compiled.atlas, compiled.on) for test in when]
    if Truth.NOT_MET not in truths:
        for test, truth in zip(when, truths, strict=True):
            if truth is Truth.UNKNOWN:
                yield from waiting_for(test, answers, compiled.atlas, compiled.on)


def next_question(
    compiled: Compiled, found: Stakes, weigh: Callable[[int], int], passed: Collection[QuestionName] = ()
) -> QuestionName | None:
    """The question to put, of those that can still change anything: a pinned one before the others, one that is asked for
    the order only after them, and else the one that settles most. None: nothing is left to ask.

    A route counts by its points (`weigh` adds up those of a bitmap of routes), divided by the number of questions that it
    waits for (three or more are alike). Among equals comes the question that changes most, and then the earlier one; for what the
    start changes only while it is near, nobody is asked sooner."""
    left = [one for one in compiled.questions.values() if one.name in found.changes and one.name not in passed]
    pinned = [one.name for one in left if one.is_pinned]
    if pinned:
        return pinned[0]
    left = [one for one in left if one.asked is not WhenAsked.OPTIONAL] or left
    if len(left) < 2:
        return left[0].name if left else None
    settles = {one.name: found.settles.get(one.name, 0) for one in left}
    _, waiting, two, three = at_least(settles.values(), 3, compiled.everyone)
    shares = ((6, waiting & ~two), (3, two & ~three), (2, three))

    def worth(question: QuestionName) -> tuple[int, int]:
        share = sum(parts * weigh(settles[question] & those) for parts, those in shares if settles[question] & those)
        changes = found.changes[question]
        return share, weigh(changes & ~compiled.timetable.asking_only_when_near if question == START else changes)

    return max([one.name for one in left], key=worth)
