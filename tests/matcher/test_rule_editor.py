"""A rule while it is written: the form itself is looked at, and nothing of it stays."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.publish import publish
from catalogue.editions.working import record, row_of
from catalogue.models import Change, Instrument
from matcher.admin.rule import period_words
from matcher.engine.answers import DISCIPLINE
from matcher.engine.ruleset import EngineRule
from matcher.engine.truth import Truth
from matcher.models import Condition, Persona, Question, Rule
from matcher.proof.trial import Trial, put_on_trial
from matcher.rules.entries import RuleEntry
from matcher.rules.holding import held, working_site
from tests.filled import filled
from tests.the import the

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("a_little", "in_english"),
]

ON = date(2026, 11, 21)
ADD = "admin:matcher_rule_add"
MOST_PER_CONDITION = 4
"""Queries: its groups and places, to choose and to show. The options and questions are asked for once."""


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def rule() -> Rule:
    """When the discipline is dance, then the first route that gives money falls out."""
    made = Rule.objects.create(
        slug="no-dance", name="No dance", effect="exclude", because_nl="Niet voor dans.", because_en="Not for dance."
    )
    made.instruments.add(Instrument.objects.get(slug="kunstendecreet-tip"))
    discipline = Question.objects.get(name="discipline")
    Condition.objects.create(rule=made, question=discipline, operator="any-of", options=["dance"])
    record([("rule", made.slug)])
    return made


def page_of(rule: Rule) -> str:
    return reverse("admin:matcher_rule_change", args=[rule.pk])


def looked_at(client: Client, address: str, **changes: Any) -> str:
    """The text of the part that the form at this address comes to."""
    form = filled(client.get(address), **{"_preview": "part"} | changes)
    answer = client.post(address, form)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_sentence_follows_the_form_and_nothing_is_kept(admin_client: Client, rule: Rule) -> None:
    told = looked_at(admin_client, page_of(rule), **{"conditions-0-operator": "none-of"})
    assert "With “discipline: not dance”: “" in told
    assert "Bij “discipline: niet dans”: “" in told
    assert Condition.objects.get(rule=rule).operator == "any-of"
    assert not Change.objects.exists()


@pytest.mark.usefixtures("everything")
def test_a_new_rule_is_told_before_it_has_a_name(admin_client: Client) -> None:
    """And leaves no row behind."""
    before = Rule.objects.count()
    told = looked_at(
        admin_client,
        reverse(ADD),
        effect="advise",
        scope="level",
        level="sectoral",
        **{
            "conditions-TOTAL_FORMS": 1,
            "conditions-0-role": "when",
            "conditions-0-position": 0,
            "conditions-0-question": Question.objects.get(name="partners").pk,
            "conditions-0-operator": "at-least",
            "conditions-0-number": 2,
        },
    )
    assert "is at least 2”: this advice is given with every route of the level" in told
    assert Rule.objects.count() == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"conditions-0-options": []}, "Condition 1, options: Choose at least one option", id="no option"),
        pytest.param({"conditions-0-operator": "before"}, "cannot be tested with", id="an operator of dates"),
        pytest.param({"effect": ""}, "Then: This field is required.", id="no effect"),
        pytest.param({"conditions-0-question": ""}, "Condition 1, question: This field is required.", id="no question"),
        pytest.param({"instruments": []}, "Name at least one instrument", id="for nothing"),
        pytest.param({"valid_until": "2026-13-45"}, "Valid until: Enter a valid date.", id="no such day"),
    ],
)
def test_what_is_lacking_is_said_in_plain_words(
    admin_client: Client, rule: Rule, changes: dict[str, Any], said: str
) -> None:
    told = looked_at(admin_client, page_of(rule), **changes)
    assert "The rule is not complete yet:" in told
    assert said in told


def test_without_script_a_button_shows_the_same_around_the_form_as_it_was_sent(
    admin_client: Client, rule: Rule
) -> None:
    form = filled(admin_client.get(page_of(rule)), _preview="page", because_en="Not yet for dance.")
    shown = unescape(admin_client.post(page_of(rule), form | {"conditions-0-operator": "none-of"}).content.decode())
    assert "With “discipline: not dance”" in shown
    assert "It touches people on 1 of the 1 route that it is for." in shown
    assert "Not yet for dance.</textarea>" in shown
    assert not Change.objects.exists()


def test_so_it_does_for_a_rule_that_is_not_there_yet(admin_client: Client, rule: Rule) -> None:
    before = Rule.objects.count()
    form = filled(admin_client.get(page_of(rule)), _preview="page", slug="another", _seen=None)
    form |= {name: "" for name in form if name.endswith(("-id", "-rule"))} | {"conditions-INITIAL_FORMS": 0}
    shown = admin_client.post(reverse(ADD), form)
    assert "With “discipline: dance”" in unescape(shown.content.decode())
    assert 'value="another"' in shown.content.decode()
    assert Rule.objects.count() == before


def test_who_may_only_look_sees_the_sentence_and_can_try_nothing(
    client: Client, django_user_model: type[User], rule: Rule
) -> None:
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["view_rule", "view_condition"]))
    client.force_login(reader)
    shown = client.get(page_of(rule))
    assert "With “discipline: dance”" in unescape(shown.content.decode())
    assert "data-rule-editor" not in shown.content.decode()
    assert client.post(page_of(rule), {"_preview": "part"}).status_code == 403


def test_what_was_looked_at_can_be_saved(admin_client: Client, rule: Rule) -> None:
    form = filled(admin_client.get(page_of(rule)), _preview="page", name="No dance at all")
    shown = admin_client.post(page_of(rule), form)
    assert admin_client.post(page_of(rule), filled(shown, _save="1")).status_code == 302
    assert Rule.objects.get(pk=rule.pk).name == "No dance at all"
    assert Change.objects.get().key == "no-dance"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({}, "Excluded by the rule", id="excludes"),
        pytest.param({"effect": "advise"}, "Get its advice", id="advises"),
        pytest.param({"effect": "points", "points": 5}, "Get its points", id="gives points"),
        pytest.param({"effect": "limit", "max_eur": 5000}, "Get at most what it says", id="sets what is paid"),
        pytest.param({"is_active": None}, "this is what it would do if it were", id="not in force"),
        pytest.param({"conditions-0-operator": "none-of"}, "It touches people on 1 of the 1 route", id="others"),
    ],
)
def test_it_says_whom_it_touches(admin_client: Client, rule: Rule, changes: dict[str, Any], said: str) -> None:
    assert said in looked_at(admin_client, page_of(rule), **changes)


OTHER = {"conditions-TOTAL_FORMS": 2, "conditions-1-role": "when", "conditions-1-position": 1}
"""A second condition in the form."""


@pytest.mark.parametrize(
    ("question", "second", "conditions"),
    [
        pytest.param(
            "discipline",
            {"operator": "none-of", "options": ["dance"]},
            ["discipline: dance", "discipline: not dance"],
            id="any and none of the same",
        ),
        pytest.param(
            "discipline",
            {"operator": "all-within", "options": ["theatre"]},
            ["discipline: dance", "discipline: only theatre"],
            id="one of these and only of those",
        ),
        pytest.param("discipline", {"operator": "none-of", "options": ["theatre"]}, [], id="none of another"),
        pytest.param("discipline", {"operator": "any-of", "options": ["theatre"]}, [], id="another as well"),
    ],
)
def test_conditions_that_never_hold_together_are_named_while_one_writes(
    admin_client: Client, rule: Rule, question: str, second: dict[str, Any], conditions: list[str]
) -> None:
    asked = Question.objects.get(name=question)
    changes = (
        OTHER | {"conditions-1-question": asked.pk} | {f"conditions-1-{name}": value for name, value in second.items()}
    )
    told = looked_at(admin_client, page_of(rule), **changes)
    assert "not complete" not in told
    assert ("these do not hold together" in told) is bool(conditions)
    assert all(f"“{one}”" in told for one in conditions)


def test_what_never_holds_is_told_when_it_is_saved(admin_client: Client, rule: Rule) -> None:
    asked = Question.objects.get(name="discipline")
    never = OTHER | {
        "conditions-1-question": asked.pk,
        "conditions-1-operator": "none-of",
        "conditions-1-options": ["dance"],
    }
    saved = admin_client.post(page_of(rule), filled(admin_client.get(page_of(rule)), _save="1", **never), follow=True)
    assert Condition.objects.filter(rule=rule).count() == 2
    assert "these do not hold together" in " ".join(str(one) for one in saved.context["messages"])


def test_numbers_that_never_hold_together_are_named_too(admin_client: Client, rule: Rule) -> None:
    partners = Question.objects.get(name="partners").pk
    first = {
        "conditions-0-question": partners,
        "conditions-0-operator": "at-least",
        "conditions-0-options": [],
        "conditions-0-number": 5,
    }
    second = OTHER | {"conditions-1-question": partners, "conditions-1-operator": "at-most", "conditions-1-number": 3}
    assert "these do not hold together" in looked_at(admin_client, page_of(rule), **first, **second)
    assert "these do not hold together" not in looked_at(
        admin_client, page_of(rule), **first, **(second | {"conditions-1-number": 5})
    )


def test_it_is_tried_with_the_address_of_a_result_page(admin_client: Client, rule: Rule) -> None:
    address = "http://somewhere/en/match/results/?discipline=dance&applicant=arts-organisation&on=2026-11-21"
    told = looked_at(admin_client, page_of(rule), _try_address=address)
    assert "Tried with these answers, on 21 November 2026" in told
    assert "holds discipline: dance" in told
    assert "may fit" in told
    assert "does not fit" in told


def test_it_is_tried_with_a_persona(admin_client: Client, rule: Rule) -> None:
    Persona.objects.create(
        slug="a-dancer", name_nl="Een danser", name_en="A dancer", answers={"discipline": ["theatre"]}, on=ON
    )
    told = looked_at(admin_client, page_of(rule), _try_persona="a-dancer")
    assert "Tried with A dancer, on 21 November 2026" in told
    assert "does not hold discipline: dance" in told


def test_a_longer_list_and_a_longer_rule_ask_no_more_of_the_database(
    admin_client: Client, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(address: str) -> int:
        admin_client.get(address)
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address)
        return len(queries)

    changelist, page = reverse("admin:matcher_rule_changelist"), page_of(rule)
    lists = []
    for per_page in (5, 40):
        monkeypatch.setattr(admin.site._registry[Rule], "list_per_page", per_page)
        lists.append(asked(changelist))
    assert lists[0] == lists[1]
    one, discipline = asked(page), Question.objects.get(name="discipline")
    for _ in range(4):
        Condition.objects.create(rule=rule, question=discipline, operator="any-of", options=["theatre"])
    assert asked(page) - one <= 4 * MOST_PER_CONDITION


def test_its_history_names_options_as_the_page_does(admin_client: Client, rule: Rule) -> None:
    form = filled(admin_client.get(page_of(rule)), _save="1") | {"conditions-0-options": ["dance", "circus"]}
    assert admin_client.post(page_of(rule), form).status_code == 302
    publish(author=None, why="Circus too.")
    form = filled(admin_client.get(page_of(rule)), _save="1") | {"conditions-0-options": ["theatre"]}
    admin_client.post(page_of(rule), form)
    shown = admin_client.get(reverse("admin:matcher_rule_history", args=[rule.pk])).content.decode()
    assert "<del>Circus, Dance</del>" in shown
    assert "<ins>Theatre" in shown


def test_a_form_that_changes_nothing_changes_no_persona(admin_client: Client, rule: Rule) -> None:
    Condition.objects.filter(rule=rule).update(options=["dance", "theatre"])
    record([("rule", rule.slug)])
    publish(author=None, why="Theatre too.")
    Persona.objects.create(slug="a-dancer", answers={"discipline": ["dance"]}, on=ON)
    assert "None: they come out as they do now." in looked_at(admin_client, page_of(rule))


def on_trial(rule: Rule, was: EngineRule | None = None) -> Trial:
    entry = row_of(("rule", rule.slug))
    assert isinstance(entry, RuleEntry)
    return put_on_trial(entry, working_site(), was, ON)


def test_a_trial_differs_in_the_rule_alone(rule: Rule) -> None:
    found = on_trial(rule)
    without, written = ({one.id for one in side.ruleset.rules} for side in (found.without, found.written))
    assert written - without == {"no-dance"}
    reach = next(iter(found.touches()))
    assert reach.lost
    assert the(reach.example_lost).chosen(DISCIPLINE) == frozenset({"dance"})
    assert found.written.ruleset.rules == working_site().ruleset.rules
    assert found.in_force.ruleset.rules == held().ruleset.rules


@pytest.mark.parametrize(
    ("chosen", "truth"),
    [("dance", Truth.MET), ("theatre", Truth.NOT_MET), (None, Truth.UNKNOWN)],
)
def test_each_condition_says_what_the_answers_make_of_it(rule: Rule, chosen: str | None, truth: Truth) -> None:
    found = on_trial(rule)
    asked = found.asked({"discipline": [chosen]} if chosen else {})
    assert [one for _predicate, one, _required in found.truths(asked)] == [truth]


def test_a_persona_is_named_only_where_publishing_changes_something(rule: Rule) -> None:
    Persona.objects.all().delete()
    dancer = Persona.objects.create(slug="a-dancer", answers={"discipline": ["dance"]}, on=ON)
    Persona.objects.create(slug="an-actor", answers={"discipline": ["theatre"]}, on=ON)
    new = on_trial(rule)
    assert [one.persona for one in new.personas()] == [dancer]
    assert on_trial(rule, was=new.rule).personas() == ()
    Rule.objects.filter(pk=rule.pk).update(is_active=False)
    assert [one.persona for one in on_trial(rule, was=new.rule).personas()] == [dancer]
    assert on_trial(rule).personas() == ()


def test_a_copy_gets_a_name_of_its_own(admin_client: Client, rule: Rule) -> None:
    form = filled(admin_client.get(page_of(rule)), _saveasnew="Duplicate")
    assert admin_client.post(page_of(rule), form).status_code == 302
    copy = Rule.objects.get(slug="no-dance-2")
    assert copy.name == "No dance (copy)"
    assert copy.conditions.get().options == ["dance"]
    assert Change.objects.waiting().get().key == "no-dance-2"
    assert "no-dance-2" not in {one.id for one in held().ruleset.rules}


@pytest.mark.parametrize(
    ("since", "until", "said", "listed"),
    [
        pytest.param(None, None, "now", "now", id="always"),
        pytest.param(date(2026, 1, 1), None, "now", "now", id="began"),
        pytest.param(None, date(2099, 12, 31), "now, until 31 December 2099", "now", id="ends"),
        pytest.param(date(2099, 1, 1), None, "from 1 January 2099", "later", id="begins"),
        pytest.param(None, date(2025, 12, 31), "over since 31 December 2025", "over", id="ended"),
    ],
)
def test_the_list_says_when_a_rule_holds(
    admin_client: Client, rule: Rule, since: date | None, until: date | None, said: str, listed: str
) -> None:
    Rule.objects.filter(pk=rule.pk).update(valid_from=since, valid_until=until)
    assert period_words(Rule.objects.get(pk=rule.pk), ON) == said
    for value in ("now", "later", "over"):
        shown = admin_client.get(reverse("admin:matcher_rule_changelist"), {"holds": value, "q": "no-dance"})
        assert ("No dance" in shown.content.decode()) == (value == listed)
