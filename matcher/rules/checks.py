"""Whether the rules of an edition can be judged: its part of the one check (`catalogue.editions.problems`)."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from catalogue.editions.edition import Edition
from catalogue.editions.problems import Problem
from matcher.engine.answers import QuestionKind
from matcher.models.checks import AskedBy, Row, check_condition, check_rows
from matcher.rules.entries import QuestionEntry, RuleEntry
from matcher.rules.words import TERMS


def conditions_that_cannot_be_judged(edition: Edition) -> Iterator[Problem]:
    """A condition on a question out of use is none of them: its rule is left out (`matcher.rules.ruleset`)."""
    questions = {name: asked_by_entry(edition, one) for name, one in edition.all(QuestionEntry).items()}
    for slug, rule in edition.all(RuleEntry).items():
        known = [(role, one) for role, one in rule.conditions if one.question in questions]
        try:
            for _role, one in known:
                check_condition(questions[one.question], one.operator, one.options, one.number, one.day)
            if len(known) == len(rule.conditions):
                rows = [Row(role, questions[one.question], bool(one.places or one.groups)) for role, one in known]
                check_rows(rule.then, rows, has_instruments=True)
        except ValidationError as error:
            yield Problem(("rule", slug), "when", f"{rule.name}: {' '.join(error.messages)}")


def asked_by_entry(edition: Edition, question: QuestionEntry) -> AskedBy:
    terms = TERMS.get(question.vocabulary)
    options = edition.all(terms) if terms else (one.value for one in question.options)
    return AskedBy(str(question.short), QuestionKind(question.kind), frozenset(options))
