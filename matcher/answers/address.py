"""The address is the state: a query string to `Answers` and back, by the same names for page, API and command.

Nothing in a query string is an error that stops a page. What is not understood is left out and told, in a `Note`."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar, assert_never
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from catalogue.editions.search import folded
from matcher.engine.answers import START, Answers, CheckId, Question, QuestionKind, QuestionName, Value
from matcher.engine.ruleset import Ruleset
from matcher.rules.words import Words, say

E = TypeVar("E", bound=StrEnum)

SKIP, YES, NO, ON, KEEP = "skip", "yes", "no", "on", "keep"
LONGEST = 80
MOST_NOTES = 8
MOST_VALUES = 60
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
NO_ANSWERS = Answers()
MOST_EUR = 1_000_000_000
THOUSANDS = re.compile(r"\d{1,3}([.\s]\d{3})+")


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the address that was left out, and why."""

    name: str
    value: str
    message: str


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

    def about(self, name: str) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.name == name)


@dataclass(slots=True)
class Reader:
    """One reading of one query string. Places may be given by code or by name, in any case."""

    ruleset: Ruleset
    words: Words
    today: date
    notes: list[Note] = field(default_factory=list)

    def note(self, name: str, value: str, message: str) -> None:
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(name[:LONGEST], value[:LONGEST], message))

    def value(self, question: Question, given: list[str]) -> Value | None:
        match question.kind:
            case QuestionKind.CHOICE | QuestionKind.CHOICES:
                labels = {one.value: say(one.label) for one in self.words.questions[question.name].options}
                return self.several(question, given, labels)
            case QuestionKind.PLACE | QuestionKind.PLACES:
                codes = {**self.words.groups, **self.words.places}
                if all(one in codes for one in given):  # nobody's name has to be looked at
                    return self.several(question, given, {one: say(codes[one]) for one in given})
                names = {code: say(name) for code, name in codes.items()}
                known = {folded(name): code for code, name in names.items()} | {folded(code): code for code in names}
                return self.several(question, [known.get(folded(one.strip()), one) for one in given], names)
            case QuestionKind.DATE:
                return self.day(question.name, given[0])
            case QuestionKind.NUMBER | QuestionKind.MONEY:
                return self.number(question, given[0])
            case _:
                assert_never(question.kind)

    def several(self, question: Question, given: list[str], known: Mapping[str, str]) -> frozenset[str] | None:
        chosen = []
        for one in dict.fromkeys(given):
            if one in known:
                chosen.append(one)
            else:
                self.unknown_value(question.name, one, known)
        if question.kind in (QuestionKind.CHOICE, QuestionKind.PLACE) and len(chosen) > 1:
            self.note(
                question.name,
                chosen[1],
                _("One answer is enough for “%(question)s”: we kept %(kept)s.")
                % {"question": self.words.question(question.name), "kept": known[chosen[0]]},
            )
            chosen = chosen[:1]
        return frozenset(chosen) or None

    def unknown_value(self, name: str, given: str, known: Mapping[str, str]) -> None:
        by_text = {text.casefold(): code for code, text in known.items()} | {code.casefold(): code for code in known}
        near = get_close_matches(given[:LONGEST].casefold(), by_text, n=1, cutoff=0.6)
        values = {"value": given[:LONGEST], "question": self.words.question(name)}
        if near:
            code = by_text[near[0]]
            message = _("“%(value)s” is not an answer to “%(question)s”. Did you mean %(label)s (%(code)s)?")
            values |= {"label": known[code], "code": code}
        else:
            message = _("“%(value)s” is not an answer to “%(question)s”. We left it out.")
        self.note(name, given, message % values)

    def day(self, name: str, given: str) -> date | None:
        try:
            day = date.fromisoformat(given.strip()) if len(given.strip()) == len("2027-03-01") else None
        except ValueError:
            day = None
        values = {"value": given[:LONGEST]}
        if day is None:
            self.note(name, given, _("“%(value)s” is not a date. Write it like 2027-03-01.") % values)
        elif not FIRST_DAY <= day <= LAST_DAY:
            self.note(name, given, _("%(value)s lies too far away. Choose a date between 2000 and 2100.") % values)
            day = None
        return day

    def routes(self, name: str, given: Iterable[str], most: int = MOST_VALUES) -> tuple[str, ...]:
        """The routes that are named, each once; a note for each name that is none, and for what goes beyond the most."""
        found: list[str] = []
        for one in dict.fromkeys(one for one in given if one.strip()):
            if one not in self.words.instruments:
                near = get_close_matches(one[:LONGEST], self.words.instruments, n=1, cutoff=0.7)
                message = _("There is no route “%(value)s”. Did you mean “%(near)s”?") if near else ""
                values = {"value": one[:LONGEST], "near": near[0] if near else ""}
                self.note(name, one, (message or _("There is no route “%(value)s”. We left it out.")) % values)
            elif len(found) == most:
                message = _("More than %(most)d routes do not fit here: we left out %(name)s.")
                self.note(name, one, message % {"most": most, "name": self.words.instrument(one)})
            else:
                found.append(one)
        return tuple(found)

    def number(self, question: Question, given: str) -> int | None:
        text = given.replace("€", "").strip()
        if THOUSANDS.fullmatch(text):
            text = re.sub(r"[.\s]", "", text)
        label = self.words.question(question.name)
        if not (text.isascii() and text.isdigit() and len(text) <= 12):
            message = _("“%(value)s” is not a whole number. Write only digits for “%(question)s”.")
            self.note(question.name, given, message % {"value": given[:LONGEST], "question": label})
            return None
        number = int(text)
        words = self.words.questions[question.name]
        least = words.minimum if words.minimum is not None else 0
        most = words.maximum if words.maximum is not None else MOST_EUR
        if not least <= number <= most:
            message = _("“%(question)s” takes a number from %(least)d to %(most)d, not %(value)s.")
            self.note(question.name, given, message % {"value": text, "question": label, "least": least, "most": most})
            return None
        return number


