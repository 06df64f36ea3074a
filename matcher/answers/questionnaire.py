"""Which question comes next, and how the answers stand so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.answers.address import Asked, write
from matcher.engine.answers import Answers, CheckId, QuestionName, Value
from matcher.engine.answers import WhenAsked as When
from matcher.engine.match import Matching
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.naming import Namer

MATCHINGS_KEPT = 128
"""Sets of answers; those that walk by the same way share its beginning."""
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
    stands_alone: bool
    """Whether it says what it is without its question: an art and a country do, a number, "there" and "none" do not."""

    @property
    def told(self) -> str:
        """As it stands among the others."""
        return self.said if self.stands_alone else f"{self.label}: {self.said}"


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


@dataclass(frozen=True, slots=True)
class Stake:
    """Why a question is put: how many routes wait for it to know whether they fit, and of how many it changes anything."""

    settles: int
    changes: int


FEW_LEFT = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """Where on the way one is. How long the way is nobody knows: an answer can make a handful of questions needless, and once in
    a while it raises one. So no total is told, and only near the end how many there still are if nothing changes."""

    number: int
    left: int
    back: str
    """The query string of the page with the question before it, "" for the first."""

    @property
    def is_near_the_end(self) -> bool:
        return 0 < self.left <= FEW_LEFT


class Questionnaire:
    """The questions, as one address answers them."""

    def __init__(self, site: Site, asked: Asked) -> None:
        self.site = site
        self.asked = asked
        self.compiled = site.compiled(asked.on)

    def matching(self, *, without: QuestionName | None = None) -> Matching:
        """All answers matched, or all but one."""
        return self._with_only(frozenset(self.asked.answers) - {without})

    def _with_only(self, names: frozenset[QuestionName]) -> Matching:
        given = self.asked.answers
        values = frozenset((name, value) for name, value in given.values.items() if name in names)
        return self.site.kept(matching_of, self.asked.on, values, frozenset(given.checks.items()), most=MATCHINGS_KEPT)

    def choose(self, wanted: str) -> QuestionName | None:
        """The question to put: the one that the address names, one that was answered wrongly, or the next that matters.

        A question that changes nothing any more is not put. None: nothing is left to ask."""
        names = self.compiled.questions
        if wanted in names:
            return QuestionName(wanted)
        for note in self.asked.notes:
            if note.name in names and QuestionName(note.name) not in self.asked.answers:
                return QuestionName(note.name)
        return self.matching().next_question(self.asked.skipped)

    def following(self, name: QuestionName) -> str:
        """The question that comes after this one as things stand, in a word; "" when it is the last."""
        found = self.matching().next_question(self.asked.skipped | {name})
        return say(self.site.words.questions[found].short) if found else ""

    def stake(self, at: QuestionName) -> Stake:
        """For an answered question, as if it were not."""
        found = self.matching(without=at).asking
        return Stake(found.settled_by(at), found.changed_by(at))

    def way(self, at: QuestionName) -> list[QuestionName]:
        """The questions that were answered or passed over, in the order in which they came up; the one at hand; then those
        that can still change something, in the order in which they would come up if all were passed over."""
        answers, questions = self.asked.answers, self.compiled.questions
        done = answers.values.keys() | self.asked.skipped
        found: list[QuestionName] = []
        while left := done.difference(found):
            known = self._with_only(frozenset(answers) & frozenset(found))
            name = known.next_question(questions.keys() - left)
            found.append(name or next(one for one in questions if one in left))
        found += [at] if at not in done else []
        while name := self.matching().next_question(found):
            found.append(name)
        return found

    def progress(self, at: QuestionName, way: Sequence[QuestionName]) -> Progress:
        done = self.asked.answers.values.keys() | self.asked.skipped
        place = way.index(at)
        before = state(self.site, self.asked, more=[(ASK, way[place - 1])]) if place else ""
        return Progress(place + 1, sum(one not in done and one != at for one in way), before)

    def stops(self, at: QuestionName, way: Sequence[QuestionName]) -> tuple[Stop, ...]:
        """The questions that everybody gets, in the order of the way; the one at hand is among them, also where it is
        another."""
        asked, words = self.asked, self.site.words
        namer = Namer(words)

        def status(name: QuestionName) -> str:
            if name == at:
                return "now"
            if name in asked.answers:
                return "done"
            return "passed" if name in asked.skipped else "todo"

        return tuple(
            Stop(
                name=name,
                label=say(words.questions[name].short),
                said=namer.answer(name, asked.answers.values[name]) if name in asked.answers else "",
                address=state(self.site, asked, more=[(ASK, name)]),
                status=status(name),
            )
            for name in way
            if name == at or self.compiled.questions[name].asked is When.ALWAYS
        )


def matching_of(
    site: Site, on: date, values: frozenset[tuple[QuestionName, Value]], checks: frozenset[tuple[CheckId, bool]]
) -> Matching:
    """Each question on the way was already asked of the answers before it: whoever goes on finds them matched."""
    return Matching(site.compiled(on), Answers(dict(values), dict(checks)))


def summary(site: Site, asked: Asked) -> tuple[Given, ...]:
    """The answers so far, in the order of the questions, each with the addresses that change it and take it back."""
    namer = Namer(site.words)

    def given(name: QuestionName) -> Given:
        question, said = site.words.questions[name], namer.answer(name, asked.answers.values[name])
        return Given(
            name=name,
            label=say(question.short),
            said=said,
            change=state(site, asked, more=[(ASK, name)]),
            remove=state(site, asked, without=name),
            stands_alone=not (question.has_own_options or said.isdecimal()),
        )

    return tuple(given(one.name) for one in site.ruleset.questions if one.name in asked.answers)


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
