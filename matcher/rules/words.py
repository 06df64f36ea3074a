"""The names of all that matching speaks of, in every language, so that a sentence needs no query.

Made once per edition, beside the ruleset (`matcher.rules.ruleset`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.editions.edition import Edition
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.values import Words as TwoLanguages
from catalogue.entries.vocabulary import (
    ApplicantEntry,
    DisciplineEntry,
    DisciplineFamilyEntry,
    GoalEntry,
    TermEntry,
    ThemeEntry,
)
from catalogue.kept import Kept
from catalogue.models.words import LANGUAGES, in_active_language
from matcher.engine.answers import QuestionKind, QuestionName
from matcher.rules.entries import QuestionEntry, RuleEntry

SAID_KEPT = 4096
Pair = Mapping[str, str]
"""A text per language code."""


TERMS: dict[str, type[TermEntry]] = {
    "goals": GoalEntry,
    "disciplines": DisciplineEntry,
    "applicants": ApplicantEntry,
    "themes": ThemeEntry,
}
"""Whose terms are a question's options, by its vocabulary."""

Named = PlaceEntry | GroupEntry | InstrumentEntry | TermEntry


def say(pair: Pair) -> str:
    """The text in the active language, or in the first language that has one."""
    return in_active_language(pair)


@dataclass(frozen=True, slots=True)
class OptionWords:
    value: str
    label: Pair
    help: Pair
    family: Pair | None = None
    """The heading under which it stands; None for none."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """How a question is put: in full, in a word, with its options in order (none for places, dates and numbers)."""

    name: str
    kind: QuestionKind
    text: Pair
    short: Pair
    help: Pair
    options: tuple[OptionWords, ...]
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True, slots=True)
class Words:
    questions: Mapping[str, QuestionWords]
    options: Mapping[tuple[str, str], Pair]
    """By question and value."""
    places: Mapping[str, Pair]
    groups: Mapping[str, Pair]
    instruments: Mapping[str, Pair]
    kinds: Mapping[str, str]
    levels: Mapping[str, str]
    """Kind and level by instrument."""
    rules: Mapping[str, Pair]
    """Why a rule does what it does, in the words for the visitor."""
    checks: Mapping[str, Pair]
    """By `<instrument>.<check>`."""
    said: Kept[str] = field(default_factory=lambda: Kept(SAID_KEPT), init=False, compare=False, repr=False)
    """Enumerations of options and places, as sentences have them."""

    def options_of(self, question: str) -> tuple[OptionWords, ...]:
        """In order; none for a question that is not there (any more), or that has none."""
        found = self.questions.get(question)
        return found.options if found else ()

    def offered(self) -> dict[QuestionName, tuple[str, ...]]:
        """The values that each question offers, for all questions; none for places, dates and numbers."""
        return {
            QuestionName(name): tuple(option.value for option in asked.options)
            for name, asked in self.questions.items()
        }

    def option(self, question: str, value: str) -> str:
        pair = self.options.get((question, value))
        return say(pair) if pair else value

    def place(self, code: str) -> str:
        pair = self.places.get(code) or self.groups.get(code)
        return say(pair) if pair else code

    def question(self, name: str) -> str:
        """In a word."""
        found = self.questions.get(name)
        return say(found.short) or name if found else name

    def instrument(self, slug: str) -> str:
        return say(self.instruments.get(slug, {})) or slug


def words_of(edition: Edition) -> Words:
    terms = {name: options_of(edition, shape) for name, shape in TERMS.items()}
    questions = {}
    for name, one in sorted(edition.all(QuestionEntry).items(), key=lambda item: (item[1].position, item[0])):
        own = (OptionWords(option.value, pair(option.label), pair(option.help)) for option in one.options)
        questions[name] = QuestionWords(
            name=name,
            kind=QuestionKind(one.kind),
            text=pair(one.text),
            short=pair(one.short),
            help=pair(one.help),
            options=terms.get(one.vocabulary) or tuple(own),
            minimum=one.minimum,
            maximum=one.maximum,
        )
    instruments = edition.all(InstrumentEntry)
    return Words(
        questions=questions,
        options={(name, one.value): one.label for name, asked in questions.items() for one in asked.options},
        places=names_of(edition, PlaceEntry),
        groups=names_of(edition, GroupEntry),
        instruments=names_of(edition, InstrumentEntry),
        kinds={slug: one.kind.value for slug, one in instruments.items()},
        levels={slug: one.level.value for slug, one in instruments.items()},
        rules={slug: pair(one.because) for slug, one in edition.all(RuleEntry).items()},
        checks={
            f"{slug}.{check.id}": pair(check.statement) for slug, one in instruments.items() for check in one.checks
        },
    )


def options_of(edition: Edition, shape: type[TermEntry]) -> tuple[OptionWords, ...]:
    """The terms of a vocabulary in their order, each under the heading of its family."""
    families = names_of(edition, DisciplineFamilyEntry)
    return tuple(
        OptionWords(slug, pair(term.name), pair(term.about), families.get(getattr(term, "family", None) or ""))
        for slug, term in edition.all(shape).items()
    )


def names_of(edition: Edition, shape: type[Named]) -> dict[str, Pair]:
    return {key: pair(one.name) for key, one in edition.all(shape).items()}


def pair(text: TwoLanguages | None) -> Pair:
    return {language: getattr(text, language, "") for language in LANGUAGES}
