"""What uses a row is named on its page, and keeps it from being deleted."""

from collections.abc import Callable, Iterator
from datetime import date
from html import unescape

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.admin.uses import uses_of
from catalogue.editions.working import record
from catalogue.entries.vocabulary import ApplicantEntry, DisciplineEntry, GoalEntry, TermEntry
from catalogue.models import Discipline, Instrument, Place, PlaceGroup, Programme
from matcher.models import Condition, Operator, Option, Persona, Question, Rule
from matcher.proof.uses import passed_by
from matcher.rules.entries import QuestionEntry, RuleEntry
from tests.filled import filled
from tests.little import committed
from tests.the import the

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("everything", "in_english"),
]


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def rule() -> Rule:
    """A rule for a programme of its own, about a group, a place, a discipline and an option of its own."""
    programme = Programme.objects.create(slug="ours", name_nl="Ons", name_en="Ours")
    made = Rule.objects.create(
        slug="naming",
        name="Names it all",
        effect="advise",
        scope="programme",
        programme=programme,
        because_nl="-",
        because_en="-",
    )
    place = Question.objects.get(name="place")
    about = Condition.objects.create(rule=made, question=place, operator="any-of")
    about.groups.add(PlaceGroup.objects.create(slug="islands", name_nl="Eilanden", name_en="Islands", kind="programme"))
    about.places.add(Place.objects.create(code="XI", name_nl="Eiland", name_en="Island", kind="country"))
    discipline = Question.objects.get(name="discipline")
    Discipline.objects.create(
        slug="juggling", name_nl="J", name_en="J", position=99, family=the(Discipline.objects.first()).family
    )
    Condition.objects.create(rule=made, question=discipline, operator="any-of", options=["juggling"])
    grant = Question.objects.get(name="grant")
    Option.objects.create(question=grant, value="ours", label_nl="Ons", label_en="Ours", position=99)
    Condition.objects.create(rule=made, question=grant, operator="any-of", options=["ours"])
    record(
        [
            ("programme", "ours"),
            ("group", "islands"),
            ("place", "XI"),
            ("discipline", "juggling"),
            ("question", "grant"),
            ("rule", "naming"),
        ]
    )
    return made


NAMED: dict[str, Callable[[], models.Model]] = {
    "programme": lambda: Programme.objects.get(slug="ours"),
    "group": lambda: PlaceGroup.objects.get(slug="islands"),
    "place": lambda: Place.objects.get(code="XI"),
    "discipline": lambda: Discipline.objects.get(slug="juggling"),
    "question": lambda: Question.objects.get(name="grant"),
}


def page(row: models.Model, view: str) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=[row.pk])


@pytest.mark.parametrize("find", NAMED.values(), ids=NAMED.keys())
def test_its_page_names_the_rule_and_it_stays(
    admin_client: Client, rule: Rule, find: Callable[[], models.Model]
) -> None:
    row = find()
    shown = admin_client.get(page(row, "change")).content.decode()
    assert f'<a href="{page(rule, "change")}">Names it all</a>' in shown
    refused = admin_client.post(page(row, "delete"), {"post": "yes"})
    assert refused.status_code == 200
    assert "is in use." in unescape(refused.content.decode())
    assert "Names it all" in refused.content.decode()
    assert find() == row


def test_from_the_list_it_stays_too(admin_client: Client, rule: Rule) -> None:
    group = NAMED["group"]()
    data = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    refused = admin_client.post(reverse("admin:catalogue_placegroup_changelist"), data)
    assert "Some of these are in use." in refused.content.decode()
    assert NAMED["group"]() == group


def test_what_nothing_uses_can_go(admin_client: Client) -> None:
    group = PlaceGroup.objects.create(slug="nowhere", name_nl="Nergens", name_en="Nowhere", kind="programme")
    assert "Nothing: it can be deleted" in admin_client.get(page(group, "change")).content.decode()
    assert admin_client.post(page(group, "delete"), {"post": "yes"}).status_code == 302
    assert not PlaceGroup.objects.filter(slug="nowhere").exists()


@pytest.mark.parametrize("change", ["DELETE", "value"])
def test_an_option_that_a_rule_names_is_neither_deleted_nor_renamed(
    admin_client: Client, rule: Rule, change: str
) -> None:
    address = page(Question.objects.get(name="grant"), "change")
    form = filled(admin_client.get(address))
    row = next(name.rpartition("-")[0] for name, value in form.items() if value == "ours" and name.endswith("-value"))
    refused = admin_client.post(address, form | {f"{row}-{change}": "on", "_save": "1"})
    assert refused.status_code == 200
    assert "“Ours” is in use, so it stays as it is. Take it out of these first: Rule: Names it all." in unescape(
        refused.content.decode()
    )


@pytest.mark.parametrize(("slug", "status"), [("juggling", 302), ("jugglery", 200)])
def test_a_term_that_a_rule_names_keeps_its_short_name(
    admin_client: Client, rule: Rule, slug: str, status: int
) -> None:
    address = page(NAMED["discipline"](), "change")
    form = filled(admin_client.get(address), slug=slug, name_en="Juggling", _save="1")
    saved = admin_client.post(address, form)
    assert saved.status_code == status
    assert ("is in use, so it stays as it is" in unescape(saved.content.decode())) == (status == 200)