def read(
    query: Mapping[str, list[str]],
    ruleset: Ruleset,
    words: Words,
    *,
    today: date,
    also: Collection[str] = (),
) -> Asked:
    """The state in a query string (names to lists of values). `also` are the names that the page itself understands."""
    reader = Reader(ruleset, words, today)
    questions = {question.name: question for question in ruleset.questions}
    values: dict[QuestionName, Value] = {}
    for question in ruleset.questions:
        given = [one for one in query.get(question.name, [])[:MOST_VALUES] if one.strip()]
        value = reader.value(question, given) if given else None
        if value is not None:
            values[question.name] = value
    on_given = next((one for one in query.get(ON, []) if one.strip()), "")
    on = reader.day(ON, on_given) if on_given else None
    skipped = frozenset(QuestionName(one) for one in query.get(SKIP, []) if one in questions)
    known = {*questions, SKIP, YES, NO, ON, KEEP, *also}
    for name in query:
        if name not in known:
            unknown_name(reader, name, known)
    kept = reader.routes(KEEP, query.get(KEEP, []))
    start = values.get(START)
    if isinstance(start, date) and start < (on or today):
        reader.note(
            START, start.isoformat(), _("Your start lies in the past: hardly any route pays for what has begun.")
        )
    return Asked(
        answers=Answers(MappingProxyType(values), MappingProxyType(checks(query, reader))),
        on=on or today,
        on_given=on is not None,
        skipped=skipped - values.keys(),
        notes=tuple(reader.notes),
        kept=kept,
    )


def checks(query: Mapping[str, list[str]], reader: Reader) -> dict[CheckId, bool]:
    said: dict[CheckId, bool] = {}
    for name, holds in ((YES, True), (NO, False)):
        for one in query.get(name, [])[:MOST_VALUES]:
            if one in reader.words.checks:
                said[CheckId(one)] = holds
            elif one.strip():
                message = _("“%(value)s” is not a condition that we know. We left it out.")
                reader.note(name, one, message % {"value": one[:LONGEST]})
    return said


def option(query: Mapping[str, list[str]], name: str, known: type[E], default: E) -> tuple[E, tuple[Note, ...]]:
    """The choice that an address makes among a few, the default for none; with a note for one that is not known."""
    given = next((one for one in query.get(name, []) if one.strip()), default.value)
    if given in {*known}:
        return known(given), ()
    message = _("“%(value)s” is not one of %(choices)s.")
    values = {"value": given[:LONGEST], "choices": ", ".join(known)}
    return default, (Note(name, given[:LONGEST], message % values),)


def read_day(
    query: Mapping[str, list[str]], ruleset: Ruleset, words: Words, *, today: date, also: Collection[str] = ()
) -> Asked:
    """The day that an address asks for, where there are no answers. `also` are the names that the page itself understands."""
    reader = Reader(ruleset, words, today)
    tell_unknown_names(reader, query, (ON, *also))
    given = next((one for one in query.get(ON, []) if one.strip()), "")
    on = reader.day(ON, given) if given else None
    kept = reader.routes(KEEP, query.get(KEEP, []))
    return Asked(NO_ANSWERS, on or today, on_given=on is not None, notes=tuple(reader.notes), kept=kept)


def tell_unknown_names(reader: Reader, query: Iterable[str], known: Collection[str]) -> None:
    """A note for each name in the address that a page does not know; routes that are kept go along everywhere."""
    for name in query:
        if name not in known and name != KEEP:
            unknown_name(reader, name, known)


def unknown_name(reader: Reader, name: str, known: Collection[str]) -> None:
    near = get_close_matches(name[:LONGEST], known, n=1, cutoff=0.6)
    values = {"name": name[:LONGEST], "near": near[0] if near else ""}
    if near:
        message = _("We do not know “%(name)s” in the address. Did you mean “%(near)s”?")
    else:
        message = _("We do not know “%(name)s” in the address. We left it out.")
    reader.note(name, "", message % values)


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
    pairs: list[tuple[str, str]] = []
    for question in ruleset.questions:
        if question.name in answers:
            pairs += [(question.name, text) for text in texts(answers.values[question.name])]
    skip = set(skipped)
    pairs += [(SKIP, question.name) for question in ruleset.questions if question.name in skip]
    for name, holds in ((YES, True), (NO, False)):
        pairs += [(name, check) for check, said in sorted(answers.checks.items()) if said is holds]
    if on is not None:
        pairs.append((ON, on.isoformat()))
    pairs += [(KEEP, slug) for slug in kept]
    return urlencode([*pairs, *more])


def texts(value: Value) -> list[str]:
    """A value as it stands in an address."""
    if isinstance(value, frozenset):
        return sorted(value)
    return [value.isoformat() if isinstance(value, date) else str(value)]
