"""What rules, questions and personas have against two places becoming one: they know both, and mean something by it."""

from collections.abc import Iterator
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.editions.merging import Merge
from matcher.models import Operator, Persona, Question, Selection
from matcher.models.checks import PLACE_KINDS
from matcher.rules.entries import RuleEntry

UNITES = (Operator.ANY_OF, Operator.NONE_OF, Operator.ALL_WITHIN)
"""Tests to which it makes no difference whether a list names a place once or twice."""


def obstacles(merge: Merge) -> Iterator[str]:
    """Each in a sentence that says what to do."""
    if merge.kind == "place":
        yield from _of_rules(merge)
        yield from _of_questions(merge)
        yield from _of_personas(merge)


def goes_on(merge: Merge) -> Iterator[str]:
    """What names the one that goes in its own words, and is read as meant: personas, and what visitors keep."""
    key = merge.gone.key
    if merge.kind == "place":
        count = sum(any(key in given for given in persona.answers.values()) for persona in Persona.objects.all())
        if count:
            told = ngettext(
                "%(n)d persona answers with it: it stays as it is, and is judged as if it said the other.",
                "%(n)d personas answer with it: they stay as they are, and are judged as if they said the other.",
                count,
            )
            yield told % {"n": count}
    queries = Selection.objects.filter(query__contains=key).values_list("query", flat=True)
    count = sum(any(value == key for _name, value in parse_qsl(query)) for query in queries)
    if count:
        told = ngettext(
            "%(n)d selection of a visitor names it, and goes on working.",
            "%(n)d selections of visitors name it, and go on working.",
            count,
        )
        yield told % {"n": count}


def _of_rules(merge: Merge) -> Iterator[str]:
    """Who is in one of the two and not in the other: a rule that tells them apart could no longer."""
    for one in merge.repointed:
        if not isinstance(one.before, RuleEntry):
            continue
        conditions = [condition for _role, condition in one.before.conditions]
        with_kept = [place for place, one in enumerate(conditions) if merge.kept.key in one.places]
        with_gone = [place for place, one in enumerate(conditions) if merge.gone.key in one.places]
        is_united = with_kept == with_gone and all(conditions[place].operator in UNITES for place in with_gone)
        if with_kept and not is_united:
            yield _("The rule “%(rule)s” tells the two apart: take one of them out of its conditions first.") % {
                "rule": one.before.name
            }


def _of_questions(merge: Merge) -> Iterator[str]:
    asked = Question.objects.filter(kind__in=PLACE_KINDS, options__value=merge.gone.key)
    for question in asked.distinct():
        yield _("The question “%(question)s” offers “%(key)s”: put another in its place there first.") % {
            "question": question,
            "key": merge.gone.key,
        }


def _of_personas(merge: Merge) -> Iterator[str]:
    """One that answers with both counts two places; afterwards it would count one."""
    for persona in Persona.objects.order_by("slug"):
        if any({merge.kept.key, merge.gone.key} <= set(given) for given in persona.answers.values()):
            yield _(
                "The persona “%(persona)s” answers with both, and would have one place less: change its answers first."
            ) % {"persona": persona}
