"""What differs from what a persona expects, in a sentence, in the active language."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.urls import reverse
from django.utils.translation import gettext as _

from matcher.answers.address import write
from matcher.engine.verdicts import Verdict
from matcher.models import Outlook
from matcher.proof.personas import (
    Failure,
    NotNamed,
    NotThere,
    NotUnderstood,
    OtherDay,
    OtherOrder,
    OtherVerdict,
    Outcome,
)
from matcher.rules.site import Site
from matcher.rules.words import Words
from matcher.speech.writing import long_date


def failure_sentence(failure: Failure, words: Words) -> str:
    match failure:
        case NotUnderstood(name, value):
            return _("“%(value)s” is no answer to “%(question)s” any more: change the answers.") % {
                "value": value,
                "question": words.question(name),
            }
        case NotThere(slug):
            return _("%(route)s is not published: publish it, or take its row away.") % {
                "route": words.instrument(slug)
            }
        case OtherVerdict(slug, expected, found):
            return _("%(route)s: expected “%(expected)s”, but matching says “%(found)s”.") % {
                "route": words.instrument(slug),
                "expected": verdict_word(expected),
                "found": verdict_word(found),
            }
        case OtherDay(slug, expected, found):
            return _("%(route)s: expected to apply by %(expected)s, but matching says %(found)s.") % {
                "route": words.instrument(slug),
                "expected": long_date(expected),
                "found": day_word(found),
            }
        case OtherOrder(first, second):
            return _("%(first)s should come before %(second)s, but comes after it.") % {
                "first": words.instrument(first),
                "second": words.instrument(second),
            }
        case NotNamed(slug, found):
            return _("%(route)s is not named here, but matching says “%(found)s”.") % {
                "route": words.instrument(slug),
                "found": verdict_word(found),
            }
        case _:
            assert_never(failure)


def sentences(outcome: Outcome, now: Site) -> list[str]:
    return [failure_sentence(failure, now.words) for failure in outcome.failures]


def verdict_word(verdict: Verdict) -> str:
    return str(Outlook(verdict).label)


def day_word(day: date | None) -> str:
    return long_date(day) if day else _("no day")


def result_address(outcome: Outcome, now: Site) -> str:
    """The result page on which the persona can be seen."""
    return f"{reverse('results')}?{write(now.ruleset, outcome.answers, on=outcome.persona.on)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One expectation beside what matching says now."""

    route: str
    expected: str
    found: str
    is_as_expected: bool


def lines(outcome: Outcome, now: Site) -> list[Line]:
    """The expectations of a persona, in order. A broken order is told by its sentence, not here."""
    differing = {one.instrument for one in outcome.failures if isinstance(one, NotThere | OtherVerdict | OtherDay)}
    told = []
    for one in outcome.persona.expectations.all():
        slug = one.instrument.slug
        route = outcome.found.get(slug)
        told.append(
            Line(
                route=now.words.instrument(slug),
                expected=said(Verdict(one.verdict), one.submit_by),
                found=said(route.verdict, route.closes) if route else _("not published"),
                is_as_expected=slug not in differing,
            )
        )
    return told


def said(verdict: Verdict, day: date | None) -> str:
    if day is None:
        return verdict_word(verdict)
    return _("%(verdict)s, by %(day)s") % {"verdict": verdict_word(verdict), "day": long_date(day)}
