"""The personas that are shipped are green, and cover the whole field. No row is changed here, so the ruleset is kept."""

from collections import Counter
from dataclasses import replace

import pytest
from django.utils.translation import override

from catalogue.models import ApplicantType, Discipline, Goal, Instrument
from catalogue.vocabulary import Level
from matcher.engine.ruleset import RuleEffect
from matcher.models import Expectation, Persona
from matcher.proof.entries import PersonaEntry
from matcher.proof.persona_sentences import sentences
from matcher.proof.personas import check
from matcher.rules.holding import held
from matcher.rules.site import DAYS_KEPT
from tests.little import committed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

SHIPPED = committed(PersonaEntry)


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_persona_is_green(slug: str) -> None:
    row = Persona.objects.for_check().get(slug=slug)
    with override("en"):
        assert sentences(check(row, held()), held()) == []


def test_the_shipped_personas_cover_the_whole_field() -> None:
    """Every level, kind, applicant and discipline; and most routes, once as somebody's and once as nobody's."""
    expected = Expectation.objects.select_related("instrument")
    assert Persona.objects.count() >= 100
    assert Persona.objects.filter(is_must=True).count() >= 12
    assert {one.instrument.level for one in expected} == {*Level.values}
    assert {one.instrument.kind for one in expected} == {*Instrument.objects.values_list("kind", flat=True)}
    given = [row.answers for row in Persona.objects.all()]
    for question, model in (("applicant", ApplicantType), ("discipline", Discipline), ("goal", Goal)):
        answered = {value for answers in given for value in answers.get(question, [])}
        assert answered == {*model.objects.values_list("slug", flat=True)}, question
    assert {question for answers in given for question in answers} >= {
        "grant",
        "role",
        "days",
        "people",
        "age",
        "works",
    }


SAID_ELSEWHERE = {
    "cme-not-audiovisual-only",
    "cooperation-not-audiovisual-only",
    "networks-not-audiovisual-only",
    "perform-europe-not-music-only",
    "platforms-not-audiovisual-only",
}
"""Rules that change no verdict: the fields of their routes shut out the same answers."""

CLOSED = {
    "asef-from-18",
    "brussel-export-no-non-profit",
    "brussel-export-self-employed",
    "eunic-africa",
    "goethe-coproduction-outside-germany",
    "internationale-initiatieven-study-visit",
    "residency-unlimited-at-least-120-days",
    "residency-unlimited-at-most-122-days",
    "sabam-residency-five-days",
    "spaanse-ambassade-here",
    "step-from-18",
    "wbi-isola-comacina-at-most-21-days",
    "wbi-rome-at-least-150-days",
    "wbi-rome-at-most-153-days",
    "wbi-rome-from-18",
}
"""Rules of routes that are closed, or long gone, on every day that a persona asks about."""


def test_no_rule_that_decides_can_be_taken_away_unseen() -> None:
    now = held()
    personas = list(Persona.objects.for_check().order_by("on"))
    unseen = set()
    for rule in now.ruleset.rules:
        if rule.effect in (RuleEffect.ADVISE, RuleEffect.LIMIT):
            continue  # no verdict, day or order depends on them; what is paid is in `test_sums`
        others = tuple(one for one in now.ruleset.rules if one is not rule)
        without = now.with_ruleset(replace(now.ruleset, rules=others), now.words)
        concerned = [
            one for one in personas if rule.instruments & {each.instrument.slug for each in one.expectations.all()}
        ]
        if all(check(one, without).is_green for one in concerned):
            unseen.add(rule.id)
    assert unseen == SAID_ELSEWHERE | CLOSED


def test_every_shipped_persona_says_why_in_both_languages() -> None:
    for slug, one in SHIPPED.items():
        assert one.because, slug
        assert one.because.nl != one.because.en, slug
        assert one.expects, slug


def test_few_days_are_asked_so_that_few_rulesets_are_compiled() -> None:
    days = Counter(Persona.objects.values_list("on", flat=True))
    assert len(days) <= DAYS_KEPT, f"let a new persona ask about a day that others ask about: {days.most_common(3)}"
