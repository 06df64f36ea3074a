"""How many questions people get, and that stopping early loses nothing: over personas, and over random people."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from matcher.engine.answers import Answers, QuestionKind, QuestionName, Value
from matcher.engine.classes import Classes
from matcher.engine.compile import Compiled
from matcher.engine.match import Matching, match
from matcher.engine.predicates import holds_unanswered, questions_of
from matcher.engine.ruleset import Part
from matcher.engine.verdicts import Route, Verdict
from matcher.engine.verify import tests_of

NOT_KNOWN = 0.12
"""The share of the questions that a random person passes over."""
SEVERAL = (1, 1, 1, 2, 3)
"""How many answers a random person gives where several may be given."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What one person was asked, and whether the list is the one that all their answers give."""

    asked: tuple[QuestionName, ...]
    in_order: int
    """How many questions the order of the positions takes, with the same end."""
    form: int
    """How many the whole form has."""
    is_the_same: bool


def walk(compiled: Compiled, said: Answers) -> Walk:
    known, asked = until_nothing_can_change(compiled, said, in_order=False)
    _, ordered = until_nothing_can_change(compiled, said, in_order=True)
    is_the_same = shown(compiled, known) == shown(compiled, as_far_as_asked(compiled, said, known))
    return Walk(tuple(asked), len(ordered), len(compiled.questions), is_the_same)


def as_far_as_asked(compiled: Compiled, said: Answers, known: Answers) -> Answers:
    """All that somebody says, but for what is taken to be so as long as nobody asks (where it happens is where the plan leads,
    and a status speaks against nothing): who is not asked says nothing of it."""
    predicates = [one for criterion in compiled.criteria for one in criterion.any_of if holds_unanswered(one)]
    taken = {question for one in predicates for question in questions_of(one)}
    return said.changed(dict.fromkeys(taken - known.values.keys()))


def until_nothing_can_change(
    compiled: Compiled, said: Answers, *, in_order: bool
) -> tuple[Answers, list[QuestionName]]:
    """The answers that were asked for, and the questions; what the person does not say is passed over."""
    known, asked = Answers(checks=said.checks), list[QuestionName]()
    while True:
        matching = Matching(compiled, known)
        if in_order:
            left = (name for name in compiled.questions if name in matching.stakes and name not in asked)
            name = next(left, None) if matching.next_question(asked) else None
        else:
            name = matching.next_question(asked)
        if name is None:
            return known, asked
        asked.append(name)
        if name in said:
            known = known.changed({name: said.values[name]})


def shown(compiled: Compiled, said: Answers) -> list[tuple[object, ...]]:
    """What must not depend on the way to it: the routes that are not out, in order, with their points but those for a theme,
    days and amount. None where no route fits any more, or may: then there is nothing to ask, whatever else comes near."""
    routes = match(compiled, said).routes
    if not any(one.verdict in (Verdict.FITS, Verdict.MAY_FIT) for one in routes):
        return []
    return [
        (one.instrument.id, one.verdict, one.rank, points_beside_theme(one), one.due, one.cover)
        for one in routes
        if one.verdict is not Verdict.NO
    ]


def points_beside_theme(route: Route) -> int:
    """A theme is not asked for where it would only make the number of points another."""
    return sum(part.points for part in route.parts if part.part is not Part.THEME)


def people(
    compiled: Compiled, options: Mapping[QuestionName, Sequence[str]], count: int, seed: int
) -> Iterator[Answers]:
    """Random people, the same for the same seed. Each answers a question by a value of one of the classes that the rules
    tell apart, or not at all."""
    chance = random.Random(seed)
    tests = frozenset(tests_of(compiled))
    classes = Classes(compiled, options)
    values: dict[QuestionName, Sequence[Value | str]] = {}
    for question in compiled.questions.values():
        match question.kind:
            case QuestionKind.CHOICES:
                values[question.name] = options[question.name]
            case QuestionKind.PLACES:
                values[question.name] = classes.places(question.name, tests)
            case _:
                values[question.name] = classes.of(question.name, tests)
    for _ in range(count):
        given = {name: answer(chance, of) for name, of in values.items() if of and chance.random() >= NOT_KNOWN}
        yield Answers(MappingProxyType(given))


def answer(chance: random.Random, of: Sequence[Value | str]) -> Value:
    one = chance.choice(of)
    return one if not isinstance(one, str) else frozenset(str(chance.choice(of)) for _ in range(chance.choice(SEVERAL)))
