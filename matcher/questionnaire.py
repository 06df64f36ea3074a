"""Which question comes next, and how the answers stand so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matcher.address import Asked, write
from matcher.current import Current
from matcher.engine.answers import Asked as When
from matcher.engine.answers import Question, QuestionName, Value
from matcher.engine.match import Matching
from matcher.engine.openers import next_question
from matcher.sentences import Teller
from matcher.words import say

ASK = "ask"
PUT = "put"
"""Which question the form put: left empty, it is passed over."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer in the summary."""

    name: str
    label: str
    said: str
    change: str
    remove: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One of the questions that everybody gets, as a stop on the way."""

    name: str
    label: str
    said: str
    """The answer in words, "" without one."""
    address: str
    status: str
    """done, now, passed or todo"""


def choose(now: Current, asked: Asked, wanted: str) -> QuestionName | None:
    """The question to put: the one that the address names, one that was answered wrongly, or the next that matters.

    A question on which no route depends any more is not put. None: nothing is left to ask."""
    names = {question.name for question in now.ruleset.questions}
    if wanted in names:
        return QuestionName(wanted)
    for note in asked.notes:
        if note.name in names and QuestionName(note.name) not in asked.answers:
            return QuestionName(note.name)
    matching = Matching(now.compiled(asked.on), asked.answers)
    waiting = matching.waiting()
    passed = asked.skipped | asked.answers.values.keys()
    for question in now.ruleset.questions:
        if question.asked is When.ALWAYS and question.name not in passed and still_matters(question, waiting):
            return question.name
    wanting = {name: mask for name, mask in waiting.items() if name not in passed}
    found = next_question(now.compiled(asked.on), asked.answers, wanting, matching.points.weigh)
    if found is not None:
        return found
    optional = [one.name for one in now.ruleset.questions if one.asked is When.OPTIONAL and one.name not in passed]
    return optional[0] if optional and any_left(matching) else None


def following(now: Current, asked: Asked, name: QuestionName) -> str:
    """The question that comes after this one as things stand, in a word; "" when it is the last."""
    passed = replace(asked, skipped=asked.skipped | {name}, notes=())
    found = choose(now, passed, "")
    return say(now.words.questions[found].short) if found else ""


def still_matters(question: Question, waiting: dict[QuestionName, int]) -> bool:
    """Routes wait for it; or it decides the order and the share that is covered, as a budget does."""
    return bool(waiting.get(question.name)) or question.kind == "money"


def any_left(matching: Matching) -> bool:
    return bool((matching.split.fits | matching.split.may_fit) & matching.compiled.money)


def stops(now: Current, asked: Asked, at: QuestionName) -> tuple[Stop, ...]:
    """The questions that everybody gets, in order; the one at hand is among them, also where it is another."""
    teller = Teller(now.compiled(asked.on), now.words, asked.answers)

    def status(name: QuestionName) -> str:
        if name == at:
            return "now"
        if name in asked.answers:
            return "done"
        return "passed" if name in asked.skipped else "todo"

    return tuple(
        Stop(
            name=question.name,
            label=say(now.words.questions[question.name].short),
            said=teller.answer(question.name) if question.name in asked.answers else "",
            address=state(now, asked, more=[(ASK, question.name)]),
            status=status(question.name),
        )
        for question in now.ruleset.questions
        if question.asked is When.ALWAYS or question.name == at
    )


def summary(now: Current, asked: Asked) -> tuple[Given, ...]:
    """The answers so far, in the order of the questions, each with the addresses that change it and take it back."""
    teller = Teller(now.compiled(asked.on), now.words, asked.answers)
    return tuple(
        Given(
            name=question.name,
            label=say(now.words.questions[question.name].short),
            said=teller.answer(question.name),
            change=state(now, asked, more=[(ASK, question.name)]),
            remove=state(now, asked, without=question.name),
        )
        for question in now.ruleset.questions
        if question.name in asked.answers
    )


def state(
    now: Current,
    asked: Asked,
    *,
    without: QuestionName | None = None,
    changed: Mapping[QuestionName, Value | None] | None = None,
    skip: QuestionName | None = None,
    more: list[tuple[str, str]] | None = None,
) -> str:
    """The query string of what was asked: less one answer, with answers changed, with one more question passed over, with
    other names added."""
    answers = asked.answers.changed({**({without: None} if without else {}), **(changed or {})})
    return write(
        now.ruleset,
        answers,
        on=asked.on if asked.on_given else None,
        skipped=(asked.skipped | ({skip} if skip else set())) - answers.values.keys(),
        kept=asked.kept,
        more=more or [],
    )
