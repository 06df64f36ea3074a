"""All kinds of things that staff edit are kept alike: what is saved waits, stands beside what is public, goes out, comes back."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogue.editions.differences import differences
from catalogue.editions.store import read_latest
from catalogue.editions.working import row_of, waiting, working_edition
from catalogue.entries.kinds import KINDS, EntryKind, Name
from catalogue.entries.organisation import OrganisationEntry
from catalogue.models import Change, Discipline, Edition, Goal, Membership, Organisation, Place, PlaceGroup
from matcher.engine.answers import GOAL
from matcher.models import Condition, Option, Question, Rule
from matcher.rules.holding import held, working_site
from tests.filled import filled
from tests.matcher.staff_pages import IN_EDITIONS, first_row, list_of, otherwise, page_of, send, staff
from tests.noted import mended
from tests.responses import Page
from tests.the import the

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("a_little", "in_english"),
]
ADD = "admin:catalogue_edition_add"


@pytest.fixture
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def curator() -> Client:
    return staff("curator")


@pytest.fixture
def publisher() -> Client:
    return staff("publisher")


@pytest.fixture(params=IN_EDITIONS)
def kind(request: pytest.FixtureRequest) -> EntryKind:
    return KINDS[request.param]


def text(response: Page) -> str:
    return unescape(response.content.decode())


def name_of(kind: EntryKind, row: models.Model) -> Name:
    return kind.name, kind.key(row)


def waits() -> list[Name]:
    return [one.name for one in waiting(read_latest())]


def publish(client: Client, **more: object) -> None:
    picked = {"pick": ["/".join(name) for name in waits()]}
    answer = client.post(reverse(ADD), {"why": "It is so.", "despite": "So be it.", **picked, **more})
    assert answer.status_code == 302, answer.context["form"].errors


def save(client: Client, row: models.Model, **changes: object) -> None:
    saved = send(client, page_of(row), **changes)
    assert saved.status_code == 302, saved.context["errors"]


# --- From a save to the public, and back --------------------------------------------------------------------------


def test_what_is_saved_waits_is_shown_goes_out_and_comes_back(
    kind: EntryKind, curator: Client, publisher: Client
) -> None:
    row = first_row(kind)
    name, before = name_of(kind, row), read_latest()
    was = before.entry(name)
    save(curator, row, **otherwise(row))
    assert waits() == [name]
    assert mended() == {}, "the save said what it wrote"
    assert read_latest().digest == before.digest
    assert held().edition.digest == before.digest

    now = working_edition(before).entry(name)
    assert now == row_of(name) != was
    listed = curator.get(list_of(kind.model) + "?waits=yes")
    assert [kind.key(one) for one in listed.context["cl"].result_list] == [name[1]]
    assert "and not published yet" in text(curator.get(page_of(row)))
    (shown,) = publisher.get(reverse(ADD)).context["changes"]
    assert (shown.mark, shown.change.signed) == ("/".join(name), "Curator")
    assert shown.differences == differences(was, now) != ()

    publish(publisher, pick="/".join(name))
    assert waits() == []
    assert held().edition.entry(name) == now
    edition = Edition.objects.first()
    assert edition is not None
    (compared,) = publisher.get(page_of(edition)).context["changes"]
    assert compared.differences == shown.differences
    history = text(publisher.get(page_of(row, "history")))
    assert "Curator" in history
    assert "It is so." in history

    first = page_of(Edition.objects.get(number=before.number))
    assert publisher.post(first, {"why": "Not so.", "despite": "So be it."}).status_code == 302
    assert held().edition.entry(name) == row_of(name) == was
    assert waits() == []
    assert mended() == {}
    assert "Not so." in text(publisher.get(page_of(row, "history")))


def test_the_second_who_saves_is_told_and_nothing_is_lost(kind: EntryKind, curator: Client, publisher: Client) -> None:
    row = first_row(kind)
    name, was = name_of(kind, row), row_of(name_of(kind, row))
    opened = filled(publisher.get(page_of(row)), **otherwise(row, "??"))
    save(curator, row, **otherwise(row))
    theirs = row_of(name)

    refused = publisher.post(page_of(row), opened)
    assert refused.status_code == 200
    said = text(refused)
    assert "Curator changed this on" in said
    assert all(one.label in said for one in differences(was, theirs))
    assert row_of(name) == theirs
    again = filled(refused)
    assert again.items() >= {column: str(value) for column, value in otherwise(row, "??").items()}.items()

    saved = publisher.post(page_of(row), again)
    assert saved.status_code == 302, saved.context["errors"]
    mine = row_of(name)
    assert mine not in (was, theirs)
    assert [one.signed for one in Change.objects.order_by("pk")] == ["Curator", "Publisher"]
    history = text(publisher.get(page_of(row, "history")))
    assert history.index("Publisher") < history.index("Curator")

    assert publisher.post(page_of(row, "take_back")).status_code == 302
    assert row_of(name) == was
    assert waits() == []
    assert Change.objects.filter(is_taken_back=True).count() == 2
    assert mended() == {}


def test_one_edit_is_undone_from_the_history(kind: EntryKind, curator: Client) -> None:
    row = first_row(kind)
    name, was = name_of(kind, row), row_of(name_of(kind, row))
    save(curator, row, **otherwise(row))
    edit = Change.objects.get()
    where = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_undo", args=[row.pk, edit.pk])
    assert where in text(curator.get(page_of(row, "history")))
    assert staff("reader").post(where).status_code == 403
    assert curator.post(where).status_code == 302
    assert row_of(name) == was
    assert waits() == []
    assert mended() == {}
    assert [one.note for one in Change.objects.order_by("pk")] == ["", "undone: the edit of Curator"]
    again = curator.post(where, follow=True)
    assert "It reads as before that edit already." in text(again)
    assert Change.objects.count() == 2


def test_who_saves_what_reads_the_same_keeps_nothing(kind: EntryKind, curator: Client) -> None:
    for row in kind.rows()[:3]:
        save(curator, row)
    assert not Change.objects.exists()
    assert mended() == {}


# --- Lists --------------------------------------------------------------------------------------------------------

LISTED = [name for name in IN_EDITIONS if admin.site._registry[KINDS[name].model].list_editable]


@pytest.mark.parametrize("kind", LISTED, indirect=True)
def test_a_list_is_a_form_like_any_other(kind: EntryKind, curator: Client, publisher: Client) -> None:
    (column,) = admin.site._registry[kind.model].list_editable
    where = list_of(kind.model)
    page = curator.get(where)
    rows = list(page.context["cl"].result_list)[:2]
    opened = filled(publisher.get(where)) | {f"form-0-{column}": 41, "_save": "Save"}
    saved = curator.post(where, filled(page) | {f"form-0-{column}": 42, f"form-1-{column}": 43, "_save": "Save"})
    assert saved.status_code == 302
    assert sorted(waits()) == sorted(name_of(kind, row) for row in rows)
    assert [getattr(kind.model._default_manager.get(pk=row.pk), column) for row in rows] == [42, 43]
    assert mended() == {}

    refused = publisher.post(where, opened)
    assert refused.status_code == 200
    assert "Somebody else changed" in text(refused)
    assert getattr(kind.model._default_manager.get(pk=rows[0].pk), column) == 42
    assert Change.objects.filter(signed="Publisher").count() == 0


def test_there_are_lists_that_are_forms() -> None:
    assert len(LISTED) > 8


def test_what_is_deleted_from_a_list_waits_and_goes(curator: Client, publisher: Client) -> None:
    rules = list(Rule.objects.order_by("slug")[:2])
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rules], "post": "yes"}
    assert curator.post(list_of(Rule), data).status_code == 302
    gone = [("rule", row.slug) for row in rules]
    assert sorted(waits()) == sorted(gone)
    assert all(name in held().edition.stored for name in gone)
    assert mended() == {}
    assert text(publisher.get(reverse(ADD))).count("It is to go.") == 2
    publish(publisher)
    assert all(name not in held().edition.stored for name in gone)


# --- Rows that are made beside a form -----------------------------------------------------------------------------


def test_what_is_added_in_a_window_of_its_own_waits_and_can_be_chosen(curator: Client) -> None:
    where = list_of(Organisation, "add") + "?_popup=1"
    told = {"name_nl": "Nieuw Huis", "name_en": "New House", "slug": "new-house", "kind": "funder", "country": "BE"}
    sent = filled(curator.get(where), **told)
    assert 'data-popup-response="' in curator.post(where, sent).content.decode()
    assert waits() == [("organisation", "new-house")]
    assert mended() == {}
    asked = {"app_label": "catalogue", "model_name": "instrument", "field_name": "provider", "term": "New House"}
    (found,) = curator.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert found["id"] == str(Organisation.objects.get(slug="new-house").pk)


def test_a_region_that_is_written_below_its_country_is_an_entry_of_its_own(curator: Client) -> None:
    country = Place.objects.get(code="PT")
    form = filled(curator.get(page_of(country)))
    number = int(str(form["children-TOTAL_FORMS"]))
    names = {"code": "PT-99", "name_nl": "Eiland", "name_en": "Island", "kind": "region"}
    row = {f"children-{number}-{field}": value for field, value in names.items()}
    saved = curator.post(page_of(country), form | row | {"children-TOTAL_FORMS": number + 1})
    assert saved.status_code == 302, saved.context["errors"]
    assert waits() == [("place", "PT-99")]
    assert mended() == {}


def test_who_links_to_a_place_both_ways_changes_both(curator: Client) -> None:
    one, other = Place.objects.filter(kind="region", overlaps=None).order_by("code")[:2]
    save(curator, one, overlaps=[other.pk])
    assert sorted(waits()) == [("place", one.code), ("place", other.code)]
    assert mended() == {}
    save(curator, one, overlaps=[])
    assert waits() == []
    assert mended() == {}


# --- What a change does ------------------------------------------------------------------------------------------


def test_an_organisation_end_to_end(curator: Client, publisher: Client) -> None:
    row = Organisation.objects.exclude(instruments=None).order_by("slug")[0]
    save(curator, row, name_en="The House of Tests")
    assert publisher.get(reverse(ADD)).context["effect"].reaches == (), "a name decides nothing"
    waiting_one = the(working_edition(read_latest()).get(OrganisationEntry, row.slug))
    assert waiting_one.name.en == "The House of Tests"
    publish(publisher)
    assert the(held().edition.get(OrganisationEntry, row.slug)).name.en == "The House of Tests"


def test_a_group_end_to_end(curator: Client, publisher: Client) -> None:
    """Who takes a country out of a group shuts the routes that ask for the group to those who go there."""
    asked = next(
        one for one in held().ruleset.instruments if one.where.groups and not one.where.places and one.gives_money
    )
    group = PlaceGroup.objects.get(slug=asked.where.groups[0])
    period = the(group.periods.filter(memberships__is_partial=False).order_by("pk").first())
    member = the(Membership.objects.filter(period=period).select_related("place").order_by("pk").first())
    form = filled(curator.get(page_of(period)))
    number = next(
        name.split("-")[1] for name, value in form.items() if name.endswith("-place") and value == str(member.place_id)
    )
    saved = curator.post(page_of(period), form | {f"memberships-{number}-DELETE": "on"})
    assert saved.status_code == 302, saved.context["errors"]
    assert waits() == [("group", group.slug)]
    assert mended() == {}
    shown = publisher.get(reverse(ADD))
    assert member.place.name in text(shown)
    assert shown.context["effect"].reaches or shown.context["effect"].summary
    publish(publisher)
    members = {code for one in held().ruleset.groups[asked.where.groups[0]] for code in one.full}
    assert member.place.code not in members or period.group.periods.count() > 1


def test_a_word_of_the_vocabulary_end_to_end(curator: Client, publisher: Client) -> None:
    """A new goal is an answer at once in the working state, and for the public once it is published."""
    page = list_of(Goal, "add")
    sent = filled(curator.get(page), name_nl="Spelen", name_en="Play", slug="play", position=990)
    assert curator.post(page, sent).status_code == 302
    assert "play" not in held().words.offered()[GOAL]
    assert "play" in working_site().words.offered()[GOAL]
    shown = publisher.get(reverse(ADD))
    assert "It is new." in text(shown)
    publish(publisher)
    assert "play" in held().words.offered()[GOAL]


# --- New questions, and rules about them --------------------------------------------------------------------------


def rule_about(client: Client, question: Question, options: list[str]) -> Any:
    page = reverse("admin:matcher_rule_add")
    sent = {
        "name": "Only in the morning",
        "slug": "only-in-the-morning",
        "effect": "exclude",
        "scope": "everything",
        "because_nl": "Zo is het.",
        "because_en": "It is so.",
        "is_active": "on",
        "conditions-TOTAL_FORMS": 1,
        "conditions-0-role": "when",
        "conditions-0-position": 0,
        "conditions-0-question": question.pk,
        "conditions-0-operator": "any-of",
        "conditions-0-options": options,
    }
    return client.post(page, filled(client.get(page)) | sent)


def new_question(client: Client) -> Question:
    page = reverse("admin:matcher_question_add")
    sent: dict[str, object] = {
        "name": "daytime",
        "text_nl": "Wanneer?",
        "text_en": "When?",
        "short_nl": "Moment",
        "short_en": "Moment",
        "kind": "choice",
        "asked": "always",
        "position": 990,
        "is_active": "on",
        "options-TOTAL_FORMS": 2,
    }
    for number, value in enumerate(("morning", "evening")):
        row = {"position": number, "value": value, "label_nl": value, "label_en": value.title()}
        sent |= {f"options-{number}-{name}": one for name, one in row.items()}
    saved = client.post(page, filled(client.get(page)) | sent)
    assert saved.status_code == 302, saved.context["errors"]
    return Question.objects.get(name="daytime")


def test_a_rule_about_a_new_question_works_before_either_is_published(curator: Client, publisher: Client) -> None:
    question = new_question(curator)
    saved = rule_about(curator, question, ["evening"])
    assert saved.status_code == 302, saved.context["errors"]
    rule = Rule.objects.get(slug="only-in-the-morning")
    shown = text(curator.get(page_of(rule)))
    assert "With “moment: evening”" in shown
    looked = curator.post(page_of(rule), filled(curator.get(page_of(rule)), _preview="part"))
    assert "Excluded by the rule" in text(looked)
    assert [one.id for one in working_site().ruleset.rules if one.id == rule.slug] == [rule.slug]
    assert "only-in-the-morning" not in {one.id for one in held().ruleset.rules}
    page = publisher.get(reverse(ADD) + "?pick=rule/only-in-the-morning")
    assert page.status_code == 200
    publish(publisher)
    assert "only-in-the-morning" in {one.id for one in held().ruleset.rules}


def test_an_option_that_was_just_added_can_be_used_in_a_rule(curator: Client) -> None:
    question = Question.objects.get(name="grant")
    form = filled(curator.get(page_of(question)))
    number = int(str(form["options-TOTAL_FORMS"]))
    row = {"position": number, "value": "ours", "label_nl": "Ons", "label_en": "Ours"}
    sent = form | {f"options-{number}-{name}": value for name, value in row.items()}
    saved = curator.post(page_of(question), sent | {"options-TOTAL_FORMS": number + 1})
    assert saved.status_code == 302, saved.context["errors"]
    assert Option.objects.filter(value="ours").exists()
    assert rule_about(curator, question, ["ours"]).status_code == 302
    assert Condition.objects.get(rule__slug="only-in-the-morning").options == ["ours"]


def test_a_new_discipline_can_be_used_in_a_rule_at_once(curator: Client) -> None:
    page = list_of(Discipline, "add")
    family = the(Discipline.objects.first()).family_id
    sent = filled(curator.get(page), name_nl="J", name_en="Juggling", slug="juggling", family=family, position=990)
    assert curator.post(page, sent).status_code == 302
    assert rule_about(curator, Question.objects.get(name="discipline"), ["juggling"]).status_code == 302
