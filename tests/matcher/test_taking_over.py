"""A new route makes only those personas speak that would notice; what somebody checked is expected from then on, at one click."""

from collections.abc import Iterator
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from catalogue.editions.store import read_latest
from catalogue.editions.working import exclusive_transaction, keep, replacements, row_of, waiting, working_edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.loading.writing import write
from catalogue.models import Instrument
from matcher.engine.verdicts import Verdict
from matcher.models import Expectation, Persona
from matcher.proof.effects import effect_of
from matcher.proof.personas import Outcome, check
from matcher.proof.taking_over import take_over
from matcher.rules.holding import held, site_of
from tests.matcher.staff_pages import staff

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "few_personas", "in_english"),
]
NEW = "a-copy-of-the-tip"
ADD = "admin:catalogue_edition_add"


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def new_route() -> None:
    """One more route, that asks just what the travel grant of the Arts Decree asks."""
    entry = row_of(("instrument", "kunstendecreet-tip"))
    assert isinstance(entry, InstrumentEntry)
    author = User.objects.create_user("author")
    with exclusive_transaction():
        write([entry.model_copy(update={"id": NEW, "checks": [], "sources": entry.sources})])
        keep(("instrument", NEW), author)


def outcome(persona: Persona) -> Outcome:
    return check(Persona.objects.for_check().get(pk=persona.pk), site_of(working_edition(read_latest())))


def test_a_new_route_changes_something_only_for_whom_it_is_shown(new_route: None) -> None:
    published = read_latest()
    effect = effect_of(published, replacements(waiting(published)), localdate())
    turned = [[turn.instrument for turn in one.turns] for one in effect.touched]
    assert turned
    assert all(names == [NEW] for names in turned if names)
    shown = [one for one in effect.touched for turn in one.turns if turn.after and turn.after.verdict is not Verdict.NO]
    assert len(effect.touched) == len(shown) < effect.personas / 2


def test_what_comes_out_is_expected_after_one_click(new_route: None) -> None:
    published = read_latest()
    effect = effect_of(published, replacements(waiting(published)), localdate())
    one = next(touched for touched in effect.touched if touched.flips)
    publisher = staff("publisher")
    shown = unescape(publisher.get(reverse(ADD)).content.decode())
    assert f'name="take_over" value="{one.persona.pk}"' in shown
    before = list(one.persona.expectations.values_list("instrument__slug", "verdict", "submit_by", "rank"))
    taken = publisher.post(reverse(ADD), {"take_over": one.persona.pk, "pick": f"instrument/{NEW}"}, follow=True)
    assert "expects from now on what comes out" in unescape(taken.content.decode())
    assert outcome(one.persona).is_green
    assert list(one.persona.expectations.values_list("instrument__slug", "verdict", "submit_by", "rank"))[:-1] == before
    assert Expectation.objects.get(persona=one.persona, instrument__slug=NEW).verdict != Verdict.NO
    assert not Persona.objects.filter(pk=one.persona.pk, names_all=False).exists()


def test_who_may_not_change_personas_takes_nothing_over(new_route: None) -> None:
    persona = Persona.objects.first()
    assert persona is not None
    for client, status in ((staff("reader"), 403), (Client(), 302)):
        assert client.post(reverse(ADD), {"take_over": persona.pk}).status_code == status
    assert staff("publisher").post(reverse(ADD), {"take_over": "nobody"}).status_code == 404


def test_a_verdict_a_day_and_an_order_are_taken_over_and_nothing_else() -> None:
    """From what is right to what is not, and back."""
    site = held()
    persona = next(
        one.persona
        for one in (check(each, site) for each in Persona.objects.for_check())
        if one.is_green
        and sum(row.rank is not None for row in one.persona.expectations.all()) > 1
        and any(row.submit_by for row in one.persona.expectations.all())
    )
    rows = persona.expectations.order_by("pk")
    right = list(rows.values())
    first, second = rows.exclude(rank=None)[:2]
    ranks = first.rank, second.rank
    rows.filter(pk__in=[first.pk, second.pk]).update(rank=None)
    for row, rank in zip((first, second), reversed(ranks), strict=True):
        rows.filter(pk=row.pk).update(rank=rank)
    dated = rows.exclude(submit_by=None)[0]
    rows.filter(pk=dated.pk).update(submit_by="2020-01-01")
    last = rows.exclude(pk__in=[first.pk, second.pk, dated.pk]).last()
    if last is not None:
        rows.filter(pk=last.pk).update(verdict=Verdict.ALMOST if last.verdict != Verdict.ALMOST else Verdict.FITS)
    assert not check(Persona.objects.for_check().get(pk=persona.pk), site).is_green
    assert take_over(Persona.objects.for_check().get(pk=persona.pk), site)
    assert list(rows.values()) == right


def test_what_no_question_takes_any_more_stays_red() -> None:
    persona = Persona.objects.create(
        slug="old", name_nl="Oud", name_en="Old", on="2026-11-21", answers={"size": ["big"]}
    )
    assert not take_over(Persona.objects.for_check().get(pk=persona.pk), held())


def test_a_route_that_is_gone_leaves() -> None:
    route = Instrument.objects.get(slug="kunstendecreet-tip")
    hidden = Instrument.objects.filter(is_published=False).first() or route
    persona = Persona.objects.create(slug="gone", name_nl="Weg", name_en="Gone", on="2026-11-21", answers={})
    Expectation.objects.create(persona=persona, instrument=hidden, verdict=Verdict.FITS)
    without = held().edition.replaced(held().edition.number, {("instrument", hidden.slug): None})
    assert take_over(Persona.objects.for_check().get(pk=persona.pk), site_of(without))
    assert not persona.expectations.exists()
