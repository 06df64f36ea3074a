"""The address is the state: a query string to `Answers` and back, by the same names for page, API and command.

Nothing in a query string is an error that stops a page. What is not understood is left out and told, in a `Note`
(`matcher.answers.notes`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import assert_never
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matcher.answers import spellings
from matcher.answers.count_words import CountUnit
from matcher.answers.notes import MOST_NOTES, Note, note
from matcher.answers.parameters.choices import ChoiceParameter, ManyParameter
from matcher.answers.parameters.days import FIRST_DAY, LAST_DAY, DayParameter
from matcher.answers.parameters.numbers import MOST_EUR, AmountParameter, NumberParameter
from matcher.answers.parameters.parameter import MOST_VALUES, Named, Parameter
from matcher.answers.parameters.places import PlaceParameter, PlacesParameter
from matcher.answers.periods import YEARS_AHEAD
from matcher.answers.places.names import PlaceNames, place_names
from matcher.answers.query import Query, texts
from matcher.answers.query import read as read_query
from matcher.engine.answers import (
    BASE,
    PARTNERS,
    START,
    Answers,
    CheckId,
    EngineQuestion,
    QuestionKind,
    QuestionName,
    Value,
)
from matcher.engine.ruleset import Ruleset
from matcher.rules.words import Words

SKIP, YES, NO, ON, KEEP = "skip", "yes", "no", "on", "keep"
NO_ANSWERS = Answers()
UNITS = {
    "days": CountUnit.DAYS,
    "months": CountUnit.MONTHS,
    "age": CountUnit.YEARS,
    "people": CountUnit.PEOPLE,
    PARTNERS: CountUnit.PARTNERS,
    "works": CountUnit.WORKS,
}
"""What the questions count that take a number, by the name of the question."""
DAY_ASKED = DayParameter(ON, gettext_lazy("The day that counts as today"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks: the answers, the day, the questions to pass over, and what was not understood."""

    answers: Answers
    on: date
    on_given: bool = False
    skipped: frozenset[QuestionName] = frozenset()
    notes: tuple[Note, ...] = ()
    kept: tuple[str, ...] = ()
    """The routes put aside, in the order in which that was done."""
    query: Query = Query()
    """All that was read: the page's own parameters too, and what was typed and not understood."""

    def about(self, name: str) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.name == name)


def read(
    query: Mapping[str, Sequence[str]], ruleset: Ruleset, words: Words, *, today: date, also: Iterable[Parameter] = ()
) -> Asked:
    """The state in a query string (names to lists of values). `also` are the parameters of the page itself."""
    found = read_query(query, (*declared(ruleset, words).state, *also), on=_day_meant(query, today))
    answers = answers_in(found, ruleset)
    on, start = found.day(ON), answers.day(START)
    notes = found.notes
    if start is not None and (message := start_told(start, on or today)):
        notes = (*notes[: MOST_NOTES - 1], note(START, start.isoformat(), message, is_read=True))
    return Asked(
        answers=answers,
        on=on or today,
        on_given=on is not None,
        skipped=frozenset(QuestionName(one) for one in found.many(SKIP)) - answers.values.keys(),
        notes=notes,
        kept=found.many(KEEP),
        query=found,
    )


def start_told(start: date, on: date) -> str:
    """What is odd about a start: it is past, or so far ahead that it was likely written otherwise than meant; "" for nothing."""
    if start < on:
        return _("Your start lies in the past: hardly any route pays for what has begun.")
    if (start.year - YEARS_AHEAD, start.month, start.day) > (on.year, on.month, on.day):
        return _("Your start lies more than ten years ahead: no route knows yet what it pays then. Is the year right?")
    return ""


def read_day(query: Mapping[str, Sequence[str]], words: Words, *, today: date, also: Iterable[Parameter] = ()) -> Asked:
    """The day that an address asks for, where there are no answers. `also` are the parameters of the page itself.

    Routes put aside go along everywhere."""
    found = read_query(query, (*also, DAY_ASKED, kept_routes(words)), on=_day_meant(query, today))
    on = found.day(ON)
    return Asked(NO_ANSWERS, on or today, on is not None, notes=found.notes, kept=found.many(KEEP), query=found)


def _day_meant(query: Mapping[str, Sequence[str]], today: date) -> date:
    """The day that the address asks for, from which its other days count."""
    written = next((found for text in query.get(ON, ())[:1] if (found := spellings.day(text))), None)
    return written.day if written is not None and FIRST_DAY <= written.day <= LAST_DAY else today


def read_answers(
    given: Mapping[str, Sequence[str]], ruleset: Ruleset, words: Words
) -> tuple[Answers, tuple[Note, ...]]:
    """Answers alone, as a persona keeps them, and a note for whatever no question takes."""
    found = read_query(given, declared(ruleset, words).answers)
    return answers_in(found, ruleset), found.notes


