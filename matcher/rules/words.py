"""The names of all that matching speaks of, in every language, so that a sentence needs no query.

Read once per ruleset version, beside the ruleset (`matcher.rules.ruleset`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import get_language

from catalogue.models import (
    ApplicantType,
    Check,
    Discipline,
    DisciplineFamily,
    Goal,
    Instrument,
    Place,
    PlaceGroup,
    Theme,
)
from catalogue.models.words import LANGUAGES
from matcher.engine.answers import QuestionKind, QuestionName
from matcher.models import VOCABULARIES, Question, Rule

Pair = Mapping[str, str]
"""A text per language code."""


def say(pair: Pair) -> str:
    """The text in the active language, or in the first language that has one."""
    active = (get_language() or "").partition("-")[0]
    return next((pair[language] for language in (active, *LANGUAGES) if pair.get(language)), "")


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


def read_words() -> Words:
    """From the database, in a fixed number of queries."""
    families: dict[int | None, Pair] = {row.pk: pair(row, "name") for row in DisciplineFamily.objects.all()}
    terms = {
        name: tuple(
            OptionWords(term.slug, pair(term, "name"), pair(term, "about"), families.get(family_of(term)))
            for term in model.objects.order_by("position", "slug")
        )
        for name, model in VOCABULARIES.items()
    }
    questions = {}
    for question in Question.objects.filter(is_active=True).prefetch_related("options").order_by("position", "name"):
        own = (OptionWords(one.value, pair(one, "label"), pair(one, "help")) for one in question.options.all())
        questions[question.name] = QuestionWords(
            name=question.name,
            kind=QuestionKind(question.kind),
            text=pair(question, "text"),
            short=pair(question, "short"),
            help=pair(question, "help"),
            options=terms.get(question.vocabulary) or tuple(own),
            minimum=question.minimum,
            maximum=question.maximum,
        )
    instruments = list(Instrument.objects.select_related("level"))
    return Words(
        questions=questions,
        options={(name, one.value): one.label for name, asked in questions.items() for one in asked.options},
        places=by(Place.objects.all(), "code", "name"),
        groups=by(PlaceGroup.objects.all(), "slug", "name"),
        instruments=by(instruments, "slug", "name"),
        kinds={one.slug: one.kind for one in instruments},
        levels={one.slug: one.level.slug for one in instruments},
        rules=by(Rule.objects.all(), "slug", "because"),
        checks={
            f"{check.instrument.slug}.{check.slug}": pair(check, "statement")
            for check in Check.objects.select_related("instrument").order_by("instrument", "position")
        },
    )


def family_of(term: Goal | Discipline | ApplicantType | Theme) -> int | None:
    return term.family_id if isinstance(term, Discipline) else None


def pair(row: Model, field: str) -> Pair:
    return {language: str(getattr(row, f"{field}_{language}", "")) for language in LANGUAGES}


def by(rows: Iterable[Model], key: str, field: str) -> dict[str, Pair]:
    return {str(getattr(row, key)): pair(row, field) for row in rows}
