"""Whether matching still says what experts expect: a persona against an edition, published or not yet.

What differs comes as codes and values; `matcher.proof.persona_sentences` tells it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from matcher.answers import address
from matcher.answers.address import NO, YES
from matcher.answers.notes import Note
from matcher.answers.query import texts
from matcher.engine.answers import Answers, EngineQuestion, QuestionKind
from matcher.engine.due import Due
from matcher.engine.match import Matching
from matcher.engine.verdicts import Verdict
from matcher.models import Persona
from matcher.rules.site import Site


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """An answer that no question takes any more."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """A route that is not published any more."""

    instrument: str


@dataclass(frozen=True, slots=True)
class OtherVerdict:
    instrument: str
    expected: Verdict
    found: Verdict


@dataclass(frozen=True, slots=True)
class OtherDay:
    instrument: str
    expected: date
    found: date | None


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """The second comes before the first, though the first was expected to."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class NotNamed:
    """A route asks about these answers, and fits or may fit, though the persona names all that do, and not this one."""

    instrument: str
    found: Verdict


Failure = NotUnderstood | NotThere | OtherVerdict | OtherDay | OtherOrder | NotNamed


@dataclass(frozen=True, slots=True)
class FoundForPersona:
    """What matching says of one route."""

    verdict: Verdict
    closes: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One persona, checked. `found` has the routes that it expects something of, as far as they are published."""

    persona: Persona
    answers: Answers
    found: Mapping[str, FoundForPersona]
    failures: tuple[Failure, ...]

    @property
    def is_green(self) -> bool:
        return not self.failures


def check_all(now: Site) -> list[Outcome]:
    """Every persona against one ruleset."""
    return check_each(Persona.objects.for_check(), now)


def check_each(personas: Iterable[Persona], now: Site) -> list[Outcome]:
    """In the order given. Those of one day are checked together: a ruleset is compiled per day, and few days are kept."""
    given = list(personas)
    found = {place: check(given[place], now) for place in sorted(range(len(given)), key=lambda place: given[place].on)}
    return [found[place] for place in range(len(given))]


def check(persona: Persona, now: Site) -> Outcome:
    """What a ruleset makes of one persona, fetched with `for_check()`. Nothing is explained: that is what takes time."""
    answers, notes = read(persona.answers, now)
    return outcome_of(persona, notes, Matching(now.compiled(persona.on), answers))


def outcome_of(persona: Persona, notes: Sequence[Note], matching: Matching) -> Outcome:
    """What its answers, matched, come to beside what is expected of them. `notes` are on what was not understood."""
    expected = list(persona.expectations.all())
    found = found_in(matching, [one.instrument.slug for one in expected])
    failures: list[Failure] = [NotUnderstood(note.name, note.value) for note in notes]
    for one in expected:
        slug = one.instrument.slug
        route = found.get(slug)
        if route is None:
            failures.append(NotThere(slug))
        elif route.verdict != one.verdict:
            failures.append(OtherVerdict(slug, Verdict(one.verdict), route.verdict))
        elif one.submit_by is not None and route.closes != one.submit_by:
            failures.append(OtherDay(slug, one.submit_by, route.closes))
    ranked = sorted((one.rank, one.instrument.slug) for one in expected if one.rank is not None)
    failures += broken_order(matching, [slug for _rank, slug in ranked if slug in found])
    if persona.names_all:
        failures += [
            NotNamed(slug, matching.verdict(slug) or Verdict.NO) for slug in fitting(matching) if slug not in found
        ]
    return Outcome(persona, matching.answers, found, tuple(failures))


def fitting(matching: Matching) -> list[str]:
    """The routes that fit or may fit, and that ask about something that is answered."""
    asks_about = matching.compiled.asks_about
    return [slug for slug in matching.fitting() if not asks_about(slug).isdisjoint(matching.answers)]


def found_in(matching: Matching, slugs: Iterable[str]) -> dict[str, FoundForPersona]:
    """What matching says of these routes, in this order; one that is not published is left out."""
    verdicts = {slug: verdict for slug in slugs if (verdict := matching.verdict(slug)) is not None}
    return {slug: FoundForPersona(verdict, closing(matching.due(slug))) for slug, verdict in verdicts.items()}


def broken_order(matching: Matching, ranked: Sequence[str]) -> list[OtherOrder]:
    """Which of these routes come before the one that they should follow."""
    if len(ranked) < 2:
        return []
    order = [str(one.instrument) for one in (*matching.ranked(), *matching.ranked_beside())]
    return [OtherOrder(first, second) for first, second in pairwise(ranked) if order.index(first) > order.index(second)]


def closing(due: Due) -> date | None:
    """The day that an expectation is about: the last one for the start, or the next one where there is no start."""
    return due.submit_by or due.next_closing


def read(given: Mapping[str, Sequence[str]], now: Site) -> tuple[Answers, tuple[Note, ...]]:
    """The answers of a persona, and a note for whatever no question takes."""
    return address.read_answers(given, now.ruleset, now.words)


def written(answers: Answers, now: Site) -> dict[str, list[str]]:
    """Answers as a persona keeps them: the names, values and order of an address, so that the same reads the same."""
    given: dict[str, list[str]] = {
        question.name: texts(answers.values[question.name])
        for question in now.ruleset.questions
        if question.name in answers
    }
    for name, holds in ((YES, True), (NO, False)):
        if checks := sorted(check for check, said in answers.checks.items() if said is holds):
            given[name] = [*checks]
    return given


def understood(given: Any, now: Site) -> dict[str, list[str]]:
    """The same answers as an address would write them. Raises ValidationError for what no question takes."""
    if not isinstance(given, Mapping) or not all(is_texts(values) for values in given.values()):
        raise ValidationError({"answers": _('Write the answers as questions with lists of values: {"place": ["DE"]}.')})
    answers, notes = read(given, now)
    if notes:
        raise ValidationError({"answers": [refusal(note, now) for note in notes]})
    return written(answers, now)


def is_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(one, str) for one in values)


def refusal(note: Note, now: Site) -> str:
    """Why an answer is refused, and what would be taken; as it stands for a note on none in particular."""
    if not note.name:
        return note.message
    questions = {str(question.name): question for question in now.ruleset.questions}
    question = questions.get(note.name)
    if question is None and note.name in (YES, NO):
        return _("“%(value)s” is no check. Write it as route.check.") % {"value": note.value}
    if question is None:
        known = ", ".join([*questions, YES, NO])
        return _("There is no question “%(name)s”. There are: %(known)s.") % {"name": note.name, "known": known}
    values = {"value": note.value, "name": note.name, "takes": takes(question, now)}
    return _("“%(value)s” is no answer to “%(name)s”. %(takes)s") % values


def takes(question: EngineQuestion, now: Site) -> str:
    """What may be answered to a question."""
    words = now.words.questions[question.name]
    options = ", ".join(one.value for one in words.options)
    match question.kind:
        case QuestionKind.CHOICE:
            return _("It takes one of: %(options)s.") % {"options": options}
        case QuestionKind.CHOICES:
            return _("It takes: %(options)s.") % {"options": options}
        case QuestionKind.PLACE:
            return _("It takes one code of a place or a group, such as BE-VLG.")
        case QuestionKind.PLACES:
            return _("It takes codes of places or groups, such as FR or FR-HDF.")
        case QuestionKind.DATE:
            return _("It takes a day like 2027-03-01.")
        case QuestionKind.NUMBER | QuestionKind.MONEY:
            if words.minimum is None or words.maximum is None:
                return _("It takes a whole number, in digits.")
            return _("It takes a whole number from %(least)d to %(most)d, in digits.") % {
                "least": words.minimum,
                "most": words.maximum,
            }
