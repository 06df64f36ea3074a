"""Which question comes next, and how the answers stand so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matcher.answers.address import Asked, write
from matcher.engine.answers import Answers, QuestionName, Value
from matcher.engine.answers import Asked as When
from matcher.engine.match import Matching
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.sentences import Teller

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
    """done, site, passed or todo"""


def choose(site: Site, asked: Asked, wanted: str) -> QuestionName | None:
    """The question to put: the one that the address names, one that was answered wrongly, or the next that matters.

    A question that changes nothing any more is not put. None: nothing is left to ask."""
    names = {question.name for question in site.ruleset.questions}
    if wanted in names:
        return QuestionName(wanted)
    for note in asked.notes:
        if note.name in names and QuestionName(note.name) not in asked.answers:
            return QuestionName(note.name)
    return Matching(site.compiled(asked.on), asked.answers).next_question(asked.skipped)


def following(site: Site, asked: Asked, name: QuestionName) -> str:
    """The question that comes after this one as things stand, in a word; "" when it is the last."""
    passed = replace(asked, skipped=asked.skipped | {name}, notes=())
    found = choose(site, passed, "")
    return say(site.words.questions[found].short) if found else ""


@dataclass(frozen=True, slots=True)
class Stake:
    """Why a question is put: how many routes wait for it to know whether they fit, and of how many it changes anything."""

    settles: int
    changes: int


def stake(site: Site, asked: Asked, at: QuestionName) -> Stake:
    """For an answered question, as if it were not."""
    found = Matching(site.compiled(asked.on), asked.answers.changed({at: None})).stakes
    return Stake(found.settles.get(at, 0).bit_count(), found.changes.get(at, 0).bit_count())


def way(site: Site, asked: Asked, at: QuestionName) -> list[QuestionName]:
    """The questions that were answered or passed over, in the order in which they came up; the one at hand; then those
    that can still change something, in the order in which they would come up if all were passed over."""
    compiled = site.compiled(asked.on)
    done = asked.answers.values.keys() | asked.skipped
    known = Answers(checks=asked.answers.checks)
    found: list[QuestionName] = []
    while left := done.difference(found):
        name = Matching(compiled, known).next_question(compiled.questions.keys() - left)
        name = name or next(one for one in compiled.questions if one in left)
        found.append(name)
        if name in asked.answers:
            known = known.changed({name: asked.answers.values[name]})
    found += [at] if at not in done else []
    matching = Matching(compiled, asked.answers)
    while name := matching.next_question(found):
        found.append(name)
    return found


def stops(site: Site, asked: Asked, at: QuestionName) -> tuple[Stop, ...]:
    """The questions that everybody gets, in the order of the way; the one at hand is among them, also where it is another."""
    teller = Teller(site.compiled(asked.on), site.words, asked.answers)
    always = {question.name for question in site.ruleset.questions if question.asked is When.ALWAYS}

    def status(name: QuestionName) -> str:
        if name == at:
            return "now"
        if name in asked.answers:
            return "done"
        return "passed" if name in asked.skipped else "todo"

    return tuple(
        Stop(
            name=name,
            label=say(site.words.questions[name].short),
            said=teller.answer(name) if name in asked.answers else "",
            address=state(site, asked, more=[(ASK, name)]),
            status=status(name),
        )
        for name in way(site, asked, at)
        if name in always or name == at
    )


def summary(site: Site, asked: Asked) -> tuple[Given, ...]:
    """The answers so far, in the order of the questions, each with the addresses that change it and take it back."""
    teller = Teller(site.compiled(asked.on), site.words, asked.answers)
    return tuple(
        Given(
            name=question.name,
            label=say(site.words.questions[question.name].short),
            said=teller.answer(question.name),
            change=state(site, asked, more=[(ASK, question.name)]),
            remove=state(site, asked, without=question.name),
        )
        for question in site.ruleset.questions
        if question.name in asked.answers
    )


def state(
    site: Site,
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
        site.ruleset,
        answers,
        on=asked.on if asked.on_given else None,
        skipped=(asked.skipped | ({skip} if skip else set())) - answers.values.keys(),
        kept=asked.kept,
        more=more or [],
    )
