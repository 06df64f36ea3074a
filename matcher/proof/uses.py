"""Which rules and personas name a row by a value: an option, a term of a list, the code of a place, the name of a question."""

from collections.abc import Iterator

from django.db.models import Model

from catalogue.models import Place, PlaceGroup
from matcher.engine.answers import QuestionKind
from matcher.models import VOCABULARIES, Condition, Operator, Option, Persona, Question

PLACE_KINDS = (QuestionKind.PLACE, QuestionKind.PLACES)


def naming(row: Model) -> Iterator[Condition | Persona]:
    """Conditions with the value among their options, and personas that answer with it."""
    questions, value = named_by(row)
    if not questions:
        return
    for condition in Condition.objects.filter(question__name__in=questions).select_related("rule"):
        if value in condition.options:
            yield condition
    for persona in Persona.objects.all():
        if any(value is None or value in given for name, given in persona.answers.items() if name in questions):
            yield persona


def passed_by(row: Model) -> Iterator[Condition]:
    """Conditions that shut out other answers by name, and so let in this one."""
    questions, value = named_by(row)
    shutting_out = Condition.objects.filter(question__name__in=questions, operator=Operator.NONE_OF)
    for condition in shutting_out.select_related("rule"):
        if condition.options and value not in condition.options:
            yield condition


def named_by(row: Model) -> tuple[frozenset[str], str | None]:
    """The questions to which a row is an answer, and the value it has there; None: any answer names it."""
    match row:
        case Question(name=name):
            return frozenset({name}), None
        case Option(value=value):
            is_proposed = row.question.kind in PLACE_KINDS  # the place can be answered without it
            return frozenset() if is_proposed else frozenset({row.question.name}), value
        case Place(code=code):
            return _about_places(), code
        case PlaceGroup(slug=slug):
            return _about_places(), slug
        case _:
            lists = [name for name, model in VOCABULARIES.items() if isinstance(row, model)]
            names = Question.objects.filter(vocabulary__in=lists).values_list("name", flat=True)
            return frozenset(names), getattr(row, "slug", "")


def _about_places() -> frozenset[str]:
    return frozenset(Question.objects.filter(kind__in=PLACE_KINDS).values_list("name", flat=True))
