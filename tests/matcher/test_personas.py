"""What experts expect, and how it is told when matching says something else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import WORKING, working_edition
from catalogue.models import Edition, Instrument
from matcher.engine.match import match
from matcher.engine.verdicts import Verdict
from matcher.models import Expectation, Persona
from matcher.proof.persona_sentences import sentences
from matcher.proof.personas import (
    NotNamed,
    NotThere,
    NotUnderstood,
    OtherDay,
    OtherOrder,
    OtherVerdict,
    check,
    closing,
    understood,
)
from matcher.rules.holding import held, site_of
from matcher.rules.site import Site
from tests.noted import mended
from tests.some import few
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_little")]

ON = date(2026, 11, 21)
DANCER = {
    "applicant": ["individual-artist"],
    "base": ["BE-VLG"],
    "discipline": ["dance"],
    "goal": ["present-tour"],
    "place": ["DE"],
    "start": ["2027-06-06"],
    "partners": ["1"],
    "months": ["6"],
    "budget": ["9000"],
}


@pytest.fixture
def green() -> Persona:
    """A persona that expects of two routes that fit and one that does not exactly what matching says of them."""
    made = Persona.objects.create(slug="dancer", name_nl="Danser", name_en="Dancer", answers=DANCER, on=ON)
    outcome = check(made, held())
    judged = match(held().compiled(ON), outcome.answers)
    fitting = [route for route in judged.routes if route.verdict is Verdict.FITS and closing(route.due)][:2]
    closed = next(route for route in judged.routes if route.verdict is Verdict.NO)
    for rank, route in enumerate([*fitting, closed], start=1):
        Expectation.objects.create(
            persona=made,
            instrument=Instrument.objects.get(slug=route.instrument.id),
            verdict=route.verdict.value,
            submit_by=None if route is closed else closing(route.due),
            rank=rank,
            position=rank,
        )
    return Persona.objects.for_check().get(pk=made.pk)


def failures(persona: Persona, now: Site | None = None) -> list[object]:
    return list(check(Persona.objects.for_check().get(pk=persona.pk), now or held()).failures)


# When a persona turns red


def test_what_is_as_expected_is_green(green: Persona) -> None:
    outcome = check(green, held())
    assert outcome.is_green
    assert outcome.failures == ()
    assert len(outcome.found) == 3


def test_another_verdict_is_red(green: Persona) -> None:
    first = green.expectations.all()[0]
    first.verdict = "may-fit"
    first.save()
    assert failures(green) == [OtherVerdict(first.instrument.slug, Verdict.MAY_FIT, Verdict.FITS)]


def test_another_day_is_red(green: Persona) -> None:
    first = green.expectations.all()[0]
    found = the(first.submit_by)
    first.submit_by = found + timedelta(days=1)
    first.save()
    assert failures(green) == [OtherDay(first.instrument.slug, found + timedelta(days=1), found)]


def test_a_day_where_there_is_none_is_red(green: Persona) -> None:
    answers = {name: values for name, values in DANCER.items() if name != "start"}
    Persona.objects.filter(pk=green.pk).update(answers=answers)
    kinds = {type(one) for one in failures(green)}
    assert OtherDay in kinds or OtherVerdict in kinds


def test_another_order_is_red_and_names_the_two(green: Persona) -> None:
    first, second, _last = green.expectations.all()
    Expectation.objects.filter(pk=first.pk).update(rank=9)
    assert failures(green) == [OtherOrder(_last.instrument.slug, first.instrument.slug)]
    Expectation.objects.filter(pk=_last.pk).update(rank=None)
    assert failures(green) == [OtherOrder(second.instrument.slug, first.instrument.slug)]


@pytest.mark.usefixtures("everything")
def test_one_that_names_all_is_red_for_a_route_that_it_does_not_name() -> None:
    whole = Persona.objects.filter(names_all=True).order_by("slug")[0]
    assert failures(whole) == []
    left_out = whole.expectations.all()[0]
    left_out.delete()
    assert failures(whole) == [NotNamed(left_out.instrument.slug, Verdict(left_out.verdict))]
    Persona.objects.filter(pk=whole.pk).update(names_all=False)
    assert failures(whole) == []


def without(*slugs: str) -> Site:
    """What is public, but for these routes."""
    return site_of(held().edition.replaced(WORKING, {("instrument", slug): None for slug in slugs}))


def test_a_route_that_is_not_published_any_more_is_red(green: Persona) -> None:
    slug = green.expectations.all()[0].instrument.slug
    assert failures(green, without(slug)) == [NotThere(slug)]


def test_an_answer_that_nobody_can_give_any_more_is_red(green: Persona) -> None:
    Persona.objects.filter(pk=green.pk).update(answers=DANCER | {"discipline": ["dance", "ballet"], "mood": ["blue"]})
    assert {NotUnderstood("mood", ""), NotUnderstood("discipline", "ballet")} <= set(failures(green))


def test_the_same_persona_is_checked_against_what_waits(green: Persona) -> None:
    first = green.expectations.all()[0].instrument
    first.state, first.is_published = "closed", False
    first.save()
    mended()
    assert failures(green, site_of(working_edition(read_latest()))) == [NotThere(first.slug)]
    assert failures(green) == []


def test_a_persona_is_no_part_of_an_edition(green: Persona) -> None:
    green.name_en = "A dancer"
    green.save()
    green.expectations.all()[0].delete()
    green.delete()
    assert mended() == {}
    assert Edition.objects.count() == 1


# What is told of it


def test_every_failure_is_a_sentence_in_both_languages(green: Persona) -> None:
    first, second, last = green.expectations.all()
    Expectation.objects.filter(pk=first.pk).update(verdict="almost", rank=9)
    Expectation.objects.filter(pk=second.pk).update(submit_by=ON)
    Persona.objects.filter(pk=green.pk).update(answers=DANCER | {"mood": ["blue"]})
    now = without(last.instrument.slug)
    row = Persona.objects.for_check().get(pk=green.pk)
    outcome = check(row, now)
    assert {type(one) for one in outcome.failures} == {NotUnderstood, OtherVerdict, OtherDay, OtherOrder} | {NotThere}
    for language in ("nl", "en"):
        with override(language):
            told = sentences(outcome, now)
        assert len(told) == len(outcome.failures) == len(set(told))
        assert all(one.endswith(".") for one in told)


# What is refused


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        pytest.param({"mood": ["blue"]}, "There is no question “mood”", id="an unknown question"),
        pytest.param({"on": ["2026-11-21"]}, "There is no question “on”", id="the day is no answer"),
        pytest.param({"goal": ["tour"]}, "“tour” is no answer to “goal”. It takes: create-coproduce", id="an option"),
        pytest.param({"applicant": ["publisher", "translator"]}, "It takes one of:", id="two where one is asked"),
        pytest.param({"place": ["ZZ"]}, "It takes codes of places", id="a place"),
        pytest.param({"base": ["ZZ"]}, "It takes one code of a place", id="a base"),
        pytest.param({"start": ["soon"]}, "It takes a day like 2027-03-01", id="a day"),
        pytest.param({"budget": ["much"]}, "It takes a whole number from 1 to 100000000", id="an amount"),
        pytest.param({"age": ["200"]}, "from 0 to 120", id="a number out of range"),
        pytest.param({"yes": ["abc"]}, "“abc” is no check", id="a check"),
        pytest.param({"place": "DE"}, "questions with lists of values", id="no list"),
        pytest.param(["place=DE"], "questions with lists of values", id="no questions"),
    ],
)
def test_answers_that_no_question_takes_are_refused(answers: object, message: str) -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        understood(answers, held())
    assert message in " ".join(refused.value.message_dict["answers"])


def test_answers_are_kept_as_an_address_writes_them() -> None:
    kept = understood({"place": ["Duitsland", "be-bru"], "goal": ["network"], "budget": ["9.000"]}, held())
    assert kept == {"goal": ["network"], "place": ["BE-BRU", "DE"], "budget": ["9000"]}
    assert list(kept) == ["goal", "place", "budget"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param({"is_must": True}, "A persona that must hold says why", id="must without why"),
        pytest.param({"slug": "Not A Slug"}, "lower-case letters", id="a short name"),
    ],
)
def test_a_persona_that_does_not_add_up_is_refused(more: dict[str, Any], message: str) -> None:
    values = {"slug": "one", "name_nl": "Eén", "name_en": "One", "answers": DANCER, "on": ON} | more
    with override("en"):
        with pytest.raises(ValidationError) as refused:
            Persona(**values).full_clean()
        assert message in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"verdict": "perhaps"}, id="a verdict that is none"),
        pytest.param({"verdict": "no", "submit_by": ON}, id="a day for a no"),
        pytest.param({"verdict": "no", "rank": 1}, id="a place that is taken"),
        pytest.param({"verdict": "no", "again": True}, id="twice the same route"),
    ],
)
def test_an_expectation_that_does_not_add_up_is_refused_by_the_database(green: Persona, values: dict[str, Any]) -> None:
    first = green.expectations.all()[0].instrument
    taken = {one.instrument_id for one in green.expectations.all()}
    other = first if values.get("again") else Instrument.objects.exclude(pk__in=taken)[0]
    columns = {name: value for name, value in values.items() if name != "again"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Expectation.objects.create(persona=green, instrument=other, **columns)


# The command


@pytest.mark.usefixtures("everything")
def test_the_command_tells_what_is_red_and_fails(green: Persona, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside some of the others; that all are green is said in `test_shipped_personas`."""
    kept = few(Persona.objects.exclude(pk=green.pk).order_by("slug").values_list("pk", flat=True), 40)
    Persona.objects.exclude(pk__in=[green.pk, *kept]).delete()
    call_command("check_personas")
    assert "personas are green" in capsys.readouterr().out
    Expectation.objects.filter(persona=green, rank=1).update(verdict="almost")
    with pytest.raises(SystemExit) as ended:
        call_command("check_personas")
    assert ended.value.code == 1
    assert "expected “it almost fits”, but matching says “it fits”" in capsys.readouterr().out


def test_the_command_says_why_a_route_is_judged_otherwise(green: Persona, capsys: pytest.CaptureFixture[str]) -> None:
    Expectation.objects.filter(persona=green).update(verdict="fits")
    Persona.objects.filter(pk=green.pk).update(answers={"applicant": "arts-organisation"})
    with pytest.raises(SystemExit):
        call_command("check_personas")
    told = capsys.readouterr().out
    assert "expected “it fits”, but matching says “it may fit”." in told
    assert ": Depends on when you start." in told
