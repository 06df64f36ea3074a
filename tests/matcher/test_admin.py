"""The pages of questions, rules and weights: they read as sentences, and refuse what adds up to no rule."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from catalogue.editions.publish import publish
from catalogue.editions.store import read_latest
from catalogue.editions.working import record, waiting
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS
from catalogue.entries.shelf_life import ShelfLifeEntry
from catalogue.models import Discipline, Instrument, PlaceGroup
from matcher.engine.days import MonthDay
from matcher.engine.timing import Call, Timing, TimingKind, Window
from matcher.models import Condition, Question, Rule, Weight
from matcher.rules.entries import RuleEntry, WeightEntry
from matcher.rules.holding import held, working_site
from matcher.speech import previews
from tests.filled import filled
from tests.the import as_a, the

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "in_english"),
]


@pytest.fixture
def in_english() -> Iterator[None]:
    """The admin at its English addresses."""
    with override("en"):
        yield


@pytest.fixture
def question() -> Question:
    return Question.objects.get(name="discipline")


@pytest.fixture
def rule(question: Question) -> Rule:
    """When the discipline is dance, then 5 points for the first route."""
    made = Rule.objects.create(
        slug="for-dance",
        name="Dance first",
        effect="points",
        points=5,
        because_nl="Voor dans.",
        because_en="For dance.",
    )
    made.instruments.add(Instrument.objects.order_by("slug")[0])
    Condition.objects.create(rule=made, question=question, operator="any-of", options=["dance"])
    record([("rule", made.slug)])
    return made


def sentence_of(rule: Rule) -> str:
    row = KINDS["rule"].rows().get(pk=rule.pk)
    return previews.RuleTeller(working_site()).sentence(as_a(RuleEntry, KINDS["rule"].value_of(row)))


def posted(**changes: object) -> dict[str, object]:
    """A new rule that excludes, with one condition, as a browser sends it."""
    question = Question.objects.get(name="discipline")
    data: dict[str, object] = {
        "name": "No dance",
        "slug": "no-dance",
        "effect": "exclude",
        "scope": "everything",
        "points": 0,
        "because_nl": "Niet voor dans.",
        "because_en": "Not for dance.",
        "is_active": "on",
        "conditions-TOTAL_FORMS": 1,
        "conditions-INITIAL_FORMS": 0,
        "conditions-0-role": "when",
        "conditions-0-position": 0,
        "conditions-0-question": question.pk,
        "conditions-0-operator": "any-of",
        "conditions-0-options": ["dance"],
    }
    return data | {name.replace("condition_", "conditions-0-"): value for name, value in changes.items()}


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ["question", "rule", "weight"])
def test_every_list_and_page_opens(
    name: str, admin_client: Client, rule: Rule, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    changelist = reverse(f"admin:matcher_{name}_changelist") + "?q=dance"
    admin_client.get(changelist)  # reads the ruleset
    with django_assert_max_num_queries(25):
        assert admin_client.get(changelist).status_code == 200
    adding = 403 if name == "weight" else 200  # the parts of a score are the engine's
    assert admin_client.get(reverse(f"admin:matcher_{name}_add")).status_code == adding
    row = {"question": Question.objects, "rule": Rule.objects, "weight": Weight.objects}[name].first()
    assert admin_client.get(reverse(f"admin:matcher_{name}_change", args=[the(row).pk])).status_code == 200


def test_what_the_app_writes_itself_is_nobodys_page(admin_client: Client) -> None:
    index = admin_client.get(reverse("admin:index")).content.decode()
    assert not any(f"/catalogue/{name}/" in index for name in ("working", "change", "storedentry", "loadedentry"))


def test_a_rule_reads_as_a_sentence_in_both_languages(admin_client: Client, rule: Rule) -> None:
    shown = unescape(admin_client.get(reverse("admin:matcher_rule_change", args=[rule.pk])).content.decode())
    for language in ("nl", "en"):
        with override(language):
            sentence = sentence_of(rule)
            assert Discipline.objects.get(slug="dance").name.lower() in sentence.lower()
        assert f'<p lang="{language}">{sentence}</p>' in shown


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({}, "gets +5 points.", id="as it is"),
        pytest.param({"scope": "everything"}, "every route gets +5 points.", id="for everything"),
        pytest.param({"valid_from": "2026-01-01"}, "Holds from 1 January 2026.", id="from a day"),
        pytest.param({"valid_until": "2026-12-31"}, "Holds until 31 December 2026.", id="until a day"),
        pytest.param({"is_active": False}, "Not in force now.", id="out of use"),
    ],
)
def test_the_sentence_says_for_what_and_when(rule: Rule, values: dict[str, Any], said: str) -> None:
    Rule.objects.filter(pk=rule.pk).update(**values)
    with override("en"):
        assert sentence_of(rule).endswith(said)


def test_a_rule_that_is_not_saved_has_no_sentence_yet(admin_client: Client) -> None:
    shown = unescape(admin_client.get(reverse("admin:matcher_rule_add")).content.decode())
    assert "the sentence writes itself here" in shown


@pytest.mark.both_databases
def test_a_rule_written_here_holds_once_it_is_published(admin_client: Client, admin_user: User) -> None:
    saved = admin_client.post(reverse("admin:matcher_rule_add"), posted())
    assert saved.status_code == 302, saved.context["errors"]
    assert Rule.objects.get(slug="no-dance").conditions.get().options == ["dance"]
    assert "no-dance" not in {one.id for one in held().ruleset.rules}
    publish(author=admin_user, why="Dance is out.")
    assert "no-dance" in {one.id for one in held().ruleset.rules}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"scope": "instruments"}, "Name at least one instrument", id="for nothing"),
        pytest.param({"effect": "require"}, "exactly one row with the role “Require”", id="requires nothing"),
        pytest.param({"condition_role": "require"}, "Only a rule that requires something", id="a require too many"),
        pytest.param({"conditions-TOTAL_FORMS": 0}, "A rule that always excludes closes the route", id="no condition"),
        pytest.param({"condition_options": []}, "Choose at least one option", id="no option"),
        pytest.param({"condition_options": ["abc"]}, "abc is not one of the available choices", id="no such option"),
        pytest.param({"condition_options": ["present-tour"]}, "has no option present-tour", id="another question's"),
        pytest.param({"condition_operator": "before"}, "cannot be tested with", id="an operator of dates"),
        pytest.param({"points": 5}, "Points belong to a rule that gives", id="points without effect"),
        pytest.param({"scope": "level"}, "Name the programme or the level", id="a level unnamed"),
        pytest.param(
            {"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "ends before it begins", id="a period turned"
        ),
    ],
)
def test_nonsense_is_refused_with_a_reason(admin_client: Client, changes: dict[str, Any], message: str) -> None:
    refused = admin_client.post(reverse("admin:matcher_rule_add"), posted(**changes))
    assert refused.status_code == 200
    assert message in unescape(refused.content.decode())
    assert not Rule.objects.filter(slug="no-dance").exists()


def test_places_belong_to_questions_about_places(admin_client: Client) -> None:
    refused = admin_client.post(
        reverse("admin:matcher_rule_add"), posted(condition_groups=[the(PlaceGroup.objects.first()).pk])
    )
    assert "is not about places" in unescape(refused.content.decode())
    place = Question.objects.get(name="place")
    refused = admin_client.post(
        reverse("admin:matcher_rule_add"), posted(condition_question=place.pk, condition_options=[])
    )
    assert "Choose at least one place or group" in unescape(refused.content.decode())


def test_the_options_stand_below_their_question(admin_client: Client, rule: Rule) -> None:
    shown = admin_client.get(reverse("admin:matcher_rule_change", args=[rule.pk])).content.decode()
    with override("en"):
        dance = Discipline.objects.get(slug="dance").name
    _before, _mark, below = shown.partition('<fieldset data-question="discipline">')
    assert f"<legend>{Question.objects.get(name='discipline').short_en}</legend>" in below
    assert re.search(rf'value="dance" id="[^"]+" checked> {dance}</label>', below)


def test_weights_are_edited_in_their_list(admin_client: Client) -> None:
    where = reverse("admin:matcher_weight_changelist")
    form = filled(admin_client.get(where))
    sent = {name: 7 if name.endswith("-points") else value for name, value in form.items()}
    assert admin_client.post(where, sent | {"_save": "1"}).status_code == 302
    found = waiting(read_latest())
    assert {as_a(WeightEntry, one.after.entry).points for one in found if one.after} == {7}
    assert {as_a(WeightEntry, one.before.entry).points for one in found if one.before} != {7}
    assert set(Weight.objects.values_list("points", flat=True)) == {7}


def test_shelf_lives_are_edited_in_their_list(admin_client: Client) -> None:
    where = reverse("admin:catalogue_shelflife_changelist")
    form = filled(admin_client.get(where))
    sent = {name: 9 if name.endswith("-months") else value for name, value in form.items()}
    assert admin_client.post(where, sent | {"_save": "1"}).status_code == 302
    assert {as_a(ShelfLifeEntry, one.after.entry).months for one in waiting(read_latest()) if one.after} == {9}
    assert admin_client.get(reverse("admin:catalogue_shelflife_add")).status_code == 403


def test_the_page_of_an_instrument_says_which_of_its_facts_are_old(admin_client: Client) -> None:
    row = Instrument.objects.get(slug="kunstendecreet-ip")
    html = unescape(admin_client.get(reverse("admin:catalogue_instrument_change", args=[row.pk])).content.decode())
    assert "What it pays was last checked in 2022 or later: check it at the source." in html
    assert "Wat dit betaalt, is laatst nagekeken in 2022 of later; kijk het na bij de bron." in html


def test_every_instrument_can_be_told() -> None:
    """In both languages, and never in the wrong one's place."""
    site = held()
    entries = site.all(InstrumentEntry)
    told = [line for entry in entries.values() for line in previews.field_sentences(entry, site)]
    assert len(told) > len(entries)
    assert all(topic and nl and en for topic, nl, en in told)