@dataclass(frozen=True, slots=True)
class Declared:
    """The parameters that follow from what is asked: those of the answers alone, and of the whole state."""

    ruleset: Ruleset
    words: Words
    answers: tuple[Parameter, ...]
    state: tuple[Parameter, ...]


_declared: Declared | None = None
"""Those of the last words that were asked for: they stay the same as long as an edition does, whatever the language."""


def declared(ruleset: Ruleset, words: Words) -> Declared:
    global _declared
    held = _declared
    if held is None or held.words is not words or held.ruleset is not ruleset:
        answers = answers_asked(ruleset, words)
        skip = ManyParameter(SKIP, gettext_lazy("Questions passed over"), questions_by_name(words))
        held = _declared = Declared(ruleset, words, answers, (*answers, skip, DAY_ASKED, kept_routes(words)))
    return held


def answers_asked(ruleset: Ruleset, words: Words) -> tuple[Parameter, ...]:
    """The questions in their order, then the conditions that hold, and those that do not."""
    known = place_names(words)
    checks = {check: check for check in words.checks}
    return (
        *(parameter_of(question, words, known) for question in ruleset.questions),
        ManyParameter(YES, gettext_lazy("Conditions that hold"), checks),
        ManyParameter(NO, gettext_lazy("Conditions that do not hold"), checks),
    )


def parameter_of(question: EngineQuestion, words: Words, known: PlaceNames) -> Parameter:
    asked = words.questions[question.name]
    name, label = question.name, asked.short
    options = {one.value: one.label for one in asked.options}
    families = {one.value: one.family for one in asked.options if one.family is not None}
    abouts = {one.value: one.help for one in asked.options}
    least = asked.minimum if asked.minimum is not None else 0
    most = asked.maximum if asked.maximum is not None else MOST_EUR
    match question.kind:
        case QuestionKind.CHOICE:
            return ChoiceParameter(name, label, options, reads_words=True, families=families, abouts=abouts)
        case QuestionKind.CHOICES:
            return ManyParameter(name, label, options, reads_words=True, families=families, abouts=abouts)
        case QuestionKind.PLACE:
            at_home = known.for_home if name == BASE else known
            return PlaceParameter(name, label, known.names, known=at_home, keeps_parts=True)
        case QuestionKind.PLACES:
            return PlacesParameter(name, label, known.names, known=known, keeps_parts=True)
        case QuestionKind.DATE:
            return DayParameter(name, label)
        case QuestionKind.NUMBER:
            return NumberParameter(
                name, label, least, most, UNITS.get(name, CountUnit.NUMBER), takes_least=name == PARTNERS
            )
        case QuestionKind.MONEY:
            return AmountParameter(name, label, least, most)
        case _:
            assert_never(question.kind)


def questions_by_name(words: Words) -> dict[str, Named]:
    return {name: question.short for name, question in words.questions.items()}


def routes_named(name: str, words: Words, *, most: int = MOST_VALUES) -> ManyParameter:
    """Routes by their short names, in the order in which they are named."""
    return ManyParameter(name, gettext_lazy("Route"), words.instruments, most, in_given_order=True)


def kept_routes(words: Words) -> ManyParameter:
    return routes_named(KEEP, words)


def answers_in(found: Query, ruleset: Ruleset) -> Answers:
    values: dict[QuestionName, Value] = {}
    for question in ruleset.questions:
        value = found.values.get(question.name)
        if isinstance(value, tuple):
            values[question.name] = frozenset(value)
        elif isinstance(value, date | int):
            values[question.name] = value
    checks = {CheckId(one): holds for name, holds in ((YES, True), (NO, False)) for one in found.many(name)}
    return Answers(MappingProxyType(values), MappingProxyType(checks))


def write(
    ruleset: Ruleset,
    answers: Answers,
    *,
    on: date | None = None,
    skipped: Iterable[str] = (),
    kept: Iterable[str] = (),
    more: Iterable[tuple[str, str]] = (),
) -> str:
    """The query string of a state, without "?": questions in their order, values in theirs, so that one state has one
    address."""
    said = [
        _said(question.name, tuple(texts(answers.values[question.name])))
        for question in ruleset.questions
        if question.name in answers
    ]
    skip = set(skipped)
    said += [_said(SKIP, (question.name,)) for question in ruleset.questions if question.name in skip]
    for name, holds in ((YES, True), (NO, False)):
        said += [_said(name, (check,)) for check, answer in sorted(answers.checks.items()) if answer is holds]
    if on is not None:
        said.append(_said(ON, (on.isoformat(),)))
    said += [_said(KEEP, (slug,)) for slug in kept]
    said += [_said(name, (value,)) for name, value in more]
    return "&".join(filter(None, said))


@lru_cache(maxsize=4096)
def _said(name: str, values: tuple[str, ...]) -> str:
    """One part of a query string. A page writes some thirty, which differ in one part each."""
    return urlencode([(name, value) for value in values])