def test_an_instrument_and_a_persona_are_named_as_well() -> None:
    group = PlaceGroup.objects.create(slug="islands", name_nl="Eilanden", name_en="Islands", kind="programme")
    instrument = the(Instrument.objects.first())
    instrument.where_groups.add(group)
    Persona.objects.create(slug="islander", name_en="Islander", answers={"place": ["islands"]}, on=date(2026, 11, 21))
    assert {(use.what, use.label) for use in uses_of(group)} == {
        ("Instrument", instrument.name),
        ("Persona", "Islander"),
    }


def test_what_waits_to_be_published_counts(admin_client: Client, rule: Rule) -> None:
    """What staff saved may name what nothing that is public names."""
    group = PlaceGroup.objects.create(slug="nowhere", name_nl="Nergens", name_en="Nowhere", kind="programme")
    form = filled(admin_client.get(page(rule, "change")))
    index = next(name.split("-")[1] for name in form if name.endswith("-groups") and form[name])
    saved = admin_client.post(page(rule, "change"), form | {f"conditions-{index}-groups": [group.pk], "_save": "1"})
    assert saved.status_code == 302, saved.context["errors"]
    assert [use.label for use in uses_of(group)] == ["Names it all"]


# --- What is let in by not being named ----------------------------------------------------------------------------

LET_IN = "is let in by what shuts out others by name"


def test_who_adds_an_option_is_told_which_rules_let_it_in(admin_client: Client) -> None:
    address = page(Question.objects.get(name="status"), "change")
    form = filled(admin_client.get(address))
    number = form["options-TOTAL_FORMS"]
    row = {
        "value": "de-facto",
        "label_nl": "Feitelijke vereniging",
        "label_en": "De facto association",
        "position": 900,
    }
    added = {f"options-{number}-{field}": value for field, value in row.items()}
    saved = admin_client.post(
        address, form | added | {"options-TOTAL_FORMS": int(str(number)) + 1, "_save": "1"}, follow=True
    )
    said = unescape(saved.content.decode())
    assert f"Who answers “De facto association” {LET_IN}: " in said
    names = set(
        Rule.objects.filter(conditions__question__name="status", conditions__operator="none-of").values_list(
            "name", flat=True
        )
    )
    assert len(names) > 3
    assert all(f"Rule: {name}" in said for name in names)


def test_who_adds_a_term_is_told_too(admin_client: Client) -> None:
    family = the(Discipline.objects.first()).family
    form = filled(admin_client.get(reverse("admin:catalogue_discipline_add")))
    term = {"slug": "juggling", "name_nl": "Jongleren", "name_en": "Juggling", "family": the(family).pk}
    saved = admin_client.post(reverse("admin:catalogue_discipline_add"), form | term | {"_save": "1"}, follow=True)
    assert f"Who answers “Juggling” {LET_IN}: Rule: " in unescape(saved.content.decode())


def test_who_changes_what_is_there_is_told_nothing(admin_client: Client) -> None:
    address = page(Question.objects.get(name="status"), "change")
    form = filled(admin_client.get(address), **{"options-0-label_en": "A student", "_save": "1"})
    saved = admin_client.post(address, form, follow=True)
    assert saved.redirect_chain
    assert LET_IN not in saved.content.decode()


def test_a_new_place_is_let_in_by_nothing_that_names_places(rule: Rule) -> None:
    assert list(passed_by(Place.objects.get(code="XI"))) == []


THERE = {
    "applicant": "individual-artist arts-worker collective arts-organisation heritage-organisation heritage-community"
    " amateur-group sociocultural-organisation youth-organisation education-institution local-authority producer publisher"
    " translator creative-enterprise research-institution foreign-organisation private-person",
    "discipline": "theatre dance music-theatre circus street-arts classical-music pop-jazz-folk sound-art visual-arts photography"
    " architecture design fashion crafts audiovisual games digital-arts literature movable-heritage intangible-heritage"
    " archives-libraries amateur-arts sociocultural-work transdisciplinary",
    "goal": "create-coproduce present-tour residency exchange-learn research-reflect educate network translate-publish"
    " host-incoming cooperate invest",
    "grant": "none kunstendecreet circus circus-workspace erfgoed sociaal-cultureel amateurkunsten other",
    "status": "student recent-graduate self-employed employed non-profit company public",
}
"""The options of each question of which a rule shuts out some by name, as they were when those rules were written. One that is
added is let in by all of them: look for each whether its source says so, change the rule where it does not, then name the option
here."""


def test_an_option_is_held_against_the_rules_that_let_it_in() -> None:
    questions = committed(QuestionEntry)
    shutting_out: dict[str, list[str]] = {}
    for rule in committed(RuleEntry).values():
        for _role, one in rule.conditions:
            if one.operator == Operator.NONE_OF and one.options:
                shutting_out.setdefault(one.question, []).append(rule.id)
    lists: dict[str, type[TermEntry]] = {
        "applicants": ApplicantEntry,
        "disciplines": DisciplineEntry,
        "goals": GoalEntry,
    }
    for name, rules in shutting_out.items():
        question = questions[name]
        options = [one.value for one in question.options] or list(committed(lists[str(question.vocabulary)]))
        assert set(options) <= set(THERE[name].split()), f"held against {', '.join(rules)}?"
    assert shutting_out.keys() == THERE.keys()