def test_the_page_of_an_instrument_shows_its_sentences(admin_client: Client) -> None:
    row = the(Instrument.objects.published().exclude(goals=None).first())
    entry = the(held().get(InstrumentEntry, row.slug))
    with override("en"):
        sentences = previews.field_sentences(entry, held())
    assert sentences
    shown = unescape(admin_client.get(reverse("admin:catalogue_instrument_change", args=[row.pk])).content.decode())
    for _topic, dutch, english in sentences:
        assert f'<td lang="nl">{dutch}</td><td lang="en">{english}</td>' in shown


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        pytest.param(Timing(TimingKind.ROLLING), ["Apply at any time before the start."], id="no lead time"),
        pytest.param(Timing(TimingKind.ROLLING, lead_days=60), ["Apply at least 60 days before the start."], id="days"),
        pytest.param(
            Timing(TimingKind.ROLLING, lead_months=1), ["Apply at least 1 month before the start."], id="a month"
        ),
        pytest.param(
            Timing(TimingKind.FIXED_DATES, windows=(Window(MonthDay(10, 31)),)),
            ["Apply by 31 October, every year."],
            id="a yearly day",
        ),
        pytest.param(
            Timing(TimingKind.FIXED_DATES, windows=(Window(MonthDay(10, 31), last_seen="2024"),)),
            ["Apply by 31 October, every year. Last seen in 2024."],
            id="a yearly day that was last seen",
        ),
        pytest.param(
            Timing(TimingKind.FIXED_DATES, windows=(Window(MonthDay(10, 31), MonthDay(1, 1), MonthDay(6, 30)),)),
            ["Apply by 31 October, every year, for a start from 1 January to 30 June."],
            id="a yearly day and its starts",
        ),
        pytest.param(
            Timing(TimingKind.CALL, calls=(Call(None, localdate().replace(2027, 3, 1)),)),
            ["Apply by 1 March 2027."],
            id="a call",
        ),
        pytest.param(Timing(TimingKind.UNKNOWN), [], id="not known"),
    ],
)
def test_the_dates_are_told_as_far_as_they_are_known(timing: Timing, said: list[str]) -> None:
    with override("en"):
        assert list(previews.timing_sentences(timing)) == said
